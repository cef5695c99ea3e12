"""`foistats claims check` as a person types it."""

import json
import shutil
from pathlib import Path

import pytest

from foistats.release.generations import write_tables
from foistats.workspace import Workspace
from tests.data.reading import tables_of
from tests.unit.cli.typed import typed

RAW = Path(__file__).parents[3] / "raw"
OFFENCES, IMAGES = "child-sexual-offences-2019", "child-abuse-images-2021"
PUBLISHED = """
[[published]]
area = "South West"
period = "2016/17 to 2020/21"
value = 6852
source = "Dorset Echo"
by = "A. Person"
on = 2022-02-01

[[published]]
area = "South West"
period = "2016/17"
value = 1001
source = "Swindon Advertiser"
by = "A. Person"
on = 2022-02-01
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("workspace")
    for request_id in (OFFENCES, IMAGES):
        shutil.copytree(RAW / request_id, root / "raw" / request_id)
        made = Workspace(root)
        write_tables(made, request_id, tables_of(made, request_id))
    return root


def check(workspace: Path, text: str, *more: str, request: str = OFFENCES):  # type: ignore[no-untyped-def]
    draft = workspace / "story.txt"
    draft.write_text(text, encoding="utf-8")
    return typed("claims", "check", draft, "--root", workspace, "--request", request, *more)


def verdicts(printed: str) -> dict[str, str]:
    return {one["text"]: one["verdict"] for one in json.loads(printed)["mentions"]}


def test_a_true_draft_ends_with_0(workspace: Path) -> None:
    done = check(workspace, "Police in the South West recorded 5,515 offences in 2018/19.\n")
    assert done.exit_code == 0
    assert "1 holds" in done.stdout


def test_a_false_draft_ends_with_1_and_says_why(workspace: Path) -> None:
    done = check(workspace, "Police in the South West recorded 5,551 offences in 2018/19.\n")
    assert done.exit_code == 1
    assert "The replies give 5,515, so it is not so." in done.stdout
    assert "two digits are swapped: it is 5,515" in done.stdout


def test_what_cannot_be_checked_ends_with_3(workspace: Path) -> None:
    done = check(workspace, "A survey found that 78 per cent of parents worry.\n")
    assert done.exit_code == 3


def test_the_json_has_the_tables_and_offsets_in_the_text(workspace: Path) -> None:
    text = "Dorset Police recorded 768 offences in 2018/19, up from 628.\n"
    done = check(workspace, text, "--format", "json")
    said = json.loads(done.stdout)
    assert said["request_id"] == OFFENCES
    assert said["tables"] == (workspace / "processed" / OFFENCES / "current").readlink().name
    printed = typed("claims", "text", workspace / "story.txt").stdout
    for one in said["mentions"]:
        assert printed[one["start"] : one["end"]] == one["text"]


def test_two_requests_that_fit_are_a_sentence(workspace: Path) -> None:
    draft = workspace / "story.txt"
    draft.write_text("5,515 offences.", encoding="utf-8")
    done = typed("claims", "check", draft, "--root", workspace)
    assert done.exit_code == 2
    assert f"--request {IMAGES} or --request {OFFENCES}" in done.stderr


def test_a_request_without_tables_is_a_sentence(tmp_path: Path) -> None:
    shutil.copytree(RAW / OFFENCES, tmp_path / "raw" / OFFENCES)
    draft = tmp_path / "story.txt"
    draft.write_text("5,515 offences.", encoding="utf-8")
    done = typed("claims", "check", draft, "--root", tmp_path, "--request", OFFENCES)
    assert done.exit_code == 2
    assert f"there are no tables of {OFFENCES} yet" in done.stderr
    done = typed("claims", "check", draft, "--root", tmp_path)
    assert done.exit_code == 2
    assert "no request has tables yet" in done.stderr


def test_a_release_that_is_not_there_is_a_sentence(workspace: Path) -> None:
    done = check(workspace, "5,515 offences.", "--release", "7")
    assert done.exit_code == 2
    assert "has no release 7" in done.stderr


def test_evidence_that_cannot_be_read_stops_the_check(workspace: Path) -> None:
    file = workspace / "raw" / IMAGES / "published.toml"
    file.write_text(PUBLISHED.replace("South West", "Mordor"), encoding="utf-8")
    try:
        done = check(workspace, "5,515 offences.", request=IMAGES)
    finally:
        file.unlink()
    assert done.exit_code == 2
    assert "Mordor" in done.stderr


SEED = Path(__file__).parents[4] / "shared" / "reference" / "seed_article.txt"


@pytest.mark.skipif(not SEED.is_file(), reason="the article itself isn't part of the project")
def test_the_article_that_foistats_was_made_for(workspace: Path) -> None:
    text = SEED.read_text(encoding="utf-8")
    file = workspace / "raw" / IMAGES / "published.toml"
    file.write_text(PUBLISHED, encoding="utf-8")
    try:
        done = check(workspace, text, "--format", "json", request=IMAGES)
    finally:
        file.unlink()
    said = json.loads(done.stdout)["mentions"]
    found = {one["text"]: one for one in said}
    assert done.exit_code == 1
    assert found["7,000"]["verdict"] == "holds"
    assert found["1,329"]["verdict"] == "holds"
    assert found["1,001"]["verdict"] == "holds"
    assert found["26 per cent"]["verdict"] == "holds"
    assert found["584 per cent"]["verdict"] == "fails"
    year = found["6,852"]
    assert year["verdict"] == "conflicts"
    assert (year["low"], year["high"]) == (1143, None)
    assert {said[number]["text"] for number in year["conflicts_with"]} == {"7,000", "1,001"}
    assert year["instead"]["reading"] == "multi_year_total"
    (becomes,) = year["instead"]["becomes"]
    assert "“584 per cent” fails" in becomes
    assert "between +14.2 per cent and +112.6 per cent" in becomes
