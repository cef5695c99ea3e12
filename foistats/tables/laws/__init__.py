"""The laws that a reading of a table must keep: one function each, with its sentence and reason.

A law looks at a draft (the rows and columns by their parts, and what each heading means) and says
in words how the draft breaks it, or nothing. No reading that breaks a law is used: the search tries
other readings, and where none keeps all laws, the table is refused with the sentence of the first
reading. Each law has a drawing of a table whose likeliest reading breaks it; the tests read it.
"""

from foistats.tables.laws.draft import Broken, Draft, Law, draft_of
from foistats.tables.laws.figures import FIGURES
from foistats.tables.laws.forces import FORCES
from foistats.tables.laws.headings import HEADINGS
from foistats.tables.laws.periods import PERIODS
from foistats.tables.laws.running import RUNNING

__all__ = ["LAWS", "Broken", "Draft", "Law", "draft_of", "first_broken"]

LAWS: tuple[Law, ...] = (*RUNNING, *FIGURES, *HEADINGS, *PERIODS, *FORCES)


def first_broken(draft: Draft) -> Broken | None:
    """The first law that a draft breaks; None where it keeps them all."""
    for law in LAWS:
        if how := law.broken(draft):
            return Broken(law, how)
    return None
