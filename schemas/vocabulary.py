"""The coded values: one word per thing, the same in code, columns, messages and prose."""

from enum import StrEnum


class Outcome(StrEnum):
    """What a response amounts to."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    REFUSED = "refused"
    NOT_HELD = "not_held"
    NEITHER_CONFIRM_NOR_DENY = "neither_confirm_nor_deny"
    NO_RESPONSE = "no_response"
    WITHDRAWN = "withdrawn"


class PeriodKind(StrEnum):
    """What sort of stretch of time a period is; kinds never stand in for one another.

    An other year is twelve months that begin neither in April nor in January.
    """

    FINANCIAL_YEAR = "financial_year"
    CALENDAR_YEAR = "calendar_year"
    OTHER_YEAR = "other_year"
    PART_YEAR = "part_year"
    MULTI_YEAR = "multi_year"
    MONTH = "month"
    QUARTER = "quarter"


class HeadingsAre(StrEnum):
    """What headings are whose period is open, such as days or `2022 Q1`: how a person says so."""

    YEARS_ENDED = "years that end on them"
    YEARS_BEGUN = "years that begin on them"
    QUARTERS_ENDED = "quarters that end on them"
    QUARTERS_BEGUN = "quarters that begin on them"
    MONTHS_ENDED = "months that end on them"
    MONTHS_BEGUN = "months that begin on them"
    FINANCIAL_YEARS = "financial years"
    CALENDAR_YEARS = "calendar years"
    FINANCIAL_YEARS_BEGUN = "financial years that begin in them"
    FINANCIAL_YEARS_ENDED = "financial years that end in them"
    SEVERAL_YEARS = "calendar years taken together"
    MONTHS = "months"
    YEARS_TO_THE_MONTH = "twelve months up to the month"
    CALENDAR_QUARTERS = "quarters of the calendar year"
    QUARTERS_OF_YEAR_BEGUN = "quarters of the financial year that begins in the year"
    QUARTERS_OF_YEAR_ENDED = "quarters of the financial year that ends in the year"


# Kinds of which no two follow each other as years or months do: none can be asked for or compared.
NO_SERIES = (PeriodKind.OTHER_YEAR, PeriodKind.PART_YEAR, PeriodKind.MULTI_YEAR)


class Status(StrEnum):
    """How a count came to be what it is; only the first two are exact numbers."""

    REPORTED = "reported"
    ZERO_BY_MARK = "zero_by_mark"
    SUPPRESSED = "suppressed"
    NOT_HELD = "not_held"
    REFUSED = "refused"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"
    NO_RESPONSE = "no_response"


class Basis(StrEnum):
    """Why an observation is believed. Never a score."""

    PROVED = "proved"
    """The table's own printed totals add up."""
    AGREED = "agreed"
    """Two unrelated readers gave the same."""
    PLAIN = "plain"
    """Only one reading of the table explains every cell."""
    DECLARED = "declared"
    """A person wrote a layout, mark or note that says so."""
    CONTRADICTED = "contradicted"
    """A printed total or another table of the same reply says otherwise: never summed."""


WITHHELD = "[c]"
"""What a release writes in place of a count that it withholds."""
ROUNDED = "rounded"
"""What a release writes in place of a count that it gives as the range of a rounded one."""


class DocumentState(StrEnum):
    """What became of a received file."""

    READ = "read"
    RELEASED = "released"
    """It hides something; a person had what it shows read all the same."""
    SEALED = "sealed"
    """It hides something, and nothing of it was read."""
    NOT_READ = "not_read"
    """It can't be opened, or there is no reader for it."""


class Source(StrEnum):
    """Where a force or a period that heads a count was found, nearest first."""

    TABLE = "table"
    SHEET_NAME = "sheet_name"
    TITLE = "title"
    DOCUMENT = "document"
    SENTENCE = "sentence"
    LAYOUT = "layout"
    REQUEST = "request"
    RESPONSE = "response"
    DECLARED = "declared"


class Unit(StrEnum):
    """What is counted. Unlike units never add."""

    OFFENCES = "offences"
    CRIMES = "crimes"
    INCIDENTS = "incidents"
    ARRESTS = "arrests"
    CHARGES = "charges"
    SUSPECTS = "suspects"
    VICTIMS = "victims"
    CALLS = "calls"
    REQUESTS = "requests"
    PEOPLE = "people"
    OTHER = "other"


class Concern(StrEnum):
    """What a heading over counts is, held against the question that was asked."""

    ASKED = "asked"
    """It is what was asked, or it says nothing of what is counted."""
    BREAKDOWN = "breakdown"
    """It is one of several parts that together make what was asked."""
    PART = "part"
    """It is a part of what was asked; nothing shows what the other parts are."""
    WIDER = "wider"
    """It holds what was asked and more."""
    OTHER = "other"
    """It is something else."""
    UNCLEAR = "unclear"
    """Its words don't settle it: a person is asked."""


class Extent(StrEnum):
    """How much of a question, or of the request, a refusal is about."""

    WHOLE = "whole"
    """The words say that it is all of it."""
    SOME = "some"
    """The words say that it is a part, or something beside what was asked."""
    UNSAID = "unsaid"
    """The words don't say."""


class DisclosureMethod(StrEnum):
    """How counts of few people are kept from being worked out."""

    SUPPRESS = "suppress"
    """Figures are withheld: small ones, and others from which those could be worked out."""
    ROUND = "round"
    """Figures are rounded to multiples of five that still add up."""
    NONE = "none"
    """They aren't: the request says why."""


class GateRule(StrEnum):
    """The rules that come with foistats; quality/gate/expectations.py may have more."""

    COVERAGE_KEPT = "coverage_kept"
    FORCES_KEPT = "forces_kept"
    NO_JUMP = "no_jump"
    NO_FALL = "no_fall"
    NO_DIP = "no_dip"
    LATEST_IS_A_YEAR = "latest_is_a_year"
    UNIT_KEPT = "unit_kept"
    NO_COMMON_FACTOR = "no_common_factor"
    PRINTED_TOTALS_AGREE = "printed_totals_agree"
    FIGURES_KEPT = "figures_kept"


class RuleState(StrEnum):
    """What became of one rule for one request."""

    PASSED = "passed"
    FAILED = "failed"
    ACCEPTED = "accepted"
    """It fails, and a person said of each case why that is no matter."""
    NOTHING_TO_CHECK = "nothing_to_check"
    COULD_NOT_RUN = "could_not_run"
