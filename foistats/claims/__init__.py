"""Drafts held against the tables: which of their numbers the figures bear."""
