"""Whatever people do to a workspace, in whatever order: a rerun gives what a first run would give.

Random edits to one request, a run after each. A copy of raw/ as it was before the run, of which
nothing is kept, is built beside it: its tables must be the same, byte for byte.
"""

import random
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from foistats.documents.workers import JobFailed
from foistats.reading.file import read_reply
from foistats.run import stages
from tests.flows.disturbed import Here
from tests.flows.folders import HEADER, NAMES, REQUEST, add_request, contents, line, workbook
from tests.flows.test_sealed import hiding
from tests.receipts import forget_receipts_note
from tests.unit.cli.typed import typed

FORCES = sorted(NAMES)
# The first two are the ones that are listed at first, and mostly.
PATHS = ("dorset.xlsx", "table.csv", "other.xlsx", "letter.txt", "both.zip", "deep/stray.xlsx")
LETTER = "In 2016/17 we recorded {} offences, and {} in 2017/18."
MARK = """[[mark]]
mark = "*"
meaning = "{}"
because = "the force said so"
by = "A. Person"
on = 2019-07-02
"""
LAYOUT = """because = "a test"
by = "A. Person"
[[table]]
sheet = "Sheet1"
area = "A1:{}"
labels = ["A"]
"""
HEADING = """[[heading]]
words = "Rape"
is = "{}"
because = "the force said so"
by = "A. Person"
on = 2019-07-02
"""
ALIAS = "name,force_id,because,by,on\nThe County Lads,{},its own name,A. Person,2019-07-02\n"
CORRECTION = """[[correction]]
document = "dorset.xlsx"
place = "Sheet1!B2"
found = "{}"
use = "4"
because = "a slip"
by = "A. Person"
on = 2019-07-02
"""


def put(folder: Path, luck: random.Random) -> None:
    """Another file under a name, with or without its receipt: new, exchanged, or one that hides.

    There are few different ones, so that what was there before comes back.
    """
    path = folder / "documents" / luck.choice((*PATHS[:2], *PATHS))
    path.parent.mkdir(exist_ok=True)
    one, other = luck.choice([3, 7]), luck.choice([4, "*", "*"])
    if path.suffix == ".txt":
        path.write_text(LETTER.format(one, one), encoding="utf-8")
    elif path.suffix == ".csv":
        text = f"Force,Offence,2016/17,2017/18\nThe County Lads,Rape,{one},{other}\n"
        path.write_text(text, encoding="utf-8")
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as bundle:
            for name in PATHS[:4]:
                inside = folder / "documents" / name
                if inside.is_file() and luck.random() < 0.7:
                    bundle.writestr(zipfile.ZipInfo(name), inside.read_bytes())
    elif luck.random() < 0.3:
        hiding(path)
    else:
        rows = [["Offence", "2016/17", "2017/18"], ["Rape", one, other], ["Theft", 1, 2]]
        workbook(*rows)(path)
    if luck.random() < 0.9:
        forget_receipt(folder, path.relative_to(folder / "documents").as_posix())


def forget_receipt(folder: Path, name: str) -> None:
    receipts = folder / "receipts.csv"
    if receipts.exists():
        kept = [one for one in receipts.read_text("utf-8").splitlines() if name not in one]
        receipts.write_text("\n".join(kept) + "\n", encoding="utf-8")
    forget_receipts_note(folder.parents[1], folder.name)


def take_away(folder: Path, luck: random.Random) -> None:
    """A file that is there no more, or nothing."""
    there = sorted(one for one in (folder / "documents").rglob("*") if one.is_file())
    if there:
        luck.choice(there).unlink()


def list_replies(folder: Path, luck: random.Random) -> None:
    """Another responses.csv: who answered what, one that corrects another, two with one file."""
    lines = [
        line(
            "dorset",
            luck.choice(["dorset.xlsx", "dorset.xlsx;other.xlsx", "letter.txt", "both.zip"]),
        ),
        line("wiltshire", luck.choice(["table.csv", "table.csv", "dorset.xlsx"])),
    ]
    if luck.random() < 0.5:
        lines.append(
            line(luck.choice(FORCES), "", response_id="no", outcome="refused", section="12")
        )
    if luck.random() < 0.3:
        second = {"response_id": "d2", "supersedes": "dorset", "outcome": ""}
        lines.append(line("dorset", "other.xlsx", **second))
    text = HEADER + "".join(f"{one}\n" for one in luck.sample(lines, luck.randint(1, len(lines))))
    (folder / "responses.csv").write_text(text, encoding="utf-8")


def declare(folder: Path, luck: random.Random) -> None:
    """A declaration more, another, one that is wrong, or one less."""
    file, text = luck.choice(
        [
            ("marks.toml", MARK.format(luck.choice(["fewer than 5", "0", "not held"]))),
            ("corrections.toml", CORRECTION.format(luck.choice(["3", "7"]))),
            ("layouts/dorset.xlsx.toml", LAYOUT.format(luck.choice(["C3", "C9"]))),
            ("headings.toml", HEADING.format(luck.choice(["asked", "other", "part"]))),
            ("aliases.csv", ALIAS.format(luck.choice(["wiltshire", "kent"]))),
        ]
    )
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    if path.exists() and luck.random() < 0.5:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")


def ask(folder: Path, luck: random.Random) -> None:
    """Another question, other forces, another last year."""
    text = REQUEST.replace('"2017/18"', luck.choice(['"2017/18"', '"2016/17"', '"2018/19"']))
    last = luck.choice(['"gloucestershire"', '"kent"', '"essex", "kent"'])
    text = text.replace('"gloucestershire"', last)
    text = text.replace("How many", luck.choice(["How many", "What number of"]))
    (folder / "request.toml").write_text(text, encoding="utf-8")


def release(folder: Path, luck: random.Random) -> None:
    """One sealed document is let out, or held back again."""
    sealed = sorted(folder.glob("quarantine/*/seal.toml"))
    if not sealed:
        return
    one = luck.choice(sealed).parent
    if (one / "release.toml").exists():
        (one / "release.toml").unlink()
        return
    words = ("quarantine", "release", one.name, "--because", "b", "--by", "A. Person")
    typed(*words, "--root", folder.parents[1])


def lose(folder: Path, luck: random.Random) -> None:
    """Some of what is kept is gone, or damaged."""
    kept = sorted(p for p in (folder.parents[1] / ".foistats").rglob("*") if p.is_file())
    path = luck.choice([p for p in kept if p.name != "lock"])
    if luck.random() < 0.5:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[: luck.randint(0, 40)])


def limit(folder: Path, luck: random.Random) -> None:
    """Another limit for files."""
    (folder.parents[1] / "foistats.toml").write_text(f"[limits]\npages = {luck.choice([9, 400])}\n")


def nothing(folder: Path, luck: random.Random) -> None:
    """A run again, of what is there."""


EDITS: dict[Callable[[Path, random.Random], None], int] = {
    declare: 6, put: 4, release: 3, ask: 2, lose: 2, list_replies: 1, take_away: 1, limit: 1,
    nothing: 1,
}  # fmt: skip


class Reader(Here):
    """Reads in this process as a worker does: what goes wrong is the answer."""

    def run_many(self, jobs: Sequence[tuple[Any, ...]]) -> Iterator[object]:
        for job in jobs:
            try:
                yield read_reply(*job)
            except OSError as error:
                yield JobFailed(type(error).__name__)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No server, and none of these files needs a worker to be read."""

    @contextmanager
    def here(_: str) -> Iterator[Reader]:
        yield Reader()

    monkeypatch.setattr(stages, "reading_pool", here)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "no-prefect"))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)


def tables(root: Path) -> dict[str, bytes]:
    return contents(root / "processed" / "r" / "current")


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_a_rerun_gives_what_a_first_run_gives(
    tmp_path: Path, seed: int, pytestconfig: pytest.Config
) -> None:
    luck = random.Random(seed)
    root, fresh = tmp_path / "kept", tmp_path / "fresh"
    folder = add_request(
        root, line("dorset", "dorset.xlsx"), line("wiltshire", "table.csv"), documents={}
    )
    for _ in range(9):
        put(folder, luck)
    typed("run", "--root", root)
    done = []
    seen = set()
    for _ in range(pytestconfig.getoption("edits")):
        for edit in luck.choices([*EDITS], [*EDITS.values()], k=luck.choice([1, 1, 2])):
            edit(folder, luck)
            done.append(edit.__name__)
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(root, fresh, ignore=shutil.ignore_patterns(".foistats", "processed"))
        again = typed("run", "--root", root, *luck.choice([[], ["--force", "dorset", "--refresh"]]))
        first = typed("run", "--root", fresh)
        assert again.exit_code in {0, 1, first.exit_code}, (done, again.output)
        assert tables(root) == tables(fresh), (done, again.output)
        seen.add(tables(root)["tables.json"])
    assert len(seen) > pytestconfig.getoption("edits") // 4, "most edits change the tables"
