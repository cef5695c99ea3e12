"""The columns that a table declares: which of them are not shown, and which cells stand there."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from foistats.formats.html.cascade import Cascade
from foistats.formats.html.looks import Look

_WIDEST = 1000


class Columns:
    """The columns of one table that are not shown, and which of its cells stand in them."""

    def __init__(self, table: Element, wrapper: Any, cascade: Cascade) -> None:
        """Read the columns that the table declares."""
        # True where columns have colours of their own, which are behind those of their cells.
        self.is_coloured = False
        self._hidden: set[int] = set()
        self._reaching: dict[int, int] = {}
        self._row: Element | None = None
        self._col = 0
        at = 0
        for col, wrapped in _columns_of(table, wrapper):
            span = _whole(col.get("span"))
            (look, *_) = cascade.looks(col, wrapped, cascade.first())
            self.is_coloured = self.is_coloured or look.ground != Look().ground
            width = (col.get("width") or "").strip()
            if look.hidden or not look.visible or width in ("0", "0px"):
                self._hidden.update(range(at, at + span))
            at += span
        rows = table.iter("tr") if self._hidden else ()
        self._rows = {cell: row for row in rows for cell in row}

    def holds(self, cell: Element) -> bool:
        """True where a cell, asked of in turn, stands in hidden columns alone."""
        if not self._hidden:
            return False
        row = self._rows.get(cell)
        if row is not self._row:
            self._row, self._col = row, 0
            self._reaching = {c: n - 1 for c, n in self._reaching.items() if n > 1}
        while self._reaching.get(self._col, 0) > 0 and self._col < _WIDEST:
            self._col += 1
        cols = range(self._col, self._col + _whole(cell.get("colspan")))
        down = _whole(cell.get("rowspan"))
        if down > 1:
            self._reaching |= dict.fromkeys(cols, down)
        self._col = cols.stop
        return self._hidden.issuperset(cols)


def _columns_of(table: Element, wrapper: Any) -> Iterator[tuple[Element, Any]]:
    """The columns that a table declares, and each as the matcher wants it."""
    for child, wrapped in children_of(table, wrapper):
        if child.tag == "col":
            yield child, wrapped
        elif child.tag == "colgroup":
            inner = [one for one in children_of(child, wrapped) if one[0].tag == "col"]
            yield from inner or [(child, wrapped)]


def children_of(element: Element, wrapper: Any) -> list[tuple[Element, Any]]:
    """The children of an element, each with the wrapper that selectors are matched with."""
    if wrapper is None:
        return [(child, None) for child in element]
    return [(one.etree_element, one) for one in wrapper.iter_children()]


def _whole(text: str | None) -> int:
    match = re.match(r"\s*(\d{1,4})", text or "")
    return min(max(int(match[1]), 1), _WIDEST) if match else 1
