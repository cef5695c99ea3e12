"""Bad input costs its own reply, is told in the problem report, and touches no other figure."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from foistats.documents.workers import WorkerPool
from foistats.run import stages
from schemas.problem_codes import ProblemCode as P
from tests.flows.folders import (
    DORSET,
    GLOUCESTERSHIRE,
    REQUEST,
    WILTSHIRE,
    add_good,
    add_request,
    build,
    bytes_of,
    line,
    table,
    totals,
    workbook,
)
from tests.golden.documents.builders import Rows, Value

GOOD = {"dorset": [13, 24], "wiltshire": [101, 202]}
YEARS: list[Value] = ["Offence", "2016/17", "2017/18"]


def problems(root: Path, request_id: str = "r") -> list[tuple[str, str]]:
    """Code and document of each problem."""
    return [(row["code"], row["document"]) for row in table(root, "problems", request_id)]


def assert_the_good_replies_stand(root: Path) -> None:
    for force, counts in GOOD.items():
        assert totals(root, force) == counts


def add_beside_good(root: Path, name: str, write: Callable[[Path], object]) -> Path:
    """Two good replies, and a third of Gloucestershire with one document."""
    return add_request(
        root,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx"),
        line("gloucestershire", name),
        documents={
            "dorset.xlsx": workbook(*DORSET),
            "wiltshire.xlsx": workbook(*WILTSHIRE),
            name: write,
        },
    )


def truncated(path: Path) -> None:
    workbook(*GLOUCESTERSHIRE)(path)
    path.write_bytes(path.read_bytes()[:-400])


def locked(path: Path) -> None:
    """An OLE file with the streams that an encrypted workbook has; none of it is opened."""
    sector = 512
    header = bytearray(sector)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    header[24:34] = bytes.fromhex("3e000300feff09000600")
    header[44:52] = (1).to_bytes(4, "little") + (1).to_bytes(4, "little")
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:68] = (0xFFFFFFFE).to_bytes(4, "little") + bytes(4)
    header[68:76] = (0xFFFFFFFE).to_bytes(4, "little") + bytes(4)
    header[76:80] = bytes(4)
    header[80:] = b"\xff" * (sector - 80)
    fat = bytearray(b"\xff" * sector)
    fat[:8] = bytes.fromhex("fdfffffffeffffff")
    directory = bytearray(sector)
    for number, (name, kind) in enumerate(
        [("Root Entry", 5), ("EncryptionInfo", 2), ("EncryptedPackage", 2)]
    ):
        entry = bytearray(128)
        written = (name + "\0").encode("utf-16-le")
        entry[: len(written)] = written
        entry[64:66] = len(written).to_bytes(2, "little")
        entry[66], entry[67] = kind, 1
        entry[68:80] = b"\xff" * 12
        if number == 0:
            entry[76:80] = (1).to_bytes(4, "little")
        elif number == 1:
            entry[72:76] = (2).to_bytes(4, "little")
        entry[116:120] = (0xFFFFFFFE).to_bytes(4, "little")
        directory[128 * number : 128 * (number + 1)] = entry
    path.write_bytes(bytes(header + fat + directory))


@pytest.mark.parametrize(
    ("name", "write", "code"),
    [
        ("g.xlsx", bytes_of(b""), P.DOCUMENT_EMPTY),
        ("g.csv", bytes_of(b"\xef\xbb\xbf\r\n"), P.DOCUMENT_EMPTY),
        ("g.xlsx", locked, P.DOCUMENT_LOCKED),
        ("g.xlsx", truncated, P.DOCUMENT_BROKEN),
        ("g.pdf", bytes_of(b"%PDF-1.7\n1 0 obj\n<<"), P.DOCUMENT_BROKEN),
        ("g.csv", bytes_of(bytes(range(256)) * 40), P.DOCUMENT_BROKEN),
        ("g.docx", bytes_of(b"\x00\x01\x02\x03" * 500), P.DOCUMENT_BROKEN),
        ("g.xlsx", workbook(["Offence", "Count"], ["Rape", 5], ["Grooming", 6]), P.NO_PERIOD),
        ("g.xlsx", workbook(["We hold nothing in a form that we can send."]), P.NO_TABLE),
    ],
    ids=[
        "an empty file",
        "blank text",
        "a password",
        "a zip cut short",
        "a PDF cut short",
        "binary junk as CSV",
        "binary junk as a letter",
        "no periods",
        "no table",
    ],
)
def test_a_document_that_cannot_be_read_costs_only_its_reply(
    tmp_path: Path, name: str, write: Callable[[Path], object], code: P
) -> None:
    add_beside_good(tmp_path, name, write)
    build(tmp_path)
    told = [found for found, document in problems(tmp_path) if document == name]
    assert code in told, problems(tmp_path)
    assert_the_good_replies_stand(tmp_path)
    assert totals(tmp_path, "gloucestershire") == [None, None]
    # 13 + 101 and 24 + 202, of two forces out of three.
    assert totals(tmp_path, "asked") == [114, 226]
    for row in table(tmp_path, "totals"):
        if row["area_id"] == "asked":
            assert (row["complete"], row["forces_counted"]) == (False, 2)
            assert row["forces_missing"] == "gloucestershire"


def test_a_wrong_extension_is_told_and_the_content_counts(tmp_path: Path) -> None:
    def misnamed(path: Path) -> None:
        workbook(*GLOUCESTERSHIRE)(path.with_suffix(".xlsx"))
        path.with_suffix(".xlsx").rename(path)

    add_beside_good(tmp_path, "g.csv", misnamed)
    build(tmp_path)
    assert (P.DOCUMENT_NOT_ITS_EXTENSION, "g.csv") in problems(tmp_path)
    assert_the_good_replies_stand(tmp_path)
    # Read by its content: 1000 + 5 and 2000 + 6.
    assert totals(tmp_path, "gloucestershire") == [1005, 2006]


def test_a_force_that_was_not_asked_reaches_no_total(tmp_path: Path) -> None:
    add_request(
        tmp_path,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx"),
        line("Kent Police", "kent.xlsx", response_id="kent"),
        documents={
            "dorset.xlsx": workbook(*DORSET),
            "wiltshire.xlsx": workbook(*WILTSHIRE),
            "kent.xlsx": workbook(*GLOUCESTERSHIRE),
        },
    )
    build(tmp_path)
    assert P.FORCE_NOT_ASKED in {code for code, _ in problems(tmp_path)}
    assert_the_good_replies_stand(tmp_path)
    assert totals(tmp_path, "asked") == [114, 226]
    assert not any(row["area_id"] == "kent" for row in table(tmp_path, "totals"))


def test_a_force_nobody_knows_is_told_with_its_line(tmp_path: Path) -> None:
    folder = add_good(tmp_path)
    with (folder / "responses.csv").open("a", encoding="utf-8") as file:
        file.write("x,Dorchester Police,2019-06-20,answered,,,,\n")
    build(tmp_path)
    [row] = [row for row in table(tmp_path, "problems") if "Dorchester" in row["found"]]
    assert (row["document"], row["place"]) == ("raw/r/responses.csv", "line 4")
    assert_the_good_replies_stand(tmp_path)


def two_replies(root: Path, supersedes: str) -> None:
    add_request(
        root,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx"),
        line("gloucestershire", "first.xlsx", response_id="g1"),
        line("gloucestershire", "second.xlsx", response_id="g2", supersedes=supersedes),
        documents={
            "dorset.xlsx": workbook(*DORSET),
            "wiltshire.xlsx": workbook(*WILTSHIRE),
            "first.xlsx": workbook(*GLOUCESTERSHIRE),
            "second.xlsx": workbook(YEARS, ["Rape", 7, 8]),
        },
    )
    build(root)


def test_two_replies_of_one_force_are_neither_counted(tmp_path: Path) -> None:
    two_replies(tmp_path, "")
    assert (P.RESPONSE_TWICE, "raw/r/responses.csv") in problems(tmp_path)
    assert totals(tmp_path, "gloucestershire") == [None, None]
    assert_the_good_replies_stand(tmp_path)


def test_the_reply_that_supersedes_the_other_counts(tmp_path: Path) -> None:
    two_replies(tmp_path, "g1")
    assert totals(tmp_path, "gloucestershire") == [7, 8]
    told = [row for row in table(tmp_path, "problems") if row["code"] == P.FIGURE_REVISED]
    # Rape was 1000 and 2000 and is 7 and 8; Grooming, 5 and 6, isn't in the second reply.
    assert sorted(row["found"].removeprefix("gloucestershire, ") for row in told) == [
        "2016/17, grooming, offences: 5 in first.xlsx, Sheet1!B3; none was read in g2",
        "2016/17, rape, offences: 1,000 in first.xlsx, Sheet1!B2; 7 in second.xlsx, Sheet1!B2",
        "2017/18, grooming, offences: 6 in first.xlsx, Sheet1!C3; none was read in g2",
        "2017/18, rape, offences: 2,000 in first.xlsx, Sheet1!C2; 8 in second.xlsx, Sheet1!C2",
    ]
    assert len(problems(tmp_path)) == len(told)
    assert not [row for row in table(tmp_path, "observations") if row["document"] == "first.xlsx"]


def test_a_period_outside_the_request_is_told_and_the_others_count(tmp_path: Path) -> None:
    rows: Rows = [["Offence", "2015/16", "2016/17", "2017/18"], ["Rape", 500, 1, 2]]
    add_beside_good(tmp_path, "g.xlsx", workbook(*rows))
    build(tmp_path)
    assert (P.PERIOD_OUTSIDE_REQUEST, "g.xlsx") in problems(tmp_path)
    assert totals(tmp_path, "gloucestershire") == [1, 2]
    assert_the_good_replies_stand(tmp_path)
    assert {row["period_start"].year for row in table(tmp_path, "totals")} == {2016, 2017}


@pytest.mark.parametrize(
    ("value", "code"), [(-5, P.COUNT_NEGATIVE), (2.5, P.COUNT_FRACTIONAL), ("-5", P.COUNT_NEGATIVE)]
)
def test_a_count_that_is_none_leaves_its_year_without_a_figure(
    tmp_path: Path, value: float | str, code: P
) -> None:
    rows: Rows = [YEARS, ["Rape", value, 8], ["Grooming", 10, 20]]
    add_beside_good(tmp_path, "g.xlsx", workbook(*rows))
    build(tmp_path)
    [row] = [row for row in table(tmp_path, "problems") if row["code"] == code]
    assert (row["document"], row["place"]) == ("g.xlsx", "Sheet1!B2")
    # 8 + 20; of the first year a part is unknown.
    assert totals(tmp_path, "gloucestershire") == [None, 28]
    assert_the_good_replies_stand(tmp_path)


def test_a_total_that_does_not_add_up_is_told_with_both_numbers(tmp_path: Path) -> None:
    rows: Rows = [YEARS, ["Rape", 3, 4], ["Grooming", 10, 20], ["Total", 14, 24]]
    add_beside_good(tmp_path, "g.xlsx", workbook(*rows))
    build(tmp_path)
    [row] = [row for row in table(tmp_path, "problems") if row["code"] == P.TOTAL_MISMATCH]
    assert row["document"] == "g.xlsx"
    assert "13" in row["found"] + row["expected"]
    assert "14" in row["found"] + row["expected"]
    assert totals(tmp_path, "gloucestershire") == [None, 24]
    assert_the_good_replies_stand(tmp_path)


def test_a_typo_in_a_key_of_a_request_is_told_and_other_requests_are_built(tmp_path: Path) -> None:
    add_good(tmp_path)
    add_request(
        tmp_path, documents={}, request_id="s", request=REQUEST.replace("sent_on", "send_on")
    )
    build(tmp_path)
    [row] = [row for row in table(tmp_path, "problems", "s") if "'send_on'" in row["found"]]
    assert (row["code"], row["document"]) == (P.REQUEST_INVALID, "raw/s/request.toml")
    assert "did you mean sent_on?" in row["remedy"]
    assert table(tmp_path, "totals", "s") == []
    assert_the_good_replies_stand(tmp_path)
    assert problems(tmp_path) == []


@pytest.mark.parametrize("code", [P.DOCUMENT_CHANGED, P.DOCUMENT_MISSING])
def test_a_document_changed_or_gone_since_it_came_is_not_counted(tmp_path: Path, code: P) -> None:
    folder = add_beside_good(tmp_path, "g.xlsx", workbook(*GLOUCESTERSHIRE))
    build(tmp_path)
    assert totals(tmp_path, "gloucestershire") == [1005, 2006]
    document = folder / "documents" / "g.xlsx"
    document.unlink()
    if code is P.DOCUMENT_CHANGED:
        workbook(YEARS, ["Rape", 9, 9])(document)
    build(tmp_path)
    assert (code, "g.xlsx") in problems(tmp_path)
    assert totals(tmp_path, "gloucestershire") == [None, None]
    assert_the_good_replies_stand(tmp_path)


def test_a_listed_document_that_never_came_is_told(tmp_path: Path) -> None:
    folder = add_good(tmp_path)
    with (folder / "responses.csv").open("a", encoding="utf-8") as file:
        file.write(line("gloucestershire", "lost.xlsx") + "\n")
    build(tmp_path)
    assert (P.DOCUMENT_MISSING, "lost.xlsx") in problems(tmp_path)
    assert_the_good_replies_stand(tmp_path)


def abort_on_gloucestershire(path: str, *rest: object) -> object:
    """A reader that some file ends at once, as calamine is ended by some legal ones."""
    from foistats.reading.file import read_reply

    if Path(path).name == "g.xlsx":
        os.abort()
    return read_reply(path, *rest)  # type: ignore[arg-type]  # handed on as they came


def killed_on_gloucestershire(path: str, *rest: object) -> object:
    """A reader that the system ends, as it does where memory is short."""
    from foistats.reading.file import read_reply

    if Path(path).name == "g.xlsx":
        os.kill(os.getpid(), signal.SIGKILL)
    return read_reply(path, *rest)  # type: ignore[arg-type]  # handed on as they came


def test_a_file_that_kills_its_reader_costs_only_its_reply(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pool(_: str) -> WorkerPool:
        return WorkerPool("tests.flows.test_bad_input:abort_on_gloucestershire", workers=1)

    monkeypatch.setattr(stages, "reading_pool", pool)
    add_beside_good(tmp_path, "g.xlsx", workbook(*GLOUCESTERSHIRE))
    build(tmp_path)
    assert (P.READER_DIED, "g.xlsx") in problems(tmp_path)
    assert totals(tmp_path, "gloucestershire") == [None, None]
    assert_the_good_replies_stand(tmp_path)


LAYOUT = """
because = "a test"
by = "A. Person"
[[table]]
sheet = "Sheet1"
area = "A1:C3"
labels = ["A"]
expect = { B1 = "%s" }
"""


def test_a_layout_that_no_longer_fits_stops_its_document_only(tmp_path: Path) -> None:
    folder = add_beside_good(tmp_path, "g.xlsx", workbook(*GLOUCESTERSHIRE))
    (folder / "layouts").mkdir()
    layout = folder / "layouts" / "g.xlsx.toml"
    layout.write_text(LAYOUT % "2011/12", encoding="utf-8")
    build(tmp_path)
    assert (P.LAYOUT_STALE, "g.xlsx") in problems(tmp_path)
    assert totals(tmp_path, "gloucestershire") == [None, None]
    assert_the_good_replies_stand(tmp_path)
    layout.write_text(LAYOUT % "2016/17", encoding="utf-8")
    build(tmp_path)
    assert problems(tmp_path) == []
    assert totals(tmp_path, "gloucestershire") == [1005, 2006]


@pytest.mark.parametrize("text", ["because = 'x'\n", "no toml", "[[table]]\nshet = 'x'\n"])
def test_a_layout_that_cannot_be_used_stops_its_document_only(tmp_path: Path, text: str) -> None:
    folder = add_beside_good(tmp_path, "g.xlsx", workbook(*GLOUCESTERSHIRE))
    (folder / "layouts").mkdir()
    (folder / "layouts" / "g.xlsx.toml").write_text(text, encoding="utf-8")
    build(tmp_path)
    assert (P.LAYOUT_STALE, "g.xlsx") in problems(tmp_path)
    assert totals(tmp_path, "gloucestershire") == [None, None]
    assert_the_good_replies_stand(tmp_path)


def test_through_the_command_line_the_rest_is_written_and_1_is_given(
    tmp_path: Path, server: str
) -> None:
    add_beside_good(tmp_path, "g.xlsx", truncated)
    done = subprocess.run(
        [sys.executable, "-c", "from foistats.cli import main; main()", "run", "--root", tmp_path],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PREFECT_API_URL": server, "PREFECT_HOME": str(tmp_path / "prefect")},
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "document_broken: Gloucestershire Constabulary: g.xlsx" in done.stdout
    assert "114 (2 of 3)" in done.stdout
    assert_the_good_replies_stand(tmp_path)
