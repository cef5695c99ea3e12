"""Who sent a document, held against the force that it is filed under, in every format.

Each document is filed under Essex. What counts and what doesn't was decided by hand.
"""

from email.message import EmailMessage
from pathlib import Path

import pytest

from foistats.naming.forces.speaking import speaks_for
from foistats.reading.file import read_reply
from foistats.records import Asked, DocumentReading
from schemas.problem_codes import ProblemCode
from tests.flows.folders import add_request, bytes_of, line, table
from tests.golden.documents.builders import PdfTable, build_pdf, build_xlsx
from tests.golden.review.desks import codes, figures, rebuild

BY_ESSEX = Asked(force_ids=("essex",))
CSV = "Offence,2017/18,2018/19\nBurglary,12,34\nRobbery,5,6\n"
ROWS: list[list[object]] = [
    ["Offence", "2017/18", "2018/19"],
    ["Burglary", 12, 34],
    ["Robbery", 5, 6],
]
REFUSES = "The information is exempt by virtue of section 31(1)(a) of the Act."


def read(path: Path) -> DocumentReading:
    return read_reply(path, BY_ESSEX)


def read_text(tmp_path: Path, text: str, name: str = "reply.txt") -> DocumentReading:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read(path)


def assert_counts_for_nobody(reading: DocumentReading, *names: str) -> None:
    """Nothing of the document counts, and one problem names both forces."""
    assert (reading.observations, reading.refused, reading.proposals) == ((), (), ())
    (problem,) = [p for p in reading.problems if p.code is ProblemCode.FORCE_OTHER_THAN_SENDER]
    for name in (*names, "Essex Police"):
        assert name in problem.found


@pytest.mark.parametrize(
    ("words", "forces"),
    [
        ("Kent Police", ("kent",)),
        ("KENT POLICE", ("kent",)),
        ("Kent Police: burglary by year", ("kent",)),
        ("Burglary offences recorded in the Kent Police area", ("kent",)),
        ("Freedom of Information Unit, Kent Police", ("kent",)),
        ("Devon & Cornwall Police - FOI 1234", ("devon-and-cornwall",)),
        ("Police Service of Northern Ireland", ("northern-ireland",)),
        ("Police Scotland", ("police-scotland",)),
        ("Heddlu Gwent", ("gwent",)),
        ("Metropolitan Police Service (MPS)", ("metropolitan",)),
        ("Norfolk and Suffolk Constabularies", ("norfolk", "suffolk")),
    ],
)
def test_a_title_names_its_force(words: str, forces: tuple[str, ...]) -> None:
    assert [one.force_ids for one in speaks_for(words, is_line=True)] == [forces]


@pytest.mark.parametrize(
    ("words", "forces"),
    [
        ("The offences recorded by Kent Police are below.", ("kent",)),
        ("In 2019 12 offences were reported to Kent Police.", ("kent",)),
        ("I refer to your request, received by Kent Police on 3 June.", ("kent",)),
        ("The Police Service of Northern Ireland does hold this.", ("northern-ireland",)),
        ("Nid yw Heddlu Gwent yn cadw'r wybodaeth.", ("gwent",)),
        ("I write on behalf of Kent Police.", ("kent",)),
        ("GMP does not hold this information.", ("greater-manchester",)),
        ("The offences were recorded by the MPS in 2019.", ("metropolitan",)),
        ("Kent Police's records show 12.", ("kent",)),
        (
            "The Metropolitan Police Service (MPS) can neither confirm nor deny it.",
            ("metropolitan",),
        ),
    ],
)
def test_a_sentence_is_by_the_force_that_holds_or_recorded(
    words: str, forces: tuple[str, ...]
) -> None:
    assert [one.force_ids for one in speaks_for(words)] == [forces]


@pytest.mark.parametrize(
    "words",
    [
        "You may wish to ask Kent Police.",
        "Kent Police may hold this.",
        "Transferred from Kent Police",
        "Your request was transferred from Kent Police.",
        "This is not held by us; please contact Kent Police, who hold it.",
        "Officers seconded to Kent Police",
        "Dear Kent Police",
        "To: Kent Police",
        "Kent Police Federation",
        "Kent Police and Crime Commissioner",
        "Kent Police Museum is a charity.",
        "foi@kent.police.uk",
        "https://www.kent.police.uk/foi",
        "Kent Police were asked to help.",
        "COMPLAINTS BY MEMBERS (MPS)",
        "This email contains information from Kent Police and/or Essex Police, which is private.",
        "Please telephone Kent Police on 01622 690690.",
    ],
)
@pytest.mark.parametrize("is_line", [True, False])
def test_a_force_that_is_only_mentioned_sent_nothing(words: str, *, is_line: bool) -> None:
    assert list(speaks_for(words, is_line=is_line)) == []


@pytest.mark.parametrize(
    "title", ["Kent Police", "Kent Police: burglary by year", "Burglary, recorded by Kent Police"]
)
def test_a_table_without_any_letter_is_held_against_its_sender(tmp_path: Path, title: str) -> None:
    own = read_text(tmp_path, CSV, "own.csv")
    assert [one.count.low for one in own.observations] == [12, 34, 5, 6]
    assert_counts_for_nobody(read_text(tmp_path, f'"{title}"\n\n{CSV}', "r.csv"), "Kent Police")
    build_xlsx(tmp_path / "r.xlsx", {"Sheet1": [[title], [], *ROWS]})
    assert_counts_for_nobody(read(tmp_path / "r.xlsx"), "Kent Police")
    build_xlsx(tmp_path / "n.xlsx", {"Sheet1": [*ROWS, [], [f"Source: {title}"]]})
    assert_counts_for_nobody(read(tmp_path / "n.xlsx"), "Kent Police")


def test_a_cover_sheet_names_the_sender_of_every_sheet(tmp_path: Path) -> None:
    cover: list[list[object]] = [["Freedom of Information request"], ["Kent Police"]]
    build_xlsx(tmp_path / "r.xlsx", {"Cover": cover, "Data": ROWS})
    assert_counts_for_nobody(read(tmp_path / "r.xlsx"), "Kent Police")
    own: list[list[object]] = [["Essex Police, on behalf of Kent and Essex"], ["Kent Police"]]
    build_xlsx(tmp_path / "o.xlsx", {"Cover": own, "Data": ROWS})
    assert len(read(tmp_path / "o.xlsx").observations) == 4


def test_a_list_of_all_forces_names_no_sender(tmp_path: Path) -> None:
    names = ["Kent", "Surrey", "Sussex", "Dorset", "Wiltshire", "Gwent"]
    forces: list[list[object]] = [[f"{name} Police"] for name in names]
    build_xlsx(tmp_path / "r.xlsx", {"Forces asked": forces, "Data": ROWS})
    assert len(read(tmp_path / "r.xlsx").observations) == 4


def test_a_pdf_with_another_letterhead_counts_for_nobody(tmp_path: Path) -> None:
    offences = PdfTable([[str(value) for value in row] for row in ROWS])
    build_pdf(tmp_path / "r.pdf", ["Kent Police", "The table is below.", offences])
    assert_counts_for_nobody(read(tmp_path / "r.pdf"), "Kent Police")
    build_pdf(tmp_path / "o.pdf", ["Essex Police", "The table is below.", offences])
    assert len(read(tmp_path / "o.pdf").observations) == 4


def mail(path: Path, text: str, page: str = "", attached: str = "") -> Path:
    message = EmailMessage()
    message["From"] = "foi@kent.police.uk"
    message["Subject"] = "FOI 1"
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    if attached:
        message.add_attachment(attached.encode(), "text", "csv", filename="figures.csv")
    path.write_bytes(bytes(message))
    return path


def test_the_address_of_a_message_names_nobody(tmp_path: Path) -> None:
    reading = read(mail(tmp_path / "r.eml", "No information is held."))
    assert [one.outcome for one in reading.refused] == ["not_held"]


def test_a_table_in_a_message_goes_by_the_messages_own_words(tmp_path: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{v}</td>' for v in row)}</tr>" for row in ROWS)
    said = "The number of offences recorded by Kent Police is below."
    page = f"<p>{said}</p><table>{rows}</table><p>FOI Team<br>Kent Police</p>"
    assert_counts_for_nobody(read(mail(tmp_path / "r.eml", "see html", page)), "Kent Police")


def test_an_attachment_that_names_nobody_goes_by_its_message(tmp_path: Path) -> None:
    theirs = read(mail(tmp_path / "r.eml", "Please find it attached.\n\nKent Police", "", CSV))
    (part,) = theirs.parts
    assert_counts_for_nobody(part.reading, "Kent Police")
    ours = read(mail(tmp_path / "o.eml", "Please find it attached.\n\nEssex Police", "", CSV))
    assert len(ours.parts[0].reading.observations) == 4
    # The message names nobody, and the attachment names another force.
    said = "In 2018/19 we recorded 40 offences.\n"
    both = read(mail(tmp_path / "b.eml", said, "", f"Kent Police\n\n{CSV}"))
    assert_counts_for_nobody(both, "Kent Police")
    assert_counts_for_nobody(both.parts[0].reading, "Kent Police")


@pytest.mark.parametrize(
    "words",
    [
        f"Kent Police\n\n{REFUSES}\n\nJ. Smith",
        f"{REFUSES}\n\nJ. Smith\nFreedom of Information Officer\nKent Police",
        f"Kent Police has considered your request.\n\n{REFUSES}",
        "Kent Police: 12 offences were recorded in 2018/19.",
        "In 2018/19 12 offences were recorded by Kent Police.",
        "Nid yw Heddlu Gwent yn cadw'r wybodaeth hon.",
    ],
)
def test_a_letter_in_another_name_counts_for_nobody(tmp_path: Path, words: str) -> None:
    other = "Gwent Police" if "Gwent" in words else "Kent Police"
    assert_counts_for_nobody(read_text(tmp_path, words), other)
    own = read_text(tmp_path, f"Essex Police\n\n{words}")
    assert own.refused or own.observations or own.proposals


@pytest.mark.parametrize(
    "words",
    [
        f"{REFUSES} You may wish to ask Kent Police.",
        f"Your request was transferred from Kent Police.\n\n{REFUSES}",
        f"Your request\n\nKent Police has refused. Please say why.\n\nOur response\n\n{REFUSES}",
        f"{REFUSES}\n\nwww.kent.police.uk",
        f"Dear Kent Police,\n\nOur response\n\n{REFUSES}",
    ],
)
def test_a_letter_that_mentions_a_neighbour_is_its_senders(tmp_path: Path, words: str) -> None:
    assert [one.section for one in read_text(tmp_path, words).refused] == ["31(1)(a)"]


def test_documents_of_one_reply_have_one_sender_until_a_person_decides(tmp_path: Path) -> None:
    letter = "Kent Police has considered your request and the figures are attached.\n"
    table_only = "Offence,2016/17,2017/18\nRape,3,4\n"
    folder = add_request(
        tmp_path,
        line("dorset", "letter.txt;figures.csv", outcome=""),
        documents={
            "letter.txt": bytes_of(letter.encode()),
            "figures.csv": bytes_of(table_only.encode()),
        },
    )
    rebuild(tmp_path)
    assert figures(tmp_path) == {2016: (None, None), 2017: (None, None)}
    assert set(codes(tmp_path)) == {"force_other_than_sender"}
    assert {row["document"] for row in table(tmp_path, "problems")} == {
        "letter.txt",
        "figures.csv",
    }
    # A person says whose the table is: the layout's own word.
    (folder / "layouts").mkdir()
    layout = """because = "they telephoned"
by = "A. Person"

[[table]]
sheet = "csv"
area = "A1:C2"
headings = 1
labels = ["A"]
rows = "category"
columns = "period"
force = "Dorset Police"
expect = { A1 = "Offence", B1 = "2016/17" }
"""
    (folder / "layouts" / "figures.csv.toml").write_text(layout, encoding="utf-8")
    rebuild(tmp_path)
    assert figures(tmp_path) == {2016: (3, 3), 2017: (4, 4)}
