"""What changed between two sets of a request's tables, in the lines that a person reads first."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from foistats.model.words import interval_in_words
from foistats.release.rows import rows_of
from foistats.run.handed_on import BuiltRequest
from foistats.telling.figures import EVERYTHING, Area, Row, Span, areas_of, span_of, span_said
from foistats.workspace import Workspace
from schemas.problem_codes import NEEDS_NO_ANSWER
from schemas.vocabulary import Outcome

Rows = Sequence[Row]
_MOST_NAMED = 6
_SILENT = ("", Outcome.NO_RESPONSE.value)


class Told(NamedTuple):
    """Of one set of tables, the rows in which a person would look for a change."""

    coverage: Rows
    totals: Rows
    problems: Rows


def changes_said(before: Told, now: Told) -> list[str]:
    """A line each about replies, figures and problems; what is the same has none."""
    return [*_replies(before, now), *_figures(before.totals, now.totals), *_problems(before, now)]


def since_the_last(workspace: Workspace, built: BuiltRequest) -> str:
    """What a run changed in a sentence; empty of the first tables of a request."""
    if not built.before:
        return ""
    earlier = workspace.generations_folder(built.request_id) / built.before
    try:
        lines = changes_said(_told(earlier), _told(built.folder))
    except OSError:
        return ""
    return f"Since the last tables: {'; '.join(lines) or 'no change'}."


def _told(folder: Path) -> Told:
    return Told(*(rows_of(folder, name) for name in Told._fields))


def _replies(before: Told, now: Told) -> Iterator[str]:
    earlier = {row["force_id"]: row for row in before.coverage}
    came, otherwise = [], []
    for row in now.coverage:
        was = earlier.get(row["force_id"], {"outcome": "", "response_id": ""})
        if row["outcome"] in _SILENT and was["outcome"] in _SILENT:
            continue
        if was["outcome"] in _SILENT and was["response_id"] != row["response_id"]:
            came.append(row["force_name"])
        elif was["response_id"] != row["response_id"]:
            otherwise.append(f"{row['force_name']} (another reply)")
        elif was["outcome"] != row["outcome"]:
            otherwise.append(f"{row['force_name']} ({_outcome(was)}, now {_outcome(row)})")
        elif was["periods_answered"] != row["periods_answered"]:
            figures = f"{was['periods_answered']}, now {row['periods_answered']} periods counted"
            otherwise.append(f"{row['force_name']} ({figures})")
    if came:
        yield f"new replies: {_some(came)}"
    if otherwise:
        yield f"changed: {_some(otherwise)}"


def _figures(before: Rows, now: Rows) -> Iterator[str]:
    """The figures of all forces asked, or of the area that is just these."""
    areas, _ = areas_of(now)
    own = next((area for area in areas if area[0] not in ("force", "joint")), None)
    if own is None:
        return
    earlier, later = _of_area(before, own), _of_area(now, own)
    changed = [
        f"{_labelled(key)} {_figure(earlier.get(key))} → {_figure(row)}"
        for key, row in sorted(later.items())
        if _figure(earlier.get(key)) != _figure(row)
    ]
    if changed:
        yield f"{own[2]}: {_some(changed)}"


def _of_area(rows: Rows, area: Area) -> dict[tuple[Span, str], Row]:
    return {
        (span_of(row), row["category_id"]): row
        for row in rows
        if (row["area_kind"], row["area_id"]) == area[:2]
    }


def _labelled(key: tuple[Span, str]) -> str:
    span, category_id = key
    return span_said(span) + (f" ({category_id})" if category_id != EVERYTHING else "")


def _figure(row: Row | None) -> str:
    if row is None or row["count_low"] is None:
        return "none"
    low, high = row["count_low"], row["count_high"]
    number = f"{low:,}+" if high is None else interval_in_words(low, high, to="–")
    return f"{number} ({row['forces_counted']} of {row['forces_in_area']})"


def _problems(before: Told, now: Told) -> Iterator[str]:
    earlier, later = _keys(before.problems), _keys(now.problems)
    new, settled = len(later - earlier), len(earlier - later)
    if new or settled:
        yield f"problems: {new:,} new, {settled:,} settled"


def _keys(problems: Rows) -> set[tuple[str, ...]]:
    columns = ("code", "response_id", "document", "place", "found")
    return {
        tuple(row[column] for column in columns)
        for row in problems
        if row["code"] not in NEEDS_NO_ANSWER
    }


def _outcome(row: Mapping[str, str]) -> str:
    return row["outcome"].replace("_", " ") or "not settled"


def _some(named: Sequence[str]) -> str:
    more = len(named) - _MOST_NAMED
    shown = ", ".join(named[:_MOST_NAMED])
    return f"{shown} and {more:,} more" if more > 0 else shown
