"""Pages of the documentation that are made from the code, so that they can't say anything else.

`docs/build.py` writes them into the site. They are in no repository.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from foistats.cli.app import app
from foistats.tables.problems import advice
from schemas.problem_codes import EXPLAINED, ProblemCode

ROOT = Path(__file__).resolve().parents[1]
_ADVICE_SHARED = ("a document that can be read", "look at the document")
# Where the remedy stands among the values of what is raised or made, if it has no name there.
_REMEDY_AT = {"Problem": 5, "_problem": 5, "_Why": 2, "_Wrong": 2}


def pages() -> dict[str, str]:
    """Each page by its file name within `docs/reference/`."""
    return {"commands.md": commands(), "problems.md": problems()}


def commands() -> str:
    """Each command with its arguments and options, as `--help` shows them."""
    head = (
        "# Commands and options\n\n"
        "Made from the commands themselves: `foistats COMMAND --help` says the same."
        " What they are for, and their exit codes, is on [the page of commands](../commands.md).\n"
    )
    return "\n".join([head, *(_command(name, one) for name, one in all_commands())])


def all_commands() -> Iterator[tuple[str, TyperCommand]]:
    """Each command that can be typed with its whole name, those of a group under the group's."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    yield from _within(group, "foistats")


def _within(group: TyperGroup, before: str) -> Iterator[tuple[str, TyperCommand]]:
    for name, found in sorted(group.commands.items()):
        if isinstance(found, TyperGroup):
            yield from _within(found, f"{before} {name}")
        elif isinstance(found, TyperCommand):
            yield f"{before} {name}", found


def _command(name: str, command: TyperCommand) -> str:
    lines = [f"## `{name}`", "", (command.help or "").strip(), ""]
    rows = [
        f"| {_written(option)} | {_cell(getattr(option, 'help', None) or '')}{_default(option)} |"
        for option in command.params
        if not getattr(option, "hidden", False)
    ]
    if rows:
        lines += ["| argument or option | what it is |", "| --- | --- |", *rows, ""]
    return "\n".join(lines)


def _written(parameter: object) -> str:
    if isinstance(parameter, TyperOption):
        return " ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    named = getattr(parameter, "metavar", None) or str(getattr(parameter, "name", "")).upper()
    return f"`{named}`"


def _default(parameter: object) -> str:
    if getattr(parameter, "required", False):
        return " Needed."
    default = getattr(parameter, "default", None)
    if not isinstance(parameter, TyperOption) or isinstance(default, bool | Path | None):
        return ""
    return f" `{default}` if left out." if str(default) else ""


def problems() -> str:
    """Each problem code with its sentence, what is expected in its place, and what to do."""
    lines = [
        "# Problems, and what to do about each",
        "",
        "`foistats status`, `foistats read` and the table `problems` name these codes. Made from"
        " the code: each remedy is one that a person is shown; … stands for what differs.",
        "",
    ]
    for code in sorted(ProblemCode):
        lines += [f"## `{code}`", "", EXPLAINED[code], ""]
        expected = advice(code)[0] if advice(code) != _ADVICE_SHARED else ""
        lines += [f"Expected: {expected}.", ""] if expected else []
        lines += [f"- {remedy}" for remedy in remedies(code)] + [""]
    return "\n".join(lines)


def remedies(code: ProblemCode) -> tuple[str, ...]:
    """What a person is told to do about problems of a code, in every place that reports one."""
    general = advice(code)
    found = [] if general == _ADVICE_SHARED else [general[1]]
    return tuple(dict.fromkeys([*found, *_remedies_in_code().get(code, ())]))


@cache
def _remedies_in_code() -> dict[ProblemCode, list[str]]:
    found: dict[ProblemCode, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "foistats").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "ProblemCode." not in text:
            continue
        module = ast.parse(text)
        named = {
            target.id: node.value
            for node in module.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for function in ast.walk(module):
            if isinstance(function, ast.FunctionDef):
                for code, remedy in _remedies_of(function, named):
                    found[code].append(remedy)
    return found


def _remedies_of(
    function: ast.FunctionDef, named: dict[str, ast.expr]
) -> Iterator[tuple[ProblemCode, str]]:
    """The remedies of one function; a call that names its code by a variable has all it names."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    for call in calls:
        remedy = _remedy(call)
        if remedy is None:
            continue
        values = [*call.args, *(keyword.value for keyword in call.keywords)]
        codes = _codes_in(values) or (_codes_in([function]) if _is_by_variable(call) else [])
        for code in codes:
            yield from ((code, said) for said in _texts(remedy, named) if said)


def _is_by_variable(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Name) and call.args[0].id == "code"


def _codes_in(nodes: list[ast.expr] | list[ast.FunctionDef]) -> list[ProblemCode]:
    return [
        ProblemCode[node.attr]
        for top in nodes
        for node in ast.walk(top)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "ProblemCode"
        and node.attr in ProblemCode.__members__
    ]


def _remedy(call: ast.Call) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == "remedy":
            return keyword.value
    at = _REMEDY_AT.get(call.func.id, 99) if isinstance(call.func, ast.Name) else 99
    return call.args[at] if len(call.args) > at else None


def _texts(value: ast.expr, named: dict[str, ast.expr]) -> list[str]:
    """The texts that a value may be: either side of a choice, each entry of a dict of texts."""
    if isinstance(value, ast.Constant):
        return [value.value] if isinstance(value.value, str) else []
    if isinstance(value, ast.JoinedStr):
        return ["".join(_texts(part, {})[0] if _texts(part, {}) else "…" for part in value.values)]
    if isinstance(value, ast.IfExp):
        return [*_texts(value.body, named), *_texts(value.orelse, named)]
    if isinstance(value, ast.Dict):
        return [text for one in value.values for text in _texts(one, named)]
    if isinstance(value, ast.Name) and value.id in named:
        return _texts(named[value.id], {})
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):  # REMEDIES.get(…, …)
        parts = [value.func.value, *value.args[1:]] if value.func.attr == "get" else []
        return [text for one in parts for text in _texts(one, named)]
    return []


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
