"""What comes in: four batches of messages and files over six weeks, and what each of them is."""

import io
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl

from tests.weeks.replies import (
    FORCES,
    NUMBERS,
    YEARS,
    Letter,
    Outlook,
    PdfTable,
    Value,
    build_csv,
    build_msg,
    build_ods,
    build_pdf,
    build_word,
    build_xls,
    build_xlsx,
    day,
    html_table,
    made,
    p,
    rows_of,
    signed,
    tbl,
    titled,
    write_mailbox,
    zipped,
)

SEE = "Please find our response attached."
ACKNOWLEDGED = "I acknowledge receipt of your request of 2 June 2025. You will receive a response within twenty working days."

FIRST, SECOND, THIRD, FOURTH = (
    date(2025, 6, 13),
    date(2025, 6, 27),
    date(2025, 7, 4),
    date(2025, 7, 15),
)


def plain(force: str, on: date, aside: Path, n: int) -> Letter:
    """An ordinary answer; the format goes round by `n`."""
    numbers = NUMBERS[force]
    said = [
        f"In {year} we recorded {count:,} residential burglary offences."
        for year, count in zip(YEARS, numbers, strict=True)
    ]
    rows = titled(force)
    match n % 9:
        case 0:
            return Letter(force, on, signed(force, SEE, on), {"response.xlsx": made(lambda path: build_xlsx(path, {"Data": rows}), "a.xlsx", aside)})
        case 1:
            return Letter(force, on, signed(force, SEE, on), {"response.xls": made(lambda path: build_xls(path, {"Data": rows}), "a.xls", aside)})
        case 2:
            return Letter(force, on, signed(force, SEE, on), {"response.ods": made(lambda path: build_ods(path, {"Data": rows}), "a.ods", aside)})
        case 3:
            return Letter(force, on, signed(force, SEE, on), {"response.csv": made(lambda path: build_csv(path, rows_of(force), encoding="cp1252"), "a.csv", aside)})
        case 4:
            parts = [FORCES[force], day(on), "Dear Requester,", f"{FORCES[force]} holds the information that you asked for.", PdfTable(rows_of(force)), "Yours sincerely,", FORCES[force]]
            return Letter(force, on, signed(force, SEE, on), {"response.pdf": made(lambda path: build_pdf(path, parts), "a.pdf", aside)})
        case 5:
            body = "".join([p(FORCES[force]), p(day(on)), p("Dear Requester,"), p("The number of residential burglary offences recorded in each financial year:"), tbl(*[[str(cell) for cell in row] for row in rows_of(force)]), p("Yours sincerely,"), p(FORCES[force])])
            return Letter(force, on, signed(force, SEE, on), {"response.docx": made(lambda path: build_word(path, body), "a.docx", aside)})
        case 6:
            return Letter(force, on, "Please see the message in HTML.\n", html=html_table(force, on))
        case 7:
            return Letter(force, on, signed(force, " ".join(said), on))
        case _:
            files = {"letter.txt": signed(force, "The figures are in the table.", on).encode(), "figures.csv": made(lambda path: build_csv(path, rows_of(force)), "a.csv", aside)}
            return Letter(force, on, signed(force, SEE, on), {"response.zip": zipped(files)})


def answer_sheet(empty: bytes, force: str, numbers: Sequence[Value]) -> bytes:
    """The sheet that went out with the letter, filled in as a force does."""
    book = openpyxl.load_workbook(io.BytesIO(empty))
    sheet = book["Answer"]
    sheet["B2"] = FORCES[force]
    for row, value in enumerate(numbers, start=5):
        sheet.cell(row, 2, value)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def first(to: Path, aside: Path, empty: bytes) -> None:
    """13 June: acknowledgements, a clarification, and the quick ones."""
    on = FIRST
    letters = [
        Letter(force, date(2025, 6, 4), signed(force, ACKNOWLEDGED, date(2025, 6, 4)))
        for force in ("metropolitan", "kent", "surrey", "durham", "gwent", "west-midlands", "humberside", "dorset")
    ]
    letters.append(Letter("essex", date(2025, 6, 6), signed("essex", "Please clarify whether you mean attempted burglaries as well.", date(2025, 6, 6))))
    letters.append(Letter("cleveland", date(2025, 6, 3), signed("cleveland", "I am out of the office until 9 June.", date(2025, 6, 3))))
    for n, force in enumerate(("metropolitan", "greater-manchester", "north-yorkshire", "west-yorkshire", "south-yorkshire", "staffordshire", "hampshire", "kent", "west-mercia")):
        letters.append(plain(force, on, aside, n))
    hiding = made(
        lambda path: build_xlsx(path, {"Data": titled("gwent"), "Names": [["A. Person", "12 High Street"]]}, hidden_sheets={"Names": "hidden"}),
        "a.xlsx",
        aside,
    )
    letters.append(Letter("gwent", on, signed("gwent", SEE, on), {"response.xlsx": hiding}))
    write_mailbox(to / "inbox-1.mbox", letters)


def second(to: Path, aside: Path, empty: bytes) -> None:
    """27 June: most of them, refusals in two laws, what needs a second look."""
    on = date(2025, 6, 26)
    letters = []
    for n, force in enumerate(("warwickshire", "derbyshire", "nottinghamshire", "lincolnshire", "leicestershire", "northamptonshire", "essex", "dorset", "south-wales")):
        letters.append(plain(force, on, aside, n))
    for force in ("cambridgeshire", "bedfordshire", "hertfordshire"):
        letters.append(Letter(force, on, signed(force, "The completed answer sheet is attached.", on), {"answer-sheet.xlsx": answer_sheet(empty, force, NUMBERS[force])}))
    letters.append(
        Letter("city-of-london", on, signed("city-of-london", "The completed answer sheet is attached.", on), {"answer-sheet.xlsx": answer_sheet(empty, "city-of-london", ["<5", *NUMBERS["city-of-london"][1:]])})
    )
    refusal = [
        "Police Scotland", day(on), "Dear Requester,",
        "In terms of section 12(1) of the Freedom of Information (Scotland) Act 2002, I am refusing your request: the cost of providing the information would exceed the amount set by the fees regulations.",
        "This letter serves as a refusal notice in terms of section 16 of the Act.",
        "Yours sincerely,", "Police Scotland",
    ]
    letters.append(Letter("police-scotland", on, signed("police-scotland", SEE, on), {"response.pdf": made(lambda path: build_pdf(path, refusal), "a.pdf", aside)}))
    welsh = (
        "26 Mehefin 2025\n\nAnnwyl Syr / Fadam,\n\nDeddf Rhyddid Gwybodaeth 2000\n\n"
        "Mae Heddlu Gogledd Cymru yn gwrthod eich cais o dan adran 12 o Ddeddf Rhyddid Gwybodaeth 2000, gan y byddai cost cydymffurfio yn uwch na'r terfyn priodol.\n\nYn gywir,\n\nHeddlu Gogledd Cymru\n"
    )
    letters.append(Letter("north-wales", on, welsh))
    letters.append(Letter("northumbria", on, signed("northumbria", "Section 12(1) of the Freedom of Information Act 2000 does not oblige a public authority to comply with a request for information if the authority estimates that the cost of complying would exceed the appropriate limit. This letter is a refusal notice under section 17(5) of the Act.", on)))
    letters.append(Letter("cheshire", on, signed("cheshire", "Cheshire Constabulary does not hold the information that you have requested.", on)))
    total = sum(NUMBERS["devon-and-cornwall"])
    letters.append(Letter("devon-and-cornwall", on, signed("devon-and-cornwall", f"Between 1 April 2021 and 31 March 2024 we recorded {total:,} residential burglary offences.", on)))
    starred = made(lambda path: build_xlsx(path, {"Data": [*titled("wiltshire")[:2], *rows_of("wiltshire", ("*", *NUMBERS["wiltshire"][1:]))]}), "a.xlsx", aside)
    letters.append(Letter("wiltshire", on, signed("wiltshire", SEE, on), {"response.xlsx": starred}))
    numbers = NUMBERS["cumbria"]
    wrong = made(lambda path: build_xlsx(path, {"Data": [*titled("cumbria"), ["Total", sum(numbers) + 10]]}), "a.xlsx", aside)
    letters.append(Letter("cumbria", on, signed("cumbria", SEE, on), {"response.xlsx": wrong}))
    calendar = [["Calendar year", "Number of offences"], ["2021", 900], ["2022", 901], ["2023", 902]]
    letters.append(Letter("lancashire", on, signed("lancashire", SEE, on), {"response.csv": made(lambda path: build_csv(path, calendar), "a.csv", aside)}))
    lacking = made(lambda path: build_ods(path, {"Data": [*titled("merseyside")[:2], *rows_of("merseyside", ("not held", *NUMBERS["merseyside"][1:]))]}), "a.ods", aside)
    letters.append(Letter("merseyside", on, signed("merseyside", SEE, on), {"response.ods": lacking}))
    joint = [["Financial year", "Norfolk Constabulary", "Suffolk Constabulary"], *([y, NUMBERS["norfolk"][i], NUMBERS["suffolk"][i]] for i, y in enumerate(YEARS))]
    letters.append(Letter("norfolk", on, signed("norfolk", SEE, on).replace("Norfolk Constabulary", "Norfolk and Suffolk Constabularies"), {"response.xlsx": made(lambda path: build_xlsx(path, {"Data": joint}), "a.xlsx", aside)}))
    letters.append(plain("sussex", on, aside, 7)._replace(sender="surrey"))
    crimes = [*titled("gloucestershire")[:2], ["Financial year", "Number of crimes"], *rows_of("gloucestershire")[1:]]
    letters.append(Letter("gloucestershire", on, signed("gloucestershire", SEE, on), {"response.xlsx": made(lambda path: build_xlsx(path, {"Data": crimes}), "a.xlsx", aside)}))
    letters.append(Letter("northern-ireland", on, signed("northern-ireland", "We need more time to consider the public interest. We will reply by 24 July 2025.", on)))
    write_mailbox(to / "inbox-2.mbox", letters)
    (to / "surrey").mkdir()
    build_pdf(to / "surrey" / "letter.pdf", ["Surrey Police", day(on), "Dear Requester,", "The figures are in the attached table.", "Yours sincerely,", "Surrey Police"])
    build_csv(to / "surrey" / "table.csv", rows_of("surrey"))
    build_msg(to / "thames-valley.msg", Outlook(text=signed("thames-valley", f"In {YEARS[0]} Thames Valley Police recorded {NUMBERS['thames-valley'][0]:,} residential burglary offences, in {YEARS[1]} {NUMBERS['thames-valley'][1]:,} and in {YEARS[2]} {NUMBERS['thames-valley'][2]:,}.", on), sent=datetime(2025, 6, 26, 10, tzinfo=UTC)))


def third(to: Path, aside: Path, empty: bytes) -> None:
    """4 July: the late ones begin; a clean copy; a correction."""
    on = date(2025, 7, 3)
    letters = [plain(force, on, aside, n) for n, force in enumerate(("humberside", "west-midlands", "avon-and-somerset"))]
    letters.append(plain("gwent", on, aside, 0)._replace(text=signed("gwent", "Please find a copy attached without the hidden sheet. It replaces our previous response.", on)))
    corrected = [*titled("hampshire")[:2], *rows_of("hampshire")]
    letters.append(Letter("hampshire", on, signed("hampshire", "Please disregard our previous response: two digits were exchanged in it. The corrected figures are attached.", on), {"response.xlsx": made(lambda path: build_xlsx(path, {"Data": corrected}), "a.xlsx", aside)}))
    write_mailbox(to / "inbox-3.mbox", letters)


def fourth(to: Path, aside: Path, empty: bytes) -> None:
    """15 July: answers to the letters that were written, and the last ones."""
    on = date(2025, 7, 14)
    letters = [plain(force, on, aside, n) for n, force in enumerate(("durham", "cleveland", "northern-ireland", "dyfed-powys"))]
    for force in ("devon-and-cornwall", "lancashire"):
        letters.append(plain(force, on, aside, 7)._replace(text=signed(force, "This replaces our previous response. " + " ".join(f"In {y} we recorded {c:,} residential burglary offences." for y, c in zip(YEARS, NUMBERS[force], strict=True)), on)))
    letters.append(plain("kent", on, aside, 0)._replace(text=signed("kent", "This replaces our previous response, which was of the wrong years.", on)))
    write_mailbox(to / "inbox-4.mbox", letters)


BATCHES = (first, second, third, fourth)


if __name__ == "__main__":
    import sys

    out = Path(sys.argv[1])
    for n, batch in enumerate(BATCHES, 1):
        (out / str(n)).mkdir(parents=True)
        (out / "aside").mkdir(exist_ok=True)
        batch(out / str(n), out / "aside", Path(sys.argv[2]).read_bytes())
    print(json.dumps(NUMBERS))
