"""A packed release: what is in it, what never is, and how it says what came of what."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from foistats.errors import WorkspaceError
from foistats.publishing.crate import named_by_digest
from foistats.publishing.exporting import export
from foistats.publishing.folders import release_folder
from foistats.publishing.freezing import freeze
from foistats.publishing.standing import approve, withdraw
from foistats.run import stages
from foistats.workspace import Workspace
from tests.golden.documents.builders import build_xlsx
from tests.golden.screening.case import SECRET
from tests.unit.cli.typed import typed
from tests.unit.publishing.test_approval import asking
from tests.unit.publishing.test_release import HEADER, ON, RESPONSES, a_workspace


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with one release, which no test may change."""
    made = a_workspace(tmp_path_factory.mktemp("released"))
    freeze(made, "thefts", by="A. Person", made_on=ON)
    return made


def graph_of(path: Path) -> dict[str, dict[str, Any]]:
    """The entities of a crate by their names."""
    with zipfile.ZipFile(path) as crate:
        found = json.loads(crate.read("ro-crate-metadata.json"))["@graph"]
    graph = {one["@id"]: one for one in found}
    assert len(graph) == len(found)
    return graph


def references(value: Any) -> Iterator[str]:
    """Every name that an entity refers to."""
    if isinstance(value, list):
        for one in value:
            yield from references(one)
    elif isinstance(value, dict) and set(value) == {"@id"}:
        yield value["@id"]


@pytest.mark.parametrize("words", [(), ("--with-documents",)])
def test_every_file_is_described_and_every_name_leads_somewhere(
    made: Workspace, tmp_path: Path, words: tuple[str, ...]
) -> None:
    to = tmp_path / "thefts.zip"
    said = typed("release", "export", "thefts", "1", "--to", to, *words, "--root", made.root)
    assert (said.exit_code, "by digest" in said.stderr) == (0, not words)
    graph = graph_of(to)
    with zipfile.ZipFile(to) as crate:
        names = set(crate.namelist()) - {"ro-crate-metadata.json"}
        for name in names:
            content = crate.read(name)
            assert graph[name]["sha256"] == hashlib.sha256(content).hexdigest()
            assert graph[name]["contentSize"] == str(len(content))
    assert {name for name in names if name.startswith("raw/")} == (
        {f"raw/thefts/{name}" for name in (
            "documents/dorset.csv", "documents/wiltshire.csv", "receipts.csv", "request.toml",
            "responses.csv")}
        if words else set()
    )  # fmt: skip
    root = graph["./"]
    assert {one["@id"] for one in root["hasPart"]} == names
    assert {"name", "description", "datePublished", "license"} <= root.keys()
    assert graph["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    known = {*graph, "https://w3id.org/ro/crate/1.1"}
    for one in graph.values():
        for value in one.values():
            assert set(references(value)) <= known


@pytest.mark.parametrize("with_documents", [False, True])
def test_a_figure_leads_back_to_the_documents(
    made: Workspace, tmp_path: Path, with_documents: bool
) -> None:
    to = tmp_path / "thefts.zip"
    export(made, "thefts", 1, to=to, with_documents=with_documents)
    graph = graph_of(to)
    totals = graph["release/totals.parquet"]
    assert totals["prov:wasDerivedFrom"] == [{"@id": "release/observations.parquet"}]
    reading = graph[graph["release/observations.parquet"]["prov:wasGeneratedBy"]["@id"]]
    digests = {graph[name].get("sha256") for name in references(reading["prov:used"])}
    for name in ("documents/dorset.csv", "documents/wiltshire.csv", "request.toml"):
        path = made.request_folder("thefts") / name
        assert hashlib.sha256(path.read_bytes()).hexdigest() in digests
    assert graph["release/totals.csv"]["prov:wasDerivedFrom"] == [{"@id": "release/totals.parquet"}]
    assert graph[graph["#releasing"]["agent"]["@id"]]["name"] == "A. Person"


def test_a_name_by_digest_is_what_the_standard_says() -> None:
    # The example of RFC 6920, section 8.1: the text "Hello World!".
    digest = hashlib.sha256(b"Hello World!").hexdigest()
    assert named_by_digest(digest) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"


def test_a_stranger_verifies_and_rebuilds_what_was_packed(made: Workspace, tmp_path: Path) -> None:
    to = tmp_path / "thefts.zip"
    export(made, "thefts", 1, to=to, with_documents=True)
    with zipfile.ZipFile(to) as crate:
        crate.extractall(tmp_path / "stranger")
    release = tmp_path / "stranger" / "release"
    raw = tmp_path / "stranger" / "raw" / "thefts"
    command = [sys.executable, "-I", "-S", str(release / "verify.py"), "--raw", str(raw)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    said = typed("verify", release, "--root", tmp_path / "stranger")
    assert (said.exit_code, "built anew" in said.stdout) == (0, True)


def test_the_same_release_gives_the_same_bytes(made: Workspace, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        export(made, "thefts", 1, to=tmp_path / name, with_documents=True)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_what_hides_something_is_never_packed(tmp_path: Path) -> None:
    line = "g1,Gloucestershire Constabulary,2019-07-01,,,g.xlsx,,\n"
    made = a_workspace(tmp_path)
    raw = made.request_folder("thefts")
    (raw / "responses.csv").write_text(HEADER + RESPONSES + line, encoding="utf-8")
    sheets = {"Sheet1": [["Year", "Offences"], ["2016/17", 5]], SECRET: [[SECRET]]}
    build_xlsx(raw / "documents" / "g.xlsx", sheets, hidden_sheets={SECRET: "veryHidden"})
    hides = (raw / "documents" / "g.xlsx").read_bytes()
    stages.build(str(tmp_path), ["thefts"])
    (sealed,) = raw.glob("quarantine/*/document.sealed")
    # A copy that a killed run might leave, or a person who looked at it.
    sealed.with_name(".document.sealed.new").write_bytes(hides)
    (raw / "documents" / "copy of it.xlsx").write_bytes(hides)
    freeze(made, "thefts", by="A. Person", made_on=ON)
    to = tmp_path / "thefts.zip"
    told = export(made, "thefts", 1, to=to, with_documents=True)
    assert len(told.left_out) == 3
    with zipfile.ZipFile(to) as crate:
        packed = {name: crate.read(name) for name in crate.namelist()}
    assert hides not in packed.values()
    assert not any(SECRET.encode() in content for content in packed.values())
    assert any(name.endswith("/seal.toml") for name in packed)
    assert "raw/thefts/documents/dorset.csv" in packed
    digest = hashlib.sha256(hides).hexdigest()
    assert graph_of(to)[named_by_digest(digest)]["sha256"] == digest


def test_nothing_is_packed_that_differs_or_would_be_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = a_workspace(tmp_path)
    folder = freeze(made, "thefts", by="A. Person", made_on=ON)
    to = tmp_path / "a.zip"

    def refused(to: Path, *, documents: bool = False) -> str:
        with pytest.raises(WorkspaceError) as refusal:
            export(made, "thefts", 1, to=to, with_documents=documents)
        return str(refusal.value)

    assert "keeps its own files" in refused(made.raw / "a.zip")
    assert "keeps its own files" in refused(folder / "a.zip")
    assert "no folder" in refused(tmp_path / "none" / "a.zip")
    path = made.document("thefts", "dorset.csv")
    was = path.read_bytes()
    path.write_bytes(was + b" ")
    assert "dorset.csv differs" in refused(to, documents=True)
    path.write_bytes(was)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", full)
        with pytest.raises(OSError, match="No space"):
            export(made, "thefts", 1, to=to, with_documents=False)
    assert not [one.name for one in tmp_path.iterdir() if "zip" in one.name]
    export(made, "thefts", 1, to=to, with_documents=False)
    assert "there already" in refused(to)
    (folder / "totals.csv").write_bytes(b"1")
    assert "totals.csv differs" in refused(tmp_path / "b.zip")


def test_a_packed_release_says_who_approved_it_and_that_it_was_withdrawn(tmp_path: Path) -> None:
    made = asking(tmp_path)
    freeze(made, "thefts", by="A. Person", made_on=ON)
    words = ("release", "export", "thefts", "1", "--to", tmp_path / "a.zip", "--root", tmp_path)
    waits = typed(*words)
    assert (waits.exit_code, "waits for" in waits.stderr) == (2, True)
    approve(made, "thefts", 1, by="B. Person", on=ON)
    withdraw(release_folder(made, "thefts", 1), because="a wrong year", by="C", on=ON)
    assert typed(*words).exit_code == 0
    graph = graph_of(tmp_path / "a.zip")
    assert graph[graph["#approving"]["agent"]["@id"]]["name"] == "B. Person"
    assert "a wrong year" in graph["./"]["description"]
    assert {"release/approval.json", "release/withdrawn.json"} <= graph.keys()
