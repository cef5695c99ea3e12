"""What a person took from a sentence or said of a table, and problems that a person settled.

`raw/<request_id>/statements.toml`:

    [[statement]]                # a count that a sentence gives
    document = "dorset.eml"
    place = "lines 4-6"
    found = "two hundred and twelve crimes"     # must stand in the passage at that place
    count = "212"
    period = "2021/22"
    labels = []                  # headings, where the sentence gives any
    unit = "crimes"              # the request's where it is left out
    force = "dorset"             # the sender where it is left out
    because = "the sentence answers question 1"
    by = "A. Person"
    on = 2022-07-02

    [[period]]                   # the period of a table that names none
    document = "dorset.xlsx"
    place = "Sheet1!A1:B9"       # the table, as the problem names it, or
                                 # "every table without a period" for all of the document
    period = "2018/19"

    [[period]]                   # what headings such as 31/03/2019 or 2022 Q1 stand for
    document = "kent.csv"
    place = "every heading whose period is open"
    period = "years that end on them"           # or another of the meanings that review offers

    [[unit]]                     # what the counts of a table are that the reply calls otherwise
    document = "kent.csv"
    place = "csv!A1:C4"          # the table, as the problem names it
    counted = "crimes"           # what the reply calls them
    unit = "offences"            # what they are

    [[sender]]                   # who sent a document whose own words name another force
    document = "letter.txt"
    force = "sussex"             # the force that it is filed under

    [[note]]                     # a problem that was looked at and is none: the values of its row
    document = "dorset.eml"
    place = "lines 9-10"
    code = "count_proposed"
    found = "'18 hours': ..."
    response = "dorset"          # only where the row names no document

Every entry is signed with because, by and on.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from foistats.errors import Unreadable
from foistats.intake.entries import Entry, Invalid, Keys, read_entries
from foistats.intake.sheets import nearest
from foistats.model.values import Count, Period
from foistats.naming.counts import read_count
from foistats.naming.forces import force_name, read_force
from foistats.naming.periods import read_period
from foistats.records import (
    EVERY_OPEN_HEADING,
    Note,
    StatedPeriod,
    StatedSender,
    StatedUnit,
    Statement,
)
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import HeadingsAre, Unit

FILE = "statements.toml"
_KEYS = {
    "statement": Keys(
        ("document", "place", "found", "count", "period"), optional=("labels", "unit", "force")
    ),
    "period": Keys(("document", "place", "period")),
    "unit": Keys(("document", "place", "counted", "unit")),
    "sender": Keys(("document", "force")),
    "note": Keys(("document", "place", "code", "found"), optional=("response",)),
}

_LOOKED_AT: dict[ProblemCode, str] = {
    ProblemCode.COUNT_PROPOSED: "a person read the sentence: it gives no count that was asked for",
    ProblemCode.CELL_UNEXPLAINED: "the cell is not counted, and where it lacks the sum stays open",
    ProblemCode.TEXT_GUESSED: "digits are the same in every encoding that was possible",
    ProblemCode.DOCUMENT_NOT_ITS_EXTENSION: "it was read by its content, or holds the reply up",
    ProblemCode.DOCUMENT_UNSUPPORTED: "a letter beside the counts; nothing of it was read",
    ProblemCode.FORCE_UNKNOWN: "lines under a name that is no force's are not counted",
    ProblemCode.FORCE_OTHER_THAN_SENDER: "lines of other forces are not counted",
    ProblemCode.JOINT_FORCES: "the counts are held once, under both names",
    ProblemCode.PERIOD_OUTSIDE_REQUEST: "the counts are in no total",
    ProblemCode.FIGURE_REVISED: "the newer figure is counted; a person compared them",
}

LEFT_UNCOUNTED: dict[ProblemCode, str] = {
    ProblemCode.DOCUMENT_EMPTY: "nothing of the response is counted",
    ProblemCode.DOCUMENT_LOCKED: "nothing of the response is counted",
    ProblemCode.DOCUMENT_BROKEN: "nothing of the response is counted",
    ProblemCode.DOCUMENT_HOSTILE: "nothing of the response is counted",
    ProblemCode.DOCUMENT_SEALED: "nothing of the response is counted",
    ProblemCode.NO_TABLE: "nothing of the document is counted",
    ProblemCode.NO_PERIOD: "a table without a period is not counted",
    ProblemCode.PERIOD_AMBIGUOUS: "counts of a period with two meanings are not counted",
    ProblemCode.LAYOUT_UNCLEAR: "a table that isn't read is not counted",
    ProblemCode.MARK_UNEXPLAINED: "the mark may hide any number: its sum is a least number",
    ProblemCode.BLANK_UNEXPLAINED: "a sum with such a blank in it is not counted",
    ProblemCode.COUNT_UNREADABLE: "a sum with such a cell in it is not counted",
    ProblemCode.COUNT_NEGATIVE: "a sum with such a cell in it is not counted",
    ProblemCode.COUNT_FRACTIONAL: "a sum with such a cell in it is not counted",
    ProblemCode.COUNT_TWICE: "counts that contradict each other are not counted",
    ProblemCode.TOTAL_MISMATCH: "a sum that its total contradicts is not counted",
    ProblemCode.TABLES_DISAGREE: "what its own totals prove is counted, or nothing",
    ProblemCode.READERS_DISAGREE: "nothing of such a table is counted",
    ProblemCode.UNIT_DIFFERS: "counts of another unit are in no total",
    ProblemCode.CATEGORY_UNKNOWN: "counts under no category that was asked for are in no total",
    ProblemCode.FIGURE_LEFT_OUT: "the figure is in no total",
    ProblemCode.REFUSAL_UNCLEAR: "no outcome is claimed, and what is unsettled isn't counted",
    ProblemCode.ANSWER_WITHOUT_COUNTS: "there is no count",
}
"""The problems that a person may leave as they are, and what isn't counted as long as they stay.

The force was asked or told, or there is nobody to ask. The note changes no figure: what was left
out stays out, and each total says which forces it lacks.
"""

SETTLED_BY_NOTE: dict[ProblemCode, str] = _LOOKED_AT | LEFT_UNCOUNTED
"""The problems that a note may settle, and why no number can become wrong by it."""

_NUMBER = re.compile(r"[0-9]{1,3}(?:[,\s][0-9]{3})+(?![0-9])|[0-9]+")
_DIGITS = re.compile(r"[0-9]+")
_WORDS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty(?:-\w+)?"
    r"|dozen|hundred|thousand|million)\b",
    re.IGNORECASE,
)


_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_SCALED = re.compile(rf"([0-9][0-9,]*(?:\.[0-9]+)?|)\s*\b({'|'.join(_SCALES)})\b", re.IGNORECASE)


class Statements(NamedTuple):
    """The entries of one file, each with its document, and what can't be used."""

    statements: tuple[tuple[str, Statement], ...] = ()
    periods: tuple[tuple[str, StatedPeriod], ...] = ()
    units: tuple[tuple[str, StatedUnit], ...] = ()
    senders: tuple[tuple[str, StatedSender], ...] = ()
    notes: tuple[Note, ...] = ()
    invalid: tuple[Invalid, ...] = ()


def read_statements(content: bytes, *, name: str) -> Statements:
    """All entries of a file; `name` is how the file is named to a person."""
    file = read_entries(content, name=name, known=_KEYS)
    invalid = list(file.invalid)
    statements: list[tuple[str, Statement]] = []
    periods: list[tuple[str, StatedPeriod]] = []
    units: list[tuple[str, StatedUnit]] = []
    senders: list[tuple[str, StatedSender]] = []
    notes: list[Note] = []
    taken: dict[tuple[object, ...], str] = {}
    for entry in file.entries.get("statement", ()):
        made = _statement(entry)
        if made is not None:
            document = entry.text("document").strip()
            said = (made.place, made.period, made.labels, made.force_ids)
            _once(entry, taken, ("statement", document, *said))
            statements += [(document, made)] if not entry.wrong else []
        invalid += entry.invalid()
    for entry in file.entries.get("period", ()):
        stated = _period(entry)
        if stated is not None:
            document = entry.text("document").strip()
            _once(entry, taken, ("period", document, stated.place))
            periods += [(document, stated)] if not entry.wrong else []
        invalid += entry.invalid()
    for entry in file.entries.get("unit", ()):
        of_unit = _unit(entry)
        if of_unit is not None:
            document = entry.text("document").strip()
            _once(entry, taken, ("unit", document, of_unit.place, of_unit.counted))
            units += [(document, of_unit)] if not entry.wrong else []
        invalid += entry.invalid()
    for entry in file.entries.get("sender", ()):
        sender = _sender(entry)
        if sender is not None:
            document = entry.text("document").strip()
            _once(entry, taken, ("sender", document))
            senders += [(document, sender)] if not entry.wrong else []
        invalid += entry.invalid()
    for entry in file.entries.get("note", ()):
        note = _note(entry)
        notes += [note] if note is not None else []
        # What a note would have settled stays a problem: no document is held up by it.
        invalid += [one._replace(document="") for one in entry.invalid()]
    return Statements(
        tuple(statements),
        tuple(periods),
        tuple(units),
        tuple(senders),
        tuple(notes),
        tuple(invalid),
    )


def _once(entry: Entry, taken: dict[tuple[object, ...], str], key: tuple[object, ...]) -> None:
    first = taken.setdefault(key, entry.where)
    if first != entry.where:
        entry.refuse("place", f"the same as {first}", "each count once", "delete one of them")


def _statement(entry: Entry) -> Statement | None:
    found = entry.text("found")
    count = entry.read("count", read_count, expected='a count such as "212" or "fewer than 5"')
    period = entry.read("period", read_period, expected='a period such as "2021/22"')
    unit = entry.read("unit", Unit, expected=f"one of {', '.join(Unit)}")
    forces = entry.read("force", _forces, expected="a force's id or name")
    labels, place = entry.texts("labels"), entry.text("place").strip()
    because, by, on = entry.signed()
    if count is not None and (other := _other_number(count, found)):
        expected = "a count that stands in what was found"
        remedy = "correct the count, or quote the words that give it"
        entry.refuse("count", f"{entry.text('count')!r}, and {other} in the text", expected, remedy)
    if entry.wrong or count is None or period is None:
        return None
    said = unit.value if unit is not None else ""
    return Statement(place, found, count, period, labels, said, forces or (), because, by, on)


def _other_number(count: Count, found: str) -> str:
    """The numbers of a text that are all others than the count that is said to stand there.

    Nothing where the text has no number in digits, or has one in words, which is not read here. A
    word that only multiplies, as in "140 thousand", is reckoned with.

    >>> stated = read_count("204")
    >>> _other_number(stated, "240 crimes in 2021"), _other_number(stated, "204 crimes")
    ('240, 2021', '')
    >>> _other_number(stated, "140 burglary offences per thousand")
    '140'
    """
    numbers = [re.sub(r"[,\s]", "", one) for one in _NUMBER.findall(found)]
    if not count.exact or not count.low or not numbers:
        return ""
    words = {word.casefold() for word in _WORDS.findall(found)}
    if words - _SCALES.keys():
        return ""
    known = {one.lstrip("0") for one in (*numbers, *_DIGITS.findall(found))}
    # "1.4 million", "a hundred"; the number before a word may also stand by itself.
    times = [(Decimal(n.replace(",", "") or 1), w) for n, w in _SCALED.findall(found)]
    known |= {str(int(number * _SCALES[word.casefold()])) for number, word in times}
    return "" if str(count.low) in known else ", ".join(numbers[:5])


def _forces(written: str) -> tuple[str, ...]:
    try:
        force_name(written)
    except Unreadable:
        return read_force(written)
    return (written,)


def _period(entry: Entry) -> StatedPeriod | None:
    place = entry.text("place").strip()
    period: Period | HeadingsAre | None
    if place == EVERY_OPEN_HEADING:
        period = entry.read("period", HeadingsAre, expected=f"one of {', '.join(HeadingsAre)}")
    else:
        period = entry.read("period", read_period, expected='a period such as "2021/22"')
    because, by, on = entry.signed()
    if entry.wrong or period is None:
        return None
    return StatedPeriod(place, period, because, by, on)


def _unit(entry: Entry) -> StatedUnit | None:
    known = f"one of {', '.join(Unit)}"
    place = entry.text("place").strip()
    counted = entry.read("counted", Unit, expected=known)
    unit = entry.read("unit", Unit, expected=known)
    because, by, on = entry.signed()
    if entry.wrong or counted is None or unit is None:
        return None
    return StatedUnit(place, counted.value, unit.value, because, by, on)


def _sender(entry: Entry) -> StatedSender | None:
    forces = entry.read("force", _forces, expected="a force's id or name")
    because, by, on = entry.signed()
    if entry.wrong or forces is None:
        return None
    return StatedSender(forces, because, by, on)


def _note(entry: Entry) -> Note | None:
    response_id = entry.text("response", blank=True).strip()
    document = entry.text("document", blank=bool(response_id)).strip()
    place = entry.text("place", blank=True)
    code = entry.read("code", _code, expected="the code of a problem that a note may settle")
    found = entry.text("found", blank=True)
    because, by, on = entry.signed()
    if entry.wrong or code is None:
        return None
    of_response = response_id if not document else ""
    return Note(document, place, code, found, because, by, on, entry.where, of_response)


def _code(written: str) -> ProblemCode:
    known = tuple(SETTLED_BY_NOTE)
    if written not in known:
        if written in set(ProblemCode):
            raise ValueError(
                "such a problem is not settled by looking at it: a figure depends on it;"
                f" notes settle {', '.join(known)}"
            )
        raise ValueError(nearest(written, known))
    return ProblemCode(written)
