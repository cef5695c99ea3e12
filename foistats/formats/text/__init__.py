"""Delimited tables and plain text (.csv, .tsv, .txt)."""
