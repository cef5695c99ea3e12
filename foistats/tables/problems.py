"""Problems as they are found while reading, gathered so that a person gets one line per matter."""

from dataclasses import dataclass, field

from foistats.records import Problem
from schemas.problem_codes import ProblemCode

_SHOWN = 5

# What belongs there, and what a person can do, for each problem that extraction finds.
_ADVICE: dict[ProblemCode, tuple[str, str]] = {
    ProblemCode.NO_TABLE: (
        "a table of counts",
        "look at the document; write what it says as a layout, or set its outcome in responses.csv",
    ),
    ProblemCode.NO_PERIOD: (
        "a period in the headings, the title or the sheet's name",
        "declare the period in statements.toml: `foistats review` does",
    ),
    ProblemCode.PERIOD_AMBIGUOUS: (
        "a period with one meaning, such as {example}",
        "say in statements.toml what the headings are, as `foistats review` does; or correct a"
        " heading in corrections.toml, or declare a layout for this document",
    ),
    ProblemCode.NO_FORCE: (
        "a force in the table, or a known sender",
        "name the force with --force, or in responses.csv",
    ),
    ProblemCode.FORCE_UNKNOWN: (
        "a force in the register",
        "`foistats review` asks which force it is, or that it is none; its lines are left out",
    ),
    ProblemCode.FORCE_OTHER_THAN_SENDER: (
        "figures of the force that sent the document",
        "check who sent it; lines of other forces are not counted",
    ),
    ProblemCode.JOINT_FORCES: (
        "figures for one force",
        "ask for the figures of each force; until then they are held once, under both names",
    ),
    ProblemCode.LAYOUT_UNCLEAR: (
        "a table that can be read in one way only",
        "declare how to read it: foistats propose-layout writes a first draft",
    ),
    ProblemCode.LAYOUT_STALE: (
        "the headings that the layout was written for",
        "compare the layout with the document and correct the layout",
    ),
    ProblemCode.CELL_UNEXPLAINED: (
        "a count, heading, total or note",
        "declare in a layout what it is, or that it is to be ignored and why",
    ),
    ProblemCode.MARK_UNEXPLAINED: (
        "a legend, or a total that shows what the mark stands for",
        "ask the force, then declare the mark in marks.toml: `foistats review` does",
    ),
    ProblemCode.BLANK_UNEXPLAINED: (
        "a count, or a total that shows the blank to be zero",
        "ask the force, then declare the blank in marks.toml: `foistats review` does",
    ),
    ProblemCode.COUNT_UNREADABLE: (
        "a whole number or a known mark",
        "correct the cell, or declare it in a layout as a note",
    ),
    ProblemCode.COUNT_NEGATIVE: (
        "a whole number from zero up",
        "ask the force what it means; it is not counted",
    ),
    ProblemCode.COUNT_FRACTIONAL: (
        "a whole number",
        "ask the force what is counted; these are not counted",
    ),
    ProblemCode.COUNT_TWICE: (
        "one count for one force, period and set of headings",
        "find out what tells the lines apart, and declare it in a layout",
    ),
    ProblemCode.TOTAL_MISMATCH: (
        "a total equal to the sum of its parts",
        "see whether a line is left out, or is a sub-total of others: declare that in a layout;"
        " where neither is so, ask the force which is right, then declare a correction",
    ),
    ProblemCode.TOTAL_UNEXPLAINED: (
        "lines that the total is the sum of",
        "declare in a layout what the total covers, or ignore it with a reason",
    ),
    ProblemCode.TABLES_DISAGREE: (
        "the same sum in each table that divides the same things",
        "ask the force which is right; neither number was changed",
    ),
    ProblemCode.HEADING_UNCLEAR: (
        "what was asked for, or parts that together make it",
        "say in headings.toml what it is: `foistats review` asks once for the whole request",
    ),
    ProblemCode.LINE_LEFT_OUT: (
        "counts",
        "nothing, if it is a share, a rate, a change or the like; else declare a layout",
    ),
    ProblemCode.HEADING_OTHER: (
        "lines of what was asked for",
        "nothing, if it wasn't asked for: it isn't counted; else say in headings.toml what it is",
    ),
    ProblemCode.HIDDEN_CELLS: (
        "a document without hidden content",
        "ask the force for a clean copy; hidden cells were not read",
    ),
    ProblemCode.READERS_DISAGREE: (
        "the same in every reader",
        "open the document and look; until then nothing of this table is counted",
    ),
    ProblemCode.COUNT_PROPOSED: (
        "a sentence that gives one count, its period and what is counted",
        "read the sentence: `foistats review` takes down what it says",
    ),
    ProblemCode.REFUSAL_UNCLEAR: (
        "an answer or a refusal, and its section",
        "read the sentence, then set outcome and section in responses.csv",
    ),
    ProblemCode.CORRECTION_STALE: (
        "the text that the correction was written for",
        "compare corrections.toml with the document; it isn't read until they fit",
    ),
    ProblemCode.TEXT_GUESSED: (
        "UTF-8, or a byte order mark",
        "check that pound signs and dashes look right",
    ),
    ProblemCode.DOCUMENT_NOT_ITS_EXTENSION: (
        "content of the kind that the name says",
        "nothing, if the figures look right; it was read by its content",
    ),
}


@dataclass
class Found:
    """The problems of one document, by code and by the sentence that says what was found.

    `example` is a period as the request asks for it.
    """

    document: str
    example: str = "2020/21"
    # The places keep the order in which they were met; a list would be searched at each of them.
    problems: dict[tuple[ProblemCode, str], dict[str, None]] = field(default_factory=dict)

    def add(self, code: ProblemCode, place: str, what: str) -> None:
        """Note a problem; the same words at other places become one problem with all places."""
        self.problems.setdefault((code, what), {})[place] = None


def advice(code: ProblemCode) -> tuple[str, str]:
    """What is expected, and what a person can do, where reading a document finds such a problem."""
    return _ADVICE.get(code, ("a document that can be read", "look at the document"))


def as_problems(found: Found) -> tuple[Problem, ...]:
    """One problem per matter, in the order of codes and places as first met."""
    problems = []
    for (code, what), met in found.problems.items():
        places = list(met)
        expected, remedy = advice(code)
        # A person gives each table its period: none of them may be left unnamed.
        most = len(places) if code is ProblemCode.NO_PERIOD else _SHOWN
        more = f" and {len(places) - most} more" if len(places) > most else ""
        place = "; ".join(places[:most]) + more
        expected = expected.replace("{example}", found.example)
        problems.append(Problem(code, found.document, place, what, expected, remedy))
    return tuple(problems)
