"""The tables of a request as they may go out, with their certificate and what the notes say."""

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from foistats.disclosure import recheck
from foistats.disclosure.cases import Before, case_for, in_force, tables_in
from foistats.disclosure.certificate import CHANGED, FILE, SCRIPT, certificate_of, unproved
from foistats.disclosure.deciding import Decision, decide
from foistats.disclosure.protected_tables import as_printed, protected_rows, write_set
from foistats.disclosure.publication import Key, Publication, Rows
from foistats.disclosure.rounding import BASE, Rounded, rounded
from foistats.disclosure.stating import Case, Contradicted
from foistats.disclosure.waivers import Waiver, read_waivers
from foistats.records import DisclosurePolicy, Request
from foistats.release.generations import current_folder
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
    chosen = _chosen(request, case, certificate)
    made, changed = chosen.rows(rows, case.current), chosen.changes
    notes = tuple(_protected(request, case.policy, chosen, waivers))
    if certificate is None:
        try:
            said = _certified(case, made, chosen)
        except Contradicted as refusal:
            uncertified = (*notes, f"Nothing is certified: {refusal}.")
            return Prepared(made, uncertified, chosen.files(case.current), changed)
        certificate = json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"
    files = {FILE: certificate, SCRIPT: Path(recheck.__file__).read_bytes()}
    files |= chosen.files(case.current)
    notes = (*notes, _certificate_said(certificate))
    return Prepared(made, notes, files, changed)


@contextmanager
def printable_tables(
    workspace: Workspace, request: Request, *, before: Sequence[Before], today: date
) -> Iterator[Path]:
    """The folder of the current tables without what a release would withhold."""
    folder = current_folder(workspace, request.request_id)
    rows = tables_in(folder)
    case = case_for(workspace, request, rows, before=before, today=today)
    chosen = _Chosen() if case is None else _chosen(request, case, None)
    if case is None or not chosen.changes:
        yield folder
        return
    with TemporaryDirectory(prefix="foistats-") as aside:
        names = {category.category_id: category.name for category in request.categories}
        write_set(chosen.rows(rows, case.current), Path(aside), names)
        yield Path(aside)


@dataclass(frozen=True)
class _Chosen:
    """What is withheld or rounded; `loss` says how much of the loss may be needless."""

    withheld: Collection[Key] = ()
    by_number: Rounded | None = None
    loss: str = ""

    @property
    def changes(self) -> bool:
        """Whether anything goes out in another way than it came."""
        return bool(self.withheld) or self.by_number is not None

    def rows(self, rows: Rows, current: Publication) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The rows that may go out."""
        printed = None if self.by_number is None else self.by_number.printed
        return protected_rows(rows, current, self.withheld, printed)

    def files(self, current: Publication) -> dict[str, bytes]:
        """What goes with the tables."""
        if self.by_number is None:
            return {}
        return {ROUNDED: _rounded_csv(current, self.by_number)}


def _chosen(request: Request, case: Case, certificate: bytes | None) -> _Chosen:
    """What the policy asks for, or what was chosen when the release was first made."""
    if certificate is not None:
        withheld, by_number = _as_certified(case.current, certificate)
        return _Chosen(withheld, by_number, str(json.loads(certificate).get("loss", "")))
    if request.disclosure is None:
        return _Chosen()
    if case.policy.method is DisclosureMethod.ROUND:
        return _Chosen(by_number=rounded(case.current))
    decision = decide(case)
    return _Chosen(decision.withheld, loss=_loss_said(decision))


def _certified(
    case: Case, made: Mapping[str, Sequence[Mapping[str, Any]]], chosen: _Chosen
) -> dict[str, Any]:
    """What the certificate says of the tables that go out."""
    hidden = [key for key, one in case.current.figures.items() if one.hidden]
    numbers = {} if chosen.by_number is None else chosen.by_number.numbers
    small = [key for key, number in numbers.items() if number <= BASE]
    those = list(dict.fromkeys([*chosen.withheld, *hidden, *small]))
    said = certificate_of(case, as_printed(case.current, made), those)
    said["rounded"] = _rounded_said(chosen.by_number)
    said["loss"] = chosen.loss
    said[CHANGED] = chosen.changes
    return said


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
    chosen: _Chosen,
    waivers: Sequence[Waiver],
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
    if chosen.withheld:
        yield (
            f"For that, {len(chosen.withheld)} figures are withheld and marked [c], as are the"
            f" forces' own marks: the tables give them as 0 or more. {chosen.loss}".strip()
        )
    if chosen.by_number is not None:
        yield (
            "For that, figures are rounded to multiples of five that still add up. The tables give"
            f" the interval in which each can be; {ROUNDED} has the multiples."
        )
    for waiver in waivers:
        yield f"Not protected, by a signed waiver: {plain(waiver.said)}"


def _certificate_said(certificate: bytes) -> str:
    """What the notes say of the certificate, and of how many intervals in it are proved."""
    said = f"`python3 {SCRIPT}` checks what is left of each withheld figure ({FILE})."
    if number := unproved(certificate):
        said += (
            f" Of {number} of them more may be left than it says: that nothing else is possible"
            " was found by a solver and not proved in fractions."
        )
    return said


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
