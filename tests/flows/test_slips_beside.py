"""A mistake in a file that is edited and that no run reads: the tables stay, the command says it.

Letters that were sent, letters that were set aside, figures published elsewhere, the record of what
was refiled, and the two sheets that a person fills in: the inbox's questions and the review's.
"""

import csv
import io
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foistats.claims.published import UnusablePublished, read_published
from foistats.cli.chase import write_letters
from foistats.cli.inbox import receive_answers
from foistats.cli.status import show_status
from foistats.errors import FoistatsError
from foistats.intake.requests import read_request
from foistats.review.desk import open_desk
from foistats.review.sheet import apply_sheet, sheet_bytes
from foistats.run import stages
from foistats.workspace import Workspace
from tests.flows.folders import add_request, line, workbook
from tests.flows.test_slips import (
    HOWS,
    SIGNED,
    VALUES,
    Base,
    in_this_process,
    slipped,
    tables,
    ways_in,
)
from tests.golden.review.desks import Here

# No run reads these files: after some of the slips it is run all the same.
EACH_RUN = 8
STARRED = [["Offence", "2016/17", "2017/18"], ["Rape", 3, "*"], ["Grooming", 10, 20]]
FILES = {
    "chased.csv": "force,on,by\nKent Police,2019-07-02,A. Person\nDorset Police,2019-07-03,B\n",
    "correspondence.csv": "file,force,on,kind\na.txt,Wiltshire Police,2019-06-20,extension\n"
    "b.txt,Wiltshire Police,2019-06-21,clarification\n",
    "published.toml": '[[published]]\narea = "South West"\nperiod = "2016/17"\nvalue = 6852\n'
    'source = "Dorset Echo, 2019-01-05"\nby = "A. Person"\non = 2019-07-02\n',
    "refiled.toml": f'[[refiled]]\nresponse = "dorset"\nwas = "Kent"\nis = "Dorset"\n{SIGNED}',
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """A request with an answer, a mark to be asked about, and every such file."""
    root = tmp_path_factory.mktemp("beside")
    folder = add_request(
        root, line("dorset", "dorset.xlsx"), documents={"dorset.xlsx": workbook(*STARRED)}
    )
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with in_this_process():
        stages.build(str(root), ["r"])
    return Base(root, {"r": tables(root, "r")})


def each_slip(name: str, text: str) -> list[str]:
    """The file with each key, and each header, changed, renamed, deleted, and others put in."""
    found = []
    ways = ways_in(text, name)
    for number, way in enumerate(ways):
        # Of long files each key has some of the slips, so that together it has all of them.
        for how in HOWS[number % 2 :: 2] if len(ways) > 10 else HOWS:
            value = VALUES[(number * 7 + len(how)) % len(VALUES)]
            if (one := slipped(text, name, way, how, value)) is not None:
                found.append(one)
    return [*found, "", text[: len(text) // 2], "\ufeff" + text, text.replace(",", ";")]


def of_a_copy(base: Base, do: Callable[[Path], None], *, run: bool = True) -> None:
    """Do something with a copy of the workspace; a run after it gives the same tables."""
    root = base.root.with_name(f"{base.root.name}-slip")
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(base.root, root, symlinks=True)
    do(root)
    if not run:
        assert tables(root, "r") == base.good["r"]
        return
    with in_this_process():
        stages.build(str(root), ["r"])
    assert tables(root, "r") == base.good["r"]


@pytest.mark.parametrize("name", FILES)
def test_a_slip_beside_takes_no_table_away(base: Base, name: str) -> None:
    def slip(root: Path, text: str) -> None:
        (root / "raw" / "r" / name).write_text(text, encoding="utf-8", errors="replace", newline="")
        workspace = Workspace(root)
        assert show_status("r", root=root, today=date(2019, 8, 1)) in {0, 1}
        assert write_letters("r", root=root, today=date(2019, 8, 1)) in {0, 1, 2}
        with suppress(UnusablePublished):
            read_published(workspace, read_request(workspace, "r"))

    for number, text in enumerate(each_slip(name, FILES[name])):
        run = number % EACH_RUN == 0
        of_a_copy(base, lambda root, text=text: slip(root, text), run=run)  # type: ignore[misc]


def test_a_list_of_letters_that_can_not_be_read_is_told_by_its_line(
    base: Base, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, old in (("chased.csv", "Kent Police"), ("correspondence.csv", "2019-06-21")):

        def slip(root: Path, name: str = name, old: str = old) -> None:
            path = root / "raw" / "r" / name
            path.write_text(FILES[name].replace(old, "nonsense"), encoding="utf-8")
            assert show_status("r", root=root, today=date(2019, 6, 25)) == 1

        of_a_copy(base, slip)
        shown = capsys.readouterr().out
        assert f"raw/r/{name}" in shown
        assert "line " in shown.partition(f"raw/r/{name}")[2]


def test_a_slip_in_the_questions_of_the_inbox_files_nothing_by_it(base: Base) -> None:
    reply = base.root.parent / "reply.csv"
    reply.write_text("Offence,2016/17\nRape,5\n", encoding="utf-8")
    text = (
        "files,force,received_on,kind,replaces,question,reasons,says,header\n"
        f"{reply},Kent Police,2019-07-02,reply,,no force,,1 count,\n"
    )

    def slip(root: Path, text: str) -> None:
        path = root / "questions.csv"
        path.write_text(text, encoding="utf-8", errors="replace", newline="")
        listed = root / "raw" / "r" / "responses.csv"
        before = listed.read_bytes()
        code = receive_answers(path, request_id="r", root=root)
        assert code in {0, 1, 2}
        rows = list(csv.DictReader(io.StringIO(listed.read_text("utf-8-sig"))))
        # Kent was not asked: whatever the slip, nothing but a force that was asked is listed.
        assert listed.read_bytes() == before or rows[-1]["force"] in {"dorset", "Kent Police"}
        listed.write_bytes(before)
        for path in (root / "raw" / "r" / "documents").glob("reply*"):
            path.unlink()
        shutil.rmtree(root / "raw" / "r" / "correspondence", ignore_errors=True)
        receipts = root / "raw" / "r" / "receipts.csv"
        receipts.write_bytes((base.root / "raw" / "r" / "receipts.csv").read_bytes())
        (root / ".foistats" / "receipts" / "r.json").unlink(missing_ok=True)

    for number, one in enumerate(each_slip("questions.csv", text)):
        run = number % EACH_RUN == 0
        of_a_copy(base, lambda root, one=one: slip(root, one), run=run)  # type: ignore[misc]


def test_a_slip_in_the_answers_of_a_review_keeps_all_of_them_out(base: Base) -> None:
    at = open_desk(Workspace(base.root), "r", Here())
    text = sheet_bytes(at.spread().questions).decode("utf-8-sig")
    rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(text, newline="")))
    rows[0] |= {"answer": "zero", "by": "A. Person"}
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    good = written.getvalue()
    for one in each_slip("review.csv", good):
        desk = open_desk(Workspace(base.root), "r", Here())
        try:
            applied = apply_sheet(
                desk,
                one.encode("utf-8", "replace"),
                name="review.csv",
                by="",
                because="",
                on=date(2019, 7, 2),
            )
        except FoistatsError:
            continue
        # An answer is taken whole, and says who gave it; else nothing is pending.
        if applied.errors or not applied.answered:
            assert not desk.pending
        else:
            assert b'by = "' in desk.pending["marks.toml"]
