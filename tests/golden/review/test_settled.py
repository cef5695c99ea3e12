"""Every kind of problem ends once a person does what its sentence says, and makes no other one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from foistats.intake.statements import LEFT_UNCOUNTED, SETTLED_BY_NOTE
from foistats.publishing.blocking import what_blocks
from foistats.publishing.freezing import freeze
from foistats.review.answers import Answer
from foistats.run.record import unchanged_requests
from foistats.workspace import Workspace
from schemas.problem_codes import NEEDS_NO_ANSWER
from schemas.problem_codes import ProblemCode as P
from tests.flows.folders import (
    REQUEST,
    add_request,
    build,
    bytes_of,
    line,
    table,
    workbook,
)
from tests.flows.test_sealed import hiding
from tests.golden.review.desks import ON, answer, codes, desk, figures, rebuild, reply_of_dorset
from tests.unit.cli.typed import typed

Write = Callable[[Path], object]
Settle = Callable[[Path], object]
YEARS = ["Offence", "2016/17", "2017/18"]
GOOD = workbook(YEARS, ["Rape", 3, 4], ["Grooming", 10, 20])
BURGLARIES = REQUEST.replace("How many offences did you record?", "How many burglaries?")
CATEGORIES = REQUEST + '\n[[categories]]\nid = "rape"\nname = "Rape"\n'
SIGNED = 'because = "they wrote"\nby = "A. Person"\non = 2019-07-02\n'
NONE = (None, None)


class Case(NamedTuple):
    """A reply with a problem, what settles it, and the figures then, added up by hand."""

    write: Write
    settle: Settle
    figures: tuple[tuple[int | None, int | None], tuple[int | None, int | None]]
    name: str = "dorset.xlsx"
    request: str = REQUEST


def said(code: P, choice: str, value: str = "") -> Settle:
    """Answer the question about a code in review."""
    return lambda root: answer(root, code, choice, value)


def after(*settles: Settle) -> Settle:
    """Do one thing after another."""

    def each(root: Path) -> None:
        for settle in settles:
            settle(root)

    return each


def listed(was: str, now: str) -> Settle:
    """Write something else in responses.csv."""
    return edited("responses.csv", was, now)


def edited(name: str, was: str, now: str) -> Settle:
    """Write something else in a file that people edit."""

    def edit(root: Path) -> None:
        file = root / "raw" / "r" / name
        text = file.read_text(encoding="utf-8")
        assert was in text
        file.write_text(text.replace(was, now), encoding="utf-8")
        rebuild(root)

    return edit


def left(*also: P) -> Settle:
    """Say of a problem, and then of what follows from it, that the force was asked."""

    def leave(root: Path) -> None:
        for code in also:
            answer(root, code, "leave", "asked the force on 2 July")

    return leave


TWO_YEARS = ((3, 3), (4, 4))
SUMS = ((13, 13), (24, 24))
IN_REVIEW: dict[P, Case] = {
    P.MARK_UNEXPLAINED: Case(
        workbook(YEARS, ["Rape", 3, "*"], ["Grooming", 10, 20]),
        said(P.MARK_UNEXPLAINED, "fewer-than-5"),
        ((13, 13), (20, 24)),
    ),
    P.BLANK_UNEXPLAINED: Case(
        workbook(YEARS, ["Rape", 3, None], ["Grooming", 10, 20]),
        said(P.BLANK_UNEXPLAINED, "zero"),
        ((13, 13), (20, 20)),
    ),
    P.COUNT_UNREADABLE: Case(
        workbook(YEARS, ["Rape", 3, "see note"], ["Grooming", 10, 20]),
        said(P.COUNT_UNREADABLE, "correct", "4"),
        SUMS,
    ),
    P.COUNT_NEGATIVE: Case(
        workbook(YEARS, ["Rape", 3, -4], ["Grooming", 10, 20]),
        said(P.COUNT_NEGATIVE, "correct", "4"),
        SUMS,
    ),
    P.COUNT_FRACTIONAL: Case(
        workbook(YEARS, ["Rape", 3, 4.5], ["Grooming", 10, 20]),
        said(P.COUNT_FRACTIONAL, "correct", "4"),
        SUMS,
    ),
    P.TOTAL_MISMATCH: Case(
        workbook(YEARS, ["Rape", 3, 4], ["Grooming", 10, 20], ["Total", 13, 25]),
        said(P.TOTAL_MISMATCH, "parts"),
        SUMS,
    ),
    P.NO_PERIOD: Case(
        workbook(["Offence", "Offences"], ["Rape", 3], ["Grooming", 10]),
        said(P.NO_PERIOD, "period", "2016/17"),
        ((13, 13), NONE),
    ),
    P.PERIOD_AMBIGUOUS: Case(
        workbook(["Offence", "31/03/2017", "31/03/2018"], ["Rape", 3, 4]),
        said(P.PERIOD_AMBIGUOUS, "years-ended"),
        TWO_YEARS,
    ),
    P.PERIOD_OUTSIDE_REQUEST: Case(
        workbook([*YEARS, "2018/19"], ["Rape", 3, 4, 5]),
        said(P.PERIOD_OUTSIDE_REQUEST, "none"),
        TWO_YEARS,
    ),
    P.FORCE_UNKNOWN: Case(
        workbook(["Force", "2016/17", "2017/18"], ["Dorsett", 3, 4]),
        said(P.FORCE_UNKNOWN, "dorset"),
        TWO_YEARS,
    ),
    P.FORCE_OTHER_THAN_SENDER: Case(
        workbook(["Force", "2016/17", "2017/18"], ["Dorset", 3, 4], ["Kent", 1, 2]),
        said(P.FORCE_OTHER_THAN_SENDER, "none"),
        TWO_YEARS,
    ),
    P.UNIT_DIFFERS: Case(
        workbook(["Number of crimes", "2016/17", "2017/18"], ["Rape", 3, 4]),
        said(P.UNIT_DIFFERS, "same"),
        TWO_YEARS,
    ),
    P.CATEGORY_UNKNOWN: Case(
        workbook(YEARS, ["Rape", 3, 4], ["Grooming", 10, 20]),
        left(P.CATEGORY_UNKNOWN),
        TWO_YEARS,
        request=CATEGORIES,
    ),
    P.HEADING_UNCLEAR: Case(
        workbook(YEARS, ["Attempted burglary", 3, 4]),
        said(P.HEADING_UNCLEAR, "asked"),
        TWO_YEARS,
        request=BURGLARIES,
    ),
    P.COUNT_PROPOSED: Case(
        bytes_of(b"There were about 226 offences in 2016/17.\n"),
        said(P.COUNT_PROPOSED, "edit", "count = 226"),
        ((226, 226), NONE),
        name="d.txt",
    ),
    P.TEXT_GUESSED: Case(
        bytes_of("Offence,2016/17,2017/18\nRape – all,3,4\n".encode("cp1252")),
        said(P.TEXT_GUESSED, "none"),
        TWO_YEARS,
        name="d.csv",
    ),
    P.DOCUMENT_NOT_ITS_EXTENSION: Case(
        workbook(YEARS, ["Rape", 3, 4]),
        said(P.DOCUMENT_NOT_ITS_EXTENSION, "none"),
        TWO_YEARS,
        name="d.csv",
    ),
    P.DOCUMENT_UNSUPPORTED: Case(
        bytes_of(b"\x89PNG\r\n\x1a\n0000"),
        after(said(P.DOCUMENT_UNSUPPORTED, "none"), left(P.ANSWER_WITHOUT_COUNTS)),
        (NONE, NONE),
        name="d.png",
    ),
    P.DOCUMENT_EMPTY: Case(
        bytes_of(b""), left(P.DOCUMENT_EMPTY, P.ANSWER_WITHOUT_COUNTS), (NONE, NONE)
    ),
    P.DOCUMENT_BROKEN: Case(
        bytes_of(b"PK\x03\x04 no workbook"),
        left(P.DOCUMENT_BROKEN, P.ANSWER_WITHOUT_COUNTS),
        (NONE, NONE),
    ),
    P.NO_TABLE: Case(
        bytes_of(b"Dear Sir, thank you for your letter.\n"),
        left(P.NO_TABLE, P.ANSWER_WITHOUT_COUNTS),
        (NONE, NONE),
        name="d.txt",
    ),
    P.COUNT_TWICE: Case(
        workbook(["Force", "2016/17", "2017/18"], ["Dorset", 3, 4], ["Dorset", 5, 6]),
        after(
            left(P.COUNT_TWICE),
            said(P.FIGURE_LEFT_OUT, "leave", "asked the force on 2 July"),
        ),
        (NONE, NONE),
    ),
    P.FIGURE_LEFT_OUT: Case(
        workbook(YEARS, ["Rape", 3, None], ["Grooming", 10, 20]),
        after(said(P.BLANK_UNEXPLAINED, "not-available"), left(P.FIGURE_LEFT_OUT)),
        ((13, 13), NONE),
    ),
    P.ANSWER_WITHOUT_COUNTS: Case(
        bytes_of(b"Dear Sir, thank you for your letter.\n"),
        after(
            left(P.NO_TABLE),
            listed("answered", "not_held"),
        ),
        (NONE, NONE),
        name="d.txt",
    ),
}


def open_codes(root: Path) -> set[str]:
    return set(codes(root)) - {code.value for code in NEEDS_NO_ANSWER}


@pytest.mark.parametrize("code", IN_REVIEW)
def test_an_answer_in_review_settles_it(tmp_path: Path, code: P) -> None:
    case = IN_REVIEW[code]
    reply_of_dorset(tmp_path, case.write, name=case.name, request=case.request)
    assert code in open_codes(tmp_path)
    assert all(row["remedy"] and row["expected"] for row in table(tmp_path, "problems"))
    case.settle(tmp_path)
    assert open_codes(tmp_path) == set()
    assert tuple(figures(tmp_path).values()) == case.figures


@pytest.mark.parametrize("code", [code for code in IN_REVIEW if code in LEFT_UNCOUNTED])
def test_what_nobody_can_settle_may_be_left_and_changes_no_figure(tmp_path: Path, code: P) -> None:
    case = IN_REVIEW[code]
    reply_of_dorset(tmp_path, case.write, name=case.name, request=case.request)
    before = figures(tmp_path)
    for _ in range(4):
        at = desk(tmp_path)
        questions = at.spread().questions
        if not questions:
            break
        for one in questions:
            choice = one.choice("leave") or one.choice("none")
            assert choice is not None, one.problem
            value = "asked the force on 2 July" if choice.asks else ""
            at.answer(one, Answer(choice, value, "", "A. Person", ON))
        at.save()
        rebuild(tmp_path)
    assert open_codes(tmp_path) == set()
    assert figures(tmp_path) == before


def restore(content: Write, name: str = "dorset.xlsx") -> Settle:
    def bring_back(root: Path) -> None:
        content(root / "raw" / "r" / "documents" / name)
        rebuild(root)

    return bring_back


def declared(name: str, text: str) -> Settle:
    def write(root: Path) -> None:
        (root / "raw" / "r" / name).write_text(text, encoding="utf-8")
        rebuild(root)

    return write


def more_lines(*lines: str, **documents: Write) -> Settle:
    """Further lines of responses.csv, with their documents."""

    def add(root: Path) -> None:
        for name, write in documents.items():
            write(root / "raw" / "r" / "documents" / f"{name}.xlsx")
        with (root / "raw" / "r" / "responses.csv").open("a", encoding="utf-8") as file:
            file.write("".join(f"{one}\n" for one in lines))
        rebuild(root)

    return add


def deleted(path: str) -> Settle:
    def delete(root: Path) -> None:
        (root / "raw" / "r" / path).unlink()
        rebuild(root)

    return delete


STALE = (
    '[[correction]]\ndocument = "dorset.xlsx"\nplace = "Sheet1!B2"\nfound = "7"\nuse = "8"\n'
    + SIGNED
)
LATER = line("dorset", "later.xlsx", response_id="d2", received_on="2019-06-25")
NEWER = line("dorset", "later.xlsx", response_id="d2", supersedes="dorset")


class Mistake(NamedTuple):
    """What goes wrong with a good reply of Dorset, and what its sentence says to do."""

    make: Settle
    settle: Settle


BY_HAND: dict[P, Mistake] = {
    P.DOCUMENT_MISSING: Mistake(deleted("documents/dorset.xlsx"), restore(GOOD)),
    P.DOCUMENT_UNLISTED: Mistake(
        restore(GOOD, "more.xlsx"), more_lines(line("wiltshire", "more.xlsx"))
    ),
    P.DOCUMENT_TWICE: Mistake(
        more_lines(line("wiltshire", "dorset.xlsx")),
        after(
            listed(line("wiltshire", "dorset.xlsx") + "\n", ""),
            listed("Dorset Police", "Dorset Police; Wiltshire Police"),
        ),
    ),
    P.RESPONSE_TWICE: Mistake(
        more_lines(LATER, later=workbook(YEARS, ["Rape", 3, 4], ["Grooming", 10, 21])),
        after(listed(",later.xlsx,,", ",later.xlsx,dorset,"), said(P.FIGURE_REVISED, "none")),
    ),
    P.FIGURE_REVISED: Mistake(
        more_lines(NEWER, later=workbook(YEARS, ["Rape", 3, 5], ["Grooming", 10, 20])),
        said(P.FIGURE_REVISED, "none"),
    ),
    P.SUPERSEDES_UNKNOWN: Mistake(
        listed("dorset.xlsx,,", "dorset.xlsx,d0,"), listed("dorset.xlsx,d0,", "dorset.xlsx,,")
    ),
    P.RESPONSES_INVALID: Mistake(
        listed("2019-06-20", "2019-06-31"), listed("2019-06-31", "2019-06-20")
    ),
    P.REQUEST_INVALID: Mistake(
        edited("request.toml", '"offences"', '"oddities"'),
        edited("request.toml", '"oddities"', '"offences"'),
    ),
    P.FORCE_NOT_ASKED: Mistake(
        more_lines(line("kent", "kent.xlsx"), kent=workbook(YEARS, ["Rape", 1, 2])),
        edited("request.toml", '"dorset", ', '"dorset", "kent", '),
    ),
    P.OUTCOME_CONTRADICTED: Mistake(
        listed(",answered,", ",refused,"), listed(",refused,", ",partly_answered,")
    ),
    P.DECLARATION_INVALID: Mistake(
        declared("marks.toml", '[[mark]]\nmark = "*"\n'), deleted("marks.toml")
    ),
    P.CORRECTION_STALE: Mistake(declared("corrections.toml", STALE), deleted("corrections.toml")),
}


@pytest.mark.parametrize("code", BY_HAND)
def test_what_its_sentence_says_settles_it(tmp_path: Path, code: P) -> None:
    reply_of_dorset(tmp_path, GOOD)
    assert codes(tmp_path) == []
    BY_HAND[code].make(tmp_path)
    told = {row["code"] for row in problems_now(tmp_path)}
    assert code in told
    BY_HAND[code].settle(tmp_path)
    assert code not in {row["code"] for row in problems_now(tmp_path)}


def problems_now(root: Path) -> list[dict[str, Any]]:
    """The problems of the tables, or those for which the tables of an earlier run are kept."""
    from foistats.release.not_current import read_not_current

    kept = read_not_current(Workspace(root), "r")
    rows = [{"code": one.code.value} for one in kept.problems] if kept is not None else []
    return [*rows, *table(root, "problems")]


def test_a_document_changed_since_it_came_is_settled_by_bringing_it_back(tmp_path: Path) -> None:
    folder = reply_of_dorset(tmp_path, GOOD)
    content = (folder / "documents" / "dorset.xlsx").read_bytes()
    workbook(YEARS, ["Rape", 9, 9])(folder / "documents" / "dorset.xlsx")
    rebuild(tmp_path)
    assert P.DOCUMENT_CHANGED in codes(tmp_path)
    (folder / "documents" / "dorset.xlsx").write_bytes(content)
    rebuild(tmp_path)
    assert codes(tmp_path) == []


def test_what_is_sealed_is_settled_by_a_release_and_keeps_nothing_from_being_published(
    tmp_path: Path,
) -> None:
    add_request(
        tmp_path,
        line("gloucestershire", "g.xlsx"),
        documents={"g.xlsx": hiding},
        request=REQUEST.replace('"dorset", "wiltshire", ', ""),
    )
    build(tmp_path)
    assert P.DOCUMENT_SEALED in codes(tmp_path)
    (sealed,) = (tmp_path / "raw" / "r" / "quarantine").iterdir()
    words = ("quarantine", "release", sealed.name, "--because", "no names in it")
    assert typed(*words, "--by", "A. Person", "--root", tmp_path).exit_code == 0
    build(tmp_path)
    # It is told for the record, with what to do when the clean copy comes.
    assert codes(tmp_path) == [P.HIDDEN_CELLS]
    assert open_codes(tmp_path) == set()
    assert desk(tmp_path).spread().questions == ()
    # The very next run has nothing to do, though no reading of such a document is kept.
    assert list(unchanged_requests(Workspace(tmp_path), ["r"])) == ["r"]
    (reason,) = what_blocks(Workspace(tmp_path), "r")
    assert reason.startswith("the plausibility check")
    # 1000 + 5 and 2000 + 6
    assert figures(tmp_path, "gloucestershire") == {2016: (1005, 1005), 2017: (2006, 2006)}


def test_a_sealed_document_may_be_left_once_the_force_was_told(tmp_path: Path) -> None:
    add_request(tmp_path, line("gloucestershire", "g.xlsx"), documents={"g.xlsx": hiding})
    build(tmp_path)
    left(P.DOCUMENT_SEALED)(tmp_path)
    for _ in desk(tmp_path).spread().questions:
        left(P.ANSWER_WITHOUT_COUNTS)(tmp_path)
    assert open_codes(tmp_path) == set()
    assert figures(tmp_path, "gloucestershire") == {2016: NONE, 2017: NONE}
    # Nothing but the plausibility check is left, and the release says what was left out.
    (reason,) = what_blocks(Workspace(tmp_path), "r")
    assert reason.startswith("the plausibility check")
    folder = freeze(Workspace(tmp_path), "r", by="A. Person", made_on=ON)
    said = (folder / "NOTES.md").read_text(encoding="utf-8").replace("\\", "")
    assert "g.xlsx hides something, and nothing of it is counted: " in said
    assert "asked the force on 2 July (A. Person, 2019-07-02)" in said


def test_a_replaced_document_that_can_not_be_opened_is_looked_at_in_review(tmp_path: Path) -> None:
    add_request(
        tmp_path,
        line("dorset", "old.xlsx", response_id="d1"),
        line("dorset", "new.xlsx", response_id="d2", supersedes="d1"),
        documents={"old.xlsx": bytes_of(b"PK\x03\x04 no workbook"), "new.xlsx": GOOD},
    )
    rebuild(tmp_path)
    assert codes(tmp_path) == [P.FIGURE_REVISED]
    answer(tmp_path, P.FIGURE_REVISED, "none")
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (13, 13), 2017: (24, 24)}


def test_crimes_of_a_sentence_may_be_the_offences_that_were_asked_for(tmp_path: Path) -> None:
    letter = (
        b"There were 1,500 crimes of burglary in 2016/17 and 1,400 crimes of burglary in 2017/18.\n"
    )
    reply_of_dorset(tmp_path, bytes_of(letter), name="d.txt", request=BURGLARIES)
    assert codes(tmp_path) == [P.UNIT_DIFFERS]
    answer(tmp_path, P.UNIT_DIFFERS, "same")
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (1500, 1500), 2017: (1400, 1400)}


def test_a_table_whose_unit_is_the_one_asked_for_is_still_held_against_the_question(
    tmp_path: Path,
) -> None:
    rows = (["Number of crimes", "2016/17", "2017/18"], ["Fraud", 3, 4])
    reply_of_dorset(tmp_path, workbook(*rows), request=BURGLARIES)
    answer(tmp_path, P.UNIT_DIFFERS, "same")
    # Fraud is no burglary, whatever its unit is called.
    assert codes(tmp_path) == [P.HEADING_UNCLEAR]
    assert figures(tmp_path) == {2016: NONE, 2017: NONE}
    answer(tmp_path, P.HEADING_UNCLEAR, "other")
    assert figures(tmp_path) == {2016: NONE, 2017: NONE}


def test_a_unit_that_the_table_does_not_count_is_out_of_date(tmp_path: Path) -> None:
    reply_of_dorset(tmp_path, GOOD)
    entry = '[[unit]]\ndocument = "dorset.xlsx"\nplace = "Sheet9!A1:C3"\n'
    declared("statements.toml", f'{entry}counted = "crimes"\nunit = "offences"\n{SIGNED}')(tmp_path)
    assert P.CORRECTION_STALE in codes(tmp_path)
    deleted("statements.toml")(tmp_path)
    assert codes(tmp_path) == []


def test_two_responses_with_the_same_sentence_are_settled_one_by_one(tmp_path: Path) -> None:
    add_request(
        tmp_path,
        line("dorset", ""),
        line("wiltshire", ""),
        documents={},
    )
    rebuild(tmp_path)
    at = desk(tmp_path)
    (asked,) = at.spread().questions
    each = asked.choice("each")
    assert each is None or len(asked.members) == 2
    first = asked.each[0]
    meant = first.choice("leave")
    assert meant is not None
    at.answer(first, Answer(meant, "asked Dorset", "", "A. Person", ON))
    at.save()
    rebuild(tmp_path)
    assert [row["response_id"] for row in table(tmp_path, "problems")] == ["wiltshire"]


# Each with the reason why no reply made in test code can be settled here by what its sentence says.
NOT_HERE: dict[P, str] = {
    P.DOCUMENT_LOCKED: "left as DOCUMENT_BROKEN is; a locked file takes an encrypting program",
    P.DOCUMENT_HOSTILE: "left as DOCUMENT_BROKEN is; hostile files are in tests/hostile",
    P.DOCUMENT_CHANGED: "test_a_document_changed_since_it_came_is_settled_by_bringing_it_back",
    P.DOCUMENT_SEALED: "test_what_is_sealed_is_settled_by_a_release",
    P.HIDDEN_CELLS: "needs no answer: the release that brings it about is one",
    P.LINE_LEFT_OUT: "needs no answer",
    P.HEADING_OTHER: "needs no answer",
    P.READER_DIED: "the machine's fault: the next run reads it; see tests/unit/documents",
    P.READER_TOO_SLOW: "the machine's fault: the next run reads it; see tests/unit/documents",
    P.READERS_DISAGREE: "takes a file that two readers read differently; left by a note",
    P.NO_FORCE: "a response always names its sender; `foistats read` alone knows of it",
    P.JOINT_FORCES: "settled by a note in tests/golden/review/test_answers.py",
    P.LAYOUT_UNCLEAR: "settled by picking a reading in tests/golden/review/test_rivals.py",
    P.LAYOUT_STALE: "settled by correcting the layout in tests/golden/tables/test_layouts.py",
    P.CELL_UNEXPLAINED: "settled by a note in tests/golden/review/test_answers.py",
    P.TOTAL_UNEXPLAINED: "settled by a layout in tests/golden/tables/test_layouts.py",
    P.TABLES_DISAGREE: "left as FIGURE_LEFT_OUT is; corrected as TOTAL_MISMATCH is",
    P.REFUSAL_UNCLEAR: "settled by the outcome in tests/unit/aggregation/test_outcomes.py",
    P.SUPERSEDES_UNSAID: "settled by supersedes in tests/unit/aggregation/test_revisions.py",
    P.BUILD_FAILED: "a fault of foistats, to be reported",
    P.TABLES_REJECTED: "a fault of foistats, to be reported",
}


def test_every_code_is_settled_here_or_it_is_said_why_not() -> None:
    assert IN_REVIEW.keys() | BY_HAND.keys() | NOT_HERE.keys() == set(P)
    assert not (IN_REVIEW.keys() | BY_HAND.keys()) & NOT_HERE.keys()


def test_a_note_settles_nothing_that_needs_a_person_s_word_on_what_is_counted() -> None:
    assert P.HEADING_UNCLEAR not in SETTLED_BY_NOTE
    assert P.TOTAL_UNEXPLAINED not in SETTLED_BY_NOTE
    assert P.OUTCOME_CONTRADICTED not in SETTLED_BY_NOTE
