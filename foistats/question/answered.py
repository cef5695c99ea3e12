"""Which of the questions of a request a table or a passage answers, by the numbers of both."""

import re
from collections.abc import Iterable, Sequence

from foistats.naming.spelling import regex

_MARK = re.compile(
    r"(?i)(?:^|(?<=[\s:;]))(?:(?:question|q)\s*(?P<named>\d{1,2})\s*[.):-]?|\(?(?P<bare>\d{1,2})[.)])\s+"
)
_ASKS = r"(?i)\bhow many\b|\b(?:numbers?|totals?|counts?|volumes?) of\b|\bplease\b|\?"
_NUMBER_ALONE = re.compile(r"^\W*(?P<number>\d{1,2})\s*[.):]?\s*$")
_ANSWERS = (
    r"(?i)\b(?:questions?|q|answers?|responses?|replies|reply|points?|parts?|requests?)"
    r"\s*(?:no\.?|number)?\s*(\d{1,2})\b(?!\s*[/-]?\s*\d|/)"
)
_AND_MORE = r"(?i)\d\s*(?:and|&|,|to|-|–)\s*(?:q\s*)?\d"
_LONGEST_MARK = 80
_ONLY_A_NUMBER = (
    r"(?i)^\W*(?:(?:answer|response|reply)s?(?: to)?\s+)?(?:questions?|q|requests?|points?|parts?"
    r"|items?)\s*(?:no\.?|number)?\s*(?P<number>\d{1,2})\W*$"
)


def numbered_questions(lines: Iterable[str]) -> dict[int, str]:
    """The questions of a request as a reply repeats them, by their numbers.

    >>> numbered_questions(["1) the number of burglaries 2) the number of robberies in 2021/22"])
    {1: 'the number of burglaries', 2: 'the number of robberies in 2021/22'}
    """
    found: dict[int, str] = {}
    for line in lines:
        marks = list(_MARK.finditer(line))
        for at, mark in enumerate(marks):
            end = marks[at + 1].start() if at + 1 < len(marks) else len(line)
            said = line[mark.end() : end].strip()
            if regex(_ASKS).search(said):
                found.setdefault(int(mark["named"] or mark["bare"]), said)
    return found


def answers_number(line: str) -> int | None:
    """The number of the one question that a line says it answers; None where it says none.

    >>> [answers_number(line) for line in ("Our response to question 1:", "2.", "Q1 and 2")]
    [1, 2, None]
    """
    said = " ".join(line.split())
    if not said or len(said) > _LONGEST_MARK or regex(_AND_MORE).search(said):
        return None
    if (alone := _NUMBER_ALONE.match(said)) is not None:
        return int(alone["number"])
    numbers = {int(number) for number in regex(_ANSWERS).findall(said)}
    return numbers.pop() if len(numbers) == 1 else None


def only_number(line: str) -> int | None:
    """The number in a line that says which question is answered, and nothing else.

    >>> [only_number(line) for line in ("Q1", "Request 2:", "Q1 2021/22", "Request 1234")]
    [1, 2, None, None]
    """
    found = regex(_ONLY_A_NUMBER).match(" ".join(line.split()))
    return int(found["number"]) if found is not None else None


def question_over(lines: Sequence[str], questions: dict[int, str]) -> str:
    """The question that what stands below some lines answers; empty where no line says so.

    `lines` are nearest first. Of several questions in a row nothing shows which is answered.
    """
    for at, line in enumerate(lines):
        own = numbered_questions([line])
        if own:
            above = lines[at + 1] if at + 1 < len(lines) else ""
            alone = len(own) == 1 and not numbered_questions([above])
            return next(iter(own.values())) if alone else ""
        number = answers_number(line)
        if number is not None:
            return questions.get(number, "")
    return ""
