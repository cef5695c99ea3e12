"""The heading over a column of labels: it names what the labels are, or what all lines count.

`Offence` over `Burglary` and `Robbery` is what these are; `Stop and search` over them is what is
counted of each, and so a heading of every line.
"""

from collections.abc import Iterator

from foistats.naming.lexicon import pattern_in_any_case
from foistats.question.offence_groups import groups_around, groups_named, is_of_every_kind
from foistats.question.wanted import Wanted, parts_named
from foistats.tables.concerns.shown_parts import is_outcome
from foistats.tables.entries import TableReading
from foistats.tables.shape.levels import Level, LevelKind
from foistats.tables.words import (
    is_breakdown,
    is_code,
    is_derived,
    is_dimension,
    is_period_title,
    is_placeholder,
    is_stub,
    tidy,
)
from schemas.vocabulary import Concern


def other_titles(reading: TableReading, wanted: Wanted) -> Iterator[str]:
    """The headings over labels that say that their lines count something else than was asked."""
    table = reading.table
    levels = {level.title: level for level in reading.rows.levels} if reading.rows else {}
    for title in filter(None, map(table.title_of, table.label_cols)):
        level = None if reading.records is not None else levels.get(title)
        of_all = level is not None and _is_of_all_lines(
            level, wanted, alone=len(table.label_cols) == 1
        )
        if of_all or _counts_another(title, wanted):
            yield title


def _counts_another(title: str, wanted: Wanted) -> bool:
    """True for `Arrests for`, `Convictions` or `Cost`, not for what divides: `Suspect age`."""
    if is_breakdown(title) or is_dimension(title):
        return False
    # "Sex of victim" and "Suspect seen" are what the lines are divided by.
    counted = title.strip(" :").removesuffix(" for")
    if len(counted.split()) > 1:
        return is_derived(title)
    others = {unit for unit in parts_named(counted) - wanted.parts if unit.value != wanted.unit}
    return bool(others) or is_outcome(counted, wanted) or is_derived(title)


def _is_of_all_lines(level: Level, wanted: Wanted, *, alone: bool) -> bool:
    """True where labels are offences or periods, and their heading names neither.

    Over labels of another kind the heading may be a way of dividing that no list knows: `Beat`.
    Labels that say nothing are no offences where others stand beside them: `Measure` over `Count`.
    """
    title = level.title
    if wanted.caption_of(title) in (None, Concern.ASKED):
        return False
    if level.kind is LevelKind.PERIOD:
        named = title_says("of_periods", title) or is_period_title(title)
    elif level.kind is LevelKind.CATEGORY and _are_offences(level, wanted, alone=alone):
        named = title_says("classes", title)
        if wanted.names_offence(title):
            # "Theft" may hold the burglaries below it; "Knife-enabled" ones are some of them.
            narrower = is_outcome(title, wanted) or wanted.narrows(title)
            named |= not narrower and not is_of_every_kind(title)
    else:
        return False
    counted = title_says("counted", title)
    frame = is_stub(title) or is_dimension(title) or is_placeholder(title) or is_code(title)
    return not named and (counted or not frame)


def _are_offences(level: Level, wanted: Wanted, *, alone: bool) -> bool:
    """True where no label is of another kind than an offence; `alone` all may say nothing."""
    texts = set(level.texts.values())
    telling = [text for text in texts if wanted.concern_of(text) is not None]
    return bool(telling or alone) and all(
        wanted.concern_of(text) is Concern.ASKED
        or wanted.names_offence(text)
        or groups_named(phrase := wanted.phrase_of(text))
        or groups_around(phrase)
        for text in telling
    )


def title_says(means: str, title: str) -> bool:
    """True where the heading over labels has a wording of `label_titles.csv` that means this.

    >>> title_says("of_periods", "Year of offence"), title_says("of_periods", "Year of birth")
    (True, False)
    """
    return pattern_in_any_case("label_titles", means).search(tidy(title)) is not None
