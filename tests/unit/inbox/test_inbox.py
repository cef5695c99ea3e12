"""Replies that came in: whose they are by their own words, and what is left to a person."""

import csv
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from mailbox import Maildir, mbox
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foistats.cli.app import app
from foistats.cli.inbox import _ask as ask
from foistats.cli.inbox import receive_inbox
from foistats.cli.receive import receive_files
from foistats.inbox.filing import Decision
from foistats.inbox.incoming import incoming_of
from foistats.inbox.proposing import TOGETHER, Candidate, Proposal
from foistats.workspace import Workspace

TODAY = date(2026, 9, 1)
YEARS = "Financial year,Number of offences\n2020/21,812\n2021/22,{}\n"


def letter(force: str, body: str, day: str = "3 July 2026") -> str:
    return (
        f"{force}\nHeadquarters\n\nDate: {day}\n\nDear Requester,\n\n{body}\n\nYours sincerely,\n"
    )


def counts(number: int) -> str:
    return f"In 2020/21 we recorded {number} burglary offences."


def message(text: str, day: str = "Fri, 03 Jul 2026 10:00:00 +0100") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "foi@kent.police.uk"
    made["To"] = "someone@example.org"
    made["Date"] = day
    made["Subject"] = "Your request"
    made.set_content(text)
    return made


def came(workspace: Workspace) -> list[dict[str, str]]:
    """The lines of replies, by day; the others say that nothing has come from their force."""
    text = workspace.responses_file("burglary").read_text(encoding="utf-8-sig")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["outcome"] != "no_response"]
    return sorted(rows, key=lambda row: row["received_on"])


def listed(workspace: Workspace) -> list[tuple[str, str, str]]:
    return [(row["force"], row["received_on"], row["documents"]) for row in came(workspace)]


def received(workspace: Workspace, *paths: Path, on: date | None = None) -> int:
    return receive_inbox(
        list(paths), request_id="burglary", on=on, root=workspace.root, today=TODAY
    )


def test_a_letter_that_names_its_force_and_its_day_is_filed(
    workspace: Workspace, tmp_path: Path
) -> None:
    reply = tmp_path / "reply.txt"
    reply.write_text(letter("Dorset Police", counts(812)), encoding="utf-8")
    assert received(workspace, reply) == 0
    assert listed(workspace) == [("Dorset Police", "2026-07-03", "reply.txt")]


def test_a_table_that_names_nobody_is_left_to_a_person_and_filed_by_the_answer(
    workspace: Workspace, tmp_path: Path
) -> None:
    reply = tmp_path / "kent.csv"
    reply.write_text(YEARS.format(790), encoding="utf-8")
    assert received(workspace, reply, on=date(2026, 7, 3)) == 1
    assert listed(workspace) == []
    questions = workspace.inbox_folder("burglary") / "questions.csv"
    (row,) = csv.DictReader(questions.read_text(encoding="utf-8-sig").splitlines())
    # The name of a file is no word of the force.
    assert (row["force"], row["question"]) == ("", "no force is named in its own words")
    filled = questions.read_text(encoding="utf-8-sig").replace(
        f"{reply},,2026-07-03", f"{reply},Kent Police,03/07/2026"
    )
    questions.write_text(filled, encoding="utf-8")
    typed = ["receive", "--request", "burglary", "--answers", str(questions)]
    done = CliRunner().invoke(app, [*typed, "--root", str(workspace.root)])
    assert done.exit_code == 0, done.output
    assert listed(workspace) == [("Kent Police", "2026-07-03", "kent.csv")]


def test_a_kind_that_nobody_knows_files_nothing(workspace: Workspace, tmp_path: Path) -> None:
    reply, answers = tmp_path / "kent.csv", tmp_path / "answers.csv"
    reply.write_text(YEARS.format(790), encoding="utf-8")
    for kind in ("replay", "twice"):
        line = f"{reply},Kent Police,2026-07-03,{kind}"
        answers.write_text(f"files,force,received_on,kind\n{line}\n", encoding="utf-8")
        typed = ["receive", "--request", "burglary", "--answers", str(answers)]
        done = CliRunner().invoke(app, [*typed, "--root", str(workspace.root)])
        assert done.exit_code == 2
        assert f"line 2: kind '{kind}' is not known" in done.output
    assert listed(workspace) == []
    assert not (workspace.request_folder("burglary") / "correspondence").exists()


def test_an_address_is_no_reason(workspace: Workspace, tmp_path: Path) -> None:
    mail = tmp_path / "reply.eml"
    mail.write_bytes(message(counts(812)).as_bytes())
    assert received(workspace, mail) == 1
    assert listed(workspace) == []


def test_another_force_than_asked_and_two_forces_are_left_to_a_person(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    durham, two = tmp_path / "a.txt", tmp_path / "b.txt"
    durham.write_text(letter("Durham Constabulary", counts(7)), encoding="utf-8")
    two.write_text(
        letter("Kent Police", "Essex Police recorded 9 burglary offences in 2020/21."),
        encoding="utf-8",
    )
    assert received(workspace, durham, two) == 1
    assert listed(workspace) == []
    said = capsys.readouterr().out
    assert "Durham Constabulary, which was not asked" in said
    assert "it speaks for Kent Police and Essex Police" in said


def test_a_second_reply_of_a_force_is_asked_about(workspace: Workspace, tmp_path: Path) -> None:
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text(letter("Dorset Police", counts(812)), encoding="utf-8")
    second.write_text(letter("Dorset Police", counts(815), "9 July 2026"), encoding="utf-8")
    assert received(workspace, first) == 0
    assert received(workspace, second) == 1
    assert [row[2] for row in listed(workspace)] == ["1.txt"]
    questions = workspace.inbox_folder("burglary") / "questions.csv"
    (row,) = csv.DictReader(questions.read_text(encoding="utf-8-sig").splitlines())
    assert "dorset-2026-07-03" in row["question"]


def test_two_replies_of_one_force_at_a_time_are_asked_about(
    workspace: Workspace, tmp_path: Path
) -> None:
    for number in (1, 2):
        reply = tmp_path / "in" / f"{number}.txt"
        reply.parent.mkdir(exist_ok=True)
        reply.write_text(letter("Dorset Police", counts(810 + number)), encoding="utf-8")
    assert received(workspace, tmp_path / "in") == 1
    assert listed(workspace) == []


def test_a_folder_inside_a_folder_is_one_reply(workspace: Workspace, tmp_path: Path) -> None:
    inside = tmp_path / "in" / "dorset"
    inside.mkdir(parents=True)
    (inside / "letter.txt").write_text(letter("Dorset Police", "See the table."), encoding="utf-8")
    (inside / "table.csv").write_text(YEARS.format(790), encoding="utf-8")
    (inside / ".hidden").write_text("x", encoding="utf-8")
    assert received(workspace, tmp_path / "in") == 0
    assert listed(workspace) == [("Dorset Police", "2026-07-03", "letter.txt;table.csv")]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("acknowledgement", "I acknowledge receipt of your request of 1 June."),
        ("clarification", "Please clarify which burglary offences you mean."),
        ("fee", "This is a fees notice. We will answer on payment of £45."),
        ("extension", "We need more time to consider the public interest."),
        ("extension", "We need more time to consider it. We will reply within 20 working days."),
        (
            "acknowledgement",
            "Thank you for your Freedom of Information request about burglaries.\n\nWe will respond"
            " within 20 working days.",
        ),
        (
            "acknowledgement",
            "Thank you for your request, we will reply within 20 working days.",
        ),
        ("acknowledgement", "Your request will be dealt with as soon as possible."),
        ("automatic_reply", "I am out of the office until 10 August."),
    ],
)
def test_a_letter_that_is_no_reply_is_set_aside(
    workspace: Workspace, tmp_path: Path, kind: str, body: str
) -> None:
    note = tmp_path / "note.txt"
    note.write_text(letter("Kent Police", body), encoding="utf-8")
    assert received(workspace, note) == 0
    assert listed(workspace) == []
    rows = (workspace.request_folder("burglary") / "correspondence.csv").read_text("utf-8-sig")
    assert rows.splitlines()[1:] == [f"note.txt,Kent Police,2026-07-03,{kind}"]
    assert (workspace.request_folder("burglary") / "correspondence" / "note.txt").is_file()


def test_an_answer_that_also_acknowledges_is_a_reply(workspace: Workspace, tmp_path: Path) -> None:
    reply = tmp_path / "reply.txt"
    body = f"I acknowledge receipt of your request of 1 June. {counts(812)}"
    reply.write_text(letter("Kent Police", body), encoding="utf-8")
    assert received(workspace, reply) == 0
    assert [row[0] for row in listed(workspace)] == ["Kent Police"]


def test_a_letter_that_promises_to_answer_a_review_is_no_acknowledgement(
    workspace: Workspace, tmp_path: Path
) -> None:
    reply = tmp_path / "reply.txt"
    body = "Please see our website. If you ask for a review we will reply within 20 working days."
    reply.write_text(letter("Kent Police", body), encoding="utf-8")
    assert received(workspace, reply) == 0
    assert [row[0] for row in listed(workspace)] == ["Kent Police"]


def test_a_letter_is_read_as_a_run_will_read_it(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    together = tmp_path / "in" / "kent"
    together.mkdir(parents=True)
    (together / "cover.txt").write_text(letter("Kent Police", "Thank you."), encoding="utf-8")
    (together / "answer.txt").write_text(counts(812), encoding="utf-8")
    assert received(workspace, tmp_path / "in") == 0
    told = capsys.readouterr().out
    assert "a reply; 1 count\n" in told


def test_a_count_that_is_asked_about_is_not_said_to_be_none(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = tmp_path / "reply.txt"
    body = f"{counts(812)} Correction: the number is 813."
    reply.write_text(letter("Kent Police", body), encoding="utf-8")
    assert received(workspace, reply) == 0
    assert "a reply; what may be a count, for a person to look at" in capsys.readouterr().out


def test_the_same_file_twice_is_known_as_such(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = tmp_path / "reply.txt"
    reply.write_text(letter("Dorset Police", counts(812)), encoding="utf-8")
    received(workspace, reply)
    again = tmp_path / "again.txt"
    again.write_bytes(reply.read_bytes())
    assert received(workspace, again) == 0
    assert "again.txt: a file that came before" in capsys.readouterr().out
    assert len(listed(workspace)) == 1


def test_each_message_of_a_mailbox_is_a_reply_of_its_own_day(
    workspace: Workspace, tmp_path: Path
) -> None:
    box = mbox(tmp_path / "inbox.mbox")
    body = f"Kent Police holds the following. {counts(812)}\n\nKent Police\n"
    box.add(message(body))
    box.add(message(body.replace("Kent", "Essex"), "Mon, 06 Jul 2026 10:00:00 +0100"))
    box.close()
    assert received(workspace, tmp_path / "inbox.mbox") == 0
    assert [row[:2] for row in listed(workspace)] == [
        ("Kent Police", "2026-07-03"),
        ("Essex Police", "2026-07-06"),
    ]


def test_a_maildir_is_a_mailbox_and_stays_as_it_is(tmp_path: Path) -> None:
    box = Maildir(tmp_path / "mail")
    box.add(message("One."))
    box.add(message("Two."))
    before = sorted(path.name for path in (tmp_path / "mail").rglob("*") if path.is_file())
    found = incoming_of([tmp_path / "mail"], messages_to=tmp_path / "out")
    assert [one.name for one in found] == ["mail-0001.eml", "mail-0002.eml"]
    assert sorted(p.name for p in (tmp_path / "mail").rglob("*") if p.is_file()) == before


def test_what_hides_something_is_sealed_and_left_to_a_person(
    workspace: Workspace, tmp_path: Path
) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Dorset Police"])  # type: ignore[union-attr]
    hidden = book.create_sheet("names")
    hidden.append(["A. Person"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "reply.xlsx")
    # Nothing of it is read, so that nobody knows whose it is.
    assert received(workspace, tmp_path / "reply.xlsx", on=date(2026, 7, 3)) == 1
    assert listed(workspace) == []


def test_a_path_that_is_not_there_stores_nothing(workspace: Workspace, tmp_path: Path) -> None:
    assert received(workspace, tmp_path / "nowhere") == 2


def test_with_a_force_the_day_is_needed(workspace: Workspace, tmp_path: Path) -> None:
    reply = tmp_path / "reply.csv"
    reply.write_text(YEARS.format(1), encoding="utf-8")
    typed = ["receive", str(reply), "--request", "burglary", "--force", "Dorset"]
    done = CliRunner().invoke(app, [*typed, "--root", str(workspace.root)])
    assert done.exit_code == 2
    assert "--on" in done.output


def test_a_header_that_names_another_force_is_asked_about(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mail = message(f"{counts(812)}\n\nKent Police")
    mail.replace_header("From", '"Surrey Police" <foi@kent.police.uk>')
    reply = tmp_path / "reply.eml"
    reply.write_bytes(bytes(mail))
    assert received(workspace, reply) == 1
    assert listed(workspace) == []
    assert "header of the message is Surrey Police" in capsys.readouterr().out
    mail.replace_header("From", '"Kent Police" <foi@kent.police.uk>')
    reply.write_bytes(bytes(mail))
    assert received(workspace, reply) == 0
    assert [row[0] for row in listed(workspace)] == ["Kent Police"]


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(counts(1), encoding="utf-8")
    together = tmp_path / "in" / "kent"
    together.mkdir(parents=True)
    (together / "answer.txt").write_text(counts(812), encoding="utf-8")
    (together / "link.txt").symlink_to(secret)
    (tmp_path / "in" / "link.txt").symlink_to(secret)
    found = incoming_of([tmp_path / "in"], messages_to=tmp_path / "messages")
    assert [one.files for one in found] == [(together / "answer.txt",)]


def asked_for(
    proposal: Proposal, typed: list[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[Decision | None, list[str]]:
    """What a person decides by typing some lines, and the questions that were asked."""
    questions: list[str] = []
    answers = iter(typed)

    def prompt(text: str, *, default: str | None = None, **_: bool) -> str:
        questions.append(text.split(" (", maxsplit=1)[0].strip())
        return next(answers) or default or ""

    monkeypatch.setattr("typer.prompt", prompt)
    return ask(proposal), questions


KENT = Proposal("a.txt", (), (Candidate("kent", ""),), date(2026, 7, 3), "reply", "")
AGAIN = replace(KENT, replaces=("burglary-kent-1",), undecided="does it replace that?")


def test_only_what_is_open_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    undated = replace(KENT, received_on=None, undecided="nothing says on which day it came in")
    decision, questions = asked_for(undated, ["2026-07-04"], monkeypatch)
    assert questions == ["On which day did it come in"]
    assert decision is not None
    assert (decision.force, decision.received_on) == ("Kent Police", date(2026, 7, 4))


def test_what_it_replaces_is_asked_again_if_it_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    decision, questions = asked_for(AGAIN, ["burglary-essex-1", "burglary-kent-1"], monkeypatch)
    assert questions == ["Which does it replace", "Which does it replace"]
    assert decision is not None
    assert decision.replaces == "burglary-kent-1"


def test_enter_takes_the_only_offer(monkeypatch: pytest.MonkeyPatch) -> None:
    together = replace(KENT, undecided=TOGETHER)
    decision, questions = asked_for(together, [""], monkeypatch)
    assert questions == ["Which force"]
    assert decision is not None
    assert decision.force == "Kent Police"


def questions(workspace: Workspace) -> list[dict[str, str]]:
    path = workspace.inbox_folder("burglary") / "questions.csv"
    if not path.is_file():
        return []
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def answered(workspace: Workspace, *rows: dict[str, str]) -> tuple[int, str]:
    path = workspace.inbox_folder("burglary") / "questions.csv"
    with path.open("w", encoding="utf-8", newline="") as to:
        writer = csv.DictWriter(to, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    typed = ["receive", "--request", "burglary", "--answers", str(path)]
    done = CliRunner().invoke(app, [*typed, "--root", str(workspace.root)])
    return done.exit_code, done.output


def mailbox_of(path: Path, *texts: str) -> Path:
    box = mbox(path)
    box.clear()
    for number, text in enumerate(texts, start=1):
        box.add(message(text, f"{number} Jul 2026 10:00:00 +0100"))
    box.close()
    return path


NOBODYS = "Please see the figures: 812 burglary offences in 2020/21."
ACKNOWLEDGED = "Thank you for your request, we will reply within 20 working days.\n\nEssex Police"


def test_what_was_left_open_is_still_open_after_the_next_batch(
    workspace: Workspace, tmp_path: Path
) -> None:
    for name in ("first", "second"):
        reply = tmp_path / f"{name}.csv"
        reply.write_text(YEARS.format(790 + len(name)), encoding="utf-8")
        assert received(workspace, reply, on=date(2026, 7, 3)) == 1
    assert [Path(row["files"]).name for row in questions(workspace)] == ["first.csv", "second.csv"]


def test_a_mailbox_that_grew_is_known_but_for_what_is_new(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box = tmp_path / "inbox.mbox"
    kent = f"{counts(812)}\n\nKent Police"
    assert received(workspace, mailbox_of(box, ACKNOWLEDGED, NOBODYS)) == 1
    assert received(workspace, mailbox_of(box, ACKNOWLEDGED, NOBODYS, kent)) == 1
    assert "1 came before, 1 filed; next: foistats run burglary" in capsys.readouterr().out
    aside = (workspace.request_folder("burglary") / "correspondence.csv").read_text("utf-8-sig")
    assert len(aside.splitlines()) == 2
    assert [row["files"][-8:] for row in questions(workspace)] == ["0002.eml"]
    # No copy lies there but of the message that waits.
    assert [path.name for path in workspace.inbox_folder("burglary").glob("*.eml")] == [
        "inbox-0002.eml"
    ]


def test_a_message_never_takes_the_place_of_one_that_waits(
    workspace: Workspace, tmp_path: Path
) -> None:
    box = tmp_path / "inbox.mbox"
    received(workspace, mailbox_of(box, NOBODYS))
    received(workspace, mailbox_of(box, NOBODYS.replace("812", "813")))
    texts = [Path(row["files"]).read_text(encoding="utf-8") for row in questions(workspace)]
    assert ["812" in text for text in texts] == [True, False]


def test_the_header_of_a_message_is_shown_and_decides_nothing(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    received(workspace, mailbox_of(tmp_path / "inbox.mbox", NOBODYS))
    assert "its header says From: foi@kent.police.uk" in capsys.readouterr().out
    (row,) = questions(workspace)
    assert (row["force"], "Subject: Your request" in row["header"]) == ("", True)


def test_a_line_that_can_not_be_used_stops_no_other(workspace: Workspace, tmp_path: Path) -> None:
    received(workspace, mailbox_of(tmp_path / "in.mbox", NOBODYS, NOBODYS.replace("812", "813")))
    first, second = questions(workspace)
    code, said = answered(
        workspace, first | {"force": "Kenty Police"}, second | {"force": "Essex Police"}
    )
    assert code == 2
    assert "questions.csv line 2: " in said
    assert [row[0] for row in listed(workspace)] == ["Essex Police"]
    assert [row["files"] for row in questions(workspace)] == [first["files"]]
    assert answered(workspace, first | {"force": "Kent Police"})[0] == 0
    assert questions(workspace) == []


def test_a_correction_that_comes_with_what_it_corrects_is_proposed_as_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    box = tmp_path / "in"
    box.mkdir()
    body = f"Please disregard our previous response. {counts(815)}"
    # In the order in which the folder lists them, the correction is the first.
    (box / "1.txt").write_text(letter("Dorset Police", body, "9 July 2026"), encoding="utf-8")
    (box / "2.txt").write_text(letter("Dorset Police", counts(812)), encoding="utf-8")
    assert received(workspace, box) == 1
    assert listed(workspace) == [("Dorset Police", "2026-07-03", "2.txt")]
    (row,) = questions(workspace)
    assert (row["force"], row["replaces"]) == ("Dorset Police", "dorset-2026-07-03")
    assert answered(workspace, row)[0] == 0
    assert [row["supersedes"] for row in came(workspace)] == ["", "dorset-2026-07-03"]


def test_two_replies_of_which_neither_says_so_or_the_earlier_does_are_both_asked_about(
    workspace: Workspace, tmp_path: Path
) -> None:
    body = f"Please disregard our previous response. {counts(815)}"
    for name, force, said, day in (
        ("1.txt", "Dorset Police", counts(812), "3 July 2026"),
        ("2.txt", "Dorset Police", counts(815), "9 July 2026"),
        ("3.txt", "Kent Police", counts(812), "9 July 2026"),
        ("4.txt", "Kent Police", body, "3 July 2026"),
    ):
        (tmp_path / name).write_text(letter(force, said, day), encoding="utf-8")
    assert received(workspace, *(tmp_path / f"{n}.txt" for n in (1, 2, 3, 4))) == 1
    assert listed(workspace) == []
    assert {row["question"] for row in questions(workspace)} == {TOGETHER}


def test_a_reply_that_says_so_is_proposed_as_the_correction_and_no_other(
    workspace: Workspace, tmp_path: Path
) -> None:
    first, says, silent = tmp_path / "1.txt", tmp_path / "2.txt", tmp_path / "3.txt"
    first.write_text(letter("Dorset Police", counts(812)), encoding="utf-8")
    body = f"Please disregard our previous response. {counts(815)}"
    says.write_text(letter("Dorset Police", body, "9 July 2026"), encoding="utf-8")
    silent.write_text(letter("Dorset Police", counts(816), "10 July 2026"), encoding="utf-8")
    assert received(workspace, first) == 0
    assert received(workspace, says) == 1
    (row,) = questions(workspace)
    assert (row["force"], row["replaces"]) == ("Dorset Police", "dorset-2026-07-03")
    assert received(workspace, silent) == 1
    row = questions(workspace)[1]
    # Untouched it is not filed: two replies of which neither replaces the other count for nobody.
    assert (row["force"], row["replaces"]) == ("", "")
    assert row["question"].endswith("under replaces dorset-2026-07-03 or none")
    code, said = answered(workspace, *questions(workspace))
    assert (code, "1 filed" in said) == (1, True)
    row = questions(workspace)[0]
    assert answered(workspace, row | {"force": "Dorset Police", "replaces": "none"})[0] == 0
    assert [row["supersedes"] for row in came(workspace)] == ["", "dorset-2026-07-03", ""]


def test_what_a_reply_replaces_must_be_a_reply_of_its_force(
    workspace: Workspace, tmp_path: Path
) -> None:
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text(letter("Dorset Police", counts(812)), encoding="utf-8")
    second.write_text(letter("Dorset Police", counts(815), "9 July 2026"), encoding="utf-8")
    assert received(workspace, first) == 0
    assert received(workspace, second) == 1
    (row,) = questions(workspace)
    row = row | {"force": "Dorset Police"}
    code, said = answered(workspace, row | {"replaces": "other.txt"})
    assert code == 2
    assert "line 2: replaces 'other.txt' names no earlier reply of this force" in said
    assert "write dorset-2026-07-03, or none" in said
    assert [one["documents"] for one in came(workspace)] == ["1.txt"]
    assert [one["files"] for one in questions(workspace)] == [str(second)]
    code, said = answered(workspace, row | {"force": "Kent Police", "replaces": "1.txt"})
    assert (code, "it has none yet: write none" in said) == (2, True)
    # The name of a file that is of one reply alone says which.
    assert answered(workspace, row | {"replaces": "1.txt"})[0] == 0
    assert [one["supersedes"] for one in came(workspace)] == ["", "dorset-2026-07-03"]


@pytest.mark.parametrize(
    "body",
    [
        "Please disregard our reply of 3 July 2026, it was wrong; the attached replaces it.",
        "Please disregard our reply of 3 July 2026. The attached spreadsheet replaces it.",
        "There was a slip in our figures. The attached replaces that.",
    ],
)
def test_a_message_whose_attachment_replaces_a_reply_proposes_it(
    workspace: Workspace, tmp_path: Path, body: str
) -> None:
    first, mail = tmp_path / "1.txt", tmp_path / "again.eml"
    first.write_text(letter("Dorset Police", counts(812)), encoding="utf-8")
    again = message(
        f"Dear Requester,\n\n{body}\n\nDorset Police", "Thu, 09 Jul 2026 10:00:00 +0100"
    )
    again.add_attachment(
        YEARS.format(815).encode(), maintype="text", subtype="csv", filename="figures.csv"
    )
    mail.write_bytes(again.as_bytes())
    assert received(workspace, first) == 0
    assert received(workspace, mail) == 1
    (row,) = questions(workspace)
    assert (row["force"], row["replaces"]) == ("Dorset Police", "dorset-2026-07-03")


def test_enter_takes_the_correction_that_a_reply_says_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    says = replace(AGAIN, corrects="burglary-kent-1")
    decision, _ = asked_for(says, [""], monkeypatch)
    assert decision is not None
    assert decision.replaces == "burglary-kent-1"
    decision, _ = asked_for(AGAIN, ["none"], monkeypatch)
    assert decision is not None
    assert decision.replaces == ""


def test_a_joint_reply_is_offered_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    both = replace(
        KENT,
        candidates=(Candidate("norfolk", ""), Candidate("suffolk", "")),
        joint="Norfolk and Suffolk Constabularies",
        undecided="it speaks for both",
    )
    decision, _ = asked_for(both, [""], monkeypatch)
    assert decision is not None
    assert decision.force == "Norfolk and Suffolk Constabularies"


def receive_as(
    workspace: Workspace, reply: Path, force: str, *typed: str, patch: pytest.MonkeyPatch
) -> int:
    """`foistats receive --force`, with what a person types; without a terminal if that is none."""
    answers = iter(typed)
    patch.setattr("sys.stdin.isatty", lambda: bool(typed), raising=False)
    patch.setattr("typer.prompt", lambda *_, **_more: next(answers))
    return receive_files(
        [reply],
        request="burglary",
        force=force,
        on=date(2026, 7, 3),
        outcome="",
        root=workspace.root,
    )


@pytest.fixture
def by_kent(tmp_path: Path) -> Path:
    reply = tmp_path / "letter.txt"
    reply.write_text(letter("Kent Police", counts(812)), encoding="utf-8")
    return reply


def test_a_force_that_the_words_contradict_is_asked_about_and_put_right_by_one_key(
    workspace: Workspace,
    by_kent: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert receive_as(workspace, by_kent, "Dorset", "1", patch=monkeypatch) == 0
    assert listed(workspace) == [("Kent Police", "2026-07-03", "letter.txt")]
    assert "its own words name Kent Police" in capsys.readouterr().err


def test_it_is_the_forces_own_all_the_same_if_a_person_says_why(
    workspace: Workspace, by_kent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = ("2", "they share a unit", "A. Person")
    assert receive_as(workspace, by_kent, "Dorset", *typed, patch=monkeypatch) == 0
    assert [row[0] for row in listed(workspace)] == ["Dorset"]
    said = workspace.declared_file("burglary", "statements.toml").read_text("utf-8")
    assert said.startswith(
        '[[sender]]\ndocument = "letter.txt"\nforce = "Dorset Police"\n'
        'because = "they share a unit"\nby = "A. Person"\n'
    )


def test_nothing_is_stored_of_what_is_left(
    workspace: Workspace, by_kent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert receive_as(workspace, by_kent, "Dorset", "3", patch=monkeypatch) == 1
    assert listed(workspace) == []


def test_a_second_reply_of_the_force_that_wrote_it_is_asked_about(
    workspace: Workspace, by_kent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tmp_path / "first.txt"
    first.write_text(letter("Kent Police", counts(790)), encoding="utf-8")
    assert receive_as(workspace, first, "Kent", patch=monkeypatch) == 0
    typed = ("1", "no-such", "kent-2026-07-03")
    assert receive_as(workspace, by_kent, "Dorset", *typed, patch=monkeypatch) == 0
    text = workspace.responses_file("burglary").read_text("utf-8-sig")
    rows = {row["documents"]: row for row in csv.DictReader(text.splitlines())}
    assert rows["letter.txt"]["supersedes"] == "kent-2026-07-03"


def test_without_a_terminal_it_is_filed_as_said_and_left_to_review(
    workspace: Workspace,
    by_kent: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert receive_as(workspace, by_kent, "Dorset", patch=monkeypatch) == 1
    assert [row[0] for row in listed(workspace)] == ["Dorset"]
    assert "settle it in `foistats review burglary`" in capsys.readouterr().err


def test_a_person_who_names_another_force_than_the_words_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two = (Candidate("kent", ""), Candidate("essex", ""))
    both = replace(KENT, candidates=two, undecided="it speaks for Kent Police and Essex Police")
    decision, questions = asked_for(both, ["Dorset", "they share a unit", "A. Person"], monkeypatch)
    assert questions[-2:] == [
        "It names Kent Police and Essex Police: why is it Dorset's",
        "Your name",
    ]
    assert decision is not None
    assert (decision.force, decision.because, decision.by) == (
        "Dorset",
        "they share a unit",
        "A. Person",
    )
