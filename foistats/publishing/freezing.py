"""A release put together and frozen: a folder that is there whole or not at all, and then stays.

Versions count from 1, and none is given twice, not even that of a deleted release. Hold the
workspace's lock.
"""

import csv
import io
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from foistats.disclosure.preparing import Prepared, prepare
from foistats.disclosure.protected_tables import write_set
from foistats.durable import make_names_durable, write_durably
from foistats.intake import statements
from foistats.intake.breaks import Break, breaks_of
from foistats.intake.requests import read_request
from foistats.ledger.built import what_tables_rest_on
from foistats.ledger.digests import files_below
from foistats.publishing import verify as verifier
from foistats.publishing.drafts import CheckedDraft
from foistats.publishing.editions import areas_of
from foistats.publishing.folders import (
    WAITING,
    printed_before,
    release_folder,
    releases_folder,
    versions,
)
from foistats.publishing.manifest import digest_of, manifest
from foistats.publishing.marks import legend_of, marks_of
from foistats.publishing.metadata import CSV_ON_THE_WEB, DATA_PACKAGE, csv_on_the_web, data_package
from foistats.publishing.notes import METHOD, notes
from foistats.publishing.numbers import next_number, note_numbers
from foistats.publishing.ods import ods_bytes
from foistats.publishing.sheets import sheets_of
from foistats.publishing.standing import person, withdrawn
from foistats.publishing.xlsx import xlsx_bytes
from foistats.quality.gate.answers import answer_of
from foistats.records import Request
from foistats.release.generations import MANIFEST as TABLES_MANIFEST
from foistats.release.generations import current_folder
from foistats.release.rows import read_table, rows_of
from foistats.release.spreadsheet import csv_bytes
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode
from schemas.tables import TABLES
from schemas.vocabulary import DocumentState

NOTES = "NOTES.md"
PAGE = "report.html"

Page = Callable[[Request, Path, str, Sequence[Break]], str]
"""What makes the page of a release: of the request, the tables, what the plausibility check said,
and the breaks in series."""


class Making(NamedTuple):
    """What a release is made with, beside its tables; the manifest keeps all of it.

    `plausibility` is what the check said, in a sentence; `since` is the release against which
    figures are marked as revised, 0 for none. `page` makes the page of the tables. `drafts` were
    held against them, and `again` says why there is another release with the same figures.
    `certificate` is that of a release which is made anew, so that the same figures are withheld.
    """

    number: int
    by: str
    made_on: date
    plausibility: str
    since: int = 0
    page: Page | None = None
    drafts: tuple[Mapping[str, Any], ...] = ()
    again: str = ""
    certificate: bytes | None = None


def freeze(
    workspace: Workspace,
    request_id: str,
    *,
    by: str,
    made_on: date,
    page: Page | None = None,
    drafts: Sequence[CheckedDraft] = (),
    again: str = "",
) -> Path:
    """Write the next release from the current tables, with their page; gives its folder.

    It lies among those that wait where request.toml asks for a second person's approval. What
    blocks a release must have been asked before.
    """
    number = next_number(workspace, request_id)
    since = release_before(workspace, request_id, number)
    plausibility = answer_of(workspace, request_id).sentence
    checked = tuple(
        {"name": draft.name, "text_sha256": draft.sha256, "verdicts": draft.verdicts}
        for draft in drafts
    )
    making = Making(number, person(by), made_on, plausibility, since, page, checked, again)
    contents = contents_of(
        workspace, request_id, making, before=totals_of(workspace, request_id, since)
    )
    top = releases_folder(workspace, request_id)
    if read_request(workspace, request_id).approved_by_second:
        top /= WAITING
    top.mkdir(parents=True, exist_ok=True)
    for left in top.glob(".*.new"):
        shutil.rmtree(left, ignore_errors=True)
    aside = top / f".{number}.new"
    aside.mkdir()
    for name, content in contents.items():
        write_durably(aside / name, content)
    make_names_durable(aside)
    os.replace(aside, top / str(number))  # noqa: PTH105 - tests make os.replace fail
    make_names_durable(top)
    with suppress(OSError):  # its folder says so too, and the next release notes what lacks
        note_numbers(workspace, request_id)
    return top / str(number)


def same_release(workspace: Workspace, request_id: str) -> Path | None:
    """The last release that stands, where it has the current tables and was made from the same.

    None where another was made since, or where anything in raw/ that tables rest on has changed.
    """
    number = release_before(workspace, request_id, next_number(workspace, request_id))
    if not number:
        return None
    folder = release_folder(workspace, request_id, number)
    tables = current_folder(workspace, request_id) / TABLES_MANIFEST
    try:
        raw = verifier.read_object(folder / verifier.MANIFEST)["raw"]
        same = (folder / TABLES_MANIFEST).read_bytes() == tables.read_bytes()
    except (OSError, ValueError, KeyError):
        return None  # what is damaged is said by `foistats verify`, and is no reason to refuse
    now = what_tables_rest_on(files_below(workspace.request_folder(request_id)))
    return folder if same and what_tables_rest_on(raw) == now else None


def contents_of(
    workspace: Workspace, request_id: str, making: Making, *, before: list[dict[str, Any]]
) -> dict[str, bytes]:
    """Every file of a release by its name. The same tables, person and day give the same bytes.

    `before` are the totals of the release against which figures are marked as revised.
    """
    request = read_request(workspace, request_id)
    folder = current_folder(workspace, request_id)
    prepared = prepare(
        workspace,
        request,
        folder,
        before=printed_before(workspace, request_id, number=making.number),
        today=making.made_on,
        certificate=making.certificate,
    )
    with TemporaryDirectory(prefix="foistats-") as aside:
        if prepared.changed:
            folder = Path(aside)
            names = {category.category_id: category.name for category in request.categories}
            write_set(prepared.rows, folder, names)
        return _contents(workspace, request, making, prepared, folder=folder, before=before)


def _contents(
    workspace: Workspace,
    request: Request,
    making: Making,
    prepared: Prepared,
    *,
    folder: Path,
    before: list[dict[str, Any]],
) -> dict[str, bytes]:
    """The files of a release from the tables in a folder, which are those that may go out."""
    request_id = request.request_id
    number, by, made_on = making.number, making.by, making.made_on
    rows = {table.name: rows_of(folder, table.name) for table in TABLES}
    breaks = breaks_of(workspace, request)
    marks = marks_of(rows["totals"], rows["coverage"], before, breaks=breaks)
    legend = legend_of(marks)
    made = f"Release {number}, made on {made_on.isoformat()} by {by}."
    if making.again:
        made += f" It has the figures of the release before; it was made because: {making.again}."
    if request.approved_by_second:
        made += f" It is released once a second person has approved it: {verifier.APPROVAL}."
    contents: dict[str, bytes] = {}
    for table in TABLES:
        name = f"{table.name}.parquet"
        contents[name] = (folder / name).read_bytes()
        values = csv_bytes(read_table(folder, table.name))
        contents[f"{table.name}.csv"] = values
    contents[TABLES_MANIFEST] = (folder / TABLES_MANIFEST).read_bytes()
    contents[DATA_PACKAGE] = data_package(request, number, made_on.isoformat())
    contents[CSV_ON_THE_WEB] = csv_on_the_web(request)
    contents["marks.csv"] = _marks_csv(rows["totals"], marks)
    cover = [
        request.title,
        made,
        request.question or request.title,
        f"Counted: {request.unit}. Sent on {request.sent_on} to {len(rows['coverage'])} forces.",
        "Figures come from the forces' own replies. See the sheet Notes before using them.",
    ]
    sheets = sheets_of(cover=cover, notes=METHOD, legend=legend, rows=rows, marks=marks)
    for ending, written in (("xlsx", xlsx_bytes), ("ods", ods_bytes)):
        contents[f"{request_id}.{ending}"] = written(sheets, title=request.title, made_on=made_on)
    contents[NOTES] = notes(
        request,
        made=made,
        totals=rows["totals"],
        coverage=rows["coverage"],
        left_sealed=_left_sealed(workspace, request_id, rows["documents"]),
        legend=legend,
        plausibility=making.plausibility,
        disclosure=prepared.notes,
        drafts=making.drafts,
        breaks=[one.said for one in breaks],
    )
    contents |= prepared.files
    if making.page is not None:
        contents[PAGE] = making.page(request, folder, making.plausibility, breaks).encode()
    gate = workspace.gate_folder(request_id) / "gate.html"
    # The page of the check quotes figures as the forces gave them.
    if gate.is_file() and not prepared.changed:
        contents["plausibility.html"] = gate.read_bytes()
    contents["verify.py"] = Path(verifier.__file__).read_bytes()
    about = {
        "request_id": request_id,
        "title": request.title,
        "version": number,
        "made_on": made_on.isoformat(),
        "by": by,
        "approved_by_second": request.approved_by_second,
        "plausibility": making.plausibility,
        "revised_since": making.since,
        "drafts": list(making.drafts),
        "again": making.again,
        "breaks": [one.as_json() for one in breaks],
    }
    areas = areas_of(rows["totals"])
    contents[verifier.MANIFEST] = manifest(workspace, request_id, contents, about, areas=areas)
    sums = [f"{digest_of(content)}  {name}\n" for name, content in sorted(contents.items())]
    contents[verifier.SUMS] = "".join(sums).encode()
    return contents


def release_before(workspace: Workspace, request_id: str, number: int) -> int:
    """The last release before this one that stands; 0 where there is none."""
    for earlier in reversed(versions(workspace, request_id)):
        folder = release_folder(workspace, request_id, earlier)
        if earlier < number and withdrawn(folder) is None:
            return earlier
    return 0


def _left_sealed(
    workspace: Workspace, request_id: str, documents: list[dict[str, Any]]
) -> list[str]:
    """A sentence for each document that is sealed and was left out, with who decided so."""
    sealed = [r["document"] for r in documents if r["document_state"] == DocumentState.SEALED]
    if not sealed:
        return []
    path = workspace.declared_file(request_id, statements.FILE)
    content = path.read_bytes() if path.is_file() else b""
    notes = {
        note.document: f": {note.because} ({note.by}, {note.on})"
        for note in statements.read_statements(content, name=statements.FILE).notes
        if note.code is ProblemCode.DOCUMENT_SEALED
    }
    return [
        f"{document} hides something, and nothing of it is counted{notes.get(document, '')}"
        for document in sealed
    ]


def totals_of(workspace: Workspace, request_id: str, number: int) -> list[dict[str, Any]]:
    """The totals of a release; none of no release."""
    return rows_of(release_folder(workspace, request_id, number), "totals") if number else []


def _marks_csv(totals: list[dict[str, Any]], marks: list[str]) -> bytes:
    """The marks of the figures in totals.csv, by the columns that name a figure."""
    columns = ("area_kind", "area_id", "category_id", "period_start", "period_end")
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([*columns, "mark"])
    for row, mark in zip(totals, marks, strict=True):
        writer.writerow([*(row[column] for column in columns), mark])
    return b"\xef\xbb\xbf" + written.getvalue().encode()
