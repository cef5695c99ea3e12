"""Questions that one answer may settle, put as one; and its answer, taken for each of them."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence

from foistats.errors import Unreadable
from foistats.review.choices import Choice, Does
from foistats.review.headings import key_of
from foistats.review.lines import LINE
from foistats.review.questions import LEAVE, Question, words_of
from schemas.problem_codes import ProblemCode

EACH = "each"
_OF_WORDS = frozenset(
    {
        ProblemCode.MARK_UNEXPLAINED,
        ProblemCode.BLANK_UNEXPLAINED,
        ProblemCode.RESPONSES_INVALID,
    }
)
_NEXT = re.compile(r"\s*;\s*(?=\d+\s*=)")
_PAIR = re.compile(
    r"(?P<number>[0-9]{1,6})\s*=\s*(?P<key>[^:;=]+?)\s*(?::\s*(?P<value>.*))?", re.DOTALL
)


def grouped(
    questions: Sequence[Question], *, root_of: Callable[[Question], str]
) -> tuple[Question, ...]:
    """The questions, those that one answer may settle as one, where the first of them stood.

    The same headings are one question for the whole request. Everything else is asked per received
    file, which `root_of` gives: a mark or a blank once, and each other kind of problem once, where
    some answer can hold for all of its problems.
    """
    groups: dict[tuple[str, ...], list[Question]] = {}
    for question in questions:
        groups.setdefault(_key(question, root_of(question)), []).append(question)
    return tuple(each for group in groups.values() for each in _as_one(group))


def _key(question: Question, root: str) -> tuple[str, ...]:
    problem = question.problem
    if question.rivals is not None:
        return (question.id,)
    if question.headings:
        return ("headings", *key_of(question.headings))
    if question.misfiled is not None:
        # One line of responses.csv is one decision, however many documents it names.
        return ("misfiled", question.misfiled.response.response_id, *question.misfiled.documents)
    words = words_of(problem) if problem.code in _OF_WORDS else ""
    # The same advice, too: what a person should do about them is the same.
    return (problem.code.value, root or problem.document, words, problem.expected, problem.remedy)


def _as_one(group: Sequence[Question]) -> Sequence[Question]:
    first = group[0]
    if first.headings:
        told = "\0".join(("headings", *key_of(first.headings)))
        return [first._replace(id=_id(told), members=tuple(group) if len(group) > 1 else ())]
    if len(group) == 1:
        return group
    shared = [
        choice
        for choice in first.choices
        if _may_be_shared(choice) and all(_has(one, choice) for one in group)
    ]
    # That all may be left as they are is no reason to put apart from them what would settle one.
    only_left = all(choice.key == LEAVE for choice in shared)
    if not shared or (only_left and any(len(one.choices) > 1 for one in group)):
        return group
    choices = [_for_all(choice, group) for choice in shared]
    if len(shared) > 1 or any(set(one.choices) - set(shared) for one in group):
        known = ", ".join(dict.fromkeys(choice.key for one in group for choice in one.choices))
        asks = f"which answer by its number, such as 1 = {shared[0].key}; known: {known}"
        choices.append(Choice(EACH, "not the same for each of them", Does(EACH), asks=asks))
    return [
        first._replace(
            id=_id("\0".join(sorted(one.id for one in group))),
            choices=tuple(choices),
            proposals=tuple(proposal for one in group for proposal in one.proposals),
            members=tuple(group),
        )
    ]


def _has(question: Question, choice: Choice) -> bool:
    """True where a question has the same answer; what is said of a reply, in the same words."""
    found = next((one for one in question.choices if one.key == choice.key), None)
    return found is not None and (choice.does.sort != LINE or found.text == choice.text)


def _may_be_shared(choice: Choice) -> bool:
    """False for what settles one cell or one sentence only: a correction, a count typed by hand."""
    typed = choice.does.sort == "statement" and bool(choice.asks)
    return choice.does.sort not in ("correction", "reading") and not typed


def _for_all(choice: Choice, group: Sequence[Question]) -> Choice:
    """A choice as it reads where it is meant for several problems, with what each of them adds."""
    texts = [one.text for member in group for one in member.choices if one.key == choice.key]
    begins, _, first = texts[0].partition(": ")
    text = texts[0]
    if len(set(texts)) > 1 and first and all(one.startswith(f"{begins}: ") for one in texts):
        text = f"{begins}: {'; '.join(one.removeprefix(f'{begins}: ') for one in texts)}"
    said = choice._replace(text=f"for all {len(group)}: {text}")
    if choice.does.sort == "period" and choice.asks:
        example = choice.asks.partition(" such as ")[2].partition(",")[0]
        return said._replace(asks=f"the period of all of them, such as {example}")
    return said


def _id(told: str) -> str:
    return f"q{hashlib.sha256(told.encode(errors='replace')).hexdigest()[:12]}"


def expanded(
    question: Question, choice: Choice, value: str
) -> Iterator[tuple[Question, Choice, str]]:
    """What an answer says about each problem: the question about it alone, choice and value.

    Raises Unreadable where it doesn't say it about all of them. Headings are declared once,
    however many documents have them.
    """
    if question.headings or not question.members:
        yield question, choice, value
        return
    if choice.does.sort != EACH:
        for one in question.members:
            yield one, _same(one, choice.key), value
        return
    said: dict[int, tuple[str, str]] = {}
    for piece in _NEXT.split(value.strip().rstrip(";")):
        pair = _PAIR.fullmatch(piece.strip())
        if pair is None:
            raise Unreadable(f"{piece!r} is no answer; write a number, = and which answer it is")
        number = int(pair["number"])
        if number in said or not 1 <= number <= len(question.members):
            raise Unreadable(f"{number} must stand once, from 1 to {len(question.members)}")
        said[number] = pair["key"], pair["value"] or ""
    for number, one in enumerate(question.members, 1):
        if number not in said:
            raise Unreadable(f"nothing is said of ({number}); write {number} = and an answer")
        key, more = said[number]
        yield one, _same(one, key), more


def _same(question: Question, key: str) -> Choice:
    choice = next((one for one in question.choices if one.key == key.strip().casefold()), None)
    if choice is None:
        known = ", ".join(one.key for one in question.choices)
        raise Unreadable(f"{key!r} is none of the answers {known}")
    return choice
