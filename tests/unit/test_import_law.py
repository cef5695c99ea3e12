"""Imports run one way only, and nothing heavy comes in before it is needed."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = {"schemas": {"schemas"}, "foistats": {"foistats", "schemas"}}
ROOMS = {"flows", "foistats", "schemas", "tests", "benchmarks"}


@cache
def modules_of(room: str) -> tuple[Path, ...]:
    return tuple(sorted((ROOT / room).rglob("*.py")))


@cache
def imports_in(path: Path) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """Each import of a module, those in functions as well; each module is parsed once."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return tuple(node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom))


def imported_by(path: Path) -> set[str]:
    names: set[str] = set()
    for node in imports_in(path):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_nothing_imports_upwards(room: str) -> None:
    modules = modules_of(room)
    assert modules
    wrong = {str(p): up for p in modules if (up := imported_by(p) & ROOMS - ALLOWED[room])}
    assert not wrong


def test_the_check_sees_an_upward_import(tmp_path: Path) -> None:
    module = tmp_path / "upward.py"
    module.write_text("def f():\n    from flows.build_statistics import run\n    return run\n")
    assert imported_by(module) & ROOMS - ALLOWED["foistats"] == {"flows"}


def test_no_module_pulls_in_prefect_or_great_expectations_when_imported() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for room in ALLOWED
        for path in modules_of(room)
    ]
    code = (
        "import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "'foistats'" in done.stdout
    assert "'prefect'" not in done.stdout
    assert "'great_expectations'" not in done.stdout
    assert "'openlineage'" not in done.stdout


def test_the_command_line_starts_without_a_table_library() -> None:
    code = "import sys, foistats.cli.app; print(sorted(m for m in sys.modules if '.' not in m))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(ast.literal_eval(done.stdout))
    assert not loaded & {"pandas", "numpy", "pyarrow", "pandera", "prefect", "pypdfium2"}


def modules_imported_by(path: Path, known: set[str]) -> set[str]:
    """The project's modules that one of them imports, for types alone or in functions as well."""
    found: set[str] = set()
    for node in imports_in(path):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} & known
            if any(f"{node.module}.{alias.name}" not in known for alias in node.names):
                found |= {node.module} & known
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & known
    return found


def circle_in(imports: dict[str, set[str]]) -> list[str]:
    """One circle among modules, as a path that ends where it begins; empty if there is none."""
    done: set[str] = set()
    for start in sorted(imports):
        path: list[str] = []
        open_branches = [(start, iter(sorted(imports[start])))] if start not in done else []
        path += [start] if open_branches else []
        while open_branches:
            following = next(open_branches[-1][1], None)
            if following is None:
                done.add(open_branches.pop()[0])
                path.pop()
            elif following in path:
                return [*path[path.index(following) :], following]
            elif following not in done:
                open_branches.append((following, iter(sorted(imports[following]))))
                path.append(following)
    return []


def test_no_modules_import_each_other_in_a_circle() -> None:
    paths = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for room in ("foistats", "schemas", "flows")
        for path in modules_of(room)
    }
    imports = {name: modules_imported_by(path, set(paths)) - {name} for name, path in paths.items()}
    assert circle_in(imports) == []


def test_the_check_sees_a_circle() -> None:
    assert circle_in({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert circle_in({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


# From the ground up: a room imports from the lines above its own, and from none beside it.
# The workspace is the ground that whatever touches the disk stands on. `release` comes before
# `intake`, which asks what tables there are, and `messages` before `run`, which tells of itself.
ROOMS_IN_ORDER = (
    {"model", "errors"},
    {"records", "workspace", "durable", "progress", "toml"},
    {"faults", "holding", "naming", "documents"},
    {"question", "screening"},
    {"formats"},
    {"tables"},
    {"letters", "release"},
    {"reading", "intake"},
    {"aggregation", "quality", "ledger", "review", "inbox", "store"},
    {"messages"},
    {"run"},
    {"telling"},
    {"provenance"},
    {"claims"},
    {"disclosure"},
    {"publishing"},
    {"reporting", "asking"},
    {"cli"},
)


def room_of(module: str) -> str:
    """The room of foistats/ in which a module lies: a folder, or a file beside the folders."""
    return module.split(".")[1] if "." in module else ""


def imports_upwards(imports: dict[str, set[str]]) -> list[str]:
    """Each import of a room that is not below the importing one, as `module imports module`."""
    level = {room: number for number, rooms in enumerate(ROOMS_IN_ORDER) for room in rooms}
    return sorted(
        f"{name} imports {other}"
        for name, others in imports.items()
        for other in others
        if other.startswith("foistats.")
        and room_of(other) != room_of(name)
        and not level[room_of(other)] < level[room_of(name)]
    )


def test_each_room_imports_only_from_the_rooms_below_it() -> None:
    paths = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in modules_of("foistats")
    }
    rooms = {room_of(name) for name in paths} - {""}
    listed = [room for line in ROOMS_IN_ORDER for room in line]
    assert sorted(listed) == sorted(rooms), "each room has its place in the order, once"
    imports = {name: modules_imported_by(path, set(paths)) for name, path in paths.items()}
    assert imports_upwards(imports) == []


def test_the_check_sees_a_room_that_imports_from_above_or_from_beside() -> None:
    imports = {
        "foistats.intake.stock": {"foistats.run.record", "foistats.model.values"},
        "foistats.ledger.keys": {"foistats.quality.contracts", "foistats.ledger.lines"},
    }
    assert imports_upwards(imports) == [
        "foistats.intake.stock imports foistats.run.record",
        "foistats.ledger.keys imports foistats.quality.contracts",
    ]


# What formats share: any of them may import these, and they import no format.
SHARED_ROOMS = {"accounting", "guarding", "office", "sheets"}
# A message's text is a web page.
MADE_OF_OTHERS = {"mail": {"html"}}


def formats_imported_by(path: Path) -> set[str]:
    """The folders of formats/ that a module imports from, in functions as well."""
    nodes = imports_in(path)
    modules = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    modules |= {
        alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names
    }
    found = {m.split(".")[2] for m in modules if m and m.startswith("foistats.formats.")}
    return {one for one in found if (ROOT / "foistats" / "formats" / one).is_dir()}


def test_no_format_imports_another_one() -> None:
    rooms = [path.parent for path in (ROOT / "foistats/formats").glob("*/__init__.py")]
    wrong = {
        str(module.relative_to(ROOT)): others
        for room in rooms
        for module in room.rglob("*.py")
        if (
            others := formats_imported_by(module)
            - {room.name}
            - SHARED_ROOMS
            - MADE_OF_OTHERS.get(room.name, set())
        )
    }
    assert wrong == {}


def test_the_check_sees_a_format_that_imports_another(tmp_path: Path) -> None:
    module = tmp_path / "look.py"
    module.write_text("def f():\n    from foistats.formats.xlsx.book import Tab\n    return Tab\n")
    assert formats_imported_by(module) == {"xlsx"}


def test_the_registry_loads_no_reader_before_it_is_needed() -> None:
    code = (
        "import sys, foistats.formats.registry\n"
        "from foistats.formats.beginning import Beginning\n"
        "foistats.formats.registry.format_of(Beginning(b'Offence,2018/19'))\n"
        "print(sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(ast.literal_eval(done.stdout))
    assert not {name for name in loaded if name.endswith(".look")}
    heavy = {"lxml", "selectolax", "tinycss2", "python_calamine", "pypdfium2", "pdfplumber"}
    heavy |= {"olefile", "xlrd", "msoffcrypto", "xml.etree.ElementTree", "email.message"}
    assert not loaded & heavy
