"""`foistats read`, `cells` and `propose-layout`: one document, no workspace needed."""

import json
import sys
from pathlib import Path

from foistats.cli.console import ExitCode, print_csv, say, say_problem
from foistats.errors import DocumentRefused, FoistatsError, UnknownForce
from foistats.extraction.layouts import Layout
from foistats.records import Asked, DocumentReading, Observation

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


def print_reading(document: Path, *, force: str, request: str, root: Path, as_json: bool) -> int:
    """Print what one document says; 1 where something in it was refused."""
    if not document.is_file():
        say(f"{document} is not a file; name one received document")
        return ExitCode.WRONG_USAGE
    try:
        asked, layouts = _asked(document, force=force, request=request, root=root)
    except UnknownForce as refusal:
        say(f"{refusal}" + "".join(f"\n  perhaps: {name}" for name in refusal.suggestions))
        return ExitCode.WRONG_USAGE
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    reading = _read_in_a_worker(document, asked, layouts)
    if as_json:
        sys.stdout.write(json.dumps(_as_json(reading), ensure_ascii=False, indent=1) + "\n")
    else:
        print_csv(COLUMNS, (_row(o) for o in reading.observations))
        for problem in reading.problems:
            say_problem(problem)
    return ExitCode.REFUSED_SOMETHING if reading.problems else ExitCode.DONE


def _asked(
    document: Path, *, force: str, request: str, root: Path
) -> tuple[Asked, tuple[Layout, ...]]:
    from foistats.naming.forces import read_force

    force_ids = read_force(force) if force else ()
    if not request:
        return Asked(force_ids=force_ids), ()
    from foistats.intake.asked import asked_of, layouts_of
    from foistats.intake.requests import read_request
    from foistats.workspace import Workspace

    workspace = Workspace(root)
    asked = asked_of(read_request(workspace, request), force_ids)
    return asked, layouts_of(workspace, request, document.name)


def _read_in_a_worker(document: Path, asked: Asked, layouts: tuple[Layout, ...]) -> DocumentReading:
    """Read away from this process: some legal files abort the process that parses them."""
    from foistats.intake.reading import read_documents

    job = (str(document), asked, layouts)
    return next(iter(read_documents({document.name: job}, workers=1).values()))


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
        }
    return {
        "observations": observations,
        "totals_checked": [check._asdict() for check in reading.checks],
        "problems": [
            {key: value for key, value in problem._asdict().items() if key != "response_id"}
            for problem in reading.problems
        ],
        "cells": reading.account._asdict(),
    }


def print_cells(document: Path) -> int:
    """Print every non-empty cell; the values of hidden cells are never shown."""
    return _print_from_worker(document, "foistats.documents.listing:list_cells")


def print_layout(document: Path) -> int:
    """Print a draft of a layout."""
    return _print_from_worker(document, "foistats.extraction.propose:propose_layout")


def _print_from_worker(document: Path, function: str) -> int:
    from foistats.documents.workers import WorkerPool

    if not document.is_file():
        say(f"{document} is not a file; name one received document")
        return ExitCode.WRONG_USAGE
    with WorkerPool(function, workers=1) as pool:
        answer = pool.run((document,))
    if isinstance(answer, DocumentRefused):
        say(str(answer))
        return ExitCode.REFUSED_SOMETHING
    if isinstance(answer, str):
        sys.stdout.write(answer)
        return ExitCode.DONE
    say(f"{document.name} could not be read: {answer}")
    return ExitCode.REFUSED_SOMETHING
