"""How tables are read: every way to part and to understand them, judged by laws."""
