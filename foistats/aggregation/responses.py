"""One response to its figures, or to the sentence that says why it gives none."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from foistats.aggregation.figures import Figure, Refusal, figures_of
from foistats.aggregation.gathering import Forces, Gathered, Place, gather, printed
from foistats.aggregation.outcomes import ANSWERS, NOT_OPENED, NOT_READ, REFUSES, Told, has_counts
from foistats.intake.stock import Stock
from foistats.model.values import Period
from foistats.model.words import ARE_COUNTED
from foistats.records import Problem, ReadDocument, ReadResponse, Request
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Outcome, PeriodKind

_TABLE = re.compile(r"(?:page \d+, )?table \d+(?:, row \d+)?|(?:.+!)?[A-Z]{1,3}\d+:[A-Z]{1,3}\d+")
# A place names a few cells; more of them are counted.
_MOST_PLACES = 3
_GIVES_NOTHING = (*REFUSES, Outcome.NO_RESPONSE)
_OUTSIDE = {
    PeriodKind.MULTI_YEAR: "ask for each year: a sum over several years is no year's figure",
    PeriodKind.OTHER_YEAR: "ask for the years that were asked about: these are other twelve months",
    PeriodKind.PART_YEAR: "ask for the whole year: a part of it is no year's figure",
}


@dataclass(slots=True)
class Worked:
    """What one response comes to: its figures by forces, category and period, and its problems."""

    figures: dict[tuple[Forces, str, Period], Figure] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def work_out(stock: Stock, read: ReadResponse, told: Told) -> Worked:
    """The figures that one standing response gives, each from one table of it.

    `told` is what the response amounts to.
    """
    request, response = stock.request, read.response
    worked = Worked(problems=list(_reading_problems(read, told)))
    gathered = gather(request, response.force_ids, read.documents, shared=stock.shared)
    worked.problems += _report(gathered, read, request)
    counts = has_counts(read.documents)
    sealed = any(problem.code is ProblemCode.DOCUMENT_SEALED for problem in worked.problems)
    if told.problem is not None and not (sealed and _is_without_counts(told.problem)):
        worked.problems.append(told.problem)
    elif told.contradicted:
        worked.problems.append(_only_refuses(read, told))
    elif told.outcome in ANSWERS and not counts and not sealed:
        worked.problems.append(_without_counts(read))
    why = _why_nothing(stock, read, told, counts=counts)
    if why is not None:
        if why.code is not None and (gathered.columns or counts):
            worked.problems.append(_problem(why.code, read, found=why.sentence, remedy=why.remedy))
        return worked
    unread = _unread_tables(read.documents)
    for (forces, category), columns in sorted(gathered.columns.items()):
        for period, one in figures_of(columns).items():
            if isinstance(one, Refusal):
                if not one.by_force or _may_be_more(read.documents, period) or unread:
                    worked.problems.append(_refused(one, read, category))
            elif more := _may_be_more(read.documents, period):
                worked.problems.append(_maybe_a_part(period, one, read, more))
            elif one.alone and unread - {_bare(one.table)}:
                worked.problems.append(_maybe_a_part(period, one, read, unread))
            else:
                worked.figures[tuple(sorted(forces)), category, period] = one
                if one.despite:
                    worked.problems.append(
                        _problem(ProblemCode.TABLES_DISAGREE, read, found=one.despite, at=one.table)
                    )
    return worked


@dataclass(frozen=True, slots=True)
class _Why:
    """Why nothing of a response is counted; `code` is None where it has been reported already."""

    sentence: str
    code: ProblemCode | None = None
    remedy: str = ""


def _why_nothing(stock: Stock, read: ReadResponse, told: Told, *, counts: bool) -> _Why | None:
    response = read.response
    for force_id in response.force_ids:
        if force_id in stock.settlement.unsettled:
            return _Why(stock.settlement.unsettled[force_id])
    if told.outcome is None:
        return _Why("what the response amounts to isn't settled")
    if told.outcome is Outcome.WITHDRAWN:
        return _Why("the response was withdrawn")
    if told.outcome in _GIVES_NOTHING and counts:
        return _Why(
            f"the outcome {told.outcome.value!r}, and counts in the documents",
            ProblemCode.OUTCOME_CONTRADICTED,
            "write 'partly_answered' if the counts answer the request; until then none is counted",
        )
    if response.response_id in stock.damaged:
        return _Why(
            f"{stock.damaged[response.response_id]}: what was read may be a part of the reply",
            ProblemCode.FIGURE_LEFT_OUT,
            "bring the file back; until then nothing of this response is counted",
        )
    for document in read.documents:
        for problem in document.reading.problems:
            if problem.code is ProblemCode.DOCUMENT_SEALED:
                return _Why(
                    f"{document.path} is sealed: the rest may be a part of the reply",
                    ProblemCode.FIGURE_LEFT_OUT,
                    "ask for a clean copy; until then nothing of this response is counted",
                )
            # A file under a wrong name is read by its content, or is of a kind that can't be.
            misnamed = problem.code is ProblemCode.DOCUMENT_NOT_ITS_EXTENSION
            if problem.code in NOT_OPENED or (misnamed and not document.reading.observations):
                return _Why(
                    f"{document.path} could not be read: the rest may be a part of the reply",
                    ProblemCode.FIGURE_LEFT_OUT,
                    "ask for the file again, or take it off the list if it holds no counts",
                )
    return None


def _is_without_counts(problem: Problem) -> bool:
    """True for what a sealed document says by itself: there are no counts as long as it is."""
    return problem.code is ProblemCode.ANSWER_WITHOUT_COUNTS


def _reading_problems(read: ReadResponse, told: Told) -> Iterable[Problem]:
    counted = has_counts(read.documents)
    for document in read.documents:
        for problem in document.reading.problems:
            # A covering letter beside what was counted need not have a table.
            no_cells = not any(document.reading.account)
            if problem.code is ProblemCode.NO_TABLE and counted and no_cells:
                continue
            # A person has read the sentence and written what it amounts to.
            if problem.code is ProblemCode.REFUSAL_UNCLEAR and told.written:
                continue
            yield problem._replace(response_id=read.response.response_id, document=document.path)


def _unread_tables(documents: Iterable[ReadDocument]) -> set[Place]:
    """Tables that were found and could not be read: any of them may be a part of what was asked."""
    return {
        (document.path, place)
        for document in documents
        for problem in document.reading.problems
        if problem.code in NOT_READ
        for place in problem.place.split("; ")
        # Without a place, it is the document that was not read.
        if not place or _TABLE.fullmatch(place)
    }


def _may_be_more(documents: Iterable[ReadDocument], period: Period) -> set[Place]:
    """Sentences whose count may come on top of every figure of a period: `a further 12 ...`."""
    return {
        (document.path, proposal.place)
        for document in documents
        for proposal in document.reading.proposals
        if proposal.holds
        and (
            proposal.period is None
            or (proposal.period.start <= period.end and period.start <= proposal.period.end)
        )
    }


def _bare(table: Place) -> Place:
    """A table's place without the note that extraction adds, such as ` [records]`."""
    return (table[0], table[1].split(" [")[0])


def _report(gathered: Gathered, read: ReadResponse, request: Request) -> list[Problem]:
    """What of a response belongs to no figure, each sort of it once per table or period."""
    found = []
    asked = f"{printed(request.first)} to {printed(request.last)}, each {request.period_kind.value}"
    wanted = request.period_kind.value.replace("_", " ")
    outside: dict[tuple[str, PeriodKind], list[tuple[Period, str]]] = {}
    for period, (path, place) in gathered.outside.items():
        outside.setdefault((path, period.kind), []).append((period, place))
    for (path, kind), those in outside.items():
        named = ", ".join(printed(period) for period, _ in those)
        places = list(dict.fromkeys(place for _, place in those))
        more = len(places) - _MOST_PLACES
        listed = "; ".join(places[:_MOST_PLACES]) + (f" and {more} more" if more > 0 else "")
        found.append(
            _problem(
                ProblemCode.PERIOD_OUTSIDE_REQUEST,
                read,
                found=f"counts for {named} ({kind.value})",
                expected=asked,
                remedy=f"ask for each {wanted}: the reply gives none"
                if not gathered.columns and kind not in _OUTSIDE and kind is not request.period_kind
                else _OUTSIDE.get(
                    kind, "none needed if it is more than was asked; it is not in the totals"
                ),
                at=(path, listed),
            )
        )
    for (path, table), unit in gathered.other_units.items():
        found.append(
            _problem(
                ProblemCode.UNIT_DIFFERS,
                read,
                found=f"{unit or 'things of an unknown unit'}{ARE_COUNTED}",
                expected=request.unit,
                remedy=f"if {request.unit} are meant, say so in `foistats review`, or declare unit"
                f' = "{request.unit}" in a layout; until then these are in no total',
                at=(path, table),
            )
        )
    told = {
        document.path
        for document in read.documents
        for problem in document.reading.problems
        if problem.code is ProblemCode.FORCE_OTHER_THAN_SENDER
    }
    for (forces, path), place in gathered.other_forces.items():
        if path not in told:
            found.append(
                _problem(
                    ProblemCode.FORCE_OTHER_THAN_SENDER,
                    read,
                    found=f"counts of {' and '.join(forces)}",
                    expected=f"counts of {' and '.join(read.response.force_ids)}, who sent it",
                    remedy="correct the force in responses.csv; they are not in the totals",
                    at=(path, place),
                )
            )
    for (path, table), labels in sorted(gathered.no_category.items()):
        found.append(
            _problem(
                ProblemCode.CATEGORY_UNKNOWN,
                read,
                found="; ".join(sorted(labels))[:400] or "no heading",
                expected=f"one of {', '.join(c.name for c in request.categories)}",
                remedy="add the spelling under also of its category; it is not in the totals",
                at=(path, table),
            )
        )
    return found


def _only_refuses(read: ReadResponse, told: Told) -> Problem:
    return _problem(
        ProblemCode.OUTCOME_CONTRADICTED,
        read,
        found=f"the outcome {told.outcome!s}, no count, and a reply that refuses: {told.refused}",
        expected="the outcome that the documents show",
        remedy="correct the outcome in responses.csv, or leave it blank; until then it stands",
        at=next((d.path, d.reading.refused[0].place) for d in read.documents if d.reading.refused),
    )


def _without_counts(read: ReadResponse) -> Problem:
    response = read.response
    named = ", ".join(response.documents)
    lacks = f"no count in {named}" if named else "no document listed"
    note = f" ({response.note})" if response.note else ""
    return _problem(
        ProblemCode.ANSWER_WITHOUT_COUNTS,
        read,
        found=f"{response.force_as_written}: the outcome {response.outcome!s}, {lacks}{note}",
        expected="a count for each period asked",
        remedy="see the other problems of this response, or correct the outcome"
        if named
        else "store the reply with `foistats receive`, or correct the outcome",
    )


def _refused(refusal: Refusal, read: ReadResponse, category: str) -> Problem:
    path = refusal.places[0][0]
    where = "; ".join(table for document, table in refusal.places if document == path)
    named = "" if category == "all" else f"{category}, "
    return _problem(
        refusal.code,
        read,
        found=f"{named}{refusal.why}",
        expected="one figure that the reply leaves no doubt about",
        remedy="declare in a layout which table answers the request; until then none is counted",
        at=(path, where),
    )


def _maybe_a_part(
    period: Period, figure: Figure, read: ReadResponse, unread: set[Place]
) -> Problem:
    others = ", ".join(f"{table} of {path}" if table else path for path, table in sorted(unread))
    return _problem(
        ProblemCode.FIGURE_LEFT_OUT,
        read,
        found=f"{printed(period)}: {figure.low}, beside what isn't certain: {others}",
        expected="every table of the reply read, or a second one that gives the same sums",
        remedy="declare a layout: the table that was read may be a part of what was asked",
        at=figure.table,
    )


def _problem(
    code: ProblemCode,
    read: ReadResponse,
    *,
    found: str,
    expected: str = "a reply that can be counted",
    remedy: str = "ask the force which is right; the table that its own totals prove is counted",
    at: Place = ("", ""),
) -> Problem:
    return Problem(code, at[0], at[1], found, expected, remedy, read.response.response_id)


def by_category(
    worked: Iterable[Worked], asked: tuple[str, ...]
) -> Mapping[tuple[str, Period], dict[Forces, Figure]]:
    """All figures by category and period; joint ones only where no other has any of the forces."""
    wanted = set(asked)
    found: dict[tuple[str, Period], dict[Forces, Figure]] = {}
    for one in worked:
        for (forces, category, period), figure in one.figures.items():
            if wanted.issuperset(forces):
                found.setdefault((category, period), {})[forces] = figure
    for figures in found.values():
        times = Counter(force_id for forces in figures for force_id in forces)
        for forces in [forces for forces in figures if len(forces) > 1]:
            if any(times[force_id] > 1 for force_id in forces):
                del figures[forces]
    return found
