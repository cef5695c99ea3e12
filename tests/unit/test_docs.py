"""What the pages for people say is there: files, rooms, links and commands."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from docs import reference
from docs.build import write_source
from foistats.cli.app import app
from foistats.inbox.mailbox_settings import read_mailbox
from foistats.inbox.proposing import KINDS_IN_WORDS
from foistats.intake.headings import read_headings
from foistats.intake.statements import read_statements
from foistats.letters.kinds import KINDS
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
_DEPLOYMENTS = ("foistats/nightly", "foistats/rerun")
_ROOMS = ("foistats", "schemas", "flows", "docs", "tests", "benchmarks", "processed", "raw")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    files = [link for link in links if "://" not in link]
    assert [link for link in files if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    """A path may be written from the repository, or from foistats/ where a page is about it."""
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_.]*)`", text)
    gone = [
        path
        for path in named
        if path not in _DEPLOYMENTS
        and path.split("/")[0] in (*_ROOMS[:6], *_rooms())
        and not (ROOT / path).exists()
        and not (ROOT / "foistats" / path).exists()
        and not (ROOT / "foistats" / f"{path}.py").exists()
    ]
    assert gone == []


def _rooms() -> list[str]:
    return [path.name for path in (ROOT / "foistats").iterdir() if path.is_dir()]


def test_the_page_of_commands_names_each_command_once_and_no_other() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    named = {row.split()[0] for row in re.findall(r"(?m)^\| `foistats ([^`]+)`", text)}
    assert named == set(group.commands)


def test_the_reference_has_what_the_help_of_each_command_has() -> None:
    sections = dict(
        re.findall(
            r"(?ms)^## `foistats ([^`]+)`$(.*?)(?=^## |\Z)", reference.pages()["commands.md"]
        )
    )
    assert "release make" in sections
    for name, section in sections.items():
        shown = CliRunner().invoke(app, [*name.split(), "--help"], env={"COLUMNS": "200"})
        assert shown.exit_code == 0
        options = set(re.findall(r"--[a-z][a-z-]+", shown.stdout)) - {"--help"}
        # A sentence of the help may speak of an option; it stands in the section as well.
        assert {one for one in options if one not in section} == set(), name
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    assert {name.split()[0] for name in sections} == set(group.commands)


def test_the_reference_explains_each_problem_code_and_says_what_to_do() -> None:
    page = reference.pages()["problems.md"]
    sections = dict(re.findall(r"(?ms)^## `([^`]+)`$(.*?)(?=^## |\Z)", page))
    assert set(sections) == set(ProblemCode)
    assert [code for code, text in sections.items() if "\n- " not in text] == []
    assert "put the file back" in sections["document_missing"]
    assert "ask the force for the password" in sections["document_locked"]


def test_the_page_of_the_inbox_has_each_kind_of_letter_in_words() -> None:
    text = (ROOT / "docs" / "inbox.md").read_text(encoding="utf-8")
    section = text[text.index("| kind |") : text.index("All but a reply")]
    assert dict(re.findall(r"\| `(\w+)` \| ([^|]+) \|", section)) == KINDS_IN_WORDS
    assert set(KINDS) | {"reply", "twice"} == set(KINDS_IN_WORDS)
    assert all(f"`{column}`" in text for column in ("force", "received_on", "kind", "replaces"))


def test_the_settings_that_the_page_of_the_inbox_shows_can_be_used(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "inbox.md").read_text(encoding="utf-8")
    [shown] = re.findall(r"(?s)```toml\n(.*?)```", text)
    (tmp_path / "raw").mkdir()
    (tmp_path / "foistats.toml").write_text(shown, encoding="utf-8")
    settings = read_mailbox(Workspace(tmp_path))
    assert settings is not None
    assert settings.folders == {"burglary-2026": "FOI/Burglary 2026"}


def test_the_site_has_every_page_in_a_list_and_every_made_page(tmp_path: Path) -> None:
    """Sphinx itself, in strict mode, is asked by `just docs` and `.ci/run`."""
    write_source(tmp_path / "source")
    index = (tmp_path / "source" / "index.md").read_text(encoding="utf-8")
    pages = {path.relative_to(ROOT).as_posix() for path in PAGES} | {"processed/README.md"}
    made = {f"docs/reference/{name}" for name in reference.pages()}
    assert pages | made <= set(index.splitlines())
    assert all((tmp_path / "source" / page).is_file() for page in pages | made)


def test_each_short_name_runs_what_is_there() -> None:
    lines = (ROOT / "justfile").read_text(encoding="utf-8").splitlines()
    named = {
        name.removesuffix(":"): command.strip()
        for name, command in pairwise(lines)
        if re.fullmatch(r"[a-z]+:", name)
    }
    assert {"fast", "golden", "flows", "all", "coverage", "docs"} <= set(named)
    for name, command in named.items():
        paths = [word for word in command.split() if "/" in word]
        assert [path for path in paths if not (ROOT / path).exists()] == [], name
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [name for name in set(named) - {"default"} if f"just {name}`" not in text] == []


def test_the_matrix_begins_with_the_first_python_that_is_supported() -> None:
    matrix = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    versions = re.findall(r'"(3\.\d+)"', matrix)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'requires-python = ">={versions[0]}"' in project
    assert [int(one.split(".")[1]) for one in versions] == list(range(11, 11 + len(versions)))


def test_each_declaration_shown_in_the_page_on_review_can_be_used() -> None:
    text = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")
    _, said, heard = (block.encode() for block in re.findall(r"(?s)```toml\n(.*?)```", text))
    statements = read_statements(said, name="statements.toml")
    assert (len(statements.statements), statements.invalid) == (1, ())
    headings = read_headings(heard, name="headings.toml", categories=())
    assert headings.invalid == ()
    assert len(headings.given) == 1
