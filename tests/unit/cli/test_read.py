"""`foistats read`, `cells` and `propose-layout` on documents of each kind."""

import json
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from foistats.errors import WorkspaceError
from foistats.tables.shape.layouts import read_layouts
from tests.golden.documents.builders import PdfTable, build_csv, build_pdf, build_xlsx
from tests.unit.cli.typed import rows, typed

COLUMNS = (
    "force_id,period_start,period_end,period_kind,labels,count_low,count_high,status,as_written,"
    "place"
)
TABLE = [["Offence", "2016/17", "2017/18"], ["Rape", "1,204", "<5"], ["Grooming", "7", "11"]]


def build_letter(path: Path, table: list[list[str]]) -> Path:
    return build_pdf(path, ["Number of offences", PdfTable(table)])


BUILDERS: dict[str, Callable[[Path, list[list[str]]], Path]] = {
    ".xlsx": lambda path, table: build_xlsx(path, {"Sheet1": table}),
    ".csv": build_csv,
    ".pdf": build_letter,
}
each_kind = pytest.mark.parametrize("suffix", sorted(BUILDERS))


def reply(folder: Path, suffix: str, table: list[list[str]] = TABLE) -> Path:
    return BUILDERS[suffix](folder / f"reply{suffix}", table)


@each_kind
def test_the_observations_are_printed_with_these_columns(tmp_path: Path, suffix: str) -> None:
    done = typed("read", reply(tmp_path, suffix), "--force", "Dorset Police")
    assert done.stdout.splitlines()[0] == COLUMNS
    found = [
        (
            row["force_id"],
            row["period_start"],
            row["labels"],
            row["count_low"],
            row["count_high"],
            row["status"],
            row["as_written"],
        )
        for row in rows(done.stdout)
    ]
    assert sorted(found) == [
        ("dorset", "2016-04-01", "Grooming", "7", "7", "reported", "7"),
        ("dorset", "2016-04-01", "Rape", "1204", "1204", "reported", "1,204"),
        ("dorset", "2017-04-01", "Grooming", "11", "11", "reported", "11"),
        ("dorset", "2017-04-01", "Rape", "0", "4", "suppressed", "<5"),
    ]
    assert {row["period_kind"] for row in rows(done.stdout)} == {"financial_year"}
    assert all(row["place"] for row in rows(done.stdout))
    assert done.stderr == ""
    assert done.exit_code == 0


def test_problems_go_to_standard_error_and_the_rest_is_printed(tmp_path: Path) -> None:
    table = [["Offence", "2016/17"], ["Rape", "12"], ["Grooming", "-3"]]
    done = typed("read", reply(tmp_path, ".xlsx", table), "--force", "dorset")
    assert done.exit_code == 1
    assert [row["count_low"] for row in rows(done.stdout)] == ["12"]
    line = "count_negative: reply.xlsx Sheet1!B3: A count is below zero: '-3'"
    assert done.stderr.startswith(line)


def test_json_has_the_problems_under_their_own_key(tmp_path: Path) -> None:
    table = [["Offence", "2016/17"], ["Rape", "12"], ["Grooming", "-3"]]
    document = reply(tmp_path, ".xlsx", table)
    done = typed("read", document, "--force", "dorset", "--format", "json")
    assert done.exit_code == 1
    assert done.stderr == ""
    said = json.loads(done.stdout)
    assert [one["code"] for one in said["problems"]] == ["count_negative"]
    [row] = said["observations"]
    assert list(row)[:10] == COLUMNS.split(",")
    assert (row["count_low"], row["count_high"], row["place"]) == (12, 12, "Sheet1!B2")


def test_the_documents_inside_a_zip_are_read_each_under_its_path(tmp_path: Path) -> None:
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("reply.csv", "Offence,2016/17\nRape,12\nGrooming,-3\n")
    outer = tmp_path / "outer.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "inner.zip")
        archive.writestr("__MACOSX/._inner.zip", "x")
    done = typed("read", outer, "--force", "dorset")
    assert done.exit_code == 1
    assert [(row["count_low"], row["place"]) for row in rows(done.stdout)] == [
        ("12", "inner.zip/reply.csv: csv!B2")
    ]
    assert "outer.zip/inner.zip/reply.csv: 1 count\n" in done.stderr
    line = "count_negative: outer.zip/inner.zip/reply.csv csv!B3: A count is below zero: '-3'"
    assert line in done.stderr
    as_json = json.loads(typed("read", outer, "--force", "dorset", "--format", "json").stdout)
    assert [(one["path"], len(one["observations"])) for one in as_json["documents_inside"]] == [
        ("inner.zip", 0),
        ("inner.zip/reply.csv", 1),
    ]


def test_lines_that_were_taken_for_the_request_are_told(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(
        "Your request\n\nIn 2018/19 there were 212 crimes.\nHow many in 2019/20?\n\n"
        "Our response\n\nIn 2019/20 there were 198 crimes.\n",
        encoding="utf-8",
    )
    done = typed("read", letter, "--force", "dorset")
    assert done.exit_code == 0
    assert [row["count_low"] for row in rows(done.stdout)] == ["198"]
    assert done.stderr == "3 lines taken for the request, from line 1 on\n"
    said = json.loads(typed("read", letter, "--force", "dorset", "--format", "json").stdout)
    assert said["passed_over"] == ["3 lines taken for the request, from line 1 on"]


def test_an_unknown_force_is_wrong_usage_with_suggestions(tmp_path: Path) -> None:
    done = typed("read", reply(tmp_path, ".csv"), "--force", "Glocestershire")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "gloucestershire" in done.stderr


@pytest.mark.parametrize("command", ["read", "cells", "propose-layout"])
def test_no_such_document_is_wrong_usage(tmp_path: Path, command: str) -> None:
    done = typed(command, tmp_path / "no.xlsx")
    assert done.exit_code == 2
    assert "not a file" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("command", ["read", "cells", "propose-layout"])
def test_a_refused_document_is_exit_code_1_and_a_sentence(tmp_path: Path, command: str) -> None:
    document = tmp_path / "reply.xlsx"
    document.write_bytes(reply(tmp_path, ".xlsx").read_bytes()[:900])
    done = typed(command, document)
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_an_unknown_format_or_request_is_wrong_usage(tmp_path: Path) -> None:
    document = reply(tmp_path, ".csv")
    (tmp_path / "raw").mkdir()
    assert typed("read", document, "--format", "xml").exit_code == 2
    assert typed("read", document, "--request", "no", "--root", tmp_path).exit_code == 2


def test_marks_stay_as_they_are_and_labels_cannot_be_formulas(tmp_path: Path) -> None:
    table = [
        ["Offence", "2016/17", "2017/18", "Total"],
        ["-rape", "5", "-", "5"],
        ["Grooming", "7", "2", "9"],
        ["Total", "12", "2", "14"],
    ]
    found = rows(typed("read", reply(tmp_path, ".csv", table), "--force", "dorset").stdout)
    dash = [row for row in found if row["as_written"] == "-"]
    assert [(row["count_low"], row["status"]) for row in dash] == [("0", "zero_by_mark")]
    assert {row["labels"] for row in found} == {"'-rape", "Grooming"}


def test_a_request_gives_its_marks_and_a_documents_layout_is_found(tmp_path: Path) -> None:
    request = tmp_path / "raw" / "r"
    (request / "documents" / "sub").mkdir(parents=True)
    (request / "layouts" / "sub").mkdir(parents=True)
    (request / "request.toml").write_text(
        'title = "Offences"\nunit = "offences"\nsent_on = 2019-06-03\nforces = ["dorset"]\n'
        '[marks]\n"#" = "fewer than 5"\n'
        '[periods]\nkind = "financial_year"\nfirst = "2016/17"\nlast = "2017/18"\n',
        encoding="utf-8",
    )
    table = [["Offence", "2016/17"], ["Rape", "#"], ["Grooming", "7"]]
    document = build_csv(request / "documents" / "sub" / "reply.csv", table)
    words = ("read", document, "--force", "dorset", "--request", "r", "--root", tmp_path)
    marked = [row for row in rows(typed(*words).stdout) if row["as_written"] == "#"]
    assert [(row["count_low"], row["count_high"]) for row in marked] == [("0", "4")]
    layout = request / "layouts" / "sub" / "reply.csv.toml"
    layout.write_text("because = 'x'\n", encoding="utf-8")
    done = typed(*words)
    assert done.exit_code == 2
    assert "reply.csv.toml" in done.stderr


def test_cells_are_listed_with_their_places(tmp_path: Path) -> None:
    path = build_xlsx(
        tmp_path / "reply.xlsx",
        {"Sheet1": [["Offence", 2016, -5], ["=1+1 is no formula", "-", 9_999]]},
        merges={"Sheet1": ["A3:B3"]},
        hidden_cols={"Sheet1": ["D"]},
    )
    done = typed("cells", path)
    assert done.exit_code == 0
    found = {row["place"]: (row["text"], row["type"]) for row in rows(done.stdout)}
    assert found["Sheet1!A1"] == ("Offence", "str")
    assert found["Sheet1!C1"] == ("-5", "int")
    assert found["Sheet1!B2"] == ("-", "str")
    assert not any(text.startswith("=") for text, _ in found.values())


def test_hidden_cells_are_not_listed(tmp_path: Path) -> None:
    path = build_xlsx(
        tmp_path / "reply.xlsx",
        {"Sheet1": [["Year", "2016/17"], ["Rape", 5]], "Names": [["Jane Doe", 77]]},
        hidden_sheets={"Names": "hidden"},
    )
    assert "Jane" not in typed("cells", path).stdout


def completed(draft: str) -> str:
    return draft.replace('because = ""', 'because = "a test"').replace(
        'by = ""', 'by = "A. Person"'
    )


@each_kind
def test_a_proposed_layout_once_completed_reads_the_same_numbers(
    tmp_path: Path, suffix: str
) -> None:
    request = tmp_path / "raw" / "r"
    (request / "documents").mkdir(parents=True)
    (request / "layouts").mkdir()
    (request / "request.toml").write_text(
        'title = "Offences"\nunit = "offences"\nsent_on = 2019-06-03\nforces = ["dorset"]\n'
        '[periods]\nkind = "financial_year"\nfirst = "2016/17"\nlast = "2017/18"\n',
        encoding="utf-8",
    )
    document = reply(request / "documents", suffix)
    words = ("read", document, "--force", "dorset", "--request", "r", "--root", tmp_path)
    before = typed(*words)
    draft = typed("propose-layout", document)
    assert draft.exit_code == 0
    layout = request / "layouts" / f"{document.name}.toml"
    layout.write_text(completed(draft.stdout), encoding="utf-8")
    assert len(read_layouts(layout)) == 1
    after = typed(*words)
    assert after.stdout == before.stdout
    assert len(rows(after.stdout)) == 4
    assert after.exit_code == 0


def test_a_draft_is_valid_toml_but_refused_until_a_person_says_why(tmp_path: Path) -> None:
    draft = typed("propose-layout", reply(tmp_path, ".csv")).stdout
    assert tomllib.loads(draft)["by"] == ""
    layout = tmp_path / "draft.toml"
    layout.write_text(draft, encoding="utf-8")
    with pytest.raises(WorkspaceError, match="because"):
        read_layouts(layout)


@pytest.mark.parametrize("command", ["cells", "propose-layout"])
def test_a_refused_document_is_one_sentence_of_plain_words(command: str, tmp_path: Path) -> None:
    document = tmp_path / "broken.xlsx"
    document.write_text("x")
    done = subprocess.run(
        [sys.executable, "-c", "from foistats.cli import main; main()", command, str(document)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("broken.xlsx: ")
    assert "JobFailed" not in done.stderr
    assert done.stdout == ""


def test_the_day_on_which_a_reply_came_is_known_from_its_line(tmp_path: Path) -> None:
    request = tmp_path / "raw" / "r"
    (request / "documents").mkdir(parents=True)
    (request / "request.toml").write_text(
        'title = "Offences"\nunit = "offences"\nsent_on = 2018-01-03\nforces = ["dorset"]\n'
        '[periods]\nkind = "financial_year"\nfirst = "2016/17"\nlast = "2017/18"\n',
        encoding="utf-8",
    )
    (request / "responses.csv").write_text(
        "response_id,force,received_on,outcome,section,documents,supersedes,note\n"
        "d,Dorset Police,2018-02-01,answered,,reply.csv,,\n",
        encoding="utf-8",
    )
    document = build_csv(request / "documents" / "reply.csv", TABLE)
    done = typed("read", document, "--force", "dorset", "--request", "r", "--root", tmp_path)
    assert {row["period_start"] for row in rows(done.stdout)} == {"2016-04-01"}
    assert "2017/18 had not ended on 2018-02-01, the day of the reply" in done.stderr
