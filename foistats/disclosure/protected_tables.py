"""The tables that may go out: what is withheld is `0 or more` in them, in every row alike.

Forces' own marks look the same as what is withheld for their sake, so that nobody can tell which
is which: neither by why a count is believed (totals confirm numbers, and no mark), nor by what a
person declared of it. Where nothing is withheld, the tables go out as they are, with the marks that
forces used.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from foistats.aggregation.totals import difference_of
from foistats.disclosure.publication import Key, Printed, Publication, Rows, Where, figures_by_place
from foistats.release.arrow import arrow_tables
from foistats.release.generations import file_contents
from schemas.tables import TABLES
from schemas.vocabulary import ROUNDED, WITHHELD, Basis, Status

_NUMBER = re.compile(r"\d[\d,]*")


def protected_rows(
    rows: Rows,
    publication: Publication,
    withheld: Collection[Key],
    printed_as: Mapping[Key, tuple[int, int]] | None = None,
) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table as they may go out; `printed_as` has figures that are rounded."""
    made = {name: [dict(row) for row in those] for name, those in rows.items()}
    rounded = printed_as or {}
    if not withheld and not rounded:
        return made
    responses = set()
    beside = _beside(rows, publication, withheld)
    places = [*figures_by_place(publication), *((("",), where) for where in beside)]
    for key, where in places:
        figure = publication.figures.get(key)
        row = made[where.table][where.row]
        if key in rounded:
            row[where.low], row[where.high] = rounded[key]
            _mark(row, where, ROUNDED)
        elif figure is None or key in withheld or (withheld and _is_mark(publication, key, figure)):
            row[where.low], row[where.high] = 0, None
            _mark(row, where, WITHHELD)
        else:
            continue
        responses.add(row.get("response_id", ""))
    for row in made["changes"]:
        if row["from_low"] is not None:
            ends = ("from_low", "from_high", "to_low", "to_high")
            row.update(difference_of(*(row[end] for end in ends)))
    _count_anew(made, rows["observations"])
    made["problems"] = _without_numbers(made["problems"], responses)
    return made


def as_printed(publication: Publication, rows: Rows) -> Publication:
    """The same figures with the intervals that they have in other rows of the same tables."""
    figures = {}
    for key, one in publication.figures.items():
        ends = [(rows[w.table][w.row][w.low], rows[w.table][w.row][w.high]) for w in one.places]
        highs = [high for _, high in ends if high is not None]
        low, high = max(low for low, _ in ends), min(highs) if highs else None
        figures[key] = replace(one, low=low, high=high)
    return replace(publication, figures=figures)


def _count_anew(
    made: Mapping[str, list[dict[str, Any]]], exact: Sequence[Mapping[str, Any]]
) -> None:
    """Leave what is withheld out of the numbers of counts that are believed for one reason."""
    coverage = {row["force_id"]: row for row in made["coverage"]}
    documents = {(row["response_id"], row["document"]): row for row in made["documents"]}
    for was, row in zip(exact, made["observations"], strict=True):
        if was["basis"] == row["basis"]:
            continue
        for force_id in was["force_id"].split("|"):
            if force_id in coverage:
                coverage[force_id][f"observations_{was['basis']}"] -= 1
        document = documents.get((was["response_id"], was["document"]))
        if document is not None and was["basis"] == Basis.PROVED:
            document["counts_proved"] -= 1


def _mark(row: dict[str, Any], where: Where, written: str) -> None:
    if where.table == "observations":
        row["status"], row["as_written"] = Status.SUPPRESSED.value, written
        row["declared"] = ""
        if row["basis"] != Basis.CONTRADICTED:
            row["basis"] = ""


def _is_mark(publication: Publication, key: Key, figure: Printed) -> bool:
    """Whether a figure is a force's own mark, or the sum of a few of them and nothing else."""
    parts = next((parts for whole, parts in publication.sums if whole == key), ())
    marks = [
        publication.figures[(part,)].hidden for part in parts if (part,) in publication.figures
    ]
    return figure.hidden or (bool(marks) and all(marks))


def _beside(rows: Rows, publication: Publication, withheld: Collection[Key]) -> list[Where]:
    """Rows that may repeat what is withheld, though nothing shows that they do."""
    tied = {part for _, parts in publication.sums for part in parts}
    hidden = [publication.figures[key] for key in withheld]
    of = {(force, one.category_id) for one in hidden for force in one.force_ids}
    found = []
    for key, where in figures_by_place(publication):
        row = rows[where.table][where.row]
        if where.table != "observations" or " at " not in key[0] or key[0] in tied:
            continue
        forces = row["force_id"].split("|")
        if any((f, c) in of for f in forces for c in (row["category_id"],)) or any(
            force in forces and not row["category_id"] for force, _ in of
        ):
            found.append(where)
    return found


def _without_numbers(
    problems: Sequence[Mapping[str, Any]], responses: Collection[str]
) -> list[dict[str, Any]]:
    """Problems of replies of which something is withheld: they may quote it."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for problem in problems:
        row = dict(problem)
        if row["response_id"] in responses or not row["response_id"]:
            for column in ("found", "expected"):
                row[column] = _NUMBER.sub(WITHHELD, row[column])
        found[tuple(row.values())] = row
    return list(found.values())


def write_set(
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    folder: Path,
    category_names: Mapping[str, str],
) -> None:
    """Write tables as a run writes them, into a folder that is there and empty."""
    records = [
        [tuple(row[column] for column in table.columns) for row in rows[table.name]]
        for table in TABLES
    ]
    for name, content in file_contents(arrow_tables(records), category_names).items():
        (folder / name).write_bytes(content)
