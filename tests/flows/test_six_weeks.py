"""A request from the question to the figures, as one person lives through it in six weeks.

Everything is typed as a person types it, and each command, each answer and each edit of a file is
counted. The program never learns the numbers but from the documents; the totals are added up here.
"""

import csv
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foistats.cli import chase, inbox, review, status
from foistats.cli import receive as receiving
from foistats.cli.commands import requests
from foistats.review.web.serving import serving
from foistats.workspace import Workspace
from schemas.problem_codes import NEEDS_NO_ANSWER
from tests.flows.folders import table
from tests.flows.weeks.batches import write_batch
from tests.flows.weeks.replies import FORCES, NUMBERS, REGIONS, YEARS, plain
from tests.unit.cli.typed import typed

R = "burglary-2025"
NEW = {
    "title": "Residential burglary offences recorded",
    "question": "How many residential burglary offences did you record in each financial year?",
    "unit": "offences",
    "kind": "financial_year",
    "first": YEARS[0],
    "last": YEARS[-1],
    "forces": "uk",
}
FEW = (0, 4)
GAVE_NONE = {"police-scotland", "north-wales", "northumbria", "cheshire"}
# What a person does, at most, for each of 45 forces asked.
MOST_ACTIONS_A_REPLY = 1.5


class Today(date):
    """The day on which a person sits at the desk."""

    now = date(2025, 6, 2)

    @classmethod
    def today(cls) -> "Today":
        return cls(cls.now.year, cls.now.month, cls.now.day)


@dataclass
class Person:
    """Whoever runs the request; each thing done is written down with its day."""

    root: Path
    done: list[str] = field(default_factory=list)

    def types(self, *words: str | Path, gives: int | None = 0) -> str:
        """A command, which has to end with this exit code."""
        result = typed(*words, "--root", self.root)
        self.did(f"foistats {words[0]}")
        assert gives in (None, result.exit_code), result.output
        return result.output

    def did(self, what: str) -> None:
        self.done.append(f"{Today.now}: {what}")

    def file(self, name: str) -> Path:
        return self.root / "raw" / R / name

    def night(self) -> str:
        """The nightly run: nobody types it."""
        done = typed("run", R, "--root", self.root, "--by", "the night")
        # A machine so busy that a worker is ended by the clock gives other problems: say which.
        assert done.exit_code in (0, 1), done.output
        slow = [one for one in problems(self) if str(one["code"]).startswith("reader_")]
        assert not slow, slow
        return done.output

    def receives(self, folder: Path, *, open_: int) -> str:
        """A batch is received; so many replies are left open."""
        said = self.types("receive", folder, "--request", R, gives=1 if open_ else 0)
        assert len(self.asked()) == open_, said
        return said

    def asked(self) -> list[dict[str, str]]:
        path = self.root / "processed" / R / "inbox" / "questions.csv"
        return rows_in(path) if path.is_file() else []

    def answers_inbox(self, answers: Mapping[str, Mapping[str, str]] = {}) -> None:
        """Fill in the questions of the inbox, by a word of their line; the rest as it stands."""
        path = self.root / "processed" / R / "inbox" / "questions.csv"
        rows = self.asked()
        for word, values in answers.items():
            (row,) = [one for one in rows if word in str(one)]
            row |= values
        write_rows(path, rows)
        for row in rows:
            self.did(f"looked at a line: {row['question']}")
        self.types("receive", "--request", R, "--answers", path)

    def answers_review(self, answers: Mapping[tuple[str, str], tuple[str, str]]) -> None:
        """Answer questions of the last run by force and code; others are left alone."""
        path = self.root / "review.csv"
        self.types("review", R, "--export", path, gives=None)
        rows = rows_in(path)
        for (force, code), (answer, value) in answers.items():
            (row,) = [one for one in rows if (one["force"], one["code"]) == (force, code)]
            row |= {"answer": answer, "value": value}
            self.did(f"answered {code} of {force}")
        write_rows(path, rows)
        self.types("review", R, "--apply", path, "--by", "A. Person")

    def answers_on_pages(self, presses: Mapping[str, int]) -> None:
        """Answer by the buttons of the pages in a browser, each so many times; skip the rest."""
        left = dict(presses)
        with chromium() as browser, serving(Workspace(self.root), [R]) as address:
            self.did("foistats review --web")
            page = browser.new_page()
            page.goto(address)
            page.get_by_label("Who answers").fill("A. Person")
            while any(left.values()):
                before = page.url
                buttons = {
                    word: page.get_by_role("button", name=word).first
                    for word, times in left.items()
                    if times
                }
                word = next((one for one, button in buttons.items() if button.count()), "")
                if word:
                    buttons[word].click()
                    left[word] -= 1
                    self.did(f"pressed: {word}")
                else:
                    page.locator("h1").click()
                    page.keyboard.press("s")
                page.wait_for_url(lambda url, before=before: url != before)
            page.close()


@contextmanager
def chromium() -> Iterator[Any]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("all but the pages was played: there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def rows_in(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True)))


def write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as to:
        writer = csv.DictWriter(to, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    for module in (requests, chase, inbox, receiving, review, status):
        monkeypatch.setattr(module, "date", Today)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "no-prefect"))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    return Person(tmp_path / "work")


def test_six_weeks_of_a_request(person: Person, tmp_path: Path) -> None:
    ask(person)
    empty = person.file("answer-sheet.xlsx").read_bytes()
    for number in (1, 2, 3, 4):
        write_batch(number, tmp_path / f"in-{number}", empty)
    first_week(person, tmp_path / "in-1")
    fourth_week(person, tmp_path / "in-2")
    fifth_week(person, tmp_path / "in-3")
    sixth_week(person, tmp_path / "in-4", tmp_path)
    assert_settled(person)
    assert_totals(person.root)
    each = len(person.done) / len(FORCES)
    print(*person.done, f"{len(person.done)} actions, {each:.2f} a reply", sep="\n")  # noqa: T201
    assert each < MOST_ACTIONS_A_REPLY


def ask(person: Person) -> None:
    """2 June: the request is made, sent, and its day written down."""
    assert typed("init", person.root).exit_code == 0
    person.did("foistats init")
    person.types("new", R, *(word for name, value in NEW.items() for word in (f"--{name}", value)))
    assert "not sent" in person.types("status", gives=None)
    request = person.file("request.toml")
    text = request.read_text(encoding="utf-8").replace(
        "# sent_on = 2026-01-31", "sent_on = 2025-06-02"
    )
    request.write_text(text, encoding="utf-8")
    person.did("wrote the day of sending into request.toml")
    assert tomllib.loads(text)["sent_on"] == Today.now


def first_week(person: Person, folder: Path) -> None:
    """13 June: what is no reply is set aside, a question is answered, one workbook hides names."""
    Today.now = date(2025, 6, 13)
    said = person.receives(folder, open_=1)
    assert "9 set aside, 11 filed" in said
    # Nothing of what hides something is read: a person sees the header, and says whose it is.
    assert "its header says From: Gwent Police" in said
    person.answers_inbox(
        {"hides something": {"force": "Gwent Police", "received_on": "13/06/2025"}}
    )
    person.night()
    shown = person.types("status", R, gives=1)
    assert "Essex Police asked on 2025-06-06 what is meant: answer it" in shown
    assert "acknowledged on 2025-06-04" in shown
    person.types("chase", R, "--sent", "Essex Police", "--by", "A. Person")
    assert "what is meant was answered on 2025-06-13" in shown_status(person)
    # What Gwent's workbook hides is nowhere, and what kind of thing it is goes to the force.
    person.types("chase", R, gives=1)
    letter = (person.root / "processed" / R / "letters" / "gwent.txt").read_text(encoding="utf-8")
    assert "content that isn't shown when it is opened" in letter
    assert "A. Person" not in letter
    person.types("chase", R, "--sent", "all", "--by", "A. Person")


def fourth_week(person: Person, folder: Path) -> None:
    """27 June and 1 July: most replies, three refusals; letters to those who are late."""
    Today.now = date(2025, 6, 27)
    person.receives(folder, open_=2)
    assert [row["force"] for row in person.asked()] == [
        "Norfolk and Suffolk Constabularies",
        "Sussex Police",
    ]
    person.answers_inbox()
    person.night()
    # Scotland's 20 working days are not over before those of the rest, and more time is 40 days.
    Today.now = date(2025, 7, 1)
    shown = person.types("status", R, gives=1)
    for force, became in {
        "Police Scotland": "refused, section 12(1)",
        "North Wales Police": "refused, section 12",
        "Northumbria Police": "refused, section 12(1)",
        "Cheshire Constabulary": "says it holds nothing",
        "Police Service of Northern Ireland": "no reply yet; asked for more time on 2025-06-26",
    }.items():
        assert became in line_of(shown, force)
    assert "2025-07-29" in line_of(shown, "Police Service of Northern Ireland")
    person.types("chase", R, gives=1)
    letters = {
        path.stem: " ".join(path.read_text(encoding="utf-8").split())
        for path in (person.root / "processed" / R / "letters").glob("*.txt")
    }
    late = {"durham", "cleveland", "humberside", "west-midlands", "avon-and-somerset"}
    asked = {"cumbria", "lancashire", "devon-and-cornwall", "wiltshire", "gloucestershire"}
    # Gwent was written to twelve working days ago, and has sent no clean copy.
    assert set(letters) == late | asked | {"dyfed-powys", "gwent"}
    parts = sum(NUMBERS["cumbria"])
    assert f"'Total' prints {parts + 10}, its 3 parts come to {parts}" in letters["cumbria"]
    assert "2021/22–2023/24 taken together" in letters["devon-and-cornwall"]
    assert "counts for 2021, 2022 (calendar years)" in letters["lancashire"]
    assert "What does the mark stand for?" in letters["wiltshire"]
    assert all("was 30 June 2025, and I have had no reply" in letters[force] for force in late)
    person.types("chase", R, "--sent", "all", "--by", "A. Person")
    assert "6 overdue, 6 of them written to" in shown_status(person)


def fifth_week(person: Person, folder: Path) -> None:
    """4 July: a copy that hides nothing replaces what is sealed; a correction is known as one."""
    Today.now = date(2025, 7, 4)
    person.receives(folder, open_=2)
    assert [row["replaces"] for row in person.asked()] == [
        "gwent-2025-06-13",
        "hampshire-2025-06-13",
    ]
    person.answers_inbox()
    person.night()
    # What three forces wrote back on the telephone or in a line is an answer of the review.
    person.answers_review(
        {
            ("Cumbria Constabulary", "total_mismatch"): ("parts", ""),
            ("Wiltshire Police", "mark_unexplained"): ("fewer-than-5", ""),
            ("Gloucestershire Constabulary", "unit_differs"): ("same", ""),
        }
    )
    person.night()


def sixth_week(person: Person, folder: Path, tmp_path: Path) -> None:
    """15 July: the last replies; one is typed under a wrong force, and put right."""
    Today.now = date(2025, 7, 15)
    person.receives(folder, open_=3)
    person.answers_inbox()
    [letter] = [plain("dyfed-powys", date(2025, 7, 14), 4)]
    document = tmp_path / "dyfed-powys.pdf"
    document.write_bytes(letter.attached["response.pdf"])
    mistyped = ("--force", "South Wales Police", "--on", "2025-07-15")
    person.types("receive", document, "--request", R, *mistyped, gives=1)
    person.night()
    [told] = [one for one in problems(person) if one["code"] == "force_other_than_sender"]
    assert told["document"] == "dyfed-powys.pdf"
    # It is moved by one answer, and what two corrections changed is looked at in one answer each.
    person.answers_on_pages(
        {
            "file it under Dyfed-Powys Police": 1,
            "looked at: nothing needs to be done": 2,
        }
    )
    person.night()


def problems(person: Person) -> list[dict[str, object]]:
    """What needs a person, as the tables have it."""
    rows = table(person.root, "problems", R)
    return [row for row in rows if row["code"] not in NEEDS_NO_ANSWER]


def shown_status(person: Person) -> str:
    """What status shows, looked at by the test and not by the person."""
    return typed("status", R, "--root", person.root).output


def line_of(shown: str, force: str) -> str:
    return " ".join(next(line for line in shown.splitlines() if f" {force} " in line).split())


def assert_settled(person: Person) -> None:
    assert problems(person) == [], person.types("status", R, gives=None)
    gate = typed("gate", R, "--root", person.root)
    assert gate.exit_code == 0, gate.output
    shown = person.types("status", R)
    assert "No problems are known." in shown
    assert "0 overdue" in shown


def expected() -> dict[str, list[tuple[int, int] | None]]:
    """Each force's figures; None where it gave none for the year."""
    found: dict[str, list[tuple[int, int] | None]] = {
        force: [None, None, None] if force in GAVE_NONE else [(n, n) for n in numbers]
        for force, numbers in NUMBERS.items()
    }
    found["merseyside"][0] = None
    found["city-of-london"][0] = found["wiltshire"][0] = FEW
    return found


def assert_totals(root: Path) -> None:
    """Every force, region and the UK, year by year, against the numbers that were sent."""
    single = expected()
    areas = {("force", force): [force] for force in FORCES}
    areas |= {("region", region): list(forces) for region, forces in REGIONS.items()}
    areas["country", "uk"] = list(FORCES)
    rows = {
        (row["area_kind"] == "force", row["area_id"], row["period_start"].year): row
        for row in table(root, "totals", R)
    }
    for (kind, area), forces in areas.items():
        for n, year in enumerate((2021, 2022, 2023)):
            row = rows[kind == "force", area, year]
            given = [one for force in forces if (one := single[force][n]) is not None]
            assert row["forces_counted"] == len(given), (area, year)
            sums = (sum(low for low, _ in given), sum(high for _, high in given))
            assert (row["count_low"], row["count_high"]) == (sums if given else (None, None)), area
