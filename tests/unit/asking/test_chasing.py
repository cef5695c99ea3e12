"""Letters to forces: what they ask, what they never say, and what is written down of them."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foistats.asking.chased import Chased, last_chased, read_chased
from foistats.asking.chasing import Open, as_email, chase_letter, is_for_a_force
from foistats.asking.new_request import NewRequest, make_request
from foistats.cli.app import app
from foistats.cli.chase import note_sent, write_letters
from foistats.cli.status import show_status
from foistats.errors import WorkspaceError
from foistats.naming.periods import read_period
from foistats.records import Problem
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode
from tests.unit.aggregation.replies import request

DAY = date(2026, 7, 1)
ASKED = request(("dorset", "police-scotland"))
MISMATCH = Problem(
    ProblemCode.TOTAL_MISMATCH,
    "reply.xlsx",
    "Sheet1!B9",
    "'Total' prints 221, its 6 parts come to 212",
    "",
    "",
)


def one_line(letter: str) -> str:
    return " ".join(letter.split())


def test_a_late_reply_is_asked_for_with_the_day_on_which_it_was_due() -> None:
    letter = one_line(chase_letter(ASKED, Open("dorset", due_on=date(2019, 7, 1))))
    assert "Dear Dorset Police Freedom of Information team" in letter
    assert "was 1 July 2019, and I have had no reply" in letter
    assert "section 50 of the Freedom of Information Act 2000" in letter


def test_a_scottish_force_is_reminded_of_the_scottish_act() -> None:
    letter = one_line(chase_letter(ASKED, Open("police-scotland", due_on=date(2019, 7, 1))))
    assert "Freedom of Information (Scotland) Act 2002" in letter
    assert "Scottish Information Commissioner" in letter
    assert "Act 2000" not in letter


def test_a_contradiction_is_asked_about_with_both_numbers_and_the_cells() -> None:
    open_ = Open("dorset", received_on=date(2019, 6, 20), problems=(MISMATCH,))
    letter = one_line(chase_letter(ASKED, open_))
    assert "In reply.xlsx, cell B9 of the sheet 'Sheet1'" in letter
    assert "prints 221, its 6 parts come to 212" in letter
    assert "to which you replied on 20 June 2019" in letter


def test_the_same_question_is_asked_once() -> None:
    open_ = Open("dorset", problems=(MISMATCH, MISMATCH._replace(response_id="again")))
    assert chase_letter(ASKED, open_).count("prints 221") == 1


def test_a_period_of_which_nothing_is_said_is_asked_for() -> None:
    open_ = Open("dorset", missing=(read_period("2017/18"),))
    assert "for 2017/18 in your reply" in one_line(chase_letter(ASKED, open_))


def test_what_is_the_programs_own_question_is_none_for_a_force() -> None:
    unclear = MISMATCH._replace(code=ProblemCode.LAYOUT_UNCLEAR)
    with pytest.raises(ValueError, match="nothing is open"):
        chase_letter(ASKED, Open("dorset", problems=(unclear,)))
    assert not is_for_a_force(ProblemCode.LAYOUT_UNCLEAR)


def test_whether_a_heading_is_what_was_asked_is_no_question_for_a_force() -> None:
    heading = MISMATCH._replace(
        code=ProblemCode.HEADING_UNCLEAR, found="'Information Governance, Portishead': is it asked?"
    )
    with pytest.raises(ValueError, match="nothing is open"):
        chase_letter(ASKED, Open("dorset", problems=(heading,)))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ("'x': how many?", "'x': how many? What is the number?"),
        ("'how many?'", "'how many?' What is the number?"),
        ("'12 or so.'.", "'12 or so.'. What is the number?"),
        ("'about 12'", "'about 12'. What is the number?"),
    ],
)
def test_what_a_document_says_ends_with_one_mark(found: str, said: str) -> None:
    unread = MISMATCH._replace(code=ProblemCode.COUNT_UNREADABLE, found=found)
    assert said in one_line(chase_letter(ASKED, Open("dorset", problems=(unread,))))


def test_the_draft_of_an_email_holds_the_letter_and_counts_as_not_sent() -> None:
    letter = chase_letter(ASKED, Open("dorset", due_on=date(2019, 7, 1)))
    message = message_from_bytes(as_email(letter, ASKED), policy=default)
    assert message["X-Unsent"] == "1"
    assert message["To"] is None
    assert message.get_content().replace("\r\n", "\n") == letter


def test_a_title_over_two_lines_can_not_add_a_header() -> None:
    asked = replace(ASKED, title="Offences\nBcc: everybody@example.org")
    message = message_from_bytes(as_email("Hello\n", asked), policy=default)
    assert message["Bcc"] is None


NEW = NewRequest(
    "burglary",
    "Burglary offences recorded",
    "How many burglary offences did you record?",
    "offences",
    "financial_year",
    "2020/21",
    "2021/22",
    ("Dorset", "Kent"),
    sent_on=date(2026, 6, 1),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "raw").mkdir()
    made = Workspace(tmp_path)
    make_request(made, NEW, today=date(2026, 6, 1))
    return made


def letters(workspace: Workspace) -> list[str]:
    return sorted(path.name for path in workspace.letters_folder("burglary").glob("*.txt"))


def test_nobody_is_chased_before_the_twentieth_working_day_is_over(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sent on Monday 1 June 2026; the twentieth working day after is Tuesday 30 June.

    Scotland has a bank holiday on 15 June 2026, and the Act leaves out those of any part of the UK.
    """
    assert write_letters("burglary", root=workspace.root, today=date(2026, 6, 30)) == 0
    assert "Nothing is open" in capsys.readouterr().out
    assert write_letters("burglary", root=workspace.root, today=date(2026, 7, 1)) == 1
    assert letters(workspace) == ["dorset.txt", "kent.txt"]


def test_a_force_that_was_written_to_is_left_alone_for_ten_working_days(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    # Monday 13 July 2026 is a bank holiday in Northern Ireland.
    root = ["--root", str(workspace.root)]
    sent = ["chase", "burglary", "--sent", "Kent Police", "--on", "2026-07-01", "--by", "A. Person"]
    assert CliRunner().invoke(app, [*sent, *root]).exit_code == 0
    assert write_letters("burglary", root=workspace.root, today=date(2026, 7, 15)) == 1
    assert letters(workspace) == ["dorset.txt"]
    assert "written to on 2026-07-01, 9 working days ago" in capsys.readouterr().out
    write_letters("burglary", root=workspace.root, today=date(2026, 7, 16))
    assert letters(workspace) == ["dorset.txt", "kent.txt"]


def test_status_shows_the_letters_and_counts_from_them(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten working days after Wednesday 1 July 2026, 13 July being left out, is 16 July."""

    def told(day: date) -> tuple[int, str]:
        code = show_status("burglary", root=workspace.root, today=day)
        return code, capsys.readouterr().out

    path = workspace.declared_file("burglary", "chased.csv")
    code, said = told(date(2026, 7, 1))
    assert (code, "written to" in said) == (1, False)
    path.write_text("force,on,by\nKent,2026-07-01,A. Person\n", encoding="utf-8")
    code, said = told(date(2026, 7, 15))
    assert "2 overdue, 1 of them written to." in said
    [kent] = [line for line in said.splitlines() if "Kent Police" in line]
    assert "2026-06-30 overdue" in kent
    assert "2026-07-01" in kent
    assert "2026-07-16" in kent
    assert code == 1
    # With both written to, nothing is to be done before the tenth working day is over.
    with path.open("a", encoding="utf-8") as file:
        file.write("Dorset,2026-07-01,A. Person\n")
    assert told(date(2026, 7, 15))[0] == 0
    assert told(date(2026, 7, 16))[0] == 1
    path.write_text("force,on,by\nKent,July,A. Person\n", encoding="utf-8")
    code, said = told(date(2026, 7, 15))
    assert (code, "chased.csv line 2: 'July' is not a date" in said) == (1, True)


def test_only_a_force_that_was_asked_can_have_been_written_to(workspace: Workspace) -> None:
    sent = ["chase", "burglary", "--sent", "Essex", "--root", str(workspace.root)]
    done = CliRunner().invoke(app, sent)
    assert done.exit_code == 2
    assert "Essex Police was not asked" in done.output
    assert read_chased(workspace, "burglary") == ()


def test_a_line_of_chased_csv_that_can_not_be_read_is_named(workspace: Workspace) -> None:
    path = workspace.declared_file("burglary", "chased.csv")
    path.write_text("force;on;by\nKent;01/07/2026;A. Person\nKent;July;B\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"chased\.csv line 3: 'July' is not a date"):
        read_chased(workspace, "burglary")
    path.write_text("force;on;by\nKent;01/07/2026;A. Person\n", encoding="utf-8")
    assert read_chased(workspace, "burglary") == (Chased(("kent",), date(2026, 7, 1), "A. Person"),)


def test_the_latest_letter_counts() -> None:
    sent = (
        Chased(("kent",), date(2026, 7, 9), ""),
        Chased(("kent", "essex"), date(2026, 7, 1), ""),
    )
    assert last_chased(sent, "kent") == date(2026, 7, 9)
    assert last_chased(sent, "essex") == date(2026, 7, 1)
    assert last_chased(sent, "dorset") is None


def test_all_letters_that_lie_there_are_noted_at_once_and_lie_there_no_more(
    workspace: Workspace,
) -> None:
    write_letters("burglary", root=workspace.root, today=date(2026, 7, 1))
    assert note_sent("burglary", force="all", on=DAY, by="A. Person", root=workspace.root) == 0
    assert letters(workspace) == []
    assert [one.force_ids for one in read_chased(workspace, "burglary")] == [("dorset",), ("kent",)]
    assert note_sent("burglary", force="all", on=DAY, by="A. Person", root=workspace.root) == 2


def test_a_letter_about_what_is_no_longer_open_does_not_lie_there(workspace: Workspace) -> None:
    write_letters("burglary", root=workspace.root, today=date(2026, 7, 1))
    write_letters("burglary", root=workspace.root, today=date(2026, 6, 30))
    assert letters(workspace) == []


def test_a_file_is_named_as_the_force_named_it() -> None:
    within = MISMATCH._replace(document="inbox-0020.eml/response.xlsx")
    letter = one_line(chase_letter(ASKED, Open("dorset", problems=(within,))))
    assert "In response.xlsx, cell B9" in letter
    assert "inbox" not in letter
    outside = Problem(
        ProblemCode.PERIOD_OUTSIDE_REQUEST,
        "inbox-0021.eml",
        "paragraph 4",
        "counts for 2017, 2018 (calendar_year)",
        "",
        "",
    )
    letter = one_line(chase_letter(ASKED, Open("dorset", problems=(outside,))))
    assert "Your message has counts for 2017, 2018 (calendar years)" in letter


def test_a_force_that_a_letter_did_not_move_is_asked_for_an_internal_review() -> None:
    late = Open("dorset", due_on=date(2019, 7, 1), written_on=date(2019, 7, 3))
    letter = one_line(chase_letter(ASKED, late))
    assert "I wrote to you about it on 3 July 2019, and heard nothing" in letter
    assert "I ask for an internal review of this" in letter
    scottish = chase_letter(ASKED, replace(late, force_id="police-scotland"))
    assert "section 20 of the Act" in one_line(scottish)
