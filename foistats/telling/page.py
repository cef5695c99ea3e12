"""One request's tables on a page of Markdown: what it came to, what is missing, what needs whom.

A pure function of the tables. No figure is called an area's unless every force of it is counted.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from foistats.model.words import interval_in_words, outcome_in_words
from foistats.naming.forces import force_name
from foistats.release.not_current import NotCurrent
from foistats.telling.figures import (
    EVERYTHING,
    Area,
    Row,
    Span,
    areas_of,
    rows_of_problems,
    span_of,
    span_said,
)
from foistats.telling.markdown import code, plain, table
from schemas.vocabulary import Outcome

# A page is looked at, the files are searched: whatever is left out here is said to be.
_MOST_PERIODS = 3
_MOST_AREAS = 30
_MOST_PROBLEMS = 25
_MOST_NAMED = 8
# A cell is not broken into lines: what doesn't fit has to be scrolled to.
_MOST_IN_A_CELL = 2
_SINGLE = ("force", "joint")
_OUTCOMES = (
    Outcome.ANSWERED,
    Outcome.PARTLY_ANSWERED,
    Outcome.REFUSED,
    Outcome.NOT_HELD,
    Outcome.NEITHER_CONFIRM_NOR_DENY,
    Outcome.WITHDRAWN,
    Outcome.NO_RESPONSE,
)


def key_of(request_id: str) -> str:
    """The name of a request's page, in which Prefect allows a-z, 0-9 and dashes only.

    Two requests never share one: a name that had to be changed ends with its digest.

    >>> key_of("child-abuse-2021"), key_of("Child_Abuse.2021")
    ('foistats-child-abuse-2021', 'foistats-child-abuse-2021-31eb7d63')
    """
    kept = re.sub("[^a-z0-9-]", "-", request_id.lower())
    if kept != request_id:
        kept += f"-{hashlib.sha256(request_id.encode()).hexdigest()[:8]}"
    return f"foistats-{kept}"


def page_of(
    title: str,
    tables: Mapping[str, Sequence[Row]],
    *,
    request_id: str,
    folder: Path,
    plausible: str,
    today: date,
    not_current: NotCurrent | None = None,
    since: str = "",
) -> str:
    """The page of one request. `folder` has the tables; `plausible` is the gate's sentence.

    `since` says what changed since the tables before.

    With `not_current` the tables are those of an earlier run, and the page says why.
    """
    if not tables["coverage"]:
        parts = [
            f"# {plain(request_id)}: not read",
            "This request can't be used as it stands: nothing of it is counted.",
        ]
    else:
        parts = [
            f"# {plain(title)}",
            f"Request {plain(request_id)}. {plain(_sentence(plausible))}",
            *([plain(since)] if since else []),
            "## Totals",
            *_totals(tables["totals"]),
            *_changes(tables["changes"]),
            "## Who answered",
            *_coverage(tables["coverage"], today),
        ]
    if not_current is not None:
        parts.insert(1, f"**Not current:** {plain(not_current.sentence)}")
    problems = [*rows_of_problems(not_current.problems if not_current else ()), *tables["problems"]]
    parts += ["## What needs a person", *_problems(problems, tables["coverage"])]
    parts += ["## Files", *_files(folder)]
    return "\n\n".join(parts) + "\n"


def _sentence(plausible: str) -> str:
    return f"{plausible[:1].upper()}{plausible[1:]}."


def _totals(rows: Sequence[Row]) -> list[str]:
    """The latest periods of each area, a line each, with what each figure counts."""
    if not rows:
        return ["No figure could be read."]
    areas, left_out = _shown(rows)
    spans = sorted({span_of(row) for row in rows})
    if len(spans) > _MOST_PERIODS:
        left_out.append(f"{len(spans) - _MOST_PERIODS} earlier periods")
        spans = spans[-_MOST_PERIODS:]
    if any(row["category_id"] != EVERYTHING for row in rows):
        left_out.append("single categories")
    found = {
        (row["area_kind"], row["area_id"], span_of(row)): row
        for row in rows
        if row["category_id"] == EVERYTHING
    }
    lines = [
        _total(area, span, found[area[0], area[1], span])
        for area in areas
        for span in spans
        if (area[0], area[1], span) in found
    ]
    headings = ["area", "period", "count", "forces counted", "complete", "not counted"]
    more = f" Not on this page: {', '.join(left_out)}." if left_out else ""
    return [
        table(headings, lines, right=(2,)),
        f"Counts are of {plain(rows[0]['unit'])}.{more}",
    ]


def _shown(rows: Sequence[Row]) -> tuple[list[Area], list[str]]:
    """The areas of several forces, then single forces; and what is left out."""
    areas, left_out = areas_of(rows)
    areas.sort(key=lambda area: area[0] in _SINGLE)
    if len(areas) > _MOST_AREAS:
        left_out.append(f"{len(areas) - _MOST_AREAS} areas")
    return areas[:_MOST_AREAS], left_out


def _total(area: Area, span: Span, row: Row) -> list[str]:
    return [
        _area(area, whole=row["complete"]),
        plain(span_said(span)),
        interval_in_words(row["count_low"], row["count_high"]),
        _of(row["forces_counted"], row),
        "yes" if row["complete"] else "no",
        "" if area[0] in _SINGLE else _forces(row["forces_missing"], most=_MOST_IN_A_CELL),
    ]


def _area(area: Area, *, whole: bool) -> str:
    """An area's name; where not all of its forces are counted it isn't the area's figure."""
    kind, _, name = area
    return plain(name) if whole or kind in _SINGLE else f"part of: {plain(name)}"


def _of(counted: int, row: Row) -> str:
    """How many of an area's forces, and how many of them were asked if not all were."""
    asked = row["forces_asked"]
    of = f"{counted} of {row['forces_in_area']}"
    return of if asked == row["forces_in_area"] else f"{of}; {asked} asked"


def _forces(force_ids: str, *, most: int = _MOST_NAMED) -> str:
    names = [force_name(force_id) for force_id in force_ids.split("|") if force_id]
    left = [f"{len(names) - most} more"] if len(names) > most else []
    return plain(", ".join([*names[:most], *left]))


def _changes(rows: Sequence[Row]) -> list[str]:
    """The latest change of each area of several forces, over those that gave both figures."""
    whole = [row for row in rows if row["category_id"] == EVERYTHING and row["forces_compared"]]
    several = [row for row in whole if row["area_kind"] not in _SINGLE]
    if not several:
        return ["No two periods can be compared for any area of several forces."]
    areas, _ = _shown(several)
    latest: dict[tuple[str, str], Row] = {}
    for row in sorted(several, key=lambda row: (row["to_start"], row["from_start"])):
        latest[row["area_kind"], row["area_id"]] = row
    lines = [_change(area, latest[area[0], area[1]]) for area in areas]
    headings = ["area", "from", "to", "change", "forces compared", "left out"]
    return [
        "Two totals may count different forces. The change from one period to another, over the"
        " forces that gave a figure for both:",
        table(headings, lines, right=(3,)),
    ]


def _change(area: Area, row: Row) -> list[str]:
    from_span = row["from_start"], row["from_end"], row["period_kind"]
    to_span = row["to_start"], row["to_end"], row["period_kind"]
    low, high = row["difference_low"], row["difference_high"]
    return [
        _area(area, whole=row["complete"]),
        plain(span_said(from_span)),
        plain(span_said(to_span)),
        "not known" if low is None or high is None else interval_in_words(low, high),
        _of(row["forces_compared"], row),
        _forces(row["forces_left_out"], most=_MOST_IN_A_CELL),
    ]


def _coverage(rows: Sequence[Row], today: date) -> list[str]:
    """How many forces did what, and who is overdue."""
    counted = Counter(row["outcome"] for row in rows)
    said = [
        f"{counted[outcome]} {outcome_in_words(outcome, forces=counted[outcome])}"
        for outcome in _OUTCOMES
    ]
    said.append(f"{len(rows) - sum(counted[outcome] for outcome in _OUTCOMES)} not settled")
    silent = [row for row in rows if row["outcome"] == Outcome.NO_RESPONSE]
    overdue = [row for row in silent if row["due_on"] is not None and row["due_on"] < today]
    without = [
        row
        for row in rows
        if row["outcome"] in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
        and not row["periods_answered"]
    ]
    lines = [
        f"Of {len(rows)} forces asked: "
        + ", ".join(part for part in said if not part.startswith("0 "))
        + f"; {len(overdue)} overdue."
    ]
    if overdue:
        lines.append(f"Overdue on {today}: {_names(overdue)}.")
    if without:
        lines.append(f"Answered, and no figure could be taken: {_names(without)}.")
    if refused := [row for row in rows if row["refused"]]:
        lines.append(f"Refused at least in part: {_names(refused)}.")
    return lines


def _names(rows: Sequence[Row]) -> str:
    return _forces("|".join(row["force_id"] for row in rows))


def _problems(rows: Sequence[Row], coverage: Sequence[Row]) -> list[str]:
    """The first problems, without what was found: that is a text out of a document."""
    if not rows:
        return ["Nothing."]
    force_of: dict[str, list[str]] = {}
    for row in coverage:
        for response_id in row["response_id"].split("|"):
            force_of.setdefault(response_id, []).append(row["force_id"])
    lines = [
        [
            plain(row["code"]),
            _forces("|".join(force_of.get(row["response_id"], []))) if row["response_id"] else "",
            plain(row["document"]),
            plain(row["place"]),
            plain(row["remedy"]),
        ]
        for row in rows[:_MOST_PROBLEMS]
    ]
    left = len(rows) - _MOST_PROBLEMS
    more = [f"{left:,} more are in problems.csv."] if left > 0 else []
    headings = ["problem", "force", "document", "place", "what to do"]
    return [f"{len(rows):,} in all.", table(headings, lines), *more]


def _files(folder: Path) -> list[str]:
    """Where the files are. No links: a page that came over HTTP may not open a file."""
    names = sorted(path.name for path in folder.glob("*.*"))
    lines = [f"In {code(str(folder.absolute()))}:", ", ".join(code(name) for name in names)]
    return lines if names else lines[:1]
