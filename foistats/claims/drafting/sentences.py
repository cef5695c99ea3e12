"""Plain sentences about an area, and notes to editors, written from the tables.

Each sentence is a template filled from one row of the tables: nothing is rounded but per cent, a
figure that a force hid is left out, and the figures of some forces are never called those of all.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from foistats.claims.drafting.notes import notes_of
from foistats.claims.drafting.subject import (
    Row,
    Subject,
    gave_no_single_year,
    in_area,
    in_words,
    is_exact,
    listed,
    number_of_forces,
    periods_name,
    small,
    year_of,
)
from foistats.naming.forces import force_name

_EVERYTHING = "all"
# Of fewer than these, a change is told as a number: per cent of a few cases says little.
_ENOUGH_FOR_PER_CENT = 50
_MOST_LISTED = 12


def draft_of(subject: Subject) -> str:
    """The draft: a heading, sentences on the area, and the notes to editors."""
    lines = [f"{_title(subject)}: {in_words(subject.area_name)}", ""]
    said = [
        *_level(subject),
        *_changes(subject),
        *_all_years(subject),
        *_each_force(subject),
        *_together(subject),
    ]
    if not said:
        said = [f"No figure of {in_words(subject.area_name)} can be stated as a number."]
    lines += [one for sentence in said for one in (sentence, "")]
    lines += ["Notes to editors", "", *(f"- {note}" for note in notes_of(subject))]
    return "\n".join(lines) + "\n"


def _title(subject: Subject) -> str:
    name = _category_name(subject)
    return f"{subject.request.title}, {small(name)}" if name else subject.request.title


def _level(subject: Subject) -> Iterator[str]:
    last = subject.totals[-1]
    if is_exact(last):
        what = _what(subject, last["count_low"])
        yield f"{_who(subject, last)} recorded {last['count_low']:,} {what} in {year_of(last)}."


def _changes(subject: Subject) -> Iterator[str]:
    """What changed up to the last period, from the one before and from the first, like for like."""
    last = subject.totals[-1]
    by_start = {
        r["from_start"]: r for r in subject.changes if r["to_start"] == last["period_start"]
    }
    earlier = [*subject.totals[-2:-1], *subject.totals[:1]]
    for total in {row["period_start"]: row for row in earlier}.values():
        row = by_start.get(total["period_start"])
        if row is None or not is_exact(row, "from") or not is_exact(row, "to"):
            continue
        yield _change(subject, row, earlier=total, last=last)


def _change(subject: Subject, row: Row, *, earlier: Row, last: Row) -> str:
    start, end = row["from_low"], row["to_low"]
    years = f"from {year_of(earlier)} to {year_of(last)}"
    verb = "rose" if end > start else "fell"
    same_set = earlier["forces_missing"] == last["forces_missing"] == row["forces_left_out"]
    if start == end:
        return f"The number was the same in {year_of(earlier)} and in {year_of(last)}."
    if same_set:
        # Where no area is named, whose number it is has to be said in each sentence.
        no_area = subject.area_kind == "request"
        over = "The total of these forces" if no_area else "The number"
        return f"{over} {verb} by {_by(start, end)} {years}, from {start:,} to {end:,}."
    # The levels of the two years are of other forces: only the change can be told.
    return (
        f"Over the forces{in_area(subject)} that gave figures for both {periods_name(last)},"
        f" the number {verb} by {_by(start, end)} {years}."
    )


def _all_years(subject: Subject) -> Iterator[str]:
    """The sum and the highest figure, where every period has the figures of the same forces."""
    rows = subject.totals
    same = len({row["forces_missing"] for row in rows}) == 1
    if not same or len(rows) < 3 or not all(is_exact(row) for row in rows):
        return
    if any(gave_no_single_year(row) for row in subject.coverage):
        # Such a force may have given a figure for all years together: theirs is another sum.
        return
    counts = [row["count_low"] for row in rows]
    span = f"{year_of(rows[0])} to {year_of(rows[-1])}"
    yield f"Over the {len(rows)} {periods_name(rows[0])} {span}, the total was {sum(counts):,}."
    highest = max(counts)
    if counts.count(highest) == 1:
        year = year_of(rows[counts.index(highest)])
        yield f"The number peaked in {year}, at {highest:,}."


def _each_force(subject: Subject) -> Iterator[str]:
    """The forces of the area in the last period, the highest number first."""
    last = subject.totals[-1]
    rows = [
        row
        for row in subject.forces
        if row["period_start"] == last["period_start"]
        and row["period_end"] == last["period_end"]
        and is_exact(row)
    ]
    if subject.single or not rows:
        return
    rows.sort(key=lambda row: (-row["count_low"], row["area_name"]))
    for place in range(0, len(rows), _MOST_LISTED):
        said = [
            f"{row['area_name']} recorded {row['count_low']:,}"
            for row in rows[place : place + _MOST_LISTED]
        ]
        yield f"In {year_of(last)}, {listed(said)}."


def _together(subject: Subject) -> Iterator[str]:
    """The forces that gave one count for all the years."""
    years = f"from {year_of(subject.totals[0])} to {year_of(subject.totals[-1])}"
    for row in subject.together:
        name = listed([force_name(one) for one in row["force_id"].split("|")])
        count = row["count_low"]
        yield f"{name} recorded {count:,} {_what(subject, count)} {years} together."


def _who(subject: Subject, total: Row) -> str:
    name = in_words(subject.area_name)
    if subject.single:
        return subject.area_name
    if total["complete"] and subject.area_kind != "request":
        return f"Police forces in {name}"
    number = total["forces_counted"]
    where = in_area(subject)
    verb = "gave a figure" if number == 1 else "gave figures"
    return f"The {number_of_forces(number)}{where} that {verb}"


def _what(subject: Subject, count: int) -> str:
    unit = subject.request.unit
    if count == 1:
        unit = unit.removesuffix("s")
    name = _category_name(subject)
    return f"{unit} of {small(name)}" if name else unit


def _category_name(subject: Subject) -> str:
    if subject.category_id in {_EVERYTHING, ""}:
        return ""
    names = {category.category_id: category.name for category in subject.request.categories}
    return names.get(subject.category_id, subject.category_id)


def _by(start: int, end: int) -> str:
    """How much a number changed: per cent where there are enough, and it is a whole one."""
    difference = abs(end - start)
    if start < _ENOUGH_FOR_PER_CENT:
        return f"{difference:,}"
    percent = floor(Fraction(100 * difference, start) + Fraction(1, 2))
    return f"{percent:,} per cent" if percent else f"{difference:,}"
