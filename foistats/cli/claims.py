"""`foistats claims`: a draft's numbers, held against the tables."""

import sys
from pathlib import Path

from foistats.cli.console import ExitCode, say
from foistats.errors import FoistatsError


def print_text(draft: Path) -> int:
    """Print the text of a draft in which the places of mentions are counted; 2 where it can't be read."""
    from foistats.claims.draft_text import text_of_draft

    try:
        text = text_of_draft(draft)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    sys.stdout.write(text)
    return ExitCode.DONE
