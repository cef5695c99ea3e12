"""Commands that build the tables, now or every night, and tell of them."""

from pathlib import Path
from typing import Annotated

import typer

from foistats.cli.options import HERE, RequestIds, Root, request_ids

commands = typer.Typer()
PANEL = "Build the tables"


@commands.command(rich_help_panel=PANEL)
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
    cluster: Annotated[
        str, typer.Option(metavar="tcp://HOST:PORT", help="Read on the workers of a Dask cluster.")
    ] = "",
    at: Annotated[
        str,
        typer.Option(
            metavar="s3://BUCKET/PREFIX",
            help="In a copy of a bucket; then push it.",
        ),
    ] = "",
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

    def run_in(folder: Path) -> int:
        return run_requests(
            requests or [],
            root=folder,
            forces=force or [],
            verbose=verbose,
            reason=reason,
            by=by,
            refresh=refresh,
            with_prefect=with_prefect,
            cluster=cluster,
        )

    if at:
        from foistats.cli.bucket import run_at

        raise typer.Exit(run_at(at, None if root == HERE else root, run_in))
    raise typer.Exit(run_in(root))


@commands.command(rich_help_panel=PANEL)
def pull(
    address: Annotated[str, typer.Argument(metavar="s3://BUCKET/PREFIX")],
    folder: Annotated[Path, typer.Argument(help="Empty, or a copy of it.")],
    discard: Annotated[
        bool, typer.Option("--discard", help="Give up what was not pushed from that folder.")
    ] = False,
) -> None:
    """Make a folder what a bucket holds, to look at or to work in; `foistats push` puts it back.

    Example: foistats pull s3://foi/team team
    """
    from foistats.cli.bucket import pull_copy

    raise typer.Exit(pull_copy(address, folder, discard=discard))


@commands.command(rich_help_panel=PANEL)
def push(
    root: Root = HERE,
    to: Annotated[
        str,
        typer.Option(metavar="s3://BUCKET/PREFIX", help="For a folder that was not pulled."),
    ] = "",
) -> None:
    """Put what was done in a pulled folder into its bucket, all at once or not at all.

    Exit codes: 0 done, 1 somebody else was faster and nothing was replaced.

    Example: foistats push --root team
    """
    from foistats.cli.bucket import push_copy

    raise typer.Exit(push_copy(root, to=to))


@commands.command(rich_help_panel=PANEL)
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


@commands.command(rich_help_panel=PANEL)
def gate(requests: RequestIds = None, root: Root = HERE) -> None:
    """Ask whether the figures of the last run can be true; what can't needs a person.

    Exit codes: 0 nothing is implausible, 1 something needs a person or could not be checked.

    Example: foistats gate burglary-2025
    """
    from foistats.cli.gate import gate_requests

    raise typer.Exit(gate_requests(requests or [], root=root))


@commands.command(rich_help_panel=PANEL)
def ledger(
    request: Annotated[
        str | None,
        typer.Argument(autocompletion=request_ids, help="A folder of raw/; all if none."),
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


@commands.command(rich_help_panel=PANEL)
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
