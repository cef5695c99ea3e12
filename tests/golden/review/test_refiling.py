"""A reply that is filed under one force and speaks for another, moved or kept by a person's word.

Letters and figures were made up; what counts for whom then was decided and added up by hand.
"""

import csv
import io
import tomllib
from pathlib import Path

import pytest

from foistats.intake.sheets import read_sheet, with_cells
from foistats.review.answers import AnswerRefused
from foistats.review.sheet import apply_sheet, sheet_bytes
from foistats.review.sitting import sit_down
from schemas.problem_codes import ProblemCode
from tests.flows.folders import add_request, bytes_of, line, table, workbook
from tests.golden.review.desks import ON, answer, codes, desk, figures, found, question, rebuild

P = ProblemCode.FORCE_OTHER_THAN_SENDER
NOTHING = {2016: (None, None), 2017: (None, None)}


def letter(force: str, first: int, second: int) -> bytes:
    return (
        f"{force}\nHeadquarters\n\nDear Requester,\n\n"
        f"In 2016/17 {force} recorded {first} offences.\n"
        f"In 2017/18 {force} recorded {second} offences.\n\nYours sincerely,\n"
    ).encode()


def by_us(force: str, first: int, second: int) -> bytes:
    """A letter that names its force at its head alone."""
    text = letter(force, first, second).decode()
    return text.replace(f" {force} recorded", " we recorded").encode()


REFUSAL = (
    b"Wiltshire Police\nHeadquarters\n\nDear Requester,\n\nThe information is exempt by virtue of"
    b" section 31(1)(a) of the Act.\n\nYours sincerely,\n"
)


def misfiled(root: Path, content: bytes, *more: str, **documents: bytes) -> Path:
    """A letter filed under Dorset, and other lines with their documents."""
    every = {"letter.txt": content, **{f"{name}.txt": one for name, one in documents.items()}}
    folder = add_request(
        root,
        line("dorset", "letter.txt", outcome=""),
        *more,
        documents={name: bytes_of(one) for name, one in every.items()},
    )
    rebuild(root)
    return folder


def listed(folder: Path) -> dict[str, dict[str, str]]:
    text = (folder / "responses.csv").read_text("utf-8")
    return {row["response_id"]: row for row in csv.DictReader(text.splitlines())}


def choices(root: Path) -> list[str]:
    return [one.key for one in question(desk(root), P).choices]


def test_a_letter_moves_to_the_force_that_wrote_it_and_the_next_run_reads_it_so(
    tmp_path: Path,
) -> None:
    folder = misfiled(tmp_path, letter("Wiltshire Police", 12, 34))
    assert figures(tmp_path) == NOTHING
    assert choices(tmp_path) == ["refile", "own", "none"]
    first = question(desk(tmp_path), P).choices[0]
    assert first.text == "file it under Wiltshire Police"
    answer(tmp_path, P, "refile", because="the letter says so")
    assert codes(tmp_path) == []
    assert figures(tmp_path) == NOTHING
    assert figures(tmp_path, "wiltshire") == {2016: (12, 12), 2017: (34, 34)}
    row = listed(folder)["dorset"]
    assert (row["force"], row["received_on"]) == ("Wiltshire Police", "2019-06-20")
    [record] = tomllib.loads((folder / "refiled.toml").read_text("utf-8"))["refiled"]
    assert record == {
        "response": "dorset",
        "documents": ["letter.txt"],
        "was": "Dorset Police",
        "is": "Wiltshire Police",
        "because": "the letter says so",
        "by": "A. Person",
        "on": ON,
    }
    # The table of who answered says it, too.
    notes = [row["note"] for row in table(tmp_path, "coverage") if row["note"]]
    assert any("filed under Wiltshire Police, not Dorset Police, by A. Person" in n for n in notes)


def test_a_refusal_moves_to_the_force_that_refused(tmp_path: Path) -> None:
    misfiled(tmp_path, REFUSAL)
    answer(tmp_path, P, "refile")
    outcomes = {row["force_id"]: row["outcome"] for row in table(tmp_path, "coverage")}
    assert outcomes["wiltshire"] == "refused"
    assert outcomes["dorset"] == "no_response"


def test_nothing_counts_as_long_as_it_is_left_where_it_is(tmp_path: Path) -> None:
    folder = misfiled(tmp_path, letter("Wiltshire Police", 12, 34))
    answer(tmp_path, P, "none")
    assert figures(tmp_path) == figures(tmp_path, "wiltshire") == NOTHING
    assert listed(folder)["dorset"]["force"] == "Dorset Police"


@pytest.mark.parametrize(
    ("how", "expected", "standing"),
    [
        ("corrects", {2016: (12, 12), 2017: (34, 34)}, "dorset"),
        ("again", {2016: (10, 10), 2017: (30, 30)}, "wiltshire"),
    ],
)
def test_with_a_reply_of_the_other_force_a_person_says_which_holds(
    tmp_path: Path,
    how: str,
    expected: dict[int, tuple[int, int]],
    standing: str,
) -> None:
    folder = misfiled(
        tmp_path,
        letter("Wiltshire Police", 12, 34),
        line("wiltshire", "own.txt", outcome=""),
        own=letter("Wiltshire Police", 10, 30),
    )
    assert choices(tmp_path) == ["corrects", "again", "with", "own", "none"]
    answer(tmp_path, P, how)
    assert figures(tmp_path) == NOTHING
    assert figures(tmp_path, "wiltshire") == expected
    rows = listed(folder)
    other = "wiltshire" if standing == "dorset" else "dorset"
    assert rows[standing]["supersedes"] == other
    assert rows[other]["supersedes"] == ""
    assert "response_twice" not in codes(tmp_path)


def test_a_part_of_another_reply_goes_to_its_line(tmp_path: Path) -> None:
    folder = misfiled(
        tmp_path,
        b"Wiltshire Police\n\nDear Requester,\n\nIn 2017/18 we recorded 34 offences.\n",
        line("wiltshire", "own.txt", outcome=""),
        own=b"Wiltshire Police\n\nDear Requester,\n\nIn 2016/17 we recorded 10 offences.\n",
    )
    answer(tmp_path, P, "with")
    assert figures(tmp_path, "wiltshire") == {2016: (10, 10), 2017: (34, 34)}
    rows = listed(folder)
    assert rows["wiltshire"]["documents"] == "own.txt;letter.txt"
    assert (rows["dorset"]["documents"], rows["dorset"]["outcome"]) == ("", "no_response")


def test_whoever_says_that_it_is_the_forces_own_all_the_same_says_why(tmp_path: Path) -> None:
    folder = misfiled(tmp_path, by_us("Wiltshire Police", 12, 34))
    with pytest.raises(AnswerRefused, match="needs a value"):
        answer(tmp_path, P, "own")
    answer(tmp_path, P, "own", "they took over Wiltshire's template and confirmed the figures")
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (12, 12), 2017: (34, 34)}
    assert figures(tmp_path, "wiltshire") == NOTHING
    said = (folder / "statements.toml").read_text("utf-8")
    assert said.startswith('[[sender]]\ndocument = "letter.txt"\nforce = "Dorset Police"\n')
    rows = table(tmp_path, "observations")
    declared = [row["declared"] for row in rows if row["place"]]
    assert len(declared) == 2
    assert all("sent by Dorset Police, by A. Person" in one for one in declared)
    # Filed under a third force later, the word of then holds no more.
    text = (folder / "responses.csv").read_text("utf-8")
    moved = text.replace("Dorset Police", "Gloucestershire Constabulary")
    (folder / "responses.csv").write_text(moved, encoding="utf-8")
    rebuild(tmp_path)
    assert codes(tmp_path).count(P.value) == 1


def test_a_refusal_is_the_forces_own_by_a_persons_word(tmp_path: Path) -> None:
    misfiled(tmp_path, REFUSAL)
    answer(tmp_path, P, "own", "they answer by Wiltshire's template")
    assert codes(tmp_path) == []
    said = {
        row["force_id"]: (row["outcome"], row["section"]) for row in table(tmp_path, "coverage")
    }
    assert said["dorset"] == ("refused", "31(1)(a)")
    assert said["wiltshire"][0] == "no_response"


def test_a_sentence_that_names_the_other_force_stays_a_question(tmp_path: Path) -> None:
    misfiled(tmp_path, letter("Wiltshire Police", 12, 34))
    answer(tmp_path, P, "own", "the head is a slip")
    assert codes(tmp_path).count("count_proposed") == 2
    assert figures(tmp_path) == NOTHING


def test_a_table_under_the_other_forces_title_counts_for_its_sender_then(tmp_path: Path) -> None:
    add_request(
        tmp_path,
        line("dorset", "d.xlsx", outcome=""),
        documents={
            "d.xlsx": workbook(
                ["Wiltshire Police: offences recorded"],
                [],
                ["Offence", "2016/17", "2017/18"],
                ["Rape", 3, 4],
                ["Grooming", 10, 20],
            )
        },
    )
    rebuild(tmp_path)
    assert figures(tmp_path) == NOTHING
    answer(tmp_path, P, "own", "the title is a slip")
    assert figures(tmp_path) == {2016: (13, 13), 2017: (24, 24)}
    assert figures(tmp_path, "wiltshire") == NOTHING


def test_one_document_of_several_moves_alone(tmp_path: Path) -> None:
    folder = add_request(
        tmp_path,
        line("dorset", "a.txt;b.txt", outcome=""),
        documents={
            "a.txt": bytes_of(letter("Dorset Police", 1, 2)),
            "b.txt": bytes_of(letter("Wiltshire Police", 12, 34)),
        },
    )
    rebuild(tmp_path)
    first = question(desk(tmp_path), P).choices[0]
    assert first.text == "file it under Wiltshire Police (b.txt alone)"
    answer(tmp_path, P, "refile")
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (1, 1), 2017: (2, 2)}
    assert figures(tmp_path, "wiltshire") == {2016: (12, 12), 2017: (34, 34)}
    rows = listed(folder)
    assert rows["dorset"]["documents"] == "a.txt"
    assert rows["dorset-wiltshire"]["documents"] == "b.txt"


def test_a_table_moves_with_the_letter_it_came_with(tmp_path: Path) -> None:
    """The table names nobody: it is whose the letter is."""
    folder = add_request(
        tmp_path,
        line("dorset", "a.txt;b.xlsx", outcome=""),
        documents={
            "a.txt": bytes_of(b"Wiltshire Police\n\nDear Requester,\n\nPlease find it attached.\n"),
            "b.xlsx": workbook(["Offence", "2016/17", "2017/18"], ["Rape", 3, 4]),
        },
    )
    rebuild(tmp_path)
    assert figures(tmp_path) == NOTHING
    answer(tmp_path, P, "refile")
    assert codes(tmp_path) == []
    assert figures(tmp_path, "wiltshire") == {2016: (3, 3), 2017: (4, 4)}
    assert listed(folder)["dorset"]["documents"] == "a.txt;b.xlsx"


def test_two_that_were_filed_crosswise_are_moved_by_one_sheet(tmp_path: Path) -> None:
    folder = add_request(
        tmp_path,
        line("dorset", "a.txt", outcome=""),
        line("wiltshire", "b.txt", outcome=""),
        documents={
            "a.txt": bytes_of(letter("Wiltshire Police", 12, 34)),
            "b.txt": bytes_of(letter("Dorset Police", 5, 6)),
        },
    )
    rebuild(tmp_path)
    at = desk(tmp_path)
    sheet = sheet_bytes(at.spread().questions).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet, newline="")))
    assert [row["document"] for row in rows] == ["a.txt", "b.txt"]
    # What is under Dorset still is not Dorset's either, so that nothing is asked about it.
    filled = "id,answer\n" + "".join(
        f"{row['id']},{answer}\n" for row, answer in zip(rows, ("refile", "refile"), strict=True)
    )
    done = apply_sheet(at, filled.encode(), name="f", by="A. Person", because="x", on=ON)
    assert done.errors == ()
    assert done.files == ("refiled.toml", "responses.csv")
    at.save()
    forces = {name: row["force"] for name, row in listed(folder).items()}
    assert forces == {"dorset": "Wiltshire Police", "wiltshire": "Dorset Police"}
    records = tomllib.loads((folder / "refiled.toml").read_text("utf-8"))["refiled"]
    assert [one["response"] for one in records] == ["dorset", "wiltshire"]
    rebuild(tmp_path)
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (5, 5), 2017: (6, 6)}
    assert figures(tmp_path, "wiltshire") == {2016: (12, 12), 2017: (34, 34)}


def test_a_force_that_was_not_asked_is_not_offered(tmp_path: Path) -> None:
    misfiled(tmp_path, by_us("Kent Police", 12, 34))
    assert choices(tmp_path) == ["own", "none"]
    answer(tmp_path, P, "own", "they share a unit with Kent")
    assert figures(tmp_path) == {2016: (12, 12), 2017: (34, 34)}


def test_a_refiling_is_taken_back(tmp_path: Path) -> None:
    folder = misfiled(tmp_path, letter("Wiltshire Police", 12, 34))
    before = (folder / "responses.csv").read_bytes()
    sitting = sit_down(desk(tmp_path))
    [asked] = sitting.questions
    refile = asked.choice("refile")
    assert refile is not None
    sitting.answer(asked, refile, "", because="", by="A. Person", on=ON)
    assert not sitting.left
    # What was answered before the next run is not asked again.
    assert desk(tmp_path).spread().questions == ()
    assert sitting.undo() == asked
    assert (folder / "responses.csv").read_bytes() == before
    assert not (folder / "refiled.toml").exists()
    assert [one.id for one in desk(tmp_path).spread().questions] == [asked.id]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_one_cell_changes_and_the_rest_stays_byte_for_byte(encoding: str) -> None:
    text = 'a;b;c\r\n1;"x\r\ny";é\r\n;;\r\n2;"say ""so""";\r\n3;z;'
    content = text.encode(encoding)
    sheet = read_sheet(content, known=("a", "b", "c"), name="f")
    numbers = {one.values["a"]: one.number for one in sheet.lines}
    changed = with_cells(content, sheet, numbers["2"], {"c": "new; é"})
    expected = text.replace('2;"say ""so""";\r\n', '2;"say ""so""";"new; é"\r\n')
    assert changed == expected.encode(encoding)
    last = with_cells(content, sheet, numbers["3"], {"b": "q"})
    assert last == text.replace("3;z;", "3;q;").encode(encoding)


def test_lines_of_other_forces_in_a_table_are_no_misfiled_reply(tmp_path: Path) -> None:
    add_request(
        tmp_path,
        line("dorset", "d.xlsx"),
        documents={
            "d.xlsx": workbook(
                ["Force", "2016/17", "2017/18"], ["Dorset", 3, 4], ["Wiltshire", 1, 2]
            )
        },
    )
    rebuild(tmp_path)
    assert found(tmp_path, P) == ["wiltshire"]
    assert choices(tmp_path) == ["none"]
