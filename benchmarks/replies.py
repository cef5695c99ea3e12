"""Writes a workspace of made-up xlsx replies in the ordinary layouts, and the totals they hold.

    uv run python -m benchmarks.replies FOLDER --replies 500 --seed 1

One request has 45 replies at most (one of each territorial force), so 500 replies are 12 requests.
The workbooks are written as XML: 5,000 of them take seconds, where openpyxl takes minutes.
"""

import argparse
import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from operator import add, sub
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_YEAR, YEARS = 2014, 5
SENT_ON = date(2019, 6, 3)
CATEGORIES = (
    "Rape of a female child under 13",
    "Rape of a female child under 16",
    "Rape of a male child under 13",
    "Rape of a male child under 16",
    "Sexual assault on a female child under 13",
    "Sexual assault on a male child under 13",
    "Sexual activity involving a child under 13",
    "Sexual activity involving a child under 16",
    "Causing sexual activity without consent",
    "Sexual grooming",
    "Abuse of position of trust of a sexual nature",
    "Abuse of children through sexual exploitation",
    "Obscene publications",
    "Exposure and voyeurism",
    "Familial sexual offences",
    "Unnatural sexual offences",
    "Trafficking for sexual exploitation",
    "Sexual communication with a child",
    "Possession of extreme images",
    "Other miscellaneous sexual offences",
)
NOTES = (
    "Source: crime recording system, extracted on 12 July 2019.",
    "Figures are by the date on which the offence was recorded.",
    "Recording practice changed during these years, so they may not be compared with other forces.",
    "Offences that were later cancelled are not counted.",
)
Cell = str | int | None


class Reply(NamedTuple):
    """One workbook's cells, and per year the least and the most that its counts can add up to.

    With `sum_by_chance` a line comes to others: to ask whether it is their total is right.
    """

    rows: list[list[Cell]]
    truth: dict[int, tuple[int, int]]
    sum_by_chance: bool


def generate(folder: Path, replies: int, seed: int) -> None:
    """Write raw/ with one request per 45 replies, and truth.csv: one line per reply and year."""
    from foistats.naming.forces import force_name, forces_in_set

    force_ids = forces_in_set("territorial-uk", SENT_ON)
    source = random.Random(seed)
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as lines:
        truth = csv.writer(lines)
        truth.writerow([
            "request_id", "force_id", "period_start", "count_low", "count_high", "sum_by_chance",
        ])  # fmt: skip  # the header as it stands in the file
        for number, start in enumerate(range(0, replies, len(force_ids)), 1):
            request_id = f"sexual-offences-{number:03}"
            senders = force_ids[: replies - start]
            names = [force_name(force_id) for force_id in senders]
            documents = folder / "raw" / request_id / "documents"
            documents.mkdir(parents=True)
            _write_request(documents.parent, senders)
            _write_headings(documents.parent)
            _write_responses(documents.parent, senders, names)
            for force_id, name in zip(senders, names, strict=True):
                reply = draw_reply(source, name)
                write_xlsx(documents / f"{force_id}.xlsx", reply.rows)
                truth.writerows(
                    [request_id, force_id, f"{year}-04-01", low, high, int(reply.sum_by_chance)]
                    for year, (low, high) in reply.truth.items()
                )


def draw_reply(source: random.Random, force: str) -> Reply:
    """One reply: a table of 5 to 20 offences and five years in one of four layouts."""
    names = source.sample(CATEGORIES, source.randint(5, len(CATEGORIES)))
    years = range(FIRST_YEAR, FIRST_YEAR + YEARS)
    size = source.choice((20, 60, 300))
    counts = [[int(source.expovariate(1 / size)) for _ in years] for _ in names]
    sums = [sum(column) for column in zip(*counts, strict=True)]
    truth = {year: (total, total) for year, total in zip(years, sums, strict=True)}
    spelling = source.choice(("{0}/{2:02}", "{0}/{1}", "{0}-{2:02}", "FY {0}/{2:02}"))
    headings = [spelling.format(year, year + 1, (year + 1) % 100) for year in years]
    body: list[list[Cell]] = [[name, *row] for name, row in zip(names, counts, strict=True)]
    by_chance = comes_to_others(counts)
    layout = source.choice(("plain", "total row", "both totals", "years down"))
    rows: list[list[Cell]]
    notes: list[str] = source.sample(NOTES, source.randint(0, 3))
    if layout == "years down":
        rows = [["Financial year", *names, "Total"]]
        rows += [
            [heading, *column, total]
            for heading, column, total in zip(
                headings, zip(*counts, strict=True), sums, strict=True
            )
        ]
    else:
        rows = [["Offence", *headings], *body]
        if layout != "plain":
            rows.append(["Total", *sums])
        if layout == "both totals":
            rows[0].append("Total")
            rows[1:] = [[*row, sum(int(value or 0) for value in row[1:])] for row in rows[1:]]
        if layout == "plain":
            notes += _hide_small_counts(rows, truth)
            by_chance = comes_to_others(_shown_to_all(rows[1:]))
    title = f"{force}: sexual offences against children, 2014/15 to 2018/19"
    above: list[list[Cell]] = [[title], []] if source.random() < 0.8 else []
    below: list[list[Cell]] = [[]]
    below += [[note] for note in notes]
    return Reply(above + rows + below, truth, by_chance)


def comes_to_others(counts: Sequence[Sequence[int]]) -> bool:
    """True where a line is, in every year, the sum of lines that stand side by side, or of one.

    >>> comes_to_others([[5, 7], [2, 3], [3, 4]]), comes_to_others([[5, 7], [2, 3], [3, 5]])
    (True, False)
    """
    zeros = (0,) * len(counts[0])
    so_far = [zeros, *accumulate(map(tuple, counts), lambda a, b: tuple(map(add, a, b)))]
    for first, start in enumerate(so_far):
        for last, end in enumerate(so_far[first + 1 :], first + 1):
            come_to = tuple(map(sub, end, start))
            others = [*counts[:first], *counts[last:]]
            if any(come_to) and any(tuple(line) == come_to for line in others):
                return True
    return False


def _shown_to_all(rows: Sequence[Sequence[Cell]]) -> list[list[int]]:
    """The counts of each line in the years in which no line hides its count."""
    years = list(zip(*(row[1:] for row in rows), strict=True))
    whole = [[int(n or 0) for n in year] for year in years if "*" not in year]
    return [list(line) for line in zip(*whole, strict=True)] if whole else [[] for _ in rows]


def _hide_small_counts(rows: list[list[Cell]], truth: dict[int, tuple[int, int]]) -> list[str]:
    """Replace counts of 1 to 4 by a star, and return the legend that this needs."""
    starred = False
    for row in rows[1:]:
        for col, (year, (low, high)) in enumerate(truth.items(), 1):
            value = row[col]
            if isinstance(value, int) and 0 < value < 5:
                row[col] = "*"
                truth[year] = (low - value, high - value + 4)
                starred = True
    return ["* = fewer than 5"] if starred else []


def _write_request(folder: Path, force_ids: Sequence[str]) -> None:
    listed = ", ".join(f'"{force_id}"' for force_id in force_ids)
    (folder / "request.toml").write_text(
        'title = "Sexual offences against children, 2014/15 to 2018/19"\n'
        'question = "How many sexual offences against children were recorded in each year?"\n'
        'unit = "offences"\n'
        f"sent_on = {SENT_ON}\n"
        f"forces = [{listed}]\n"
        "[periods]\n"
        'kind = "financial_year"\n'
        'first = "2014/15"\n'
        'last = "2018/19"\n',
        encoding="utf-8",
    )


def _write_headings(folder: Path) -> None:
    """Say what a person would: each offence is a part, and those of one reply are all it has."""
    listed = ", ".join(f'"{name}"' for name in CATEGORIES)
    (folder / "headings.toml").write_text(
        f'[[heading]]\nwords = [{listed}]\nis = "breakdown"\n'
        'because = "the replies were made so"\nby = "A. Person"\non = 2019-07-02\n',
        encoding="utf-8",
    )


def _write_responses(folder: Path, force_ids: Sequence[str], names: Sequence[str]) -> None:
    with (folder / "responses.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow([
            "response_id", "force", "received_on", "outcome",
            "section", "documents", "supersedes", "note",
        ])  # fmt: skip  # the header as it stands in the file
        for force_id, name in zip(force_ids, names, strict=True):
            document = f"{force_id}.xlsx"
            writer.writerow([force_id, name, "2019-06-28", "answered", "", document, "", ""])


def write_xlsx(path: Path, rows: Sequence[Sequence[Cell]]) -> None:
    """Write one sheet the way spreadsheet programs do: shared strings, typed numbers."""
    strings: dict[str, int] = {}
    sheet = "".join(_row_xml(number, row, strings) for number, row in enumerate(rows, 1))
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as package:
        for name, xml in PARTS.items():
            _write_part(package, name, xml)
        _write_part(
            package,
            "xl/sharedStrings.xml",
            f'<sst xmlns="{MAIN}" uniqueCount="{len(strings)}">{shared}</sst>',
        )
        _write_part(
            package,
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
        )


def _row_xml(number: int, row: Sequence[Cell], strings: dict[str, int]) -> str:
    return f'<row r="{number}">{"".join(_cells_xml(number, row, strings))}</row>'


def _cells_xml(number: int, row: Sequence[Cell], strings: dict[str, int]) -> Iterator[str]:
    for col, value in enumerate(row):
        place = f"{chr(65 + col)}{number}"
        if isinstance(value, str):
            yield f'<c r="{place}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
        elif value is not None:
            yield f'<c r="{place}"><v>{value}</v></c>'


def _write_part(package: ZipFile, name: str, xml: str) -> None:
    # A fixed date, so that the same seed gives the same bytes.
    entry = ZipInfo(name, (2019, 6, 28, 12, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    package.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}')


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETML}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEETML}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEETML}.styles+xml"/>'
        '<Override PartName="/xl/sharedStrings.xml"'
        f' ContentType="{_SHEETML}.sharedStrings+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{MAIN}">'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="1">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
    ),
}


def main() -> None:
    """Write a workspace from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--replies", type=int, default=45)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True)
    generate(wanted.folder, wanted.replies, wanted.seed)


if __name__ == "__main__":
    main()
