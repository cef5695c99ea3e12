"""What is written about: an area and a category of a request, and the rows that bear it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foistats.naming.forces import region_members
from foistats.naming.periods import label_of
from foistats.provenance.wanted_figure import find_figure, period_of
from foistats.records import Request
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from schemas.vocabulary import Concern, Outcome, PeriodKind

Row = Mapping[str, Any]
SINGLE = ("force", "joint")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is written about: an area and a category of a request, with the rows that bear it.

    `together` has the observations of forces that gave one count for all the years.
    """

    request: Request
    area_kind: str
    area_id: str
    area_name: str
    category_id: str
    totals: tuple[Row, ...]
    changes: tuple[Row, ...]
    forces: tuple[Row, ...]
    coverage: tuple[Row, ...]
    together: tuple[Row, ...]

    @property
    def single(self) -> bool:
        """Whether it is about one force, or forces that answer as one."""
        return self.area_kind in SINGLE


def find_subject(
    workspace: Workspace,
    request: Request,
    *,
    area: str,
    category: str = "",
    folder: Path | None = None,
) -> Subject:
    """The rows of an area and category as people write them; raises NoSuchFigure.

    `folder` has the tables where the current ones aren't meant.
    """
    found = find_figure(
        workspace,
        area=area,
        period=label_of(request.periods[-1]),
        request=request.request_id,
        category=category,
        tables=None if folder is None else lambda _: folder,
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
            if row["area_kind"] in SINGLE and members.issuperset(row["area_id"].split("|"))
        ),
        coverage=tuple(
            row
            for row in rows_of(folder, "coverage")
            if members.issuperset(row["force_id"].split("|"))
        ),
        together=tuple(
            row
            for row in rows_of(folder, "observations")
            if members.issuperset(row["force_id"].split("|"))
            and row["category_id"] == category_id
            and _is_of_all_years(row, request)
        ),
    )


def _is_of_all_years(row: Row, request: Request) -> bool:
    period = period_of(dict(row))
    return (
        (period.start, period.end) == (request.first.start, request.last.end)
        and period.kind == PeriodKind.MULTI_YEAR
        and row["concern"] == Concern.ASKED
        and row["unit"] == request.unit
        and is_exact(row)
    )


def _of(rows: Sequence[Row], kind: str, area_id: str) -> list[Row]:
    return [row for row in rows if (row["area_kind"], row["area_id"]) == (kind, area_id)]


def _members(kind: str, area_id: str, request: Request) -> set[str]:
    if kind in SINGLE:
        return set(area_id.split("|"))
    if kind == "request":
        return set(request.asked_force_ids)
    return set(region_members(area_id, request.sent_on))


def in_area(subject: Subject) -> str:
    """The area after its forces, as in "5 forces in Wales"; nothing of all that were asked."""
    return "" if subject.area_kind == "request" else f" in {in_words(subject.area_name)}"


def number_of_forces(number: int) -> str:
    """How many forces, in a sentence."""
    return "1 force" if number == 1 else f"{number} forces"


def gave_no_single_year(row: Row) -> bool:
    """Whether a force answered and no figure of a single period is counted."""
    answered = row["outcome"] in {Outcome.ANSWERED, Outcome.PARTLY_ANSWERED}
    return answered and row["periods_answered"] == 0


def is_exact(row: Row, side: str = "count") -> bool:
    """Whether one number is known: neither an interval nor an absence."""
    low, high = row[f"{side}_low"], row[f"{side}_high"]
    return low is not None and low == high


def year_of(row: Row) -> str:
    """The period of a row as people write it."""
    return label_of(period_of(dict(row)))


def periods_name(row: Row) -> str:
    """What the periods of a table are called in a sentence: years, quarters or months."""
    names = {PeriodKind.MONTH: "months", PeriodKind.QUARTER: "quarters"}
    return names.get(row["period_kind"], "years")


def in_words(name: str) -> str:
    """A region's name as it stands in a sentence.

    >>> in_words("South West"), in_words("Wales"), in_words("All forces asked")
    ('the South West', 'Wales', 'all forces asked')
    """
    if name.startswith("All forces"):
        return small(name)
    with_article = ("North ", "South ", "East ", "West ", "United ")
    regions = ("Midlands", "East", "West", "England", "Kingdom")
    if name.startswith(with_article) and name.endswith(regions):
        return f"the {name}"
    return name


def small(name: str) -> str:
    """A name with a small first letter, but for one that begins with initials."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def listed(said: Sequence[str]) -> str:
    """Several things in a sentence."""
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
