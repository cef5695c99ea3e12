"""Every column, defined once: what it holds, in which unit, and which values it may have."""

from enum import StrEnum
from typing import NamedTuple

from schemas.problem_codes import ProblemCode
from schemas.vocabulary import (
    Basis,
    Concern,
    DocumentState,
    Outcome,
    PeriodKind,
    RuleState,
    Source,
    Status,
    Unit,
)


class Kind(StrEnum):
    """What sort of value a column has. Text is never null: nothing is the empty text."""

    TEXT = "text"
    NUMBER = "number"
    FRACTION = "fraction"
    DAY = "day"
    FLAG = "flag"


class Field(NamedTuple):
    """One column. `allowed` is empty where any value will do; `least` is the lowest number."""

    name: str
    kind: Kind
    description: str
    unit: str = ""
    nullable: bool = False
    allowed: tuple[str, ...] = ()
    least: int | None = None
    pattern: str = ""


def _text(
    name: str, description: str, *, allowed: tuple[str, ...] = (), pattern: str = ""
) -> Field:
    return Field(name, Kind.TEXT, description, allowed=allowed, pattern=pattern)


def _count(name: str, description: str, *, nullable: bool = True) -> Field:
    unit = "the table's unit"
    return Field(name, Kind.NUMBER, description, unit=unit, nullable=nullable, least=0)


def _forces(name: str, description: str) -> Field:
    return Field(name, Kind.NUMBER, description, unit="forces", least=0)


def _number(name: str, description: str, unit: str, *, nullable: bool = False) -> Field:
    return Field(name, Kind.NUMBER, description, unit=unit, nullable=nullable, least=0)


def _day(name: str, description: str, *, nullable: bool = False) -> Field:
    return Field(name, Kind.DAY, description, unit="day", nullable=nullable)


_IDS = r"^$|^[a-z0-9-]+(\|[a-z0-9-]+)*$"
_ONE_ID = r"^[a-z0-9-]+$"
AREA_KINDS = ("force", "joint", "region", "country", "uk", "request")
NOTHING = ""
RESPONSES = "responses"
DOCUMENT = "document"

FIELDS = {
    field.name: field
    for field in (
        _text("request_id", "The request, as its folder in raw/ is called.", pattern=r"."),
        _text("response_id", "The response, as responses.csv calls it; empty where nothing came."),
        _text(
            "force_id",
            "The force in the register; several joined by | where a count is not divided.",
            pattern=_IDS,
        ),
        _text("force_name", "The force's official name.", pattern=r"."),
        _day("period_start", "First day of the period."),
        _day("period_end", "Last day of the period."),
        _text("period_kind", "What sort of period it is.", allowed=tuple(PeriodKind)),
        _text(
            "category_id",
            "The request's category; `all` where it asks for none; empty where no label matches.",
            pattern=r"^[a-z0-9_-]*$",
        ),
        _text("labels", "Headings other than force and period, as written, joined by ' | '."),
        _text("unit", "What is counted.", allowed=(*Unit, NOTHING)),
        _count("count_low", "The least it can be; null where there is no count."),
        _count("count_high", "The most it can be; null where nothing bounds it, or no count is."),
        _text("status", "How the count came to be what it is.", allowed=tuple(Status)),
        _text(
            "as_written",
            "The cell's text, or the sentence that refuses; empty where no document says anything.",
        ),
        _text(
            "concern",
            "What its headings are, held against the question; empty for an absence.",
            allowed=(*Concern, NOTHING),
        ),
        _text("basis", "Why it is believed; empty for an absence.", allowed=(*Basis, NOTHING)),
        Field("counted", Kind.FLAG, "True where the totals contain this very observation."),
        _text(
            "force_from",
            "Where the force was found; empty for an absence.",
            allowed=(*Source, NOTHING),
        ),
        _text(
            "period_from",
            "Where the period was found; empty for an absence.",
            allowed=(*Source, NOTHING),
        ),
        _text(
            "declared",
            "What a person declared that made it what it is, with who and when; mostly empty.",
        ),
        _text("document", "The file below documents/; empty where there is none."),
        _text("sha256", "The file's digest.", pattern=r"^$|^[0-9a-f]{64}$"),
        _text("document_kind", "What kind of file it is; empty where it wasn't opened."),
        _text("document_state", "What became of it.", allowed=tuple(DocumentState)),
        _number("cells", "Non-empty cells of its tables, headings and notes included.", "cells"),
        _number("counts", "Counts read from it, in tables and sentences.", "counts"),
        _number("counts_confirmed", "Counts that a second, unrelated reader gave alike.", "counts"),
        _number("counts_proved", "Counts that a printed total bears out.", "counts"),
        _text("noted", "What else it holds: formulas, macros, names; lines taken for the request."),
        _text("place", "Where in the document it stands."),
        _text("table_place", "The table that the place lies in."),
        _text(
            "area_id", "The force, region or country; `asked` for all forces asked.", pattern=r"."
        ),
        _text("area_kind", "What sort of area it is.", allowed=AREA_KINDS),
        _text("area_name", "The area's name as printed.", pattern=r"."),
        _forces("forces_in_area", "Forces that make up the area on the day in region_set."),
        _forces("forces_asked", "Forces of the area that were asked."),
        _forces("forces_counted", "Forces of the area that the figure contains."),
        Field("complete", Kind.FLAG, "True where the figure contains every force of the area."),
        _text(
            "forces_missing",
            "Forces of the area that the figure does not contain, joined by |.",
            pattern=_IDS,
        ),
        _day(
            "region_set",
            "The day whose set of forces makes up the area: when the request was sent.",
        ),
        _day("from_start", "First day of the earlier period."),
        _day("from_end", "Last day of the earlier period."),
        _day("to_start", "First day of the later period."),
        _day("to_end", "Last day of the later period."),
        _forces("forces_compared", "Forces with a figure in both periods: the only ones compared."),
        _text(
            "forces_left_out",
            "Forces of the area without a figure in one of the periods, joined by |.",
            pattern=_IDS,
        ),
        _count("from_low", "The least the earlier sum can be, over the forces compared."),
        _count("from_high", "The most the earlier sum can be; null where nothing bounds it."),
        _count("to_low", "The least the later sum can be, over the forces compared."),
        _count("to_high", "The most the later sum can be; null where nothing bounds it."),
        Field(
            "difference_low",
            Kind.NUMBER,
            "The least the later sum less the earlier can be; null where unbounded.",
            unit="the table's unit",
            nullable=True,
        ),
        Field(
            "difference_high",
            Kind.NUMBER,
            "The most the later sum less the earlier can be; null where unbounded.",
            unit="the table's unit",
            nullable=True,
        ),
        Field(
            "percent_low",
            Kind.FRACTION,
            "The least the change can be; null where unbounded or where the base can be zero.",
            unit="percent of the earlier sum",
            nullable=True,
        ),
        Field(
            "percent_high",
            Kind.FRACTION,
            "The most the change can be; null where unbounded or where the base can be zero.",
            unit="percent of the earlier sum",
            nullable=True,
        ),
        _text(
            "outcome",
            "What the response amounts to; empty where neither a person nor a document settles it.",
            allowed=(*Outcome, NOTHING),
        ),
        _text(
            "outcome_from",
            "Who says so: responses.csv, or the documents; empty where nothing is settled.",
            allowed=(RESPONSES, DOCUMENT, NOTHING),
        ),
        _text("section", "The sections of the act that refusals rest on, joined by |."),
        _text("refused", "What is refused, by question, and why: `question 3: section 40(2)`."),
        _day("sent_on", "The day the request was sent."),
        _day(
            "due_on",
            "The twentieth working day after; null where no UK act applies.",
            nullable=True,
        ),
        _day(
            "first_received_on",
            "The day the force's first reply came in; null where unknown.",
            nullable=True,
        ),
        _day(
            "received_on",
            "The day the response that stands came in: a correction's is later than the first.",
            nullable=True,
        ),
        _number(
            "days_taken",
            "Working days from sending to the first reply.",
            "working days",
            nullable=True,
        ),
        _number("periods_asked", "Periods the request asks for.", "periods"),
        _number("periods_answered", "Periods with a figure that is counted.", "periods"),
        *(
            _number(
                f"observations_{basis}", f"Observations whose basis is {basis}.", "observations"
            )
            for basis in Basis
        ),
        _text(
            "joint_with", "Other forces that the same response is from, joined by |.", pattern=_IDS
        ),
        _text("note", "What a person should know, from responses.csv or from the run."),
        _text("generation", "Which tables were judged: their folder's name, made of their bytes."),
        _text("generation_before", "Which tables they were compared with; empty where none were."),
        _text(
            "quality_sha256", "A digest of quality.toml, if there is one, and of the rules asked."
        ),
        _text("rule", "What must be plausible.", pattern=r"^[a-z0-9_]+$"),
        _text("rule_state", "What became of the rule.", allowed=tuple(RuleState)),
        _number("facts_checked", "What the rule looked at.", "facts"),
        _number("facts_failed", "How many of these break the rule and nobody accepted.", "facts"),
        _text("failed", "What breaks the rule, joined by ' | '."),
        _text("accepted", "What breaks it and a person accepted, with the reason."),
        _text("limit_because", "Why another limit than the usual one holds, if one does."),
        _text("code", "What kind of problem it is.", allowed=tuple(ProblemCode)),
        _text("found", "What was found."),
        _text("expected", "What was expected instead."),
        _text("remedy", "What to do."),
    )
}
