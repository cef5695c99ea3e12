"""The commands, their arguments and their help. What they do lies in the module of each command."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="foistats",
    help="Turn the replies to a round-robin Freedom of Information request into checked tables.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
quarantine = typer.Typer(
    help="Documents that hide something: what they are, and which may be read all the same.",
    no_args_is_help=True,
)
app.add_typer(quarantine, name="quarantine")
releases = typer.Typer(
    help="Figures frozen under a version, which a stranger can verify.", no_args_is_help=True
)
app.add_typer(releases, name="release")
claims = typer.Typer(
    help="A draft's numbers, each held against the tables before it is printed.",
    no_args_is_help=True,
)
app.add_typer(claims, name="claims")


def _request_ids(incomplete: str) -> list[str]:
    """The requests of this folder, for a shell that completes a name."""
    found = (path.parent.name for path in Path("raw").glob("*/request.toml"))
    return sorted(name for name in found if name.startswith(incomplete))


Root = Annotated[
    Path,
    typer.Option("--root", help="The folder that has raw/ and processed/.", show_default=False),
]
RequestIds = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[REQUEST]...",
        autocompletion=_request_ids,
        help="Folders of raw/; all if none.",
    ),
]
HERE = Path()


class Format(StrEnum):
    """How a command prints what it read."""

    CSV = "csv"
    JSON = "json"


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"foistats {version('foistats')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn the replies to a round-robin Freedom of Information request into checked tables.

    Exit codes: 0 done, 1 done but something was refused, 2 wrong usage, 3 nothing could be written.
    """


@app.command()
def run(  # noqa: PLR0913, PLR0917 - a command has as many options as it has
    requests: RequestIds = None,
    root: Root = HERE,
    force: Annotated[
        list[str] | None, typer.Option("--force", metavar="ID", help="Only requests sent to it.")
    ] = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Read again what is kept: of --force, or of all.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what would be done, and why; do nothing.")
    ] = False,
    with_prefect: Annotated[
        bool, typer.Option("--prefect", help="Start a Prefect server for it if none is set.")
    ] = False,
    reason: Annotated[str, typer.Option(help="Why; kept in .foistats/runs.jsonl.")] = "",
    by: Annotated[str, typer.Option(help="Who wants it; kept there too.")] = "",
    verbose: Annotated[bool, typer.Option("--verbose", help="Show Prefect's log.")] = False,
) -> None:
    """Read the replies under raw/ and write the checked tables to processed/.

    Only what has changed since the last run is done again.

    Example: foistats run burglary-2025 --by "A. Person"
    """
    if explain:
        from foistats.cli.explain import explain_requests

        code = explain_requests(requests or [], root=root, forces=force or [], refresh=refresh)
        raise typer.Exit(code)
    from foistats.cli.run import run_requests

    code = run_requests(
        requests or [],
        root=root,
        forces=force or [],
        verbose=verbose,
        reason=reason,
        by=by,
        refresh=refresh,
        with_prefect=with_prefect,
    )
    raise typer.Exit(code)


@app.command()
def serve(
    root: Root = HERE,
    cron: Annotated[str, typer.Option(help="When, by British clocks; at 04:30 if left out.")] = "",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Of the local server.")] = 4200,
) -> None:
    """Build the tables every night, and whenever somebody asks on Prefect's pages; until Ctrl-C.

    Starts a Prefect server on this machine unless PREFECT_API_URL names one.

    Example: foistats serve --root /srv/foi --cron "0 2 * * 1-5"
    """
    from foistats.cli.run import serve_workspace

    raise typer.Exit(serve_workspace(root, cron=cron, port=port))


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="Here, if left out.")] = HERE) -> None:
    """Make a folder in which requests can be kept: raw/, a .gitignore, settings.

    Example: foistats init my-requests
    """
    from foistats.cli.new import make_workspace

    raise typer.Exit(make_workspace(folder))


@app.command()
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


@app.command()
def receive(
    request: Annotated[
        str, typer.Option(autocompletion=_request_ids, help="The request's folder name in raw/.")
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


@app.command()
def status(
    request: Annotated[
        str | None,
        typer.Argument(autocompletion=_request_ids, help="A folder of raw/; all if none."),
    ] = None,
    root: Root = HERE,
) -> None:
    """Show who answered, who refused, who is overdue, and what needs a person.

    Example: foistats status burglary-2025
    """
    from foistats.cli.status import show_status

    raise typer.Exit(show_status(request, root=root))


@app.command()
def chase(
    request: Annotated[str, typer.Argument(autocompletion=_request_ids, help="A folder of raw/.")],
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


@app.command()
def messages(
    test: Annotated[
        bool, typer.Option("--test", help="Send one to see whether it arrives.")
    ] = False,
    root: Root = HERE,
) -> None:
    """Show what people would be told now, by email or webhook, as foistats.toml says.

    Example: foistats messages --test
    """
    from foistats.cli.messages import show_messages

    raise typer.Exit(show_messages(root=root, test=test))


class Report(StrEnum):
    """How a command prints what a figure is made of."""

    TEXT = "text"
    JSON = "json"


@app.command()
def why(  # noqa: PLR0913, PLR0917 - each is an option
    area: Annotated[str, typer.Argument(help='A force, region or country, such as "South West".')],
    period: Annotated[str, typer.Argument(help="A period, such as 2018/19.")],
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


@app.command()
def ledger(
    request: Annotated[
        str | None,
        typer.Argument(autocompletion=_request_ids, help="A folder of raw/; all if none."),
    ] = None,
    force: Annotated[str, typer.Option(metavar="ID", help="Only what this force sent.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Each line as it is kept.")] = False,
    root: Root = HERE,
) -> None:
    """Show what was done to each response: when, why, by which run, with which digests.

    Example: foistats ledger burglary-2025 --force dorset
    """
    from foistats.cli.ledger import print_ledger

    raise typer.Exit(print_ledger(request, root=root, force=force, as_json=json))


@app.command()
def review(  # noqa: PLR0913, PLR0917 - each is an option
    request: Annotated[
        str | None,
        typer.Argument(autocompletion=_request_ids, help="A folder of raw/; all if none."),
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


@app.command()
def gate(requests: RequestIds = None, root: Root = HERE) -> None:
    """Ask whether the figures of the last run can be true; what can't needs a person.

    Exit codes: 0 nothing is implausible, 1 something needs a person or could not be checked.

    Example: foistats gate burglary-2025
    """
    from foistats.cli.gate import gate_requests

    raise typer.Exit(gate_requests(requests or [], root=root))


@app.command()
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


@app.command()
def cells(document: Annotated[Path, typer.Argument(metavar="DOC")], root: Root = HERE) -> None:
    """Print every non-empty cell of one document, with its place.

    Example: foistats cells reply.pdf
    """
    from foistats.cli.read import print_cells

    raise typer.Exit(print_cells(document, root=root))


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


@app.command()
def report(
    request: Annotated[
        list[str] | None,
        typer.Argument(
            autocompletion=_request_ids,
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


@app.command()
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


@releases.command("make")
def release_make(
    request: Annotated[str, typer.Argument(autocompletion=_request_ids, help="A folder of raw/.")],
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
    request: Annotated[str, typer.Argument(autocompletion=_request_ids, help="A folder of raw/.")],
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
    request: Annotated[str, typer.Argument(autocompletion=_request_ids, help="A folder of raw/.")],
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
    request: Annotated[str, typer.Argument(autocompletion=_request_ids, help="A folder of raw/.")],
    root: Root = HERE,
) -> None:
    """List the releases of a request, and which of them are withdrawn.

    Example: foistats release list burglary-2025
    """
    from foistats.cli.release import list_releases

    raise typer.Exit(list_releases(request, root=root))


@releases.command("withdraw")
def release_withdraw(
    request: Annotated[str, typer.Argument(autocompletion=_request_ids, help="A folder of raw/.")],
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


@app.command()
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


@app.command()
def diff(
    request: Annotated[str, typer.Argument(autocompletion=_request_ids, help="A folder of raw/.")],
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


@app.command()
def impact(
    request: Annotated[str, typer.Argument(autocompletion=_request_ids, help="A folder of raw/.")],
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
    request: Annotated[str, typer.Argument(autocompletion=_request_ids, help="A folder of raw/.")],
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


@app.command()
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


@app.command()
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


@app.command("propose-layout")
def propose_layout(
    document: Annotated[Path, typer.Argument(metavar="DOC")], root: Root = HERE
) -> None:
    """Print a first draft of a layout for a document that can't be read without one.

    Example: foistats propose-layout reply.pdf
    """
    from foistats.cli.read import print_layout

    raise typer.Exit(print_layout(document, root=root))
