"""The gate run on what runs wrote: the verdicts and their table. Reads files and writes none."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from foistats.errors import WorkspaceError
from foistats.quality.gate.allowances import read_allowances
from foistats.quality.gate.facts import facts_of
from foistats.quality.gate.figures import Tables
from foistats.quality.gate.rules import RULES
from foistats.quality.gate.suite import Verdict, judge
from foistats.release.rows import read_table
from foistats.workspace import Workspace
from schemas.tables import TABLES
from schemas.vocabulary import RuleState

if TYPE_CHECKING:
    from foistats.aggregation.totals import Row

# What is looked at of the run before: more columns may have come since, and are no hindrance.
_OF_BEFORE = {
    "coverage": ("request_id", "force_id", "force_name", "response_id", "periods_answered"),
    "observations": ("request_id", "force_id", "unit", "count_low"),
    "totals": (
        "request_id", "area_kind", "area_id", "area_name", "category_id", "period_start",
        "period_end", "period_kind", "count_low", "count_high",
    ),
}  # fmt: skip
_OF_NOW = {table.name: table.columns for table in TABLES}


class Folders(NamedTuple):
    """Where the tables of one request are, and those before them if they can be compared."""

    now: Path
    before: Path | None


def comparable(before: Path) -> bool:
    """True where tables of an earlier run are whole and have the columns that are looked at."""
    return _can_be_read(before, _OF_BEFORE)


def verdicts_of(workspace: Workspace, folders: Mapping[str, Folders]) -> list[Verdict]:
    """The verdicts on requests' tables; of a request that could not be used, that none was reached.

    Raises WorkspaceError where a request's quality.toml or its tables can't be used.
    """
    allowances = {
        request_id: read_allowances(workspace.quality_file(request_id)) for request_id in folders
    }
    for request_id, of_request in folders.items():
        if not _can_be_read(of_request.now, _OF_NOW):
            raise WorkspaceError(
                f"the tables of {request_id} are damaged or of another version of foistats;"
                f" run `foistats run {request_id}`"
            )
    now = _together((one.now for one in folders.values()), _OF_NOW)
    earlier = (one.before for one in folders.values() if one.before is not None)
    verdicts = judge(facts_of(now, _together(earlier, _OF_BEFORE)), folders, allowances)
    used = set(now["coverage"]["request_id"])
    return [verdict if verdict.request_id in used else _unused(verdict) for verdict in verdicts]


def _unused(verdict: Verdict) -> Verdict:
    """Of a request that asks no force nothing is implausible, for there is nothing."""
    return verdict._replace(state=RuleState.COULD_NOT_RUN, failed=(), accepted=())


def gate_rows(
    verdicts: Sequence[Verdict], folders: Mapping[str, Folders], *, quality_sha256: str
) -> "list[Row]":
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
            folders[verdict.request_id].now.name,
            before.name if (before := folders[verdict.request_id].before) is not None else "",
            quality_sha256,
        )
        for verdict in verdicts
    ]


def _can_be_read(folder: Path, columns: Mapping[str, Sequence[str]]) -> bool:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return all(
            set(of_table) <= set(pq.read_schema(folder / f"{name}.parquet").names)
            for name, of_table in columns.items()
        )
    except (pa.ArrowException, OSError):
        return False


def _together(folders: Iterable[Path], columns: Mapping[str, Sequence[str]]) -> Tables:
    """The tables of several requests under one another; no tables where there are no folders."""
    import pyarrow as pa

    parts: dict[str, list[pa.Table]] = {}
    for folder in folders:
        for name, of_table in columns.items():
            try:
                table = read_table(folder, name, of_table)
            except (pa.ArrowException, OSError) as reason:
                raise WorkspaceError(
                    f"{folder / name}.parquet is damaged: {reason}; delete its folder, then run"
                    " `foistats run`"
                ) from reason
            parts.setdefault(name, []).append(table)
    # Without the option a column with one null has no whole numbers: 1,204 would be said 1,204.0.
    return {
        name: pa.concat_tables(tables).to_pandas(integer_object_nulls=True)
        for name, tables in parts.items()
    }
