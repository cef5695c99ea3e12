"""The ways in which a cell may be drawn, once its conditional formats are weighed.

A rule whose formula can't be told here may hold or not: then there are several ways, and a cell
that one of them keeps from being seen counts as unseen.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from foistats.formats.sheets.conditions import Condition, holds
from foistats.formats.sheets.looks import Look


class Way(NamedTuple):
    """One way: the look, whether rules made it, coloured the text, or put a bar for the number."""

    look: Look
    is_ruled: bool = False
    colours: bool = False
    masks: bool = False


def ways_of(
    look: Look, rules: Sequence[Condition], *, place: tuple[int, int], value: float | str
) -> list[Way]:
    """How a cell is drawn whose own style gives `look`."""
    if not rules:
        return [Way(look)]
    in_order = sorted(rules, key=lambda rule: rule.priority)
    told = [(rule, holds(rule, *place, value)) for rule in in_order]
    possible = [(rule, verdict) for rule, verdict in told if verdict is not False]
    open_rules = [rule for rule, verdict in possible if verdict is None]
    sure = [rule for rule, verdict in possible if verdict]
    ways = list(_drawn(look, sure))
    for one in open_rules:
        ways += _drawn(look, [rule for rule, verdict in possible if verdict or rule is one])
    if len(open_rules) > 1:
        ways += _drawn(look, [rule for rule, _ in possible])
    return ways


def _drawn(look: Look, rules: Sequence[Condition]) -> Iterator[Way]:
    """The look under rules that hold: of two that say something of one thing, the first counts."""
    changes = [rule.change for rule in rules]
    if not changes:
        yield Way(look)
        return
    text = next((one.text for one in changes if one.text is not None), None)
    code = next((one.code for one in changes if one.code is not None), look.code)
    struck = next((one.struck for one in changes if one.struck is not None), look.struck)
    filled = next((one for one in changes if one.fills), None)
    masks = any(one.masks for one in changes)
    drawn = look._replace(text=text or look.text, code=code, struck=struck)
    if filled is not None:
        drawn = drawn._replace(bare=False)
    grounds = filled.grounds or (filled.ground,) if filled else (look.ground,)
    for ground in grounds:
        yield Way(drawn._replace(ground=ground), True, text is not None, masks)
