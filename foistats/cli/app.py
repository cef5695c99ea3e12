"""`foistats` itself: its groups of commands, in the order in which a person needs them."""

from typing import Annotated

import typer

from foistats.cli.commands import building, claims, documents, figures, releases, requests

app = typer.Typer(
    name="foistats",
    help="Turn the replies to a round-robin Freedom of Information request into checked tables.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (requests, building, figures, releases, claims, documents):
    app.add_typer(group.commands)


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
