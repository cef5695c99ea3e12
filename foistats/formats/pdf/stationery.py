"""Text that nobody sees and that says nothing new: a white copy of a letterhead, a program's name.

Forces keep white copies of a telephone or web line in their templates, and some programs set their
own name one point high at the foot of a page. Such text is told, and no reason to seal a reply.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from foistats.documents.stationery import repeats_a_line
from foistats.formats.pdf.letters import Piece
from foistats.formats.pdf.seen import Why
from foistats.formats.pdf.turned import Turn

_MADE_BY = frozenset(("powered", "created", "generated", "produced", "made", "by", "with", "using"))
_ACROSS = (Turn.ALONG, Turn.OVER)
_PARTS = re.compile(r"[^\W_]+")


def lines_of_pieces(unseen: Mapping[Piece, Why]) -> Iterator[tuple[Why, list[Piece]]]:
    """Unseen pieces that stand on one line and are hidden in one way, from left to right."""
    lines: dict[tuple[Why, Turn, int], list[Piece]] = {}
    for piece, why in unseen.items():
        first = piece.letters[0]
        at = first.box[3] if first.turn in _ACROSS else first.box[0]
        lines.setdefault((why, first.turn, round(at)), []).append(piece)
    for (why, turn, _), pieces in lines.items():
        across = turn in _ACROSS
        yield why, sorted(pieces, key=lambda p: p.letters[0].box[0 if across else 1])


def is_repeated(line: Sequence[Piece], shown: str) -> bool:
    """True for words that stand in the same order, and whole, on one of the lines `shown`."""
    return repeats_a_line(" ".join(piece.text for piece in line), shown)


def names_its_program(line: Sequence[Piece], programs: Sequence[str]) -> bool:
    """True for words that say no more than by what program the file says that it was made."""
    parts = {part.lower() for piece in line for part in _PARTS.findall(piece.text)}
    known = {part.lower() for program in programs for part in _PARTS.findall(program)}
    return bool(parts & known) and parts <= known | _MADE_BY
