"""Commands about a figure: where it comes from, what it was, what would move it."""

from pathlib import Path
from typing import Annotated

import typer

from foistats.cli.options import HERE, Report, Root, request_ids

commands = typer.Typer()
PANEL = "Look at the figures"


@commands.command(rich_help_panel=PANEL)
def why(  # noqa: PLR0913, PLR0917 - each is an option
    area: Annotated[
        str,
        typer.Argument(help='A force, region or country, such as "South West"; or a number alone.'),
    ],
    period: Annotated[str, typer.Argument(help="A period, such as 2018/19.")] = "",
    request: Annotated[str, typer.Option(help="The request, if several have this figure.")] = "",
    category: Annotated[str, typer.Option(help="Its id or name, if there are several.")] = "",
    change: Annotated[
        str, typer.Option(metavar="PERIOD", help="Explain the change since this period.")
    ] = "",
    format: Annotated[Report, typer.Option(help="How to print it.")] = Report.TEXT,
    release: Annotated[
        int | None, typer.Option(metavar="N", help="The figure of this release, not of now.")
    ] = None,
    picture: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Draw each cell in its document: .html, or .png of a PDF."
        ),
    ] = None,
    open: Annotated[
        bool, typer.Option("--open", help="Draw each cell and open that in a browser.")
    ] = False,
    root: Root = HERE,
) -> None:
    """Show what a figure was added up from: each cell, and each force that is missing and why.

    Of a number alone, such as 5,515, it shows which figures it is, now or in a release.

    Example: foistats why "South West" 2018/19 --request child-sexual-offences-2019
    """
    from foistats.cli.why import print_why

    code = print_why(
        area,
        period,
        root=root,
        request=request,
        category=category,
        change=change,
        as_json=format is Report.JSON,
        picture=picture,
        release=release,
        open_it=open,
    )
    raise typer.Exit(code)


@commands.command(rich_help_panel=PANEL)
def history(
    area: Annotated[str, typer.Argument(help='A force, region or country, such as "Wiltshire".')],
    period: Annotated[str, typer.Argument(help="A period, such as 2018/19.")],
    request: Annotated[str, typer.Option(help="The request, if several have this figure.")] = "",
    category: Annotated[str, typer.Option(help="Its id or name, if there are several.")] = "",
    root: Root = HERE,
) -> None:
    """Show what a figure was in each release, and what it is now.

    Example: foistats history "South West" 2018/19 --request burglary-2025
    """
    from foistats.cli.release import print_history

    code = print_history(area, period, request=request, category=category, root=root)
    raise typer.Exit(code)


@commands.command(rich_help_panel=PANEL)
def report(
    request: Annotated[
        list[str] | None,
        typer.Argument(
            autocompletion=request_ids,
            metavar="[REQUEST]...",
            help="Folders of raw/; all that lack pages if none.",
        ),
    ] = None,
    area: Annotated[str, typer.Option(help='Print and open the page of "South West".')] = "",
    open: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False,
    root: Root = HERE,
) -> None:
    """Write a request's figures, charts and answers to one page that opens offline.

    Each of its areas and forces gets a page of its own beside it.

    Example: foistats report burglary-2025 --open
    """
    from foistats.cli.report import write_reports

    raise typer.Exit(write_reports(request or [], root=root, area=area, open_it=open))


@commands.command(rich_help_panel=PANEL)
def impact(
    request: Annotated[str, typer.Argument(autocompletion=request_ids, help="A folder of raw/.")],
    response: Annotated[str, typer.Option(metavar="ID", help="Leave out this response.")] = "",
    document: Annotated[str, typer.Option(metavar="PATH", help="Leave out this file.")] = "",
    alias: Annotated[str, typer.Option(metavar="NAME", help="Leave out this alias.")] = "",
    layout: Annotated[str, typer.Option(metavar="DOC", help="Leave out its layout.")] = "",
    declared: Annotated[
        str, typer.Option(metavar="DOC", help="Leave out what persons declared of a document.")
    ] = "",
    place: Annotated[str, typer.Option(help="With --declared: only of this place.")] = "",
    root: Root = HERE,
) -> None:
    """Show which totals would move, and in which releases they stand, if something were not there.

    The tables are built anew without it, elsewhere; nothing here changes.

    Example: foistats impact burglary-2025 --response kent-2025-06-13
    """
    from foistats.cli.impact import print_impact

    code = print_impact(
        request,
        response=response,
        document=document,
        alias=alias,
        layout=layout,
        declared=declared,
        place=place,
        root=root,
    )
    raise typer.Exit(code)


@commands.command(rich_help_panel=PANEL)
def disclosure(
    request: Annotated[str, typer.Argument(help="A folder of raw/.")],
    out: Annotated[
        Path | None, typer.Option(help="Write it as a page too, for those who make releases.")
    ] = None,
    root: Root = HERE,
) -> None:
    """Show which protected counts could be worked out, and what is withheld so that none can.

    Everything printed is read together: these tables, earlier releases, those of other requests
    about the same counts, and published.toml. Exit code 1 where a release is stopped by it.

    Example: foistats disclosure burglary-2025 --out disclosure.html
    """
    from foistats.cli.disclosure import show_disclosure

    raise typer.Exit(show_disclosure(request, root=root, out=out))
