"""Conditional formats: which cells they apply to, and what is no content when unseen."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from foistats.documents.model import Merge
from foistats.formats.office.colours import WHITE
from foistats.formats.opening import findings_in
from foistats.formats.sheets.conditions import Condition, holds
from foistats.formats.sheets.looks import Change
from foistats.formats.xlsx.declaration import XLSX
from schemas.channels import NOTED


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
    assert holds(rule, 1, 1, value) is not False


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (condition("expression", "FALSE"), 3.0),
        (condition("expression", "ISERROR(B2)"), 3.0),
        (condition("expression", 'B2=""'), 3.0),
        (condition("expression", "B2=B1"), "a label"),
        (condition("expression", "B2<5"), 7.0),
        (condition("cellIs", "0", operator="equal"), 3.0),
        (condition("cellIs", "1", "5", operator="notBetween"), 3.0),
        (condition("cellIs", "5", operator="lessThan"), "a name"),
        (condition("containsErrors"), 3.0),
        (condition("beginsWith", text="nam"), "a name"),
    ],
)
def test_a_rule_that_does_not_hold_hides_nothing(rule: Condition, value: float | str) -> None:
    assert holds(rule, 1, 1, value) is False


def test_a_rule_is_seen_from_the_cell_that_it_applies_to() -> None:
    rule = condition("expression", "B2>5")
    assert holds(rule, 4, 2, 3.0) is False
    assert holds(rule, 4, 2, 9.0)
    # Of another cell's number nothing is known here: the rule may hold.
    assert holds(condition("expression", "$B$2>5"), 4, 2, 3.0) is None


def test_a_nought_that_a_rule_keeps_from_being_drawn_is_no_content(tmp_path: Path) -> None:
    path = white_above(tmp_path, -1, (0, 12, 15))
    found = findings_in(path.read_bytes(), XLSX, question="")
    hidden = [(one.place, one.amount) for one in found if one.channel not in NOTED]
    assert hidden == [("S!A2, A3", 2)]


def white_above(folder: Path, bound: int, counts: Sequence[int]) -> Path:
    """Counts below one another, of which a rule draws those above a bound in white."""
    import openpyxl
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    book.active.title = "S"
    for count in counts:
        book.active.append([count])
    rule = CellIsRule("greaterThan", [str(bound)], font=Font(color="FFFFFFFF"))
    book.active.conditional_formatting.add("A1:A9", rule)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        # Which cell is blank, whether it is the same as itself, which counts come twice.
        (condition("expression", "ISBLANK($F$9)"), "a name"),
        (condition("expression", "B2=B2"), "a label"),
        (condition("expression", "B2=B1"), 12.0),
        (condition("duplicateValues"), 12.0),
    ],
)
def test_a_rule_that_may_hide_a_count_is_not_taken_for_one_of_blanks_and_repeats(
    rule: Condition, value: float | str
) -> None:
    assert holds(rule, 1, 1, value) is None
