"""The answers on a draft for other programs: the contract is in `docs/claims.md`."""

import hashlib
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from foistats.claims.model import Answer, Instead, Statistic
from foistats.claims.reading.unnumbered import Statement


def answers_as_json(
    answers: Sequence[Answer],
    *,
    draft: str,
    request_id: str,
    tables: str,
    text: str,
    unchecked: Sequence[Statement] = (),
) -> dict[str, Any]:
    """All answers on a draft; `tables` is the set of tables that they were held against.

    `unchecked` are the statements without a number, which nothing here is said of.
    """
    return {
        "draft": draft,
        "request_id": request_id,
        "tables": tables,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "mentions": [_mention(answer) for answer in answers],
        "unchecked": [{"start": one.start, "end": one.end, "text": one.text} for one in unchecked],
    }


def _mention(answer: Answer) -> dict[str, Any]:
    statistic = answer.claim.statistic if answer.claim is not None else None
    return {
        "start": answer.mention.start,
        "end": answer.mention.end,
        "text": answer.mention.text,
        "verdict": answer.verdict.value,
        "statistic": None if statistic is None else statistic_as_json(statistic),
        "low": number(answer.low),
        "high": number(answer.high),
        "because": answer.because,
        "settled_by": list(answer.settled_by),
        "conflicts_with": list(answer.conflicts_with),
        "instead": _instead(answer.instead),
        "wording": list(answer.wording),
    }


def statistic_as_json(statistic: Statistic) -> dict[str, Any]:
    """A statistic by the ids of its areas and the days of its periods."""
    found: dict[str, Any] = {
        "kind": statistic.kind.value,
        "areas": [area.area_id for area in statistic.areas],
        "periods": [
            {"start": period.start.isoformat(), "end": period.end.isoformat()}
            for period in statistic.periods
        ],
        "category_id": statistic.category_id,
    }
    if statistic.of_category:
        found["of_category"] = statistic.of_category
    return found


def number(value: Fraction | None) -> int | float | None:
    """A value as a JSON number: whole where it is, else to four decimals.

    >>> number(Fraction(1143)), number(Fraction(2686, 100)), number(None)
    (1143, 26.86, None)
    """
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else round(float(value), 4)


def _instead(readings: Sequence[Instead]) -> dict[str, Any] | None:
    """The reading offered; of several the first as listed, with all others under `or`."""
    if not readings:
        return None
    first, *others = (
        {"reading": reading.reading, "sentence": reading.sentence, "becomes": list(reading.becomes)}
        for reading in readings
    )
    return {**first, "or": others} if others else first
