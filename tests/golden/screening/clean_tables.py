"""Tables that list places, offences and things, and look a little like lists of people."""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.golden.documents.builders import build_csv, build_xlsx
from tests.golden.screening.case import CleanCase

Rows = Sequence[Sequence[str | int | date | None]]

HOSPITALS: Rows = [
    ["Hospital", "Address", "Postcode", "Telephone", "Offences"],
    ["Poole Hospital", "Longfleet Road", "BH15 2JB", "01202 665511", 40],
    ["Royal Bournemouth", "12 Castle Lane East", "BH7 7DW", "01202 303626", 31],
    ["St Ann's", "69 Haven Road", "BH13 7LN", "01202 708881", 6],
    ["Queen Elizabeth", "1 Gayton Road", "PE30 4ET", "01553 613613", 9],
]
STATIONS: Rows = [
    ["Station", "Postcode", "Phone", "Email"],
    ["Poole", "BH15 2SE", "01202 222222", "poole@dorset.police.uk"],
    ["Wareham", "BH20 4NN", "01202 222333", "wareham@dorset.police.uk"],
    ["Blandford", "DT11 7DB", "01202 222444", "blandford@dorset.police.uk"],
]
SCHOOLS: Rows = [
    ["School", "Post code", "Incidents"],
    ["St Mary's", "BH15 2JB", 4],
    ["St George's", "BH15 3JB", 2],
    ["St Aldhelm's", "BH12 4HS", 1],
    ["Thomas Hardye School", "DT1 2ET", 2],
]
FORCES: Rows = [
    ["Force name", "FOI email", "Phone"],
    ["Dorset", "foi@dorset.police.uk", "101"],
    ["Kent", "freedomofinformation@kent.police.uk", "01622 652085"],
    ["Devon and Cornwall", "accesstoinformation@dc.police.uk", "01392 225252"],
]
RANKS: Rows = [
    ["Rank", "Officers", "Leavers"],
    ["PC", 1204, 31],
    ["Sergeant", 210, 4],
    ["Inspector", 70, 2],
    ["Chief Inspector", 21, 1],
]
RANKS_BY_YEAR: Rows = [
    ["Rank", "Year", "Number"],
    ["PC", "2018/19", 1204],
    ["PS", "2018/19", 204],
    ["PC", "2019/20", 1214],
    ["PS", "2019/20", 201],
]
NAMED_OFFENCES: Rows = [
    ["Name of offence", "2018/19"],
    ["Burglary", 12],
    ["Robbery Of Personal Property", 4],
    ["Assault Occasioning Actual Bodily Harm", 9],
]
CRIMES: Rows = [
    ["Crime number", "Date reported", "Offence", "Location"],
    ["55180001234", "12/03/1999", "Burglary", "12 High Street, Poole"],
    ["55180001235", "14/07/2004", "Arson", "3 Station Road, Poole"],
    ["55180001236", "01/11/2011", "Theft", "101 Sandbanks Road, Poole"],
]
HISTORIC: Rows = [
    ["Ref", "Date of offence", "Offence"],
    ["A1", "01/01/1965", "Indecent assault"],
    ["A2", "03/04/1972", "Rape"],
    ["A3", "30/06/1988", "Indecent assault"],
]
FIRST_NAMES: Rows = [
    ["Name", "Number arrested"],
    ["Muhammad", 40],
    ["David", 31],
    ["Michael", 30],
    ["Sarah", 12],
]
DOGS: Rows = [
    ["Breed", "Dogs", "Average age"],
    ["German Shepherd", 12, 4],
    ["Springer Spaniel", 9, 5],
    ["Belgian Malinois", 4, 3],
]
STREETS: Rows = [
    ["Street", "Postcode", "Offences"],
    ["Victoria Road", "BH1 1AA", 4],
    ["Albert Road", "BH1 1AB", 3],
    ["St Stephen's Road", "BH2 6JJ", 2],
    ["Richmond Hill", "BH2 6EJ", 9],
]
COURTS: Rows = [
    ["Court", "Trials"],
    ["Bournemouth Crown Court", 14],
    ["Poole Magistrates", 41],
    ["Kingston upon Thames", 7],
]
CARS: Rows = [
    ["Make", "Model", "Stolen"],
    ["Ford", "Fiesta", 41],
    ["Vauxhall", "Corsa", 30],
    ["Land Rover", "Discovery", 22],
    ["Mercedes", "Sprinter", 11],
]
WARDS: Rows = [
    ["Ward", "2017/18", "2018/19"],
    ["Boscombe West", 100, 120],
    ["St Thomas", 14, 11],
    ["Alderney", 90, 71],
    ["Kinson North", 33, 31],
]
CONTACTS: Rows = [
    ["Tel", "01202 222222"],
    ["Email", "foi@dorset.police.uk"],
    ["Post", "Winfrith, DT2 8DZ"],
]
MONTHS: Rows = [
    ["Month", "2017", "2018"],
    *([month, n, n + 1] for n, month in enumerate(["April", "May", "June", "July", "August"])),
]
COUNCILS: Rows = [
    ["Council", "Address", "Postcode"],
    ["Dorset Council", "County Hall, Colliton Park", "DT1 1XJ"],
    ["BCP Council", "Bourne Avenue", "BH2 6DY"],
    ["Winchester City Council", "Colebrook Street", "SO23 9LJ"],
]
HEADCOUNT: Rows = [
    ["Year", "Staff number", "Officer numbers"],
    ["2017", "1204", "1290"],
    ["2018", "1210", "1271"],
    ["2019", "1198", "1302"],
]
WARRANTS: Rows = [
    ["Warrant number", "Date executed", "Town"],
    ["W1234", "12/03/2019", "Poole"],
    ["W1235", "14/03/2019", "Wareham"],
    ["W1240", "30/03/2019", "Swanage"],
]
TAX_YEARS: Rows = [
    ["Born in", "Suspects"],
    ["1970-1979", 12],
    ["1980-1989", 40],
    ["1990-1999", 51],
]

TABLES: dict[str, Rows] = {
    "hospitals": HOSPITALS,
    "stations": STATIONS,
    "schools": SCHOOLS,
    "forces and their addresses": FORCES,
    "ranks": RANKS,
    "ranks by year": RANKS_BY_YEAR,
    "names of offences": NAMED_OFFENCES,
    "crimes": CRIMES,
    "old offences": HISTORIC,
    "first names counted": FIRST_NAMES,
    "breeds of dogs": DOGS,
    "streets": STREETS,
    "courts": COURTS,
    "cars": CARS,
    "wards": WARDS,
    "the unit's own address": CONTACTS,
    "months": MONTHS,
    "councils": COUNCILS,
    "officers and staff by year": HEADCOUNT,
    "warrants": WARRANTS,
    "decades of birth": TAX_YEARS,
}


def random_crimes(seed: int) -> Rows:
    """A list with one row for each crime."""
    chance = random.Random(seed)
    rows = [
        [
            f"42/{chance.randrange(10**6)}/{chance.randrange(10, 20)}",
            date(2009, 1, 1) + timedelta(days=chance.randrange(4000)),
            chance.choice(["Burglary", "Arson", "Theft of pedal cycle"]),
            chance.choice(["Poole", "Wareham", "Swanage", "Blandford Forum"]),
            chance.randrange(18, 90),
        ]
        for _ in range(chance.randrange(5, 200))
    ]
    return [["Crime ref", "Recorded", "Offence", "Town", "Age of victim"], *rows]


def _workbook(rows: Rows) -> Callable[[Path], Path]:
    return lambda folder: build_xlsx(folder / "reply.xlsx", {"Sheet1": rows})


def _csv(rows: Rows) -> Callable[[Path], Path]:
    return lambda folder: build_csv(folder / "reply.csv", rows)


def _text(text: bytes, name: str = "reply.txt") -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        (folder / name).write_bytes(text)
        return folder / name

    return build


WALES = "\U0001f3f4" + "".join(chr(0xE0000 + ord(c)) for c in "gbwls") + "\U000e007f"

CLEAN = [
    *(CleanCase(name, _workbook(rows)) for name, rows in TABLES.items()),
    *(CleanCase(f"{name}, as text", _csv(rows)) for name, rows in TABLES.items()),
    *(CleanCase(f"crimes one by one, {seed}", _csv(random_crimes(seed))) for seed in range(4)),
    CleanCase(
        "a letter as text", _text(b"Dear Ms Doe,\r\n\r\nWe recorded 12.\r\n\r\nFOI Unit\r\n")
    ),
    CleanCase(
        "a text with its end mark", _text(b"Offence,2018/19\r\nArson,7\r\n\x1a\x1a", "r.csv")
    ),
    CleanCase("the flag of Wales", _text(f"Heddlu {WALES}\n\nWe recorded 12.\n".encode())),
    CleanCase(
        "a sign without width", _text("We\u200b recorded 12 in\u200b 2018/19.\n\nx\n".encode())
    ),
]
