"""Commands about releases: figures that are frozen, compared and verified."""

from pathlib import Path
from typing import Annotated

import typer

from foistats.cli.options import HERE, Report, Root, request_ids

commands = typer.Typer()
PANEL = "Publish"
releases = typer.Typer(
    help="Figures frozen under a version, which a stranger can verify.", no_args_is_help=True
)
commands.add_typer(releases, name="release", rich_help_panel=PANEL)


@commands.command(rich_help_panel=PANEL)
def verify(
    folder: Annotated[Path, typer.Argument(help="The folder of one release.")],
    root: Annotated[
        Path | None,
        typer.Option(help="A folder with raw/: build the tables anew from the documents in it."),
    ] = None,
) -> None:
    """Check that a release is as it was released; exit code 1 if anything differs.

    Tables built anew by other libraries may have the same values in other bytes: that is said, and
    is no difference.

    Example: foistats verify processed/releases/burglary-2025/1
    """
    from foistats.cli.release import verify_release

    raise typer.Exit(verify_release(folder, root=root))


@commands.command(rich_help_panel=PANEL)
def diff(
    request: Annotated[str, typer.Argument(autocompletion=request_ids, help="A folder of raw/.")],
    earlier: Annotated[int, typer.Argument(help="A release.")],
    later: Annotated[
        int | None, typer.Argument(help="A later release; the current tables if left out.")
    ] = None,
    format: Annotated[Report, typer.Option(help="How to print it.")] = Report.TEXT,
    root: Root = HERE,
) -> None:
    """Show each figure that differs between two releases, or a release and now, and why.

    Example: foistats diff burglary-2025 1 2
    """
    from foistats.cli.release import print_difference

    code = print_difference(request, earlier, later, root=root, as_json=format is Report.JSON)
    raise typer.Exit(code)


@releases.command("make")
def release_make(
    request: Annotated[str, typer.Argument(autocompletion=request_ids, help="A folder of raw/.")],
    by: Annotated[str, typer.Option(help="Who releases it.")],
    draft: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Checked first; once for each draft that goes with it."),
    ] = None,
    again: Annotated[
        str, typer.Option(metavar="REASON", help="Why, if the last release has the same figures.")
    ] = "",
    root: Root = HERE,
) -> None:
    """Freeze the current tables under processed/releases/, or say what stands against it.

    Nothing is released with open problems, sealed documents, figures that the plausibility check
    doubts, or a --draft with a number that is false or that nobody knows.

    Example: foistats release make burglary-2025 --by "A. Person"
    """
    from foistats.cli.release import make_release

    raise typer.Exit(make_release(request, by=by, root=root, drafts=draft or [], again=again))


@releases.command("drafts")
def release_drafts(
    request: Annotated[str, typer.Argument(help="A folder of raw/.")],
    release: Annotated[
        int | None, typer.Option(help="Held against this release; the last if left out.")
    ] = None,
    format: Annotated[Report, typer.Option(help="How to print them.")] = Report.TEXT,
    root: Root = HERE,
) -> None:
    """List the drafts checked against releases, and which of their sentences are true no longer.

    Exit codes: 0 all that held holds, 1 something is no longer true.

    Example: foistats release drafts burglary-2025
    """
    from foistats.cli.drafts import list_drafts

    as_json = format is Report.JSON
    raise typer.Exit(list_drafts(request, release, root=root, as_json=as_json))


@releases.command("approve")
def release_approve(
    request: Annotated[str, typer.Argument(autocompletion=request_ids, help="A folder of raw/.")],
    number: Annotated[int, typer.Argument(help="The release that waits.")],
    by: Annotated[str, typer.Option(help="Who approves it: not who made it.")],
    root: Root = HERE,
) -> None:
    """Approve a release as the second person that request.toml asks for.

    Example: foistats release approve burglary-2025 1 --by "B. Person"
    """
    from foistats.cli.release import approve_release

    raise typer.Exit(approve_release(request, number, by=by, root=root))


@releases.command("export")
def release_export(
    request: Annotated[str, typer.Argument(autocompletion=request_ids, help="A folder of raw/.")],
    number: Annotated[int, typer.Argument(help="The release.")],
    to: Annotated[Path, typer.Option(help="The file to write, such as thefts.zip.")],
    with_documents: Annotated[
        bool, typer.Option("--with-documents", help="Pack what the forces sent, too.")
    ] = False,
    root: Root = HERE,
) -> None:
    """Pack a release as one RO-Crate, to keep or to hand on.

    What the forces sent is named by digest, or packed too; never a document that hides something.

    Example: foistats release export burglary-2025 1 --to burglary.zip
    """
    from foistats.cli.release import export_release

    code = export_release(request, number, to=to, with_documents=with_documents, root=root)
    raise typer.Exit(code)


@releases.command("list")
def release_list(
    request: Annotated[str, typer.Argument(autocompletion=request_ids, help="A folder of raw/.")],
    root: Root = HERE,
) -> None:
    """List the releases of a request, and which of them are withdrawn.

    Example: foistats release list burglary-2025
    """
    from foistats.cli.release import list_releases

    raise typer.Exit(list_releases(request, root=root))


@releases.command("withdraw")
def release_withdraw(
    request: Annotated[str, typer.Argument(autocompletion=request_ids, help="A folder of raw/.")],
    number: Annotated[int, typer.Argument(help="The release.")],
    because: Annotated[str, typer.Option(help="Why.")],
    by: Annotated[str, typer.Option(help="Who withdraws it.")],
    root: Root = HERE,
) -> None:
    """Mark a release as withdrawn. Its files stay as they are.

    Example: foistats release withdraw burglary-2025 1 --because "Kent erred" --by "A. Person"
    """
    from foistats.cli.release import withdraw_release

    code = withdraw_release(request, number, because=because, by=by, root=root)
    raise typer.Exit(code)
