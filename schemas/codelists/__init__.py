"""Code lists as CSV: forces, their other names, areas as dated sets of forces, offence classes."""
