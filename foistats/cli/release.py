"""`foistats release`, `verify`, `diff` and `history`: figures frozen, checked and compared."""

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from foistats.cli.console import ExitCode, say, show
from foistats.cli.in_workspace import held, told_in_one_line
from foistats.errors import FoistatsError
from foistats.provenance.tracing import Row
from foistats.publishing.folders import (
    WAITING,
    folder_made,
    release_folder,
    releases_folder,
    tables_of_release,
    versions,
    versions_waiting,
)
from foistats.publishing.standing import approved, withdrawal_said, withdrawn
from foistats.workspace import Workspace


def make_release(
    request_id: str,
    *,
    by: str,
    root: Path,
    drafts: Sequence[Path] = (),
    again: str = "",
    today: date | None = None,
) -> int:
    """Freeze the current tables as the next release; gives 1 where something stands against it.

    `drafts` are held against them first, and one that fails stands against it too. `again` says
    why there is to be another release with the figures of the last.
    """
    from foistats.cli.drafts import checked_drafts, keep_drafts, say_what_is_no_longer_true
    from foistats.publishing.blocking import what_blocks
    from foistats.publishing.freezing import freeze, same_release
    from foistats.quality.gate.answers import GateState, gate_of
    from foistats.quality.gate.judging import judge_requests
    from foistats.reporting.page import page_of_release

    def make(workspace: Workspace) -> int:
        day = today or date.today()
        if gate_of(workspace, request_id) is GateState.NOT_ASKED and _has_tables(workspace):
            say("asking whether the figures can be true: this takes a few seconds")
            judge_requests(workspace, [request_id])
        reasons = what_blocks(workspace, request_id)
        checked = checked_drafts(workspace, request_id, drafts, on=day) if not reasons else ([], [])
        reasons += checked[1]
        if not reasons and not again.strip():
            reasons += _same_as(same_release(workspace, request_id), request_id)
        for line in reasons:
            say(f"not released: {line}")
        if reasons:
            return ExitCode.REFUSED_SOMETHING
        folder = freeze(
            workspace,
            request_id,
            by=by,
            made_on=day,
            page=page_of_release,
            drafts=checked[0],
            again=again.strip(),
        )
        show(f"release {folder.name} of {request_id}: {folder}")
        keep_drafts(workspace, request_id, checked[0], int(folder.name))
        say_what_is_no_longer_true(workspace, request_id, folder)
        if folder.parent.name == WAITING:
            say(
                "it waits for a second person, who looks at it and then says `foistats release"
                f" approve {request_id} {folder.name} --by NAME`"
            )
        return ExitCode.DONE

    def _has_tables(workspace: Workspace) -> bool:
        return workspace.current_pointer(request_id).exists()

    return held(root, "foistats release", make)


def _same_as(folder: Path | None, request_id: str) -> list[str]:
    if folder is None:
        return []
    return [
        f"release {folder.name} of {request_id} has the same figures, made from the same files;"
        " nothing has changed since. `foistats claims check DRAFT --request"
        f" {request_id} --release {folder.name}` holds a draft against it; --again REASON makes"
        " another all the same"
    ]


def withdraw_release(request_id: str, number: int, *, because: str, by: str, root: Path) -> int:
    """Mark a release as withdrawn, with the reason; its files stay as they are."""
    from foistats.publishing.standing import withdraw

    def mark(workspace: Workspace) -> int:
        folder = folder_made(workspace, request_id, number)
        withdraw(folder, because=because, by=by, on=date.today())
        show(f"release {number} of {request_id} is withdrawn: {because}")
        return ExitCode.DONE

    return held(root, "foistats release withdraw", mark)


def approve_release(
    request_id: str, number: int, *, by: str, root: Path, today: date | None = None
) -> int:
    """Record a second person's approval, with which a release that waited is released.

    Gives 1 where a draft that was checked against it has a number that must not be printed.
    """
    from foistats.cli.drafts import drafts_against_approval
    from foistats.publishing.standing import approve

    def record(workspace: Workspace) -> int:
        waits = folder_made(workspace, request_id, number)
        reasons = drafts_against_approval(workspace, request_id, waits)
        for line in reasons:
            say(f"not approved: {line}")
        if reasons:
            return ExitCode.REFUSED_SOMETHING
        folder = approve(workspace, request_id, number, by=by, on=today or date.today())
        show(f"release {number} of {request_id}, approved by {by}: {folder}")
        return ExitCode.DONE

    return held(root, "foistats release approve", record)


def export_release(
    request_id: str, number: int, *, to: Path, with_documents: bool, root: Path
) -> int:
    """Pack a release as one RO-Crate; says what of the forces' documents is in it."""
    from foistats.publishing.exporting import export

    def pack(workspace: Workspace) -> int:
        made = export(workspace, request_id, number, to=to, with_documents=with_documents)
        show(f"release {number} of {request_id}: {to}")
        _say_withdrawn(release_folder(workspace, request_id, number))
        if not with_documents:
            say("the forces' documents are in it by digest; --with-documents packs them")
        elif made.left_out:
            say(f"left out, since it hides something: {', '.join(made.left_out)}")
        return ExitCode.DONE

    return held(root, "foistats release export", pack)


def list_releases(request_id: str, *, root: Path) -> int:
    """Print the releases of a request, their drafts, and which of them are withdrawn."""
    from foistats.cli.drafts import draft_said
    from foistats.publishing.drafts import kept_drafts
    from foistats.publishing.numbers import missing_numbers

    def print_them(workspace: Workspace) -> int:
        drafts = kept_drafts(workspace, request_id)
        top = releases_folder(workspace, request_id)
        waiting = [top / WAITING / str(one) for one in versions_waiting(workspace, request_id)]
        found = [*(top / str(version) for version in versions(workspace, request_id)), *waiting]
        for folder in sorted(found, key=lambda path: int(path.name)):
            made_on, made_by = _made(folder)
            seen, gone = approved(folder), withdrawn(folder)
            after = "; waits for approval" if folder in waiting and not gone else ""
            if seen is not None and folder not in waiting:
                after += f"; approved on {seen['on']} by {seen['by']}"
            if gone is not None:
                after += f"; withdrawn on {gone['on']}: {gone['because']}"
            show(f"{folder.name}  made on {made_on} by {made_by}{after}  {folder}")
            for draft in (one for one in drafts if one.release == int(folder.name)):
                show(f"   {draft_said(draft)}")
        for number in missing_numbers(workspace, request_id):
            show(f"{number}  was made and is no longer there; its number is not given again")
        if not found:
            say(f"there is no release of {request_id} yet; `foistats release make` makes one")
        return ExitCode.DONE

    return told_in_one_line(root, print_them)


def verify_release(folder: Path, *, root: Path | None) -> int:
    """Print how a release differs from what was released; 1 where it does."""
    from foistats.publishing.rebuilding import check
    from foistats.reporting.page import page_of_release

    if not folder.is_dir():
        say(f"{folder} is no folder; name the folder of one release")
        return ExitCode.WRONG_USAGE
    try:
        told = [*check(folder, Workspace(root) if root is not None else None, page=page_of_release)]
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    found = [one for one in told if one.differs]
    for one in told:
        show(one.said)
    try:
        if (seen := approved(folder)) is not None and not found:
            show(f"approved on {seen['on']} by {seen['by']}")
        if (gone := withdrawn(folder)) is not None:
            show(f"this release was withdrawn on {gone['on']} by {gone['by']}: {gone['because']}")
    except FoistatsError as damaged:
        show(str(damaged))
        return ExitCode.REFUSED_SOMETHING
    if found:
        return ExitCode.REFUSED_SOMETHING
    more = ", and its tables were built anew from the same documents" if root is not None else ""
    show(f"the release is as it was released{more}")
    return ExitCode.DONE


def print_difference(
    request_id: str, earlier: int, later: int | None, *, root: Path, as_json: bool
) -> int:
    """Print each figure that differs between two releases, or a release and now, and why."""
    from foistats.publishing import comparing, editions

    def compare(workspace: Workspace) -> int:
        for number in (earlier, *([later] if later is not None else [])):
            _say_withdrawn(folder_made(workspace, request_id, number))
        before = editions.release_edition(folder_made(workspace, request_id, earlier))
        after = (
            editions.current_edition(workspace, request_id)
            if later is None
            else editions.release_edition(folder_made(workspace, request_id, later))
        )
        found = comparing.compare(before, after)
        if as_json:
            rows = [comparing.as_json(one) for one in found]
            sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
            return ExitCode.DONE
        for one in found:
            show(comparing.in_words(one))
        if not found:
            show(f"no figure differs between {before.name} and {after.name}")
        return ExitCode.DONE

    return told_in_one_line(root, compare)


def print_history(area: str, period: str, *, request: str, category: str, root: Path) -> int:
    """Print what a figure was in each release, and what it is now."""
    from foistats.disclosure.certificate import withholds
    from foistats.model.words import range_in_words
    from foistats.provenance.wanted_figure import NoSuchFigure, WantedFigure, find_figure
    from foistats.release.rows import rows_of

    def said(row: Row) -> str:
        return range_in_words((row["count_low"], row["count_high"]))

    def find(workspace: Workspace, tables: Callable[[str], Path] | None = None) -> WantedFigure:
        return find_figure(
            workspace,
            area=area,
            period=period,
            request=request,
            category=category,
            tables=tables,
        )

    def last_known(workspace: Workspace, refusal: NoSuchFigure) -> WantedFigure:
        """The figure of the last release that has it, where the current tables don't."""
        request_ids = [request] if request else workspace.request_ids()
        numbers = {number for one in request_ids for number in versions(workspace, one)}
        for number in sorted(numbers, reverse=True):
            with suppress(FoistatsError):
                return find(workspace, tables_of_release(workspace, number))
        raise refusal

    def print_it(workspace: Workspace) -> int:
        try:
            wanted, now = find(workspace), True
        except NoSuchFigure as refusal:
            wanted, now = last_known(workspace, refusal), False
        unit = wanted.total["unit"]
        key = ("area_kind", "area_id", "category_id", "period_start", "period_end")
        before: str | None = None
        for number in versions(workspace, wanted.request_id):
            folder = release_folder(workspace, wanted.request_id, number)
            made_on, _ = _made(folder)
            rows = rows_of(folder, "totals")
            row = next((r for r in rows if all(r[k] == wanted.total[k] for k in key)), None)
            figure = said(row) if row else "not in it"
            ranged = row is not None and row["count_low"] != row["count_high"]
            hidden = ranged and withholds(folder)
            if row and row["unit"] != wanted.total["unit"]:
                figure = f"{figure} {row['unit']}, which {unit} have replaced"
            gone = withdrawn(folder)
            show(
                f"release {number}, {made_on}{' (withdrawn)' if gone else ''}:"
                f" {figure}{_revised(before, figure)}"
                f"{', as [disclosure] of request.toml says' if hidden else ''}"
            )
            # Neither what was taken back nor what was withheld is revised by a later figure.
            if not gone:
                before = None if hidden else figure
        figure = said(wanted.total) if now else "not in it"
        show(f"now: {figure}{_revised(before, figure)}")
        return ExitCode.DONE

    return told_in_one_line(root, print_it)


def _made(folder: Path) -> tuple[str, str]:
    """The day on which a release was made, and by whom."""
    from foistats.publishing.verify import MANIFEST, read_object

    try:
        about = read_object(folder / MANIFEST)["release"]
        return str(about["made_on"]), str(about["by"])
    except (OSError, ValueError, KeyError, TypeError):
        return "an unknown day (its manifest is damaged)", "nobody knows whom"


def _say_withdrawn(folder: Path) -> None:
    if said := withdrawal_said(folder):
        say(said)


def _revised(before: str | None, figure: str) -> str:
    """A note that a figure differs from the last one before it that was not withdrawn."""
    return "" if before in (None, figure) else f", revised from {before}"
