"""What a person sees at the end of a run: the totals, how complete they are, and where they lie."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from foistats.cli.figures import console, safe, show_figures
from foistats.model.words import interval_in_words, percent_in_words
from foistats.quality.gate.answers import answer_of
from foistats.release.rows import rows_of
from foistats.telling.figures import (
    EVERYTHING,
    Row,
    Span,
    areas_of,
    rows_of_problems,
    span_of,
    span_said,
)
from foistats.telling.problem_lines import problem_lines
from foistats.telling.since import since_the_last
from foistats.workspace import Workspace
from schemas.problem_codes import NEEDS_NO_ANSWER, ProblemCode

if TYPE_CHECKING:
    from foistats.run.handed_on import BuiltRequest

# What fits on a screen; the files have everything, and whatever is left out here is said so.
_MOST_REQUESTS = 5
_MOST_PROBLEMS = 5
_MOST_PERIODS = 12
_MOST_ROWS = 60


def show_summary(
    workspace: Workspace, written: "Sequence[BuiltRequest]", forces: Sequence[str]
) -> None:
    """Print each request's totals, the problems that need a person, and the folder to open."""
    to = console()
    for one in written[:_MOST_REQUESTS]:
        told = rows_of(one.folder, "problems")
        problems: Sequence[Row] = [row for row in told if row["code"] not in NEEDS_NO_ANSWER]
        if one.not_current is not None:
            problems = rows_of_problems(one.not_current.problems)
            to.print(safe(f"{one.request_id}: not built", "bold"), soft_wrap=True)
            _say(to, f"NOT CURRENT: {one.not_current.sentence}")
        elif one.usable:
            to.print(safe(one.title, "bold"), soft_wrap=True)
            if since := since_the_last(workspace, one):
                _say(to, since)
            _show_totals(to, one, forces)
            _show_certainty(to, rows_of(one.folder, "documents"))
        else:
            to.print(safe(f"{one.request_id}: not read", "bold"), soft_wrap=True)
        whose = _whose(one) if problems and one.usable else {}
        _show_problems(to, problems, whose)
        if one.usable:
            _show_for_the_record(to, told)
        if one.usable:
            _say(to, f"Can it be true? {answer_of(workspace, one.request_id).sentence}")
        _say(to, f"Tables: {near(workspace, one.folder)}")
        to.print()
    if len(written) > _MOST_REQUESTS:
        in_all = sum(one.rows["problems"] for one in written)
        _say(
            to,
            f"... and {len(written) - _MOST_REQUESTS} more requests. Problems in all:"
            f" {in_all:,}. Tables: {near(workspace, workspace.processed)}",
        )


def near(workspace: Workspace, folder: Path) -> str:
    """A folder as a person finds it from where the command was typed."""
    here, folder = Path.cwd(), folder.absolute()
    if folder.is_relative_to(here):
        return str(folder.relative_to(here))
    return str(workspace.root / folder.relative_to(workspace.root.absolute()))


def _say(to: Console, line: str) -> None:
    to.print(safe(line), soft_wrap=True)


def _show_totals(to: Console, built_request: "BuiltRequest", forces: Sequence[str]) -> None:
    rows = rows_of(built_request.folder, "totals")
    if not rows:
        return
    areas, left_out = areas_of(rows, forces)
    spans = sorted({span_of(row) for row in rows})
    categories = sorted({row["category_id"] for row in rows}, key=lambda c: (c != EVERYTHING, c))
    if len(areas) * len(categories) > _MOST_ROWS:
        left_out.append(f"{len(categories) - 1} single categories")
        categories = categories[:1]
    if len(spans) > _MOST_PERIODS:
        left_out.append(f"{len(spans) - _MOST_PERIODS} earlier periods")
        spans = spans[-_MOST_PERIODS:]
    of = {(row["area_kind"], row["area_id"], row["category_id"], span_of(row)): row for row in rows}
    lines = []
    for kind, area_id, name in areas:
        for category in categories:
            figures = [_figure(of.get((kind, area_id, category, span))) for span in spans]
            named = [safe(name), safe(category)] if len(categories) > 1 else [safe(name)]
            lines.append([*named, *figures])
    labels = [span_said(span) for span in spans]
    headings = ["area", *(["category"] if len(categories) > 1 else []), *labels]
    words = len(headings) - len(labels)
    if len(spans) > 1 and (since := _last_changes(built_request, spans)):
        # Whoever divides two figures of a line may compare different forces.
        keys = [(*area[:2], category) for area in areas for category in categories]
        for line, key in zip(lines, keys, strict=True):
            line.append(since.get(key, Text("")))
        headings.append(f"since {labels[-2]}")
    show_figures(to, headings, lines, words=words)
    if any("(" in cell.plain for line in lines for cell in line[words:]):
        _say(
            to,
            "(n of m): counts n of the area's m forces; it isn't the figure of the whole area.",
        )
    if headings[-1] not in labels:
        _say(to, f"{headings[-1]}: over the forces that gave a figure for both, like for like.")
    more = f" Not shown here: {', '.join(left_out)}; see totals.csv." if left_out else ""
    _say(to, f"Counted: {rows[0]['unit']}.{more}")


def _last_changes(
    built_request: "BuiltRequest", spans: Sequence[Span]
) -> dict[tuple[str, str, str], Text]:
    """The change between the last two periods by area and category, over the same forces."""
    earlier, later = spans[-2:]
    found = {}
    for row in rows_of(built_request.folder, "changes"):
        if (row["from_start"], row["to_start"]) != (earlier[0], later[0]):
            continue
        percent = percent_in_words(row["percent_low"], row["percent_high"])
        if not percent or not row["forces_compared"]:
            continue
        over = "" if row["complete"] else f" ({row['forces_compared']} of {row['forces_in_area']})"
        key = (row["area_kind"], row["area_id"], row["category_id"])
        found[key] = Text(f"{percent}{over}", style="" if row["complete"] else "yellow")
    return found


def _whose(built_request: "BuiltRequest") -> Mapping[str, str]:
    """The forces of each response by name."""
    names: dict[str, list[str]] = {}
    for row in rows_of(built_request.folder, "coverage"):
        for response_id in filter(None, row["response_id"].split("|")):
            names.setdefault(response_id, []).append(row["force_name"])
    return {response_id: " and ".join(some) for response_id, some in names.items()}


def _show_certainty(to: Console, rows: Sequence[Row]) -> None:
    """How many of the counts something else than the reading itself bears out."""
    counts = sum(row["counts"] for row in rows)
    if not counts:
        return
    confirmed = sum(row["counts_confirmed"] for row in rows)
    proved = sum(row["counts_proved"] for row in rows)
    _say(
        to,
        f"Of {counts:,} counts read, {_share(confirmed, counts)} are confirmed by a second reader"
        f" and {_share(proved, counts)} by printed totals.",
    )


def _share(part: int, whole: int) -> str:
    """A share in whole percent; 100 % and 0 % only where it is all, or none.

    >>> _share(999, 1000), _share(1, 1000), _share(7, 7)
    ('99 %', '1 %', '100 %')
    """
    percent = round(100 * part / whole)
    return f"{min(max(percent, 1 if part else 0), 100 if part == whole else 99)} %"


def _figure(row: Row | None) -> Text:
    """A figure with what it lacks: `696 (2 of 5)`; an interval where counts are hidden."""
    if row is None or row["count_low"] is None:
        return Text("none", style="dim")
    low, high = row["count_low"], row["count_high"]
    number = f"{low:,}+" if high is None else interval_in_words(low, high, to="–")
    if row["complete"]:
        return Text(number)
    return Text(f"{number} ({row['forces_counted']} of {row['forces_in_area']})", style="yellow")


def _show_for_the_record(to: Console, told: Sequence[Row]) -> None:
    """What nobody has to decide on: what was left out, by the words of headings or by a person."""
    codes = [row["code"] for row in told]
    released = codes.count(ProblemCode.HIDDEN_CELLS)
    if left_out := sum(code in NEEDS_NO_ANSWER for code in codes) - released:
        what = "1 heading or line was" if left_out == 1 else f"{left_out} headings or lines were"
        _say(to, f"{what} left out as something else: problems.csv names them.")
    if released:
        what = "1 document hides" if released == 1 else f"{released} documents hide"
        _say(to, f"{what} something; what became of it: `foistats quarantine list`.")


def _show_problems(to: Console, rows: Sequence[Row], whose: Mapping[str, str]) -> None:
    if not rows:
        _say(to, "Nothing needs a person.")
        return
    to.print(safe(f"{_things(len(rows))} a person:", "bold"))
    lines = problem_lines(rows, whose)
    for line in lines[:_MOST_PROBLEMS]:
        _say(to, f"  {line}")
    if len(lines) > _MOST_PROBLEMS:
        _say(to, f"  ... and {len(lines) - _MOST_PROBLEMS:,} more in problems.csv")


def _things(number: int) -> str:
    return "1 thing needs" if number == 1 else f"{number:,} things need"
