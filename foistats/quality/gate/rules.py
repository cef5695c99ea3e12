"""The rules of expectations.py by name, and what each says of itself."""

import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from foistats.quality.gate import expectations

_COLUMNS = ("column", "column_A", "column_B")
_UNSAID_REMEDY = "look at each of the rows named, and at the rule itself"


class Rule(NamedTuple):
    """What must be plausible, as expectations.py has it. `limit` is None where there is no limit.

    `looks_at` is what it looks at, as a noun for one and for several; `subject` the column that
    names a row, `columns` those that it compares. With `by_row` False it speaks of a whole table.
    """

    name: str
    sentence: str
    remedy: str
    limit: float | None = None
    looks_at: tuple[str, str] = ("row", "rows")
    subject: str = "subject"
    columns: tuple[str, ...] = ()
    by_row: bool = True


def all_rules() -> list[Rule]:
    """Every rule of the suites, with its name, its limit and what it says of itself."""
    with quietly():
        return [rule for suite in named_suites()[1] for rule in rules_of(suite)]


def named_suites() -> tuple[Any, list[Any]]:
    """A data context, and the suites that expect something; a rule without a name is given one."""
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    # Each context makes an empty folder for pages of its own, which nobody builds.
    for site in context.config.data_docs_sites.values():
        shutil.rmtree(site["store_backend"]["base_directory"], ignore_errors=True)
    context.variables.progress_bars = {"globally": False}
    known: set[str] = set()
    found = [suite for suite in expectations.suites() if suite.expectations]
    for suite in found:
        for expectation in suite.expectations:
            kind = expectation.expectation_type.removeprefix("expect_")
            name = (expectation.meta or {}).get("rule") or "_".join(
                (suite.name, *_columns_of(expectation), kind)
            )
            while name in known:
                name += "_again"
            known.add(name)
            expectation.meta = {**(expectation.meta or {}), "rule": name}
    return context, found


def _columns_of(expectation: Any) -> tuple[str, ...]:
    kwargs = expectation.configuration.kwargs
    columns = [kwargs[name] for name in _COLUMNS if kwargs.get(name)]
    return (*columns, *(kwargs.get("column_list") or ()))


def rules_of(suite: Any) -> Iterator[Rule]:
    """What each expectation of a suite says of itself as a rule."""
    from great_expectations.expectations.expectation import (
        ColumnMapExpectation,
        ColumnPairMapExpectation,
        MulticolumnMapExpectation,
    )

    by_row = (ColumnMapExpectation, ColumnPairMapExpectation, MulticolumnMapExpectation)
    for expectation in suite.expectations:
        singular, plural = expectation.meta.get("looks_at") or (
            f"row of {suite.name}",
            f"rows of {suite.name}",
        )
        yield Rule(
            expectation.meta["rule"],
            expectation.description or _sentence(expectation),
            expectation.meta.get("remedy") or _UNSAID_REMEDY,
            expectation.meta.get("limit"),
            looks_at=(singular, plural),
            subject=expectation.meta.get("subject", "subject"),
            columns=_columns_of(expectation),
            by_row=isinstance(expectation, by_row)
            and not expectation.configuration.kwargs.get("row_condition"),
        )


def _sentence(expectation: Any) -> str:
    """What an expectation without a description says: `Column values to be between: ...`."""
    kind = expectation.expectation_type.removeprefix("expect_").replace("_", " ")
    said = ", ".join(
        f"{name} {value}"
        for name, value in expectation.configuration.kwargs.items()
        if value is not None and not isinstance(value, dict)
    )
    return f"{kind.capitalize()}: {said}."


@contextmanager
def quietly() -> Iterator[None]:
    """Great Expectations' imports warn of what its own dependencies will change some day."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
