"""Commands about a draft: each of its numbers held against the tables."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from foistats.cli.options import HERE, Root, request_ids

commands = typer.Typer()
PANEL = "Publish"
claims = typer.Typer(
    help="A draft's numbers, each held against the tables before it is printed.",
    no_args_is_help=True,
)
commands.add_typer(claims, name="claims", rich_help_panel=PANEL)


class Answers(StrEnum):
    """How the verdicts on a draft are shown."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    DOCX = "docx"


@claims.command("check")
def claims_check(
    draft: Annotated[Path, typer.Argument(metavar="DRAFT", help="A .txt, .md, .docx or .html.")],
    request: Annotated[str, typer.Option(help="A folder of raw/, if several have tables.")] = "",
    release: Annotated[
        int | None, typer.Option(help="A release's tables, not the current.")
    ] = None,
    format: Annotated[Answers, typer.Option(help="How to show it.")] = Answers.TEXT,
    out: Annotated[
        Path | None, typer.Option(help="Where html and docx go; beside the draft if not given.")
    ] = None,
    root: Root = HERE,
) -> None:
    """Hold every number of a draft against the tables: each is true, false, open or no statistic.

    Exit codes: 0 all hold or are no statistic, 1 something fails, conflicts or depends on counts
    that nobody gave, 2 wrong usage, 3 some number could not be checked.

    Example: foistats claims check story.docx --request burglary-2025 --format html
    """
    from foistats.cli.claims import check_draft

    code = check_draft(
        draft, root=root, request=request, release=release, shown_as=format.value, out=out
    )
    raise typer.Exit(code)


@claims.command("draft")
def claims_draft(
    request: Annotated[str, typer.Argument(autocompletion=request_ids, help="A folder of raw/.")],
    area: Annotated[
        str,
        typer.Option(help='A force, region or country: "South West"; all forces asked if none.'),
    ] = "",
    category: Annotated[str, typer.Option(help="Its id or name, if there are several.")] = "",
    root: Root = HERE,
) -> None:
    """Print plain sentences about an area, and notes to editors, that the tables bear.

    Example: foistats claims draft burglary-2025 --area "South West"
    """
    from foistats.cli.claims import print_draft

    raise typer.Exit(print_draft(request, area=area, category=category, root=root))


@claims.command("text")
def claims_text(
    draft: Annotated[Path, typer.Argument(metavar="DRAFT", help="A .txt, .md, .docx or .html.")],
) -> None:
    """Print the text of a draft: the offsets of its numbers count in it.

    Example: foistats claims text story.docx
    """
    from foistats.cli.claims import print_text

    raise typer.Exit(print_text(draft))
