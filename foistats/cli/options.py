"""Arguments and options that several commands have."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

HERE = Path()


def request_ids(incomplete: str) -> list[str]:
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
        metavar="[REQUEST]...", autocompletion=request_ids, help="Folders of raw/; all if none."
    ),
]


class Format(StrEnum):
    """How a command prints rows."""

    CSV = "csv"
    JSON = "json"


class Report(StrEnum):
    """How a command prints what is for people as well as for programs."""

    TEXT = "text"
    JSON = "json"
