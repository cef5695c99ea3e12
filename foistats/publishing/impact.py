"""What would move if something were not there: tables built without it, and compared.

The tables are built anew in a folder of their own, from a copy of the request from which one thing
is left out; nothing in the workspace changes. Readings that are kept are used again.
"""

import csv
import io
import re
import shutil
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from foistats.errors import FoistatsError
from foistats.model.values import Period
from foistats.naming.spelling import fold
from foistats.provenance.tracing import Interval
from foistats.publishing.comparing import Changed, compare
from foistats.publishing.drafts import NoLongerTrue, kept_drafts, no_longer_true
from foistats.publishing.editions import current_edition
from foistats.publishing.folders import release_folder, versions
from foistats.publishing.standing import withdrawn
from foistats.release.generations import current_folder
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from schemas.vocabulary import PeriodKind

# Files whose entries name a document and a place: what `--declared` leaves out.
_ENTRIES = ("corrections.toml", "statements.toml", "marks.toml", "headings.toml")


class NothingToLeaveOut(FoistatsError):
    """What was named isn't there; the message says what there is."""


class Moved(NamedTuple):
    """A figure that would be another, and the releases that have it as it is now."""

    changed: Changed
    releases: tuple[int, ...]


class MovedChange(NamedTuple):
    """A change between two periods that would be another; None where there would be none."""

    area_name: str
    category_id: str
    earlier: Period
    later: Period
    was: Interval | None
    now: Interval | None


class Impact(NamedTuple):
    """What would be different: totals, changes between periods, and numbers of checked drafts."""

    moved: list[Moved]
    changes: list[MovedChange]
    drafts: list[NoLongerTrue]


Leave = Callable[[Path], None]
"""Takes something out of a copy of raw/<request_id>; raises NothingToLeaveOut."""


def impact(workspace: Workspace, request_id: str, leave_out: Leave, *, inside: str = "") -> Impact:
    """Everything that would be otherwise without something, in the order of the tables.

    `inside` is the path of a file within a received file that is left out as well.
    """
    from foistats.run.stages import build

    before = current_edition(workspace, request_id)
    with tempfile.TemporaryDirectory(prefix="foistats-") as name:
        elsewhere = Path(name)
        folder = elsewhere / "raw" / request_id
        shutil.copytree(workspace.request_folder(request_id), folder, symlinks=True)
        if workspace.settings_file.is_file():
            shutil.copyfile(workspace.settings_file, elsewhere / workspace.settings_file.name)
        kept = workspace.readings_folder(request_id)
        if kept.is_dir():
            shutil.copytree(kept, elsewhere / kept.relative_to(workspace.root))
        leave_out(folder)
        build(str(elsewhere), [request_id], without=inside)
        after = current_edition(Workspace(elsewhere), request_id)
        found = compare(before, after)
        changes = _moved_changes(before.folder, after.folder)
        drafts = [
            one
            for draft in kept_drafts(workspace, request_id)
            for one in no_longer_true(workspace, request_id, draft, release=after.folder)
        ]
    published = _published(workspace, request_id)
    moved = [
        Moved(one, tuple(n for n, figures in published.items() if _key(one) in figures))
        for one in found
    ]
    return Impact(moved, changes, drafts)


def _moved_changes(before: Path, after: Path) -> list[MovedChange]:
    """The changes whose difference is another in two sets of tables."""
    was, now = _changes_of(before), _changes_of(after)
    return [
        MovedChange(row["area_name"], row["category_id"], *_sides(row), _difference(was.get(key)),
                    _difference(now.get(key)))
        for key, row in (was | now).items()
        if _difference(was.get(key)) != _difference(now.get(key))
    ]  # fmt: skip


def _changes_of(folder: Path) -> dict[tuple[Any, ...], dict[str, Any]]:
    columns = ("area_kind", "area_id", "category_id", "from_start", "to_start")
    return {tuple(row[c] for c in columns): row for row in rows_of(folder, "changes")}


def _difference(row: dict[str, Any] | None) -> Interval | None:
    """The bounds of a difference; None where nothing can be compared."""
    if row is None or row["from_low"] is None:
        return None
    return row["difference_low"], row["difference_high"]


def _sides(row: dict[str, Any]) -> tuple[Period, Period]:
    kind = PeriodKind(row["period_kind"])
    earlier, later = (
        Period(row[f"{side}_start"], row[f"{side}_end"], kind) for side in ("from", "to")
    )
    return earlier, later


def without_response(response_id: str) -> Leave:
    """Leave out a response; what it superseded stands again."""

    def leave(folder: Path) -> None:
        _filter_csv(
            folder / "responses.csv",
            lambda row: row["response_id"] != response_id,
            named=f"response {response_id!r}",
            column="response_id",
        )
        _blank(folder / "responses.csv", "supersedes", response_id)

    return leave


def without_document(path: str) -> Leave:
    """Leave out one received file."""

    def leave(folder: Path) -> None:
        document = folder / "documents" / path
        if not document.is_file():
            there = sorted(
                one.relative_to(folder / "documents").as_posix()
                for one in (folder / "documents").rglob("*")
                if one.is_file()
            )
            raise NothingToLeaveOut(f"there is no document {path!r}; there is: {_some(there)}")
        document.unlink()
        _blank(folder / "responses.csv", "documents", path)
        if (folder / "receipts.csv").is_file():
            _blank_rows(folder / "receipts.csv", path)

    return leave


def is_inside(workspace: Workspace, request_id: str, path: str) -> bool:
    """True for the path of a file within a received one, such as `reply.eml/figures.xlsx`."""
    documents = workspace.documents_folder(request_id)
    parts = path.split("/")
    received = ("/".join(parts[:n]) for n in range(1, len(parts)))
    return any((documents / one).is_file() for one in received)


def without_inner(workspace: Workspace, request_id: str, path: str) -> Leave:
    """Check that a file within a received one was read; `impact` leaves it out by its `inside`."""
    rows = rows_of(current_folder(workspace, request_id), "documents", ["document"])
    known = [row["document"] for row in rows]
    if path not in known:
        inner = sorted(one for one in known if one.startswith(f"{path.split('/', maxsplit=1)[0]}/"))
        raise NothingToLeaveOut(
            f"there is no document {path!r}; there is: {_some(inner) or 'none'}"
        )
    return lambda _: None


def without_alias(name: str) -> Leave:
    """Leave out a name that was declared to stand for a force."""

    def leave(folder: Path) -> None:
        path = folder / "aliases.csv"
        if not path.is_file():
            raise NothingToLeaveOut("the request has no aliases.csv")
        _filter_csv(
            path,
            lambda row: fold(row["name"]) != fold(name),
            named=f"alias {name!r}",
            column="name",
        )

    return leave


def without_layout(document: str) -> Leave:
    """Leave out the layout of a document."""

    def leave(folder: Path) -> None:
        found = [
            path
            for path in (folder / "layouts").rglob("*.toml")
            if path.relative_to(folder / "layouts").as_posix().removesuffix(".toml") == document
        ]
        if not found:
            raise NothingToLeaveOut(f"there is no layout of {document!r}")
        for path in found:
            path.unlink()

    return leave


def without_entry(document: str, place: str) -> Leave:
    """Leave out what was declared of a place in a document: a correction, statement or mark."""

    def leave(folder: Path) -> None:
        import tomli_w

        left = 0
        for name in _ENTRIES:
            path = folder / name
            if not path.is_file():
                continue
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            for key, entries in content.items():
                if isinstance(entries, list):
                    kept = [entry for entry in entries if not _is_of(entry, document, place)]
                    left += len(entries) - len(kept)
                    content[key] = kept
            path.write_text(tomli_w.dumps(content), encoding="utf-8")
        if not left:
            raise NothingToLeaveOut(f"nothing is declared of {place!r} in {document!r}")

    return leave


def _is_of(entry: Any, document: str, place: str) -> bool:
    return (
        isinstance(entry, dict)
        and entry.get("document") == document
        and (not place or entry.get("place") == place)
    )


def _published(workspace: Workspace, request_id: str) -> dict[int, set[tuple[Any, ...]]]:
    """The figures of each release that stands, as the current tables would name them."""
    found = {}
    for number in versions(workspace, request_id):
        folder = release_folder(workspace, request_id, number)
        if withdrawn(folder) is None:
            found[number] = {
                (
                    row["area_name"],
                    row["category_id"],
                    row["period_start"],
                    row["period_end"],
                    (row["count_low"], row["count_high"]),
                )
                for row in rows_of(folder, "totals")
            }
    return found


def _key(one: Changed) -> tuple[Any, ...]:
    return (one.area_name, one.category_id, one.period.start, one.period.end, one.was)


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    rows = [dict(row) for row in reader]
    return [*(reader.fieldnames or ())], rows


def _write(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def _filter_csv(
    path: Path, keep: Callable[[dict[str, str]], bool], *, named: str, column: str
) -> None:
    columns, rows = _read(path)
    kept = [row for row in rows if keep(row)]
    if len(kept) == len(rows):
        there = sorted(row[column] for row in rows)
        raise NothingToLeaveOut(f"there is no {named}; there is: {_some(there)}")
    _write(path, columns, kept)


def _blank(path: Path, column: str, value: str) -> None:
    """Take a value out of a column whose cells may list several."""
    columns, rows = _read(path)
    for row in rows:
        parts = [part.strip() for part in re.split(r"[;|\r\n]", row.get(column) or "")]
        row[column] = ";".join(part for part in parts if part != value)
    _write(path, columns, rows)


def _blank_rows(path: Path, value: str) -> None:
    """Take out the rows that name a file."""
    columns, rows = _read(path)
    _write(path, columns, [row for row in rows if value not in row.values()])


def _some(names: list[str]) -> str:
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
