"""A person's way in: the commands of `foistats`. Imports nothing heavy until a command needs it."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper


def main() -> None:
    """Run the command that was typed."""
    from foistats.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # What is piped is UTF-8 on every system; a terminal gets what it can show.
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        app()
    finally:
        _flush_quietly()


def _flush_quietly() -> None:
    """Write out what is left; a reader that has gone (`| head`) is no error of ours."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            # Python flushes once more at its end, and would print a traceback.
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
