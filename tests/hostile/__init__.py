"""Files that would harm a reader, made by code with fixed seeds, and what must come of them."""
