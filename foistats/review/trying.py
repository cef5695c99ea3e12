"""An answer tried out before it is kept: the document is read as it would be read then."""

from collections.abc import Callable, Iterable, Sequence

from foistats.naming.spelling import fold
from foistats.reading.around import Looked
from foistats.records import Problem
from foistats.review.answers import AnswerRefused
from foistats.review.looked import matter_of, problems_of, readings_of, row_of
from foistats.review.questions import Question
from schemas.problem_codes import NEEDS_NO_ANSWER, ProblemCode, in_words

# What may come to light once something is settled; all else would be one problem for another.
_MAY_FOLLOW = frozenset(
    {
        ProblemCode.FORCE_OTHER_THAN_SENDER,
        ProblemCode.FORCE_UNKNOWN,
        ProblemCode.JOINT_FORCES,
        ProblemCode.PERIOD_OUTSIDE_REQUEST,
        ProblemCode.HEADING_UNCLEAR,
    }
    | NEEDS_NO_ANSWER
)

Read = Callable[[], Looked | str]
"""A document as it is read with what is declared; a sentence where it can't be."""


def refuse_unless_settled(
    root: str,
    problems: Sequence[Problem],
    *,
    was: Read,
    then: Read,
    may_follow: frozenset[ProblemCode] = frozenset(),
) -> None:
    """Raise AnswerRefused where a document keeps one of the problems, or gets another instead.

    `may_follow` are problems that this answer may bring to light, beside those that any may.
    """
    after = then()
    if isinstance(after, str):
        raise AnswerRefused(after)
    known = {matter_of(problem) for problem in problems_of(root, was())}
    left = problems_of(root, after)
    stale = next((one for one in left if one.code is ProblemCode.CORRECTION_STALE), None)
    if stale is not None:
        raise AnswerRefused(f"{stale.place}: {stale.found}; so the document isn't read at all")
    refuse_if_same(root, problems, after)
    follows = _MAY_FOLLOW | may_follow
    new = [one for one in left if matter_of(one) not in known and one.code not in follows]
    if new:
        at = f" at {new[0].place}" if new[0].place else ""
        raise AnswerRefused(
            f"that would not settle it: {new[0].code.value}{at}:"
            f" {in_words(new[0].code, new[0].found)}"
        )


def refuse_if_same(root: str, problems: Sequence[Problem], after: Looked | str) -> None:
    """Raise AnswerRefused where a document keeps one of the problems just as it is."""
    rows = {row_of(problem) for problem in problems}
    if any(row_of(one) in rows for one in problems_of(root, after)):
        raise AnswerRefused("that would not settle it: the problem would be just the same")


def refuse_unless_heard(question: Question, after: Iterable[Looked | str]) -> None:
    """Raise AnswerRefused where no document takes any notice of what its headings were said to be.

    What a heading is doesn't depend on what else is wrong with its table: that is told next.
    """
    asked = {fold(heading) for heading in question.headings}
    why = ""
    for looked in after:
        if isinstance(looked, str):
            why = why or looked
            continue
        left = (heading for reading in readings_of(looked) for heading in reading.headings)
        still = next((one for one in left if asked & {fold(word) for word in one.words}), None)
        if still is None:
            return
        why = why or f"that would not settle it: {still.said}"
    raise AnswerRefused(why)
