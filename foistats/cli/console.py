"""What the commands share in speaking to a person: exit codes, and where words go."""

import csv
import sys
from collections.abc import Iterable, Sequence
from enum import IntEnum

from foistats.model.words import spelled_out
from foistats.records import Problem
from foistats.release.spreadsheet import for_spreadsheet
from schemas.problem_codes import in_words


class ExitCode(IntEnum):
    """What the exit code of a command means.

    NOTHING_WRITTEN is also that of a run which kept an earlier run's tables of some request.
    """

    DONE = 0
    REFUSED_SOMETHING = 1
    WRONG_USAGE = 2
    NOTHING_WRITTEN = 3


def shown(text: str) -> str:
    """A text as it may be sent to a terminal: what would steer it or turn it round is spelled out.

    >>> shown("a\\x1b[2Jb\\u202ecod.exe\\nnew"), shown("Heddlu Dyfed–Powys £5")
    ('a\\\\x1b[2Jb\\\\u202ecod.exe\\\\nnew', 'Heddlu Dyfed–Powys £5')
    """
    return spelled_out(text, kept="")


def say(line: str) -> None:
    """One line to a person, on standard error, away from what a program may read."""
    for part in line.split("\n"):
        sys.stderr.write(f"{shown(part)}\n")


def show(line: str) -> None:
    """One line of what a command gives, on standard output."""
    sys.stdout.write(f"{shown(line)}\n")


def say_problem(problem: Problem) -> None:
    """A problem in one line: where, what is wrong, what to do."""
    where = " ".join(part for part in (problem.document, problem.place) if part)
    line = (
        f"{problem.code.value}: {where}: {in_words(problem.code, problem.found)};"
        f" expected {problem.expected}; {problem.remedy}"
    )
    say(line.replace("\n", "\\n"))


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows as CSV on standard output; text can't become a spreadsheet's formula."""
    write_csv([for_spreadsheet(cell) for cell in row] for row in (columns, *rows))


def write_csv(rows: Iterable[Sequence[object]]) -> None:
    """Rows on standard output just as they are; None is empty."""
    csv.writer(sys.stdout, lineterminator="\n").writerows(rows)
