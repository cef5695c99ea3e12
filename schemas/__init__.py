"""What must hold: words, fields, tables and code lists. Imports nothing of foistats or flows."""
