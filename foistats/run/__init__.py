"""One run: its stages in order, what is handed from one to the next, and its record."""
