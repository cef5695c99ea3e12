"""Plain sentences about an area, and notes to editors, written from the tables.

Each sentence is a template filled from one row of the tables: nothing is rounded but per cent, a
figure that a force hid is left out, and the figures of some forces are never called those of all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

from foistats.naming.forces import region_members
from foistats.naming.periods import label_of
from foistats.provenance.wanted_figure import find_figure, period_of
from foistats.records import Request
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from schemas.vocabulary import Outcome, PeriodKind

Row = Mapping[str, Any]
_SINGLE = ("force", "joint")
_EVERYTHING = "all"
# Of fewer than these, a change is told as a number: per cent of a few cases says little.
_ENOUGH_FOR_PER_CENT = 50
_MOST_LISTED = 12
_KINDS = {
    PeriodKind.FINANCIAL_YEAR: "financial years, from April to March",
    PeriodKind.CALENDAR_YEAR: "calendar years",
    PeriodKind.QUARTER: "quarters of a year",
    PeriodKind.MONTH: "months",
}
_WHY_NOT = {
    Outcome.REFUSED: "refused to give figures",
    Outcome.NOT_HELD: "does not hold the figures",
    Outcome.NEITHER_CONFIRM_NOR_DENY: "would neither confirm nor deny that it holds figures",
    Outcome.NO_RESPONSE: "did not reply",
    Outcome.WITHDRAWN: "was asked no longer",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is written about: an area and a category of a request, with the rows that bear it."""

    request: Request
    area_kind: str
    area_id: str
    area_name: str
    category_id: str
    totals: tuple[Row, ...]
    changes: tuple[Row, ...]
    forces: tuple[Row, ...]
    coverage: tuple[Row, ...]

    @property
    def single(self) -> bool:
        """Whether it is about one force, or forces that answer as one."""
        return self.area_kind in _SINGLE


def find_subject(
    workspace: Workspace, request: Request, *, area: str, category: str = ""
) -> Subject:
    """The rows of an area and category as people write them; raises NoSuchFigure."""
    found = find_figure(
        workspace,
        area=area,
        period=label_of(request.periods[-1]),
        request=request.request_id,
        category=category,
    )
    return subject_of(found.total, request, found.folder)


def subject_of(total: Row, request: Request, folder: Path) -> Subject:
    """The rows of the area and category of one total."""
    kind, area_id, category_id = total["area_kind"], total["area_id"], total["category_id"]
    rows = [row for row in rows_of(folder, "totals") if row["category_id"] == category_id]
    changes = [row for row in rows_of(folder, "changes") if row["category_id"] == category_id]
    members = _members(kind, area_id, request)
    return Subject(
        request=request,
        area_kind=kind,
        area_id=area_id,
        area_name=total["area_name"],
        category_id=category_id,
        totals=tuple(
            sorted(
                _of(rows, kind, area_id), key=lambda row: (row["period_start"], row["period_end"])
            )
        ),
        changes=tuple(_of(changes, kind, area_id)),
        forces=tuple(
            row
            for row in rows
            if row["area_kind"] in _SINGLE and members.issuperset(row["area_id"].split("|"))
        ),
        coverage=tuple(
            row
            for row in rows_of(folder, "coverage")
            if members.issuperset(row["force_id"].split("|"))
        ),
    )


def _of(rows: Sequence[Row], kind: str, area_id: str) -> list[Row]:
    return [row for row in rows if (row["area_kind"], row["area_id"]) == (kind, area_id)]


def _members(kind: str, area_id: str, request: Request) -> set[str]:
    if kind in _SINGLE:
        return set(area_id.split("|"))
    if kind == "request":
        return set(request.asked_force_ids)
    return set(region_members(area_id, request.sent_on))


def draft_of(subject: Subject) -> str:
    """The draft: a heading, sentences on the area, and the notes to editors."""
    title = subject.request.title
    lines = [f"{title}: {_the(subject.area_name)}", ""]
    said = [*_level(subject), *_changes(subject), *_all_years(subject), *_each_force(subject)]
    if not said:
        said = [f"No figure of {_the(subject.area_name)} can be stated as a number."]
    lines += [one for sentence in said for one in (sentence, "")]
    lines += ["Notes to editors", "", *(f"- {note}" for note in _notes(subject))]
    return "\n".join(lines) + "\n"


def _level(subject: Subject) -> Iterator[str]:
    last = subject.totals[-1]
    if _exact(last):
        what = _what(subject, last["count_low"])
        yield f"{_who(subject, last)} recorded {last['count_low']:,} {what} in {_year(last)}."


def _changes(subject: Subject) -> Iterator[str]:
    """What changed up to the last period, from the one before and from the first, like for like."""
    last = subject.totals[-1]
    by_start = {
        r["from_start"]: r for r in subject.changes if r["to_start"] == last["period_start"]
    }
    earlier = [*subject.totals[-2:-1], *subject.totals[:1]]
    for total in {row["period_start"]: row for row in earlier}.values():
        row = by_start.get(total["period_start"])
        if row is None or not _exact(row, "from") or not _exact(row, "to"):
            continue
        yield _change(subject, row, earlier=total, last=last)


def _change(subject: Subject, row: Row, *, earlier: Row, last: Row) -> str:
    start, end = row["from_low"], row["to_low"]
    years = f"from {_year(earlier)} to {_year(last)}"
    verb = "rose" if end > start else "fell"
    same_set = earlier["forces_missing"] == last["forces_missing"] == row["forces_left_out"]
    if start == end:
        return f"The number was the same in {_year(earlier)} and in {_year(last)}."
    if same_set:
        return f"The number {verb} by {_by(start, end)} {years}, from {start:,} to {end:,}."
    # The levels of the two years are of other forces: only the change can be told.
    over = _number_of_forces(row["forces_compared"])
    return (
        f"Over the {over} in {_the(subject.area_name)} that gave figures for both,"
        f" the number {verb} by {_by(start, end)} {years}."
    )


def _all_years(subject: Subject) -> Iterator[str]:
    """The sum and the highest figure, where every period has the figures of the same forces."""
    rows = subject.totals
    same = len({row["forces_missing"] for row in rows}) == 1
    if not same or len(rows) < 3 or not all(_exact(row) for row in rows):
        return
    if any(_gave_no_single_year(row) for row in subject.coverage):
        # Such a force may have given a figure for all years together: theirs is another sum.
        return
    counts = [row["count_low"] for row in rows]
    span = f"{_year(rows[0])} to {_year(rows[-1])}"
    yield f"Over the {len(rows)} {_periods_name(rows[0])} {span}, the total was {sum(counts):,}."
    highest = max(counts)
    if counts.count(highest) == 1:
        year = _year(rows[counts.index(highest)])
        yield f"The highest number was {highest:,}, in {year}."


def _each_force(subject: Subject) -> Iterator[str]:
    """The forces of the area in the last period, the highest number first."""
    last = subject.totals[-1]
    rows = [
        row
        for row in subject.forces
        if row["period_start"] == last["period_start"]
        and row["period_end"] == last["period_end"]
        and _exact(row)
    ]
    if subject.single or not rows:
        return
    rows.sort(key=lambda row: (-row["count_low"], row["area_name"]))
    for place in range(0, len(rows), _MOST_LISTED):
        said = [
            f"{row['area_name']} recorded {row['count_low']:,}"
            for row in rows[place : place + _MOST_LISTED]
        ]
        yield f"In {_year(last)}, {_listed(said)}."


def _notes(subject: Subject) -> Iterator[str]:
    """Coverage, the comparison set, exclusions and definitions."""
    last = subject.totals[-1]
    named = _the(subject.area_name)
    if not subject.single:
        asked = _number_of_forces(last["forces_asked"])
        yield (
            f"The figures are replies to a Freedom of Information request. It was sent to {asked}"
            f"{'' if subject.area_kind == 'request' else f' in {named}'};"
            f" {last['forces_counted']} gave figures for {_year(last)}."
        )
        if last["forces_asked"] < last["forces_in_area"]:
            yield f"Other forces in {named} were not asked. The figures are not those of all of it."
        if not last["complete"]:
            yield f"All figures of {named} are over the forces that gave figures."
        yield "Changes are over the forces that gave figures for both years."
    else:
        yield "The figures are the force's reply to a Freedom of Information request."
    for row in subject.coverage:
        why = _why_not(row)
        if why:
            yield f"{row['force_name']} {why}."
    if any(_is_hidden(row) for row in (*subject.totals, *subject.forces)):
        yield "Where a force hides a low number, no figure that would reveal it is given."
    kind = _KINDS.get(last["period_kind"])
    over = f", by {kind}" if kind else ""
    yield f"What is counted are {subject.request.unit}{over}."


def _why_not(row: Row) -> str:
    if not row["outcome"]:
        return "has sent no answer that could be read"
    outcome = Outcome(row["outcome"])
    if outcome in _WHY_NOT:
        return _WHY_NOT[outcome]
    if _gave_no_single_year(row):
        return "gave no figure for single years, and none is counted"
    if row["periods_answered"] < row["periods_asked"]:
        return "did not give figures for every year"
    return ""


def _gave_no_single_year(row: Row) -> bool:
    answered = row["outcome"] in {Outcome.ANSWERED, Outcome.PARTLY_ANSWERED}
    return answered and row["periods_answered"] == 0


def _who(subject: Subject, total: Row) -> str:
    name = _the(subject.area_name)
    if subject.single:
        return subject.area_name
    if total["complete"] and subject.area_kind != "request":
        return f"Police forces in {name}"
    number = total["forces_counted"]
    where = "" if subject.area_kind == "request" else f" in {name}"
    verb = "gave a figure" if number == 1 else "gave figures"
    return f"The {_number_of_forces(number)}{where} that {verb}"


def _what(subject: Subject, count: int) -> str:
    unit = subject.request.unit
    if count == 1:
        unit = unit.removesuffix("s")
    if subject.category_id in {_EVERYTHING, ""}:
        return unit
    names = {one.category_id: one.name for one in subject.request.categories}
    return f"{unit} of {_small(names.get(subject.category_id, subject.category_id))}"


def _by(start: int, end: int) -> str:
    """How much a number changed: per cent where there are enough, and it is a whole one."""
    difference = abs(end - start)
    if start < _ENOUGH_FOR_PER_CENT:
        return f"{difference:,}"
    percent = floor(Fraction(100 * difference, start) + Fraction(1, 2))
    return f"{percent:,} per cent" if percent else f"{difference:,}"


def _exact(row: Row, side: str = "count") -> bool:
    low, high = row[f"{side}_low"], row[f"{side}_high"]
    return low is not None and low == high


def _is_hidden(row: Row) -> bool:
    return row["count_low"] is not None and not _exact(row)


def _year(row: Row) -> str:
    return label_of(period_of(dict(row)))


def _periods_name(row: Row) -> str:
    return {"month": "months", "quarter": "quarters"}.get(row["period_kind"], "years")


def _number_of_forces(number: int) -> str:
    return "1 force" if number == 1 else f"{number} forces"


def _the(name: str) -> str:
    """A region's name as it stands in a sentence.

    >>> _the("South West"), _the("Wales"), _the("All forces asked")
    ('the South West', 'Wales', 'all forces asked')
    """
    if name.startswith("All forces"):
        return _small(name)
    with_article = ("North ", "South ", "East ", "West ", "United ")
    regions = ("Midlands", "East", "West", "England", "Kingdom")
    if name.startswith(with_article) and name.endswith(regions):
        return f"the {name}"
    return name


def _small(name: str) -> str:
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _listed(said: Sequence[str]) -> str:
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
