"""`foistats read`, `cells` and `propose-layout`: one document, no workspace needed."""

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.cli.console import ExitCode, print_csv, say, say_problem, write_csv
from foistats.cli.quarantine import say_hidden, say_left_out
from foistats.errors import FoistatsError
from foistats.intake.looking import known_of
from foistats.records import (
    NOTHING_DECLARED,
    Asked,
    Declared,
    DocumentReading,
    Observation,
    Rivals,
)
from foistats.release.spreadsheet import for_spreadsheet
from schemas.problem_codes import NEEDS_NO_ANSWER

if TYPE_CHECKING:
    from foistats.documents.limits import Limits

COLUMNS = (
    "force_id",
    "period_start",
    "period_end",
    "period_kind",
    "labels",
    "count_low",
    "count_high",
    "status",
    "as_written",
    "place",
)
LISTED = ("place", "text", "type", "row_span", "col_span")


def print_reading(document: Path, *, force: str, request: str, root: Path, as_json: bool) -> int:
    """Print what one document says; 1 where something in it was refused."""
    if not document.is_file():
        say(f"{document} is not a file; name one received document")
        return ExitCode.WRONG_USAGE
    try:
        asked, declared = _asked(document, force=force, request=request, root=root)
        limits = _limits(root)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    known = known_of(document, root)
    if known.seal is not None and not known.released:
        return say_hidden(known.received_as, known.seal.findings, known.seal)
    declared = replace(declared, released=known.released)
    reading = _read_in_a_worker(document, asked, declared, known.received_as, limits)
    if reading.hidden and not known.released:
        return say_hidden(known.received_as, reading.hidden)
    if reading.hidden:
        say_left_out(known.received_as, reading.hidden)
    if as_json:
        sys.stdout.write(json.dumps(_as_json(reading), ensure_ascii=False, indent=1) + "\n")
    else:
        _print(reading, document.name)
    every = (reading, *(part.reading for part in reading.parts))
    needed = any(p.code not in NEEDS_NO_ANSWER for one in every for p in one.problems)
    return ExitCode.REFUSED_SOMETHING if needed else ExitCode.DONE


def _print(reading: DocumentReading, name: str) -> None:
    """What a document says and what the documents inside it say, each place with its path."""
    every = [("", reading), *((part.path, part.reading) for part in reading.parts)]
    rows = [(path, _row(o)) for path, one in every for o in one.observations]
    print_csv(COLUMNS, ((*row[:-1], _inside(path, str(row[-1]))) for path, row in rows))
    for path, one in every:
        if path:
            count = len(one.observations)
            say(f"{name}/{path}: {count} {'count' if count == 1 else 'counts'}")
        for refused in one.refused:
            about = (
                f"question {refused.question}" if refused.question else "the request, or some of it"
            )
            section = f", section {refused.section.replace('|', ', ')}" if refused.section else ""
            place = _inside(path, refused.place)
            say(f"{refused.outcome}: {about}{section}: {place}: {refused.as_written}")
        for lines in one.passed_over:
            say(_inside(path, str(lines)))
        for rivals in one.rivals:
            for line in _side_by_side(rivals):
                say(_inside(path, line))
        for problem in one.problems:
            say_problem(problem._replace(document=f"{name}/{path}") if path else problem)


def _side_by_side(rivals: Rivals) -> Iterator[str]:
    """The first cells on which two readings differ, and the layout that reads each of them so."""
    said = [dict(one.counts) for one in rivals.readings]
    yield f"either {' or '.join(one.says for one in rivals.readings)}: `foistats review` asks"
    for place in said[0]:
        yield f"  {place}: {' | '.join(counts[place] for counts in said)}"
    for one in rivals.readings:
        yield f"  a layout that reads it with {one.says}:"
        yield from (f"    {line}" for line in one.layout.splitlines() if line)


def _inside(path: str, place: str) -> str:
    return f"{path}: {place}" if path else place


def _asked(document: Path, *, force: str, request: str, root: Path) -> tuple[Asked, Declared]:
    from foistats.naming.forces import read_force

    if not request:
        return Asked(force_ids=read_force(force) if force else ()), NOTHING_DECLARED
    from foistats.intake.asked import asked_of, declarations_of, declared_of
    from foistats.intake.requests import read_request
    from foistats.intake.responses import read_responses
    from foistats.workspace import Workspace

    workspace = Workspace(root)
    known = read_request(workspace, request)
    force_ids = read_force(force, on=known.sent_on) if force else ()
    folder, path = workspace.documents_folder(request).resolve(), document.resolve()
    name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else document.name
    given = declarations_of(workspace, known, name)
    listed = read_responses(workspace, known, aliases=given.aliases).responses
    days = [one.received_on for one in listed if name in one.documents and one.received_on]
    asked = asked_of(known, force_ids, given, received_on=min(days, default=None))
    return asked, declared_of(workspace, request, name, given)


def _limits(root: Path) -> "Limits":
    """The limits of the workspace, where the command stands in one."""
    from foistats.documents.limits import Limits
    from foistats.intake.settings import read_limits
    from foistats.workspace import Workspace

    return read_limits(Workspace(root)) if (root / "raw").is_dir() else Limits()


def _read_in_a_worker(
    document: Path, asked: Asked, declared: Declared, received_as: str, limits: "Limits"
) -> DocumentReading:
    """Read away from this process: some legal files abort the process that parses them."""
    from foistats.intake.reading import Job, read_documents

    job = Job(str(document), asked, declared, received_as)
    return next(iter(read_documents({document.name: job}, workers=1, limits=limits).values()))


def _row(observation: Observation) -> tuple[object, ...]:
    period, count = observation.period, observation.count
    return (
        "|".join(observation.force_ids),
        period.start.isoformat(),
        period.end.isoformat(),
        period.kind.value,
        " | ".join(observation.labels),
        count.low,
        count.high,
        count.status.value,
        observation.as_written,
        observation.place,
    )


def _as_json(reading: DocumentReading) -> dict[str, object]:
    observations = [dict(zip(COLUMNS, _row(o), strict=True)) for o in reading.observations]
    for row, observation in zip(observations, reading.observations, strict=True):
        row |= {
            "unit": observation.unit,
            "table": observation.table,
            "basis": observation.basis.value,
            "force_from": observation.force_from.value,
            "period_from": observation.period_from.value,
            "declared": observation.declared,
            "concern": observation.concern.value,
        }
    inside = [{"path": part.path, **_as_json(part.reading)} for part in reading.parts]
    return {
        **({"documents_inside": inside} if inside else {}),
        "observations": observations,
        "refused": [one._asdict() for one in reading.refused],
        "totals_checked": [check._asdict() for check in reading.checks],
        "problems": [
            {key: value for key, value in problem._asdict().items() if key != "response_id"}
            for problem in reading.problems
        ],
        "cells": reading.account._asdict(),
        "passed_over": [str(lines) for lines in reading.passed_over],
    }


def print_cells(document: Path, *, root: Path) -> int:
    """Print every non-empty cell of a document that hides none."""
    function = "foistats.reading.inside:list_cells"
    return _print_from_worker(document, function, _print_listing, root=root)


def print_explanation(
    document: Path, *, force: str, request: str, picture: Path | None, root: Path
) -> int:
    """Say how the tables of a document were understood, or draw it as a page of HTML."""
    function = "foistats.reading.explain:explain_document"
    try:
        told = _asked(document, force=force, request=request, root=root)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    if picture is None:
        more = (False, *told)
        return _print_from_worker(document, function, sys.stdout.write, root=root, more=more)

    def put(page: str) -> None:
        picture.write_text(page, encoding="utf-8")
        say(f"drawn in {picture}")

    return _print_from_worker(document, function, put, root=root, more=(True, *told))


def print_layout(document: Path, *, root: Path) -> int:
    """Print a draft of a layout."""
    function = "foistats.reading.propose:propose_layout"
    return _print_from_worker(document, function, sys.stdout.write, root=root)


def _print_listing(listing: str) -> None:
    """The listing with texts made harmless; numbers below zero are numbers."""
    rows = list(csv.DictReader(io.StringIO(listing, newline="")))
    for row in rows:
        if row["type"] == "str":
            row["text"] = str(for_spreadsheet(row["text"]))
        row["place"] = str(for_spreadsheet(row["place"]))
    write_csv([list(LISTED), *([row[column] for column in LISTED] for row in rows)])


def _print_from_worker(
    document: Path,
    function: str,
    put: Callable[[str], object],
    *,
    root: Path,
    more: tuple[object, ...] = (),
) -> int:
    from foistats.documents.workers import JobFailed, WorkerPool

    if not document.is_file():
        say(f"{document} is not a file; name one received document")
        return ExitCode.WRONG_USAGE
    known = known_of(document, root)
    name = known.received_as
    if known.seal is not None and not known.released:
        return say_hidden(name, known.seal.findings, known.seal)
    with WorkerPool(function, workers=1) as pool:
        answer = pool.run((document, name, known.question, known.released, *more))
    if isinstance(answer, JobFailed):
        say(f"{name}: {answer.error}")
        return ExitCode.REFUSED_SOMETHING
    if isinstance(answer, str):
        put(answer)
        return ExitCode.DONE
    if isinstance(answer, tuple):
        return say_hidden(name, answer)
    say(f"{name} could not be read: {answer}")
    return ExitCode.REFUSED_SOMETHING
