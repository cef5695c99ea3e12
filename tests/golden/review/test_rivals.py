"""Two readings that explain as much and differ: both are shown, and a person picks one.

The page begins in the middle of a table, and two rows of years stand over the next one: are its
counts those of 2018 and 2019, or of 2020 and 2021?
"""

import csv
import io
from pathlib import Path

import pytest

from foistats.review.answers import Answer, AnswerRefused
from foistats.review.questions import Question
from foistats.review.sheet import apply_sheet, sheet_bytes
from foistats.tables import laws
from foistats.tables.shape.layouts import read_layouts
from schemas.problem_codes import ProblemCode
from tests.flows.folders import REQUEST, table, workbook
from tests.golden.documents.builders import build_xlsx
from tests.golden.review.desks import ON, codes, desk, question, rebuild, reply_of_dorset

CUT = [
    ["Burglary", 22, 56],
    ["Offence", 2018, 2019],
    [None, 2020, 2021],
    ["Theft", 47, 48],
    ["Fraud", 5, 6],
]
TURN = "years_in_turn_are_headings"
YEARS = REQUEST.replace('"financial_year"', '"calendar_year"')
YEARS = YEARS.replace('"2016/17"', '"2018"').replace('"2017/18"', '"2021"')


@pytest.fixture(autouse=True)
def fewer_laws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the laws on years in turn, either row of years may head the figures.

    With them no drawing is known in which two readings explain as much.
    """
    left = tuple(law for law in laws.LAWS if law.name not in ("years_in_one_row", TURN))
    monkeypatch.setattr(laws, "LAWS", left)


def cut(root: Path) -> Path:
    # Each of the years had ended when the reply came.
    return reply_of_dorset(root, workbook(*CUT), request=YEARS, received_on="2022-02-01")


def asked(root: Path) -> Question:
    return question(desk(root), ProblemCode.LAYOUT_UNCLEAR)


def pick(root: Path, choice: str) -> None:
    at = desk(root)
    one = question(at, ProblemCode.LAYOUT_UNCLEAR)
    meant = one.choice(choice)
    assert meant is not None, [known.key for known in one.choices]
    at.answer(one, Answer(meant, "", "the force said so", "A. Person", ON))
    at.save()
    rebuild(root)


def counts(root: Path) -> dict[tuple[str, int], int]:
    """The counts by place and year."""
    return {
        (row["place"], row["period_start"].year): row["count_low"]
        for row in table(root, "observations")
        if row["document"]
    }


def test_both_readings_are_shown_side_by_side_with_the_cells_on_which_they_differ(
    tmp_path: Path,
) -> None:
    cut(tmp_path)
    assert counts(tmp_path) == {}
    one = asked(tmp_path)
    assert [choice.text for choice in one.choices] == [
        "read it with row 2 as headings",
        "read it with row 3 as headings",
        "write a draft of a layout, to be edited",
        "leave it: a table that isn't read is not counted",
    ]
    assert one.around.columns == (
        "reading-1: row 2 as headings",
        "reading-2: row 3 as headings",
    )
    assert one.around.rows == (
        ("Sheet1!B4", "47 in 2018, Theft", "47 in 2020, Theft"),
        ("Sheet1!C4", "48 in 2019, Theft", "48 in 2021, Theft"),
        ("Sheet1!B5", "5 in 2018, Fraud", "5 in 2020, Fraud"),
        ("Sheet1!C5", "6 in 2019, Fraud", "6 in 2021, Fraud"),
    )


def test_the_picked_reading_is_written_as_a_layout_and_used(tmp_path: Path) -> None:
    folder = cut(tmp_path)
    pick(tmp_path, "reading-2")
    # Row 3 heads: 2020 and 2021. Row 2 is no part of it, nor is the block above.
    assert counts(tmp_path) == {
        ("Sheet1!B4", 2020): 47,
        ("Sheet1!C4", 2021): 48,
        ("Sheet1!B5", 2020): 5,
        ("Sheet1!C5", 2021): 6,
    }
    assert "layout_unclear" not in codes(tmp_path)
    (layout,) = read_layouts(folder / "layouts" / "dorset.xlsx.toml")
    assert (layout.because, layout.by, layout.on) == ("the force said so", "A. Person", ON)


def test_the_figures_that_the_layout_leaves_out_are_told(tmp_path: Path) -> None:
    cut(tmp_path)
    pick(tmp_path, "reading-2")
    said = [
        row["place"] for row in table(tmp_path, "problems") if row["code"] == "cell_unexplained"
    ]
    assert any("Sheet1!B1" in place for place in said)


def test_a_layout_that_reads_otherwise_than_was_shown_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = cut(tmp_path)
    one = asked(tmp_path)
    assert one.rivals is not None
    first, second = one.rivals.readings
    monkeypatch.setattr("foistats.reading.rivals._layout", lambda *_: first.layout)
    with pytest.raises(AnswerRefused, match="Sheet1!B4 would be"):
        pick(tmp_path, "reading-2")
    assert second.layout != first.layout
    assert not (folder / "layouts").exists()


def test_the_other_sheets_of_the_document_are_still_read(tmp_path: Path) -> None:
    other = [["Offence", 2018, 2019], ["Arson", 101, 202], ["Rape", 7, 8]]
    reply_of_dorset(
        tmp_path,
        lambda path: build_xlsx(path, {"Cut": CUT, "Whole": other}),
        request=YEARS,
        received_on="2022-02-01",
    )
    pick(tmp_path, "reading-2")
    assert (
        counts(tmp_path).items()
        >= {
            ("Whole!B2", 2018): 101,
            ("Whole!C3", 2019): 8,
            ("Cut!B4", 2020): 47,
        }.items()
    )


def test_the_sheet_shows_both_and_takes_an_answer(tmp_path: Path) -> None:
    folder = cut(tmp_path)
    text = sheet_bytes(desk(tmp_path).spread().questions).decode("utf-8-sig")
    rows = [
        row
        for row in csv.DictReader(io.StringIO(text, newline=""))
        if row["code"] == "layout_unclear"
    ]
    (row,) = rows
    assert row["around"].splitlines()[1] == "Sheet1!B4 | 47 in 2018, Theft | 47 in 2020, Theft"
    row |= {"answer": "reading-1"}
    written = io.StringIO()
    writer = csv.DictWriter(written, list(row))
    writer.writeheader()
    writer.writerow(row)
    at = desk(tmp_path)
    applied = apply_sheet(at, written.getvalue().encode(), name="r.csv", by="A", because="b", on=ON)
    at.save()
    assert (applied.answered, applied.errors) == (1, ())
    assert (folder / "layouts" / "dorset.xlsx.toml").is_file()
