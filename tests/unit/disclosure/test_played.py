"""A request with marks and a joint reply, played through to its release; and one beside it."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from foistats.cli.claims import print_draft
from foistats.cli.release import make_release, print_history
from foistats.cli.why import print_why
from foistats.disclosure.cases import case_for, tables_in
from foistats.disclosure.gate import what_uncovers
from foistats.disclosure.publication import Key
from foistats.disclosure.waivers import UnusableWaivers
from foistats.intake.requests import read_request
from foistats.publishing.folders import printed_before, release_folder
from foistats.publishing.freezing import freeze
from foistats.release.generations import current_folder
from foistats.release.rows import rows_of
from foistats.run import stages
from foistats.workspace import Workspace
from schemas.tables import TABLES
from tests.unit.disclosure.test_releases import HEADER, REQUEST, SUPPRESS, a_workspace

ON = date(2019, 8, 1)
FOUR = REQUEST.replace('"gloucestershire"', '"gloucestershire", "norfolk"')
REPLIES = {
    "dorset": ("Dorset Police", ("4", "3")),
    "wiltshire": ("Wiltshire Police", ("7901", "7919")),
    "gloucestershire": ("Gloucestershire Constabulary", ("30007", "30011")),
    "norfolk": ("Norfolk Constabulary", ("4", "<5")),
}
ECHO = """
[[published]]
area = "Norfolk"
period = "2018/19"
value = 2
source = "Echo"
by = "A. Person"
on = 2019-07-02
"""


def written(root: Path, more: str = "", *, jointly: bool = False) -> Workspace:
    folder = root / "raw" / "thefts"
    (folder / "documents").mkdir(parents=True)
    lines = [HEADER]
    for name, (force, (first, last)) in REPLIES.items():
        whose = "Norfolk and Suffolk Constabularies" if jointly and name == "norfolk" else force
        lines.append(f"{name},{whose},2019-07-01,,,{name}.csv,,\n")
        table = f"Year,Offences\n2017/18,{first}\n2018/19,{last}\n"
        (folder / "documents" / f"{name}.csv").write_text(table, encoding="utf-8")
    (folder / "responses.csv").write_text("".join(lines), encoding="utf-8")
    asked = FOUR.replace('"norfolk"', '"norfolk", "suffolk"') if jointly else FOUR
    (folder / "request.toml").write_text(asked + more, encoding="utf-8")
    stages.build(str(root), ["thefts"])
    return Workspace(root)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = written(tmp_path_factory.mktemp("played"), SUPPRESS)
    assert make_release("thefts", by="A. Person", root=workspace.root) == 0
    return workspace


def reasons(workspace: Workspace, request_id: str = "thefts") -> list[str]:
    return what_uncovers(
        workspace,
        read_request(workspace, request_id),
        current_folder(workspace, request_id),
        before=printed_before(workspace, request_id),
        today=ON,
    )


def test_a_mark_of_a_joint_reply_is_protected_without_a_policy(tmp_path: Path) -> None:
    workspace = written(tmp_path, jointly=True)
    assert reasons(workspace) == []
    workspace.declared_file("thefts", "published.toml").write_text(ECHO, encoding="utf-8")
    (said,) = reasons(workspace)
    assert "Norfolk Constabulary and Suffolk Constabulary" in said
    assert "protected as 0–4 and can be worked out to be 2–4 from what is printed" in said
    assert "the fewest figures that uncover it: 2 for Norfolk Constabulary" in said
    assert "nothing that is withheld now cures that: make no release" in said
    # A waiver for one of the two forces is no waiver for what they gave together.
    assert waived(workspace, 'force = "Norfolk Constabulary"') == set()
    assert len(reasons(workspace)) == 1
    both = ("norfolk 2018-04-01 2019-03-31 all", "suffolk 2018-04-01 2019-03-31 all")
    assert waived(workspace, 'force = "Norfolk and Suffolk Constabularies"') == {both}
    assert reasons(workspace) == []
    # The sum of an area can be waived too, and nothing of what is in it.
    (region,) = waived(workspace, 'area = "South West"')
    assert {name.split()[0] for name in region} == {"dorset", "gloucestershire", "wiltshire"}
    (everything,) = waived(workspace, 'area = "All forces asked"')
    assert {*region, *both} == set(everything)
    with pytest.raises(UnusableWaivers, match="either force or area"):
        waived(workspace, "")
    with pytest.raises(UnusableWaivers, match="'Dorset Police' is no region or country"):
        waived(workspace, 'area = "Dorset Police"')


def waived(workspace: Workspace, whose: str) -> set[Key]:
    """The figures of 2018/19 that are waived with a line that says whose they are."""
    signed = (
        'period = "2018/19"\nuntil = 2019-12-31\nbecause = "Echo has it"\nby = "A. Person"\n'
        "on = 2019-08-01\n"
    )
    file = workspace.declared_file("thefts", "waivers.toml")
    file.write_text(f"[[waiver]]\n{whose}\n{signed}", encoding="utf-8")
    rows = tables_in(current_folder(workspace, "thefts"))
    request = read_request(workspace, "thefts")
    case = case_for(workspace, request, rows, before=(), today=ON)
    assert case is not None
    return set(case.waived)


def test_no_file_of_a_release_has_a_count_that_is_withheld(released: Workspace) -> None:
    exact = rows_of(current_folder(released, "thefts"), "observations")
    folder = release_folder(released, "thefts", 1)
    printed = rows_of(folder, "observations")
    withheld = {
        was["count_low"]
        for was, now in zip(exact, printed, strict=True)
        if (now["count_low"], now["count_high"]) == (0, None) and was["count_low"] > 1000
    }
    # One of the two large ones in each year, for the sake of Dorset's 4 and 3.
    assert len(withheld) == 2
    numbers = [str(one) for one in withheld] + [f"{one:,}" for one in withheld]
    wanted = re.compile(rf"(?<![0-9a-f])({'|'.join(numbers)})(?![0-9a-f])")
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        texts = [content.decode("utf-8", "replace")]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                texts = [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
        assert [path.name for text in texts if wanted.search(text)] == []
    for table in TABLES:
        values = {value for row in rows_of(folder, table.name) for value in row.values()}
        assert withheld.isdisjoint(value for value in values if isinstance(value, int))


def test_marks_and_withheld_counts_look_the_same(released: Workspace) -> None:
    folder = release_folder(released, "thefts", 1)
    rows = [r for r in rows_of(folder, "observations") if r["as_written"] == "[c]"]
    columns = ("status", "count_low", "count_high", "basis", "declared", "counted", "concern")
    assert len(rows) == 6  # of each year: Dorset's, Norfolk's, and a large one
    assert len({tuple(row[column] for column in columns) for row in rows}) == 1
    # What is believed for one reason or another is counted of the counts that are there.
    coverage = {row["force_id"]: row for row in rows_of(folder, "coverage")}
    of_dorset = {v for k, v in coverage["dorset"].items() if k.startswith("observations_")}
    assert of_dorset == {0}


def test_a_sentence_for_the_press_is_made_of_what_is_printed(
    released: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert print_draft("thefts", area="Dorset Police", category="", root=released.root) == 0
    said = capsys.readouterr().out
    assert "No figure of Dorset Police can be stated as a number." in said
    assert re.search(r"\b[34]\b", said) is None


def test_what_a_release_withholds_is_no_fault_of_the_tables(
    released: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    code = print_why(
        "South West", "2018/19", root=released.root, request="thefts", category="", change="",
        as_json=False, picture=None, release=1,
    )  # fmt: skip
    said = capsys.readouterr().out
    assert code == 0
    # 3 + 7919 + 30011 is printed: the region has no mark in it.
    assert "37,933 offences" in said
    assert "dorset.csv" in said
    assert "withheld in this release, which says 0 or more" in said
    code = print_history("Dorset", "2018/19", request="", category="", root=released.root)
    first, now = capsys.readouterr().out.splitlines()
    assert code == 0
    assert first.endswith("0 or more, as [disclosure] of request.toml says")
    assert now == "now: 3"


def a_second_request(workspace: Workspace, *, question: str, unit: str = "offences") -> None:
    """Another request to Dorset Police, which has hidden there what it gave in the first."""
    folder = workspace.root / "raw" / "again"
    (folder / "documents").mkdir(parents=True)
    said = REQUEST.replace("How many thefts did you record?", question)
    said = said.replace('"dorset", "wiltshire", "gloucestershire"', '"dorset"')
    said = said.replace('unit = "offences"', f'unit = "{unit}"')
    (folder / "request.toml").write_text(said, encoding="utf-8")
    line = "dorset,Dorset Police,2019-07-05,,,dorset.csv,,\n"
    (folder / "responses.csv").write_text(HEADER + line, encoding="utf-8")
    head = unit.capitalize()
    table = f"Year,{head}\n2017/18,41\n2018/19,<5\n"
    (folder / "documents" / "dorset.csv").write_text(table, encoding="utf-8")
    stages.build(str(workspace.root), ["again"])


@pytest.mark.parametrize(
    ("question", "unit", "linked"),
    [
        ("how many thefts did you record?", "offences", True),
        ("How many robberies did you record?", "offences", False),
        ("How many thefts did you record?", "arrests", False),
    ],
)
def test_another_request_about_the_same_counts_is_read_too(
    tmp_path: Path, question: str, unit: str, linked: bool
) -> None:
    none = '[disclosure]\nmethod = "none"\nreasons = "Open."\n'
    workspace = a_workspace(tmp_path, more=none)
    freeze(workspace, "thefts", by="A. Person", made_on=ON)
    a_second_request(workspace, question=question, unit=unit)
    said = reasons(workspace, "again")
    assert bool(said) is linked
    if linked:
        assert len(said) == 1
        assert "protected as 0–4 and can be worked out to be 3" in said[0]
        assert "release 1 of thefts: Dorset Police, 2018/19" in said[0]
        assert "make no release, or have a person sign a waiver" in said[0]
