"""What forces send, made by code: letters, workbooks, messages; and the numbers that they hold."""

import io
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime
from mailbox import mbox
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import openpyxl

from tests.golden.documents.builders import (
    PdfTable,
    Rows,
    Value,
    build_csv,
    build_ods,
    build_pdf,
    build_xls,
    build_xlsx,
)
from tests.golden.documents.word import build_word, p, tbl

YEARS = ("2021/22", "2022/23", "2023/24")
# By region, as the country is divided: nothing here is looked up in the program's own lists.
REGIONS: dict[str, dict[str, str]] = {
    "london": {
        "metropolitan": "Metropolitan Police Service",
        "city-of-london": "City of London Police",
    },
    "north-west": {
        "cumbria": "Cumbria Constabulary",
        "lancashire": "Lancashire Constabulary",
        "merseyside": "Merseyside Police",
        "greater-manchester": "Greater Manchester Police",
        "cheshire": "Cheshire Constabulary",
    },
    "north-east": {
        "northumbria": "Northumbria Police",
        "durham": "Durham Constabulary",
        "cleveland": "Cleveland Police",
    },
    "yorkshire-and-the-humber": {
        "north-yorkshire": "North Yorkshire Police",
        "west-yorkshire": "West Yorkshire Police",
        "south-yorkshire": "South Yorkshire Police",
        "humberside": "Humberside Police",
    },
    "west-midlands": {
        "west-midlands": "West Midlands Police",
        "staffordshire": "Staffordshire Police",
        "west-mercia": "West Mercia Police",
        "warwickshire": "Warwickshire Police",
    },
    "east-midlands": {
        "derbyshire": "Derbyshire Constabulary",
        "nottinghamshire": "Nottinghamshire Police",
        "lincolnshire": "Lincolnshire Police",
        "leicestershire": "Leicestershire Police",
        "northamptonshire": "Northamptonshire Police",
    },
    "east-of-england": {
        "cambridgeshire": "Cambridgeshire Constabulary",
        "norfolk": "Norfolk Constabulary",
        "suffolk": "Suffolk Constabulary",
        "bedfordshire": "Bedfordshire Police",
        "hertfordshire": "Hertfordshire Constabulary",
        "essex": "Essex Police",
    },
    "south-east": {
        "thames-valley": "Thames Valley Police",
        "hampshire": "Hampshire and Isle of Wight Constabulary",
        "surrey": "Surrey Police",
        "kent": "Kent Police",
        "sussex": "Sussex Police",
    },
    "south-west": {
        "devon-and-cornwall": "Devon and Cornwall Police",
        "avon-and-somerset": "Avon and Somerset Police",
        "gloucestershire": "Gloucestershire Constabulary",
        "wiltshire": "Wiltshire Police",
        "dorset": "Dorset Police",
    },
    "wales": {
        "north-wales": "North Wales Police",
        "gwent": "Gwent Police",
        "south-wales": "South Wales Police",
        "dyfed-powys": "Dyfed-Powys Police",
    },
    "scotland": {"police-scotland": "Police Scotland"},
    "northern-ireland": {"northern-ireland": "Police Service of Northern Ireland"},
}
FORCES = {force: name for region in REGIONS.values() for force, name in region.items()}
Numbers = tuple[int, int, int]


def _numbers() -> dict[str, Numbers]:
    """Three years for each force, no two of them growing alike."""
    drawn = random.Random(2025)
    found = {}
    for force in FORCES:
        first = drawn.randint(700, 6000)
        second = round(first * drawn.uniform(0.88, 1.17))
        found[force] = (first, second, round(second * drawn.uniform(0.88, 1.17)))
    # Who hides a small number has small ones beside it.
    return found | {"city-of-london": (3, 7, 6), "wiltshire": (4, 5, 8)}


NUMBERS = _numbers()
SEE = "Please find our response attached."
SHEET_FILLED_IN = "The completed answer sheet is attached."


class Letter(NamedTuple):
    """One message of a force: on which day, its text, and what is attached under which name.

    `header` is the force that the header of the message names, where it is another.
    """

    force: str
    on: date
    text: str
    attached: Mapping[str, bytes] = {}
    html: str = ""
    header: str = ""


def day(written: date) -> str:
    return f"{written.day} {written:%B} {written.year}"


def signed(force: str, body: str, on: date, *, by: str = "") -> str:
    """The text of a letter with its date, and its force under it."""
    return (
        f"{day(on)}\n\nDear Requester,\n\nFreedom of Information request: residential burglary"
        f"\n\n{body}\n\nYours sincerely,\n\nInformation Rights Unit\n{by or FORCES[force]}\n"
    )


def with_files(force: str, on: date, body: str = SEE, **files: bytes) -> Letter:
    """A letter with files; `response_xlsx` is the name `response.xlsx`."""
    named = {name.replace("_", "."): content for name, content in files.items()}
    return Letter(force, on, signed(force, body, on), named)


def in_words(force: str, numbers: Sequence[int]) -> str:
    return " ".join(
        f"In {year} {FORCES[force]} recorded {count:,} residential burglary offences."
        for year, count in zip(YEARS, numbers, strict=True)
    )


def table_of(numbers: Sequence[Value], heading: str = "Number of offences") -> list[list[Value]]:
    rows: list[list[Value]] = [["Financial year", heading]]
    return rows + [[year, count] for year, count in zip(YEARS, numbers, strict=True)]


def titled(force: str, rows: Rows) -> list[Sequence[Value]]:
    return [[f"{FORCES[force]}: residential burglary offences recorded"], [None], *rows]


def made(build: Callable[[Path], object], suffix: str) -> bytes:
    """The bytes of a file that a builder writes."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"made.{suffix}")
        build(path)
        return path.read_bytes()


def xlsx(rows: Rows, **more: Rows) -> bytes:
    """A workbook; further sheets are hidden ones, by their names."""
    hidden = dict.fromkeys(more, "hidden")
    return made(lambda to: build_xlsx(to, {"Data": rows, **more}, hidden_sheets=hidden), "xlsx")


def xls(rows: Rows) -> bytes:
    return made(lambda to: build_xls(to, {"Data": rows}), "xls")


def ods(rows: Rows) -> bytes:
    return made(lambda to: build_ods(to, {"Data": rows}), "ods")


def csv(rows: Rows) -> bytes:
    return made(lambda to: build_csv(to, rows, encoding="cp1252"), "csv")


def pdf(force: str, on: date, *parts: str | PdfTable) -> bytes:
    opening, close = (
        (FORCES[force], day(on), "Dear Requester,"),
        ("Yours sincerely,", FORCES[force]),
    )
    return made(lambda to: build_pdf(to, [*opening, *parts, *close]), "pdf")


def docx(force: str, on: date, said: str, rows: Rows) -> bytes:
    table = tbl(*[[str(cell) for cell in row] for row in rows])
    body = [p(FORCES[force]), p(day(on)), p(said), table, p("Yours sincerely,"), p(FORCES[force])]
    return made(lambda to: build_word(to, "".join(body)), "docx")


def html(force: str, on: date, rows: Rows) -> str:
    drawn = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f"<html><body><p>{day(on)}</p><p>Dear Requester,</p><p>{FORCES[force]} holds this:</p>"
        f"<table>{drawn}</table><p>Yours sincerely,</p><p>{FORCES[force]}</p></body></html>"
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def filled_in(empty: bytes, force: str, numbers: Sequence[Value]) -> bytes:
    """The sheet that went out with the letter, filled in as a force does."""
    book = openpyxl.load_workbook(io.BytesIO(empty))
    sheet = book["Answer"]
    sheet["B2"] = FORCES[force]
    for row, value in enumerate(numbers, start=5):
        sheet.cell(row, 2, value)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def plain(force: str, on: date, sort: int, numbers: Sequence[int] = ()) -> Letter:
    """An ordinary answer, in one of nine formats."""
    numbers = numbers or NUMBERS[force]
    rows = titled(force, table_of(numbers))
    said = "The number of residential burglary offences recorded in each financial year:"
    formats: tuple[Callable[[], Letter], ...] = (
        lambda: with_files(force, on, response_xlsx=xlsx(rows)),
        lambda: with_files(force, on, response_xls=xls(rows)),
        lambda: with_files(force, on, response_ods=ods(rows)),
        lambda: with_files(force, on, response_csv=csv(table_of(numbers))),
        lambda: with_files(
            force, on, response_pdf=pdf(force, on, said, PdfTable(table_of(numbers)))
        ),
        lambda: with_files(force, on, response_docx=docx(force, on, said, table_of(numbers))),
        lambda: Letter(force, on, "See HTML.\n", html=html(force, on, table_of(numbers))),
        lambda: Letter(force, on, signed(force, in_words(force, numbers), on)),
        lambda: with_files(
            force,
            on,
            response_zip=zipped(
                {
                    "letter.txt": signed(force, "The figures are in the table.", on).encode(),
                    "figures.csv": csv(table_of(numbers)),
                }
            ),
        ),
    )
    return formats[sort % len(formats)]()


def write_mailbox(path: Path, letters: Sequence[Letter]) -> None:
    """The letters as messages of one mailbox."""
    box = mbox(path)
    for letter in letters:
        box.add(_message(letter))
    box.close()


def _message(letter: Letter) -> EmailMessage:
    sender = letter.header or letter.force
    mail = EmailMessage()
    mail["From"] = f'"{FORCES[sender]}" <foi@{sender}.example.org>'
    mail["To"] = "requester@example.org"
    mail["Date"] = format_datetime(datetime.combine(letter.on, time(10, 30)))
    mail["Subject"] = "Freedom of Information request: residential burglary"
    mail.set_content(letter.text)
    if letter.html:
        mail.add_alternative(letter.html, subtype="html")
    for name, content in letter.attached.items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail
