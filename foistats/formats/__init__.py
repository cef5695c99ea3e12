"""The kinds of file that replies come in: one folder each, and one registry of them."""
