"""Workspaces with a request and its replies, built in test code."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from foistats.run import stages
from foistats.run.handed_on import BuiltRequest
from foistats.workspace import Workspace
from tests.golden.documents.builders import Rows, Value, build_xlsx

REQUEST = """
title = "Offences"
question = "How many offences did you record?"
unit = "offences"
sent_on = 2019-06-03
forces = ["dorset", "wiltshire", "gloucestershire"]
[periods]
kind = "financial_year"
first = "2016/17"
last = "2017/18"
"""
HEADER = "response_id,force,received_on,outcome,section,documents,supersedes,note\n"
NAMES = {
    "dorset": "Dorset Police",
    "wiltshire": "Wiltshire Police",
    "gloucestershire": "Gloucestershire Constabulary",
}

# Dorset: 3 + 10 and 4 + 20. Wiltshire: 100 + 1 and 200 + 2. Added by hand where they are expected.
DORSET: Rows = [["Offence", "2016/17", "2017/18"], ["Rape", 3, 4], ["Grooming", 10, 20]]
WILTSHIRE: Rows = [["Offence", "2016/17", "2017/18"], ["Rape", 100, 200], ["Grooming", 1, 2]]
GLOUCESTERSHIRE: Rows = [
    ["Offence", "2016/17", "2017/18"],
    ["Rape", 1000, 2000],
    ["Grooming", 5, 6],
]


def workbook(*rows: Sequence[Value]) -> Callable[[Path], object]:
    """What writes a workbook of one sheet to a path."""
    return lambda path: build_xlsx(path, {"Sheet1": rows})


def bytes_of(content: bytes) -> Callable[[Path], object]:
    """What writes some bytes to a path."""
    return lambda path: path.write_bytes(content)


def line(force: str, document: str, **other: str) -> str:
    """One line of responses.csv: the force's answer in one document."""
    values = {
        "response_id": force,
        "force": NAMES.get(force, force),
        "received_on": "2019-06-20",
        "outcome": "answered",
        "section": "",
        "documents": document,
        "supersedes": "",
        "note": "",
    }
    return ",".join((values | other).values())


def add_request(
    root: Path,
    *lines: str,
    documents: Mapping[str, Callable[[Path], object]],
    request_id: str = "r",
    request: str = REQUEST,
) -> Path:
    """Write one request's folder and give it."""
    folder = root / "raw" / request_id
    (folder / "documents").mkdir(parents=True)
    (folder / "request.toml").write_text(request, encoding="utf-8")
    text = HEADER + "".join(f"{one}\n" for one in lines)
    (folder / "responses.csv").write_text(text, encoding="utf-8")
    for name, write in documents.items():
        write(folder / "documents" / name)
    return folder


def add_good(root: Path, request_id: str = "r") -> Path:
    """A request of which three forces were asked and two answered well."""
    return add_request(
        root,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx"),
        documents={"dorset.xlsx": workbook(*DORSET), "wiltshire.xlsx": workbook(*WILTSHIRE)},
        request_id=request_id,
    )


def build(root: Path) -> list[BuiltRequest]:
    """The stages of a run in their order, without Prefect."""
    return stages.build(str(root), Workspace(root).request_ids())


def table(root: Path, name: str, request_id: str = "r") -> list[dict[str, Any]]:
    """The rows of a table that was written."""
    import pyarrow.parquet as pq

    path = root / "processed" / request_id / "current" / f"{name}.parquet"
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return rows


def totals(root: Path, area_id: str, request_id: str = "r") -> list[int | None]:
    """An area's totals, year by year; an interval is no number here, and fails."""
    found = [
        row
        for row in table(root, "totals", request_id)
        if row["area_id"] == area_id and row["category_id"] == "all"
    ]
    assert all(row["count_low"] == row["count_high"] for row in found)
    return [row["count_low"] for row in sorted(found, key=lambda row: row["period_start"])]


def contents(root: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, links followed."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
