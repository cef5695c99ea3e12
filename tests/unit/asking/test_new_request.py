"""A new request: its folder, its letter, its answer sheet, and the commands that make them."""

import csv
import tomllib
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from foistats.asking.letter import letter_of
from foistats.asking.new_request import ANSWER_SHEET, NewRequest, make_request, request_toml
from foistats.cli.app import app
from foistats.cli.new import Typed, _as_known, make_new_request
from foistats.errors import FoistatsError, WorkspaceError
from foistats.intake.receive import receive
from foistats.intake.requests import RequestInvalid, read_request
from foistats.intake.responses import COLUMNS
from foistats.reading.file import read_reply
from foistats.records import Asked, Declared
from foistats.workspace import Workspace

TODAY = date(2026, 9, 1)
NEW = NewRequest(
    request_id="burglary-2025",
    title="Burglary offences recorded, 2020/21 to 2022/23",
    question="How many burglary offences did you record in each financial year?",
    unit="offences",
    kind="financial_year",
    first="2020/21",
    last="2022/23",
    forces=("Dorset", "Police Scotland"),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "raw").mkdir()
    return Workspace(tmp_path)


def made(workspace: Workspace, **changed: object) -> Path:
    from dataclasses import replace

    folder, _ = make_request(workspace, replace(NEW, **changed), today=TODAY)  # type: ignore[arg-type]
    return folder


def test_a_request_that_was_sent_can_be_read_at_once(workspace: Workspace) -> None:
    made(workspace, sent_on=date(2026, 8, 3))
    request = read_request(workspace, "burglary-2025", today=TODAY)
    assert request.sent_on == date(2026, 8, 3)
    assert request.asked_force_ids == ("dorset", "police-scotland")
    assert [one.start.year for one in request.periods] == [2020, 2021, 2022]


def test_a_request_that_was_not_sent_waits_for_its_day_alone(workspace: Workspace) -> None:
    folder = made(workspace)
    with pytest.raises(RequestInvalid) as refusal:
        read_request(workspace, "burglary-2025", today=TODAY)
    assert refusal.value.not_sent
    text = (folder / "request.toml").read_text(encoding="utf-8")
    sent = text.replace("# sent_on = 2026-01-31", "sent_on = 2026-08-03")
    (folder / "request.toml").write_text(sent, encoding="utf-8")
    assert read_request(workspace, "burglary-2025", today=TODAY).sent_on == date(2026, 8, 3)


def test_nothing_is_left_behind_by_a_request_that_can_not_be_made(workspace: Workspace) -> None:
    with pytest.raises(RequestInvalid, match="offense"):
        made(workspace, unit="offenses")
    with pytest.raises(WorkspaceError, match="can't be the name"):
        made(workspace, request_id="../elsewhere")
    assert list(workspace.raw.iterdir()) == []


def test_a_folder_that_is_there_is_never_written_over(workspace: Workspace) -> None:
    (workspace.raw / "burglary-2025").mkdir()
    with pytest.raises(WorkspaceError, match="there already"):
        made(workspace)
    assert list((workspace.raw / "burglary-2025").iterdir()) == []


def test_responses_csv_has_a_line_per_force_and_opens_in_excel_as_utf8(
    workspace: Workspace,
) -> None:
    content = (made(workspace) / "responses.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(content.decode("utf-8-sig").splitlines())) == [
        list(COLUMNS),
        ["dorset", "Dorset Police", "", "no_response", "", "", "", ""],
        ["police-scotland", "Police Scotland", "", "no_response", "", "", "", ""],
    ]


def take(workspace: Workspace, file: Path, force: str, count: int, *, corrects: str = "") -> None:
    file.write_text(f"Year,Offences\n2020/21,{count}\n", encoding="utf-8")
    day = date(2026, 8, 20)
    receive(
        workspace,
        [file],
        request_id=NEW.request_id,
        force=force,
        received_on=day,
        supersedes=corrects,
        today=day,
        screen=lambda paths, _: [() for _ in paths],
    )


def test_a_reply_fills_in_the_line_of_its_force(workspace: Workspace, tmp_path: Path) -> None:
    listed = made(workspace, sent_on=date(2026, 8, 3)) / "responses.csv"
    header, _, of_scotland = listed.read_text(encoding="utf-8-sig").splitlines()
    take(workspace, tmp_path / "reply.csv", "Dorset Police", 3)
    came = "dorset-2026-08-20,Dorset Police,2026-08-20,,,reply.csv,,"
    assert listed.read_text(encoding="utf-8-sig").splitlines() == [header, came, of_scotland]
    # What comes after that stands on a line of its own.
    take(workspace, tmp_path / "two.csv", "Dorset Police", 4, corrects="dorset-2026-08-20")
    assert len(listed.read_text(encoding="utf-8-sig").splitlines()) == 4
    # A line on which a person wrote more than that nothing has come stays as it is.
    text = listed.read_text(encoding="utf-8-sig")
    listed.write_text(text.replace(of_scotland, f"{of_scotland}rang them"), encoding="utf-8-sig")
    take(workspace, tmp_path / "three.csv", "Police Scotland", 5)
    assert f"{of_scotland}rang them" in listed.read_text(encoding="utf-8-sig").splitlines()


@given(title=st.text(min_size=1), question=st.text(min_size=1))
def test_any_text_comes_back_from_request_toml_as_it_was_typed(title: str, question: str) -> None:
    from dataclasses import replace

    read = tomllib.loads(request_toml(replace(NEW, title=title, question=question)))
    assert (read["title"], read["question"]) == (title, question)


def test_the_letter_names_each_period_with_its_days_and_both_acts(workspace: Workspace) -> None:
    _, request = make_request(workspace, NEW, today=TODAY)
    letter = letter_of(request)
    assert "2020/21 (1 April 2020 to 31 March 2021)" in letter
    assert "Freedom of Information Act 2000" in letter
    assert "Freedom of Information (Scotland) Act 2002" in " ".join(letter.split())
    assert NEW.question in " ".join(letter.split())
    assert max(map(len, letter.splitlines())) <= 80


def filled(
    sheet: Path, to: Path, values: list[object], *, force: str = "Dorset Police", note: str = ""
) -> Path:
    book = openpyxl.load_workbook(sheet)
    book["Answer"]["B2"] = force
    cells = [cell for row in book["Answer"].iter_rows(min_row=5, min_col=2) for cell in row]
    for cell, value in zip(cells, values, strict=True):
        cell.value = value
    if note:
        book["Notes"]["A2"] = note
    book.save(to)
    return to


def read(path: Path, **asked: object) -> tuple[list[tuple[object, ...]], list[str]]:
    known = Asked(
        title=NEW.title,
        question=NEW.question,
        unit="offences",
        force_ids=("dorset",),
        received_on=date(2026, 9, 20),
        **asked,  # type: ignore[arg-type]
    )
    reading = read_reply(path, known, Declared())
    rows = [
        (one.period.start.year, one.labels, one.count.low, one.count.high, one.count.status.value)
        for one in reading.observations
    ]
    return rows, [problem.code.value for problem in reading.problems]


def test_a_filled_answer_sheet_is_read_without_a_question(
    workspace: Workspace, tmp_path: Path
) -> None:
    sheet = made(workspace) / ANSWER_SHEET
    rows, problems = read(filled(sheet, tmp_path / "reply.xlsx", [812, "<5", "not held"]))
    assert [(year, low, high, status) for year, _, low, high, status in rows] == [
        (2020, 812, 812, "reported"),
        (2021, 0, 4, "suppressed"),
        (2022, None, None, "not_held"),
    ]
    assert problems == []


def test_a_filled_answer_sheet_says_whose_it_is(workspace: Workspace, tmp_path: Path) -> None:
    sheet = made(workspace) / ANSWER_SHEET
    reply = filled(sheet, tmp_path / "reply.xlsx", [1, 2, 3], force="Kent Police")
    reading = read_reply(reply, Asked(title=NEW.title, unit="offences"), Declared())
    assert {one.force_ids for one in reading.senders} == {("kent",)}


def test_a_note_on_the_answer_sheet_is_asked_about(workspace: Workspace, tmp_path: Path) -> None:
    sheet = made(workspace) / ANSWER_SHEET
    note = "These are burglaries of dwellings only."
    reply = filled(sheet, tmp_path / "reply.xlsx", [812, 790, 801], note=note)
    _, problems = read(reply)
    assert problems == ["heading_unclear"]


def test_a_filled_answer_sheet_with_categories_is_read_without_a_question(
    workspace: Workspace, tmp_path: Path
) -> None:
    categories = (("rape", "Rape"), ("robbery", "Robbery"))
    folder, request = make_request(
        workspace,
        NewRequest(
            "crimes-2025",
            "Crimes recorded",
            "How many crimes of rape and robbery did you record?",
            "crimes",
            "calendar_year",
            "2021",
            "2022",
            ("Dorset",),
            categories=categories,
        ),
        today=TODAY,
    )
    reply = filled(folder / ANSWER_SHEET, tmp_path / "reply.xlsx", [11, 12, 21, 0])
    asked = Asked(
        title=request.title,
        question=request.question,
        unit="crimes",
        force_ids=("dorset",),
        categories=request.categories,
        received_on=date(2026, 9, 20),
    )
    reading = read_reply(reply, asked, Declared())
    found = {(one.period.start.year, *one.labels): one.count.low for one in reading.observations}
    assert found == {
        (2021, "Rape"): 11,
        (2021, "Robbery"): 21,
        (2022, "Rape"): 12,
        (2022, "Robbery"): 0,
    }
    assert reading.problems == ()


def test_an_empty_answer_sheet_gives_no_count(workspace: Workspace) -> None:
    rows, problems = read(made(workspace) / ANSWER_SHEET)
    assert rows == []
    assert problems


def test_the_same_request_gives_the_same_bytes(workspace: Workspace, tmp_path: Path) -> None:
    first = made(workspace, sent_on=date(2026, 8, 3))
    (tmp_path / "again" / "raw").mkdir(parents=True)
    second = made(Workspace(tmp_path / "again"), sent_on=date(2026, 8, 3))
    for name in ("request.toml", "responses.csv", "questions.txt", ANSWER_SHEET):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_the_commands_take_a_person_from_nothing_to_a_letter(tmp_path: Path) -> None:
    root = str(tmp_path / "work")
    assert CliRunner().invoke(app, ["init", root]).exit_code == 0
    options = [
        *("--title", NEW.title, "--question", NEW.question, "--unit", "offences"),
        *("--kind", "financial_year", "--first", "2020/21", "--last", "2022/23"),
        *("--forces", "South West", "--category", "residential=Residential burglary"),
    ]
    done = CliRunner().invoke(app, ["new", "burglary-2025", "--root", root, *options])
    assert done.exit_code == 0, done.output
    assert "5 forces" in done.output
    assert "questions.txt" in done.output
    again = CliRunner().invoke(app, ["new", "burglary-2025", "--root", root, *options])
    assert again.exit_code == 2
    status = CliRunner().invoke(app, ["status", "--root", root])
    assert "not sent" in status.output


def test_without_a_terminal_the_missing_options_are_named(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    done = CliRunner().invoke(
        app, ["new", "x", "--root", str(tmp_path), "--title", "A", "--unit", "offences"]
    )
    assert done.exit_code == 2
    assert "--question, --kind, --first, --last, --forces" in done.output
    assert not (tmp_path / "raw" / "x").exists()


def test_init_keeps_what_is_there(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["init", str(tmp_path)]).exit_code == 0
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "mine\n"
    assert (tmp_path / "raw").is_dir()


@pytest.mark.parametrize(
    ("name", "typed", "known"),
    [
        ("kind", "Calendar year", "calendar_year"),
        ("kind", "financial years", "financial_year"),
        ("unit", "Offences", "offences"),
        ("first", "2020/21", "2020/21"),
        ("forces", "South West", "South West"),
        ("forces", "Dorset, Kent Police", "Dorset, Kent Police"),
        ("title", "Any words", "Any words"),
    ],
)
def test_an_answer_is_taken_as_people_type_it(name: str, typed: str, known: str) -> None:
    assert _as_known(name, typed) == known


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("kind", "years"),
        ("unit", "thefts"),
        ("last", "last year"),
        ("forces", "Dorset, Nowhere"),
    ],
)
def test_an_answer_that_can_not_be_used_is_refused_at_once(name: str, typed: str) -> None:
    with pytest.raises(FoistatsError):
        _as_known(name, typed)


def test_what_was_given_is_named_rather_than_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    options = [
        *("--title", "T", "--question", "Q", "--unit", "thefts", "--kind", "calendar_year"),
        *("--first", "2021", "--last", "2022", "--forces", "Dorset"),
    ]
    done = CliRunner().invoke(app, ["new", "x", "--root", str(tmp_path), *options])
    assert done.exit_code == 2
    assert "unit: thefts; expected one of offences" in done.output
    assert "request.toml" not in done.output


def asked_in_a_terminal(
    root: Path, monkeypatch: pytest.MonkeyPatch, *answers: str
) -> tuple[int, list[str]]:
    """What `new` ends with where a person types these answers, and the questions asked."""
    (root / "raw").mkdir()
    asked: list[str] = []
    said = iter(answers)

    def prompt(question: str, **_: object) -> str:
        asked.append(question)
        return next(said)

    monkeypatch.setattr("typer.prompt", prompt)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    code = make_new_request("r", Typed(), sent_on=date(2026, 8, 3), root=root, today=TODAY)
    return code, asked


def test_several_years_as_one_are_one_period_and_one_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, asked = asked_in_a_terminal(
        tmp_path, monkeypatch,
        "Burglary", "How many burglary offences did you record?", "offences",
        "multi_year", "2018/19", "2016/17 to 2020/21", "Dorset", "",
    )  # fmt: skip
    assert code == 0
    assert "'2018/19' is a financial year, and you asked for multi_year" in capsys.readouterr().out
    assert not any("last period" in one for one in asked)
    [period] = read_request(Workspace(tmp_path), "r", today=TODAY).periods
    assert (period.start, period.end) == (date(2016, 4, 1), date(2021, 3, 31))


def test_a_last_period_of_another_kind_or_before_the_first_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = asked_in_a_terminal(
        tmp_path, monkeypatch,
        "Offences", "How many offences?", "offences", "financial year",
        "2018/19", "2020", "2017/18", "2019/20", "Dorset", "Rape, Sexual grooming",
    )  # fmt: skip
    assert code == 0
    said = capsys.readouterr().out
    assert "'2020' is a calendar year" in said
    assert "'2017/18' is before the first, 2018/19" in said
    request = read_request(Workspace(tmp_path), "r", today=TODAY)
    assert [one.category_id for one in request.categories] == ["rape", "sexual-grooming"]
    assert [one.name for one in request.categories] == ["Rape", "Sexual grooming"]
