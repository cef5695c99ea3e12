"""A second, unrelated reading of a ruled table: its numbers' own places against its rules."""

from collections.abc import Iterable, Mapping, Sequence

from foistats.documents.model import Value
from foistats.formats.pdf.cells import text_lines
from foistats.formats.pdf.words import Word

Place = tuple[int, int]


def doubt_ruled_table(
    rows: Sequence[Sequence[Value]], words: Mapping[Place, Sequence[Word]]
) -> set[Place]:
    """The cells of a ruled table that its numbers' own places do not bear out.

    Without looking at any rule, numbers on one line of text are a row and numbers that stand below
    one another a column. A cell is borne out where no other row shares its line and no other
    column its band. Only numbers and marks are looked at: labels wrap.
    """
    counts = {word: place for place, inside in words.items() for word in inside if word.is_count}
    mixed: set[Place] = set()
    for line in text_lines(counts):
        if len({counts[word][0] for word in line}) > 1:
            mixed |= {counts[word] for word in line}
    for band in _bands(counts):
        if len({counts[word][1] for word in band}) > 1:
            mixed |= {counts[word] for word in band}
    filled = {(r, c) for r, row in enumerate(rows) for c, v in enumerate(row) if v is not None}
    return mixed & filled


def _bands(words: Iterable[Word]) -> list[list[Word]]:
    """Numbers whose widths overlap, directly or through others, as the columns they stand in."""
    bands: list[list[Word]] = []
    end = 0.0
    for word in sorted(words, key=lambda w: w.x0):
        if bands and word.x0 <= end:
            bands[-1].append(word)
            end = max(end, word.x1)
        else:
            bands.append([word])
            end = word.x1
    return bands
