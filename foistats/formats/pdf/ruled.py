"""Tables drawn with rules: cells are what the rules enclose, however many words they hold."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from foistats.documents.model import Merge, Value
from foistats.formats.pdf.cells import (
    PageTable,
    Undivided,
    cell_text,
    indents_of,
    rows_of,
    text_lines,
    without_slivers,
)
from foistats.formats.pdf.numbers import (
    Span,
    cuts_words,
    doubt_ruled_table,
    is_one_row,
    is_wrapped,
    joined_number,
    padding_of,
    stack_of,
)
from foistats.formats.pdf.rules import Rule
from foistats.formats.pdf.words import PageMarks, Word

# Rules meet where they come this near, and edges this near are one edge.
_NEAR = 3.0
# A rule that runs along this share of a cell's side closes it.
_CLOSES = 0.6
# Lines of one label are at most this many letter sizes apart.
_WRAP_APART = 1.6

# A table of fewer edges than this has two rows at most, and its labels may be rows by themselves.
_FEW_EDGES = 4


@dataclass(slots=True)
class _Frame:
    """Rules that hang together, and the edges they draw."""

    across: list[Rule]
    down: list[Rule]

    @property
    def ys(self) -> list[float]:
        return _edges([*(r.at for r in self.across), *self._ends(self.down)])

    @property
    def xs(self) -> list[float]:
        return _edges([*(r.at for r in self.down), *self._ends(self.across)])

    @property
    def size(self) -> float:
        """How much of the page they enclose."""
        xs, ys = self.xs, self.ys
        return (xs[-1] - xs[0]) * (ys[-1] - ys[0])

    @staticmethod
    def _ends(rules: list[Rule]) -> list[float]:
        """Tables open at a side end where their rules end."""
        return [min(r.start for r in rules), max(r.end for r in rules)]


def ruled_tables(
    marks: PageMarks,
) -> tuple[list[tuple[PageTable, list[Word]]], list[Undivided]]:
    """Every ruled table with at least two filled cells, with the words it takes up."""
    tables: list[tuple[PageTable, list[Word]]] = []
    undivided: list[Undivided] = []
    left = list(marks.words)
    # A box around a whole page has only those words that no table inside it has.
    for frame in sorted(_frames(marks), key=lambda f: f.size):
        xs, ys = frame.xs, frame.ys
        inside = [w for w in left if xs[0] <= w.x <= xs[-1] and ys[0] <= w.y <= ys[-1]]
        if any(_straddles(word, frame) for word in inside):
            undivided.append(Undivided(inside, "a number runs across the rule beside it"))
        else:
            ys, wrapped = _with_unruled_edges(frame, xs, ys, inside)
            table = _table(frame, xs, ys, inside, wrapped)
            filled = sum(v is not None for row in table.rows for v in row)
            if filled < 2 or len(table.rows[0]) == 1:
                continue
            tables.append((table, inside))
        taken = {id(word) for word in inside}
        left = [word for word in left if id(word) not in taken]
    return tables, undivided


def _straddles(word: Word, frame: _Frame) -> bool:
    """True for a figure that a rule cuts so near its middle that either cell may own it."""
    margin = 0.2 * (word.x1 - word.x0)
    return word.is_figure and any(
        word.x0 + margin < rule.at < word.x1 - margin and rule.start < word.y < rule.end
        for rule in frame.down
    )


def _frames(marks: PageMarks) -> list[_Frame]:
    """Rules that touch each other, directly or through others, with two of each direction."""
    across, down = list(marks.across), list(marks.down)
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, a in enumerate(across):
        for j, d in enumerate(down, len(across)):
            meets = a.start - _NEAR <= d.at <= a.end + _NEAR
            if meets and d.start - _NEAR <= a.at <= d.end + _NEAR:
                parent[root(j)] = root(i)
    groups: dict[int, _Frame] = {}
    for i, a in enumerate(across):
        groups.setdefault(root(i), _Frame([], [])).across.append(a)
    for j, d in enumerate(down, len(across)):
        groups.setdefault(root(j), _Frame([], [])).down.append(d)
    frames = [g for g in groups.values() if g.across and g.down]
    frames = [f for f in frames if len(f.xs) > 1 and len(f.ys) > 1]
    return sorted(frames, key=lambda f: (round(f.ys[0]), f.xs[0]))


def _edges(positions: Iterable[float]) -> list[float]:
    """Distinct positions, those near each other as one.

    >>> _edges([36.2, 36.0, 120.0, 121.5])
    [36.0, 120.0]
    """
    edges: list[float] = []
    for at in sorted(positions):
        if not edges or at - edges[-1] > _NEAR:
            edges.append(at)
    return edges


def _with_unruled_edges(
    frame: _Frame, xs: list[float], ys: list[float], words: list[Word]
) -> tuple[list[float], list[Span]]:
    """Edges between rows of counts that no rule divides; and the rows whose numbers are wrapped.

    A cell that holds nothing but counts, one above the other, is several rows, where its label has
    as many lines; the new edges become rules so that they divide all columns alike.
    """
    columns = list(pairwise(xs))
    by_column = _divided(words, xs, attrgetter("x"))
    padding = [padding_of(*pair) for pair in zip(by_column, columns, strict=True)]
    cuts = any(cuts_words(column) for column in by_column)
    added: list[float] = []
    wrapped: list[Span] = []
    down_columns = [_divided(column, ys, attrgetter("y")) for column in by_column]
    for (top, bottom), *cells in zip(pairwise(ys), *down_columns, strict=True):
        stacks = [(stack_of(cell), col) for col, cell in enumerate(cells)]
        stacks = [(stack, col) for stack, col in stacks if stack]
        if not stacks and len(ys) >= _FEW_EDGES:
            continue
        labels = max((len(text_lines(c)) for c in cells if not _are_counts(c)), default=0)
        deepest = max((len(stack) for stack, _ in stacks), default=0)
        if stacks and all(is_wrapped(s, columns[col], padding[col]) for s, col in stacks):
            if cuts or is_one_row(cells):
                wrapped.append((top, bottom))
        elif (stacks and labels >= deepest) or (not stacks and _is_loose(cells[0])):
            rows = rows_of([w for cell in cells for w in cell], labels=cells[0])
            for upper, lower in pairwise(rows):
                added.append((max(w.bottom for w in upper) + min(w.top for w in lower)) / 2)
    frame.across += [Rule(at, xs[0], xs[-1]) for at in added]
    return sorted([*ys, *added]), wrapped


def _divided(
    words: Iterable[Word], edges: Sequence[float], place: Callable[[Word], float]
) -> list[list[Word]]:
    """The words of each band between edges, by their places; those beyond all are left out."""
    bands: list[list[Word]] = [[] for _ in edges[1:]]
    for word in words:
        band = bisect_right(edges, place(word)) - 1
        if 0 <= band < len(bands):
            bands[band].append(word)
    return bands


def _are_counts(cell: Sequence[Word]) -> bool:
    return all(word.is_count for word in cell)


def _is_loose(label: Iterable[Word]) -> bool:
    """True for lines further apart than those of one wrapped label."""
    lines = text_lines(label)
    return any(
        lower[0].bottom - upper[0].bottom > _WRAP_APART * lower[0].size
        for upper, lower in pairwise(lines)
    )


def _table(
    frame: _Frame,
    xs: list[float],
    ys: list[float],
    words: Sequence[Word],
    wrapped: Sequence[Span],
) -> PageTable:
    height, width = len(ys) - 1, len(xs) - 1
    areas = _areas(frame, xs, ys)
    owner = {(r, c): a for a in areas for r, c in _cells_of(a)}
    filled: dict[Merge, list[Word]] = {}
    for word in words:
        r, c = _band(ys, word.y), _band(xs, word.x)
        filled.setdefault(owner[r, c], []).append(word)
    rows: list[list[Value]] = [[None] * width for _ in range(height)]
    joined = set()
    for area, inside in filled.items():
        stack = stack_of(inside)
        if stack and (ys[area.row], ys[area.row_end + 1]) in wrapped:
            rows[area.row][area.col] = joined_number(stack)
            joined.add((area.row, area.col))
        else:
            rows[area.row][area.col] = cell_text(inside, is_enclosed=True)
    doubtful = doubt_ruled_table(rows, {(a.row, a.col): inside for a, inside in filled.items()})
    doubtful |= joined
    merges = sorted(a for a in areas if a[:2] != a[2:])
    table = PageTable(ys[0], ys[-1], tuple(xs), rows, merges, doubtful=doubtful)
    table.indents = indents_of({a.row: inside for a, inside in filled.items() if a.col == 0})
    return without_slivers(table)


def _areas(frame: _Frame, xs: list[float], ys: list[float]) -> set[Merge]:
    """The cells that rules enclose, as rectangles of the finest raster the edges draw."""
    height, width = len(ys) - 1, len(xs) - 1
    area = {(r, c): Merge(r, c, r, c) for r in range(height) for c in range(width)}

    def join(merge: Merge, other: Merge) -> None:
        whole = Merge(*map(min, merge[:2], other[:2]), *map(max, merge[2:], other[2:]))
        # A rectangle may take in further cells, which grow it in turn.
        while True:
            parts = {area[cell] for cell in _cells_of(whole)}
            grown = Merge(
                min(p.row for p in parts),
                min(p.col for p in parts),
                max(p.row_end for p in parts),
                max(p.col_end for p in parts),
            )
            if grown == whole:
                break
            whole = grown
        for cell in _cells_of(whole):
            area[cell] = whole

    down = [_near(frame.down, at) for at in xs]
    across = [_near(frame.across, at) for at in ys]
    for r in range(height):
        for c in range(width - 1):
            is_open = not _closed(down[c + 1], ys[r], ys[r + 1])
            if is_open and area[r, c] != area[r, c + 1]:
                join(area[r, c], area[r, c + 1])
    for r in range(height - 1):
        for c in range(width):
            upper, lower = area[r, c], area[r + 1, c]
            # A title above headings is no part of them, though no rule parts it from each.
            is_open = not _closed(across[r + 1], xs[c], xs[c + 1])
            if is_open and upper != lower and upper[1::2] == lower[1::2]:
                join(upper, lower)
    return set(area.values())


def _cells_of(area: Merge) -> Iterable[tuple[int, int]]:
    return (
        (r, c) for r in range(area.row, area.row_end + 1) for c in range(area.col, area.col_end + 1)
    )


def _near(rules: Iterable[Rule], at: float) -> list[Rule]:
    return [rule for rule in rules if abs(rule.at - at) <= _NEAR]


def _closed(rules: Iterable[Rule], start: float, end: float) -> bool:
    run = sum(max(0.0, min(r.end, end) - max(r.start, start)) for r in rules)
    return run >= _CLOSES * (end - start)


def _band(edges: Sequence[float], at: float) -> int:
    """Which band between edges a position lies in, the last for the last edge itself."""
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)
