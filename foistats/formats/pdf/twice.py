"""Letters drawn once more a hair apart, as some programs draw bold text."""

import numpy as np

from foistats.formats.pdf.letters import Letters
from foistats.formats.pdf.pdfium import Array

# Bold text is drawn twice, at most this far apart in points, or as a share of its size.
_TWICE, _TWICE_SHARE = 1.0, 0.2
# Of two points no further apart than that, one of four rasters shifted by half has both in one
# square of this size.
_SQUARE = 2.0
_SHIFTS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
_BITS = 21


def drawn_once(letters: Letters, orders: Array) -> Array:
    """True for the letters without those drawn once more; `orders` are those of their runs."""
    once = np.ones(len(letters), bool)
    kept: dict[str, list[tuple[float, float, int, int]]] = {}
    for row in np.flatnonzero(_have_neighbours(letters, orders)).tolist():
        (x, y), order, turn = letters.box[row, :2].tolist(), int(orders[row]), letters.turn[row]
        apart = min(_TWICE, _TWICE_SHARE * float(letters.size[row]))
        near = kept.setdefault(letters.text[row], [])
        if any(
            order != of_other and turn == way and abs(x - left) <= apart and abs(y - top) <= apart
            for left, top, of_other, way in near
        ):
            once[row] = False
        else:
            near.append((x, y, order, turn))
    return once


def _have_neighbours(letters: Letters, orders: Array) -> Array:
    """True for letters near to the same letter of another run."""
    found = np.zeros(len(letters), bool)
    codes = np.frombuffer(letters.text.encode("utf-32-le", "surrogatepass"), "<u4").astype("i8")
    mask = (1 << _BITS) - 1
    for right, down in _SHIFTS:
        across = np.floor((letters.box[:, 0] + right) / _SQUARE).astype("i8") & mask
        lower = np.floor((letters.box[:, 1] + down) / _SQUARE).astype("i8") & mask
        squares = (codes << 2 * _BITS) | (across << _BITS) | lower
        order = np.argsort(squares)
        in_order = squares[order]
        same = in_order[1:] == in_order[:-1]
        if not same.any():
            continue
        starts = np.flatnonzero(np.append(True, ~same))
        mixed = np.minimum.reduceat(orders[order], starts) != np.maximum.reduceat(
            orders[order], starts
        )
        lengths = np.diff(np.append(starts, len(order)))
        found[order[np.repeat(mixed, lengths)]] = True
    return found
