"""What letters, emails and pages hide is found at the door, and what they show comes in."""

from pathlib import Path

import pytest

from foistats.errors import DocumentRefused
from foistats.formats.opening import enter
from schemas.channels import Channel
from tests.golden.screening.case import SECRET, CleanCase, HiddenCase
from tests.golden.screening.clean_mails import QUESTION
from tests.golden.screening.letter_cases import CASES, CLEAN
from tests.golden.screening.page_cases import DOUBTS
from tests.golden.screening.pdf_writing import annotation, update_pdf, write_pdf

REAL = Path(__file__).resolve().parents[4] / "shared" / "real"
# Of two pages for one text, nobody can tell which one a reader's program shows.
REFUSED = {
    "a scan with a box on its text",
    "a third form of the text",
    "a form that few programs show",
    "text under a box",
    *(f"a row that may be hidden {how}" for how, _ in DOUBTS),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_hidden_is_found_where_it_is_and_never_quoted(
    tmp_path: Path, case: HiddenCase
) -> None:
    path = case.build(tmp_path)
    entered = enter(path.read_bytes(), path.name, question=QUESTION)
    assert entered.document is None
    assert case.channel in {finding.channel for finding in entered.hidden}
    assert SECRET.lower() not in repr(entered).lower()
    assert all(finding.amount > 0 for finding in entered.hidden)


@pytest.mark.parametrize(
    "case", [one for one in CASES if one.name not in REFUSED], ids=lambda case: case.name
)
def test_a_released_letter_is_read_without_what_it_hides(tmp_path: Path, case: HiddenCase) -> None:
    path = case.build(tmp_path)
    entered = enter(path.read_bytes(), path.name, question=QUESTION, released=True)
    assert entered.document is not None
    assert SECRET.lower() not in repr(entered.document).lower()


@pytest.mark.parametrize(
    "case", [one for one in CASES if one.name in REFUSED], ids=lambda case: case.name
)
def test_a_released_letter_that_has_no_reader_is_refused(tmp_path: Path, case: HiddenCase) -> None:
    path = case.build(tmp_path)
    with pytest.raises(DocumentRefused) as refusal:
        enter(path.read_bytes(), path.name, question=QUESTION, released=True)
    assert SECRET not in str(refusal.value)


@pytest.mark.parametrize("case", CLEAN, ids=lambda case: case.name)
def test_a_letter_that_hides_nothing_comes_in(tmp_path: Path, case: CleanCase) -> None:
    path = case.build(tmp_path)
    entered = enter(path.read_bytes(), path.name, question=QUESTION)
    assert entered.hidden == ()
    assert entered.document is not None


def test_each_case_has_a_name_of_its_own() -> None:
    for cases in (CASES, CLEAN):
        names = [(case.name, case.build) for case in cases]
        assert len(set(names)) == len(names)


@pytest.mark.skipif(not REAL.exists(), reason="the real replies are not on this machine")
@pytest.mark.parametrize(
    "name",
    [
        "hospital-crimes/cumbria.pdf",
        "hospital-crimes/durham.pdf",
        "police-recorded-crime-2017-18.csv",
    ],
)
def test_real_replies_come_in(name: str) -> None:
    path = REAL / name
    entered = enter(path.read_bytes(), path.name)
    assert entered.hidden == ()


def test_scripts_and_authors_of_a_letter_are_told_and_seal_nothing(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "reply.pdf",
        catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
        objects={10: "<< /Author (Jo Hale) >>"},
        trailer="/Info 10 0 R",
    )
    entered = enter(path.read_bytes(), path.name)
    assert entered.document is not None
    assert {finding.channel for finding in entered.noted} == {
        Channel.DOCUMENT_PROPERTIES,
        Channel.MACROS,
    }
    assert "Hale" not in repr(entered.noted)


def test_a_comment_added_later_is_a_comment_and_no_earlier_version(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "reply.pdf")
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> /Annots [20 0 R] >>"
    )
    update_pdf(path, {3: page, 20: annotation("Text", more="/Contents (See the officer)")})
    entered = enter(path.read_bytes(), path.name)
    assert [finding.channel for finding in entered.hidden] == [Channel.COMMENTS]


def test_people_are_left_out_and_the_other_tables_stay(tmp_path: Path) -> None:
    from tests.golden.documents.builders import build_xlsx
    from tests.golden.screening.people_cases import NAMES

    counts = [["Offence", "2018/19"], ["Burglary", 12], ["Arson", 7]]
    path = build_xlsx(tmp_path / "reply.xlsx", {"Counts": counts, f"Staff {SECRET}": NAMES})
    entered = enter(path.read_bytes(), path.name, released=True)
    assert [tuple(finding) for finding in entered.hidden] == [
        (Channel.ROW_PER_PERSON, "sheet 2 of 2", 3, "rows")
    ]
    assert entered.document is not None
    assert [grid.name for grid in entered.document.grids] == ["Counts"]
