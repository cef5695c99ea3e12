"""Why a figure differs between two editions of the tables: derived, never typed.

What is compared is what the two were made from: the responses, documents and cells that a force's
counts stand in, what persons declared, which forces an area has, and the program. Where more than
one thing differs that could have done it, all of them are named.
"""

from collections.abc import Iterable, Iterator, Sequence

from foistats.naming.forces import force_name
from foistats.provenance.tracing import Row
from foistats.publishing.editions import Edition, Given
from foistats.release.rows import is_withheld
from schemas.vocabulary import DocumentState, Outcome

_DECLARED = {
    "request.toml": "what request.toml says",
    "corrections.toml": "a correction",
    "statements.toml": "a statement",
    "marks.toml": "what a mark means",
    "headings.toml": "what a heading is",
    "aliases.csv": "an alias",
    "responses.csv": "a line of responses.csv",
}
_LAYOUT = "a layout"
# What can make another count of the very cell that says the same, and what can count other cells.
_OF_A_CELL = ("marks.toml", "request.toml", "layouts/", "statements.toml")
_PROGRAM = {
    "code": "another version of foistats",
    "code_lists": "other code lists",
    "libraries": "other versions of libraries",
}


def causes(
    before: Row | None, after: Row | None, *, earlier: Edition, later: Edition
) -> tuple[str, ...]:
    """Why a row of `totals` differs; None where it isn't there."""
    return tuple(dict.fromkeys(_causes(before, after, earlier=earlier, later=later)))


def _causes(
    before: Row | None, after: Row | None, *, earlier: Edition, later: Edition
) -> Iterator[str]:
    row = after or before
    assert row is not None
    if (before is None or after is None) and row["area_kind"] != "joint":
        yield _asked(row, earlier=earlier, later=later, added=before is None)
        return
    if before is not None and after is not None and before["unit"] != after["unit"]:
        yield f"{after['unit']} are counted in place of {before['unit']} (what request.toml says)"
    was = earlier.members(before or row) if row["area_kind"] != "joint" else None
    now = later.members(after or row) if row["area_kind"] != "joint" else None
    if was is not None and now is not None and was != now:
        yield _region_set(was, now, earlier=earlier, later=later)
    inside = (was or set()) | (now or set())
    if row["area_kind"] == "joint":
        inside = set(row["area_id"].split("|"))
    for key in sorted(dict.fromkeys((*earlier.given, *later.given))):
        forces = set(key[0].split("|"))
        if key[1] != row["category_id"] or (inside and not forces <= inside):
            continue
        if not (row["period_start"] <= key[2] and key[3] <= row["period_end"]):
            continue
        if _sum(earlier, key) == _sum(later, key):
            continue
        name = " and ".join(map(force_name, sorted(forces)))
        why = _why(key, sorted(forces), earlier=earlier, later=later)
        yield f"{name}: {why}"


def _asked(row: Row, *, earlier: Edition, later: Edition, added: bool) -> str:
    """Why a figure is in one edition alone."""
    other = earlier if added else later
    periods = {(start, end) for _, _, _, start, end in other.totals}
    if (row["period_start"], row["period_end"]) not in periods:
        what = "the period is asked for"
    elif row["category_id"] not in {category for _, _, category, _, _ in other.totals}:
        what = "the category is asked for"
    elif row["area_kind"] == "force":
        what = "the force is asked"
    elif earlier.coverage.keys() == later.coverage.keys():
        what = "the area has a force that was asked"
        return f"region set: {what} in {_one(earlier, later, added)} alone ({_of(earlier, later)})"
    else:
        what = "the area has a force that is asked"
    said = f"{what} in {_one(earlier, later, added)} alone"
    return f"{said} ({_either(['request.toml'], earlier, later)})"


def _region_set(was: set[str], now: set[str], *, earlier: Edition, later: Edition) -> str:
    """Which forces an area has won or lost, and by what."""
    moved = [f"{force_name(one)} is one of its forces now" for one in sorted(now - was)]
    moved += [f"{force_name(one)} is none of its forces now" for one in sorted(was - now)]
    return f"region set: {', '.join(moved)} ({_of(earlier, later)})"


def _of(earlier: Edition, later: Edition) -> str:
    """As of which day the forces of an area are taken, or what else has made them others."""
    before, after = ({row["region_set"] for row in one.totals.values()} for one in (earlier, later))
    if before != after:
        return f"those of {min(after)} in place of {min(before)}"
    return _or(_program(earlier, later))


def _one(earlier: Edition, later: Edition, added: bool) -> str:
    return later.name if added else earlier.name


def _sum(edition: Edition, key: Given) -> tuple[int, int | None] | None:
    """What a force's counted observations come to; None where none is counted."""
    rows = [row for row in edition.given.get(key, ()) if row["counted"]]
    if not rows:
        return None
    highs = [row["count_high"] for row in rows]
    high = None if None in highs else sum(highs)
    return sum(row["count_low"] for row in rows), high


def _why(key: Given, forces: Sequence[str], *, earlier: Edition, later: Edition) -> str:
    """Why one force's counts differ."""
    was = [row for row in earlier.given.get(key, ()) if row["counted"]]
    now = [row for row in later.given.get(key, ()) if row["counted"]]
    if not was:
        return _came(now, forces, earlier=earlier, later=later)
    if not now:
        return _went(was, forces, earlier=earlier, later=later)
    left, came = (_others(was, now, "response_id"), _others(now, was, "response_id"))
    if left or came:
        superseded = " (superseded response)" if left and came else ""
        return f"response {came or 'none'} in place of {left or 'none'}{superseded}"
    if {(r["document"], r["sha256"]) for r in was} != {(r["document"], r["sha256"]) for r in now}:
        return "another document, or another version of it, is counted"
    for edition, rows in ((earlier, was), (later, now)):
        if any(is_withheld(row) for row in rows):
            return f"{edition.name} withholds or rounds it, as [disclosure] of request.toml says"
    if said := _said(now, was):
        return f"a person declared: {said}"
    if said := _said(was, now):
        return f"no longer declared: {said}"
    documents = {row["document"] for row in (*was, *now)}
    if {(r["place"], r["as_written"]) for r in was} == {(r["place"], r["as_written"]) for r in now}:
        return _either(_OF_A_CELL, earlier, later, documents=documents)
    return _either((), earlier, later, documents=documents)


def _said(rows: Iterable[Row], others: Iterable[Row]) -> str:
    """What is declared of some rows and of none of the others."""
    declared = {row["declared"] for row in rows} - {row["declared"] for row in others} - {""}
    return "; ".join(sorted(declared))


def _others(rows: Iterable[Row], others: Iterable[Row], column: str) -> str:
    """The values that some rows have and others don't."""
    return ", ".join(sorted({row[column] for row in rows} - {row[column] for row in others}))


def _came(now: Sequence[Row], forces: Sequence[str], *, earlier: Edition, later: Edition) -> str:
    """Why a force is counted that wasn't."""
    if any(force not in earlier.coverage for force in forces):
        return f"the force was not asked ({_either(['request.toml'], earlier, later)})"
    documents = {row["document"] for row in now}
    listed = ", ".join(sorted(documents))
    if any(_file(name) not in earlier.raw and not _sealed(name, earlier) for name in documents):
        return f"new response ({listed})"
    if any(_sealed(name, earlier) for name in documents):
        return f"{listed} was sealed, and what it shows is read now"
    if not {row["response_id"] for row in now} & earlier.responses:
        said = _either(["responses.csv"], earlier, later, documents=documents)
        return f"{listed} now counts: {said}"
    if said := _said(now, ()):
        return f"{listed} now counts: a person declared: {said}"
    return f"{listed} now counts: {_either((), earlier, later, documents=documents)}"


def _went(was: Sequence[Row], forces: Sequence[str], *, earlier: Edition, later: Edition) -> str:
    """Why a force is no longer counted."""
    if any(force not in later.coverage for force in forces):
        return f"the force is no longer asked ({_either(['request.toml'], earlier, later)})"
    documents = {row["document"] for row in was}
    listed, responses = ", ".join(sorted(documents)), {row["response_id"] for row in was}
    replies = ", ".join(sorted(responses))
    outcomes = {later.coverage[force]["outcome"] for force in forces if force in later.coverage}
    if Outcome.WITHDRAWN in outcomes:
        return f"the response was withdrawn ({replies})"
    if any(_sealed(name, later) for name in documents):
        return f"{listed} hides something and is sealed"
    if not responses & later.responses:
        since = {
            later.coverage[force]["response_id"] for force in forces if force in later.coverage
        }
        if instead := ", ".join(sorted(since - {""})):
            return f"response {instead}, which gives no such figure, in place of {replies}"
        return f"response {replies} is no longer in responses.csv"
    if any(_file(name) not in later.raw for name in documents):
        return f"its document is no longer there ({listed})"
    said = _either((), earlier, later, documents=documents)
    return f"{listed} no longer counts: {said}"


def _file(document: str) -> str:
    """The file of raw/ that a document is, or lies in."""
    return f"documents/{document.split('/', maxsplit=1)[0]}"


def _sealed(document: str, edition: Edition) -> bool:
    row = edition.documents.get(document)
    return row is not None and row["document_state"] == DocumentState.SEALED


def _either(
    only: Sequence[str],
    earlier: Edition,
    later: Edition,
    *,
    documents: Iterable[str] = (),
) -> str:
    """What differs of the declarations that could have done it, and of the program.

    `only` names the files that could, all of them if it is empty; of layouts those of `documents`.
    """
    layouts = tuple(f"layouts/{name}." for name in documents)
    differ = sorted(
        name
        for name in earlier.raw.keys() | later.raw.keys()
        if earlier.raw.get(name) != later.raw.get(name)
    )
    found = [
        _LAYOUT if name.startswith("layouts/") else _DECLARED[name]
        for name in differ
        if (name in _DECLARED or name.startswith(layouts or "layouts/"))
        and (not only or name.startswith(tuple(only)))
    ]
    return _or([*found, *_program(earlier, later)])


def _program(earlier: Edition, later: Edition) -> list[str]:
    """What differs of the program itself."""
    return [said for part, said in _PROGRAM.items() if earlier.program[part] != later.program[part]]


def _or(found: Iterable[str]) -> str:
    return " or ".join(dict.fromkeys(found)) or "no cause found: report this as a fault"
