"""What comes in over six weeks, in four batches: messages, files in a folder, a typed mistake."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from tests.flows.weeks.replies import (
    NUMBERS,
    SHEET_FILLED_IN,
    YEARS,
    Letter,
    Numbers,
    Value,
    csv,
    day,
    filled_in,
    in_words,
    ods,
    pdf,
    plain,
    signed,
    table_of,
    titled,
    with_files,
    write_mailbox,
    xlsx,
)
from tests.golden.documents.builders import build_pdf
from tests.golden.documents.outlook import Outlook, build_msg

ACKNOWLEDGED = (
    "I acknowledge receipt of your request of 2 June 2025. You will receive a response within"
    " twenty working days."
)
# The stock sentence of a refusal for cost, with the section that only says how one refuses.
COST = (
    "Section 12(1) of the Freedom of Information Act 2000 does not oblige a public authority to"
    " comply with a request for information if the authority estimates that the cost of complying"
    " would exceed the appropriate limit. This letter is a refusal notice under section 17(5) of"
    " the Act."
)
COST_IN_SCOTLAND = (
    "In terms of section 12(1) of the Freedom of Information (Scotland) Act 2002, I am refusing"
    " your request: the cost of providing the information would exceed the amount set by the fees"
    " regulations.",
    "This letter serves as a refusal notice in terms of section 16 of the Act.",
)
COST_IN_WELSH = (
    "26 Mehefin 2025\n\nAnnwyl Syr / Fadam,\n\nDeddf Rhyddid Gwybodaeth 2000\n\n"
    "Mae Heddlu Gogledd Cymru yn gwrthod eich cais o dan adran 12 o Ddeddf Rhyddid Gwybodaeth"
    " 2000, gan y byddai cost cydymffurfio yn uwch na'r terfyn priodol.\n\n"
    "Yn gywir,\n\nHeddlu Gogledd Cymru\n"
)
REPLACES = "This replaces our previous response."


def wrong(force: str) -> Numbers:
    """What a force sent before it corrected itself."""
    first, second, third = NUMBERS[force]
    return first + 9, second + 90, third + 900


def first_batch() -> Iterator[Letter]:
    """13 June: acknowledgements, a question, the quick ones, and a workbook that hides names."""
    acknowledged = date(2025, 6, 4)
    for force in ("metropolitan", "kent", "surrey", "durham", "gwent", "humberside", "dorset"):
        yield Letter(force, acknowledged, signed(force, ACKNOWLEDGED, acknowledged))
    asks, away, on = date(2025, 6, 6), date(2025, 6, 3), date(2025, 6, 13)
    meant = "Please clarify whether you mean attempted burglaries as well."
    yield Letter("essex", asks, signed("essex", meant, asks))
    absent = "I am out of the office until 9 June."
    yield Letter("cleveland", away, signed("cleveland", absent, away))
    quick = ("metropolitan", "greater-manchester", "north-yorkshire", "west-yorkshire")
    more = ("south-yorkshire", "staffordshire", "west-mercia", "warwickshire", "lincolnshire")
    for sort, force in enumerate((*quick, *more)):
        yield plain(force, on, sort)
    yield plain("hampshire", on, 0, wrong("hampshire"))
    yield plain("kent", on, 8, wrong("kent"))
    names = [["A. Person", "12 High Street"]]
    hiding = xlsx(titled("gwent", table_of(NUMBERS["gwent"])), Names=names)
    yield with_files("gwent", on, response_xlsx=hiding)


def second_batch(empty: bytes) -> Iterator[Letter]:
    """26 June: most of them; refusals under two Acts and in Welsh; what needs a second look."""
    on = date(2025, 6, 26)
    many = ("derbyshire", "nottinghamshire", "leicestershire", "northamptonshire", "dorset")
    for sort, force in enumerate((*many, "south-wales", "essex")):
        yield plain(force, on, sort)
    for force in ("cambridgeshire", "bedfordshire", "hertfordshire"):
        sheet = filled_in(empty, force, NUMBERS[force])
        yield with_files(force, on, SHEET_FILLED_IN, answer_xlsx=sheet)
    few = filled_in(empty, "city-of-london", ["<5", *NUMBERS["city-of-london"][1:]])
    yield with_files("city-of-london", on, SHEET_FILLED_IN, answer_xlsx=few)
    scottish = pdf("police-scotland", on, *COST_IN_SCOTLAND)
    yield with_files("police-scotland", on, response_pdf=scottish)
    yield Letter("north-wales", on, COST_IN_WELSH)
    yield Letter("northumbria", on, signed("northumbria", COST, on))
    nothing = "Cheshire Constabulary does not hold the information that you have requested."
    yield Letter("cheshire", on, signed("cheshire", nothing, on))
    taken_together = (
        "Between 1 April 2021 and 31 March 2024 we recorded"
        f" {sum(NUMBERS['devon-and-cornwall']):,} residential burglary offences."
    )
    yield Letter("devon-and-cornwall", on, signed("devon-and-cornwall", taken_together, on))
    starred = table_of(("*", *NUMBERS["wiltshire"][1:]))
    yield with_files("wiltshire", on, response_xlsx=xlsx(titled("wiltshire", starred)))
    mistaken: list[Value] = ["Total", sum(NUMBERS["cumbria"]) + 10]
    summed = [*table_of(NUMBERS["cumbria"]), mistaken]
    yield with_files("cumbria", on, response_xlsx=xlsx(titled("cumbria", summed)))
    calendar = [["Calendar year", "Number of offences"], ["2021", 900], ["2022", 901]]
    yield with_files("lancashire", on, response_csv=csv(calendar))
    lacking = table_of(("not held", *NUMBERS["merseyside"][1:]))
    yield with_files("merseyside", on, response_ods=ods(titled("merseyside", lacking)))
    both: list[list[Value]] = [["Financial year", "Norfolk Constabulary", "Suffolk Constabulary"]]
    both += [[y, NUMBERS["norfolk"][n], NUMBERS["suffolk"][n]] for n, y in enumerate(YEARS)]
    unit = "Norfolk and Suffolk Constabularies"
    joint = with_files("norfolk", on, response_xlsx=xlsx(both))
    yield joint._replace(text=signed("norfolk", "Please find our response.", on, by=unit))
    yield plain("sussex", on, 7)._replace(header="surrey")
    crimes = table_of(NUMBERS["gloucestershire"], "Number of crimes")
    yield with_files("gloucestershire", on, response_xlsx=xlsx(titled("gloucestershire", crimes)))
    more = "We need more time to consider the public interest. We will reply by 24 July 2025."
    yield Letter("northern-ireland", on, signed("northern-ireland", more, on))


def beside_the_second(to: Path) -> None:
    """A folder with a letter and its table, and a message as Outlook saves it."""
    on = date(2025, 6, 26)
    (to / "surrey").mkdir()
    said = ["Surrey Police", day(on), "The figures are in the attached table.", "Surrey Police"]
    build_pdf(to / "surrey" / "letter.pdf", said)
    (to / "surrey" / "table.csv").write_bytes(csv(table_of(NUMBERS["surrey"])))
    body = signed("thames-valley", in_words("thames-valley", NUMBERS["thames-valley"]), on)
    sent = datetime(2025, 6, 26, 10, tzinfo=UTC)
    build_msg(to / "thames-valley.msg", Outlook(text=body, sent=sent))


def third_batch() -> Iterator[Letter]:
    """3 July: the late ones begin; a copy that hides nothing; a correction."""
    on = date(2025, 7, 3)
    for sort, force in enumerate(("humberside", "west-midlands", "avon-and-somerset")):
        yield plain(force, on, sort)
    clean = xlsx(titled("gwent", table_of(NUMBERS["gwent"])))
    yield with_files("gwent", on, f"Here is a clean copy. {REPLACES}", response_xlsx=clean)
    right = xlsx(titled("hampshire", table_of(NUMBERS["hampshire"])))
    why = "Please disregard our previous response: two digits were exchanged in it."
    yield with_files("hampshire", on, why, response_xlsx=right)


def fourth_batch() -> Iterator[Letter]:
    """14 July: what the letters brought, and the last ones."""
    on = date(2025, 7, 14)
    for sort, force in enumerate(("durham", "cleveland", "northern-ireland")):
        yield plain(force, on, sort)
    for force in ("devon-and-cornwall", "lancashire"):
        body = f"{REPLACES} {in_words(force, NUMBERS[force])}"
        yield Letter(force, on, signed(force, body, on))
    right = xlsx(titled("kent", table_of(NUMBERS["kent"])))
    yield with_files("kent", on, REPLACES, response_xlsx=right)


def write_batch(number: int, to: Path, empty: bytes) -> None:
    """Put one batch into a folder; `empty` is the answer sheet that went out."""
    to.mkdir()
    if number == 2:
        beside_the_second(to)
    batches = (first_batch(), second_batch(empty), third_batch(), fourth_batch())
    write_mailbox(to / f"week-{number}.mbox", list(batches[number - 1]))
