"""Measured claims about time and memory, run by hand; see README.md."""
