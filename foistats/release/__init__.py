"""Tables on disk: a whole set at a time, the same bytes from the same values, never half of it."""
