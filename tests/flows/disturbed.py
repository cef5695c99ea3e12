"""Runs that are disturbed, as a process that does nothing else: it loads all, then forks for each.

    python -m tests.flows.disturbed FOLDER SCENE KILLS SEED

Prints what went wrong as JSON: per kind of disturbance how often it was tried, and each failure.
Nothing is known here of what tables hold: bytes are compared with those of undisturbed runs.
"""

import json
import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pandera.pandas  # noqa: F401 - loaded before forks

import foistats.cli.summary
import foistats.formats.opening
import foistats.quality.contracts
from foistats.cli import run as command
from foistats.cli.run import run_requests
from foistats.reading.file import read_reply
from foistats.release import generations
from foistats.release.generations import current_folder
from foistats.release.pointer import name_of
from foistats.reporting import written
from foistats.run import stages
from foistats.run.portions import Refresh
from foistats.workspace import Workspace
from tests.faults import OTHERS, WRITES, Faults, How
from tests.flows.folders import (
    DORSET,
    GLOUCESTERSHIRE,
    WILTSHIRE,
    add_request,
    contents,
    line,
    workbook,
)
from tests.flows.test_sealed import hiding

FORK = multiprocessing.get_context("fork")


class Here:
    """What workers do, done in this process: none of these documents is hostile."""

    size = 0

    def run_many(self, jobs: Sequence[tuple[Any, ...]]) -> Iterator[object]:
        for job in jobs:
            yield read_reply(*job)


@contextmanager
def here(_: str) -> Iterator[Here]:
    yield Here()


def build(due: Any, **_: object) -> Any:
    again = Refresh(due.refresh, due.forces)
    return stages.build(due.root, due.request_ids, run=due.run, refresh=again)


def run(root: Path) -> int:
    """`foistats run` in this process; what it says goes to a file beside the workspace."""
    stages.reading_pool = here  # type: ignore[assignment]
    command._run = build  # type: ignore[assignment]
    # The engine that draws the charts of a page stands still in a forked process.
    written.write_pages = lambda *_: []  # type: ignore[assignment]
    return int(run_requests([], root=root, forces=[], verbose=False))


def child(root: Path, faults: Faults | None = None, *, wait: float | None = None) -> int | None:
    """Fork a run; its exit code, negative for a signal. With `wait` it is killed after so long."""

    def body() -> None:
        said = os.open(f"{root}.said", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        if faults is not None:
            faults.install()
        code = run(root)
        if faults is not None and faults.how is How.COUNT:
            Path(f"{root}.calls").write_text(json.dumps(faults.calls))
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)

    process = FORK.Process(target=body)
    process.start()
    if wait is not None:
        time.sleep(wait)
        process.kill()
    process.join()
    return process.exitcode


def first(root: Path) -> None:
    """A workspace that was never run: two replies put there by hand, and one that hides names."""
    add_request(
        root,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx"),
        line("gloucestershire", "hiding.xlsx"),
        documents={
            "dorset.xlsx": workbook(*DORSET),
            "wiltshire.xlsx": workbook(*WILTSHIRE),
            "hiding.xlsx": hiding,
        },
    )


def second(root: Path) -> None:
    """Two requests that were run, to one of which another reply has come since."""
    for request_id in ("r", "s"):
        add_request(
            root,
            line("dorset", "dorset.xlsx"),
            documents={"dorset.xlsx": workbook(*DORSET)},
            request_id=request_id,
        )
    child(root)
    workbook(*GLOUCESTERSHIRE)(root / "raw" / "r" / "documents" / "g.xlsx")
    with (root / "raw" / "r" / "responses.csv").open("a", encoding="utf-8") as file:
        file.write(line("gloucestershire", "g.xlsx") + "\n")


class Scene:
    """A workspace before a run, and what the run makes of it when nothing disturbs it."""

    def __init__(self, folder: Path, make: Callable[[Path], None]) -> None:
        self.name = make.__name__
        self.folder = folder
        self.start = folder / f"{self.name}-start"
        make(self.start)
        self.before = self._tables(self.start)
        self.raw = self._received(self.start)
        done = self.copy("undisturbed")
        started = time.perf_counter()
        assert child(done, Faults(How.COUNT)) in {0, 1}, Path(f"{done}.said").read_text()
        self.seconds = time.perf_counter() - started
        self.calls: list[str] = json.loads(Path(f"{done}.calls").read_text())
        self.after = self._tables(done)
        self.raw_after = contents(done / "raw")
        assert self.before != self.after

    def copy(self, name: str) -> Path:
        """The workspace as it is before the run, once more."""
        root = self.folder / f"{self.name}-{name}"
        shutil.copytree(self.start, root, symlinks=True)
        return root

    @staticmethod
    def _tables(root: Path) -> dict[str, dict[str, bytes]]:
        """What a reader finds of each request."""
        found = {}
        for request_id in Workspace(root).request_ids():
            try:
                folder = current_folder(Workspace(root), request_id)
            except foistats.errors.WorkspaceError:
                continue
            found[request_id] = {p.name: p.read_bytes() for p in sorted(folder.iterdir())}
        return found

    @staticmethod
    def _received(root: Path) -> dict[str, bytes]:
        """What persons and forces put under raw/; receipts and quarantine are ours."""
        return {
            path: data
            for path, data in contents(root / "raw").items()
            if "/quarantine/" not in path
            and not path.endswith("receipts.csv")
            and not Path(path).name.startswith(".")
        }

    def wrong(self, root: Path, code: int | None) -> list[str]:
        """What a disturbed run left that it must not, and whether the next run mends the rest."""
        found = []
        now = self._tables(root)
        for request_id in self.before.keys() | self.after.keys():
            may_be = (self.before.get(request_id), self.after.get(request_id))
            tables = now.get(request_id)
            if tables not in may_be and not (tables and self._tell_unmoved(root, tables)):
                found.append(f"tables of {request_id} are neither the old ones nor the new ones")
        sealed = {p.read_bytes() for p in root.glob("raw/*/quarantine/*/document.sealed")}
        received = self._received(root)
        for path, data in self.raw.items():
            if received.get(path, data if data in sealed else None) != data:
                found.append(f"raw/{path} is lost or changed")
        found += self._wrong_words(root, code)
        again = child(root)
        if again not in {0, 1}:
            found.append(f"the next run ended with {again}: {Path(f'{root}.said').read_text()}")
        if self._tables(root) != self.after:
            found.append("the next run gave other tables")
        if contents(root / "raw") != self.raw_after:
            found.append("the next run left another raw/")
        found += _wrong_lines(root)
        return found

    @staticmethod
    def _tell_unmoved(root: Path, tables: dict[str, bytes]) -> bool:
        """True for a whole set that says that what hides something couldn't be put away."""
        whole = name_of(tables) == current_folder(Workspace(root), "r").resolve().name
        return whole and b"couldn't be moved into quarantine" in tables["problems.csv"]

    @staticmethod
    def _wrong_words(root: Path, code: int | None) -> list[str]:
        """An error has a sentence of its own, and is never a fault of ours or a traceback."""
        if code in {0, 1, -signal.SIGKILL}:
            return []
        said = Path(f"{root}.said").read_text()
        if code == 3 and len(said.strip().splitlines()) == 1 and "itself failed" not in said:
            return []
        return [f"ended with {code}: {said[-600:]}"]


def _wrong_lines(root: Path) -> list[str]:
    """The last run's line is there whole, whatever a killed one tore."""
    lines = (root / ".foistats" / "runs.jsonl").read_text(encoding="utf-8").splitlines()
    try:
        return (
            [] if json.loads(lines[-1])["refusal"] == "" else ["the last run's line is not its own"]
        )
    except ValueError:
        return ["the last run's line is torn"]


def disturb(scene: Scene, how: How, numbers: Sequence[int]) -> Iterator[str]:
    """What is wrong after the run was disturbed at each of some calls in turn."""
    for number in numbers:
        root = scene.copy("disturbed")
        code = child(root, Faults(how, number))
        if how in {How.KILL, How.TORN} and code != -signal.SIGKILL:
            yield f"{scene.name}: call {number} was never reached"
        for wrong in scene.wrong(root, code):
            yield f"{scene.name}: {how} ({number}, {scene.calls[number - 1]}): {wrong}"
        shutil.rmtree(root)


def numbers_of(scene: Scene, *names: str) -> list[int]:
    """The numbers of the calls with some names."""
    return [number for number, name in enumerate(scene.calls, 1) if name in names]


def at_random(scene: Scene, kills: int, seed: int) -> Iterator[str]:
    """What is wrong after the run was killed at some moment of it."""
    moments = random.Random(seed)
    for _ in range(kills):
        wait = moments.uniform(0, scene.seconds)
        root = scene.copy("killed")
        code = child(root, wait=wait)
        for wrong in scene.wrong(root, code):
            yield f"{scene.name}: killed after {wait:.4f} s: {wrong}"
        shutil.rmtree(root)


def read_on(root: Path, until: Any, found: Any) -> None:
    """Read the current sets again and again: each must be the set that its name stands for."""
    reads, wrong = 0, []
    workspace = Workspace(root)
    while not until.is_set():
        folder = current_folder(workspace, "r").resolve()
        reads += 1
        if name_of({path.name: path.read_bytes() for path in folder.iterdir()}) != folder.name:
            wrong.append(f"a reader found half a set in {folder.name}")
    found.put((reads, wrong))


def change_and_run(root: Path, number: int) -> None:
    """Have the tables come out otherwise each time, then run."""
    request = root / "raw" / "r" / "request.toml"
    aside = request.with_name(f".request-{number}")
    for turn in range(2):
        text = (root / "request.toml").read_text(encoding="utf-8")
        aside.write_text(text.replace("Offences", f"Offences {number} {turn}"), encoding="utf-8")
        aside.replace(request)
        child(root)


def together(scene: Scene) -> tuple[int, list[str]]:
    """Six runs and two readers at once; how often was read, and what was wrong."""
    root = scene.copy("together")
    shutil.copy(root / "raw" / "r" / "request.toml", root / "request.toml")
    until, found = FORK.Event(), FORK.Queue()
    readers = [FORK.Process(target=read_on, args=(root, until, found)) for _ in range(2)]
    runs = [FORK.Process(target=change_and_run, args=(root, number)) for number in range(6)]
    for process in (*readers, *runs):
        process.start()
    for process in runs:
        process.join()
    until.set()
    told = [found.get(timeout=60) for _ in readers]
    for process in readers:
        process.join()
    wrong = [one for _, some in told for one in some]
    wrong += [f"a run or reader ended with {p.exitcode}" for p in (*readers, *runs) if p.exitcode]
    shutil.copy(root / "request.toml", root / "raw" / "r" / "request.toml")
    for left in (root / "raw" / "r").glob(".request-*"):
        left.unlink()
    wrong += scene.wrong(root, child(root))
    return sum(reads for reads, _ in told), wrong


def in_place(generation: Path, files: Mapping[str, bytes]) -> None:
    """How tables must not be written: into the folder where readers look, one after the other."""
    generation.mkdir(exist_ok=True)
    generations.point(generation.parents[1] / "current", generation.name)
    for name, content in files.items():
        (generation / name).write_bytes(content)


def main(folder: Path, name: str, kills: int, seed: int) -> None:
    """Disturb runs of one scene in every way, and print what came of it."""
    tried: dict[str, int] = {}
    wrong: list[str] = []
    warm = folder / "warm"
    first(warm)
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        run(warm)  # so that no fork has to load anything
    if name == "in_place":
        generations._write_generation = in_place
    scene = Scene(folder, first if name == "first" else second)
    everything = range(1, len(scene.calls) + 1)
    for how, numbers in (
        (How.KILL, everything),
        (How.TORN, numbers_of(scene, "write")),
        (How.FULL, numbers_of(scene, *WRITES)),
        (How.FAILS, numbers_of(scene, *OTHERS)),
    ):
        tried[how.name] = len(numbers)
        wrong += disturb(scene, how, numbers)
    wrong += at_random(scene, kills, seed)
    if name == "second":
        tried["reads"], more = together(scene)
        wrong += more
    sys.stdout.write(json.dumps({"tried": tried, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
