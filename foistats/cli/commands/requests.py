"""Commands about a request: to ask, receive, chase and settle it."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from foistats.cli.options import HERE, Root, request_ids

commands = typer.Typer()
PANEL = "Ask, receive and chase"


@commands.command(rich_help_panel=PANEL)
def init(folder: Annotated[Path, typer.Argument(help="Here, if left out.")] = HERE) -> None:
    """Make a folder in which requests can be kept: raw/, a .gitignore, settings.

    Example: foistats init my-requests
    """
    from foistats.cli.new import make_workspace

    raise typer.Exit(make_workspace(folder))


@commands.command(rich_help_panel=PANEL)
def new(  # noqa: PLR0913, PLR0917 - a request has as many values as it has
    request: Annotated[str, typer.Argument(help="Its folder's name in raw/.")],
    title: Annotated[str, typer.Option(help="As it would stand over a table.")] = "",
    question: Annotated[str, typer.Option(help="Word for word.")] = "",
    unit: Annotated[str, typer.Option(help="What is counted: offences, arrests ...")] = "",
    kind: Annotated[str, typer.Option(help="financial_year, calendar_year, quarter, month.")] = "",
    first: Annotated[str, typer.Option(help="The first period, such as 2020/21.")] = "",
    last: Annotated[str, typer.Option(help="The last period.")] = "",
    forces: Annotated[str, typer.Option(help="uk, england-and-wales, or names and commas.")] = "",
    category: Annotated[
        list[str] | None, typer.Option(metavar="NAME|ID=NAME", help="Once for each category.")
    ] = None,
    sent_on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="If it is sent already.")
    ] = None,
    root: Root = HERE,
) -> None:
    """Start a request: its folder, the letter to send, and an answer sheet for the forces.

    What isn't given as an option is asked.

    Example: foistats new burglary-2025

    Example: foistats new burglary-2025 --forces "Dorset, Wiltshire" --first 2020/21 --last 2024/25
    """
    from foistats.cli.new import Typed, make_new_request

    typed = Typed(title, question, unit, kind, first, last, forces, tuple(category or ()))
    code = make_new_request(request, typed, sent_on=sent_on.date() if sent_on else None, root=root)
    raise typer.Exit(code)


@commands.command(rich_help_panel=PANEL)
def receive(
    request: Annotated[
        str, typer.Option(autocompletion=request_ids, help="The request's folder name in raw/.")
    ],
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files exactly as received, folders, mailboxes.")
    ] = None,
    force: Annotated[
        str, typer.Option(help="The force, as written on the reply; without it, what each says.")
    ] = "",
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it came in.")
    ] = None,
    outcome: Annotated[
        str, typer.Option(help="refused, not_held ...; without it the documents say.")
    ] = "",
    answers: Annotated[
        Path | None, typer.Option(help="The filled-in CSV file of what was left open.")
    ] = None,
    root: Root = HERE,
) -> None:
    """Store replies under raw/ with a receipt, and list them in responses.csv.

    With --force all files are one reply. Without it each file is one, and so are each folder inside
    a folder and each message of a mailbox: whose it is, it must say itself, or you are asked.
    Without files, what waits in inbox/REQUEST and in the mailbox that foistats.toml names.

    Example: foistats receive inbox/ --request burglary-2025

    Example: foistats receive reply.xlsx --request burglary --force Dorset --on 2025-06-21
    """
    from foistats.cli.inbox import receive_answers, receive_inbox
    from foistats.cli.receive import receive_files

    day = on.date() if on else None
    if answers is not None:
        raise typer.Exit(receive_answers(answers, request_id=request, root=root))
    if not force:
        raise typer.Exit(receive_inbox(files or [], request_id=request, on=day, root=root))
    if not files:
        raise typer.BadParameter("with --force name the files that came in")
    if day is None:
        raise typer.BadParameter("with --force the day is needed too: --on 2026-01-31")
    code = receive_files(files, request=request, force=force, on=day, outcome=outcome, root=root)
    raise typer.Exit(code)


@commands.command(rich_help_panel=PANEL)
def status(
    request: Annotated[
        str | None,
        typer.Argument(autocompletion=request_ids, help="A folder of raw/; all if none."),
    ] = None,
    root: Root = HERE,
) -> None:
    """Show who answered, who refused, who is overdue, and what needs a person.

    Example: foistats status burglary-2025
    """
    from foistats.cli.status import show_status

    raise typer.Exit(show_status(request, root=root))


@commands.command(rich_help_panel=PANEL)
def chase(
    request: Annotated[str, typer.Argument(autocompletion=request_ids, help="A folder of raw/.")],
    sent: Annotated[
        str,
        typer.Option(metavar="FORCE", help="Write down that its letter was sent; all for each."),
    ] = "",
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="When it was; today if left out.")
    ] = None,
    by: Annotated[str, typer.Option(help="Who sent it.")] = "",
    everybody: Annotated[
        bool, typer.Option("--all", help="Also to those written to in the last ten working days.")
    ] = False,
    root: Root = HERE,
) -> None:
    """Write a letter to each force that is late or has something to settle; nothing is sent.

    Example: foistats chase burglary-2025

    Example: foistats chase burglary-2025 --sent all --by "A. Person"
    """
    from foistats.cli.chase import note_sent, write_letters

    if sent:
        day = on.date() if on else date.today()
        raise typer.Exit(note_sent(request, force=sent, on=day, by=by, root=root))
    raise typer.Exit(write_letters(request, root=root, everybody=everybody))


@commands.command(rich_help_panel=PANEL)
def review(  # noqa: PLR0913, PLR0917 - each is an option
    request: Annotated[
        str | None,
        typer.Argument(autocompletion=request_ids, help="A folder of raw/; all if none."),
    ] = None,
    by: Annotated[str, typer.Option(help="Who answers.")] = "",
    because: Annotated[str, typer.Option(help="Why; what was answered if left out.")] = "",
    export: Annotated[Path | None, typer.Option(help="Write the questions to a CSV.")] = None,
    apply: Annotated[Path | None, typer.Option(help="Take the answers of such a CSV.")] = None,
    web: Annotated[bool, typer.Option("--web", help="Ask in a browser of this machine.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="Open the browser, too.")] = False,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Of the pages; any free one if left out.")
    ] = 0,
    root: Root = HERE,
) -> None:
    """Go through what needs a person, one by one; each answer is a line in a file under raw/.

    Example: foistats review burglary-2025 --web --open

    Example: foistats review burglary-2025 --export review.csv
    """
    from foistats.cli.review import Web, review_request

    code = review_request(
        request,
        root=root,
        by=by,
        because=because,
        export=export,
        apply=apply,
        web=Web(open_, port) if web or open_ else None,
    )
    raise typer.Exit(code)
