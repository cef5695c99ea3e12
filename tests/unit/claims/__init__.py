"""What drafts say and how it is read."""
