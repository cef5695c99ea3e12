"""The case of a request: what is protected by which policy, and what was printed of it before."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import lcm
from pathlib import Path
from typing import Any, NamedTuple

from foistats.claims.loading import load_worlds
from foistats.claims.worlds import Constraint
from foistats.disclosure.publication import Publication, Rows, count_name, publication_of
from foistats.disclosure.stating import Case, Outside, Waived, waived_keys
from foistats.disclosure.waivers import Waiver, read_waivers
from foistats.intake.requests import RESERVED_CATEGORY, read_request
from foistats.naming.spelling import fold
from foistats.records import DisclosurePolicy, Request
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from schemas.tables import TABLES
from schemas.vocabulary import DisclosureMethod, Status


class Before(NamedTuple):
    """A release that was made already: what it is called, of which request, and its folder."""

    source: str
    request_id: str
    folder: Path


def policy_of(request: Request, rows: Rows) -> DisclosurePolicy | None:
    """The policy that holds: what request.toml says, or the default where replies hold marks."""
    if request.disclosure is not None:
        return request.disclosure
    hidden = any(row["status"] == Status.SUPPRESSED for row in rows["observations"])
    return DisclosurePolicy() if hidden else None


def case_for(
    workspace: Workspace,
    request: Request,
    rows: Rows,
    *,
    before: Sequence[Before],
    today: date,
) -> Case | None:
    """Everything that an attacker may have beside these tables; None where nothing is protected."""
    policy = policy_of(request, rows)
    if policy is None or policy.method is DisclosureMethod.NONE:
        return None
    current = publication_of(rows)
    waived = [
        Waived(
            frozenset(one.force_ids),
            one.area_id,
            one.period.start.isoformat(),
            one.period.end.isoformat(),
            one.category_id,
        )
        for one in in_force(read_waivers(workspace, request), today)
    ]
    return Case(
        policy,
        current,
        [*_printed_before(workspace, request, before)],
        [*_outside(workspace, request)],
        waived_keys(current, waived),
    )


def in_force(waivers: Sequence[Waiver], today: date) -> list[Waiver]:
    """The waivers that still count on a day."""
    return [waiver for waiver in waivers if waiver.on <= today <= waiver.until]


def tables_in(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table of a set."""
    return {table.name: rows_of(folder, table.name) for table in TABLES}


def _printed_before(
    workspace: Workspace, request: Request, before: Sequence[Before]
) -> Iterator[tuple[str, Publication]]:
    """The releases of this request, and those of others about the same counts."""
    for one in before:
        names: Mapping[str, str] | None = None
        if one.request_id != request.request_id:
            names = same_categories(request, read_request(workspace, one.request_id))
            if not names:
                continue
        rows = tables_in(one.folder)
        if names is not None:
            rows = {name: [_renamed(row, names) for row in those] for name, those in rows.items()}
        yield one.source, publication_of(rows)


def same_categories(request: Request, other: Request) -> dict[str, str]:
    """The categories of another request that count the same, with what they are called here.

    Without categories of their own two requests are about the same only where they ask for the
    same offences, or ask the same question.
    """
    if request.unit != other.unit:
        return {}
    here = {fold(category.name): category.category_id for category in request.categories}
    found = {
        category.category_id: here[fold(category.name)]
        for category in other.categories
        if fold(category.name) in here
    }
    same_offences = bool(request.offences) and set(request.offences) == set(other.offences)
    same_question = bool(request.question) and fold(request.question) == fold(other.question)
    if not request.categories and not other.categories and (same_offences or same_question):
        found[RESERVED_CATEGORY] = RESERVED_CATEGORY
    return found


def _renamed(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    if "category_id" not in row:
        return dict(row)
    known = row["category_id"]
    return {**row, "category_id": names.get(known, f"{known} of another request")}


def _outside(workspace: Workspace, request: Request) -> Iterator[Outside]:
    """What was printed elsewhere, as published.toml declares it."""
    if not workspace.declared_file(request.request_id, "published.toml").is_file():
        return
    worlds = load_worlds(workspace, request.request_id)
    for one in worlds.published:
        yield outside_of(worlds.constraint_of(one), f"{one.said}")


def outside_of(constraint: Constraint, name: str) -> Outside:
    """What a constraint on the counts of a request says, for the attacker."""
    scale = lcm(*(weight.denominator for weight in constraint.terms.values()))
    terms = {
        count_name(c.force_id, c.period.start, c.period.end, c.category_id): int(w * scale)
        for c, w in constraint.terms.items()
    }
    low = None if constraint.low is None else -(-(constraint.low * scale) // 1)
    high = None if constraint.high is None else (constraint.high * scale) // 1
    return Outside(name, terms, low, high)
