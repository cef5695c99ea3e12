"""A traced figure in words, and as JSON for other programs."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from foistats.model.values import Period
from foistats.model.words import (
    difference_in_words,
    outcome_in_words,
    percent_in_words,
    range_in_words,
)
from foistats.naming.periods import label_of
from foistats.provenance.tracing import (
    ForceFigure,
    MissingForce,
    Row,
    TracedChange,
    TracedTotal,
    why_not_added,
)
from foistats.provenance.wanted_figure import period_of
from foistats.release.rows import is_withheld
from schemas.vocabulary import ROUNDED, Basis, Outcome, Source, Status

_MOST_PROBLEMS = 3
_BASIS = {
    Basis.PROVED: "a printed total confirms it",
    Basis.AGREED: "two unrelated readers give the same",
    Basis.PLAIN: "no other reading of the table explains every cell",
    Basis.DECLARED: "a person declared how it is to be read",
}
_SOURCE = {
    Source.TABLE: "the table",
    Source.SHEET_NAME: "the sheet's name",
    Source.TITLE: "a title of the document",
    Source.DOCUMENT: "the document",
    Source.SENTENCE: "the sentence itself",
    Source.LAYOUT: "a layout that a person declared",
    Source.REQUEST: "the request",
    Source.RESPONSE: "responses.csv, which says whose reply it is",
    Source.DECLARED: "a person's declaration",
}
# The place of a sentence, in a letter, an email or a Word file; those of tables say row and column.
_SENTENCE = re.compile(r"^(?:page \d+, )?(?:line|lines|paragraph|sentence)\b[^!]*$")
_WITHOUT_FIGURE = ", without a usable figure for this period"


def lines_of_total(traced: TracedTotal) -> Iterator[str]:
    """The figure, what it covers, the cells behind it, and the forces that are not in it."""
    total = traced.wanted.total
    unit = f" {total['unit']}" if traced.interval[0] is not None else ""
    yield f"{_headline(traced)}: {range_in_words(traced.interval)}{unit}"
    yield f"  request: {traced.wanted.title} ({traced.wanted.request_id})"
    yield f"  tables: {_tables(traced)}"
    yield f"  {coverage_in_words(total)}"
    if traced.interval[0] is not None and traced.interval[0] != traced.interval[1]:
        yield "  It is a range because a count that was added is one, such as `<5`."
    if any(is_withheld(row) for force in traced.forces for row in force.cells):
        yield (
            "  This release withholds or rounds counts of few people: what it gives of the cells"
            " below may add up to less, or to a wider range."
        )
    yield from _lines_of_forces(traced)
    yield from _lines_of_missing(traced.missing, "Not in it")


def lines_of_change(traced: TracedChange) -> Iterator[str]:
    """The change and the cells behind both of its figures."""
    row, later = traced.row, traced.later
    difference = difference_in_words(row["difference_low"], row["difference_high"])
    percent = percent_in_words(row["percent_low"], row["percent_high"])
    percent = f" ({percent})" if percent else ""
    periods = f"{_label(traced.earlier)} to {_label(later)}"
    known = (row["difference_low"], row["difference_high"]) != (None, None)
    unit = f" {row['unit']}" if known else ""
    yield f"{row['area_name']}, {periods}: {difference}{unit}{percent}"
    yield f"  request: {later.wanted.title} ({later.wanted.request_id})"
    yield f"  tables: {_tables(later)}"
    yield (
        f"  compares the {row['forces_compared']} of the area's {row['forces_in_area']} forces that"
        " gave a figure for both periods"
    )
    for side in (traced.earlier, later):
        yield ""
        yield f"{_label(side)}: {range_in_words(side.interval)}"
        yield from _lines_of_forces(side)
    yield from _lines_of_missing(left_out_of(traced), "Left out")


def coverage_in_words(total: Row) -> str:
    """How many of the area's forces a total counts."""
    counted, forces = total["forces_counted"], total["forces_in_area"]
    if forces == 1:
        return "It is one force's figure." if counted else "The force gave no usable figure."
    who = f"{counted} of the area's {forces} forces, as of {total['region_set'].isoformat()}"
    if total["complete"]:
        return f"It counts all {forces} of the area's forces, as of {total['region_set']}."
    return f"It counts {who}: it is not the figure of the whole area."


def _headline(traced: TracedTotal) -> str:
    named = f", {traced.wanted.category_name}" if traced.wanted.category_name else ""
    return f"{traced.wanted.total['area_name']}, {_label(traced)}{named}"


def _tables(traced: TracedTotal) -> str:
    """The folder of the tables below the workspace: where that lies is nobody else's business."""
    return "/".join(traced.wanted.folder.parts[-4:])


def _label(traced: TracedTotal) -> str:
    return label_of(traced.period)


def _lines_of_forces(traced: TracedTotal) -> Iterator[str]:
    for force in traced.forces:
        yield ""
        yield f"{force.name}: {range_in_words(force.interval)}"
        yield f"  response {_response(force)}"
        for path, rows in _by_document(force.cells):
            yield f"  {path}, sha256 {rows[0]['sha256']}"
            yield f"    {confirmed_in_words(force.documents[path])}"
            for row in rows:
                yield f"    {cell_in_words(row)}"
                yield from (f"      {line}" for line in how_read(row))
        if len(force.cells) > 1:
            yield f"  {len(force.cells)} cells add up to {range_in_words(force.interval)}."
        yield from (f"  not added: {cell_in_words(row)}: {why_not_added(row)}"
                    for row in force.not_added)  # fmt: skip
    if len(traced.forces) > 1:
        yield ""
        yield f"{len(traced.forces)} figures add up to {range_in_words(traced.interval)}."


def _lines_of_missing(missing: Sequence[MissingForce], heading: str) -> Iterator[str]:
    if missing:
        yield ""
        yield f"{heading}, {len(missing)} {_forces(len(missing))}:"
        for one in missing:
            yield from (f"  {line}" for line in reasons(one))


def left_out_of(traced: TracedChange) -> tuple[MissingForce, ...]:
    """The forces that a change leaves out, each once, as they stand in the period they lack."""
    later = {one.force_id: one for one in traced.later.missing}
    return tuple(
        one if not _has_figure(one) else later[one.force_id] for one in traced.earlier.missing
    )


def _has_figure(missing: MissingForce) -> bool:
    return any(row["counted"] for row in missing.cells)


def _forces(number: int) -> str:
    return "force" if number == 1 else "forces"


def _response(force_figure: ForceFigure) -> str:
    row = force_figure.coverage
    came = f", received on {row['received_on']}" if row["received_on"] else ""
    note = f": {row['note']}" if row["note"] else ""
    return f"{row['response_id']}{came}{note}"


def _by_document(cells: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    found: dict[str, list[Row]] = {}
    for row in cells:
        found.setdefault(row["document"], []).append(row)
    return list(found.items())


def confirmed_in_words(document: Row) -> str:
    """How many counts of a document a second, unrelated reader gave alike."""
    counts, confirmed = document["counts"], document["counts_confirmed"]
    if not confirmed:
        return "no second reader could confirm its counts"
    if confirmed == counts:
        return f"a second, unrelated reader gives the same for {_all(counts)}"
    return f"a second, unrelated reader gives the same for {confirmed} of its {counts} counts"


def _all(counts: int) -> str:
    return "its one count" if counts == 1 else f"all {counts} of its counts"


def cell_in_words(row: Row) -> str:
    """A cell's place, its text as the force wrote it, and the count that it is taken for."""
    interval = range_in_words((row["count_low"], row["count_high"]))
    if is_withheld(row):
        done = "rounded" if row["as_written"] == ROUNDED else "withheld"
        return f"{row['place']}: {done} in this release, which says {interval}"
    mark = " (a mark that means zero)" if row["status"] == Status.ZERO_BY_MARK else ""
    return f'{row["place"]}: "{row["as_written"]}" is {interval}{mark}'


def how_read(row: Row) -> Iterator[str]:
    """What its headings are, where its force and period were found, and why it is believed."""
    period = label_of(period_of(row))
    if row["labels"]:
        yield f"headings: {row['labels']}"
    yield f"the force is named by {_SOURCE[Source(row['force_from'])]}"
    yield f"the period {period} is given by {_SOURCE[Source(row['period_from'])]}"
    why = _BASIS.get(row["basis"], row["basis"])
    if (
        row["basis"] == Basis.PLAIN
        and "table" not in row["table_place"]
        and _SENTENCE.search(row["place"])
    ):
        why = "the sentence can be read in one way only"
    if row["basis"]:
        yield f"it is believed because {why}"
    if row["declared"]:
        yield f"a person declared: {row['declared']}"


def reasons(missing: MissingForce) -> Iterator[str]:
    """Why a force has no figure, in its own words where a document says so."""
    if missing.coverage is None:
        yield f"{missing.name}: not asked"
        return
    outcome = missing.coverage["outcome"]
    said = outcome_in_words(Outcome(outcome)) if outcome else "what it replied is not settled"
    said += _WITHOUT_FIGURE if outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED) else ""
    section = f", section {missing.coverage['section'].replace('|', ', ')}" if (
        missing.coverage["section"]) else ""  # fmt: skip
    note = f": {missing.coverage['note']}" if missing.coverage["note"] else ""
    yield f"{missing.name}: {said}{section}{note}"
    if missing.absence is not None and missing.absence["document"]:
        row = missing.absence
        yield f'  {row["document"]}, {row["place"]}: "{row["as_written"]}"'
    for row in missing.cells:
        count = row["count_low"] is not None
        why = why_not_added(row) if count else row["status"]
        yield f"  {row['document']}, {cell_in_words(row)}: {why}"
    for said in missing.left_out:
        yield f"  {said}"
    for problem in missing.problems[:_MOST_PROBLEMS]:
        where = " ".join(part for part in (problem["document"], problem["place"]) if part)
        about = f"{where}: " if where else ""
        yield f"  {problem['code']}: {about}{problem['found']}; {problem['remedy']}"
    if (more := len(missing.problems) - _MOST_PROBLEMS) > 0:
        command = f"foistats review {missing.coverage['request_id']}"
        yield f"  and {more} more that `{command}` asks about"


def total_as_json(traced: TracedTotal) -> dict[str, Any]:
    """The figure and all behind it; rows under the names of the tables' columns."""
    return {
        "request_id": traced.wanted.request_id,
        "title": traced.wanted.title,
        "tables": traced.wanted.folder.resolve().name,
        "period": _period_as_json(traced.period),
        "total": _plain(traced.wanted.total),
        "count": list(traced.interval),
        "forces": [
            {
                "force_ids": list(force.force_ids),
                "name": force.name,
                "count": list(force.interval),
                "response": _plain(force.coverage),
                "documents": [_plain(row) for row in force.documents.values()],
                "cells": [_plain(row) for row in force.cells],
                "not_added": [
                    _plain(row) | {"because": why_not_added(row)} for row in force.not_added
                ],
            }
            for force in traced.forces
        ],
        "missing": [
            {"force_id": one.force_id, "name": one.name, "because": [*reasons(one)]}
            for one in traced.missing
        ],
    }


def change_as_json(traced: TracedChange) -> dict[str, Any]:
    """The change and both of its figures."""
    return {
        "change": _plain(traced.row),
        "earlier": total_as_json(traced.earlier),
        "later": total_as_json(traced.later),
    }


def _period_as_json(period: Period) -> dict[str, str]:
    return {
        "label": label_of(period),
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "kind": period.kind.value,
    }


def _plain(row: Row) -> Row:
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()
    }
