"""What persons declared, from the files under raw/ to the tables: figures worked out by hand."""

from pathlib import Path

import pytest

from foistats.documents.model import Document, Grid, Part
from foistats.formats import opening as door
from foistats.formats.opening import Entered
from foistats.intake.asked import declared_of
from foistats.letters.reading import Prose
from foistats.model.values import Count
from foistats.naming.periods import read_period
from foistats.reading import file as extraction
from foistats.records import Asked, Proposal
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Status
from tests.flows.folders import (
    DORSET,
    WILTSHIRE,
    add_good,
    add_request,
    line,
    table,
    totals,
    workbook,
)
from tests.golden.review.desks import codes, declared, figures, found, rebuild, reply_of_dorset

SIGNED = 'because = "they wrote on 2 July"\nby = "A. Person"\non = 2019-07-02\n'


def correct(folder: Path, *, document: str, place: str, found: str, use: str) -> None:
    values = f'document = "{document}"\nplace = "{place}"\nfound = "{found}"\nuse = "{use}"\n'
    with (folder / "corrections.toml").open("a", encoding="utf-8") as file:
        file.write(f"[[correction]]\n{values}{SIGNED}")


def test_a_correction_changes_the_total_and_keeps_what_the_force_wrote(tmp_path: Path) -> None:
    folder = add_good(tmp_path)
    correct(folder, document="dorset.xlsx", place="Sheet1!B2", found="3", use="33")
    rebuild(tmp_path)
    # Dorset: 33 + 10 and 4 + 20; Wiltshire unchanged: 101 and 202
    assert totals(tmp_path, "dorset") == [43, 24]
    assert totals(tmp_path, "wiltshire") == [101, 202]
    (row,) = [
        row
        for row in table(tmp_path, "observations")
        if row["document"] == "dorset.xlsx" and row["place"] == "Sheet1!B2"
    ]
    assert (row["as_written"], row["count_low"], row["basis"]) == ("3", 33, "declared")
    assert row["counted"]
    assert row["declared"] == (
        "Sheet1!B2: '3' corrected to '33', by A. Person on 2019-07-02: they wrote on 2 July"
    )


def test_a_stale_correction_stops_only_its_document(tmp_path: Path) -> None:
    folder = add_good(tmp_path)
    correct(folder, document="dorset.xlsx", place="Sheet1!B2", found="4", use="33")
    rebuild(tmp_path)
    assert found(tmp_path, ProblemCode.CORRECTION_STALE) == [
        "it says '3', the correction expects '4'"
    ]
    assert totals(tmp_path, "dorset") == [None, None]
    assert totals(tmp_path, "wiltshire") == [101, 202]
    assert not [row for row in table(tmp_path, "observations") if row["document"] == "dorset.xlsx"]


def test_a_response_of_two_documents_is_not_counted_where_one_is_stale(tmp_path: Path) -> None:
    folder = add_request(
        tmp_path,
        line("dorset", "one.xlsx;two.xlsx"),
        documents={"one.xlsx": workbook(*DORSET), "two.xlsx": workbook(*WILTSHIRE)},
    )
    correct(folder, document="two.xlsx", place="Sheet1!B2", found="nothing", use="33")
    rebuild(tmp_path)
    assert totals(tmp_path, "dorset") == [None, None]
    assert "figure_left_out" in codes(tmp_path)


@pytest.mark.parametrize(
    "file", ["corrections.toml", "statements.toml", "marks.toml", "headings.toml"]
)
def test_a_file_that_can_not_be_read_holds_everything_up(tmp_path: Path, file: str) -> None:
    folder = add_good(tmp_path)
    (folder / file).write_text("[[corr", encoding="utf-8")
    rebuild(tmp_path)
    assert totals(tmp_path, "dorset") == totals(tmp_path, "wiltshire") == [None, None]
    documents = {
        row["document"]
        for row in table(tmp_path, "problems")
        if row["code"] == "declaration_invalid"
    }
    assert documents == {f"raw/r/{file}", "dorset.xlsx", "wiltshire.xlsx"}


def test_an_invalid_entry_holds_up_its_document_alone(tmp_path: Path) -> None:
    folder = add_good(tmp_path)
    correct(folder, document="dorset.xlsx", place="Sheet1!B2", found="3", use="3")
    rebuild(tmp_path)
    assert totals(tmp_path, "dorset") == [None, None]
    assert totals(tmp_path, "wiltshire") == [101, 202]


def test_a_mark_declared_for_one_document_means_nothing_in_another(tmp_path: Path) -> None:
    rows = [["Offence", "2016/17", "2017/18"], ["Rape", 3, "*"], ["Grooming", 10, 20]]
    others = [*rows[:2], ["Grooming", 10, 30]]
    folder = add_request(
        tmp_path,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx"),
        documents={"dorset.xlsx": workbook(*rows), "wiltshire.xlsx": workbook(*others)},
    )
    mark = f'[[mark]]\nmark = "*"\nmeaning = "0"\ndocument = "dorset.xlsx"\n{SIGNED}'
    (folder / "marks.toml").write_text(mark, encoding="utf-8")
    rebuild(tmp_path)
    assert figures(tmp_path) == {2016: (13, 13), 2017: (20, 20)}
    # Nothing says how many the other star hides: 30 at least, and no end.
    assert figures(tmp_path, "wiltshire") == {2016: (13, 13), 2017: (30, None)}
    marked = [row for row in table(tmp_path, "problems") if row["code"] == "mark_unexplained"]
    assert [row["document"] for row in marked] == ["wiltshire.xlsx"]


def test_an_alias_holds_in_documents_and_in_responses_csv(tmp_path: Path) -> None:
    rows = [["Force", "2016/17", "2017/18"], ["Wilts & Swindon HQ", 100, 200], ["Dorset", 1, 2]]
    folder = add_request(
        tmp_path,
        line("Wilts & Swindon HQ", "wiltshire.xlsx"),
        documents={"wiltshire.xlsx": workbook(*rows)},
    )
    rebuild(tmp_path)
    assert codes(tmp_path).count("responses_invalid") == 1
    alias = "name,force_id,because,by,on\nWILTS and Swindon HQ,wiltshire,letterhead,A,2019-07-02\n"
    (folder / "aliases.csv").write_text(alias, encoding="utf-8")
    rebuild(tmp_path)
    assert codes(tmp_path) == ["force_other_than_sender"]
    assert figures(tmp_path, "wiltshire") == {2016: (100, 100), 2017: (200, 200)}


def test_a_sheet_named_by_an_alias_is_of_that_force(tmp_path: Path) -> None:
    def write(path: Path) -> None:
        from tests.golden.documents.builders import build_xlsx

        rows = [["Offence", "2016/17", "2017/18"], ["Rape", 1, 2], ["Theft", 3, 4]]
        build_xlsx(path, {"Wilts HQ": rows, "Dorset HQ": rows})

    folder = add_request(tmp_path, line("wiltshire", "w.xlsx"), documents={"w.xlsx": write})
    alias = (
        "name,force_id,because,by,on\nWilts HQ,wiltshire,letterhead,A,2019-07-02\n"
        "Dorset HQ,dorset,letterhead,A,2019-07-02\n"
    )
    (folder / "aliases.csv").write_text(alias, encoding="utf-8")
    rebuild(tmp_path)
    # Without the names both sheets were the sender's, and either could be a part of the whole.
    assert figures(tmp_path, "wiltshire") == {2016: (4, 4), 2017: (6, 6)}


def test_a_note_settles_just_its_row_and_is_no_problem_itself(tmp_path: Path) -> None:
    rows = [["Force", "2016/17", "2017/18"], ["Dorset", 1, 2], ["Wiltshire", 3, 4]]
    folder = reply_of_dorset(tmp_path, workbook(*rows))
    (row,) = table(tmp_path, "problems")
    assert row["code"] == "force_other_than_sender"
    note = (
        f'[[note]]\ndocument = "dorset.xlsx"\nplace = "{row["place"]}"\n'
        f'code = "force_other_than_sender"\nfound = "{row["found"]}"\n{SIGNED}'
    )
    file = folder / "statements.toml"
    file.write_text(note, encoding="utf-8")
    rebuild(tmp_path)
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (1, 1), 2017: (2, 2)}
    file.write_text(note.replace(row["found"], "gwent"), encoding="utf-8")
    rebuild(tmp_path)
    # The row that the note was meant for is still told; the note holds nothing up.
    assert codes(tmp_path) == ["force_other_than_sender"]
    assert figures(tmp_path) == {2016: (1, 1), 2017: (2, 2)}


def test_a_proposal_that_a_person_declined_holds_nothing_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = Proposal(
        "Sheet1!A9", "18 hours", "a limit", Count(18, 18, Status.REPORTED), None, (), "", True
    )
    monkeypatch.setattr(extraction, "read_prose", lambda *_: Prose(proposals=(limit,)))
    folder = reply_of_dorset(tmp_path, workbook(*DORSET))
    assert found(tmp_path, ProblemCode.COUNT_PROPOSED) == ["'18 hours': a limit"]
    note = (
        '[[note]]\ndocument = "dorset.xlsx"\nplace = "Sheet1!A9"\ncode = "count_proposed"\n'
        f"found = \"'18 hours': a limit\"\n{SIGNED}"
    )
    (folder / "statements.toml").write_text(note, encoding="utf-8")
    rebuild(tmp_path)
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (13, 13), 2017: (24, 24)}


def test_what_is_declared_of_a_file_inside_is_used_for_it_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def enter(content: bytes, name: str, **_: object) -> Entered:
        rows = [["Offence", "2016/17"], ["Rape", 3 if name == "a.xlsx" else 30], ["Theft", 10]]
        if name in ("a.xlsx", "b.xlsx"):
            return Entered(Document([Grid("Sheet1", rows)]))  # type: ignore[arg-type]
        return Entered(Document(parts=[Part("a.xlsx", content), Part("b.xlsx", content)]))

    monkeypatch.setattr(door, "enter", enter)
    folder = add_request(
        tmp_path,
        line("dorset", "reply.zip"),
        documents={"reply.zip": lambda path: path.write_bytes(b"x")},
    )
    correct(folder, document="reply.zip/a.xlsx", place="Sheet1!B2", found="3", use="30")
    declared = declared_of(Workspace(tmp_path), "r", "reply.zip")
    path = folder / "documents" / "reply.zip"
    asked = Asked(force_ids=("dorset",), unit="offences", first=read_period("2016/17"))
    first, second = extraction.read_reply(path, asked, declared).parts
    assert [one.count.low for one in first.reading.observations] == [30, 10]
    assert [one.as_written for one in first.reading.observations] == ["3", "10"]
    assert [one.declared for one in second.reading.observations] == ["", ""]


def test_nothing_declared_leaves_every_byte_as_it_was(tmp_path: Path) -> None:
    add_good(tmp_path)
    rebuild(tmp_path)
    assert declared(tmp_path) == {}
    assert totals(tmp_path, "dorset") == [13, 24]
