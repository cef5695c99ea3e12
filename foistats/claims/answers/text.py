"""The answers on a draft as text: one block for each problem, in plain words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from foistats.claims.model import Answer, Verdict
from foistats.claims.phrases import between, says_what_is_right, statistic_said
from foistats.claims.reading.unnumbered import statements_without_number
from foistats.claims.worlds import Worlds, names_of

_SAID = {
    Verdict.FAILS: "It is not so",
    Verdict.CONFLICTS: "It conflicts with other numbers of the draft",
    Verdict.DEPENDS: "It is not known",
    Verdict.UNRESOLVED: "It could not be checked",
    Verdict.HOLDS: "It holds, and the sentence needs more words",
    Verdict.NOT_A_STATISTIC: "It is no statistic",
}
_ENDS = ".!?\n"
_LONGEST = 300


def lines_of_answers(
    answers: Sequence[Answer], *, text: str, worlds: Worlds, draft: str
) -> Iterator[str]:
    """A line on the whole draft, then a block for each mention that a person has to look at."""
    counted = Counter(one.verdict for one in answers)
    if not answers:
        yield f"{draft}: it has no numbers."
        yield from _unnumbered(text, worlds)
        return
    said = ", ".join(f"{counted[v]} {v.value.replace('_', ' ')}" for v in Verdict if counted[v])
    request = worlds.request
    yield f"{draft}: {len(answers)} numbers against {request.request_id}: {said}."
    for one in worlds.refuted:
        yield f"The replies rule out what was published, so it counts for nothing: {one.said}"
    for answer in answers:
        if answer.verdict is Verdict.NOT_A_STATISTIC:
            continue
        if answer.verdict is Verdict.HOLDS and not answer.wording:
            continue
        yield ""
        yield from _block(answer, answers, text=text, worlds=worlds)
    yield from _unnumbered(text, worlds)


def _unnumbered(text: str, worlds: Worlds) -> Iterator[str]:
    """A line on the statements of a rise, a fall or of none, which have no number to be checked."""
    found = statements_without_number(text, worlds.request)
    if found:
        yield ""
        quoted = "; ".join(f"“{one.text}”" for one in found)
        noun = "statement" if len(found) == 1 else "statements"
        yield f"{len(found)} {noun} without a number not checked: {quoted}"


def _block(
    answer: Answer, answers: Sequence[Answer], *, text: str, worlds: Worlds
) -> Iterator[str]:
    mention = answer.mention
    line = text.count("\n", 0, mention.start) + 1
    yield f"“{mention.text}” (line {line}). {_SAID[answer.verdict]}."
    yield f"  The sentence: {sentence_around(text, mention.start, mention.end)}"
    if answer.claim is not None:
        said = statistic_said(answer.claim.statistic, unit=worlds.request.unit)
        yield f"  What it says: “{mention.text}” is {said.rstrip('.')}."
        if answer.claim.because:
            yield f"  How that was found: {answer.claim.because}"
    yield f"  What the data say: {answer.because}"
    if answer.conflicts_with:
        named = ", ".join(f"“{answers[n].mention.text}”" for n in answer.conflicts_with)
        yield f"  It conflicts with: {named}"
    if answer.settled_by:
        yield f"  Who could settle it: {names_of(answer.settled_by, most=10)}"
    if answer.instead:
        yield (
            "  What it probably was:"
            if len(answer.instead) == 1
            else ("  What it may have been (each makes it consistent):")
        )
        for one in answer.instead:
            yield f"    - {one.sentence}."
            for follows in one.becomes:
                yield f"      Then {follows}."
    if answer.claim is not None and says_what_is_right(answer):
        right = between(answer.claim.statistic.kind, answer.low, answer.high)
        yield f"  What would be right: {right}"
    for remark in answer.wording:
        yield f"  Wording: {remark}."


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence in which a mention stands, on one line.

    >>> sentence_around("One. It was 6.5 per cent. Two.", 12, 15)
    'It was 6.5 per cent.'
    """
    first = start
    while first > 0 and not _is_end(text, first - 1):
        first -= 1
    last = end
    while last < len(text) and not _is_end(text, last):
        last += 1
    found = " ".join(text[first : last + 1].split())
    return found if len(found) <= _LONGEST else f"{found[:_LONGEST]}…"


def _is_end(text: str, at: int) -> bool:
    if text[at] not in _ENDS:
        return False
    return text[at] == "\n" or at + 1 == len(text) or text[at + 1].isspace()
