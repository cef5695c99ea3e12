"""What `foistats claims draft` writes: from the tables, and nothing that the gate doesn't pass."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from foistats.claims.checking import check
from foistats.claims.drafting.sentences import draft_of
from foistats.claims.drafting.subject import Subject, find_subject, subject_of
from foistats.claims.loading import load_worlds
from foistats.claims.model import Verdict
from foistats.claims.reading.draft import read_draft
from foistats.cli.app import app
from foistats.intake.requests import read_request
from foistats.provenance.wanted_figure import NoSuchFigure
from foistats.release.generations import current_folder
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from tests.claims.worlds.tables import WORLDS


def _draft(root: Path, request_id: str, area: str, category: str = "") -> str:
    workspace = Workspace(root)
    request = read_request(workspace, request_id)
    return draft_of(find_subject(workspace, request, area=area, category=category))


def _subjects(root: Path, request_id: str) -> list[Subject]:
    """Every area and category of a request."""
    workspace = Workspace(root)
    request = read_request(workspace, request_id)
    folder = current_folder(workspace, request_id)
    assert folder is not None
    totals = {
        (row["area_kind"], row["area_id"], row["category_id"]): row
        for row in rows_of(folder, "totals")
    }
    return [subject_of(row, request, folder) for row in totals.values()]


@pytest.mark.parametrize("request_id", WORLDS)
def test_every_sentence_passes_the_gate(built: Path, request_id: str) -> None:
    worlds = load_worlds(Workspace(built), request_id)
    wrong: list[tuple[str, ...]] = []
    for subject in _subjects(built, request_id):
        text = draft_of(subject)
        for answer in check(read_draft(text, worlds.request), worlds):
            good = answer.verdict in {Verdict.HOLDS, Verdict.NOT_A_STATISTIC}
            if not good or answer.wording:
                line = text[: answer.mention.start].count("\n")
                wrong.append((answer.verdict, answer.mention.text, text.split("\n")[line]))
                wrong.append((answer.because, *answer.wording))
    assert not wrong


def test_the_area_of_all_its_forces_is_called_so(built: Path) -> None:
    # 5,515 is what ITV printed; 124 more than 5,391 are 2.3 per cent.
    text = _draft(built, "child-sexual-offences-2019", "South West")
    assert "Police forces in the South West recorded 5,515 offences in 2018/19." in text
    assert "rose by 2 per cent from 2017/18 to 2018/19, from 5,391 to 5,515." in text
    assert "the total was 23,440." in text


def test_the_figures_of_some_forces_are_said_to_be_theirs(built: Path) -> None:
    # West Yorkshire 203, Humberside 61, North Yorkshire 52: 316. South Yorkshire is silent.
    text = _draft(built, "dog-thefts-2022", "Yorkshire and the Humber")
    assert "The 3 forces in Yorkshire and the Humber that gave figures recorded 316" in text
    assert "South Yorkshire Police did not reply." in text


def test_a_change_over_other_forces_than_the_levels_states_no_level(built: Path) -> None:
    # North and West Yorkshire: 175 in 2017, 255 in 2021, a rise of 45.7 per cent.
    text = _draft(built, "dog-thefts-2022", "Yorkshire and the Humber")
    assert "the number rose by 46 per cent from 2017 to 2021." in text
    assert "one of the figures: Humberside Police and South Yorkshire Police." in text
    assert "175" not in text


def test_a_hidden_number_is_not_written_and_not_revealed(built: Path) -> None:
    # Durham gave <5 for 2019; the forces' other numbers and a sum would show which.
    text = _draft(built, "dog-thefts-2022", "Durham")
    assert "2019" not in text
    assert "the total was" not in text
    assert "Where a force hides a low number" in text


def test_a_change_of_few_cases_is_a_number_and_not_per_cent(built: Path) -> None:
    text = _draft(built, "dog-thefts-2022", "Durham")
    assert "rose by 7 from 2020 to 2021, from 14 to 21." in text
    assert "per cent" not in text


def test_one_count_of_all_years_is_told_as_that(built: Path) -> None:
    text = _draft(built, "child-abuse-images-2021", "Wiltshire")
    assert "Wiltshire Police recorded 1,329 offences from 2016/17 to 2020/21 together." in text
    text = _draft(built, "spiking-2023", "Wales", "Needle spiking")
    assert "Gwent Police recorded 41 incidents of needle spiking from 2018/19 to 2022/23" in text


def test_an_area_that_nobody_asked_about_is_refused(built: Path) -> None:
    with pytest.raises(NoSuchFigure):
        _draft(built, "dog-thefts-2022", "Kent")


def test_the_command_prints_the_draft_or_says_what_there_is(built: Path) -> None:
    wanted = ["claims", "draft", "child-sexual-offences-2019", "--root", str(built), "--area"]
    said = CliRunner().invoke(app, [*wanted, "South West"])
    assert said.exit_code == 0
    assert said.stdout == _draft(built, "child-sexual-offences-2019", "South West")
    refused = CliRunner().invoke(app, [*wanted, "Kent"])
    assert refused.exit_code == 2
    assert "Kent" in refused.stderr
