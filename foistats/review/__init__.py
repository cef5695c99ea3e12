"""What a person settles: the questions that a run leaves open, and what becomes of the answers."""
