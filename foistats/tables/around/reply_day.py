"""The day on which a reply was written, as its letter states it.

Only a plainly dated line counts: `Date: 3 December 2020`, `Date of response | 03/12/2020`, or a day
that stands alone at the head of a letter. Any other day in the text is the day of something else.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from foistats.documents.model import Document, Value, as_text
from foistats.naming.periods.reading import day_written
from foistats.naming.spelling import plain, regex

_LABEL = (
    r"(?:our |today's |issue )?(?:date|dated|dyddiad)"
    r"(?: of (?:this |the |our )?(?:response|reply|letter|disclosure|release|issue))?"
    r"|(?:response|reply|letter|disclosure|release)(?: sent)? (?:date|on)"
    r"|date (?:responded|replied|issued|completed|closed|disclosed|of completion)"
)
# At the head of a letter only: below it, it is a reply of another day that is spoken of.
_TITLE = (
    r"(?:our |this )?(?:foi |full |final )?(?:response|reply|letter|disclosure|release|decision),?"
    r"(?: was)? (?:dated|sent|sent on|issued|issued on)"
)
_REVIEWED = (
    r"(?:internal )?review (?:decision|outcome|result|response|findings)"
    r"|(?:outcome|result|decision) of (?:the |your |our |an )?(?:internal )?review.*"
)
_DATED = rf"(?:{_LABEL})(?: ?[:-] ?| )(\d.*|[a-z]+ ?\d.*|[a-z]+,? \d.*)"
_TITLED = rf"(?:{_TITLE})(?: ?[:-] ?| )(\d.*|[a-z]+ ?\d.*|[a-z]+,? \d.*)"
_WEEKDAY = r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? "
_HEAD_LINES = 25
_LONGEST = 60
# Figures of a sheet that stand below this many rows are no letterhead.
_HEAD_ROWS = 40


def reply_day(document: Document) -> date | None:
    """The latest of the days with which a letter dates itself; None where it has no such line."""
    days = [*_in_text(document.lines), *(d for grid in document.grids for d in _in_rows(grid.rows))]
    return max(days, default=None)


def _in_text(lines: Sequence[str]) -> Iterator[date]:
    filled = [line.strip() for line in lines if line.strip()]
    reviewed = any(regex(_REVIEWED).fullmatch(plain(line).casefold()) for line in filled)
    for number, line in enumerate(filled):
        if len(line) <= _LONGEST:
            day = _labelled(line)
            if day is None and number < _HEAD_LINES:
                day = _day(line) or (None if reviewed else _labelled(line, _TITLED))
            if day is not None:
                yield day


def _in_rows(rows: Sequence[Sequence[Value]]) -> Iterator[date]:
    """`Date of response: 3 December 2020` in a cell, or the day in the cell beside its label."""
    for row in rows[:_HEAD_ROWS]:
        day = day_of_row([value for value in row if value is not None])
        if day is not None:
            yield day


def day_of_row(filled: Sequence[Value]) -> date | None:
    """The day with which a row of one or two cells dates the reply; None for any other row.

    >>> day_of_row(["Date of response:", "03/12/2020"]), day_of_row(["Date", "3 crimes"])
    (datetime.date(2020, 12, 3), None)
    """
    if not 0 < len(filled) <= 2 or not isinstance(filled[0], str):
        return None
    if len(filled) == 1:
        return _labelled(filled[0])
    value = filled[1]
    if not regex(_LABEL).fullmatch(plain(filled[0]).casefold().rstrip(" :")):
        return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else _day(as_text(value))


def _labelled(line: str, label: str = _DATED) -> date | None:
    if len(line) > _LONGEST:
        return None
    found = regex(label).fullmatch(plain(line).casefold())
    return _day(found[1]) if found is not None else None


def _day(text: str) -> date | None:
    return day_written(regex(_WEEKDAY).sub("", plain(text).casefold()).rstrip(" ."))
