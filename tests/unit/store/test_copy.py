"""A workspace in a bucket: whole or not at all, whoever is killed and whoever is faster."""

import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from foistats.cli.bucket import run_at
from foistats.errors import WorkspaceError
from foistats.release.generations import folder_before
from foistats.store.bucket import Bucket, BucketError, Overtaken
from foistats.store.copy import Unpushed, current_state, pull, push
from foistats.store.state import POINTER, digest_of_file
from foistats.workspace import Workspace
from tests.flows.folders import (
    DORSET,
    add_good,
    build,
    contents,
    line,
    totals,
    workbook,
)
from tests.unit.cli.typed import typed

# The two runs, and the server, are made once.
pytestmark = pytest.mark.xdist_group("bucket")
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A workspace after its first run, and the same after Dorset corrected its reply."""
    first = tmp_path_factory.mktemp("runs") / "first"
    add_good(first)
    build(first)
    second = first.with_name("second")
    shutil.copytree(first, second, symlinks=True)
    correct_dorset(second)
    build(second)
    return first, second


def correct_dorset(root: Path) -> None:
    """Dorset sends 7 and 8 in the place of 10 and 20: 3 + 7 and 4 + 8."""
    folder = root / "raw" / "r"
    rows = [DORSET[0], DORSET[1], ["Grooming", 7, 8]]
    workbook(*rows)(folder / "documents" / "dorset-2.xlsx")
    with (folder / "responses.csv").open("a", encoding="utf-8") as lines:
        later = {"received_on": "2019-07-20", "supersedes": "dorset"}
        lines.write(line("dorset", "dorset-2.xlsx", response_id="dorset-2", **later) + "\n")


def of_a_copy(root: Path) -> dict[str, bytes]:
    """What came in and what went out, the pointer followed."""
    return contents(root / "raw") | contents(root / "processed")


def over(root: Path, new: Path) -> None:
    """Lay what was done elsewhere into a copy, as if it had been done there."""
    note = (root / ".foistats" / "bucket.json").read_bytes()
    shutil.rmtree(root)
    shutil.copytree(new, root, symlinks=True)
    (root / ".foistats" / "bucket.json").write_bytes(note)


def test_what_is_pushed_is_what_is_pulled_elsewhere(
    address: str, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    shutil.copytree(two_runs[0], one, symlinks=True)
    assert push(Bucket(address), one, first=True)
    assert not push(Bucket(address), one), "there is nothing new to push"
    pull(Bucket(address), other)
    assert of_a_copy(other) == of_a_copy(two_runs[0])
    assert totals(other, "dorset") == [13, 24]
    assert build(other)[0].rows["totals"], "the copy can be worked in"
    # The set before is known there too, as the older one, whichever was fetched first.
    over(one, two_runs[1])
    assert push(Bucket(address), one)
    pull(Bucket(address), other, discard=True)
    assert totals(other, "dorset") == [10, 12]
    before = folder_before(Workspace(other), "r")
    assert before is not None
    assert before.name == (two_runs[0] / "processed" / "r" / "current").readlink().name


def test_a_stranger_reads_the_tables_by_the_pointer_alone(
    address: str, s3: str, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    shutil.copytree(two_runs[0], tmp_path / "one", symlinks=True)
    push(Bucket(address), tmp_path / "one", first=True)
    # The very lines of the page, by another S3 client than foistats's.
    page = (ROOT / "docs" / "beyond-one-machine.md").read_text(encoding="utf-8")
    [lines] = re.findall(r"(?s)```python\n(.*?)```", page)
    here = f'endpoint_override="{s3}", access_key="testing", secret_key="testing"'
    for written, instead in (
        ('region="eu-west-2"', here),
        ("foi/team", address.removeprefix("s3://")),
        ("burglary-2025", "r"),
    ):
        assert written in lines
        lines = lines.replace(written, instead)
    names: dict[str, Any] = {}
    exec(lines, names)
    rows = names["totals"].to_pylist()
    dorset = [row for row in rows if row["area_id"] == "dorset" and row["category_id"] == "all"]
    by_year = sorted(dorset, key=lambda row: row["period_start"])
    assert [row["count_low"] for row in by_year] == [13, 24]


class Killed(BaseException):
    """What stands for SIGKILL: nothing may catch it."""


class KilledAfter(Bucket):
    """A bucket whose client is killed after some puts, or just before one."""

    def __init__(self, address: str, puts: int) -> None:
        super().__init__(address)
        self.left = puts

    def _put(self, key: str, content: bytes, mode: Any) -> str:
        if not self.left:
            raise Killed
        self.left -= 1
        return super()._put(key, content, mode)

    def delete(self, keys: Any) -> None:
        if not self.left:
            raise Killed
        super().delete(keys)


def tables_in(bucket: Bucket) -> dict[str, bytes]:
    """The tables to which the pointer leads, as whoever reads the bucket finds them."""
    _, _, state = current_state(bucket)
    there = {path: bucket.got(path) for path in state.files if path.rpartition("/")[2] in TABLES}
    assert all(one is not None for one in there.values())
    name = state.tables["r"]
    return {path.rpartition("/")[2]: one[0] for path, one in there.items() if one and name in path}


def test_a_push_killed_between_any_two_puts_leaves_the_old_set_or_the_new_one(
    address: str, two_runs: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One put at a time, so that each number of puts is one place to be killed at.
    monkeypatch.setattr("foistats.store.copy.at_once", lambda calls: [call() for call in calls])
    bucket, seed, copy = Bucket(address), tmp_path / "seed", tmp_path / "copy"
    shutil.copytree(two_runs[0], seed, symlinks=True)
    push(bucket, seed, first=True)
    raw = contents(seed / "raw")
    old, new = ({name: (one / CURRENT / name).read_bytes() for name in TABLES} for one in two_runs)
    assert old != new
    over(seed, two_runs[1])
    puts = 0
    while tables_in(bucket) == old:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(seed, copy, symlinks=True)
        for path in bucket.listed("raw"):  # as it was before the push that was killed
            if path.removeprefix("raw/") not in raw:
                bucket.delete([path])
        for path, content in raw.items():
            bucket.put(f"raw/{path}", content)
        with suppress(Killed):
            push(KilledAfter(address, puts), copy)
        assert tables_in(bucket) in (old, new)
        puts += 1
        assert puts < 100
    assert tables_in(bucket) == new
    assert puts > len(TABLES) + 5, "a push is many puts"


def test_the_next_machine_goes_on_from_a_push_that_was_killed_before_its_pointer(
    address: str, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    shutil.copytree(two_runs[0], one, symlinks=True)
    push(Bucket(address), one, first=True)
    over(one, two_runs[1])

    class BeforePointer(Bucket):
        def put_if(self, key: str, content: bytes, *, tag: str) -> str:
            if key == POINTER:
                raise Killed
            return super().put_if(key, content, tag=tag)

    with pytest.raises(Killed):
        push(BeforePointer(address), one)
    # What came in is there, and the tables are those before it: as where a run in a folder is.
    pull(Bucket(address), other)
    assert (other / "raw/r/documents/dorset-2.xlsx").is_file()
    assert totals(other, "dorset") == [13, 24]
    build(other)
    assert push(Bucket(address), other)
    pull(Bucket(address), tmp_path / "looked")
    assert totals(tmp_path / "looked", "dorset") == [10, 12]


CURRENT = "processed/r/current"
TABLES = [f"{name}.parquet" for name in ("totals", "changes", "coverage", "observations")]


def test_of_two_machines_the_second_is_refused_and_nothing_is_mixed(
    address: str, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    shutil.copytree(two_runs[0], one, symlinks=True)
    push(Bucket(address), one, first=True)
    pull(Bucket(address), other)
    over(one, two_runs[1])
    assert push(Bucket(address), one)
    (other / "processed/r/report").mkdir(exist_ok=True)
    (other / "processed/r/report/report.html").write_text("of the other machine", "utf-8")
    with pytest.raises(Overtaken, match="pushed to by somebody else"):
        push(Bucket(address), other)
    pull(Bucket(address), tmp_path / "looked")
    assert of_a_copy(tmp_path / "looked") == of_a_copy(one)


def test_of_two_that_look_at_the_same_time_one_puts_the_pointer(
    address: str, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    shutil.copytree(two_runs[0], one, symlinks=True)
    push(Bucket(address), one, first=True)
    pull(Bucket(address), other)
    for copy, said in ((one, "of one"), (other, "of the other")):
        (copy / "processed/r/report").mkdir(exist_ok=True)
        (copy / "processed/r/report/report.html").write_text(said, "utf-8")

    class Slow(Bucket):
        """While it puts its state, the other machine is done."""

        def put(self, key: str, content: bytes) -> str:
            if key.startswith("states/") and key.endswith(".json"):
                push(Bucket(address), one)
            return super().put(key, content)

    with pytest.raises(Overtaken, match=POINTER):
        push(Slow(address), other)
    pull(Bucket(address), tmp_path / "looked")
    page = tmp_path / "looked/processed/r/report/report.html"
    assert page.read_text("utf-8") == "of one"


def test_what_people_put_meanwhile_is_never_written_over(
    address: str, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    one = tmp_path / "one"
    shutil.copytree(two_runs[0], one, symlinks=True)
    push(Bucket(address), one, first=True)
    theirs = (one / "raw/r/responses.csv").read_bytes() + b"\n"
    Bucket(address).put("raw/r/responses.csv", theirs)
    over(one, two_runs[1])
    with pytest.raises(Overtaken, match=r"raw/r/responses.csv was changed by somebody else"):
        push(Bucket(address), one)
    looked = tmp_path / "looked"
    pull(Bucket(address), looked)
    assert (looked / "raw/r/responses.csv").read_bytes() == theirs
    assert totals(looked, "dorset") == [13, 24]


def test_a_document_that_was_sealed_leaves_the_bucket_and_one_put_anew_stays(
    address: str, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    one = tmp_path / "one"
    shutil.copytree(two_runs[0], one, symlinks=True)
    push(Bucket(address), one, first=True)
    for name in ("dorset", "wiltshire"):
        seal = one / "raw/r/quarantine" / name
        seal.mkdir(parents=True)
        (one / f"raw/r/documents/{name}.xlsx").rename(seal / "document.sealed")
    new = b"sent again a moment ago"

    class Busy(Bucket):
        """Somebody puts Wiltshire's document anew just after the pointer."""

        def put_if(self, key: str, content: bytes, *, tag: str) -> str:
            given = super().put_if(key, content, tag=tag)
            if key == POINTER:
                self.put("raw/r/documents/wiltshire.xlsx", new)
            return given

    assert push(Busy(address), one)
    looked = tmp_path / "looked"
    pull(Bucket(address), looked)
    assert not (looked / "raw/r/documents/dorset.xlsx").exists()
    assert (looked / "raw/r/documents/wiltshire.xlsx").read_bytes() == new
    sealed = looked / "raw/r/quarantine/dorset/document.sealed"
    assert sealed.stat().st_mode & 0o077 == 0, "what is sealed is for its owner alone"


def test_an_object_that_is_not_what_was_written_is_refused(
    address: str, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    shutil.copytree(two_runs[0], tmp_path / "one", symlinks=True)
    bucket = Bucket(address)
    push(bucket, tmp_path / "one", first=True)
    _, _, state = current_state(bucket)
    path = next(one for one in state.files if one.endswith("totals.parquet"))
    bucket.put(path, b"not the table")
    with pytest.raises(WorkspaceError, match=r"totals\.parquet is not what was written"):
        pull(bucket, tmp_path / "other")
    with pytest.raises(Overtaken, match="since it was pulled"):
        # A pull that failed leaves no copy that could be pushed.
        push(bucket, tmp_path / "other")


def test_what_was_not_pushed_is_not_taken_away(
    address: str, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    one = tmp_path / "one"
    shutil.copytree(two_runs[0], one, symlinks=True)
    push(Bucket(address), one, first=True)
    (one / "raw/r/documents/mine.xlsx").write_bytes(b"not pushed")
    with pytest.raises(Unpushed, match=r"documents/mine\.xlsx"):
        pull(Bucket(address), one)
    pull(Bucket(address), one, discard=True)
    assert not (one / "raw/r/documents/mine.xlsx").exists()
    (one / "processed/r/report").mkdir(exist_ok=True)
    (one / "processed/r/report/report.html").write_text("not pushed", "utf-8")
    with pytest.raises(Unpushed, match=r"report\.html"):
        pull(Bucket(address), one)


def test_a_folder_is_the_copy_of_one_bucket(
    address: str, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    shutil.copytree(two_runs[0], tmp_path / "one", symlinks=True)
    with pytest.raises(WorkspaceError, match="no copy of"):
        pull(Bucket(address), tmp_path / "one")
    push(Bucket(address), tmp_path / "one", first=True)
    with pytest.raises(WorkspaceError, match="is a copy of"):
        pull(Bucket(f"{address}-2"), tmp_path / "one")


def test_a_server_that_takes_no_notice_of_conditions_is_refused(
    address: str, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    class Unconditional(Bucket):
        """As `rclone serve s3` puts, whatever the headers say."""

        def _put(self, key: str, content: bytes, mode: Any) -> str:
            del mode
            return super()._put(key, content, "overwrite")

    shutil.copytree(two_runs[0], tmp_path / "one", symlinks=True)
    with pytest.raises(BucketError, match="whatever the condition"):
        push(Unconditional(address), tmp_path / "one", first=True)
    assert Bucket(address).got(POINTER) is None


def test_a_put_whose_answer_was_lost_counts_as_done(address: str) -> None:
    bucket = Bucket(address)
    tag = bucket.put_if("key", b"mine", tag="")
    assert bucket.put_if("key", b"mine", tag="") == tag, "the client asked again"
    with pytest.raises(Overtaken):
        bucket.put_if("key", b"another's", tag="")


def test_names_of_files_are_the_same_in_the_bucket(address: str, tmp_path: Path) -> None:
    names = ["Reply (final) #2 50%.xlsx", "Ymateb Gwynedd â.xlsx", "a&b+c=d;e,f.pdf"]
    for name in names:
        Bucket(address).put(f"raw/r/documents/{name}", name.encode())
    Bucket(address).put("raw/r/documents/empty", b"")  # what a console makes for a folder
    pull(Bucket(address), tmp_path / "copy")
    found = contents(tmp_path / "copy" / "raw")
    assert found == {f"r/documents/{name}": name.encode() for name in names}


@pytest.mark.parametrize("written", ["s3://", "http://bucket/x", "bucket"])
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(BucketError, match="write s3://BUCKET/PREFIX"):
        Bucket(written)


def test_without_obstore_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    with pytest.raises(BucketError, match=r"needs obstore.*uv sync --extra s3"):
        Bucket("s3://foi/team")


def test_a_large_file_goes_there_and_comes_back(address: str, tmp_path: Path) -> None:
    content = bytes(range(256)) * 50_000  # more than is put in one piece
    (tmp_path / "one/raw/r/documents").mkdir(parents=True)
    (tmp_path / "one/raw/r/documents/large.pdf").write_bytes(content)
    (tmp_path / "one/processed/r/report").mkdir(parents=True)
    (tmp_path / "one/processed/r/report/report.html").write_bytes(content[1:])
    push(Bucket(address), tmp_path / "one", first=True)
    pull(Bucket(address), tmp_path / "two")
    assert (tmp_path / "two/raw/r/documents/large.pdf").read_bytes() == content
    assert (tmp_path / "two/processed/r/report/report.html").read_bytes() == content[1:]


@pytest.mark.usefixtures("address")
def test_a_bucket_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BucketError, match="look whether the bucket is there"):
        pull(Bucket("s3://no-such-bucket-here/x"), tmp_path / "copy")


def test_a_run_that_was_overtaken_is_done_again_from_what_is_there(
    address: str, two_runs: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    shutil.copytree(two_runs[0], one, symlinks=True)
    push(Bucket(address), one, first=True)
    runs = []

    def run(folder: Path) -> int:
        runs.append(totals(folder, "dorset"))
        if len(runs) == 1:  # while this one runs, Dorset's correction comes in elsewhere
            pull(Bucket(address), other)
            over(other, two_runs[1])
            push(Bucket(address), other)
        (folder / "processed/r/report").mkdir(exist_ok=True)
        (folder / "processed/r/report/report.html").write_text(f"{runs[-1]}", "utf-8")
        return 0

    assert run_at(address, tmp_path / "working" / "copy", run) == 0
    assert runs == [[13, 24], [10, 12]]
    assert "the run is done again" in capsys.readouterr().err
    pull(Bucket(address), tmp_path / "looked")
    page = tmp_path / "looked/processed/r/report/report.html"
    assert page.read_text("utf-8") == "[10, 12]"


def test_a_run_that_is_overtaken_each_time_gives_up(
    address: str, two_runs: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = tmp_path / "one"
    shutil.copytree(two_runs[0], one, symlinks=True)
    push(Bucket(address), one, first=True)
    page = "processed/r/report/report.html"

    def run(folder: Path) -> int:
        for at, said in ((one, folder.name + str(len(list(tmp_path.iterdir())))), (folder, "mine")):
            (at / page).parent.mkdir(exist_ok=True)
            (at / page).write_text(said + str(at.stat().st_mtime_ns), "utf-8")
        push(Bucket(address), one)
        (one / "touched").mkdir(exist_ok=True)
        (one / "touched").rmdir()
        return 0

    assert run_at(address, tmp_path / "copy", run) == 3
    assert "3 times in a row; nothing of this run is in the bucket" in capsys.readouterr().err
    looked = Bucket(address)
    _, _, state = current_state(looked)
    assert state.files[page].sha256 == digest_of_file(one / page)


def test_typed_commands_say_in_a_line_what_became_of_them(
    address: str, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    one, copy = str(tmp_path / "one"), str(tmp_path / "copy")
    shutil.copytree(two_runs[0], one, symlinks=True)
    assert typed("push", "--root", one).exit_code == 2
    assert "has it all now" in typed("push", "--root", one, "--to", address).stdout
    assert "files were fetched" in typed("pull", address, copy).stdout
    assert "had it all already" in typed("push", "--root", copy).stdout
    (tmp_path / "one/raw/r/documents/new.csv").write_text("a", encoding="utf-8")
    assert typed("push", "--root", one).exit_code == 0
    (tmp_path / "copy/raw/r/documents/other.csv").write_text("b", encoding="utf-8")
    refused = typed("push", "--root", copy)
    assert refused.exit_code == 1
    assert "somebody else" in refused.stderr
