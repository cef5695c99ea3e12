"""A misfiled reply as it is found among others, and what answers change in responses.csv."""

from collections.abc import Callable, Sequence

from foistats.errors import WorkspaceError
from foistats.intake.declarations import Declarations
from foistats.intake.writing import Value
from foistats.reading.around import Looked
from foistats.records import NOTHING_DECLARED, Problem
from foistats.review.answers import Answer, AnswerRefused, reason_of
from foistats.review.lines import with_line
from foistats.review.questions import Question
from foistats.review.refiling import (
    LISTED,
    RECORD,
    Misfiled,
    is_about_a_sender,
    misfiled,
    refiled,
    still_filed_under,
)
from foistats.review.replies import Replies, list_problems


def misfiled_at(
    replies: Replies,
    problem: Problem,
    root: str,
    declared: Declarations,
    *,
    told: Sequence[Problem],
) -> Misfiled | None:
    """The reply of a document that speaks for another force, and where it belongs.

    Of two replies filed crosswise none is the other force's earlier reply: what speaks for another
    force by what was `told` is nobody's reply yet.
    """
    response = replies.response(root)
    if response is None or not is_about_a_sender(problem.found):
        return None
    looked = {path: replies.read(path, (), declared) for path in response.documents}
    readings = {path: one.reading for path, one in looked.items() if isinstance(one, Looked)}
    doubtful = {one.response_id for one in told if is_about_a_sender(one.found)}
    standing = replies.stock.standing()
    return misfiled(
        response,
        readings,
        root,
        asked=replies.stock.request.asked_force_ids,
        standing=[one for one in standing if one.response_id not in doubtful],
    )


def is_filed_otherwise(replies: Replies, problem: Problem, declared: Declarations) -> bool:
    """True where the reply was moved since a run found a problem, or its sender was declared."""
    root = replies.root(problem)
    response = replies.response(root)
    now = response.force_ids if response is not None else ()
    sent = declared.of.get(root, NOTHING_DECLARED).senders
    stated = any(set(one.force_ids) == set(now) for every in sent.values() for one in every)
    return stated or not still_filed_under(problem.found, now)


def files_refiled(
    replies: Replies, question: Question, answer: Answer, *, content_of: Callable[[str], bytes]
) -> dict[str, bytes]:
    """The files that a reply filed under another force changes; AnswerRefused if they won't do.

    `content_of` gives what a file has now.
    """
    assert question.misfiled is not None
    before = content_of(LISTED)
    signed = _signed(question, answer)
    try:
        files = refiled(
            question.misfiled, answer.choice.does.says, before, content_of(RECORD), signed=signed
        )
    except WorkspaceError as reason:
        raise AnswerRefused(str(reason)) from reason
    # Without an earlier reply of that force, another that is misfiled may still be listed under it.
    alone = bool(question.misfiled.others)
    wrong = list_problems(replies, files[LISTED], contradicting=alone) - list_problems(
        replies, before, contradicting=alone
    )
    if wrong:
        raise AnswerRefused(f"responses.csv could not say that: {sorted(wrong)[0]}")
    return files


def file_with_line(replies: Replies, question: Question, answer: Answer, before: bytes) -> bytes:
    """responses.csv with what a person says of one reply; AnswerRefused if it won't do."""
    signed = _signed(question, answer)
    try:
        after = with_line(before, answer.choice, answer.value, signed=signed)
    except WorkspaceError as reason:
        raise AnswerRefused(str(reason)) from reason
    wrong = list_problems(replies, after, contradicting=True) - list_problems(
        replies, before, contradicting=True
    )
    if wrong:
        raise AnswerRefused(f"responses.csv could not say that: {sorted(wrong)[0]}")
    return after


def _signed(question: Question, answer: Answer) -> dict[str, Value]:
    return {
        "because": reason_of(question, answer),
        "by": answer.by.strip(),
        "on": answer.on,
    }
