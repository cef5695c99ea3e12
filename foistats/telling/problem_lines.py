"""Problems as lines for a person: a line for each cause, with whose reply it is."""

from collections.abc import Iterable, Mapping, Sequence

from foistats.naming.forces import force_name
from foistats.telling.figures import Row
from schemas.problem_codes import ProblemCode, in_words

_EXPECTED_SAID = frozenset(
    {
        ProblemCode.REQUEST_INVALID,
        ProblemCode.RESPONSES_INVALID,
        ProblemCode.DECLARATION_INVALID,
        ProblemCode.SUPERSEDES_UNKNOWN,
    }
)
_FOLLOWS = frozenset({ProblemCode.FIGURE_LEFT_OUT, ProblemCode.ANSWER_WITHOUT_COUNTS})


def names_of(force_ids: Iterable[str]) -> str:
    """Some forces by their names."""
    return " and ".join(map(force_name, force_ids))


def problem_lines(rows: Sequence[Row], whose: Mapping[str, str]) -> list[str]:
    """A line for each cause, with whose reply it is: the same of one document is one line.

    A figure that is left out because its cell is open goes with that cell, and has no line.
    `whose` names the forces of each response.
    """
    open_ = {row["response_id"] for row in rows if row["code"] not in _FOLLOWS} - {""}
    causes: dict[tuple[str, ...], list[Row]] = {}
    following = 0
    for row in rows:
        if row["code"] in _FOLLOWS and row["response_id"] in open_:
            following += 1
            continue
        key = (row["code"], row["response_id"], row["document"], row["remedy"])
        causes.setdefault(key, []).append(row)
    lines = []
    for alike in causes.values():
        force = whose.get(alike[0]["response_id"], "")
        more = f" ({len(alike) - 1:,} more like it)" if len(alike) > 1 else ""
        lines.append(f"{problem_line(alike[0], force=force)}{more}")
    if following:
        figures = "1 figure is" if following == 1 else f"{following:,} figures are"
        lines.append(f"{figures} left out until these are settled.")
    return lines


def problem_line(row: Row, *, force: str = "") -> str:
    """A problem in one line: whose, which, where, what is wrong, what was expected, what to do.

    What was expected is said of files that people edit: there it is what to write.
    """
    where = " ".join(part for part in (row["document"], row["place"]) if part)
    named = ": ".join(part for part in (force, where) if part)
    expected = f"expected {row['expected']}; " if row["code"] in _EXPECTED_SAID else ""
    return (
        f"{row['code']}: {f'{named}: ' if named else ''}{in_words(row['code'], row['found'])};"
        f" {expected}{row['remedy']}"
    )
