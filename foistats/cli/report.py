"""`foistats report`: a request on one page."""

import webbrowser
from pathlib import Path

from foistats.cli.console import ExitCode, say, show
from foistats.errors import FoistatsError
from foistats.workspace import Workspace


def write_report(request_id: str, *, root: Path, open_it: bool) -> int:
    """Write the page of the current tables beside them, and open it where that is wanted."""
    from foistats.reporting.written import write_page

    try:
        page = write_page(Workspace(root), request_id)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"the page can't be written: {reason}")
        return ExitCode.NOTHING_WRITTEN
    show(f"{page}")
    if open_it:
        webbrowser.open(page.resolve().as_uri())
    return ExitCode.DONE
