"""`foistats names`: answers beside the names, and nothing of the file lost."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.typed import rows, typed


def sheet(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "names.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_each_name_gets_its_force_or_a_reason(tmp_path: Path) -> None:
    file = sheet(
        tmp_path,
        "id,raw_name,note\n1,Dorset Police,\n2,Norfolk and Suffolk Constabularies,x\n"
        "3,Glocestershire,\n4,South West,\n",
    )
    done = typed("names", file, "--column", "raw_name")
    assert done.exit_code == 1
    found = rows(done.stdout)
    assert list(found[0]) == ["id", "raw_name", "note", "force_id", "reason", "suggestions"]
    assert [row["force_id"] for row in found] == ["dorset", "norfolk|suffolk", "", ""]
    assert [row["note"] for row in found] == ["", "x", "", ""]
    assert found[2]["reason"]
    suggested = found[2]["suggestions"].split("|")
    assert suggested[0] == "gloucestershire"
    assert len(suggested) <= 3


def test_all_found_is_exit_code_0(tmp_path: Path) -> None:
    assert typed("names", sheet(tmp_path, "raw_name\nDorset Police\n")).exit_code == 0


@pytest.mark.parametrize(
    ("encoding", "name", "force_id"),
    [
        ("utf-8-sig", "Dorset Police", "dorset"),
        ("utf-16", "Dorset Police", "dorset"),
        ("cp1252", "Avon – Somerset", None),
        ("utf-8", "Heddlu De Cymru", "south-wales"),
    ],
)
def test_a_file_as_any_spreadsheet_saves_it(
    tmp_path: Path, encoding: str, name: str, force_id: str | None
) -> None:
    [row] = rows(typed("names", sheet(tmp_path, f"raw_name\r\n{name}\r\n", encoding)).stdout)
    assert row["raw_name"] == name
    assert force_id is None or row["force_id"] == force_id


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter(tmp_path: Path, delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in (["n", "raw_name"], ["1", "Dorset Police"]))
    [row] = rows(typed("names", sheet(tmp_path, text)).stdout)
    assert (row["n"], row["force_id"]) == ("1", "dorset")


def test_the_files_own_force_id_is_kept_under_another_name(tmp_path: Path) -> None:
    file = sheet(tmp_path, "raw_name,force_id,reason\nDorset Police,mine,because\n")
    done = typed("names", file)
    [row] = rows(done.stdout)
    assert (row["force_id_given"], row["reason_given"]) == ("mine", "because")
    assert (row["force_id"], row["reason"]) == ("dorset", "")
    assert "'force_id_given'" in done.stderr


def test_names_may_stand_in_a_column_called_force_id(tmp_path: Path) -> None:
    [row] = rows(
        typed("names", sheet(tmp_path, "force_id\nDorset Police\n"), "--column", "force_id").stdout
    )
    assert (row["force_id_given"], row["force_id"]) == ("Dorset Police", "dorset")


def test_quoted_line_breaks_and_short_rows_stay_in_their_row(tmp_path: Path) -> None:
    file = sheet(tmp_path, 'raw_name,note\n"Dorset\nPolice","a\nb"\nKent Police\n')
    found = rows(typed("names", file).stdout)
    assert [row["force_id"] for row in found] == ["dorset", "kent"]
    assert [row["note"] for row in found] == ["a\nb", ""]


def test_a_row_longer_than_the_header_is_refused_not_shifted(tmp_path: Path) -> None:
    done = typed("names", sheet(tmp_path, "raw_name,note\nNorfolk, Suffolk,x\n"))
    assert done.exit_code == 2
    assert "line 2" in done.stderr
    assert done.stdout == ""


def test_a_column_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    done = typed("names", sheet(tmp_path, "name\nDorset\n"))
    assert done.exit_code == 2
    assert "'raw_name'" in done.stderr
    assert "it has name" in done.stderr


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03", b""])
def test_what_is_no_csv_is_wrong_usage(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(content)
    assert typed("names", path).exit_code == 2


def test_no_file_is_wrong_usage(tmp_path: Path) -> None:
    assert typed("names", tmp_path / "no.csv").exit_code == 2


def test_a_formula_in_a_name_is_made_harmless(tmp_path: Path) -> None:
    [row] = rows(typed("names", sheet(tmp_path, "raw_name,note\n=1+1,-\n")).stdout)
    assert row["raw_name"] == "'=1+1"
    assert row["note"] == "-"


def test_json_has_the_same_answers(tmp_path: Path) -> None:
    done = typed("names", sheet(tmp_path, "raw_name\nDorset Police\n"), "--format", "json")
    [row] = json.loads(done.stdout)
    assert row["force_id"] == "dorset"
