"""From what was read to figures, totals, changes and coverage. Rows in, rows out; nothing else.

Rows are plain tuples in the order of a table's columns: a request has a few thousand, and each
pandas operation on a table of that size costs more than the whole of the sums done this way.
"""
