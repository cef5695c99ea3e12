"""Releases that are disturbed while they are made, as a process that does nothing else.

    python -m tests.unit.publishing.disturbed FOLDER SCENE

It forks for each disturbance and prints as JSON how often each kind was tried, and what was wrong.
What is whole is known beforehand: the bytes that an undisturbed process writes.
"""

import json
import multiprocessing
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from foistats.durable import write_durably
from foistats.publishing import freezing
from foistats.publishing.exporting import export
from foistats.publishing.folders import release_folder, releases_folder, versions, versions_waiting
from foistats.publishing.freezing import Making, contents_of, freeze
from foistats.publishing.standing import approve, withdraw
from foistats.publishing.verify import differences, not_approved
from tests.faults import WRITES, Faults, How
from tests.unit.publishing.test_approval import asking
from tests.unit.publishing.test_release import ON, a_workspace

FORK = multiprocessing.get_context("fork")
Files = dict[str, bytes]


class Scene:
    """Something done to a workspace: what may lie there after it, and how to have it as before."""

    def __init__(self, act: Callable[[], object], top: Path) -> None:
        self.act, self.top = act, top
        self.before = files_of(top)
        self.kept = top.with_name(f"{top.name}-kept")
        shutil.copytree(top, self.kept)
        faults = Faults(How.COUNT)
        self.calls: list[str] = self.played(faults)
        self.after = files_of(top)
        assert self.before != self.after
        self.restore()

    def restore(self) -> None:
        shutil.rmtree(self.top)
        shutil.copytree(self.kept, self.top)

    def played(self, faults: Faults) -> list[str]:
        """Do it in a process of its own; gives the calls that it made."""
        calls = self.top.with_name("calls.json")
        calls.unlink(missing_ok=True)

        def body() -> None:
            faults.install()
            with suppress(OSError):
                self.act()
            if faults.how is How.COUNT:
                calls.write_text(json.dumps(faults.calls))

        process = FORK.Process(target=body)
        process.start()
        process.join()
        return json.loads(calls.read_text()) if faults.how is How.COUNT else []

    def wrong(self) -> Iterator[str]:
        """What a disturbed process left that it must not; and whether the next one mends it."""
        now = visible(files_of(self.top))
        if now not in (visible(self.before), visible(self.after)):
            others = [name for name in now if now[name] != self.after.get(name)]
            yield f"neither as before nor whole: {len(now)} files, others {others}"
        done = now == visible(self.after)
        if not done:
            self.act()
            if files_of(self.top) != self.after:
                yield "the next time it is not whole, or something is left"


def files_of(top: Path) -> Files:
    return {
        str(path.relative_to(top)): path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file()
    }


def visible(files: Files) -> Files:
    """What is there for anybody: not what is written aside, nor an approval of what waits still.

    Nor the numbers that were given: the folders say those of releases that are there.
    """
    return {
        name: content
        for name, content in files.items()
        if not any(part.startswith((".", "_")) for part in Path(name).parts)
        and not (name.startswith("waiting/") and name.endswith("approval.json"))
    }


def made(folder: Path) -> Scene:
    """A second release is made."""
    workspace = a_workspace(folder / "root")
    freeze(workspace, "thefts", by="A. Person", made_on=ON)
    contents = contents_of(workspace, "thefts", Making(2, "A. Person", ON, ""), before=[])
    freezing.contents_of = lambda *_, **__: contents  # type: ignore[assignment]
    return Scene(
        lambda: freeze(workspace, "thefts", by="A. Person", made_on=ON),
        # The numbers that were given lie beside the request's own folder.
        releases_folder(workspace, "thefts").parent,
    )


def in_place(folder: Path) -> Scene:
    """How a release must not be made: into its folder, one file after the other."""
    workspace = a_workspace(folder / "root")
    freeze(workspace, "thefts", by="A. Person", made_on=ON)
    contents = contents_of(workspace, "thefts", Making(2, "A. Person", ON, ""), before=[])
    top = releases_folder(workspace, "thefts")

    def act() -> None:
        (top / "2").mkdir(exist_ok=True)
        for name, content in contents.items():
            write_durably(top / "2" / name, content)

    return Scene(act, top)


def approved(folder: Path) -> Scene:
    """A release that waited is approved."""
    workspace = asking(folder / "root")
    freeze(workspace, "thefts", by="A. Person", made_on=ON)
    top = releases_folder(workspace, "thefts")

    def act() -> None:
        approve(workspace, "thefts", 1, by="B. Person", on=ON)
        one = release_folder(workspace, "thefts", 1)
        assert not [*differences(one), *filter(None, [not_approved(one)])]
        assert (versions(workspace, "thefts"), versions_waiting(workspace, "thefts")) == ([1], [])

    return Scene(act, top)


def withdrawn(folder: Path) -> Scene:
    """A release is withdrawn."""
    workspace = a_workspace(folder / "root")
    one = freeze(workspace, "thefts", by="A. Person", made_on=ON)
    return Scene(
        lambda: withdraw(one, because="wrong", by="A. Person", on=ON),
        releases_folder(workspace, "thefts"),
    )


def exported(folder: Path) -> Scene:
    """A release is packed."""
    workspace = a_workspace(folder / "root")
    freeze(workspace, "thefts", by="A. Person", made_on=ON)
    top = folder / "packed"
    top.mkdir()
    return Scene(lambda: export(workspace, "thefts", 1, to=top / "a.zip", with_documents=True), top)


EVERY = {"made": 2, "in_place": 20, "exported": 9}
SCENES = {one.__name__: one for one in (made, in_place, approved, withdrawn, exported)}


def main(folder: Path, name: str) -> None:
    """Disturb one scene in every way at every call, and print what came of it."""
    scene = SCENES[name](folder)
    tried: dict[str, int] = {}
    wrong: list[str] = []
    for how in (How.KILL, How.TORN, How.FULL, How.FAILS):
        for number, call in enumerate(scene.calls, start=1):
            if (how is How.TORN and call != "write") or (how is How.FULL and call not in WRITES):
                continue
            # Most calls are alike, one file or one part of a file after the other.
            if number % EVERY.get(name, 1) and number <= len(scene.calls) - 8:
                continue
            tried[how.name] = tried.get(how.name, 0) + 1
            scene.played(Faults(how, number))
            wrong += [f"{how.value}, call {number} ({call}): {one}" for one in scene.wrong()]
            scene.restore()
    sys.stdout.write(json.dumps({"tried": tried, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
