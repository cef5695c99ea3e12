"""Tables with a row for each person, as forces have sent them by mistake."""

from collections.abc import Callable, Sequence
from pathlib import Path

from schemas.channels import Channel
from tests.golden.documents.builders import PdfTable, build_csv, build_pdf, build_xlsx
from tests.golden.screening.case import SECRET, HiddenCase
from tests.golden.screening.mail_cases import message, write_eml

Rows = Sequence[Sequence[str | int | None]]

NAMES: Rows = [
    ["Surname", "Forename", "Rank"],
    [SECRET, "John", "PC"],
    ["Hale", "Mary", "PS"],
    ["Okafor", "Chidi", "PC"],
]
NAMES_AND_BIRTHS: Rows = [
    ["Name", "Date of Birth", "Offence"],
    [f"John {SECRET}", "12/03/1985", "Burglary"],
    ["Mary Hale", "01/02/1990", "Arson"],
]
BIRTHS: Rows = [
    ["Ref", "DOB", "Offence"],
    [SECRET, "12/03/1985", "Burglary"],
    ["B", "01/02/1990", "Arson"],
    ["C", "30/11/1977", "Arson"],
]
COLLARS: Rows = [
    ["Collar No.", "Allegation", "Outcome"],
    ["1234", f"Late for {SECRET}", "None"],
    ["PC 2345", "Lost a radio", "Advice"],
    ["873", "Speeding", "Advice"],
]
PAYROLL: Rows = [
    ["Rank", "Staff number", "Station"],
    ["PC", "100234", SECRET],
    ["PC", "100235", "Poole"],
    ["PS", "100299", "Poole"],
    ["PC", "100301", "Wareham"],
]
UNCOMMON_NAMES: Rows = [
    ["Officer's name", "Days lost"],
    [f"Xi {SECRET}", 4],
    ["Oluwaseun Adebayo", 7],
    ["Bogumila Wrzos", 2],
]
WITHOUT_HEADINGS: Rows = [
    [f"{SECRET}, John", "12/03/1985", "Poole"],
    ["Hale, Mary", "01/02/1990", "Poole"],
    ["Khan, Imran", "30/11/1977", "Wareham"],
]
TWO_COLUMNS_OF_NAMES: Rows = [
    ["John", SECRET, "Poole"],
    ["Mary", "Hale", "Poole"],
    ["Imran", "Khan", "Wareham"],
    ["Sarah", "Evans", "Wareham"],
]
INSURANCE: Rows = [
    ["x", "y"],
    [SECRET, "AB123456C"],
    ["b", "CE 23 45 67 A"],
    ["c", "JK345678B"],
    ["d", "JM345678B"],
]
PNC: Rows = [
    ["PNC ID", "Offence"],
    ["98/12345A", f"Theft from {SECRET}"],
    ["04/99887Z", "Arson"],
]
HOMES: Rows = [
    ["Surname", "Address", "Postcode"],
    [SECRET, "12 Larch Lane", "BH15 2BP"],
    ["Hale", "Flat 2, 9 High Street", "BH15 1AA"],
    ["Khan", "101 Sandbanks Road", "BH14 8BU"],
]
EMAILS: Rows = [
    ["Contact", "Team"],
    [f"john.{SECRET}@dorset.police.uk", "A"],
    ["mary.hale@dorset.police.uk", "B"],
    ["imran.khan@dorset.police.uk", "C"],
]
BELOW_A_TITLE: Rows = [
    ["Table 1: offences recorded", None, None],
    ["Offence", "2018/19", None],
    ["Burglary", 12, None],
    ["Arson", 7, None],
    [None, None, None],
    ["Those arrested", None, None],
    ["First name", "Last name", "Born"],
    ["John", SECRET, "12/03/1985"],
    ["Mary", "Hale", "01/02/1990"],
    ["Chidi", "Okafor", "30/11/1977"],
]
TITLED: Rows = [
    ["Dealt with by", "Cases"],
    [f"PC 1234 {SECRET}", 4],
    ["DS Hale", 3],
    ["DC Okafor", 7],
]

LISTS: dict[str, Rows] = {
    "surnames and forenames": NAMES,
    "names and days of birth": NAMES_AND_BIRTHS,
    "days of birth": BIRTHS,
    "collar numbers": COLLARS,
    "ranks and staff numbers": PAYROLL,
    "uncommon names": UNCOMMON_NAMES,
    "names and days without headings": WITHOUT_HEADINGS,
    "forenames beside surnames without headings": TWO_COLUMNS_OF_NAMES,
    "National Insurance numbers": INSURANCE,
    "numbers of the police computer": PNC,
    "surnames and homes": HOMES,
    "emails that name people": EMAILS,
    "a list below a table of counts": BELOW_A_TITLE,
    "ranks with names": TITLED,
}


def _workbook(rows: Rows) -> Callable[[Path], Path]:
    return lambda folder: build_xlsx(folder / "reply.xlsx", {"Sheet1": rows})


def _csv(rows: Rows) -> Callable[[Path], Path]:
    return lambda folder: build_csv(folder / "reply.csv", rows)


def _pdf(rows: Rows) -> Callable[[Path], Path]:
    table = PdfTable([[None if v is None else str(v) for v in row] for row in rows])
    return lambda folder: build_pdf(folder / "reply.pdf", ["Dear Ms Doe, please see below.", table])


def _unruled(rows: Rows) -> Callable[[Path], Path]:
    table = PdfTable([[str(v) for v in row] for row in rows], ruled=False)
    return lambda folder: build_pdf(folder / "reply.pdf", ["Dear Ms Doe, please see below.", table])


def _lines(rows: Rows) -> Callable[[Path], Path]:
    text = "\n".join(" - ".join(str(value) for value in row) for row in rows)
    return lambda folder: write_eml(folder, message(f"Those arrested were:\n\n{text}\n"))


def _email(rows: Rows) -> Callable[[Path], Path]:
    cells = "".join(
        "<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in rows
    )
    page = f"<html><body><p>See below.</p><table>{cells}</table></body></html>"
    return lambda folder: write_eml(folder, message(None, page))


CASES = [
    *(HiddenCase(name, Channel.ROW_PER_PERSON, _workbook(rows)) for name, rows in LISTS.items()),
    *(
        HiddenCase(f"{name}, as text", Channel.ROW_PER_PERSON, _csv(rows))
        for name, rows in LISTS.items()
        if rows is not BELOW_A_TITLE
    ),
    HiddenCase("names in a letter", Channel.ROW_PER_PERSON, _pdf(NAMES_AND_BIRTHS)),
    HiddenCase("names without rules", Channel.ROW_PER_PERSON, _unruled(WITHOUT_HEADINGS)),
    HiddenCase("names in lines", Channel.ROW_PER_PERSON, _lines(WITHOUT_HEADINGS)),
    HiddenCase("names in an email", Channel.ROW_PER_PERSON, _email(NAMES_AND_BIRTHS)),
]
