"""Whether what stands over a table says that it counts something else than was asked.

A reply may hold tables of many offences. One below "Burglary" is not the answer to a question about
another offence, though nothing in the table itself says so.
"""

from collections.abc import Sequence

from foistats.naming.vocabulary import words
from foistats.naming.wanted import content
from foistats.records import Asked
from foistats.tables.surroundings import titles_of
from foistats.tables.table import Table

# Offences that nobody writes over a table of others. Words of many meanings ("sexual", "abuse",
# "violence") and kinds of these ("rape") are not among them: forces say one thing in several ways.
_OFFENCES = words(
    """
    affray arson blackmail bribery burglary drug firearm forgery fraud harassment homicide kidnap
    kidnapping manslaughter murder perjury riot robbery shoplifting slavery stalking theft
    vandalism wounding
    """
)
_LONGEST = 80
# Further up a page stands what belongs to another table.
_NEAR = 4


def other_subjects(tables: Sequence[Table], asked: Asked) -> list[str]:
    """For each table why it isn't what was asked, empty where nothing says so.

    Beside a table of something else, one counts only if its own heading speaks of what was asked. A
    layout, or categories in request.toml, say that a person has looked.
    """
    title = content(asked.title) - {"by"}
    if not title or asked.categories:
        return ["" for _ in tables]
    known = title | content(asked.question)
    headings = [_headings(table) for table in tables]
    others = [_other(lines, title=title, known=known) for lines in headings]
    first = next((other for other in others if other), "")
    whys = []
    for table, lines, other in zip(tables, headings, others, strict=True):
        if table.declared is not None or not first:
            whys.append("")
        elif other:
            whys.append(f"it stands below {other!r}, which is not what was asked")
        elif any(content(line) & title for line in lines):
            whys.append("")
        else:
            whys.append(f"beside a table of {first!r} nothing says that it is what was asked")
    return whys


def _headings(table: Table) -> list[str]:
    lines = [*titles_of(table)[:_NEAR], table.sensed.grid.name]
    return [line for line in lines if len(line) <= _LONGEST]


def _other(lines: Sequence[str], *, title: frozenset[str], known: frozenset[str]) -> str:
    """The nearest heading of a table that names another offence, if none names what was asked."""
    for line in lines:
        said = content(line)
        if said & title:
            return ""
        if said & _OFFENCES - known:
            return line
    return ""
