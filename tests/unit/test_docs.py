"""What the pages for people say is there: files, rooms, links and commands."""

import re
from pathlib import Path

import pytest
import typer

from foistats.cli.app import app

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
