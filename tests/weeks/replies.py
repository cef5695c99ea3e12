"""Forty-five replies to one request, as forces send them over six weeks, made by code.

Each number is made here, and so is each message: what the tables have to say at the end is worked
out from `NUMBERS` alone, without anything that reads a document.
"""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime
from mailbox import mbox
from pathlib import Path
from typing import NamedTuple

from tests.golden.documents.builders import (
    PdfTable,
    Value,
    build_csv,
    build_ods,
    build_pdf,
    build_xls,
    build_xlsx,
)
from tests.golden.documents.outlook import Outlook, build_msg
from tests.golden.documents.word import build_word, p, tbl

YEARS = ("2021/22", "2022/23", "2023/24")
SENT_ON = date(2025, 6, 2)

FORCES = {
    "metropolitan": "Metropolitan Police Service",
    "cumbria": "Cumbria Constabulary",
    "lancashire": "Lancashire Constabulary",
    "merseyside": "Merseyside Police",
    "greater-manchester": "Greater Manchester Police",
    "cheshire": "Cheshire Constabulary",
    "northumbria": "Northumbria Police",
    "durham": "Durham Constabulary",
    "north-yorkshire": "North Yorkshire Police",
    "west-yorkshire": "West Yorkshire Police",
    "south-yorkshire": "South Yorkshire Police",
    "humberside": "Humberside Police",
    "cleveland": "Cleveland Police",
    "west-midlands": "West Midlands Police",
    "staffordshire": "Staffordshire Police",
    "west-mercia": "West Mercia Police",
    "warwickshire": "Warwickshire Police",
    "derbyshire": "Derbyshire Constabulary",
    "nottinghamshire": "Nottinghamshire Police",
    "lincolnshire": "Lincolnshire Police",
    "leicestershire": "Leicestershire Police",
    "northamptonshire": "Northamptonshire Police",
    "cambridgeshire": "Cambridgeshire Constabulary",
    "norfolk": "Norfolk Constabulary",
    "suffolk": "Suffolk Constabulary",
    "bedfordshire": "Bedfordshire Police",
    "hertfordshire": "Hertfordshire Constabulary",
    "essex": "Essex Police",
    "thames-valley": "Thames Valley Police",
    "hampshire": "Hampshire and Isle of Wight Constabulary",
    "surrey": "Surrey Police",
    "kent": "Kent Police",
    "sussex": "Sussex Police",
    "city-of-london": "City of London Police",
    "devon-and-cornwall": "Devon and Cornwall Police",
    "avon-and-somerset": "Avon and Somerset Police",
    "gloucestershire": "Gloucestershire Constabulary",
    "wiltshire": "Wiltshire Police",
    "dorset": "Dorset Police",
    "north-wales": "North Wales Police",
    "gwent": "Gwent Police",
    "south-wales": "South Wales Police",
    "dyfed-powys": "Dyfed-Powys Police",
    "police-scotland": "Police Scotland",
    "northern-ireland": "Police Service of Northern Ireland",
}
# No two sums of these are alike, so that a number in a wrong place shows.
NUMBERS: dict[str, tuple[int, int, int]] = {
    force: (1000 + 37 * n, 1100 + 41 * n, 1203 + 53 * n)
    for n, force in enumerate(FORCES, start=1)
}


class Letter(NamedTuple):
    """One message of a force: on which day, its text, and what is attached under which name."""

    force: str
    on: date
    text: str
    attached: Mapping[str, bytes] = {}
    html: str = ""
    sender: str = ""


def day(written: date) -> str:
    return f"{written.day} {written:%B} {written.year}"


def signed(force: str, body: str, on: date) -> str:
    """The text of a letter with its date, and its force under it."""
    return (
        f"{day(on)}\n\nDear Requester,\n\nFreedom of Information request: residential burglary\n\n"
        f"{body}\n\nYours sincerely,\n\nInformation Rights Unit\n{FORCES[force]}\n"
    )


def rows_of(force: str, numbers: Sequence[Value] = ()) -> list[list[Value]]:
    counts = numbers or NUMBERS[force]
    return [["Financial year", "Number of offences"], *([y, c] for y, c in zip(YEARS, counts, strict=True))]


def titled(force: str) -> list[list[Value]]:
    return [[f"{FORCES[force]}: residential burglary offences recorded"], [None], *rows_of(force)]


def made(build: Callable[[Path], object], name: str, aside: Path) -> bytes:
    path = aside / name
    build(path)
    content = path.read_bytes()
    path.unlink()
    return content


def message(letter: Letter) -> EmailMessage:
    mail = EmailMessage()
    sender = letter.sender or letter.force
    mail["From"] = f'"{FORCES[sender]}" <foi@{sender}.example.org>'
    mail["To"] = "requester@example.org"
    mail["Date"] = format_datetime(datetime.combine(letter.on, time(10, 30)))
    mail["Subject"] = "Freedom of Information request: residential burglary"
    mail.set_content(letter.text)
    if letter.html:
        mail.add_alternative(letter.html, subtype="html")
    for name, content in letter.attached.items():
        mail.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return mail


def write_mailbox(path: Path, letters: Sequence[Letter]) -> None:
    box = mbox(path)
    for letter in letters:
        box.add(message(letter))
    box.close()


def html_table(force: str, on: date) -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows_of(force)
    )
    return (
        f"<html><body><p>{day(on)}</p><p>Dear Requester,</p><p>{FORCES[force]} holds the information that you asked for:</p>"
        f"<table>{rows}</table><p>Yours sincerely,</p><p>{FORCES[force]}</p></body></html>"
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()
