"""The letter that goes to each force, as plain text."""

import textwrap

from foistats.model.values import Period
from foistats.naming.forces import force_country
from foistats.naming.periods import label_of
from foistats.records import Request
from schemas.vocabulary import PeriodKind

_WIDTH = 78
_ACT = "the Freedom of Information Act 2000"
_SCOTTISH_ACT = "the Freedom of Information (Scotland) Act 2002"
# A label such as 2019/20 is clear in an answer sheet only if the letter says what it means.
_SPELT_OUT = (PeriodKind.FINANCIAL_YEAR, PeriodKind.OTHER_YEAR)


def letter_of(request: Request) -> str:
    """The whole letter; it names each period with its days, so that no year is another year."""
    parts = [
        "Dear Freedom of Information team,",
        f"Under {_acts(request)}, please answer this question:",
        bulleted(request.question or request.title),
        f"Please give the number of {_unit(request)} for each of these periods:",
        "\n".join(f"    {period_in_full(period)}" for period in request.periods),
    ]
    if request.categories:
        parts += [
            "and in each of them for each of these categories:",
            "\n".join(f"    {category.name}" for category in request.categories),
        ]
    parts += [
        "The attached answer sheet (answer-sheet.xlsx) has a cell for each number, one for the name"
        " of your force, and a sheet for notes. You may also send your own table, as a spreadsheet"
        " rather than as a picture or a scan.",
        "So that nobody misreads your figures:",
        "\n".join(
            bulleted(line, bullet="- ")
            for line in (
                "Please write 0 only where nothing was recorded.",
                "Where a small number can't be published, please write it as a range, such as <5.",
                "Where a number isn't held or isn't available, please write those words in its"
                " cell rather than leave it empty.",
                "If you can give only part of what is asked, or count something else, please say"
                " in the notes what it is.",
                "Please send no names of persons, and check that no sheet, row or column with"
                " other records is hidden in the file.",
            )
        ),
        "If answering all of it would go beyond the cost limit, please say which part you can"
        " answer within it.",
        "Yours faithfully,",
    ]
    return "\n\n".join(filled(part) for part in parts) + "\n"


def period_in_full(period: Period) -> str:
    """A period with its days where the label alone could be taken for another one.

    >>> from foistats.naming.periods import read_period
    >>> period_in_full(read_period("2019/20"))
    '2019/20 (1 April 2019 to 31 March 2020)'
    >>> period_in_full(read_period("2019"))
    '2019 (1 January 2019 to 31 December 2019)'
    """
    days = " to ".join(
        f"{day.day} {day:%B} {day.year}" for day in dict.fromkeys((period.start, period.end))
    )
    return f"{label_of(period)} ({days})"


def _acts(request: Request) -> str:
    """The Act that binds the forces asked; both where Scotland's is among them."""
    scottish = {force_country(one) == "Scotland" for one in request.asked_force_ids}
    if scottish == {True}:
        return _SCOTTISH_ACT
    if True in scottish:
        return f"{_ACT} (in Scotland: {_SCOTTISH_ACT})"
    return _ACT


def _unit(request: Request) -> str:
    return "what was asked" if request.unit == "other" else request.unit


def bulleted(text: str, *, bullet: str = "") -> str:
    """A text in indented lines of one width, after a bullet."""
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent="    " + bullet,
        subsequent_indent="    " + " " * len(bullet),
        break_long_words=False,
        break_on_hyphens=False,
    )


def filled(part: str) -> str:
    """A paragraph in lines of one width; what is indented already stays as it is."""
    if part.startswith("    "):
        return part
    return textwrap.fill(part, _WIDTH, break_long_words=False, break_on_hyphens=False)
