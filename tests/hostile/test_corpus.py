"""All hostile and broken files in one run: it ends, in little memory, with a row for each.

`--hostile-budget N` has N times as many damaged files and runs the flow itself, Prefect and all.
"""

import csv
import io
import os
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from foistats.documents.limits import MEGABYTE, Limits
from schemas.problem_codes import ProblemCode as P
from tests.flows.folders import table
from tests.hostile import corpus
from tests.hostile.corpus import Reply
from tests.hostile.seeds import TRUTH

NUMBER = re.compile(r"-|-?\d+(?:\.\d+)?")
LEAST_FILES = 200
REPOSITORY = Path(__file__).resolve().parents[2]


class Ran(NamedTuple):
    """What became of each file: its problems and its force's totals by year."""

    root: Path
    replies: list[Reply]
    problems: Mapping[tuple[str, str], list[dict[str, Any]]]
    totals: Mapping[tuple[str, str], dict[int, tuple[int, int | None]]]
    seconds: float
    megabytes: float

    def codes(self, reply: Reply) -> set[P]:
        return {P(row["code"]) for row in self.problems[reply.request_id, reply.case.name]}

    def figures(self, reply: Reply) -> dict[int, tuple[int, int | None]]:
        return self.totals[reply.request_id, reply.force_id]


@pytest.fixture(scope="module")
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    more = request.config.getoption("--hostile-budget")
    root = tmp_path_factory.mktemp("corpus")
    replies = corpus.write(root, more=more, settings=corpus.SETTINGS)
    here = [sys.executable, "-m", "tests.hostile.run"]
    flow = [str(Path(sys.executable).with_name("foistats")), "run", "--root", str(root)]
    # Measured from a process of its own: this one may have other children.
    command = [*here, "--measured", *(flow if more > 1 else [*here, str(root)])]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPOSITORY)
    assert done.returncode == 0, done.stderr
    seconds, megabytes = (float(word) for word in done.stdout.split()[-2:])
    problems: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    totals: dict[tuple[str, str], dict[int, tuple[int, int | None]]] = defaultdict(dict)
    for request_id in sorted({reply.request_id for reply in replies}):
        for row in table(root, "problems", request_id):
            problems[request_id, row["document"].split("/")[0]].append(row)
        for row in table(root, "totals", request_id):
            one_force = row["area_kind"] == "force" and row["category_id"] == "all"
            if one_force and row["count_low"] is not None:
                year = row["period_start"].year
                totals[request_id, row["area_id"]][year] = (row["count_low"], row["count_high"])
    return Ran(root, replies, problems, totals, seconds, megabytes)


def test_there_are_enough_files_and_each_has_a_name_of_its_own(ran: Ran) -> None:
    assert len(ran.replies) >= LEAST_FILES
    assert len({reply.case.name for reply in ran.replies}) == len(ran.replies)


def test_good_files_are_read_among_all_the_others(ran: Ran) -> None:
    read = [
        reply.case.name
        for reply in ran.replies
        if reply.case.name.startswith("good ")
        and ran.figures(reply) == {year: (count, count) for year, count in TRUTH.items()}
    ]
    assert {
        f"good {kind}" for kind in ("xlsx.xlsx", "ods.ods", "xls.xls", "pdf.pdf", "csv.csv")
    } <= {*read}


def test_every_file_has_a_problem_or_was_read_in_full(ran: Ran) -> None:
    whole = {year: (count, count) for year, count in TRUTH.items()}
    silent = [
        reply.case.name
        for reply in ran.replies
        if not ran.codes(reply) and ran.figures(reply) != whole and not reply.case.silent
    ]
    assert silent == []


def test_what_must_be_refused_is_refused_for_its_reason(ran: Ran) -> None:
    otherwise = [
        (reply.case.name, sorted(ran.codes(reply)), ran.figures(reply))
        for reply in ran.replies
        if not reply.case.readable
        and (ran.figures(reply) or not ran.codes(reply) & reply.case.codes)
    ]
    assert otherwise == []


def test_no_damaged_file_gives_a_wrong_figure(ran: Ran) -> None:
    """Text is left out: nothing in it says that a digit was another, or that lines are missing."""
    wrong = [
        (reply.case.name, ran.figures(reply))
        for reply in ran.replies
        if not reply.case.silent
        and any(counts != (TRUTH[year],) * 2 for year, counts in ran.figures(reply).items())
    ]
    assert wrong == []


def test_no_text_of_a_file_or_its_name_can_run_as_a_formula(ran: Ran) -> None:
    named = [reply.case.name for reply in ran.replies if reply.case.name.startswith("=cmd")]
    assert len(named) == (2 if os.name == "posix" else 0)
    running = [
        cell
        for path in sorted(ran.root.glob("processed/*/current/*.csv"))
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        for cell in row
        if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) and not NUMBER.fullmatch(cell)
    ]
    assert running == []


def test_nothing_hangs_and_few_files_outlast_their_reader(ran: Ran) -> None:
    outlasted = [
        reply.case.name
        for reply in ran.replies
        if ran.codes(reply) & {P.READER_TOO_SLOW, P.READER_DIED}
    ]
    assert len(outlasted) <= len(ran.replies) // 20, outlasted
    assert ran.seconds < 40 + corpus.WALL * len(outlasted) + len(ran.replies) / 20


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is seen on Linux")
def test_the_whole_run_takes_less_than_a_gigabyte(ran: Ran) -> None:
    assert 100 < ran.megabytes < 1000


@pytest.mark.skipif(sys.platform == "win32", reason="sparse files are for other systems")
def test_200_megabytes_on_one_line_cost_nothing(tmp_path: Path) -> None:
    from foistats.documents.workers import WorkerPool
    from foistats.intake.reading import READ_REPLY, Job, readings_of
    from foistats.records import NOTHING_DECLARED, Asked

    path = tmp_path / "one line.csv"
    with path.open("wb") as file:
        file.write(b"Rape,3141,")
        file.truncate(200 * MEGABYTE)
    try:
        started = time.perf_counter()
        with WorkerPool(READ_REPLY, workers=1) as pool:
            job = Job(str(path), Asked(), NOTHING_DECLARED)
            [reading] = readings_of([job], [pool.run(job)])
        assert [problem.code for problem in reading.problems] == [P.DOCUMENT_UNSUPPORTED]
        assert str(Limits().file_bytes) in reading.problems[0].expected
        assert time.perf_counter() - started < 10
    finally:
        path.unlink()
