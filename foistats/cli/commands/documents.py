"""Commands about one document, or one list of names: what it says, and whether it is sealed."""

from pathlib import Path
from typing import Annotated

import typer

from foistats.cli.options import HERE, Format, Root

commands = typer.Typer()
PANEL = "Look into one document"
quarantine = typer.Typer(
    help="Documents that hide something: what they are, and which may be read all the same.",
    no_args_is_help=True,
)
commands.add_typer(quarantine, name="quarantine", rich_help_panel=PANEL)


@commands.command(rich_help_panel=PANEL)
def read(
    document: Annotated[Path, typer.Argument(metavar="DOC", help="One received file.")],
    force: Annotated[str, typer.Option(help="Who sent it, if the tables don't say.")] = "",
    request: Annotated[str, typer.Option(help="A request whose periods and marks hold.")] = "",
    root: Root = HERE,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.CSV,
    explain: Annotated[bool, typer.Option(help="Say how its tables were understood.")] = False,
    picture: Annotated[
        Path | None, typer.Option(help="Draw its tables as they were understood (an HTML file).")
    ] = None,
) -> None:
    """Print the observations of one document; problems go to standard error.

    In CSV a text that a spreadsheet would run as a formula has an apostrophe in front of it; marks
    such as - and * stay as they are. JSON changes nothing.

    Example: foistats read reply.xlsx --force "Dorset Police" --explain
    """
    from foistats.cli.read import print_explanation, print_reading

    if explain or picture is not None:
        raise typer.Exit(
            print_explanation(document, force=force, request=request, picture=picture, root=root)
        )
    code = print_reading(
        document, force=force, request=request, root=root, as_json=format is Format.JSON
    )
    raise typer.Exit(code)


@commands.command(rich_help_panel=PANEL)
def cells(document: Annotated[Path, typer.Argument(metavar="DOC")], root: Root = HERE) -> None:
    """Print every non-empty cell of one document, with its place.

    Example: foistats cells reply.pdf
    """
    from foistats.cli.read import print_cells

    raise typer.Exit(print_cells(document, root=root))


@commands.command("propose-layout", rich_help_panel=PANEL)
def propose_layout(
    document: Annotated[Path, typer.Argument(metavar="DOC")], root: Root = HERE
) -> None:
    """Print a first draft of a layout for a document that can't be read without one.

    Example: foistats propose-layout reply.pdf
    """
    from foistats.cli.read import print_layout

    raise typer.Exit(print_layout(document, root=root))


@commands.command(rich_help_panel=PANEL)
def names(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv")],
    column: Annotated[str, typer.Option(help="The column that has the names.")] = "raw_name",
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.CSV,
) -> None:
    """Add to each name the force it means, or why it was refused and what may have been meant.

    The file's own columns stay; one that is called force_id is printed as force_id_given.

    Example: foistats names replies.csv --column force
    """
    from foistats.cli.names import print_names

    raise typer.Exit(print_names(file, column=column, as_json=format is Format.JSON))


@quarantine.command("list")
def quarantine_list(
    request: Annotated[str | None, typer.Argument()] = None, root: Root = HERE
) -> None:
    """List the documents that are sealed because they hide something, and what was found.

    Example: foistats quarantine list burglary-2025
    """
    from foistats.cli.quarantine import list_sealed

    raise typer.Exit(list_sealed(request, root=root))


@quarantine.command("release")
def quarantine_release(
    seal_id: Annotated[str, typer.Argument(metavar="ID", help="The id, or how it begins.")],
    because: Annotated[str, typer.Option(help="Why what it shows may be used.")],
    by: Annotated[str, typer.Option(help="Who says so.")],
    request: Annotated[str, typer.Option(help="The request, if several have this document.")] = "",
    root: Root = HERE,
) -> None:
    """Have the visible part of a sealed document read, and nothing else of it.

    The document stays in quarantine. Delete its release.toml to take the release back.

    Example: foistats quarantine release 3f2a --because "only a rounding" --by "A. Person"
    """
    from foistats.cli.quarantine import release_sealed

    code = release_sealed(seal_id, because=because, by=by, request=request, root=root)
    raise typer.Exit(code)
