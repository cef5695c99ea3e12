"""Questions out as a CSV and answers back in, through what spreadsheets make of a file."""

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from foistats.errors import WorkspaceError
from foistats.review.sheet import COLUMNS, Applied, apply_sheet, sheet_bytes
from schemas.problem_codes import ProblemCode
from tests.flows.folders import add_request, line, table, workbook
from tests.golden.review.desks import ON, codes, desk, figures, rebuild, reply_of_dorset

STARRED = [["Offence", "2016/17", "2017/18"], ["Rape", 3, "*"], ["Grooming", 10, 20]]
TOTALLED = [STARRED[0], ["Rape", 100, 200], ["Grooming", 5, 6], ["Total", 105, 260]]


def two_questions(root: Path) -> Path:
    """Dorset hides a count with a star; Wiltshire printed 260 where its counts come to 206."""
    folder = add_request(
        root,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx"),
        documents={"dorset.xlsx": workbook(*STARRED), "wiltshire.xlsx": workbook(*TOTALLED)},
    )
    rebuild(root)
    return folder


def exported(root: Path) -> list[dict[str, str]]:
    text = sheet_bytes(desk(root).spread().questions).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def filled(root: Path, answers: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
    """The exported rows, those of some codes filled in."""
    return [row | answers.get(row["code"], {}) for row in exported(root)]


def saved(
    rows: list[dict[str, str]],
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
    newline: str = "\n",
    quoting: int = csv.QUOTE_MINIMAL,
) -> bytes:
    """The rows as some program saves them."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(
        written, COLUMNS, delimiter=delimiter, lineterminator=newline, quoting=quoting
    )  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode(encoding)


def apply(root: Path, content: bytes, *, by: str = "A. Person") -> Applied:
    at = desk(root)
    applied = apply_sheet(at, content, name="review.csv", by=by, because="", on=ON)
    at.save()
    return applied


GOOD = {
    "mark_unexplained": {"answer": "fewer-than-5"},
    "total_mismatch": {"answer": "1", "value": "Sheet1!C4 = 206"},
}
Save = Callable[[list[dict[str, str]]], bytes]
SAVED: dict[str, Save] = {
    "as written": saved,
    "LibreOffice": lambda rows: saved(rows, quoting=csv.QUOTE_ALL),
    "Excel": lambda rows: saved(rows, encoding="utf-8-sig", newline="\r\n"),
    "Excel on a continent": lambda rows: saved(rows, delimiter=";", newline="\r\n"),
    "Excel as Unicode text": lambda rows: saved(
        rows, encoding="utf-16", delimiter="\t", newline="\r\n"
    ),
    "lines turned round": lambda rows: saved(rows[::-1]),
    "other columns left out": lambda rows: saved_without(rows, "around", "choices", "expected"),
}


def saved_without(rows: list[dict[str, str]], *columns: str) -> bytes:
    kept = [column for column in COLUMNS if column not in columns]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, kept, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


@pytest.mark.parametrize("how", sorted(SAVED))
def test_answers_come_back_from_any_program(tmp_path: Path, how: str) -> None:
    two_questions(tmp_path)
    applied = apply(tmp_path, SAVED[how](filled(tmp_path, GOOD)))
    assert (applied.answered, applied.errors) == (2, ())
    rebuild(tmp_path)
    assert codes(tmp_path) == []
    # Dorset: 20 to 24. Wiltshire: 200 + 6.
    assert figures(tmp_path) == {2016: (13, 13), 2017: (20, 24)}
    assert figures(tmp_path, "wiltshire") == {2016: (105, 105), 2017: (206, 206)}


def test_a_row_says_what_a_person_needs(tmp_path: Path) -> None:
    two_questions(tmp_path)
    row = next(row for row in exported(tmp_path) if row["code"] == "total_mismatch")
    assert tuple(row) == COLUMNS
    assert (row["document"], row["place"]) == ("wiltshire.xlsx", "Sheet1!C4")
    assert row["found"] == (
        "'Total' prints 260, its 2 parts come to 206; no line that is left out or counted twice"
        " explains it"
    )
    assert row["around"].splitlines()[-1] == "4 | Total | 105 | 260"
    assert row["choices"].startswith("correct = correct a cell (value: ")
    assert [row[key] for key in ("answer", "value", "because", "by")] == ["", "", "", ""]
    assert row["id"].startswith("q")


def test_applying_twice_changes_nothing(tmp_path: Path) -> None:
    folder = two_questions(tmp_path)
    content = saved(filled(tmp_path, GOOD))
    apply(tmp_path, content)
    before = {path.name: path.read_bytes() for path in folder.glob("*.*")}
    for _ in range(2):
        again = apply(tmp_path, content)
        assert (again.answered, len(again.settled), again.errors) == (0, 2, ())
        assert {path.name: path.read_bytes() for path in folder.glob("*.*")} == before
        rebuild(tmp_path)


BAD = [
    ({"mark_unexplained": {"answer": "nought"}}, "'nought' is none of the answers zero,"),
    ({"mark_unexplained": {"answer": "9"}}, "'9' is none of the answers"),
    ({"mark_unexplained": {"answer": "other"}}, "needs a value"),
    ({"mark_unexplained": {"answer": "zero", "value": "0"}}, "takes no value"),
    ({"mark_unexplained": {"value": "zero"}}, "a value and no answer"),
    ({"mark_unexplained": {"answer": "zero", "id": "1.2E+11"}}, "no question"),
    ({"total_mismatch": {"answer": "correct", "value": "205"}}, "prints 205"),
]


@pytest.mark.parametrize(("wrong", "said"), BAD)
def test_one_invalid_row_keeps_all_from_being_written(
    tmp_path: Path, wrong: dict[str, dict[str, str]], said: str
) -> None:
    folder = two_questions(tmp_path)
    applied = apply(tmp_path, saved(filled(tmp_path, GOOD | wrong)))
    assert applied.answered == 0
    (error,) = applied.errors
    assert said in error
    assert error.startswith("line ")
    assert "\n" not in error
    assert sorted(path.name for path in folder.iterdir() if path.suffix == ".toml") == [
        "request.toml"
    ]


def test_every_invalid_row_is_named_at_once(tmp_path: Path) -> None:
    two_questions(tmp_path)
    nobody = apply(tmp_path, saved(filled(tmp_path, GOOD)), by="")
    assert len(nobody.errors) == 2
    assert all("say who" in error for error in nobody.errors)


def test_a_row_may_say_who_and_why_by_itself(tmp_path: Path) -> None:
    two_questions(tmp_path)
    signed = GOOD["total_mismatch"] | {"by": "B. Other", "because": "they rang"}
    apply(tmp_path, saved(filled(tmp_path, {"total_mismatch": signed})), by="A. Person")
    rebuild(tmp_path)
    (said,) = {row["declared"] for row in table(tmp_path, "observations") if row["declared"]}
    assert said.endswith("by B. Other on 2019-07-02: they rang")


def test_a_question_is_answered_once(tmp_path: Path) -> None:
    two_questions(tmp_path)
    rows = filled(tmp_path, {"mark_unexplained": {"answer": "zero"}})
    applied = apply(tmp_path, saved([*rows, *rows]))
    assert len(applied.errors) == 1
    assert "answered on line" in applied.errors[0]


def test_text_of_a_document_can_not_become_a_formula(tmp_path: Path) -> None:
    bad = '=HYPERLINK("http://x")'
    rows = [["Force", "2016/17", "2017/18"], [bad, 3, 4], ["Dorset", 10, 20]]
    reply_of_dorset(tmp_path, workbook(*rows), name="+reply.xlsx")
    cells = [cell for row in exported(tmp_path) for cell in row.values()]
    assert any(bad in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_an_answer_is_read_through_the_apostrophe_before_it(tmp_path: Path) -> None:
    rows = [STARRED[0], ["Rape", 3, "see below"], ["Grooming", 10, 20], ["Theft", 1, 2]]
    reply_of_dorset(tmp_path, workbook(*rows))
    answers = {"count_unreadable": {"answer": "correct", "value": "'-7"}}
    applied = apply(tmp_path, saved(filled(tmp_path, answers)))
    # A count below zero is none: the apostrophe was no part of it.
    assert "count_negative" in applied.errors[0]


@pytest.mark.parametrize("content", [b"", b"id,code\n", b"\x00\x01", b'id,answer\n"q'])
def test_a_file_that_is_no_such_sheet_is_refused(tmp_path: Path, content: bytes) -> None:
    two_questions(tmp_path)
    with pytest.raises(WorkspaceError):
        apply(tmp_path, content)


def test_what_is_left_blank_stays_open(tmp_path: Path) -> None:
    two_questions(tmp_path)
    applied = apply(tmp_path, saved(filled(tmp_path, {})))
    assert applied == Applied(0, (), (), ())
    open_now = {one.problem.code for one in desk(tmp_path).spread().questions}
    assert open_now == {ProblemCode.MARK_UNEXPLAINED, ProblemCode.TOTAL_MISMATCH}
