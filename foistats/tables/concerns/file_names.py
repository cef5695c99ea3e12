"""What the name of a file makes of the counts of all its tables: asked once for the document."""

from collections.abc import Sequence

from foistats.naming.spelling import fold
from foistats.question.file_names import narrowed_by_name
from foistats.question.wanted import Wanted
from foistats.records import Asked
from foistats.tables.concerns.held import COUNTED, HeldTable
from schemas.vocabulary import Concern

_WHY = "the file is named so: are its figures all of what was asked?"


def open_by_name(name: str, wanted: Wanted, asked: Asked) -> str:
    """The name of a file that narrows its figures, where no person said that they are all."""
    said = narrowed_by_name(name, wanted)
    meaning = asked.meaning_of(fold(said)) if said else None
    return "" if meaning is not None and meaning.concern in COUNTED else said


def hold_file_name(held: Sequence[HeldTable], name: str, wanted: Wanted, asked: Asked) -> None:
    """Leave open the counts of a file whose name says less, or something else, than was asked."""
    said = open_by_name(name, wanted, asked)
    if not said:
        return
    settled = asked.meaning_of(fold(said)) is not None
    for table in held:
        counted = [entry for entry in table.entries if entry.concern in COUNTED]
        if not counted and not table.asks:
            continue
        if settled:
            table.asks = []
            table.left_out.append(said)
        else:
            table.asks.append(((said,), _WHY))
        for entry in counted:
            entry.concern = Concern.PART if settled else Concern.UNCLEAR
