"""What of a request's tables goes out, what stands against that, and what the notes say of it."""

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from foistats.claims.loading import load_worlds
from foistats.claims.worlds import Constraint
from foistats.disclosure import recheck
from foistats.disclosure.certificate import CHANGED, FILE, SCRIPT, certificate_of
from foistats.disclosure.deciding import (
    Case,
    Contradicted,
    Decision,
    Outside,
    Risk,
    decide,
    risks_of,
    uncurable,
    waived_keys,
    with_printed,
)
from foistats.disclosure.protected_tables import as_printed, protected_rows
from foistats.disclosure.publication import Key, Publication, Rows, count_name, publication_of
from foistats.disclosure.rounding import Rounded, rounded
from foistats.disclosure.waivers import Waiver, read_waivers
from foistats.intake.requests import RESERVED_CATEGORY, read_request
from foistats.model.words import range_in_words
from foistats.naming.spelling import fold
from foistats.records import DisclosurePolicy, Request
from foistats.release.rows import rows_of
from foistats.telling.markdown import plain
from foistats.workspace import Workspace
from schemas.tables import TABLES
from schemas.vocabulary import DisclosureMethod, Status

ROUNDED = "rounded.csv"
_MOST_SHOWN = 12


class Before(NamedTuple):
    """A release that was made already: what it is called, of which request, and its folder."""

    source: str
    request_id: str
    folder: Path


@dataclass(frozen=True)
class Prepared:
    """The rows that go out, sentences for the notes, and further files of the release.

    `changed` is True where the rows are not those of the current tables.
    """

    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    notes: tuple[str, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    changed: bool = False


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
        (one.force_id, one.period.start.isoformat(), one.category_id)
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
    return [one for one in waivers if one.on <= today <= one.until]


def what_uncovers(
    workspace: Workspace,
    request: Request,
    folder: Path,
    *,
    before: Sequence[Before],
    today: date,
) -> list[str]:
    """A sentence for each count that the release would uncover, with what to change."""
    case = case_for(workspace, request, tables_in(folder), before=before, today=today)
    if case is None:
        return []
    try:
        risks = _risks(case, declared=request.disclosure is not None)
    except Contradicted as refusal:
        return [str(refusal)]
    return [in_words(one, declared=request.disclosure is not None) for one in risks]


def _risks(case: Case, *, declared: bool) -> tuple[Risk, ...]:
    """What the request's policy, or the default, leaves at risk."""
    if not declared:
        return risks_of(case)
    if case.policy.method is DisclosureMethod.ROUND:
        return risks_when_rounded(case, rounded(case.current))
    return uncurable(case)


def in_words(risk: Risk, *, declared: bool) -> str:
    """What is at risk, by which figures, and what to do."""
    left = range_in_words((risk.left.low, risk.left.high))
    mark = range_in_words(risk.wanted)
    because = "; ".join(risk.because[:_MOST_SHOWN])
    more = len(risk.because) - _MOST_SHOWN
    if more > 0:
        because += f"; and {more} more"
    least = "the fewest figures that uncover it" if risk.smallest else "figures that uncover it"
    said = f"{risk.name} is protected as {mark} and can be worked out to be {left}"
    if because:
        said += f" from what is printed ({least}: {because})"
    if not risk.curable:
        cure = "nothing that is withheld now cures that: sign a waiver in waivers.toml, or leave"
        return f"{said}; {cure} the release"
    if declared:
        return f"{said}; sign a waiver in waivers.toml"
    cure = 'write [disclosure] with method = "suppress" in request.toml'
    return f"{said}; {cure}, so that figures are withheld, or sign a waiver in waivers.toml"


def prepare(
    workspace: Workspace,
    request: Request,
    folder: Path,
    *,
    before: Sequence[Before],
    today: date,
    certificate: bytes | None = None,
) -> Prepared:
    """The tables as they may go out.

    `certificate` is that of a release that is made anew: what it withholds is withheld again.
    """
    rows = tables_in(folder)
    case = case_for(workspace, request, rows, before=before, today=today)
    if case is None:
        return Prepared(rows, tuple(_not_protected(request)))
    waivers = in_force(read_waivers(workspace, request), today)
    loss = ""
    by_number: Rounded | None = None
    withheld: Collection[Key] = ()
    if certificate is not None:
        withheld, by_number = _as_certified(case.current, certificate)
    elif request.disclosure is not None and case.policy.method is DisclosureMethod.ROUND:
        by_number = rounded(case.current)
    elif request.disclosure is not None:
        decision = decide(case)
        withheld = decision.withheld
        loss = _loss_said(decision)
    made = protected_rows(
        rows, case.current, withheld, by_number.printed if by_number is not None else None
    )
    printed = as_printed(case.current, made)
    if certificate is None:
        hidden = [key for key, one in case.current.figures.items() if one.hidden]
        small = [key for key, n in by_number.numbers.items() if n <= 5] if by_number else []
        those = list(dict.fromkeys([*withheld, *hidden, *small]))
        try:
            said = certificate_of(case, printed, those)
        except Contradicted as refusal:
            return Prepared(made, (f"Nothing is certified: {refusal}.",), {}, bool(withheld))
        said["rounded"] = _rounded_said(by_number)
        said["loss"] = loss
        said[CHANGED] = bool(withheld) or by_number is not None
        certificate = json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"
    loss = str(json.loads(certificate).get("loss", ""))
    files = {FILE: certificate, SCRIPT: Path(recheck.__file__).read_bytes()}
    if by_number is not None:
        files[ROUNDED] = _rounded_csv(case.current, by_number)
    notes = _protected(request, case.policy, withheld, by_number, waivers, loss)
    return Prepared(made, tuple(notes), files, changed=bool(withheld) or by_number is not None)


def risks_when_rounded(case: Case, by_number: Rounded) -> tuple[Risk, ...]:
    """What is at risk although figures are rounded."""
    return risks_of(with_printed(case, by_number.printed))


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
    here = {fold(one.name): one.category_id for one in request.categories}
    found = {
        one.category_id: here[fold(one.name)] for one in other.categories if fold(one.name) in here
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


def outside_of(one: Constraint, name: str) -> Outside:
    """What a constraint on the counts of a request says, for the attacker."""
    scale = 1
    for weight in one.terms.values():
        scale = max(scale, weight.denominator)
    terms = {
        count_name(c.force_id, c.period.start, c.period.end, c.category_id): int(w * scale)
        for c, w in one.terms.items()
    }
    low = None if one.low is None else -(-(one.low * scale) // 1)
    high = None if one.high is None else (one.high * scale) // 1
    return Outside(name, terms, low, high)


def _not_protected(request: Request) -> Iterator[str]:
    if request.disclosure is not None:
        yield f"No disclosure control was applied: {plain(request.disclosure.reasons)}"
    else:
        yield (
            "No disclosure control was applied: request.toml has no [disclosure], and no force hid"
            " a count."
        )


def _protected(
    request: Request,
    policy: DisclosurePolicy,
    withheld: Collection[Key],
    by_number: Rounded | None,
    waivers: Sequence[Waiver],
    loss: str,
) -> Iterator[str]:
    """What the notes say of the protection."""
    if request.disclosure is None:
        yield (
            "request.toml has no [disclosure]. Whether a count that a force hid can be worked out"
            " from everything printed was checked all the same, and it can't."
        )
    else:
        small = f"Counts from 1 to {policy.threshold - 1}, and counts" if policy.threshold else ""
        of = f", of {', '.join(policy.protect)}," if policy.protect else ""
        yield (
            f"{small or 'Counts'} that a force hid{of} are protected: nobody can work out more of"
            " them than that from everything that was printed."
            f"{' ' + plain(policy.reasons) if policy.reasons else ''}"
        )
    if withheld:
        yield (
            f"For that, {len(withheld)} figures are withheld and marked [c], as are the forces' own"
            f" marks: the tables give them as 0 or more. {loss}".strip()
        )
    if by_number is not None:
        yield (
            "For that, figures are rounded to multiples of five that still add up. The tables give"
            f" the interval in which each can be; {ROUNDED} has the multiples."
        )
    for one in waivers:
        yield f"Not protected, by a signed waiver: {plain(one.said)}"
    yield f"`python3 {SCRIPT}` checks what is left of each withheld figure ({FILE})."


def _loss_said(decision: Decision) -> str:
    gap = (decision.loss - decision.least) / decision.loss if decision.loss else 0.0
    best = "No choice loses less." if not gap else f"At most {100 * gap:.1f} % of that is needless."
    return best if decision.secondary else ""


def _rounded_said(by_number: Rounded | None) -> list[list[Any]]:
    if by_number is None:
        return []
    return [
        [list(key), by_number.numbers.get(key), *ends] for key, ends in by_number.printed.items()
    ]


def _as_certified(current: Publication, content: bytes) -> tuple[set[Key], Rounded | None]:
    """What a certificate withholds, and what it rounds."""
    said = json.loads(content)
    by_number = None
    if said.get("rounded"):
        by_number = Rounded(
            {tuple(key): number for key, number, _, _ in said["rounded"] if number is not None},
            {tuple(key): (low, high) for key, _, low, high in said["rounded"]},
        )
        return set(), by_number
    keys = {tuple(sorted(one["counts"])) for one in said["withheld"]}
    return {
        key for key, one in current.figures.items() if key in keys and not one.hidden
    }, by_number


def _rounded_csv(current: Publication, by_number: Rounded) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(["figure", "rounded", "low", "high"])
    for key, one in current.figures.items():
        if key in by_number.printed and one.kind != "observation":
            number = by_number.numbers.get(key, "")
            writer.writerow([one.name, number, *by_number.printed[key]])
    return b"\xef\xbb\xbf" + written.getvalue().encode()
