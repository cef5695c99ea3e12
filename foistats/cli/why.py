"""`foistats why`: what a figure was added up from, down to each cell."""

import json
import sys
import tempfile
import webbrowser
from pathlib import Path

from foistats.cli.console import ExitCode, say, show
from foistats.cli.quoted import print_places
from foistats.errors import FoistatsError
from foistats.provenance.quoted import quoted_number
from foistats.provenance.tracing import TracedChange, TracedTotal, trace_change, trace_total
from foistats.provenance.wanted_figure import find_figure
from foistats.provenance.words import change_as_json, lines_of_change, lines_of_total, total_as_json
from foistats.publishing.folders import tables_of_release
from foistats.publishing.standing import withdrawal_said
from foistats.workspace import Workspace


def print_why(  # noqa: PLR0913 - each is an option of the command
    area: str,
    period: str,
    *,
    root: Path,
    request: str,
    category: str,
    change: str,
    as_json: bool,
    picture: Path | None,
    release: int | None = None,
    open_it: bool = False,
) -> int:
    """Print the cells behind a figure or a change; draw them where a picture is wanted.

    The figure is that of the current tables, or of a release. Of a number alone it is printed where
    that stands.
    """
    if quoted := quoted_number(area, period):
        return print_places(quoted, root=root, request=request, release=release, as_json=as_json)
    if not period:
        say(f"say of which period {area!r} is meant, such as 2018/19, or give a number alone")
        return ExitCode.WRONG_USAGE
    try:
        workspace = Workspace(root)
        wanted = find_figure(
            workspace,
            area=area,
            period=period,
            request=request,
            category=category,
            tables=None if release is None else tables_of_release(workspace, release),
        )
        if release is not None and (gone := withdrawal_said(wanted.folder)):
            say(gone)
        traced = trace_change(wanted, change) if change else trace_total(wanted)
        if release is None:
            traced = _with_counts_left_out(workspace, traced)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    if picture is not None or open_it:
        return _draw(workspace, traced, picture=picture, open_it=open_it)
    if as_json:
        said = change_as_json(traced) if isinstance(traced, TracedChange) else total_as_json(traced)
        sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
        return ExitCode.DONE
    for line in _lines(traced):
        show(line)
    return ExitCode.DONE


def _draw(
    workspace: Workspace,
    traced: TracedTotal | TracedChange,
    *,
    picture: Path | None,
    open_it: bool,
) -> int:
    """Draw the cells as a page, or those of a PDF as pictures, and open what was drawn."""
    from foistats.provenance.page import draw, pictures

    if picture is None:
        picture = Path(tempfile.mkdtemp(prefix="foistats-why-")) / "why.html"
    kind = picture.suffix.lower()
    if picture.exists() and kind not in (".html", ".htm"):
        say(f"{picture} is there already and is no page; name a new file that ends in .html")
        return ExitCode.WRONG_USAGE
    if any(picture.resolve().is_relative_to(own.resolve())
           for own in (workspace.raw, workspace.processed)):  # fmt: skip
        say(f"{picture} lies in raw/ or processed/, which foistats keeps; name another place")
        return ExitCode.WRONG_USAGE
    if kind not in (".html", ".htm", ".png"):
        say(f"{picture} ends in neither .html nor .png; .html shows every cell")
        return ExitCode.WRONG_USAGE
    try:
        if kind == ".png":
            drawn, without = pictures(workspace, traced)
            if without:
                cells = "1 cell stands" if without == 1 else f"{without} cells stand"
                say(f"{cells} on no page of a PDF; name a file that ends in .html to see every one")
            if not drawn and not without:
                say(
                    "no cell stands behind this figure; without --picture you see why it is missing"
                )
            if not drawn:
                return ExitCode.WRONG_USAGE
            files = [picture, *(picture.with_stem(f"{picture.stem}-{n}")
                                for n in range(2, len(drawn) + 1))]  # fmt: skip
            if there := next((str(one) for one in files if one.exists()), ""):
                say(f"{there} is there already; name a new file")
                return ExitCode.WRONG_USAGE
            for file, content in zip(files, drawn, strict=True):
                file.write_bytes(content)
        else:
            files = [picture]
            picture.write_text(draw(workspace, traced), encoding="utf-8")
    except OSError as reason:
        say(f"{picture} can't be written: {reason}")
        return ExitCode.NOTHING_WRITTEN
    say(f"drawn in {', '.join(map(str, files))}")
    if open_it:
        webbrowser.open(files[0].resolve().as_uri())
    return ExitCode.DONE


def _with_counts_left_out(
    workspace: Workspace, traced: TracedTotal | TracedChange
) -> TracedTotal | TracedChange:
    """The figure with what missing forces' documents give."""
    from foistats.provenance.left_out import with_counts_left_out

    return with_counts_left_out(workspace, traced)


def _lines(traced: TracedTotal | TracedChange) -> list[str]:
    if isinstance(traced, TracedChange):
        return [*lines_of_change(traced)]
    return [*lines_of_total(traced)]
