from datetime import date
from pathlib import Path
from time import process_time

import pytest

from foistats.errors import WorkspaceError
from foistats.intake.requests import read_request
from foistats.intake.responses import ResponseList, read_responses
from foistats.intake.settling import Settlement, settle_responses
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Outcome
from tests.unit.intake.folders import HEADER, folder


def listed(workspace: Workspace) -> ResponseList:
    return read_responses(workspace, read_request(workspace, "r"))


def settled(root: Path, *lines: str) -> Settlement:
    return settle_responses(listed(folder(root, *lines)), request_id="r")


GOOD = "r1,Dorset Police,2019-06-20,answered,,dorset.xlsx,,"


def test_a_line_is_read(tmp_path: Path) -> None:
    line = "r1,Dorset Police,03/07/2019,Partly answered,40,a.xlsx;b.pdf,r0,by email"
    response = listed(folder(tmp_path, line)).responses[0]
    assert response.force_ids == ("dorset",)
    assert response.received_on == date(2019, 7, 3)
    assert response.outcome is Outcome.PARTLY_ANSWERED
    assert response.documents == ("a.xlsx", "b.pdf")
    assert (response.section, response.supersedes, response.note) == ("40", "r0", "by email")
    assert response.line == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_spreadsheet_may_have_saved_it(
    tmp_path: Path, encoding: str, delimiter: str, newline: str
) -> None:
    workspace = folder(tmp_path)
    text = f"{HEADER}\n{GOOD}£\n,,,,,,,\n\n".replace(",", delimiter).replace("\n", newline)
    with workspace.responses_file("r").open("w", encoding=encoding, newline="") as file:
        file.write(text)
    responses = listed(workspace).responses
    assert [r.response_id for r in responses] == ["r1"]
    assert responses[0].note == "£"
    assert responses[0].line == 3


def test_excels_own_first_line_is_passed_over(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    workspace.responses_file("r").write_text("sep=;\n" + (HEADER + GOOD).replace(",", ";"))
    assert listed(workspace).responses[0].line == 3


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("r2,Dorst Police,2019-06-20,answered,,,,", "'Dorst Police'"),
        ("r2,Kent Police,20 June,answered,,,,", "'20 June'"),
        ("r2,Kent Police,2019-06-31,answered,,,,", "'2019-06-31'"),
        ("r2,Kent Police,2019-06-02,answered,,,,", "2019-06-02"),
        ("r2,Kent Police,2019-06-20,anwsered,,,,", "'anwsered'"),
        (",Kent Police,2019-06-20,answered,,,,", "no response_id"),
        ("r2,Kent Police,2019-06-20,answered,,../../secret.csv,,", "'../../secret.csv'"),
        ("r2,Kent Police,2019-06-20,answered,,/etc/passwd,,", "'/etc/passwd'"),
        ("r2,Kent Police,2019-06-20,answered,,,,one, two", "cells beyond the last column: 'two'"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(tmp_path: Path, line: str, found: str) -> None:
    read = listed(folder(tmp_path, line, GOOD))
    assert [r.response_id for r in read.responses] == ["r1"]
    assert [(p.code, p.place, p.found) for p in read.problems] == [
        (ProblemCode.RESPONSES_INVALID, "line 2", found)
    ]


@pytest.mark.parametrize("day", ["21/06/3019", "9999-12-31", "2019-06-22"])
def test_a_response_of_a_day_to_come_is_told_as_received_in_the_future(
    tmp_path: Path, day: str
) -> None:
    workspace = folder(tmp_path, f"r2,Kent Police,{day},answered,,,,", GOOD)
    request = read_request(workspace, "r")
    read = read_responses(workspace, request, today=date(2019, 6, 21))
    assert [r.response_id for r in read.responses] == ["r1"]
    [problem] = read.problems
    assert (problem.place, problem.response_id) == ("line 2", "r2")
    assert problem.found.endswith("received in the future")
    assert problem.expected == "a day not after 2019-06-21, the day of this run"
    assert read.passing


def test_a_response_of_the_day_of_the_run_is_taken(tmp_path: Path) -> None:
    workspace = folder(tmp_path, GOOD)
    read = read_responses(workspace, read_request(workspace, "r"), today=date(2019, 6, 20))
    assert [r.response_id for r in read.responses] == ["r1"]
    assert not read.passing


def test_an_outcome_may_be_left_to_the_documents(tmp_path: Path) -> None:
    read = listed(folder(tmp_path, "r1,Dorset,2019-06-20,,,a.pdf,,"))
    assert read.responses[0].outcome is None
    assert not read.problems


def test_two_lines_of_one_id_are_both_refused(tmp_path: Path) -> None:
    read = listed(folder(tmp_path, GOOD, GOOD.replace("Dorset", "Kent")))
    assert not read.responses
    assert [p.place for p in read.problems] == ["line 2", "line 3"]


def test_an_unknown_column_is_named_with_the_one_meant(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    workspace.responses_file("r").write_text(HEADER.replace("received", "recieved") + GOOD)
    read = listed(workspace)
    assert read.problems[0].remedy == ("correct or delete the column; did you mean received_on?")
    assert read.responses[0].received_on is None


def test_a_file_without_a_needed_column_is_refused(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    workspace.responses_file("r").write_text(HEADER.replace("outcome", "result") + GOOD)
    with pytest.raises(WorkspaceError, match="no column outcome"):
        listed(workspace)


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b'response_id,force,outcome\n"r1,x,y\n'])
def test_a_file_that_is_no_csv_is_refused(tmp_path: Path, content: bytes) -> None:
    workspace = folder(tmp_path)
    workspace.responses_file("r").write_bytes(content)
    with pytest.raises(WorkspaceError):
        listed(workspace)


def test_a_file_whose_name_has_the_delimiter_is_one_file(tmp_path: Path) -> None:
    line = GOOD.replace("dorset.xlsx", "a; b.csv")
    read = listed(folder(tmp_path, line, documents={"a; b.csv": b"x"}))
    assert read.responses[0].documents == ("a; b.csv",)


def test_a_chain_of_corrections_leaves_the_last(tmp_path: Path) -> None:
    found = settled(
        tmp_path,
        "r1,Dorset,2019-06-20,answered,,,,",
        "r3,Dorset,2019-07-20,answered,,,r2,",
        "r2,Dorset,2019-07-01,answered,,,r1,",
    )
    assert found.standing == {"r3"}
    assert set(found.replaced) == {("r3", "r2"), ("r2", "r1")}
    assert not found.unsettled
    assert not found.problems


def test_of_two_responses_that_both_stand_neither_is_picked(tmp_path: Path) -> None:
    found = settled(
        tmp_path, "r1,Dorset,2019-06-20,answered,,,,", "r2,Dorset,2019-07-01,answered,,,,"
    )
    assert set(found.unsettled) == {"dorset"}
    assert [p.code for p in found.problems] == [ProblemCode.RESPONSE_TWICE]


def test_a_joint_reply_and_one_of_its_forces_own_are_two(tmp_path: Path) -> None:
    found = settled(
        tmp_path,
        "r1,Norfolk and Suffolk,2019-06-20,answered,,,,",
        "r2,Norfolk,2019-07-01,answered,,,,",
    )
    assert set(found.unsettled) == {"norfolk", "suffolk"}


def test_a_note_of_silence_is_no_second_response(tmp_path: Path) -> None:
    found = settled(tmp_path, "r1,Dorset,,no_response,,,,", "r2,Dorset,2019-07-01,answered,,,,")
    assert not found.unsettled


@pytest.mark.parametrize(
    ("supersedes", "why"), [("r9", "no line has"), ("r2", "leads back"), ("r1", "another force")]
)
def test_a_reference_that_makes_no_sense_replaces_nothing(
    tmp_path: Path, supersedes: str, why: str
) -> None:
    found = settled(
        tmp_path,
        "r1,Kent,2019-06-20,answered,,,,",
        f"r2,Dorset,2019-07-01,answered,,,{supersedes},",
    )
    assert found.standing == {"r1", "r2"}
    assert found.problems[0].code is ProblemCode.SUPERSEDES_UNKNOWN
    assert why in found.problems[0].found


def test_responses_that_replace_each_other_are_not_picked_from(tmp_path: Path) -> None:
    found = settled(
        tmp_path, "r1,Dorset,2019-06-20,answered,,,r2,", "r2,Dorset,2019-07-01,answered,,,r1,"
    )
    assert set(found.unsettled) == {"dorset"}


def test_an_unusable_correction_unsettles_its_force(tmp_path: Path) -> None:
    found = settled(
        tmp_path,
        "r1,Dorset,2019-06-20,answered,,,,",
        "r2,Dorset,next week,answered,,,r1,",
        "r3,Kent,2019-06-20,answered,,,,",
    )
    assert found.unsettled == {"dorset": "line 3 of responses.csv can't be used"}
    assert not found.unnamed


def test_a_line_of_nobody_makes_silence_uncertain(tmp_path: Path) -> None:
    assert settled(tmp_path, "r1,Dorst,2019-06-20,answered,,,,").unnamed


def test_ten_thousand_corrections_of_one_reply_are_followed_in_one_walk(tmp_path: Path) -> None:
    lines = [
        f"r{n},Dorset,2019-07-01,refused,12,,{f'r{n - 1}' if n else ''}," for n in range(10_000)
    ]
    began = process_time()
    found = settled(tmp_path, *lines)
    # 26 seconds where each line's chain was walked anew, a second where none is walked twice.
    assert process_time() - began < 8
    assert found.standing == {"r9999"}
    assert found.problems == ()


def test_a_chain_that_leads_into_a_circle_is_told_line_by_line(tmp_path: Path) -> None:
    chain = {"r0": "r1", "r1": "r2", "r2": "r1", "r3": "", "r4": "r3"}
    lines = [f"{own},Dorset,2019-07-01,refused,12,,{other}," for own, other in chain.items()]
    found = settled(tmp_path, *lines)
    back = [one.response_id for one in found.problems if "leads back" in one.found]
    assert back == ["r0", "r1", "r2"]
    assert ("r4", "r3") in found.replaced
