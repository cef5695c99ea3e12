"""A number that somebody quotes is found wherever it stands, and nowhere else."""

import json
from pathlib import Path

import pytest

from foistats.publishing.freezing import freeze
from foistats.run import stages
from tests.unit.cli.typed import typed
from tests.unit.provenance.test_why import a_workspace as others_missing
from tests.unit.publishing.test_release import DORSET, HEADER, ON, RESPONSES, a_workspace

SECOND = "d2,Dorset Police,2019-08-01,,,second.csv,d1,\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release in which Dorset has 40, 41 and 43; since then it says 50 in the place of 40."""
    made = tmp_path_factory.mktemp("quoted")
    dorset = DORSET.replace("<5", "43")
    workspace = a_workspace(made, dorset=dorset)
    freeze(workspace, "thefts", by="A. Person", made_on=ON)
    documents = made / "raw" / "thefts" / "documents"
    (documents / "second.csv").write_text(dorset.replace("40", "50"), encoding="utf-8")
    (made / "raw/thefts/responses.csv").write_text(HEADER + RESPONSES + SECOND, encoding="utf-8")
    stages.build(str(made), ["thefts"])
    return made


@pytest.mark.parametrize(
    ("words", "code", "lines"),
    [
        # 110 of Wiltshire, and of the South West 41 + 110.
        (("110",), 0, ["Wiltshire Police, 2017/18: 110 offences"]),
        (("151",), 0, ["South West, 2017/18: 151 offences", "All forces asked, 2017/18: 151"]),
        (("South West", "151"), 0, ["South West, 2017/18: 151 offences"]),
        # 41 less 50, and 43 less 41.
        (("9",), 0, ["Dorset Police, change from 2016/17 to 2017/18: -9 offences"]),
        (("Dorset", "2"), 0, ["Dorset Police, change from 2017/18 to 2018/19: +2 offences"]),
        # 50 + 41 + 43 of three years are the figure of none.
        (("134",), 0, ["Dorset Police, 2016/17 to 2018/19: the figures of 3 periods add up to it"]),
        # 40 was a figure of Dorset, and 140 of the area, when the release was made.
        (("40",), 0, ["Dorset Police, 2016/17: 40 offences (release 1 of thefts)"]),
        (
            ("140", "--release", "1"),
            0,
            ["South West, 2016/17: 140", "All forces asked, 2016/17: 1"],
        ),
        # The right number in the wrong place.
        (("151", "2018/19"), 2, ["South West, 2017/18: 151", "All forces asked, 2017/18: 151"]),
        (("Dorset", "110"), 2, ["Wiltshire Police, 2017/18: 110 offences"]),
        (("6,852",), 2, []),
        (("0",), 2, []),
    ],
)
def test_a_number_is_shown_where_it_stands(
    root: Path, words: tuple[str, ...], code: int, lines: list[str]
) -> None:
    said = typed("why", *words, "--root", root)
    assert said.exit_code == code, said.stderr
    printed = [line for line in said.stdout.splitlines() if "England" not in line]
    assert len(printed) == len(lines), said.stdout
    assert all(map(str.startswith, printed, lines)), said.stdout


def test_the_command_that_is_shown_leads_to_the_cells(root: Path) -> None:
    said = typed("why", "140", "--format", "json", "--root", root)
    by_area = {one["said"].partition(",")[0]: one for one in json.loads(said.stdout)}
    one = by_area["South West"]
    assert (one["request_id"], one["release"]) == ("thefts", 1)
    assert one["command"] == (
        "foistats why 'South West region' 2016/17 --request thefts --release 1"
    )
    words = ("why", "South West region", "2016/17", "--request", "thefts", "--release", "1")
    led = typed(*words, "--root", root)
    assert led.stdout.startswith("South West, 2016/17: 140 offences")


def test_a_number_in_no_table_is_said_to_be_in_none(root: Path) -> None:
    said = typed("why", "6,852", "2018/19", "--root", root)
    assert "6,852 is no figure or change of the current tables or of a release" in said.stderr
    assert said.stdout == ""
    missing = typed("why", "South West", "--root", root)
    assert (missing.exit_code, "of which period" in missing.stderr) == (2, True)
    nobody = typed("why", "Kent", "151", "--root", root)
    assert (nobody.exit_code, "Kent Police was not asked" in nobody.stderr) == (2, True)


def test_the_side_of_a_change_that_compares_fewer_forces_is_told_from_the_total(
    tmp_path: Path,
) -> None:
    # Wiltshire has 101 in the first year alone: the South West's total is 114, and 13 is compared.
    others_missing(tmp_path)
    said = typed("why", "South West", "13", "--root", tmp_path)
    [line] = said.stdout.splitlines()
    assert line.startswith(
        "South West, 2016/17, counting only what is compared over 2016/17 to 2017/18: 13 offences"
    )
    assert "foistats why 'South West region' 2017/18 --change 2016/17" in line
