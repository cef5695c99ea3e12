"""Commands as a person types them, in this process."""

import csv
import io
from pathlib import Path

from typer.testing import CliRunner, Result

from foistats.cli.app import app


def typed(*words: str | Path) -> Result:
    """What a command printed, and its exit code; an exception that nobody caught is raised."""
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


def rows(printed: str) -> list[dict[str, str]]:
    """Printed CSV as rows."""
    return list(csv.DictReader(io.StringIO(printed, newline="")))
