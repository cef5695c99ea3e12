"""Letters to forces about what is open: a late reply, or something in it that only they can settle.

Nothing is sent: a person reads each letter, and sends it. What a sealed document hides is never in
one, only what kind of hiding it was. A question that only the reader of tables has, such as a
layout it doesn't understand, is none for a force; nor is one that whoever asked settles by looking,
such as whether a heading, or a line of a letterhead, names what was asked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

from foistats.asking.letter import bulleted, filled
from foistats.model.values import Period
from foistats.naming.forces import force_country, force_name
from foistats.naming.periods import label_of
from foistats.records import Problem, Request
from schemas.problem_codes import ProblemCode as Code
from schemas.vocabulary import PeriodKind

# What a force is asked where a problem is theirs to settle. {file} is the document, {place} the
# cells, {found} what stands there.
_QUESTIONS = {
    Code.DOCUMENT_LOCKED: "{file} can't be opened without a password. Please send it without one.",
    Code.DOCUMENT_BROKEN: "{file} arrived damaged or cut short. Please send it again.",
    Code.DOCUMENT_EMPTY: "{file} arrived empty. Please send it again.",
    Code.DOCUMENT_UNSUPPORTED: (
        "{file} is of a kind that we can't read. Please send the figures as a spreadsheet."
    ),
    Code.DOCUMENT_SEALED: (
        "{file} holds content that isn't shown when it is opened: {found}. We have not read it."
        " It may be personal data that was not meant to be sent. Please check it, and send a copy"
        " without it."
    ),
    Code.MARK_UNEXPLAINED: "In {file}, {place}: {found}. What does the mark stand for?",
    Code.BLANK_UNEXPLAINED: (
        "In {file}, {place}, cells are empty. Is the number zero, is it not held, or is it"
        " withheld?"
    ),
    Code.TOTAL_MISMATCH: (
        "In {file}, {place}, a total isn't the sum of what stands above or beside it: {found}."
        " Which figures are right?"
    ),
    Code.TABLES_DISAGREE: "Two tables of {file} differ: {found}. Which is right?",
    Code.COUNT_TWICE: (
        "In {file}, {place}, the same count is given twice with different values: {found}. Which"
        " is right, or what tells the two apart?"
    ),
    Code.COUNT_NEGATIVE: "In {file}, {place}: {found}. What does a number below zero mean here?",
    Code.COUNT_FRACTIONAL: "In {file}, {place}: {found}. What is counted here?",
    Code.COUNT_UNREADABLE: "In {file}, {place}: {found}. What is the number?",
    Code.NO_PERIOD: "In {file}, {place}, nothing says which period the figures are for. Which?",
    Code.PERIOD_AMBIGUOUS: "In {file}, {place}: {found}. Which days does that period have?",
    Code.PERIOD_OUTSIDE_REQUEST: (
        "{file} has {found}. We asked for each of these periods by itself: {periods}. Please give"
        " the number for each."
    ),
    Code.JOINT_FORCES: "In {file}, {place}: {found}. Please give each force's own number.",
    Code.UNIT_DIFFERS: (
        "In {file}, {place}: {found}. We asked for the number of {unit}. Please give that number,"
        " or say that you don't hold it."
    ),
    Code.CATEGORY_UNKNOWN: (
        "In {file}, {place}: {found}. Which of the categories that we asked for is that?"
    ),
    Code.REFUSAL_UNCLEAR: (
        "{file} seems to refuse the request, or a part of it. Do you refuse all of it? If it is a"
        " part, which, and under which section of the Act?"
    ),
    Code.ANSWER_WITHOUT_COUNTS: (
        "I found neither the number of {unit} nor a refusal of it in your reply. Please give the"
        " number for each of these periods: {periods}; or say that it isn't held or is withheld,"
        " and why."
    ),
}
_CELL = re.compile(r"(?P<sheet>[^!]+)!(?P<cell>[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?)")
_MESSAGE = "your message"
_STOPPED_TWICE = re.compile(r"(?<=[?!])\.|(?<=[?!]['\"])\.")
_KIND = re.compile(rf" \((?P<kind>{'|'.join(PeriodKind)})\)")
# The Act under which a requester may ask for a review, and who decides after that.
_REVIEW = {
    "Scotland": "the Scottish Information Commissioner (section 47 of the Freedom of Information"
    " (Scotland) Act 2002)",
}
_COMMISSIONER = "the Information Commissioner (section 50 of the Freedom of Information Act 2000)"


@dataclass(frozen=True, slots=True)
class Open:
    """What is open with one force, if anything.

    `due_on` is set where its reply is late, `due_says` how that day is named, and `written_on`
    where a letter about it has brought nothing. `missing` are the periods of which a reply that
    came says nothing.
    """

    force_id: str
    due_on: date | None = None
    due_says: str = "The twentieth working day after my request was"
    written_on: date | None = None
    received_on: date | None = None
    problems: tuple[Problem, ...] = ()
    missing: tuple[Period, ...] = ()


def is_for_a_force(code: str) -> bool:
    """True where only the force can settle a problem."""
    return code in _QUESTIONS


def chase_letter(request: Request, open_: Open) -> str:
    """The letter to one force; raises ValueError where nothing is open that it could settle."""
    points = [
        *_late(open_),
        *_questions(request, open_.problems),
        *_missing(request, open_),
    ]
    if not points:
        raise ValueError(f"nothing is open with {open_.force_id} that a letter could settle")
    came = f", to which you replied on {_day(open_.received_on)}" if open_.received_on else ""
    paragraphs = [
        f"Dear {force_name(open_.force_id)} Freedom of Information team,",
        f"On {_day(request.sent_on)} I sent you a request under {_act(open_.force_id)}{came}:",
        bulleted(request.question or request.title, bullet=""),
        *(
            ["Before the figures can be used, please help with this:"]
            if open_.due_on is None
            else []
        ),
        *(bulleted(point, bullet=f"{number}. ") for number, point in enumerate(points, start=1)),
        "Yours faithfully,",
    ]
    return "\n\n".join(filled(paragraph) for paragraph in paragraphs) + "\n"


def as_email(letter: str, request: Request) -> bytes:
    """The letter as a draft that mail programs open ready to be sent; it has no address yet."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"Freedom of Information request: {' '.join(request.title.split())}"
    message["X-Unsent"] = "1"
    message.set_content(letter, cte="quoted-printable")
    return message.as_bytes()


def _late(open_: Open) -> list[str]:
    if open_.due_on is None:
        return []
    who = _REVIEW.get(force_country(open_.force_id), _COMMISSIONER)
    late = f"{open_.due_says} {_day(open_.due_on)}, and I have had no reply."
    if open_.written_on is None:
        return [
            f"{late} Please tell me when I can expect one. If you have replied, please send it"
            " again. If I hear nothing, I may ask for an internal review, and after it turn to"
            f" {who}."
        ]
    act = (
        "I require a review under section 20 of the Act"
        if force_country(open_.force_id) == "Scotland"
        else "I ask for an internal review of this"
    )
    return [
        f"{late} I wrote to you about it on {_day(open_.written_on)}, and heard nothing. {act}."
        f" After it I may turn to {who}."
    ]


def _questions(request: Request, problems: Iterable[Problem]) -> list[str]:
    """A question for each problem that is the force's to settle; the same words once."""
    periods = ", ".join(label_of(period) for period in request.periods)
    asked: dict[str, None] = {}
    for problem in problems:
        if (question := _QUESTIONS.get(problem.code)) is None:
            continue
        sentence = question.format(
            file=_file(problem.document),
            place=_place(problem.place),
            found=_KIND.sub(_kind, problem.found.rstrip(".")),
            periods=periods,
            unit=request.unit,
        )
        # What stands in the document may end as a question does, and needs no full stop then.
        sentence = _STOPPED_TWICE.sub("", sentence)
        begins_with_ours = sentence.startswith(_MESSAGE)
        asked.setdefault(f"Y{sentence[1:]}" if begins_with_ours else sentence, None)
    return list(asked)


def _file(document: str) -> str:
    """A document as the force knows it: what it attached, not the message that it came with."""
    name = document.rpartition("/")[2]
    return _MESSAGE if not name or name.casefold().endswith((".eml", ".msg")) else name


def _place(place: str) -> str:
    """Places in words that need no knowledge of ours.

    >>> _place("Data!B7"), _place("csv!B2; csv!B3"), _place("page 1, table 2")
    ("cell B7 of the sheet 'Data'", 'cells B2, B3', 'page 1, table 2')
    """
    pieces = [_CELL.fullmatch(piece) for piece in place.split("; ")]
    if not place or not all(pieces):
        return place or "the table"
    cells = [piece["cell"] for piece in pieces if piece]
    sheets = {piece["sheet"] for piece in pieces if piece} - {"csv"}
    several = len(cells) > 1 or ":" in cells[0]
    of = "".join(f" of the sheet {sheet!r}" for sheet in sheets) if len(sheets) == 1 else ""
    return f"{'cells' if several else 'cell'} {', '.join(cells)}{of}"


def _kind(found: re.Match[str]) -> str:
    kind = found["kind"]
    return " taken together" if kind == "multi_year" else f" ({kind.replace('_', ' ')}s)"


def _missing(request: Request, open_: Open) -> list[str]:
    """The periods without a figure, unless every period is asked for again already."""
    if not open_.missing or any(
        problem.code == Code.PERIOD_OUTSIDE_REQUEST for problem in open_.problems
    ):
        return []
    named = ", ".join(label_of(one) for one in open_.missing)
    return [
        f"I found no number of {request.unit} for {named} in your reply that can be used. Please"
        " give it, or say that it isn't held or is withheld, and why."
    ]


def _act(force_id: str) -> str:
    scottish = force_country(force_id) == "Scotland"
    return f"the Freedom of Information {'(Scotland) Act 2002' if scottish else 'Act 2000'}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
