"""Conditional formats: which cells they apply to, and what is no content when unseen."""

import pytest

from foistats.documents.model import Merge
from foistats.formats.office.colours import WHITE
from foistats.formats.sheets.conditions import Condition, applies
from foistats.formats.sheets.looks import Change


def condition(kind: str, *formulas: str, **written: str) -> Condition:
    """A rule over B2:D9 that draws white."""
    return Condition(kind, written, formulas, Change(WHITE, None, False, None), Merge(1, 1, 8, 3))


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (condition("expression", "TRUE"), "a name"),
        (condition("expression", "NOT(ISERROR(B2))"), 3.0),
        (condition("expression", "B2<5"), 3.0),
        (condition("expression", "$F$1=1"), 3.0),
        (condition("cellIs", "5", operator="lessThan"), 3.0),
        (condition("cellIs", "1", "5", operator="between"), 3.0),
        (condition("cellIs", '"x"', operator="notEqual"), "a name"),
        (condition("containsText", text="nam"), "a name"),
        (condition("notContainsBlanks"), "a name"),
        (condition("top10"), 3.0),
    ],
)
def test_a_rule_that_holds_or_may_hold_keeps_a_cell_from_being_seen(
    rule: Condition, value: float | str
) -> None:
    assert applies(rule, 1, 1, value)


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (condition("expression", "FALSE"), 3.0),
        (condition("expression", "ISERROR(B2)"), 3.0),
        (condition("expression", 'B2=""'), 3.0),
        (condition("expression", "B2=B1"), "a label"),
        (condition("expression", "B2<5"), 7.0),
        (condition("expression", "TRUE"), 0.0),
        (condition("cellIs", "0", operator="equal"), 3.0),
        (condition("cellIs", "1", "5", operator="notBetween"), 3.0),
        (condition("cellIs", "5", operator="lessThan"), "a name"),
        (condition("containsErrors"), 3.0),
        (condition("beginsWith", text="nam"), "a name"),
    ],
)
def test_a_rule_that_does_not_hold_hides_nothing(rule: Condition, value: float | str) -> None:
    assert not applies(rule, 1, 1, value)


def test_a_rule_is_seen_from_the_cell_that_it_applies_to() -> None:
    rule = condition("expression", "B2>5")
    assert not applies(rule, 4, 2, 3.0)
    assert applies(rule, 4, 2, 9.0)
    # Of another cell's number nothing is known here: the rule may hold.
    assert applies(condition("expression", "$B$2>5"), 4, 2, 3.0)
