"""No received file is opened but at the door, where hidden content is looked for first."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What gives a document's cells without looking for what is hidden.
OPENERS = {"open_document", "read_document"}
DOOR = {"foistats/formats/opening.py"}


def uses_an_opener(source: str) -> bool:
    """True where a module imports, or names, what opens a document past the door."""
    if not any(name in source for name in OPENERS):
        return False
    for node in ast.walk(ast.parse(source)):
        names = {
            ast.ImportFrom: lambda n: {alias.name for alias in n.names},
            ast.Attribute: lambda n: {n.attr},
            ast.Name: lambda n: {n.id},
            ast.Constant: lambda n: set(str(n.value).replace(":", ".").split(".")),
        }.get(type(node), lambda _: set())(node)
        if names & OPENERS:
            return True
    return False


def test_nothing_opens_a_document_but_the_door() -> None:
    modules = [path for room in ("foistats", "flows") for path in (ROOT / room).rglob("*.py")]
    found = {
        path.relative_to(ROOT).as_posix()
        for path in modules
        if uses_an_opener(path.read_text("utf-8"))
    }
    assert found == DOOR


def readers_of(source: str) -> set[str]:
    """The readers of single kinds of files that a module imports."""
    if "foistats.documents" not in source or "read_" not in source:
        return set()
    return {
        alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("foistats.documents")
        for alias in node.names
        if alias.name.startswith("read_")
    }


def test_the_readers_of_single_kinds_are_used_behind_the_door_only() -> None:
    behind = {ROOT / "foistats" / room for room in ("documents", "screening", "formats")}
    modules = [path for room in ("foistats", "flows") for path in (ROOT / room).rglob("*.py")]
    found = {
        path.relative_to(ROOT).as_posix(): readers
        for path in modules
        if not behind & set(path.parents) and (readers := readers_of(path.read_text("utf-8")))
    }
    assert found == {}
    assert readers_of("from foistats.documents.pdf import read_pdf") == {"read_pdf"}


def test_the_check_sees_each_way_round_the_door() -> None:
    for way in (
        "from foistats.formats.opening import read_document as r",
        "from foistats.formats import opening\nopening.open_document(b'', None, name='')",
        "WorkerPool('foistats.formats.opening:read_document')",
    ):
        assert uses_an_opener(way)
    assert not uses_an_opener("from foistats.formats.opening import enter")
