"""Lists with one line per record (a crime, an incident), which are counted, not summed."""
