"""A reply that hides something is sealed by the run, told alike ever after, and never counted."""

from collections.abc import Callable
from pathlib import Path

from foistats.intake.quarantine_reading import Place, let_in
from foistats.intake.stock import take_stock
from foistats.records import DocumentReading, Finding
from foistats.workspace import Workspace
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode as P
from tests.flows.folders import (
    DORSET,
    GLOUCESTERSHIRE,
    WILTSHIRE,
    add_request,
    build,
    bytes_of,
    contents,
    line,
    table,
    totals,
    workbook,
)
from tests.golden.documents.builders import build_xlsx
from tests.golden.screening.case import SECRET
from tests.unit.cli.typed import typed


def hiding(path: Path) -> None:
    """Gloucestershire's figures, and three names on a hidden sheet whose own name tells."""
    sheets = {"Sheet1": GLOUCESTERSHIRE, SECRET: [[SECRET], ["Mr A"], ["Ms B"]]}
    build_xlsx(path, sheets, hidden_sheets={SECRET: "veryHidden"})


def replies(root: Path, **documents: Callable[[Path], object]) -> Path:
    """Two good replies, and one of Gloucestershire with the documents given."""
    return add_request(
        root,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx"),
        line("gloucestershire", ";".join(f"{name}.xlsx" for name in documents)),
        documents={
            "dorset.xlsx": workbook(*DORSET),
            "wiltshire.xlsx": workbook(*WILTSHIRE),
            **{f"{name}.xlsx": write for name, write in documents.items()},
        },
    )


def processed(root: Path) -> dict[str, bytes]:
    return contents(root / "processed" / "r" / "current")


def rows(root: Path, code: P) -> list[dict[str, str]]:
    return [row for row in table(root, "problems") if row["code"] == code]


def sealed_id(root: Path) -> str:
    [one] = (root / "raw" / "r" / "quarantine").iterdir()
    return one.name


def test_sealed_told_alike_on_every_run_and_read_when_released(tmp_path: Path) -> None:
    folder = replies(tmp_path, first=workbook(*GLOUCESTERSHIRE), hiding=hiding)
    build(tmp_path)
    first = processed(tmp_path)
    assert not (folder / "documents" / "hiding.xlsx").exists()
    [row] = rows(tmp_path, P.DOCUMENT_SEALED)
    assert (row["document"], row["place"]) == ("hiding.xlsx", sealed_id(tmp_path))
    assert "(3 cells: sheet 2 of 2)" in row["found"]
    assert f"foistats quarantine release {sealed_id(tmp_path)}" in row["remedy"]
    # Nothing of that response is counted, and the good ones are.
    assert totals(tmp_path, "gloucestershire") == [None, None]
    assert totals(tmp_path, "asked") == [114, 226]
    [coverage] = [r for r in table(tmp_path, "coverage") if r["force_id"] == "gloucestershire"]
    assert coverage["note"] == "hiding.xlsx is sealed: it hides content"
    assert rows(tmp_path, P.FIGURE_LEFT_OUT)
    build(tmp_path)
    assert processed(tmp_path) == first
    # The very file dropped in again changes nothing either.
    (folder / "documents" / "hiding.xlsx").write_bytes(
        (folder / "quarantine" / sealed_id(tmp_path) / "document.sealed").read_bytes()
    )
    build(tmp_path)
    assert processed(tmp_path) == first
    assert not (folder / "documents" / "hiding.xlsx").exists()


def test_a_released_document_is_read_without_what_it_hides(tmp_path: Path) -> None:
    folder = replies(tmp_path, hiding=hiding)
    build(tmp_path)
    sealed = processed(tmp_path)
    words = ("quarantine", "release", sealed_id(tmp_path)[:6], "--because", "no names in it")
    done = typed(*words, "--by", "A. Person", "--root", tmp_path)
    assert done.exit_code == 0
    build(tmp_path)
    # 1000 + 5 and 2000 + 6, read from the quarantine under the old name.
    assert totals(tmp_path, "gloucestershire") == [1005, 2006]
    assert rows(tmp_path, P.DOCUMENT_SEALED) == []
    [row] = rows(tmp_path, P.HIDDEN_CELLS)
    assert row["document"] == "hiding.xlsx"
    assert "released by A. Person" in row["found"]
    assert "(3 cells: sheet 2 of 2)" in row["found"]
    [document] = [d for d in table(tmp_path, "documents") if d["document"] == "hiding.xlsx"]
    assert document["document_state"] == "released"
    assert SECRET not in repr([table(tmp_path, name) for name in ("problems", "observations")])
    assert not (folder / "documents" / "hiding.xlsx").exists()
    (folder / "quarantine" / sealed_id(tmp_path) / "release.toml").unlink()
    build(tmp_path)
    assert processed(tmp_path) == sealed


def test_copies_under_two_responses_are_sealed_once(tmp_path: Path) -> None:
    hiding(tmp_path / "copy.xlsx")
    content = (tmp_path / "copy.xlsx").read_bytes()
    folder = replies(tmp_path, one=bytes_of(content), two=bytes_of(content))
    with (folder / "responses.csv").open("a", encoding="utf-8") as file:
        file.write(line("wiltshire", "two.xlsx", response_id="w2", supersedes="wiltshire") + "\n")
    build(tmp_path)
    first = processed(tmp_path)
    assert {row["document"] for row in rows(tmp_path, P.DOCUMENT_SEALED)} == {
        "one.xlsx",
        "two.xlsx",
    }
    assert sorted(path.name for path in (folder / "documents").iterdir()) == [
        "dorset.xlsx",
        "wiltshire.xlsx",
    ]
    assert totals(tmp_path, "wiltshire") == [None, None]
    build(tmp_path)
    assert processed(tmp_path) == first
    assert sealed_id(tmp_path)


def test_what_is_sealed_of_a_replaced_response_is_told_alike_by_the_run_that_seals_it(
    tmp_path: Path,
) -> None:
    folder = replies(tmp_path, old=hiding)
    workbook(*GLOUCESTERSHIRE)(folder / "documents" / "new.xlsx")
    with (folder / "responses.csv").open("a", encoding="utf-8") as file:
        newer = {"response_id": "g2", "supersedes": "gloucestershire"}
        file.write(line("gloucestershire", "new.xlsx", **newer) + "\n")
    build(tmp_path)
    first = processed(tmp_path)
    # It is told for the record, and nobody is asked what changed since: nothing had been counted.
    [row] = table(tmp_path, "problems")
    assert (row["code"], row["document"]) == (P.HIDDEN_CELLS, "old.xlsx")
    assert row["response_id"] == "gloucestershire"
    assert row["remedy"].startswith("nothing, if the force was told")
    build(tmp_path)
    assert processed(tmp_path) == first
    # Gloucestershire is the third of three forces; nothing is left for a person.
    stood = typed("status", "r", "--root", tmp_path)
    assert (stood.exit_code, "No problems are known" in stood.stdout) == (0, True)


def test_a_file_that_two_responses_name_is_sealed_for_both(tmp_path: Path) -> None:
    """Both are read before it is moved; the second then finds it gone, and sealed."""
    replies(tmp_path, shared=hiding)
    workspace = Workspace(tmp_path)
    receipt = take_stock(workspace, "r").receipts["shared.xlsx"]
    found = (Finding(Channel.HIDDEN_SHEET, "sheet 2 of 2", 3, "cells"),)
    reading = DocumentReading(hidden=found)
    told = [
        [one.reading.problems for one in let_in(reading, receipt, place)]
        for place in (Place(workspace, "r", name, {}) for name in ("gloucestershire", "g2"))
    ]
    of_first, of_second = ([p._replace(response_id="") for p in told_[0]] for told_ in told)
    assert of_first == of_second
    assert "couldn't be moved" not in of_second[0].found
    # Another file under its name, whose content was never sealed, is no reason to keep silent.
    other = receipt._replace(path="never.xlsx", sha256="0" * 64)
    [unmoved] = let_in(reading, other, Place(workspace, "r", "g3", {}))
    assert "couldn't be moved" in unmoved.reading.problems[0].found


def test_a_file_that_no_standing_response_names_is_looked_into_too(tmp_path: Path) -> None:
    folder = replies(tmp_path, first=hiding)
    with (folder / "responses.csv").open("a", encoding="utf-8") as file:
        newer = line("gloucestershire", "clean.xlsx", response_id="g2")
        file.write(newer.removesuffix(",,") + ",gloucestershire,\n")
    workbook(*GLOUCESTERSHIRE)(folder / "documents" / "clean.xlsx")
    workbook(["a"], [SECRET])(folder / "documents" / "unlisted and clean.xlsx")
    build_xlsx(
        folder / "documents" / "unlisted.xlsx",
        {"a": [[1]], "b": [[2]]},
        hidden_sheets={"b": "hidden"},
    )
    build(tmp_path)
    first = processed(tmp_path)
    assert sorted(path.name for path in (folder / "documents").iterdir()) == [
        "clean.xlsx",
        "dorset.xlsx",
        "unlisted and clean.xlsx",
        "wiltshire.xlsx",
    ]
    assert {row["document"] for row in rows(tmp_path, P.DOCUMENT_SEALED)} == {"unlisted.xlsx"}
    told = {row["document"]: row["remedy"] for row in rows(tmp_path, P.HIDDEN_CELLS)}
    assert told.keys() == {"first.xlsx"}
    assert told["first.xlsx"].startswith("nothing, if the force was told")
    assert {row["document"] for row in rows(tmp_path, P.DOCUMENT_UNLISTED)} == {
        "unlisted.xlsx",
        "unlisted and clean.xlsx",
    }
    # The clean copy counts: what it replaced is nobody's business any more.
    assert totals(tmp_path, "gloucestershire") == [1005, 2006]
    build(tmp_path)
    assert processed(tmp_path) == first
