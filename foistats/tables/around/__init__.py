"""What stands around a table and speaks of it: title, sheet, letter, day of the reply."""
