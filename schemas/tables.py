"""The six tables that go out: what one row is, its key, its columns, and what always holds."""

from collections import namedtuple
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from schemas.fields import FIELDS, Field
from schemas.vocabulary import NO_SERIES, Concern, DocumentState, Outcome, RuleState, Status

if TYPE_CHECKING:
    import pandas as pd


Record = tuple[object, ...]
"""A row: the values of a table's columns, in their order."""


class Rule(NamedTuple):
    """A fact about every row, as a sentence, and the function that gives True where it holds."""

    sentence: str
    holds: "Callable[[pd.DataFrame], pd.Series]"


class Table(NamedTuple):
    """One table. Its rows are sorted by the key, which no two rows share.

    `record` makes one row: it takes every column by its name, and no other name.
    """

    name: str
    row: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...]
    record: "Callable[..., Record]"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns in order."""
        return tuple(field.name for field in self.fields)


def table(name: str, *, row: str, key: list[str], values: list[str], rules: list[Rule]) -> Table:
    """A table by the names of its columns."""
    columns = (*key, *values)
    record = namedtuple(f"{name}_row", columns)  # type: ignore[misc]  # the name is in a variable
    fields = tuple(FIELDS[column] for column in columns)
    return Table(name, row, tuple(key), fields, tuple(rules), record)


def _in_order(low: str, high: str) -> Rule:
    return Rule(
        f"{low} is not above {high}",
        lambda frame: (frame[low] <= frame[high]).fillna(True).astype(bool),
    )


def _only_with(value: str, needed: str) -> Rule:
    return Rule(
        f"{value} has a value only where {needed} has",
        lambda frame: frame[value].isna() | frame[needed].notna(),
    )


_NO_COUNT = [Status.NOT_HELD, Status.REFUSED, Status.NOT_AVAILABLE, Status.NOT_APPLICABLE,
             Status.NO_RESPONSE]  # fmt: skip
_NEVER_COMPARED = list(NO_SERIES)

OBSERVATIONS = table(
    "observations",
    row="One count as a force gave it, from one place in one document; or the absence of one.",
    key=[
        "request_id", "force_id", "period_start", "period_end", "category_id", "response_id",
        "document", "place",
    ],
    values=[
        "period_kind", "labels", "unit", "count_low", "count_high", "status", "as_written", "basis",
        "counted", "force_from", "period_from", "sha256", "table_place", "declared",
        "concern",
    ],
    rules=[
        _in_order("period_start", "period_end"),
        _in_order("count_low", "count_high"),
        _only_with("count_high", "count_low"),
        Rule(
            "an absence has no count, and whatever is no absence has one",
            lambda frame: frame["count_low"].isna() == frame["status"].isin(_NO_COUNT),
        ),
        Rule(
            "a reported count or a zero by mark is exact",
            lambda frame: (
                ~frame["status"].isin([Status.REPORTED, Status.ZERO_BY_MARK])
                | (frame["count_low"] == frame["count_high"]).fillna(False).astype(bool)
            ),
        ),
        Rule(
            "a count has a document and a place",
            lambda frame: (
                frame["count_low"].isna()
                | ((frame["sha256"] != "") & (frame["document"] != "") & (frame["place"] != ""))
            ),
        ),
        Rule(
            "what names a document has its digest and a place in it",
            lambda frame: (
                ((frame["document"] != "") == (frame["sha256"] != ""))
                & ((frame["document"] != "") == (frame["place"] != ""))
            ),
        ),
        Rule(
            "a refusal that leads to a document has its words",
            lambda frame: (
                ~frame["status"].isin([Status.REFUSED, Status.NOT_HELD])
                | (frame["document"] == "")
                | (frame["as_written"] != "")
            ),
        ),
        Rule(
            "what is counted is what was asked, of a force and a category, and uncontradicted",
            lambda frame: (
                ~frame["counted"]
                | (
                    frame["count_low"].notna()
                    & (frame["force_id"] != "")
                    & (frame["category_id"] != "")
                    & (frame["basis"] != "contradicted")
                    & frame["concern"].isin([Concern.ASKED, Concern.BREAKDOWN])
                )
            ),
        ),
    ],
)  # fmt: skip

TOTALS = table(
    "totals",
    row="One area, period and category: the sum over the forces that gave a figure for the period.",
    key=["request_id", "area_kind", "area_id", "category_id", "period_start", "period_end"],
    values=[
        "area_name", "period_kind", "unit", "count_low", "count_high", "forces_in_area",
        "forces_asked", "forces_counted", "complete", "forces_missing", "region_set",
    ],
    rules=[
        _in_order("period_start", "period_end"),
        _in_order("count_low", "count_high"),
        _only_with("count_high", "count_low"),
        _in_order("forces_counted", "forces_asked"),
        _in_order("forces_asked", "forces_in_area"),
        Rule(
            "a sum over no force is no count, and never zero",
            lambda frame: frame["count_low"].isna() == (frame["forces_counted"] == 0),
        ),
        Rule(
            "complete means that every force of the area is counted",
            lambda frame: (
                frame["complete"]
                == (
                    (frame["forces_counted"] == frame["forces_in_area"])
                    & (frame["forces_missing"] == "")
                )
            ),
        ),
    ],
)  # fmt: skip

CHANGES = table(
    "changes",
    row="One area, category and pair of periods, over the forces that gave a figure for both.",
    key=["request_id", "area_kind", "area_id", "category_id", "from_start", "to_start"],
    values=[
        "area_name", "from_end", "to_end", "period_kind", "unit", "forces_in_area", "forces_asked",
        "forces_compared", "complete", "forces_left_out", "from_low", "from_high", "to_low",
        "to_high", "difference_low", "difference_high", "percent_low", "percent_high", "region_set",
    ],
    rules=[
        _in_order("from_low", "from_high"),
        _in_order("to_low", "to_high"),
        _in_order("difference_low", "difference_high"),
        _in_order("percent_low", "percent_high"),
        _in_order("forces_compared", "forces_asked"),
        Rule(
            "the earlier period ends before the later one starts",
            lambda frame: frame["from_end"] < frame["to_start"],
        ),
        Rule(
            "a part of a year or several years are never compared",
            lambda frame: ~frame["period_kind"].isin(_NEVER_COMPARED),
        ),
        Rule(
            "a percentage stands on a base that can't be zero",
            lambda frame: (
                (frame["percent_low"].isna() & frame["percent_high"].isna())
                | (frame["from_low"] > 0).fillna(False).astype(bool)
            ),
        ),
        Rule(
            "a comparison of no force has no sums",
            lambda frame: frame["from_low"].isna() == (frame["forces_compared"] == 0),
        ),
        Rule(
            "complete means that every force of the area is compared",
            lambda frame: (
                frame["complete"] == (frame["forces_compared"] == frame["forces_in_area"])
            ),
        ),
    ],
)  # fmt: skip

COVERAGE = table(
    "coverage",
    row="One force asked: what became of the request there.",
    key=["request_id", "force_id"],
    values=[
        "force_name", "response_id", "outcome", "outcome_from", "section", "refused", "sent_on",
        "due_on", "first_received_on", "received_on", "days_taken", "periods_asked",
        "periods_answered",
        "observations_proved", "observations_agreed", "observations_plain", "observations_declared",
        "observations_contradicted", "joint_with", "note",
    ],
    rules=[
        _in_order("sent_on", "first_received_on"),
        _in_order("first_received_on", "received_on"),
        _in_order("periods_answered", "periods_asked"),
        Rule(
            "an outcome says where it is from, and nothing else does",
            lambda frame: (frame["outcome"] == "") == (frame["outcome_from"] == ""),
        ),
        Rule(
            "only an answer answers periods",
            lambda frame: (
                (frame["periods_answered"] == 0)
                | frame["outcome"].isin([Outcome.ANSWERED, Outcome.PARTLY_ANSWERED])
            ),
        ),
    ],
)  # fmt: skip

DOCUMENTS = table(
    "documents",
    row="One received file of a response, or one inside it: what was read, and how surely.",
    key=["request_id", "document", "response_id"],
    values=[
        "sha256", "document_kind", "document_state", "cells", "counts",
        "counts_confirmed", "counts_proved", "noted",
    ],
    rules=[
        _in_order("counts_confirmed", "counts"),
        _in_order("counts_proved", "counts"),
        Rule(
            "nothing is counted of what was not read",
            lambda frame: (
                ~frame["document_state"].isin([DocumentState.SEALED, DocumentState.NOT_READ])
                | (frame["counts"] == 0)
            ),
        ),
    ],
)  # fmt: skip

PROBLEMS = table(
    "problems",
    row="One thing that a person should look at.",
    key=["request_id", "code", "response_id", "document", "place", "found", "expected", "remedy"],
    values=[],
    rules=[],
)

GATE = table(
    "gate",
    row="One rule of what must be plausible, for one request: whether this run's tables keep it.",
    key=["request_id", "rule"],
    values=[
        "rule_state", "facts_checked", "facts_failed", "failed", "accepted", "limit_because",
        "remedy", "generation", "generation_before", "quality_sha256",
    ],
    rules=[
        _in_order("facts_failed", "facts_checked"),
        Rule(
            "a rule failed if and only if something breaks it",
            lambda frame: (frame["rule_state"] == RuleState.FAILED) == (frame["facts_failed"] > 0),
        ),
        Rule(
            "what failed is named",
            lambda frame: (frame["failed"] != "") == (frame["facts_failed"] > 0),
        ),
    ],
)  # fmt: skip
"""What the quality gate says of a run; it compares runs, so it is no part of a run's own tables."""

TABLES = (OBSERVATIONS, TOTALS, CHANGES, COVERAGE, DOCUMENTS, PROBLEMS)
