"""What a reply gives of a missing figure, and why it isn't counted: the cells' own text.

What is still open stands among the problems of the tables. What a person left as it is stands in
statements.toml alone, so it is told of the current tables and of no release.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from foistats.documents.workers import WorkerPool
from foistats.intake import statements
from foistats.intake.declarations import root_of
from foistats.intake.settings import read_limits
from foistats.naming.periods import label_of
from foistats.provenance.marked import SHOW
from foistats.provenance.page import shown_in
from foistats.provenance.tracing import MissingForce, Row, TracedChange, TracedTotal
from foistats.provenance.wanted_figure import period_of
from foistats.records import Note
from foistats.release.rows import rows_of
from foistats.workspace import Workspace

_AT = re.compile(r"(?:could be read at|the count at) (?P<place>.+?)(?: is of a part of it|; |$)")

_OF_PERIOD = ["period_start", "period_end", "period_kind"]
Place = tuple[str, str]
"""A document and a place in it."""


def with_counts_left_out(
    workspace: Workspace, traced: TracedTotal | TracedChange
) -> TracedTotal | TracedChange:
    """A traced figure of the current tables that says what missing forces' documents give."""
    if isinstance(traced, TracedChange):
        return replace(
            traced,
            earlier=_with_left_out(workspace, traced.earlier),
            later=_with_left_out(workspace, traced.later),
        )
    return _with_left_out(workspace, traced)


def _with_left_out(workspace: Workspace, traced: TracedTotal) -> TracedTotal:
    if not any(one.coverage is not None for one in traced.missing):
        return traced
    path = workspace.declared_file(traced.wanted.request_id, statements.FILE)
    content = path.read_bytes() if path.is_file() else b""
    notes = statements.read_statements(content, name=statements.FILE).notes
    own = _Own(
        frozenset(
            (r["document"], r["response_id"]) for r in rows_of(traced.wanted.folder, "documents")
        ),
        frozenset(label_of(period_of(row)) for row in rows_of(traced.wanted.folder, "totals")),
        label_of(traced.period),
    )
    settled = [[note for note in notes if own.is_of(note, one)] for one in traced.missing]
    places = [own.places_of(one, those) for one, those in zip(traced.missing, settled, strict=True)]
    texts = _texts(workspace, traced, [place for those in places for place in those])
    missing = tuple(
        replace(one, left_out=(*_said(at, texts), *map(_left_so, those)))
        for one, at, those in zip(traced.missing, places, settled, strict=True)
    )
    return replace(traced, missing=missing)


class _Own(NamedTuple):
    """Which documents are whose response's, and what the periods are called; `period` is meant."""

    documents: frozenset[tuple[str, str]]
    periods: frozenset[str]
    period: str

    def is_of(self, note: Note, missing: MissingForce) -> bool:
        """Whether a person left something of a force's own reply for the period uncounted."""
        if missing.coverage is None or note.code not in statements.LEFT_UNCOUNTED:
            return False
        responses = missing.coverage["response_id"].split("|")
        own = note.response_id in responses or any(
            (note.document, response) in self.documents for response in responses
        )
        return own and self._may_be_of_period(note.found)

    def places_of(self, missing: MissingForce, settled: Sequence[Note]) -> list[Place]:
        """The cells that problems name of which no count was taken, each once."""
        named = [(row["document"], row["found"]) for row in missing.problems]
        named += [(note.document, note.found) for note in settled]
        found = [
            (document, match["place"])
            for document, words in named
            if document and self._may_be_of_period(words)
            for match in _AT.finditer(words)
        ]
        return [*dict.fromkeys(found)]

    def _may_be_of_period(self, words: str) -> bool:
        return self.period in words or not any(one in words for one in self.periods)


def _said(places: Sequence[Place], texts: Mapping[Place, str]) -> Iterator[str]:
    for document, place in places:
        if text := texts.get((document, place)):
            yield f'{document}, {place}: "{text}" stands there and is not counted'


def _left_so(note: Note) -> str:
    where = " ".join(part for part in (note.document, note.place) if part)
    return (
        f"{note.code}: {where}: {note.found}; {note.by} left it so on {note.on} ({note.because}):"
        f" {statements.LEFT_UNCOUNTED[note.code]}"
    )


def _texts(workspace: Workspace, traced: TracedTotal, places: Sequence[Place]) -> dict[Place, str]:
    """The text of each cell; none where its document isn't the one that was read, or is sealed."""
    request_id = traced.wanted.request_id
    found: dict[Place, str] = {}
    if not places:
        return found
    roots = [*workspace.document_paths(request_id)]
    with WorkerPool(SHOW, workers=1, limits=read_limits(workspace)) as pool:
        for document, place in places:
            received = root_of(document, roots) or document
            if received not in traced.digests:
                continue
            rows: dict[Place, Row] = {(document, place): {"as_written": ""}}
            path = workspace.document(request_id, received)
            answer = shown_in(pool, path, workspace.root, traced.digests[received], received, rows)
            if not isinstance(answer, str) and (says := answer[0].excerpt.says):
                found[document, place] = says
    return found
