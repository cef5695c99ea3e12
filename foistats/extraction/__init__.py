"""Cells to observations: reads a table the way a careful person does (design, section 8)."""
