"""What the commands share in speaking to a person: exit codes, and where words go."""

import csv
import sys
from collections.abc import Iterable, Sequence
from enum import IntEnum

from foistats.records import Problem


class ExitCode(IntEnum):
    """What the exit code of a command means."""

    DONE = 0
    REFUSED_SOMETHING = 1
    WRONG_USAGE = 2
    NOTHING_WRITTEN = 3


def say(line: str) -> None:
    """One line to a person, on standard error, away from what a program may read."""
    sys.stderr.write(f"{line}\n")


def say_problem(problem: Problem) -> None:
    """A problem in one line: where, what was found, what to do."""
    where = " ".join(part for part in (problem.document, problem.place) if part)
    say(
        f"{problem.code.value}: {where}: found {problem.found}; expected {problem.expected}; "
        f"{problem.remedy}"
    )


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows as CSV on standard output; text can't become a spreadsheet's formula."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if value is None else harmless(value) for value in row])


def harmless(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe; numbers stay.

    >>> harmless("=1+1"), harmless("-"), harmless(-3), harmless("- see note")
    ("'=1+1", '-', -3, "'- see note")
    """
    if isinstance(value, str) and len(value) > 1 and value[0] in "=+-@\t\r":
        return f"'{value}"
    return value
