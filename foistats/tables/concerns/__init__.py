"""What the counts of a table are, held against what was asked."""
