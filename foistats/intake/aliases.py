"""Names of forces that hold in one request only, each reviewed by a person.

`raw/<request_id>/aliases.csv` has the columns name, force_id, because, by, on. A name is compared
after the same clean-up as those of the register, and stands for the force there or not at all.
"""

from collections.abc import Mapping
from typing import NamedTuple

from foistats.errors import FoistatsError, Unreadable, WorkspaceError
from foistats.intake.days import read_day
from foistats.intake.entries import Invalid
from foistats.intake.sheets import Sheet, SheetLine, nearest, read_sheet
from foistats.naming.forces import area_reading, force_name, name_keys
from foistats.records import Problem
from foistats.release.spreadsheet import as_meant
from schemas.problem_codes import ProblemCode

FILE = "aliases.csv"
COLUMNS = ("name", "force_id", "because", "by", "on")


class Aliases(NamedTuple):
    """The forces that names stand for, by the key of the name, and what can't be used."""

    given: Mapping[str, tuple[str, ...]]
    invalid: tuple[Invalid, ...] = ()


def read_aliases(content: bytes, *, name: str) -> Aliases:
    """All aliases of a file; `name` is how the file is named to a person."""
    try:
        sheet = read_sheet(content, known=COLUMNS, name=name)
    except WorkspaceError as refusal:
        return Aliases({}, (_invalid(name, "", str(refusal), "a readable CSV", "correct it"),))
    wrong = list(_wrong_columns(sheet, name))
    given: dict[str, tuple[str, ...]] = {}
    for line in sheet.lines:
        where = f"line {line.number}"
        try:
            key, force_ids = _alias(line)
        except FoistatsError as refusal:
            found = repr(as_meant(line.values.get("name", "")))
            remedy = "correct the line"
            wrong.append(_invalid(name, where, f"{found}: {refusal}", "a reviewed alias", remedy))
            continue
        if given.setdefault(key, force_ids) != force_ids:
            found = f"{line.values['name']!r} for two forces"
            remedy = "delete one of the lines"
            wrong.append(_invalid(name, where, found, "one force for each name", remedy))
    return Aliases(given, tuple(wrong))


def _wrong_columns(sheet: Sheet, name: str) -> list[Invalid]:
    if not sheet.columns:
        return []
    lacking = [column for column in COLUMNS if column not in sheet.columns]
    wrong = [
        _invalid(name, "line 1", f"no column {column!r}", "all columns", "add the column")
        for column in lacking
    ]
    for column in sheet.unknown:
        remedy = f"correct or delete the column; {nearest(column, COLUMNS)}"
        found = f"an unknown column {column!r}"
        wrong.append(_invalid(name, "line 1", found, f"columns {', '.join(COLUMNS)}", remedy))
    return wrong


def _alias(line: SheetLine) -> tuple[str, tuple[str, ...]]:
    written = as_meant(line.values.get("name", ""))
    check_new_name(written)
    force_ids = tuple(one.strip() for one in line.values.get("force_id", "").split("|"))
    for force_id in force_ids:
        force_name(force_id)
    for column in ("because", "by"):
        if not line.values.get(column):
            raise Unreadable(f"nothing under {column}; say {_ASKED[column]}")
    read_day(line.values.get("on", ""))
    if line.extra:
        raise Unreadable("cells beyond the last column; put a text with commas in double quotes")
    return name_keys(written)[0], force_ids


_ASKED = {"because": "why the name means this force", "by": "who reviewed it"}


def check_new_name(written: str) -> None:
    """Raise Unreadable for what can't be an alias: nothing, or a name that is known already."""
    if not name_keys(written):
        raise Unreadable("a blank, or far too long for a name")
    area = area_reading(written)
    if area is not None and area.kind != "other":
        raise Unreadable(f"this is already the name of {area.name}; no alias may change that")


def _invalid(name: str, place: str, found: str, expected: str, remedy: str) -> Invalid:
    problem = Problem(ProblemCode.DECLARATION_INVALID, name, place, found, expected, remedy)
    return Invalid(problem, None)
