"""What formats share to account for every text of a file: shown, harmless (and why), or found."""
