"""The tables of a request as they may go out, with their certificate and what the notes say."""

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from foistats.disclosure import recheck
from foistats.disclosure.cases import Before, case_for, in_force, tables_in
from foistats.disclosure.certificate import CHANGED, FILE, SCRIPT, certificate_of
from foistats.disclosure.deciding import Decision, decide
from foistats.disclosure.protected_tables import as_printed, protected_rows
from foistats.disclosure.publication import Key, Publication
from foistats.disclosure.rounding import Rounded, rounded
from foistats.disclosure.stating import Contradicted
from foistats.disclosure.waivers import Waiver, read_waivers
from foistats.records import DisclosurePolicy, Request
from foistats.telling.markdown import plain
from foistats.workspace import Workspace
from schemas.vocabulary import DisclosureMethod

ROUNDED = "rounded.csv"


@dataclass(frozen=True)
class Prepared:
    """The rows that go out, sentences for the notes, and further files of the release.

    `changed` is True where the rows are not those of the current tables.
    """

    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    notes: tuple[str, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    changed: bool = False


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
