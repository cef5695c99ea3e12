"""What changed between two releases, or a release and now: each figure with its causes.

Causes are derived from what the two were made from, never typed: the responses and documents that
a force's counts stand in, what persons declared, which forces an area has, and the program.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from foistats.ledger.digests import files_below, program_digests
from foistats.model.values import Period
from foistats.naming.forces import force_name, region_members
from foistats.naming.periods import label_of
from foistats.provenance.tracing import Interval, Row
from foistats.provenance.wanted_figure import period_of
from foistats.publishing.folders import WAITING
from foistats.publishing.verify import MANIFEST
from foistats.release.generations import current_folder
from foistats.release.rows import rows_of
from foistats.workspace import Workspace

Figure = tuple[str, str, str, date, date]
"""Area kind, area, category, first and last day: the key of a row of `totals`."""
Given = tuple[str, str, date, date]
"""Force or joint forces, category, first and last day of the observations."""
_FIGURE = ("area_kind", "area_id", "category_id", "period_start", "period_end")
_DECLARED = {
    "request.toml": "what request.toml says",
    "corrections.toml": "a correction",
    "statements.toml": "a statement",
    "marks.toml": "what a mark means",
    "headings.toml": "what a heading is",
    "aliases.csv": "an alias",
    "responses.csv": "a line of responses.csv",
}


@dataclass(frozen=True, slots=True)
class Edition:
    """The tables of a release, or the current ones, and digests of what they were made from."""

    name: str
    folder: Path
    raw: Mapping[str, str]
    program: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """One figure that differs: what it was, what it is, and why; None where it wasn't there."""

    area_name: str
    category_id: str
    period: Period
    was: Interval | None
    now: Interval | None
    causes: tuple[str, ...]


@dataclass(slots=True)
class _Given:
    """What one force's counted observations are: by place their values, and where they stand."""

    low: int = 0
    high: int | None = 0
    responses: set[str] = field(default_factory=set)
    documents: set[tuple[str, str]] = field(default_factory=set)
    declared: set[str] = field(default_factory=set)
    written: set[tuple[str, str, str]] = field(default_factory=set)


def release_edition(folder: Path) -> Edition:
    """A release as something to compare."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    waits = ", which waits for approval," if folder.parent.name == WAITING else ""
    return Edition(f"release {folder.name}{waits}", folder, manifest["raw"], manifest["program"])


def current_edition(workspace: Workspace, request_id: str) -> Edition:
    """The current tables as something to compare."""
    folder = current_folder(workspace, request_id)
    raw = dict(files_below(workspace.request_folder(request_id)))
    return Edition("now", folder, raw, program_digests())


def compare(earlier: Edition, later: Edition) -> list[Changed]:
    """Every figure that differs, in the order of the totals, with its causes."""
    was, now = _totals(earlier), _totals(later)
    given_was, given_now = _given(earlier), _given(later)
    found = []
    for key in dict.fromkeys((*now, *was)):
        before, after = was.get(key), now.get(key)
        if before is not None and after is not None and _interval(before) == _interval(after):
            continue
        row = after or before
        assert row is not None
        found.append(
            Changed(
                row["area_name"],
                row["category_id"],
                period_of(row),
                None if before is None else _interval(before),
                None if after is None else _interval(after),
                tuple(
                    dict.fromkeys(
                        _causes(before, after, given_was, given_now, earlier=earlier, later=later)
                    )
                ),
            )
        )
    return found


def in_words(changed: Changed) -> str:
    """A figure that differs, in one line.

    >>> from datetime import date
    >>> from schemas.vocabulary import PeriodKind
    >>> year = Period(date(2018, 4, 1), date(2019, 3, 31), PeriodKind.FINANCIAL_YEAR)
    >>> in_words(Changed("Wiltshire Police", "all", year, (54, 54), (77, 77), ("a correction",)))
    'Wiltshire Police, 2018/19: 54 became 77: a correction'
    """
    from foistats.provenance.words import interval_in_words

    category = "" if changed.category_id == "all" else f", {changed.category_id}"
    was = "not in it" if changed.was is None else interval_in_words(changed.was)
    now = "not in it" if changed.now is None else interval_in_words(changed.now)
    why = "; ".join(changed.causes)
    return f"{changed.area_name}, {label_of(changed.period)}{category}: {was} became {now}: {why}"


def _totals(edition: Edition) -> dict[Figure, Row]:
    return {
        (row[_FIGURE[0]], row[_FIGURE[1]], row[_FIGURE[2]], row[_FIGURE[3]], row[_FIGURE[4]]): row
        for row in rows_of(edition.folder, "totals")
    }


def _interval(row: Row) -> Interval:
    return row["count_low"], row["count_high"]


def _given(edition: Edition) -> dict[Given, _Given]:
    found: dict[Given, _Given] = defaultdict(_Given)
    for row in rows_of(edition.folder, "observations"):
        if not row["counted"]:
            continue
        one = found[row["force_id"], row["category_id"], row["period_start"], row["period_end"]]
        one.low += row["count_low"]
        high = row["count_high"]
        one.high = None if one.high is None or high is None else one.high + high
        one.responses.add(row["response_id"])
        one.documents.add((row["document"], row["sha256"]))
        one.declared |= {row["declared"]} - {""}
        one.written.add((row["document"], row["place"], row["as_written"]))
    return found


def _causes(
    before: Row | None,
    after: Row | None,
    given_was: Mapping[Given, _Given],
    given_now: Mapping[Given, _Given],
    *,
    earlier: Edition,
    later: Edition,
) -> Iterator[str]:
    if before is None or after is None:
        yield f"{'added' if before is None else 'dropped'} by what request.toml asks"
        return
    members = _members(before), _members(after)
    if members[0] is not None and members[1] is not None and members[0] != members[1]:
        yield "the forces that make up the area are others (region set)"
    inside = (members[0] or set()) | (members[1] or set())
    for key in sorted(dict.fromkeys((*given_was, *given_now))):
        forces = set(key[0].split("|"))
        if key[1] != after["category_id"] or (inside and not forces <= inside):
            continue
        if not (after["period_start"] <= key[2] and key[3] <= after["period_end"]):
            continue
        one, other = given_was.get(key), given_now.get(key)
        if one is not None and other is not None and (one.low, one.high) == (other.low, other.high):
            continue
        name = " and ".join(map(force_name, sorted(forces)))
        yield from (f"{name}: {why}" for why in _why(one, other, earlier, later))


def _why(was: _Given | None, now: _Given | None, earlier: Edition, later: Edition) -> Iterator[str]:
    """Why one force's counts differ."""
    if was is None or now is None:
        one = now or was
        assert one is not None
        documents = {document for document, _ in one.documents}
        known = earlier.raw if was is None else later.raw
        there = all(f"documents/{name.split('/')[0]}" in known for name in documents)
        listed = ", ".join(sorted(documents))
        if not there:
            new = f"new response ({listed})"
            yield new if was is None else f"its response is no longer there ({listed})"
            return
        counts = "now counts" if was is None else "no longer counts"
        yield f"{listed} {counts}: {_declarations(earlier, later) or _program(earlier, later)}"
        return
    if was.responses != now.responses:
        left = ", ".join(sorted(was.responses - now.responses))
        came = ", ".join(sorted(now.responses - was.responses))
        yield f"response {came or 'none'} in place of {left or 'none'} (superseded response)"
        return
    if was.documents != now.documents:
        yield "another document, or another version of it, is counted"
        return
    if was.declared != now.declared:
        said = "; ".join(sorted(now.declared - was.declared)) or "a declaration was taken back"
        yield f"a person declared: {said}"
        return
    yield _declarations(earlier, later) or _program(earlier, later)


def _declarations(earlier: Edition, later: Edition) -> str:
    """Which files of declarations differ, in words; empty where none does."""
    differ = sorted(
        name
        for name in earlier.raw.keys() | later.raw.keys()
        if earlier.raw.get(name) != later.raw.get(name)
    )
    found = [_DECLARED[name] for name in differ if name in _DECLARED]
    found += ["a layout" for name in differ if name.startswith("layouts/")]
    return ", ".join(dict.fromkeys(found))


def _program(earlier: Edition, later: Edition) -> str:
    said = {"code": "another version of foistats", "code_lists": "other code lists",
            "libraries": "other versions of libraries"}  # fmt: skip
    found = [text for key, text in said.items() if earlier.program[key] != later.program[key]]
    return ", ".join(found) or "no cause found: report this as a fault"


def _members(row: Row) -> set[str] | None:
    """The forces of an area; None for all forces asked."""
    if row["area_kind"] in ("force", "joint"):
        return set(row["area_id"].split("|"))
    if row["area_kind"] == "request":
        return None
    return set(region_members(row["area_id"], row["region_set"]))


def as_json(changed: Changed) -> dict[str, Any]:
    """A figure that differs, for programs."""
    return {
        "area": changed.area_name,
        "category_id": changed.category_id,
        "period": label_of(changed.period),
        "was": None if changed.was is None else list(changed.was),
        "now": None if changed.now is None else list(changed.now),
        "causes": list(changed.causes),
    }
