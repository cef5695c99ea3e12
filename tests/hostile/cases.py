"""One file and what must come of it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from schemas.problem_codes import ProblemCode as P

HOSTILE = frozenset({P.DOCUMENT_HOSTILE})
BROKEN = frozenset({P.DOCUMENT_BROKEN})
LARGE = frozenset({P.DOCUMENT_UNSUPPORTED})
LOCKED = frozenset({P.DOCUMENT_LOCKED})
# A file that ends its reader, or outlasts it, is no failure of the run: it has its row.
WORN_OUT = frozenset({P.READER_DIED, P.READER_TOO_SLOW})
REFUSED = HOSTILE | BROKEN | LARGE | LOCKED | WORN_OUT | {P.DOCUMENT_EMPTY}
# Damage may leave a file that opens and lacks something; then its table has a problem.
ANY = frozenset(P)


class Case(NamedTuple):
    """A file by name. `codes` are the problems of which it must have one.

    With `readable` it may be read instead, if every figure is right. `silent` is for text, in which
    a changed figure shows nowhere: then only the run must hold.
    """

    name: str
    content: bytes
    codes: frozenset[P] = ANY
    readable: bool = False
    silent: bool = False


Cases = Iterator[Case]
Maker = Callable[[], Cases]
