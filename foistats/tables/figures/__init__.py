"""Which figures of a table are counts, and which may be added to each other."""
