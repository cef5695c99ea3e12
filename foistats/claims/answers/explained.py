"""What there is to say of one answer, point by point: what pages and documents show beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foistats.claims.model import Answer, Statistic, StatisticKind, Verdict
from foistats.claims.phrases import between, says_what_is_right, statistic_said
from foistats.claims.worlds import Worlds, area_name, names_of
from foistats.model.values import Period
from foistats.model.words import range_in_words
from foistats.naming.forces import force_name
from foistats.naming.periods import label_of
from foistats.provenance.wanted_figure import period_of
from schemas.vocabulary import Concern, PeriodKind

Row = Mapping[str, Any]
# A sign for each verdict, so that no colour is needed to tell them apart.
SIGNS = {
    Verdict.HOLDS: "✓",
    Verdict.FAILS: "✕",
    Verdict.CONFLICTS: "≠",
    Verdict.DEPENDS: "?",
    Verdict.UNRESOLVED: "…",
    Verdict.NOT_A_STATISTIC: "–",
}
IN_WORDS = {
    Verdict.HOLDS: "holds",
    Verdict.FAILS: "is not so",
    Verdict.CONFLICTS: "conflicts with other numbers of the draft",
    Verdict.DEPENDS: "is not known",
    Verdict.UNRESOLVED: "could not be checked",
    Verdict.NOT_A_STATISTIC: "is no statistic",
}
NEEDS_A_PERSON = (Verdict.FAILS, Verdict.CONFLICTS, Verdict.DEPENDS, Verdict.UNRESOLVED)
_MOST_CELLS = 12
# A change is over the forces that gave a figure for both periods.
_LIKE_FOR_LIKE = (StatisticKind.CHANGE, StatisticKind.PERCENT_CHANGE, StatisticKind.MULTIPLE)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is said of an answer, under what it is: "What the data say"."""

    about: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the draft with the numbers of the answers to its mentions."""

    start: int
    text: str
    answers: tuple[int, ...]


def lines_of(text: str, answers: Sequence[Answer]) -> list[Line]:
    """The lines of a draft, empty ones left out, each with the answers on it."""
    found = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        here = [n for n, one in enumerate(answers) if start <= one.mention.start < end]
        if line.strip():
            found.append(Line(start, line, tuple(here)))
        start = end + 1
    return found


def numbers_of(answers: Sequence[Answer]) -> dict[int, int]:
    """The number of each answer's note: those that are no statistics have none."""
    noted = (n for n, one in enumerate(answers) if one.verdict is not Verdict.NOT_A_STATISTIC)
    return {place: number for number, place in enumerate(noted, start=1)}


def left_out_of(answers: Sequence[Answer]) -> dict[str, list[str]]:
    """The numbers that are no statistics, each once, by the reason."""
    found: dict[str, list[str]] = {}
    for answer in answers:
        if answer.verdict is Verdict.NOT_A_STATISTIC:
            under = found.setdefault(answer.because, [])
            under += [answer.mention.text] if answer.mention.text not in under else []
    return found


def points_of(answer: Answer, answers: Sequence[Answer], worlds: Worlds) -> list[Point]:
    """What the sentence says, what the data say, what it probably was and what would be right."""
    found = []
    numbers = numbers_of(answers)
    claim = answer.claim
    if claim is not None:
        said = statistic_said(claim.statistic, unit=worlds.request.unit)
        found.append(Point("The draft says", (f"“{answer.mention.text}” is {said}.",)))
    found.append(Point("The data say" if claim is not None else "Why", (answer.because,)))
    if answer.conflicts_with:
        those = (f"“{answers[n].mention.text}” ({numbers[n]})" for n in answer.conflicts_with)
        found.append(Point("It conflicts with", (", ".join(those),)))
    if answer.settled_by:
        found.append(Point("Who could settle it", (names_of(answer.settled_by, most=10),)))
    if answer.instead:
        offered = [
            " ".join([f"{one.sentence}.", *(f"Then {follows}." for follows in one.becomes)])
            for one in answer.instead
        ]
        about = "What it probably was" if len(offered) == 1 else "What it may have been"
        found.append(Point(about, tuple(offered)))
    if claim is not None and says_what_is_right(answer):
        right = between(claim.statistic.kind, answer.low, answer.high)
        found.append(Point("What would be right", (right,)))
    if answer.wording:
        found.append(Point("Wording", tuple(f"{one}." for one in answer.wording)))
    return found


def sources_of(answer: Answer, worlds: Worlds, observations: Sequence[Row]) -> tuple[str, ...]:
    """The cells of the replies behind a figure, and the command that shows them in full."""
    if answer.claim is None or answer.claim.statistic.kind is StatisticKind.FORCES:
        return ()
    statistic = answer.claim.statistic
    forces = {force for area in statistic.areas for force in worlds.members(area)}
    rows = [row for row in observations if _is_behind(row, statistic, forces)]
    if statistic.kind in _LIKE_FOR_LIKE:
        gave = {(row["force_id"], period_of(dict(row))) for row in rows}
        rows = [
            r for r in rows if all((r["force_id"], period) in gave for period in statistic.periods)
        ]
    cells = [_cell(row) for row in rows]
    cells += [
        f"Published elsewhere, not by a reply: {one.said}"
        for one in worlds.published
        if one.area in statistic.areas
        and one.category_id == statistic.category_id
        and one.period in (*statistic.periods, _stretch(statistic))
    ]
    left = [f"and {len(cells) - _MOST_CELLS} more"] if len(cells) > _MOST_CELLS else []
    return (*cells[:_MOST_CELLS], *left, *_command(statistic, worlds))


def _is_behind(row: Row, statistic: Statistic, forces: set[str]) -> bool:
    """Whether a cell is one of a statistic's counts, or one count of all its years together."""
    if row["category_id"] not in {statistic.category_id, statistic.of_category}:
        return False
    if not forces.intersection(row["force_id"].split("|")) or row["count_low"] is None:
        return False
    period = period_of(dict(row))
    if row["counted"]:
        return period in statistic.periods
    stretch = _stretch(statistic)
    return stretch is not None and period[:2] == stretch[:2] and row["concern"] == Concern.ASKED


def _stretch(statistic: Statistic) -> Period | None:
    """The years of a statistic as one stretch of time, where it is about several."""
    periods = statistic.periods
    if not periods or statistic.kind in _LIKE_FOR_LIKE:
        return None
    return Period(periods[0].start, periods[-1].end, PeriodKind.MULTI_YEAR)


def _cell(row: Row) -> str:
    name = " and ".join(force_name(one) for one in row["force_id"].split("|"))
    count = range_in_words((row["count_low"], row["count_high"]))
    return f"{name}, {label_of(period_of(dict(row)))}: {count} ({row['document']}, {row['place']})"


def _command(statistic: Statistic, worlds: Worlds) -> list[str]:
    """How the first figure is traced; the pages of `foistats why` have every cell of it."""
    if not statistic.areas or not statistic.periods or statistic.areas[0].several:
        return []
    # Of periods that are compared, the one that is meant stands first.
    place = 0 if statistic.kind in {StatisticKind.PEAK, StatisticKind.RANK} else -1
    named, period = area_name(statistic.areas[0]), label_of(statistic.periods[place])
    return [f'foistats why "{named}" {period} --request {worlds.request.request_id}']
