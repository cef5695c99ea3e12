"""Replies that came in: which force each is from, on which day, and what it is."""
