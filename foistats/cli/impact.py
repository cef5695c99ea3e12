"""`foistats impact`: which figures would move if something were not there."""

from pathlib import Path

from foistats.cli.console import ExitCode, say, show
from foistats.errors import FoistatsError
from foistats.model.words import difference_in_words, range_in_words
from foistats.naming.periods import label_of
from foistats.publishing.impact import (
    Leave,
    Moved,
    MovedChange,
    impact,
    is_inside,
    without_alias,
    without_document,
    without_entry,
    without_inner,
    without_layout,
    without_response,
)
from foistats.workspace import Workspace


def print_impact(  # one option for each kind of thing that can be left out
    request_id: str,
    *,
    response: str,
    document: str,
    alias: str,
    layout: str,
    declared: str,
    place: str,
    root: Path,
) -> int:
    """Print each total that would be another; one thing is left out at a time."""
    wanted: list[Leave] = []
    inside = ""
    try:
        workspace = Workspace(root)
        if document and is_inside(workspace, request_id, document):
            wanted.append(without_inner(workspace, request_id, document))
            inside, document = document, ""
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    if response:
        wanted.append(without_response(response))
    if document:
        wanted.append(without_document(document))
    if alias:
        wanted.append(without_alias(alias))
    if layout:
        wanted.append(without_layout(layout))
    if declared:
        wanted.append(without_entry(declared, place))
    if len(wanted) != 1:
        say("name one thing to leave out: --response, --document, --alias, --layout or --declared")
        return ExitCode.WRONG_USAGE
    try:
        found = impact(workspace, request_id, wanted[0], inside=inside)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    for one in found.moved:
        show(_line(one))
    for change in found.changes:
        show(_line_of_change(change))
    for untrue in found.drafts:
        show(
            f"draft {untrue.draft.name}, checked against release {untrue.draft.release}:"
            f" “{untrue.now.text}” would hold no longer (“{untrue.now.sentence}”)"
        )
    if not any(found):
        show("no figure would move")
    return ExitCode.DONE


def _line_of_change(moved: MovedChange) -> str:
    category = "" if moved.category_id == "all" else f", {moved.category_id}"
    was, now = (
        "no change that can be said" if one is None else difference_in_words(*one)
        for one in (moved.was, moved.now)
    )
    periods = f"{label_of(moved.earlier)} to {label_of(moved.later)}"
    return f"{moved.area_name}, change from {periods}{category}: {was} would be {now}"


def _line(moved: Moved) -> str:
    one = moved.changed
    category = "" if one.category_id == "all" else f", {one.category_id}"
    was = "not in it" if one.was is None else range_in_words(one.was)
    now = "not in it" if one.now is None else range_in_words(one.now)
    numbers = ", ".join(map(str, moved.releases))
    printed = f"; published in release {numbers}" if moved.releases else ""
    return f"{one.area_name}, {label_of(one.period)}{category}: {was} would be {now}{printed}"
