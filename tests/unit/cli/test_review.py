"""`foistats review` as it is typed: at a terminal, without one, and with files."""

import csv
import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from foistats.cli.review import _Session
from foistats.review.sitting import sit_down
from foistats.review.web.app import ReviewApp
from tests.flows.folders import add_request, bytes_of, line, workbook
from tests.golden.review.desks import codes, desk, figures, rebuild
from tests.unit.cli.typed import typed

STARRED = [["Offence", "2016/17", "2017/18"], ["Rape", 3, "*"], ["Grooming", 10, 20]]


def starred(root: Path) -> Path:
    folder = add_request(
        root, line("dorset", "dorset.xlsx"), documents={"dorset.xlsx": workbook(*STARRED)}
    )
    rebuild(root)
    return folder


def test_without_a_terminal_it_says_what_to_do(tmp_path: Path) -> None:
    starred(tmp_path)
    done = typed("review", "r", "--root", tmp_path)
    assert done.exit_code == 2
    assert "--export review.csv" in done.stderr
    assert done.stdout == ""


def test_before_a_run_it_says_so(tmp_path: Path) -> None:
    add_request(tmp_path, line("dorset", "d.xlsx"), documents={"d.xlsx": workbook(*STARRED)})
    done = typed("review", "r", "--root", tmp_path, "--export", tmp_path / "review.csv")
    assert done.exit_code == 2
    assert "run `foistats run r`" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["no-such"], "there is no raw/no-such/request.toml"),
        (["r", "--apply", "review.csv"], "export first"),
    ],
)
def test_wrong_usage_is_said_in_a_line(tmp_path: Path, words: list[str], said: str) -> None:
    starred(tmp_path)
    done = typed("review", *words, "--root", tmp_path, "--export", tmp_path / "review.csv")
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (tmp_path / "review.csv").exists()


def test_questions_go_out_and_answers_come_in(tmp_path: Path) -> None:
    folder = starred(tmp_path)
    file = tmp_path / "review.csv"
    done = typed("review", "--root", tmp_path, "--export", file)
    assert (done.exit_code, done.stderr.startswith("1 question in ")) == (1, True)
    text = file.read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(keepends=True)))
    rows[0]["answer"] = "zero"
    with file.open("w", encoding="utf-8", newline="") as to:
        writer = csv.DictWriter(to, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    refused = typed("review", "r", "--root", tmp_path, "--apply", file)
    assert refused.exit_code == 2
    assert "say who" in refused.stderr
    assert not (folder / "marks.toml").exists()
    done = typed("review", "r", "--root", tmp_path, "--apply", file, "--by", "A. Person")
    assert done.exit_code == 0
    assert "written: raw/r/marks.toml" in done.stderr
    assert done.stderr.endswith("1 answer taken; run `foistats run r`\n")
    rebuild(tmp_path)
    assert codes(tmp_path) == []
    assert figures(tmp_path)[2017] == (20, 20)


def test_what_can_not_be_answered_is_listed_with_its_remedy(tmp_path: Path) -> None:
    add_request(
        tmp_path,
        line("dorset", "dorset.xlsx"),
        documents={"dorset.xlsx": bytes_of(b"PK\x03\x04 no workbook")},
    )
    rebuild(tmp_path)
    done = typed("review", "r", "--root", tmp_path, "--export", tmp_path / "review.csv")
    assert done.exit_code == 1
    assert "1 question in" in done.stderr
    assert "document_broken" in (tmp_path / "review.csv").read_text(encoding="utf-8-sig")
    assert "answer_without_counts: " in done.stderr


class Terminal:
    """A person at a terminal: what stands there, and what is typed once it does."""

    def __init__(self, *words: str | Path) -> None:
        import pty

        self.ours, theirs = pty.openpty()
        command = [sys.executable, "-c", "from foistats.cli import main; main()"]
        self.process = subprocess.Popen(
            [*command, *map(str, words)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "COLUMNS": "100", "LINES": "50", "TERM": "dumb"},
        )
        os.close(theirs)
        self.shown = ""

    def wait_for(self, text: str) -> None:
        """Read until a text stands there that stood not there when last typed."""
        ends = time.monotonic() + 60
        while text not in self.shown:
            assert time.monotonic() < ends, f"{text!r} never came: {self.shown}"
            if select.select([self.ours], [], [], 1)[0]:
                try:
                    self.shown += os.read(self.ours, 65536).decode(errors="replace")
                except OSError:  # Linux tells the end of a terminal so
                    assert text in self.shown, f"{text!r} never came: {self.shown}"

    def types(self, text: str) -> str:
        """Type a line; gives what had been shown."""
        before, self.shown = self.shown, ""
        os.write(self.ours, f"{text}\n".encode())
        return before

    def ends(self) -> int:
        code = self.process.wait(60)
        os.close(self.ours)
        return code


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_person_answers_at_a_terminal(tmp_path: Path) -> None:
    folder = starred(tmp_path)
    at = Terminal("review", "r", "--root", tmp_path)
    at.wait_for("answer: ")
    shown = at.types("8")
    assert "1 of 1: mark_unexplained" in shown
    assert "dorset.xlsx, Sheet1!C2" in shown
    assert "A mark stands for a count and nothing says what it means." in shown
    assert re.search(r"2 +Rape +3 +\*", shown)
    assert "  1  * stands for zero" in shown
    at.wait_for("'8' is none of the answers")
    at.wait_for("answer: ")
    at.types("6")
    at.wait_for("what, such as: 1 to 4, not held: ")
    at.types("8")
    at.wait_for("your name: ")
    at.types("A. Person")
    at.wait_for("why (Enter: what was answered): ")
    at.types("they rang")
    at.wait_for("no mark stands for one number")
    at.wait_for("answer: ")
    at.types("2")
    at.wait_for("run `foistats run r`")
    assert "written: raw/r/marks.toml" in at.shown
    assert "1 question answered, 0 left" in at.shown
    assert at.ends() == 0
    assert 'because = "they rang"\nby = "A. Person"\n' in (folder / "marks.toml").read_text()
    rebuild(tmp_path)
    assert figures(tmp_path)[2017] == (20, 24)


def test_the_latest_answer_is_taken_back_and_its_question_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = [*STARRED[:2], ["Grooming", 11, 21]]
    folder = add_request(
        tmp_path,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx"),
        documents={"dorset.xlsx": workbook(*STARRED), "wiltshire.xlsx": workbook(*other)},
    )
    rebuild(tmp_path)
    session = _Session(sit_down(desk(tmp_path)), Console(width=100), by="A. Person", because="x")
    # Nothing to take back; zero; taken back; hidden; zero for the other.
    answers = iter(["u", "1", "u", "3", "1"])
    monkeypatch.setattr(session, "ask", lambda _: next(answers))
    assert session.run() == 0
    shown = capsys.readouterr().out
    assert "there is nothing to take back" in shown
    assert shown.count("1 of 2: mark_unexplained") == 2
    assert "u  take the latest answer back" in shown
    marks = (folder / "marks.toml").read_text("utf-8")
    assert re.findall('meaning = "(.*)"', marks) == ["suppressed", "0"]


def test_a_browser_is_served_until_the_review_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starred(tmp_path)
    opened: list[str] = []

    def browse(url: str) -> bool:
        """A browser that opens the address, follows it, and ends the review."""
        opened.append(url)
        [app] = apps
        app.sitting("r")
        app.closing()
        return True

    apps: list[ReviewApp] = []
    made = ReviewApp.__init__
    monkeypatch.setattr(
        ReviewApp, "__init__", lambda self, *more: (made(self, *more), apps.append(self))[0]
    )
    monkeypatch.setattr("webbrowser.open", browse)
    done = typed("review", "r", "--web", "--open", "--root", tmp_path)
    assert done.exit_code == 1
    assert done.stdout == f"Review: {opened[0]}\n"
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{43}/", opened[0])
    assert "r: 0 answers taken" in done.stderr
    refused = typed("review", "r", "--web", "--export", tmp_path / "x.csv", "--root", tmp_path)
    assert refused.exit_code == 2
    assert "--web asks in a browser" in refused.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_whoever_quits_keeps_what_was_answered_and_nothing_more(tmp_path: Path) -> None:
    folder = starred(tmp_path)
    at = Terminal("review", "r", "--root", tmp_path, "--by", "A. Person")
    at.wait_for("answer: ")
    at.types("q")
    at.wait_for("0 questions answered, 1 left")
    assert at.ends() == 1
    assert not (folder / "marks.toml").exists()
