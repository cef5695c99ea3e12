"""Whatever a reply hides stands in the sealed file and nowhere else, whatever is done with it."""

import importlib
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

import tests.golden.screening as cases_of_screening
from foistats.intake.quarantine_release import release, sealed_in
from foistats.naming.forces import all_force_ids
from foistats.workspace import Workspace
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode
from tests.flows.folders import REQUEST, add_request, build, bytes_of, contents, line, table
from tests.flows.over_http import REPOSITORY, asked
from tests.flows.test_sealed import hiding
from tests.golden.screening.case import SECRET, HiddenCase
from tests.unit.cli.typed import typed

ENCODED = {SECRET.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")}
TABLES = ("observations", "totals", "changes", "coverage", "documents", "problems")
NO_READER = ProblemCode.DOCUMENT_UNSUPPORTED
MOST = 40  # of responses; the rest of the files is shared out among them
LOOKS = ("read", "cells", "propose-layout")


def very_hidden_sheet(folder: Path) -> Path:
    """A workbook with a sheet whose very name is hidden."""
    hiding(folder / "reply.xlsx")
    return folder / "reply.xlsx"


def hidden_cases() -> list[HiddenCase]:
    """A hidden sheet, and every other kind of hidden content that the tests of screening build."""
    found = [HiddenCase("a very hidden sheet", Channel.HIDDEN_SHEET, very_hidden_sheet)]
    for module in pkgutil.iter_modules(cases_of_screening.__path__):
        if not module.name.startswith("test_"):
            cases = importlib.import_module(f"{cases_of_screening.__name__}.{module.name}")
            found += getattr(cases, "CASES", ())
    return found


def command(root: Path, server: str, *words: str) -> str:
    """What a command prints, typed with Prefect's log shown; it must have refused something."""
    done = subprocess.run(
        [sys.executable, "-c", "from foistats.cli import main; main()", *words, "--root", root],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env=os.environ
        | {
            "PREFECT_API_URL": server,
            "PREFECT_HOME": str(root / "prefect"),
            "PREFECT_LOGGING_LEVEL": "DEBUG",
            "PREFECT_LOGGING_INTERNAL_LEVEL": "DEBUG",
        },
    )
    assert done.returncode == 1, done.stderr
    return done.stdout + done.stderr


def leaks(root: Path, request_id: str, *printed: str) -> Iterator[str]:
    """Where the hidden word turns up outside the files that came in."""
    received = f"raw/{request_id}/documents/"
    for path, content in contents(root).items():
        came_in = path.endswith("/document.sealed") or path.startswith(received)
        if not came_in and any(word in content for word in ENCODED):
            yield path
    # Tables are compressed: their bytes show no word.
    yield from (name for name in TABLES if SECRET in repr(table(root, name, request_id)))
    yield from (text[:200] for text in printed if SECRET in text)


def files_that_hide(outside: Path) -> list[tuple[Channel, Path]]:
    """Every file that hides something, once, with where it hides it."""
    built: dict[bytes, tuple[Channel, Path]] = {}  # several collections may have the same case
    for number, case in enumerate(hidden_cases()):
        (outside / str(number)).mkdir()
        file = case.build(outside / str(number))
        built[file.read_bytes()] = (case.channel, file)
    return list(built.values())


def add_all_that_hide(root: Path, outside: Path, request_id: str = "r") -> list[Path]:
    """A request whose replies are every file that hides something; gives those files."""
    files = [file for _, file in files_that_hide(outside)]
    _add(root, files, request_id)
    return files


def add_one_of_each_that_hides(root: Path, outside: Path, request_id: str) -> None:
    """A request whose replies are one file for each channel in each format."""
    each = {(channel, file.suffix): file for channel, file in files_that_hide(outside)}
    _add(root, list(each.values()), request_id)


def _add(root: Path, files: Sequence[Path], request_id: str) -> None:
    names = named(files)
    add_request(
        root,
        *(
            line(force, ";".join(names[number::MOST]))
            for number, force in enumerate(all_force_ids()[: min(MOST, len(names))])
        ),
        documents={
            name: lambda path, file=file: path.write_bytes(file.read_bytes())
            for name, file in zip(names, files, strict=True)
        },
        request=REQUEST.replace('["dorset", "wiltshire", "gloucestershire"]', '"uk"'),
        request_id=request_id,
    )


def named(files: Sequence[Path]) -> list[str]:
    return [f"{number}{file.suffix}" for number, file in enumerate(files)]


def test_no_hidden_word_leaves_its_document(
    tmp_path: Path, server: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = add_all_that_hide(tmp_path, tmp_path_factory.mktemp("as-received"))
    names = named(files)
    printed = [command(tmp_path, server, "run", "--verbose")]
    workspace = Workspace(tmp_path)
    # A kind of file that has no reader is not looked into, and nothing of it is read.
    no_reader = {row["document"] for row in table(tmp_path, "problems") if row["code"] == NO_READER}
    assert set(workspace.document_paths("r")) == no_reader
    assert len(workspace.seal_ids("r")) == len(files) - len(no_reader) > 0
    assert list(leaks(tmp_path, "r", *printed)) == []

    first = contents(tmp_path / "processed" / "r" / "current")
    build(tmp_path)
    assert contents(tmp_path / "processed" / "r" / "current") == first

    one_of_each = {file.suffix: file for file in files}.values()
    printed += [
        typed(look, file, "--root", tmp_path).output for file in one_of_each for look in LOOKS
    ]
    for seal in sealed_in(workspace, ["r"]):
        release(workspace, seal, because="a test", by="A. Person", on=date(2026, 11, 3))
    printed += [
        typed(look, file, "--root", tmp_path).output for file in one_of_each for look in LOOKS
    ]
    printed += [typed("status", "r", "--root", tmp_path).output]
    printed += [typed("quarantine", "list", "--root", tmp_path).output]
    printed.append(command(tmp_path, server, "run", "--verbose"))
    states = {row["document"]: row["document_state"] for row in table(tmp_path, "documents")}
    assert {states[name] for name in names} <= {"released", "not_read"}
    assert list(leaks(tmp_path, "r", *printed)) == []
    kept = tmp_path_factory.getbasetemp().glob("prefect-server*/**/*")
    assert not [path for path in kept if path.is_file() and SECRET.encode() in path.read_bytes()]


FAULTY = """
import sys
from foistats.run import stages, writing
def faulty(*_, **__):
    cell = sys.argv[2]
    {cell: 1}["another " + cell]
setattr(writing if sys.argv[3] == "write" else stages, sys.argv[3], faulty)
from flows.rebuild import rebuild
if __name__ == "__main__":
    rebuild(sys.argv[1])
"""


@pytest.mark.parametrize("stage", ["take", "portions", "read_portion", "write"])
def test_a_fault_is_told_without_its_words(
    tmp_path: Path, server: str, tmp_path_factory: pytest.TempPathFactory, stage: str
) -> None:
    word = f"Untold{stage}"
    add_request(tmp_path, line("dorset", "a.txt"), documents={"a.txt": bytes_of(b"12 offences")})
    script = tmp_path / "faulty.py"
    script.write_text(FAULTY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script, tmp_path, word, stage],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=REPOSITORY,
        env=os.environ
        | {
            "PYTHONPATH": str(REPOSITORY),
            "PREFECT_API_URL": server,
            "PREFECT_HOME": str(tmp_path / "prefect"),
            "PREFECT_LOGGING_LEVEL": "DEBUG",
        },
    )
    assert done.returncode == 1
    told = "KeyError in foistats/run/stages.py:"
    assert told in done.stderr
    [line_of_run] = (tmp_path / ".foistats" / "runs.jsonl").read_text("utf-8").splitlines()
    assert told in line_of_run
    logs = asked(server, "logs/filter", {"logs": {"level": {"ge_": 40}}, "sort": "TIMESTAMP_DESC"})
    assert told in repr(logs)
    assert word not in done.stdout + done.stderr + line_of_run + repr(logs)
    kept = tmp_path_factory.getbasetemp().glob("prefect-server*/**/*")
    assert not [path for path in kept if path.is_file() and word.encode() in path.read_bytes()]
