"""What an answer writes down, worked out before anything is written; unclear ones are refused."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from foistats.errors import FoistatsError, Unreadable
from foistats.intake import aliases, corrections, marks, statements
from foistats.intake.writing import Addition, Value
from foistats.letters.sender import names_of
from foistats.naming.counts import meaning_of, read_count
from foistats.naming.forces import force_name, read_force
from foistats.naming.periods import label_of, read_period
from foistats.records import EVERY_OPEN_HEADING, Proposal
from foistats.review.choices import Choice
from foistats.review.grouping import expanded
from foistats.review.headings import heading_additions
from foistats.review.questions import LEAVE_OUT, Question, counted, counted_as, places_of, words_of
from foistats.review.refiling import OWN
from foistats.tables.around.proposed import EVERY_TABLE
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Unit

_KEYS = ("count", "period", "labels", "unit")
_PAIR = re.compile(r"(?P<place>[^=]+?)\s*=\s*(?P<use>.*)", re.DOTALL)
_NEXT = re.compile(r";\s*(?=[^=;]+=)")


Says = Callable[[str], str | None]
"""The text of a cell of the document by its place; None where it shows no such cell."""


class AnswerRefused(FoistatsError):
    """An answer that can't be taken; the sentence says what would do."""


class Answer(NamedTuple):
    """What a person answered: the choice, what was added to it, and who says so, why and when."""

    choice: Choice
    value: str
    because: str
    by: str
    on: date


def answers_of(question: Question, answer: Answer) -> list[tuple[Question, Answer]]:
    """What an answer says about each problem of a question; raises AnswerRefused if unclear."""
    _check_value(answer)
    if not answer.by.strip():
        raise AnswerRefused("nobody answers; say who with `by`")
    try:
        said = list(expanded(question, answer.choice, answer.value))
    except Unreadable as refusal:
        raise AnswerRefused(str(refusal)) from refusal
    found = [(one, answer._replace(choice=choice, value=value)) for one, choice, value in said]
    for _, one in found:
        _check_value(one)
    return found


def _check_value(answer: Answer) -> None:
    choice, value = answer.choice, answer.value.strip()
    if choice.asks and not value:
        raise AnswerRefused(f"{choice.key!r} needs a value: {choice.asks}")
    if not choice.asks and value:
        raise AnswerRefused(f"{choice.key!r} takes no value, and {value!r} was given")


def additions(question: Question, answer: Answer, *, says: Says) -> list[Addition]:
    """What the answer to a question about one problem adds to which files."""
    try:
        return _MAKERS[answer.choice.does.sort](question, answer, answer.value.strip(), says)
    except Unreadable as refusal:
        raise AnswerRefused(str(refusal)) from refusal


def reason_of(question: Question, answer: Answer) -> str:
    """Why, where a person gave no reason: what was answered."""
    if answer.because.strip():
        return answer.because.strip()
    more = f": {answer.value.strip()}" if answer.choice.asks else ""
    return f"answered in a review of {question.problem.code.value}: {answer.choice.text}{more}"


def _signed(question: Question, answer: Answer) -> dict[str, Value]:
    return {"because": reason_of(question, answer), "by": answer.by.strip(), "on": answer.on}


def _alias(question: Question, answer: Answer, value: str, _: Says) -> list[Addition]:
    name = words_of(question.problem)
    aliases.check_new_name(name)
    force_id = answer.choice.does.says or "|".join(_forces(value))
    values = {"name": name, "force_id": force_id, **_signed(question, answer)}
    return [Addition(aliases.FILE, "alias", values)]


def _forces(written: str) -> tuple[str, ...]:
    try:
        force_name(written)
    except Unreadable:
        return read_force(written)
    return (written,)


def _mark(question: Question, answer: Answer, value: str, _: Says) -> list[Addition]:
    problem = question.problem
    mark = "" if problem.code is ProblemCode.BLANK_UNEXPLAINED else words_of(problem)
    meaning = answer.choice.does.says or value
    meaning_of(mark, meaning)
    values = {"mark": mark, "meaning": meaning, "document": problem.document}
    return [Addition(marks.FILE, "mark", {**values, **_signed(question, answer)})]


def _correction(question: Question, answer: Answer, value: str, says: Says) -> list[Addition]:
    made = []
    use_here = answer.choice.does.says
    given = {question.problem.place: use_here} if use_here else None
    for place, use in (given or _pairs(value, alone=_only_place(question))).items():
        found = says(place)
        if found is None:
            raise AnswerRefused(f"the document shows no one cell {place!r}; name it as Sheet1!C7")
        values = {"document": question.problem.document, "place": place, "found": found}
        written = {**values, "use": use, **_signed(question, answer)}
        made.append(Addition(corrections.FILE, "correction", written))
    return made


def _only_place(question: Question) -> str:
    places = places_of(question.problem.place)
    return question.around.place if len(places) == 1 else ""


def _period(question: Question, answer: Answer, value: str, _: Says) -> list[Addition]:
    places = places_of(question.problem.place)
    if answer.choice.does.says:
        given = {EVERY_TABLE: answer.choice.does.says}
    else:
        given = _pairs(value, alone=places[0])
        if list(given) == places[:1] and "=" not in value:
            given = dict.fromkeys(places, value)
    made = []
    for place, written in given.items():
        if place not in (*places, EVERY_TABLE):
            raise AnswerRefused(f"{place!r} is none of the tables {'; '.join(places)}")
        read_period(written)
        values = {"document": question.problem.document, "place": place, "period": written}
        made.append(Addition(statements.FILE, "period", {**values, **_signed(question, answer)}))
    return made


def _open_headings(question: Question, answer: Answer, _value: str, _: Says) -> list[Addition]:
    values = {
        "document": question.problem.document,
        "place": EVERY_OPEN_HEADING,
        "period": answer.choice.does.says,
    }
    return [Addition(statements.FILE, "period", {**values, **_signed(question, answer)})]


def _pairs(value: str, *, alone: str) -> dict[str, str]:
    """`PLACE = TEXT; PLACE = TEXT`, or a text alone where only one place can be meant."""
    pieces = [_PAIR.fullmatch(piece.strip()) for piece in _NEXT.split(value)]
    if all(piece is not None for piece in pieces):
        pairs = [(piece["place"].strip(), piece["use"].strip()) for piece in pieces if piece]
        if len(dict(pairs)) < len(pairs):
            raise AnswerRefused(f"{value!r} names one place twice")
        return {place: "" if use == '""' else use for place, use in pairs}
    if not alone:
        raise AnswerRefused(f"{value!r} names no place; write PLACE = TEXT, such as Sheet1!C7 = 12")
    return {alone: "" if value == '""' else value}


def _statement(question: Question, answer: Answer, value: str, says: Says) -> list[Addition]:
    proposals = question.proposals
    told = [one.strip() for one in value.split("//")] if value else ["" for _ in proposals]
    if len(told) != len(proposals):
        raise AnswerRefused(
            f"there are {len(proposals)} counts, and {len(told)} were given: part them by //, and"
            f" write {LEAVE_OUT!r} for one that is no count"
        )
    taken = [
        (proposal, one)
        for proposal, one in zip(proposals, told, strict=True)
        if one.casefold() != LEAVE_OUT
    ]
    if not taken:
        raise AnswerRefused(
            f"{LEAVE_OUT!r} for each leaves no count; answer 'none' where none was asked for"
        )
    signed = _signed(question, answer)
    made = [
        _stated(question.problem.document, proposal, _told(one), signed) for proposal, one in taken
    ]
    # What is left out stays proposed, and is looked at.
    return made if len(taken) == len(proposals) else [*made, *_note(question, answer, "", says)]


def _stated(
    document: str, proposal: Proposal, told: Mapping[str, str], signed: Mapping[str, Value]
) -> Addition:
    """The statement of one proposed count, as it was read but for what a person told otherwise."""
    unknown = [key for key in told if key not in _KEYS]
    if unknown:
        raise AnswerRefused(f"{unknown[0]!r} is none of {', '.join(_KEYS)}")
    said = {**_read(proposal), **told}
    if not said["period"]:
        raise AnswerRefused("the sentence names no period; add period = ...")
    read_count(said["count"])
    read_period(said["period"])
    if said["unit"] and said["unit"] not in set(Unit):
        raise AnswerRefused(f"{said['unit']!r} is no unit; use one of {', '.join(Unit)}")
    values: dict[str, Value] = {
        "document": document,
        "place": proposal.place,
        "found": proposal.as_written,
        "count": said["count"],
        "period": said["period"],
        "labels": [label.strip() for label in said["labels"].split("|") if label.strip()],
    }
    unit: dict[str, Value] = {"unit": said["unit"]} if said["unit"] else {}
    return Addition(statements.FILE, "statement", {**values, **unit, **signed})


def _told(value: str) -> Mapping[str, str]:
    """`count = 12; period = 2021/22` by its keys."""
    return {key.casefold(): said for key, said in _pairs(value, alone="").items()} if value else {}


def _read(proposal: Proposal) -> dict[str, str]:
    return {
        "count": counted(proposal.count),
        "period": label_of(proposal.period) if proposal.period is not None else "",
        "labels": " | ".join(proposal.labels),
        "unit": proposal.unit if proposal.unit in set(Unit) else "",
    }


def _unit(question: Question, answer: Answer, _value: str, _: Says) -> list[Addition]:
    values = {
        "document": question.problem.document,
        "place": question.problem.place,
        "counted": counted_as(question.problem),
        "unit": answer.choice.does.says,
    }
    return [Addition(statements.FILE, "unit", {**values, **_signed(question, answer)})]


def _sentence_unit(question: Question, answer: Answer, _value: str, _: Says) -> list[Addition]:
    """The counts of a sentence, as they were read but for the unit."""
    return [
        Addition(
            statements.FILE,
            "statement",
            {
                "document": question.problem.document,
                "place": count.table,
                "found": count.as_written,
                "count": counted(count.count),
                "period": label_of(count.period),
                "labels": list(count.labels),
                "unit": answer.choice.does.says,
                **_signed(question, answer),
            },
        )
        for count in question.counts
    ]


def _note(question: Question, answer: Answer, _value: str, _: Says) -> list[Addition]:
    problem = question.problem
    values = {
        "document": problem.document,
        "place": problem.place,
        "code": problem.code.value,
        "found": problem.found,
        **({} if problem.document else {"response": problem.response_id}),
    }
    return [Addition(statements.FILE, "note", {**values, **_signed(question, answer)})]


def _headings(question: Question, answer: Answer, value: str, _: Says) -> list[Addition]:
    return heading_additions(
        question.headings,
        answer.choice.does.says,
        value,
        choices=question.choices,
        signed=_signed(question, answer),
    )


def _sender(question: Question, answer: Answer, value: str, _: Says) -> list[Addition]:
    assert question.misfiled is not None
    values = {
        "document": question.problem.document,
        "force": names_of(question.misfiled.response.force_ids),
        **_signed(question, answer._replace(because=answer.because.strip() or value)),
    }
    return [Addition(statements.FILE, "sender", values)]


_MAKERS: Mapping[str, Callable[[Question, Answer, str, Says], list[Addition]]] = {
    "heading": _headings,
    "alias": _alias,
    "mark": _mark,
    "correction": _correction,
    "period": _period,
    "headings_are": _open_headings,
    "statement": _statement,
    "unit": _unit,
    "sentence_unit": _sentence_unit,
    "note": _note,
    OWN: _sender,
}
