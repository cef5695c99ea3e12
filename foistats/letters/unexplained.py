"""Sentences beside counts that say of them what isn't known to be harmless: they are asked about.

Of the sentences that cut figures down `doubts` knows some by their words. All others that speak of
the counts are weighed by `foistats.question.understood`, like what stands at a table.
"""

from collections.abc import Sequence, Set

from foistats.documents.model import Document, as_text
from foistats.letters.claims import Claim
from foistats.letters.dates import overlaps
from foistats.letters.doubts import Said, may_be_a_figure
from foistats.letters.lines import asks
from foistats.letters.statements import says_it_replaces
from foistats.letters.tokens import tokens_of
from foistats.letters.whose import Sentence, Whose
from foistats.naming.counts.numbers import exact_number
from foistats.question.harmless import is_known_as_harmless
from foistats.question.understood import changes_counts, is_of_one_year
from foistats.question.wanted import Wanted
from foistats.records import Asked


def beside_unexplained(
    said: Sequence[Said],
    sentences: Sequence[Sentence],
    document: Document,
    *,
    wanted: Wanted,
    asked: Asked,
) -> None:
    """Leave open what a sentence of the same answer speaks of, where it isn't known as harmless.

    Where a table of the document has other numbers, which of the two is the answer is open too.
    """
    open_ = [one for one in said if not one.claim.why and may_be_a_figure(one.claim, asked)]
    if not wanted.known:
        return
    counting = {id(one.sentence) for one in said}
    for section in {one.sentence.section for one in open_}:
        claims = [one for one in open_ if one.sentence.section == section]
        lows = [claim.claim.count.low for claim in claims if claim.claim.count.low is not None]
        known = {*lows, sum(lows)}
        for sentence in sentences:
            if sentence.section != section or id(sentence) in counting:
                continue
            if not _may_change(sentence, wanted, asked, known=known):
                continue
            for one in _spoken_of(sentence, claims, asked):
                adds = bool(document.grids) and not _number_in_a_table(one.claim, document)
                why = f"whether {sentence.text[:80]!r} changes it is for a person to say"
                one.leave_open(why, adds=adds)


def _may_change(sentence: Sentence, wanted: Wanted, asked: Asked, *, known: Set[int]) -> bool:
    """True for a sentence of the sender's own answer of which it isn't known what it changes."""
    return (
        sentence.whose is Whose.REPLY
        and not asks(sentence.text)
        and not wanted.is_the_question(sentence.text)
        and changes_counts(sentence.text, wanted, asked, known=known)
        and not is_known_as_harmless(sentence.text, wanted)
        and not says_it_replaces(sentence.text)
    )


def _spoken_of(sentence: Sentence, claims: Sequence[Said], asked: Asked) -> Sequence[Said]:
    """The claims that a sentence may speak of: those of the periods that it names, or all."""
    whens = [token.when for token in tokens_of(sentence.text, asked) if token.when is not None]
    periods = [when.period for when in whens if when.period is not None]
    if not periods or len(periods) < len(whens) or not is_of_one_year(sentence.text):
        return claims
    return [
        claim
        for claim in claims
        if claim.claim.period is None
        or any(
            overlaps(period, claim.claim.period.start, claim.claim.period.end) for period in periods
        )
    ]


def _number_in_a_table(claim: Claim, document: Document) -> bool:
    return any(
        exact_number(as_text(value)) == claim.count.low
        for grid in document.grids
        for row in grid.rows
        for value in row
        if value is not None
    )
