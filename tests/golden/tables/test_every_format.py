"""A table of counts gives the same observations whatever kind of file it came in."""

import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from foistats.reading.file import read_reply
from foistats.reading.inside import list_cells
from foistats.reading.propose import propose_layout
from foistats.records import DocumentReading
from schemas.problem_codes import ProblemCode
from tests.golden.documents.builders import build_xlsx
from tests.golden.documents.outlook import Attached, Outlook, build_msg
from tests.golden.documents.test_web_pages import html_table
from tests.golden.tables.case import asked_of

TABLE = [
    ["Offence", "2017/18", "2018/19", "Total"],
    ["Stalking", "39", "41", "80"],
    ["Harassment", "1,204", "7", "1,211"],
    ["Total", "1,243", "48", "1,291"],
]
ASKED = asked_of("dorset", first=2017)


def word(folder: Path) -> Path:
    letter = docx.Document()
    letter.add_paragraph("Please find below the number of offences recorded.")
    table = letter.add_table(rows=0, cols=4)
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    letter.save(str(folder / "reply.docx"))
    return folder / "reply.docx"


def page(folder: Path) -> Path:
    path = folder / "reply.html"
    path.write_text(f"<html><body><p>Offences recorded</p>{html_table(TABLE)}</body></html>")
    return path


def email(folder: Path) -> Path:
    message = EmailMessage()
    message["From"], message["Subject"] = "foi@dorset.police.uk", "FOI"
    message.set_content("Offences recorded")
    message.add_alternative(f"<p>Offences recorded</p>{html_table(TABLE)}", subtype="html")
    (folder / "reply.eml").write_bytes(message.as_bytes())
    return folder / "reply.eml"


def outlook(folder: Path) -> Path:
    body = f"<p>Offences recorded</p>{html_table(TABLE)}".encode()
    return build_msg(folder / "reply.msg", Outlook("FOI", "Offences recorded", body))


def plain(folder: Path) -> Path:
    rows = "\n".join("   ".join(cell.rjust(10) for cell in row) for row in TABLE)
    path = folder / "reply.txt"
    path.write_text(f"Dear Jo,\n\nOffences recorded:\n\n{rows}\n\nYours,\nBob\nFOI unit\nDorset")
    return path


def observed(reading: DocumentReading) -> list[tuple[object, ...]]:
    return sorted(
        (o.force_ids, o.period.start.year, o.labels, o.count.low, o.count.high, o.place)
        for o in reading.observations
    )


def expected(place: Callable[[int, int], str]) -> list[tuple[object, ...]]:
    return sorted(
        [
            (("dorset",), 2017, ("Stalking",), 39, 39, place(2, 2)),
            (("dorset",), 2018, ("Stalking",), 41, 41, place(2, 3)),
            (("dorset",), 2017, ("Harassment",), 1204, 1204, place(3, 2)),
            (("dorset",), 2018, ("Harassment",), 7, 7, place(3, 3)),
        ]
    )


def in_text(row: int, col: int) -> str:
    return f"table 1, row {row}, col {col}"


@pytest.mark.parametrize("build", [word, page, email, outlook, plain])
def test_a_table_in_running_text_gives_its_counts(
    tmp_path: Path, build: Callable[[Path], Path]
) -> None:
    path = build(tmp_path)
    reading = read_reply(path, ASKED)
    assert observed(reading) == expected(in_text)
    # A total for each row and column, and the total of all by row and by column.
    assert [check.agrees for check in reading.checks] == [True] * 6
    assert reading.problems == ()
    assert '"table 1, row 3, col 2","1,204",str,1,1' in list_cells(path).splitlines()
    assert 'sheet = "table 1"' in propose_layout(path)


def test_a_signature_set_in_tables_holds_nothing_up(tmp_path: Path) -> None:
    card = html_table([["Tel:", "01305 222222"], ["Web:", "www.dorset.police.uk"]])
    signature = f"<table><tr><td>Logo</td><td>{card}</td></tr></table>"
    office = html_table([["Dorset Police"], ["Winfrith, DT2 8DZ"], ["101"]])
    message = EmailMessage()
    message["From"], message["Subject"] = "foi@dorset.police.uk", "FOI"
    body = f"<p>Offences recorded</p>{html_table(TABLE)}<p>Regards</p>{signature}{office}"
    message.set_content(body, subtype="html")
    (tmp_path / "reply.eml").write_bytes(message.as_bytes())
    reading = read_reply(tmp_path / "reply.eml", ASKED)
    assert observed(reading) == expected(in_text)
    assert reading.problems == ()


def workbook(folder: Path) -> bytes:
    return build_xlsx(folder / "inner.xlsx", {"Sheet1": TABLE}).read_bytes()


def zipped(folder: Path) -> tuple[Path, str]:
    with zipfile.ZipFile(folder / "reply.zip", "w") as archive:
        archive.writestr("Dorset/reply.xlsx", workbook(folder))
    return folder / "reply.zip", "Dorset - reply.xlsx"


def attached(folder: Path) -> tuple[Path, str]:
    message = EmailMessage()
    message["From"], message["Subject"] = "foi@dorset.police.uk", "FOI"
    message.set_content("Please see the file.")
    message.add_attachment(workbook(folder), maintype="a", subtype="b", filename="reply.xlsx")
    (folder / "reply.eml").write_bytes(message.as_bytes())
    return folder / "reply.eml", "reply.xlsx"


def attached_in_outlook(folder: Path) -> tuple[Path, str]:
    inner = Outlook("Inner", "x", attachments=[Attached("reply.xlsx", workbook(folder))])
    message = Outlook("FOI", "See below.", attachments=[Attached("", inner)])
    return build_msg(folder / "reply.msg", message), "Inner.eml/reply.xlsx"


@pytest.mark.parametrize("build", [zipped, attached, attached_in_outlook])
def test_a_file_inside_is_a_document_of_its_own(
    tmp_path: Path, build: Callable[[Path], tuple[Path, str]]
) -> None:
    path, inside = build(tmp_path)
    reading = read_reply(path, ASKED)
    assert reading.observations == ()
    found = {part.path: part.reading for part in reading.parts}
    assert observed(found[inside]) == expected(lambda row, col: f"Sheet1!{'ABCD'[col - 1]}{row}")
    assert [problem for one in found.values() for problem in one.problems] == []


def test_a_part_that_cant_be_read_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "foi@dorset.police.uk", "FOI"
    message.set_content("Please see the files.")
    message.add_attachment(workbook(tmp_path), maintype="a", subtype="b", filename="reply.xlsx")
    message.add_attachment(
        b"\x78\x9f\x3e\x22\x01", maintype="a", subtype="b", filename="winmail.dat"
    )
    (tmp_path / "reply.eml").write_bytes(message.as_bytes())
    found = {p.path: p.reading for p in read_reply(tmp_path / "reply.eml", ASKED).parts}
    assert len(found["reply.xlsx"].observations) == 4
    (problem,) = found["winmail.dat"].problems
    assert problem.code is ProblemCode.DOCUMENT_UNSUPPORTED
    assert "Outlook" in problem.remedy
