"""A draft with its verdicts as a web page and as a Word file."""

import io
import json
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner, Result

from foistats.claims.answers.document import document_of_answers
from foistats.claims.answers.explained import sources_of
from foistats.claims.answers.page import Checked, page_of_answers
from foistats.claims.loading import load_worlds
from foistats.claims.model import (
    Answer,
    AreaRef,
    Bounds,
    Claim,
    Instead,
    Mention,
    Said,
    Statistic,
    StatisticKind,
    Verdict,
)
from foistats.claims.opened_text import lines_of_draft
from foistats.cli.app import app
from foistats.release.generations import current_folder
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from tests.claims.worlds.building import write
from tests.claims.worlds.tables import DOGS
from tests.flows.folders import build

_TEXT = (
    "Dogs & <b>thieves</b>\n\nNorth Yorkshire had 52 thefts in 2021, up 12 per cent on 57.\n"
    "In the North East there were 179, and 99 elsewhere. A man of 41 saw 316.\n"
)
# The verdicts are made up: what is shown of them is what is tested, not the gate.
_VERDICTS = {
    "52": Verdict.HOLDS,
    "2021": Verdict.NOT_A_STATISTIC,
    "12 per cent": Verdict.FAILS,
    "179": Verdict.DEPENDS,
    "99": Verdict.UNRESOLVED,
    "41": Verdict.NOT_A_STATISTIC,
    "316": Verdict.CONFLICTS,
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    root = tmp_path_factory.mktemp("dogs")
    write(root, DOGS)
    build(root)
    workspace = Workspace(root)
    worlds = load_worlds(workspace, DOGS.request_id)
    folder = current_folder(workspace, DOGS.request_id)
    rows = tuple(rows_of(folder, "observations"))
    last = worlds.periods[-1]
    north_yorkshire = AreaRef("force", "north-yorkshire")
    answers = []
    for text, verdict in _VERDICTS.items():
        start = _TEXT.index(text)
        mention = Mention(start, start + len(text), text)
        statistic = Statistic(StatisticKind.VALUE, (north_yorkshire,), (last,))
        if text == "12 per cent":
            both = worlds.periods[-2:]
            statistic = Statistic(StatisticKind.PERCENT_CHANGE, (north_yorkshire,), both)
        written = Bounds(Fraction(52), Fraction(52))
        claim = Claim(mention, statistic, Said(Fraction(52), written, written), "")
        bound = verdict not in {Verdict.NOT_A_STATISTIC, Verdict.UNRESOLVED}
        answers.append(
            Answer(
                mention,
                verdict,
                f"because of {verdict.value}",
                claim if bound else None,
                Fraction(-9) if verdict is Verdict.FAILS else None,
                Fraction(-9) if verdict is Verdict.FAILS else None,
                ("cleveland",) if verdict is Verdict.DEPENDS else (),
                (0, 3) if verdict is Verdict.CONFLICTS else (),
                (Instead("x", "It was the other way", becomes=("52 holds",)),)
                if verdict is Verdict.FAILS
                else (),
            )
        )
    return Checked("dogs.txt", _TEXT, tuple(answers), worlds, rows)


def test_a_mark_has_a_sign_and_its_note_beside_its_colour(checked: Checked) -> None:
    page = page_of_answers(checked)
    for number, sign in enumerate("✓✕?…≠", start=1):
        assert f"<sup aria-hidden=true>{sign}{number}</sup>" in page
        assert f'id="a{number}"' in page
    assert '<mark class="not_a_statistic">2021</mark>' in page


def test_a_note_says_what_is_wrong_what_it_was_and_where_the_figure_is(checked: Checked) -> None:
    page = page_of_answers(checked)
    assert "It was the other way. Then 52 holds." in page
    assert "<dt>What would be right</dt><dd>-9 per cent</dd>" in page
    assert "North Yorkshire Police, 2020: 57 (north-yorkshire.csv, csv!E2)" in page
    assert "Cleveland Police" in page
    # Numbered as in the page: the two numbers that are no statistics have no note.
    assert "“52” (1), “179” (3)" in page


def test_what_the_draft_says_is_never_markup(checked: Checked) -> None:
    page = page_of_answers(checked)
    assert "Dogs &amp; &lt;b&gt;thieves&lt;/b&gt;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_change_has_only_the_forces_that_gave_both_figures_as_its_sources(
    checked: Checked,
) -> None:
    region = AreaRef("region", "yorkshire-and-the-humber")
    periods = (checked.worlds.periods[0], checked.worlds.periods[-1])
    answer = checked.answers[2]
    assert answer.claim is not None
    statistic = Statistic(StatisticKind.PERCENT_CHANGE, (region,), periods)
    claim = Claim(answer.mention, statistic, answer.claim.said, "")
    moved = Answer(answer.mention, answer.verdict, "", claim)
    sources = sources_of(moved, checked.worlds, checked.observations)
    assert not [one for one in sources if one.startswith("Humberside")]
    assert [one for one in sources if one.startswith("West Yorkshire Police, 2017: 134")]


def test_one_count_of_several_years_is_a_source_of_their_sum(built: Path) -> None:
    workspace = Workspace(built)
    worlds = load_worlds(workspace, "child-abuse-images-2021")
    rows = rows_of(current_folder(workspace, "child-abuse-images-2021"), "observations")
    mention = Mention(0, 5, "1,329")
    exact = Bounds(Fraction(1329), Fraction(1329))
    wiltshire = (AreaRef("force", "wiltshire"),)
    for periods, expected in ((worlds.periods, True), (worlds.periods[-1:], False)):
        statistic = Statistic(StatisticKind.SUM, wiltshire, periods)
        claim = Claim(mention, statistic, Said(Fraction(1329), exact, exact), "")
        sources = sources_of(Answer(mention, Verdict.HOLDS, "", claim), worlds, rows)
        found = [one for one in sources if "1,329 (wiltshire.xlsx" in one]
        assert bool(found) is expected


def test_a_document_has_the_draft_and_reads_through_the_same_door(
    checked: Checked, tmp_path: Path
) -> None:
    content = document_of_answers(checked)
    made = Document(io.BytesIO(content))
    left = "\n".join(row.cells[0].text for row in made.tables[0].rows)
    assert "North Yorkshire had 52✓1 thefts in 2021, up 12 per cent✕2 on 57." in left
    right = "\n".join(row.cells[1].text for row in made.tables[0].rows)
    assert "What would be right: -9 per cent" in right
    path = tmp_path / "answers.docx"
    path.write_bytes(content)
    assert any("12 per cent" in line for line in lines_of_draft(str(path)))


def test_the_same_answers_give_the_same_bytes(checked: Checked) -> None:
    assert document_of_answers(checked) == document_of_answers(checked)
    assert page_of_answers(checked) == page_of_answers(checked)


def test_characters_that_a_word_file_cannot_hold_do_not_stop_it(checked: Checked) -> None:
    odd = Checked("a\x0b.txt", "a\x01b\n", (), checked.worlds)
    made = Document(io.BytesIO(document_of_answers(odd)))
    assert made.tables[0].rows[1].cells[0].text == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.xdist_group("browser")
def test_the_page_passes_axe_at_every_width_in_the_dark_and_in_print(
    checked: Checked, tmp_path: Path
) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("there is no Chromium on this machine")
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    path = tmp_path / "page.html"
    path.write_text(page_of_answers(checked), encoding="utf-8")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            for width in (320, 700, 1400):
                for scheme in ("light", "dark"):
                    page = browser.new_page(
                        viewport={"width": width, "height": 900}, color_scheme=scheme
                    )
                    page.goto(path.as_uri())
                    found = Axe().run(page)
                    assert found.violations_count == 0, found.generate_report()
                    assert page.evaluate("document.documentElement.scrollWidth") <= width
                    page.emulate_media(media="print")
                    assert page.locator("h1").is_visible()
                    # What is folded on a screen is there on paper.
                    assert page.get_by_text("because of holds").is_visible()
                    page.close()
        finally:
            browser.close()


def _typed(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_checked_draft_is_written_beside_it(built: Path, tmp_path: Path) -> None:
    draft = tmp_path / "story.txt"
    draft.write_text("Dorset Police recorded 768 offences in 2018/19.\n", encoding="utf-8")
    asked = ("--request", "child-sexual-offences-2019", "--root", built)
    said = _typed("claims", "check", draft, *asked, "--format", "html")
    assert said.exit_code == 0, said.output
    page = (tmp_path / "story.checked.html").read_text(encoding="utf-8")
    assert "dorset.ods" in page
    out = tmp_path / "other.docx"
    said = _typed("claims", "check", draft, *asked, "--format", "docx", "--out", out)
    assert said.exit_code == 0, said.output
    assert out.is_file()


def test_a_place_that_cannot_be_written_to_is_said(built: Path, tmp_path: Path) -> None:
    draft = tmp_path / "story.txt"
    draft.write_text("Dorset Police recorded 768 offences in 2018/19.\n", encoding="utf-8")
    said = _typed(
        "claims", "check", draft, "--request", "child-sexual-offences-2019", "--root", built,
        "--format", "html", "--out", tmp_path / "nowhere" / "page.html",
    )  # fmt: skip
    assert said.exit_code == 2
    assert "name another place with --out" in said.stderr


def test_the_draft_is_never_written_over(built: Path, tmp_path: Path) -> None:
    draft = tmp_path / "story.html"
    draft.write_text("<p>Dorset Police recorded 768 offences in 2018/19.</p>", encoding="utf-8")
    asked = ("--request", "child-sexual-offences-2019", "--root", built)
    said = _typed("claims", "check", draft, *asked, "--format", "html", "--out", draft)
    assert said.exit_code == 2
    assert "never the draft itself" in said.stderr
    assert draft.read_text(encoding="utf-8").startswith("<p>")


def test_a_mark_beside_a_draft_takes_a_number_out(built: Path, tmp_path: Path) -> None:
    draft = tmp_path / "story.txt"
    draft.write_text("Platform 9 recorded 768 offences in Dorset in 2018/19.\n", encoding="utf-8")
    marks = tmp_path / "story.marks.toml"
    marks.write_text(
        '[[mark]]\ntext = "Platform 9"\nbecause = "a house"\nby = "A. Person"\non = 2026-11-05\n',
        encoding="utf-8",
    )
    asked = ("--request", "child-sexual-offences-2019", "--root", built, "--format", "json")
    (nine, *_) = json.loads(_typed("claims", "check", draft, *asked).stdout)["mentions"]
    assert nine["verdict"] == "not_a_statistic"
    assert "A. Person marked it on 2026-11-05: a house" in nine["because"]
    draft.write_text("Dorset recorded 768 offences in 2018/19.\n", encoding="utf-8")
    said = _typed("claims", "check", draft, *asked)
    assert said.exit_code == 2
    assert "Platform 9" in said.stderr


def test_a_date_of_digits_does_not_stop_a_draft(built: Path, tmp_path: Path) -> None:
    # "2021-06" of it is no stretch from 2021 to 2106.
    draft = tmp_path / "story.txt"
    draft.write_text("Sent on 2021-06-01. Dorset Police recorded 768 offences in 2018/19.\n")
    asked = ("--request", "child-sexual-offences-2019", "--root", built, "--format", "json")
    said = _typed("claims", "check", draft, *asked)
    assert said.exit_code == 0, said.stderr
    sent, *_ = json.loads(said.stdout)["mentions"]
    assert (sent["text"], sent["verdict"]) == ("2021-06-01", "not_a_statistic")
