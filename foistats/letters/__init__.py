"""Counts and refusals in sentences: a grammar of fixed rules, no language model."""
