"""Made-up PDF replies of 1 to 10 pages whose counts are known, and a list of 61 pages.

The same seed gives the same bytes. Three layouts take turns: a letter with a ruled table of
offences by years, a table without rules that runs over pages, and a list with a line per crime.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

YEARS = ("2019/20", "2020/21", "2021/22", "2022/23", "2023/24")
_OFFENCES = (
    *("Arson", "Burglary", "Criminal damage", "Drug offences", "Fraud", "Homicide", "Kidnap"),
    *("Public order", "Rape", "Robbery", "Sexual assault", "Stalking", "Theft", "Violence"),
)
_PLACES = ("Carlisle", "Kendal", "Barrow", "Penrith", "Workington", "Whitehaven", "Ulverston")
_OUTCOMES = ("Charged", "Community resolution", "No suspect identified", "Evidential difficulties")
_LETTER = (
    "Thank you for your request under the Freedom of Information Act 2000 for what this force",
    "has recorded. A search of our systems found what is set out in this letter. Every offence",
    "stands in the year in which it was recorded, whenever it was committed, and is shown once.",
    "If you are not content with how we have dealt with your request you may ask us to look again.",
)
_MARGIN, _TOP, _LINE = 40.0, 800.0, 13.0


@dataclass(frozen=True)
class PdfReply:
    """One made-up reply: where it lies, how many pages it has, and its counts by year."""

    path: Path
    pages: int
    truth: dict[str, int]


def made_replies(folder: Path, many: int, *, seed: int = 16) -> list[PdfReply]:
    """Replies of 1 to 10 pages in three layouts."""
    drawn = (_letter, _open_table, _list)
    found = []
    for number in range(many):
        chance = random.Random(seed * 100_000 + number)
        pages = 1 + number % 10
        path = folder / f"reply-{number:04d}.pdf"
        found.append(PdfReply(path, pages, drawn[number // 10 % 3](path, pages, chance)))
    return found


def long_list(path: Path, *, crimes: int = 4492, seed: int = 61) -> PdfReply:
    """A reply of 61 pages with a line per crime."""
    chance = random.Random(seed)
    return PdfReply(path, -(-crimes // 74), _lines(path, crimes, 74, chance))


def _list(path: Path, pages: int, chance: random.Random) -> dict[str, int]:
    return _lines(path, pages * 55 - chance.randrange(40), 55, chance)


def _lines(path: Path, crimes: int, to_a_page: int, chance: random.Random) -> dict[str, int]:
    rows = [
        (
            YEARS[n * len(YEARS) // crimes],
            f"{chance.randrange(1, 29):02d}/{chance.randrange(4, 13):02d}/"
            + YEARS[n * len(YEARS) // crimes][:4],
            chance.choice(_OFFENCES),
            chance.choice(_PLACES),
            chance.choice(_OUTCOMES),
        )
        for n in range(crimes)
    ]
    page = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for start in range(0, crimes, to_a_page):
        page.setFont("Helvetica", 7)
        head = [("Financial year", "Date", "Offence", "Area", "Outcome")] if not start else []
        for number, row in enumerate([*head, *rows[start : start + to_a_page]]):
            for left, text in zip((30, 97, 162, 332, 402), row, strict=True):
                page.drawString(left, 815 - 10 * number, text)
        page.showPage()
    page.save()
    return dict(Counter(row[0] for row in rows))


def _letter(path: Path, pages: int, chance: random.Random) -> dict[str, int]:
    rows = _counts(10, chance)
    page = Canvas(str(path), pagesize=(595, 842), invariant=1)
    at = _paragraphs(page, _TOP, 5)
    _boxed(page, rows, at - 20)
    for _ in range(pages - 1):
        page.showPage()
        _paragraphs(page, _TOP, 12)
    page.save()
    return _sums(rows)


def _open_table(path: Path, pages: int, chance: random.Random) -> dict[str, int]:
    """A table by area and offence, 50 rows a page, its columns in line."""
    rows = _counts(50 * pages - 10, chance)
    page = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for start in range(0, len(rows), 50):
        page.setFont("Helvetica", 9)
        head = [("Offence", *YEARS)] if not start else []
        for number, (label, *counts) in enumerate([*head, *rows[start : start + 50]]):
            page.drawString(_MARGIN, _TOP - 14 * number, str(label))
            for column, count in enumerate(counts):
                page.drawRightString(300 + 60 * column, _TOP - 14 * number, str(count))
        page.showPage()
    page.save()
    return _sums(rows)


def _counts(many: int, chance: random.Random) -> list[tuple[str | int, ...]]:
    """Rows of a label and a count for each year; no label comes twice."""
    labels = [f"{offence} in {place}" for place in _PLACES for offence in _OFFENCES]
    labels += [f"{one}, street {n}" for n in range(1, 9) for one in labels]
    return [(label, *(chance.randrange(5, 900) for _ in YEARS)) for label in labels[:many]]


def _sums(rows: Sequence[Sequence[str | int]]) -> dict[str, int]:
    return {
        year: sum(int(row[column]) for row in rows) for column, year in enumerate(YEARS, start=1)
    }


def _paragraphs(page: Canvas, top: float, many: int) -> float:
    page.setFont("Helvetica", 10)
    for _ in range(many):
        for line in _LETTER:
            page.drawString(_MARGIN, top, line)
            top -= _LINE
        top -= 8
    return top


def _boxed(page: Canvas, rows: Sequence[Sequence[str | int]], top: float) -> None:
    for row in [("Offence", *YEARS), *rows]:
        left = _MARGIN
        for column, text in enumerate(row):
            width = 180 if column == 0 else 60
            page.rect(left, top - 16, width, 16)
            page.drawString(left + 4, top - 12, str(text))
            left += width
        top -= 16
