"""Counts as written: one text (`read_count`), any cell (`sense_of`), a document's legend."""

from foistats.naming.counts.legends import legend_in
from foistats.naming.counts.marks import is_mark, mark_key
from foistats.naming.counts.meanings import meaning_of
from foistats.naming.counts.numbers import read_count
from foistats.naming.counts.senses import CellSense, sense_of

__all__ = ["CellSense", "is_mark", "legend_in", "mark_key", "meaning_of", "read_count", "sense_of"]
