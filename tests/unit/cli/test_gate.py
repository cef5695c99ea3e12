"""`foistats gate`: what is implausible is told, kept as a table and a page, and never hurts."""

import re
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from filelock import FileLock

from foistats.cli import gate
from foistats.model.values import Period
from foistats.quality.gate import judging
from foistats.records import Observation
from foistats.release.arrow import arrow_tables
from foistats.release.generations import current_folder, write_tables
from foistats.workspace import Workspace
from schemas.tables import GATE
from schemas.vocabulary import PeriodKind
from tests.unit.aggregation.replies import Y1, Y2, Y3, count, reply, request, tables
from tests.unit.cli.typed import typed
from tests.unit.intake.folders import REQUEST, folder

# Five years' total of 2,329 stands where the latest year's figure should.
SEVERAL = count(
    2329, Period(Y1.start, Y3.end, PeriodKind.MULTI_YEAR), table="S!Z1:Z9", forces=("wiltshire",)
)
WRONG = (698, 556, 2329)
RIGHT = (698, 556, 495)


def made(*figures: int, more: tuple[Observation, ...] = ()) -> dict[str, pa.Table]:
    """Tables of one force that gave a figure per year."""
    years = [count(n, y, forces=("wiltshire",)) for n, y in zip(figures, (Y1, Y2, Y3), strict=True)]
    replies = reply(*years, *more, force="wiltshire")
    return arrow_tables(tables(replies, of=request(forces=("wiltshire", "dorset"))))


def place(root: Path, *figures: int, more: tuple[Observation, ...] = ()) -> Workspace:
    workspace = folder(root)
    write_tables(workspace, "r", made(*figures, more=more))
    return workspace


def kept(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "processed/r/gate").iterdir()}


def states(root: Path) -> dict[str, str]:
    rows = pq.read_table(root / "processed/r/gate/gate.parquet").to_pylist()
    return {row["rule"]: row["rule_state"] for row in rows}


def test_a_total_of_several_years_in_a_years_place_needs_a_person(tmp_path: Path) -> None:
    workspace = place(tmp_path, *WRONG, more=(SEVERAL,))
    done = typed("gate", "r", "--root", tmp_path)
    assert done.exit_code == 1
    assert "r: 2 rules need a person; not to be published yet" in done.stdout
    assert "  Wiltshire Police, 2018/19: 2,329\n" in done.stdout
    assert "  Wiltshire Police, 2017/18 to 2018/19: 556 to 2,329\n" in done.stdout
    assert "What to do: look at the cell: the total over all years" in done.stdout
    assert "Great Expectations" in done.stderr
    assert {rule for rule, state in states(tmp_path).items() if state == "failed"} == {
        "latest_is_a_year",
        "no_jump",
    }
    table = pq.read_table(tmp_path / "processed/r/gate/gate.parquet")
    assert table.column_names == list(GATE.columns)
    assert set(table["generation"].to_pylist()) == {current_folder(workspace, "r").name}
    assert "Wiltshire Police, 2018/19: 2,329" in kept(tmp_path)["gate.html"].decode()


def test_a_second_look_at_the_same_tables_writes_the_same_bytes(tmp_path: Path) -> None:
    workspace = place(tmp_path, *RIGHT)
    write_tables(workspace, "r", made(*WRONG))
    typed("gate", "--root", tmp_path)
    first = kept(tmp_path)
    typed("gate", "--root", tmp_path)
    assert set(first) == {"gate.parquet", "gate.html"}
    assert kept(tmp_path) == first


def test_plausible_figures_exit_0_and_say_so(tmp_path: Path) -> None:
    place(tmp_path, *RIGHT)
    done = typed("gate", "--root", tmp_path)
    assert done.exit_code == 0
    assert "r: nothing is implausible" in done.stdout
    assert "there are none before them to compare with" in kept(tmp_path)["gate.html"].decode()


def test_tables_are_compared_with_those_before_them(tmp_path: Path) -> None:
    workspace = place(tmp_path, *RIGHT)
    before = current_folder(workspace, "r").name
    write_tables(workspace, "r", made(698, 557, 495))
    done = typed("gate", "r", "--root", tmp_path)
    assert done.exit_code == 1
    assert "  Wiltshire Police, 2017/18: 556 before, 557 now\n" in done.stdout
    assert states(tmp_path)["figures_kept"] == "failed"
    assert before in kept(tmp_path)["gate.html"].decode()


def test_tables_before_that_can_not_be_compared_are_told(tmp_path: Path) -> None:
    workspace = place(tmp_path, *RIGHT)
    (current_folder(workspace, "r") / "totals.parquet").write_bytes(b"damaged")
    write_tables(workspace, "r", made(698, 557, 495))
    done = typed("gate", "r", "--root", tmp_path)
    assert done.exit_code == 0
    assert "they are not compared" in done.stderr
    assert states(tmp_path)["figures_kept"] == "nothing_to_check"


def test_no_more_than_five_subjects_of_a_rule_are_printed(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    found = made(*WRONG)
    changes = pa.concat_tables([found["changes"]] * 3)
    names = [f"Area {n}" for n in range(changes.num_rows)]
    number = changes.column_names.index("area_name")
    changes = changes.set_column(number, changes.field(number), pa.array(names))
    write_tables(workspace, "r", found | {"changes": changes})
    said = typed("gate", "r", "--root", tmp_path).stdout
    jumped = said.partition("no_jump")[2].partition("What to do")[0]
    assert jumped.count("  Area ") == 5
    assert "more on the page" in jumped


SIGNED = 'because = "they [confirmed] \\u001b[2J it"\nby = "A. Person"\non = 2026-11-05\n'


def test_what_a_person_accepted_no_longer_stops_anything(tmp_path: Path) -> None:
    workspace = place(tmp_path, *WRONG)
    named = ("All forces asked", "South West", "Wiltshire Police")
    lines = [line.strip() for line in typed("gate", "r", "--root", tmp_path).stdout.splitlines()]
    cases = [line for line in lines if line.startswith(named) and " to 2018/19: " in line]
    assert len(cases) == 3
    entries = [f'[[accept]]\nrule = "no_jump"\nsubject = "{case}"\n{SIGNED}' for case in cases]
    workspace.quality_file("r").write_text("\n".join(entries), encoding="utf-8")
    done = typed("gate", "r", "--root", tmp_path)
    assert done.exit_code == 0
    assert "correct or delete it" not in done.stderr
    assert states(tmp_path)["no_jump"] == "accepted"
    page = kept(tmp_path)["gate.html"].decode()
    assert "accepted: they [confirmed] \\x1b[2J it" in page


def test_an_acceptance_that_accepts_nothing_is_told(tmp_path: Path) -> None:
    workspace = place(tmp_path, *WRONG)
    entry = f'[[accept]]\nrule = "no_jump"\nsubject = "Wiltshire Constabulary"\n{SIGNED}'
    workspace.quality_file("r").write_text(entry, encoding="utf-8")
    done = typed("gate", "r", "--root", tmp_path)
    assert done.exit_code == 1
    assert "accepts 'Wiltshire Constabulary' under no_jump" in done.stderr


def test_a_mistake_in_quality_toml_is_wrong_usage(tmp_path: Path) -> None:
    workspace = place(tmp_path, *RIGHT)
    workspace.quality_file("r").write_text('[[limit]]\nrule = "no_jumps"\n', encoding="utf-8")
    done = typed("gate", "r", "--root", tmp_path)
    assert done.exit_code == 2
    assert "quality.toml line 1, limit.1.most: 'most' is missing" in done.stderr
    assert not (tmp_path / "processed/r/gate").exists()


def test_what_was_never_run_or_never_asked_is_wrong_usage(tmp_path: Path) -> None:
    folder(tmp_path / "w")
    never = typed("gate", "r", "--root", tmp_path / "w")
    assert (never.exit_code, "run `foistats run r`" in never.stderr) == (2, True)
    unknown = typed("gate", "rr", "--root", tmp_path / "w")
    assert (unknown.exit_code, "did you mean 'r'?" in unknown.stderr) == (2, True)
    assert typed("gate", "--root", tmp_path).exit_code == 2


def test_tables_that_lack_a_column_are_to_be_made_anew(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    found = made(*RIGHT)
    write_tables(workspace, "r", found | {"totals": found["totals"].drop_columns(["unit"])})
    done = typed("gate", "r", "--root", tmp_path)
    assert done.exit_code == 2
    assert "run `foistats run r`" in done.stderr


def test_a_request_that_could_not_be_used_is_never_called_plausible(tmp_path: Path) -> None:
    workspace = place(tmp_path, *RIGHT)
    empty = {name: table.slice(0, 0) for name, table in made(*RIGHT).items()}
    write_tables(workspace, "r", empty)
    done = typed("gate", "r", "--root", tmp_path)
    assert done.exit_code == 1
    assert "the last run could not use this request" in done.stdout
    assert set(states(tmp_path).values()) == {"could_not_run"}


def test_nobodys_text_steers_the_terminal_or_becomes_markup(tmp_path: Path) -> None:
    title = REQUEST.replace('"Offences"', r'"[red]Off\u001b[2Jences <b>\u202e</b>"')
    workspace = folder(tmp_path, request=title)
    found = made(*WRONG)
    number = found["changes"].column_names.index("area_name")
    names = pa.array(["[red]A\x1b[2J<script>\u202e"] * found["changes"].num_rows)
    changed = found["changes"].set_column(number, found["changes"].field(number), names)
    write_tables(workspace, "r", found | {"changes": changed})
    done = typed("gate", "r", "--root", tmp_path)
    page = kept(tmp_path)["gate.html"].decode()
    for said in (done.stdout, done.stderr, page):
        assert "\x1b" not in said
        assert "\u202e" not in said
    assert "[red]Off\\x1b[2Jences" in done.stdout
    assert "  [red]A\\x1b[2J<script>\\u202e, 2017/18 to" in done.stdout
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "&lt;b&gt;" in page


def test_a_workspace_that_a_run_holds_is_not_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = place(tmp_path, *RIGHT)
    workspace.lock_file.parent.mkdir(exist_ok=True)
    monkeypatch.setattr(gate, "_PATIENCE_SECONDS", 0)
    with FileLock(workspace.lock_file):
        done = typed("gate", "r", "--root", tmp_path)
    assert (done.exit_code, "a run holds" in done.stderr) == (1, True)


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    place(tmp_path, *RIGHT)
    monkeypatch.setattr(judging, "write_whole", full)
    done = typed("gate", "r", "--root", tmp_path)
    assert (done.exit_code, "No space left" in done.stderr) == (3, True)


def test_the_page_shows_the_series_and_marks_what_a_rule_names(tmp_path: Path) -> None:
    workspace = place(tmp_path, *RIGHT)
    write_tables(workspace, "r", made(*WRONG))
    typed("gate", "r", "--root", tmp_path)
    page = kept(tmp_path)["gate.html"].decode()
    row = page[page.index('<th scope="row">Wiltshire Police</th>') :].partition("</tr>")[0]
    cells = re.findall(r"<td>(.*?)</td>", row)
    # The picture, then each year: the last is that of several, and a jump from the one before.
    assert cells[0].startswith("<svg aria-hidden")
    assert [cell.replace(" <b>[!]</b>", "!") for cell in cells[-3:]] == ["698", "556!", "2,329!"]
    assert "<details open>" in page
    assert "<script" not in page


def test_the_page_passes_axe_in_both_schemes_and_keeps_its_width(tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("there is no Chromium on this machine")
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    workspace = place(tmp_path, *RIGHT)
    write_tables(workspace, "r", made(*WRONG))
    typed("gate", "r", "--root", tmp_path)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            for width, scheme in ((320, "dark"), (1280, "light")):
                page = browser.new_page(
                    viewport={"width": width, "height": 900}, color_scheme=scheme
                )
                page.goto((tmp_path / "processed/r/gate/gate.html").resolve().as_uri())
                found = Axe().run(page)
                assert found.violations_count == 0, found.generate_report()
                assert page.evaluate("document.documentElement.scrollWidth") <= width
        finally:
            browser.close()
