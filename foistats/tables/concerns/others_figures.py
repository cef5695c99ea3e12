"""Tables that answer another question, or give the figures of another area, than was asked about.

A number or a heading over a table says which question of the request it answers. A line that leads
in the figures of the whole country says that they are no force's.
"""

from collections.abc import Sequence, Set

from foistats.naming.forces import area_reading
from foistats.naming.forces.areas import AreaKind
from foistats.naming.spelling import fold, regex
from foistats.question.answered import numbered_questions, only_number, question_over
from foistats.question.statements import is_statement
from foistats.question.subject import asked_phrase
from foistats.question.wanted import Wanted
from foistats.records import Asked
from foistats.tables.concerns.captions import near
from foistats.tables.concerns.held import COUNTED, HeldTable
from foistats.tables.entries import TableReading
from schemas.vocabulary import Concern, Source

_FIGURES = (
    r"(?:figures?|totals?|averages?|means?|data|counts?|numbers?|statistics|position|picture)"
)
_COUNTRY = (
    r"(?:england(?: (?:and|&) wales)?|(?:the )?uk|(?:the )?united kingdom|great britain"
    r"|the (?:whole )?country)"
)
_FORCES = (
    r"(?:all (?:\d+ |other )?(?:police )?forces|(?:most )?similar forces?|msf|msg|peer forces)"
)
_OF_THE_COUNTRY = (
    rf"(?i)\bnational(?:ly)?\b (?:\w+ )?{_FIGURES}\b|\bnationally\b|\bnationwide\b"
    rf"|\b{_FIGURES} (?:\w+ )?(?:for|across|of|in) {_COUNTRY}\b|^\W*{_COUNTRY}\W*$"
    rf"|\b{_COUNTRY} {_FIGURES}\b|\b(?:for|across) {_COUNTRY}\W*$"
    rf"|\b{_FIGURES} (?:\w+ )?(?:for|across|of) (?:\w+ )?{_FORCES}|\b{_FORCES} {_FIGURES}\b"
    rf"|^\W*{_FORCES}\W*$|\bnational\W*$"
)
# "Office for National Statistics", "National Data Quality": names of bodies and of what they do.
_NOT_OF_FIGURES = (
    r"(?i)\boffice (?:for|of) national\b"
    r"|\bnational (?:statistics|data) (?:authority|protection|office|centre|hub|quality)\b"
)
_PIECES = r"\s*[,:;()]\s*|\s[-–—]\s|\b(?:in|for|of|across|within|by)\b"
_WIDER = (AreaKind.REGION, AreaKind.COUNTRY)
_OTHER_QUESTION = "the table below it answers another question than was asked"
_UNTOLD = "it answers a question of this number, which stands nowhere: is it what was asked?"
_OTHER_AREA = "the table below it may be of a wider area than the force"


def hold_others_figures(
    held: Sequence[HeldTable],
    wanted: Wanted,
    asked: Asked,
    *,
    lines: Sequence[str],
    readings: Sequence[TableReading],
) -> None:
    """Refuse the counts of each table that answers another question, or is of the country.

    `lines` are those of the document that stand in no table; the questions may be among them.
    `readings` are all tables, those without a count, too.
    """
    over = {id(table): _over(table.reading) for table in held}
    questions = numbered_questions([*lines, *(line for some in over.values() for line in some)])
    every = [_over(reading) for reading in readings]
    numbers = {n for some in every if (n := _number_over(some)) is not None}
    for table in held:
        if not any(entry.concern in COUNTED for entry in table.entries):
            continue
        line, why = _of_other_question(table, over[id(table)], questions, wanted), _OTHER_QUESTION
        if not line and _number_over(over[id(table)]) not in (None, *questions):
            line, why = _of_untold_question(table, over[id(table)], numbers, wanted), _UNTOLD
        if not line and asked.force_ids:
            line, why = _of_a_wider_area(table.reading, asked), _OTHER_AREA
        if not line:
            continue
        meaning = asked.meaning_of(fold(line))
        if meaning is not None and meaning.concern in COUNTED:
            continue
        table.asks = [] if meaning is not None else [((line,), why)]
        table.left_out = [line] if meaning is not None else []
        for entry in table.entries:
            entry.concern = Concern.OTHER


def _over(reading: TableReading) -> list[str]:
    """All lines over a table, nearest first, and the name of its sheet."""
    table, grid = reading.table, reading.table.sensed.grid
    rows = [cell.text for row in reversed(table.title_rows) for _, cell in table.sensed.filled(row)]
    lines = [*rows, *reversed(grid.caption)]
    return [*lines, grid.name] if grid.is_sheet else lines


def _of_other_question(
    table: HeldTable, over: Sequence[str], questions: dict[int, str], wanted: Wanted
) -> str:
    """The question that a table answers, where it isn't what was asked; empty where it may be.

    A table of which a heading is what was asked says so itself.
    """
    if not wanted.said_anything or wanted.by_category or _names_it(table):
        return ""
    question = question_over(over, questions)
    if not question or wanted.is_the_question(question) or wanted.is_asked_by(question):
        return ""
    phrase = asked_phrase("", question, wanted.unit)
    beyond = phrase.words - wanted.every_word
    return question if beyond and not wanted.named <= phrase.words else ""


def _number_over(over: Sequence[str]) -> int | None:
    """The number of the question in the nearest line that is nothing but such a number."""
    return next((n for line in over if (n := only_number(line)) is not None), None)


def _of_untold_question(
    table: HeldTable, over: Sequence[str], numbers: Set[int], wanted: Wanted
) -> str:
    """The number over a table (`Q2`) where the document says nowhere what that question is.

    The only question of a document, if it is the first, may be the request's.
    """
    number = _number_over(over)
    if number is None or not wanted.said_anything or numbers == {1} or _names_it(table):
        return ""
    if any(wanted.caption_of(line) is Concern.ASKED for line in over):
        return ""
    return next(line for line in over if only_number(line) == number)


def _names_it(table: HeldTable) -> bool:
    return any(
        verdict is Concern.ASKED for level in table.levels for verdict in level.verdicts.values()
    )


def _of_a_wider_area(reading: TableReading, asked: Asked) -> str:
    """The line over a table that says that its figures are of the country, or of other forces."""
    if any(entry.force_from is Source.TABLE for entry in reading.entries):
        return ""
    return next(
        (line for line in near(reading) if of_the_country(line) or _names_wider_area(line, asked)),
        "",
    )


def _names_wider_area(line: str, asked: Asked) -> bool:
    """True for `Table 2. Robberies, England and Wales`: a piece of the line is a wider area's name.

    A name that is a force's own, too (`West Midlands`), says nothing to that force.
    """
    if is_statement(line):
        return False
    for piece in regex(_PIECES).split(line):
        area = area_reading(piece.strip()) if piece and not piece.islower() else None
        if area is None:
            continue
        may_be = area.possible or (area,)
        own = any(set(one.force_ids) & set(asked.force_ids) for one in may_be)
        if not own and any(one.kind in _WIDER for one in may_be):
            return True
    return False


def of_the_country(line: str) -> bool:
    """True for a line that leads in figures of the whole country, or of other forces together.

    >>> of_the_country("For comparison, the national figures are:")
    True
    >>> of_the_country("Recorded under the National Crime Recording Standard")
    False
    """
    return bool(regex(_OF_THE_COUNTRY).search(line)) and not regex(_NOT_OF_FIGURES).search(line)
