"""The notes to editors: coverage, what is compared, what is left out, and what is counted."""

from collections.abc import Iterator

from foistats.claims.drafting.subject import (
    Row,
    Subject,
    gave_no_single_year,
    in_area,
    in_words,
    is_exact,
    listed,
    periods_name,
)
from schemas.vocabulary import Outcome, PeriodKind

_KINDS = {
    PeriodKind.FINANCIAL_YEAR: "financial years, from April to March",
    PeriodKind.CALENDAR_YEAR: "calendar years",
    PeriodKind.QUARTER: "quarters of a year",
    PeriodKind.MONTH: "months",
}
_WHY_NOT = {
    Outcome.REFUSED: "refused to give figures",
    Outcome.NOT_HELD: "does not hold the figures",
    Outcome.NEITHER_CONFIRM_NOR_DENY: "would neither confirm nor deny that it holds figures",
    Outcome.NO_RESPONSE: "did not reply",
    Outcome.WITHDRAWN: "was asked no longer",
}


def notes_of(subject: Subject) -> Iterator[str]:
    """Coverage, the comparison set, exclusions and definitions."""
    last = subject.totals[-1]
    named = in_words(subject.area_name)
    if not subject.single:
        yield "The figures are replies to a Freedom of Information request."
        yield _who_gave(subject, last)
        if last["forces_asked"] < last["forces_in_area"]:
            yield f"Other forces in {named} were not asked. The figures are not those of all of it."
        if not last["complete"]:
            yield f"All figures of {named} are over the forces that gave figures."
        yield f"Changes are over the forces that gave figures for both {periods_name(last)}."
        if out := _not_compared(subject):
            yield f"Left out of a comparison, for want of one of the figures: {listed(out)}."
    else:
        yield "The figures are the force's reply to a Freedom of Information request."
    for row in subject.coverage:
        why = _why_not(row, subject)
        if why:
            yield f"{row['force_name']} {why}."
    if any(_is_hidden(row) for row in (*subject.totals, *subject.forces)):
        yield "Where a force hides a low number, no figure that would reveal it is given."
    kind = _KINDS.get(last["period_kind"])
    over = f", by {kind}" if kind else ""
    yield f"What is counted are {subject.request.unit}{over}."


def _who_gave(subject: Subject, last: Row) -> str:
    asked, gave = last["forces_asked"], last["forces_counted"]
    if asked == 1:
        answer = "gave figures" if gave else "gave no figures"
        return f"The only force{in_area(subject)} that was asked {answer}."
    return f"{gave} of the {asked} forces{in_area(subject)} that were asked gave figures."


def _not_compared(subject: Subject) -> list[str]:
    """The forces asked that lack a figure in a change that is told."""
    last = subject.totals[-1]["period_start"]
    told = {subject.totals[0]["period_start"], *(r["period_start"] for r in subject.totals[-2:-1])}
    out = {
        force_id
        for row in subject.changes
        if row["to_start"] == last and row["from_start"] in told
        for force_id in row["forces_left_out"].split("|")
    }
    return [row["force_name"] for row in subject.coverage if row["force_id"] in out]


def _why_not(row: Row, subject: Subject) -> str:
    word = periods_name(subject.totals[-1])
    if not row["outcome"]:
        return "has sent no answer that could be read"
    outcome = Outcome(row["outcome"])
    if outcome in _WHY_NOT:
        return _WHY_NOT[outcome]
    if gave_no_single_year(row):
        if any(row["force_id"] in one["force_id"].split("|") for one in subject.together):
            return f"gave one figure for all {word} together, which is counted in none of them"
        return "gave no figure that can be counted"
    if row["periods_answered"] < row["periods_asked"]:
        return f"did not give figures for all {word}"
    return ""


def _is_hidden(row: Row) -> bool:
    return row["count_low"] is not None and not is_exact(row)
