"""The gate run on what a run wrote: verdicts, their table, their page. Reads and writes files."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.quality.gate.allowances import read_allowances
from foistats.quality.gate.facts import facts_of
from foistats.quality.gate.figures import Tables
from foistats.quality.gate.rules import RULES
from foistats.quality.gate.suite import Verdict, judge
from foistats.workspace import Workspace
from schemas.tables import TABLES

if TYPE_CHECKING:
    from foistats.aggregation.totals import Row


def verdicts_of(
    workspace: Workspace, folders: Mapping[str, tuple[Path, Path | None]]
) -> list[Verdict]:
    """The verdicts on requests' tables, given their folder and that of the tables before them.

    Raises WorkspaceError where a request's quality.toml can't be used.
    """
    allowances = {
        request_id: read_allowances(workspace.quality_file(request_id)) for request_id in folders
    }
    now = _together(now for now, _ in folders.values())
    before = _together(before for _, before in folders.values() if before is not None)
    return judge(facts_of(now, before), folders, allowances)


def gate_rows(verdicts: Sequence[Verdict]) -> "list[Row]":
    """The verdicts as rows of the gate table."""
    return [
        (
            verdict.request_id,
            verdict.rule,
            verdict.state,
            verdict.checked,
            len(verdict.failed),
            " | ".join(verdict.failed),
            " | ".join(verdict.accepted),
            verdict.because,
            RULES[verdict.rule].remedy if verdict.failed else "",
        )
        for verdict in verdicts
    ]


def _together(folders: Iterable[Path]) -> Tables:
    """The tables of several requests under one another."""
    import pandas as pd
    import pyarrow.parquet as pq

    parts: dict[str, list[pd.DataFrame]] = {table.name: [] for table in TABLES}
    for folder in folders:
        for name, frames in parts.items():
            path = folder / f"{name}.parquet"
            if path.is_file():
                frames.append(pq.read_table(path).to_pandas())
    return {
        name: pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
        for name, frames in parts.items()
    }
