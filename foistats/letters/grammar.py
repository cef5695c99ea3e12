"""One sentence to the counts it claims. Certain only where every word of it is understood.

A count is tied to its noun ("39 offences") and to its period ("in 2019/20") by where they stand,
and whatever else the sentence says is either known to narrow nothing, or belongs to what is
counted, or leaves the count to a person.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from foistats.letters.claims import Claim
from foistats.letters.differences import without_differences
from foistats.letters.labels import Attached, attach, leftover
from foistats.letters.names import Named, names_in
from foistats.letters.pairing import NameBehind, categories_of, one_period, pair_up
from foistats.letters.tokens import Kind, Token, counts_after_all, tokens_of
from foistats.letters.wording import (
    counts_in_full,
    doubt_of,
    gives_none,
    is_cost,
    perhaps_not_theirs,
    situation,
    without_benign,
    words_only,
)
from foistats.model.values import Count, Period
from foistats.naming.lexicon import pattern_in_any_case
from foistats.naming.spelling import regex
from foistats.naming.vocabulary import (
    NONE,
    moves,
    plurals,
    singulars,
)
from foistats.question.wanted import unit_asked
from foistats.records import Asked
from schemas.vocabulary import Status, Unit

LONGEST = 1200
ZERO = Count(0, 0, Status.REPORTED)
_NO_NOUN = frozenset({"recorded", "total", "reported", "figure", "compares", "answer"})
# `Offence numbers: ...` counts offences.
_NUMBERS_OF = frozenset({"numbers", "figures", "counts", "totals", "total"})
_COUNTING = (
    r"(?i)\d|\b(?:no|none|nil|zero|dim|unrhyw|any|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|\w+teen|\w+ty|eleven|twelve|hundred|thousand)\b"
)


@cache
def _speaks_of() -> frozenset[str]:
    """Words of which one stands in every sentence that counts."""
    return frozenset(plurals()) | frozenset(singulars()) | _NO_NOUN | {"nil"}


_LEADING = (
    r"(?i)^\W*(?:(?:q|question|answer|a|response|part|point"
    r"|request)\.? ?\d{1,2}(?:\.\d{1,2})?[a-z]?(?: (?:response|answer|reply))?[ .):-]+)"
)


def claims_of(text: str, asked: Asked) -> list[Claim]:
    """The counts of one sentence, whose text is `plain` already."""
    if _speaks_of().isdisjoint(regex(r"[^\W\d_]+").findall(text.casefold())):
        return []
    if not regex(_COUNTING).search(text) or gives_none(text):
        return []
    if len(text) > LONGEST:
        return _too_long(text)
    lead = regex(_LEADING).match(text)
    tokens = tokens_of(" " * lead.end() + text[lead.end() :] if lead is not None else text, asked)
    if not _any_counts(tokens):
        tokens = counts_after_all(tokens_of(text, asked))
    if not _any_counts(tokens):
        return []
    tokens = without_benign(without_differences(tokens, text), text)
    if not _any_counts(tokens):
        return []
    named = names_in(tokens, text)
    tokens, differs = _once([t for i, t in enumerate(tokens) if i not in named.tokens])
    main = _main_end(text, tokens)
    attached = attach(tokens, text, main)
    _as_asked(attached, asked)
    counts = [i for i, token in enumerate(tokens) if token.kind is Kind.COUNT]
    spoken = [i for i in counts if _speaks(i, tokens, attached)]
    if _quoted(text, tokens, spoken) or not _counts_something(spoken, tokens, attached):
        return []
    sentence = _Sentence(text, tokens, words_only(text, tokens), attached, named, main, differs)
    claims = _beside_doubt(_claims(sentence, spoken, asked), text)
    perhaps = perhaps_not_theirs(text)
    return [claim._replace(why=claim.why or perhaps) for claim in claims]


def _as_asked(attached: Attached, asked: Asked) -> None:
    """Give nouns that name the offence that was asked for its unit: `140 burglaries`."""
    for noun in set(attached.noun_of.values()):
        said = attached.written(noun)
        # Whether "robbery crimes" are the offences that were asked for is for a person to say.
        loose = attached.units[noun] in (None, Unit.OFFENCES)
        if loose and (unit := unit_asked(said, asked)) not in (None, attached.units[noun]):
            attached.units[noun], attached.whole[noun] = unit, said


def _beside_doubt(claims: list[Claim], text: str) -> list[Claim]:
    doubt = doubt_of(text)
    if not doubt:
        return claims
    # "Fewer than five such offences were recorded in 2023; the number is withheld" counts too.
    counts = counts_in_full(text) and not is_cost(text)
    whole = [
        claim
        for claim in claims
        if claim.period is not None and (claim.count.exact or (claim.unit is not None and counts))
    ]
    return [one._replace(why=one.why or doubt) for one in whole]


def _any_counts(tokens: Sequence[Token]) -> bool:
    return any(token.kind is Kind.COUNT or token.text.casefold() in NONE for token in tokens)


def _too_long(text: str) -> list[Claim]:
    if regex(r"(?i)\d (?:\w+ ){0,4}(?:offences|crimes|incidents|arrests|victims|calls)\b").search(
        text
    ):
        count = Count(0, None, Status.SUPPRESSED)
        return [Claim(count, None, "", None, "the sentence is too long to be read with certainty")]
    return []


def _quoted(text: str, tokens: Sequence[Token], counts: Sequence[int]) -> bool:
    """True where every count stands between quotation marks: somebody else's words."""
    if '"' not in text:
        return False
    return all(text.count('"', 0, tokens[i].start) % 2 == 1 for i in counts)


def _main_end(text: str, tokens: Sequence[Token]) -> int:
    """The first token that belongs to a part ("of which 5 ..."), or the number of tokens."""
    words = words_only(text, tokens)
    found = [
        one.start()
        for means in ("part", "includes")
        if (one := pattern_in_any_case("doubts", means).search(words)) is not None
    ]
    if not found:
        return len(tokens)
    main = next((i for i, t in enumerate(tokens) if t.start >= min(found)), len(tokens))
    # "5 of which were detected"
    return main - 1 if main > 0 and tokens[main - 1].kind is Kind.COUNT else main


def _speaks(index: int, tokens: Sequence[Token], attached: Attached) -> bool:
    """False for "one" and the like where it stands for no number of anything."""
    token = tokens[index]
    if token.text[0].isdigit() or index in attached.noun_of or token.text[0] in "<>≤≥~":
        return True
    if token.count == ZERO:
        return True
    after = tokens[index + 1 : index + 4]
    return any(t.kind is Kind.PERIOD for t in after) and bool(attached.noun_of)


def _counts_something(spoken: Sequence[int], tokens: Sequence[Token], attached: Attached) -> bool:
    if not spoken or any(i in attached.noun_of for i in spoken):
        return bool(spoken)
    if any(tokens[i].text.casefold().startswith("nil return") for i in spoken):
        return True
    dated = any(t.when is not None and t.when.period is not None for t in tokens)
    said = {t.text.casefold() for t in tokens if t.kind is Kind.WORD}
    counted = any(
        (t.kind is Kind.NOUN and t.unit is not None)
        or (singulars().get(t.text.casefold()) and after.text.casefold() in _NUMBERS_OF)
        for t, after in pairwise([*tokens, tokens[-1]])
    )
    return dated and (counted or bool(said & _NO_NOUN))


def _moving(counts: Sequence[int], tokens: Sequence[Token]) -> list[int]:
    """The words that compare two numbers, where it is two that are compared: `up from 24`."""
    if len(counts) < 2 or not any(t.text.casefold() == "from" for t in tokens):
        return []
    return [i for i, t in enumerate(tokens) if t.text.casefold() in moves()]


def _once(tokens: list[Token]) -> tuple[list[Token], bool]:
    """Without a number said again in brackets, `1,204 (one thousand ...)`; whether one differs."""
    kept: list[Token] = []
    differs = False
    at = 0
    while at < len(tokens):
        kept.append(tokens[at])
        after = tokens[at + 1 : at + 4]
        if [t.text for t in after[::2]] == ["(", ")"] and tokens[at].kind is after[
            1
        ].kind is Kind.COUNT:
            differs = differs or tokens[at].count != after[1].count
            at += 3
        at += 1
    return kept, differs


class _Sentence(NamedTuple):
    """A sentence taken apart; from token `main` on it speaks of a part of its count."""

    text: str
    tokens: Sequence[Token]
    words: str
    attached: Attached
    named: Named
    main: int
    differs: bool

    @property
    def tail(self) -> str:
        """The text that speaks of a part; empty where none does."""
        return self.text[self.tokens[self.main].start :] if self.main < len(self.tokens) else ""

    def unit_of(self, count: int, counts: Sequence[int]) -> Unit | None:
        """The unit of a count's own noun, or of the noun that it shares."""
        if count in self.attached.noun_of:
            return self.attached.unit_of(count)
        return self.attached.label(counts)[1]

    def label_of(self, count: int, counts: Sequence[int]) -> str:
        """What a count is said to be of beyond its unit."""
        if count in self.attached.noun_of:
            return self.attached.label_of(count)
        return self.attached.label(counts)[0]

    def period_of(self, count: int, counts: Sequence[int], times: Sequence[int]) -> Period | None:
        """The one period that the sentence names, for a person to see."""
        whens = (self.tokens[i].when for i in times)
        named = {when.period for when in whens if when is not None and when.period is not None}
        alone = len(counts) < 2 or count in self.attached.noun_of
        return next(iter(named)) if len(named) == 1 and alone else None


def _claims(sentence: _Sentence, spoken: Sequence[int], asked: Asked) -> list[Claim]:
    tokens, attached, main = sentence.tokens, sentence.attached, sentence.main
    counts = [i for i in spoken if i < main]
    rest = [i for i in spoken if i >= main]
    times = [i for i, t in enumerate(tokens) if t.kind is Kind.PERIOD and i < main]
    words = sentence.words[: len(sentence.words) - len(sentence.tail)]
    why, adds = situation(words, sentence.named, asked)
    pairs = pair_up(counts, times, tokens, words)
    names = categories_of(counts, tokens, sentence.text, asked)
    if names is not None and pairs is None and (period := one_period(times, tokens)) is not None:
        pairs = dict.fromkeys(counts, period)
    why = why or _open(sentence, counts, times, pairs, names)
    if sentence.tail and counts and not rest:
        # "Including attempts": no number, and still it says what the count is made up of.
        why = why or f"it says {sentence.tail.strip(' .')[:60]!r}"
    things = {(attached.unit_of(i), attached.label_of(i)) for i in attached.noun_of if i in counts}
    several = names is None and len(things) > len({unit for unit, _ in things})
    claims = []
    for i in [*counts, *rest]:
        token = tokens[i]
        if token.count is None or _is_nothing(i, sentence):
            continue
        part = "it is a part of another number" if i >= main else ""
        claims.append(
            Claim(
                token.count,
                pairs[i] if pairs and i in pairs else sentence.period_of(i, counts, times),
                names[i].written if names and not part else sentence.label_of(i, spoken),
                sentence.unit_of(i, spoken),
                part or token.hedge or why,
                adds=adds or (not part and several),
                force_ids=sentence.named.force_ids,
                parts=sentence.tail if rest else "",
            )
        )
    return claims


def _is_nothing(count: int, sentence: _Sentence) -> bool:
    """True for `no reports`: a zero of what is no unit is no answer to anything."""
    token = sentence.tokens[count].count
    weak = count in sentence.attached.noun_of and sentence.attached.unit_of(count) is None
    return weak and token is not None and token.high == 0


def _open(
    sentence: _Sentence,
    counts: Sequence[int],
    times: Sequence[int],
    pairs: dict[int, Period] | None,
    names: dict[int, NameBehind] | None,
) -> str:
    """Why the counts of a sentence are not certain; empty where they are."""
    tokens, attached = sentence.tokens, sentence.attached
    if sentence.differs:
        return "the number in brackets is another one"
    refused = next((t.when.why for i in times if (t := tokens[i]).when and t.when.why), "")
    if refused:
        return refused
    if not times:
        return "no period is named with it"
    if pairs is None:
        return "which number belongs to which period is not plain"
    things = {(attached.unit_of(i), attached.label_of(i)) for i in attached.noun_of if i in counts}
    if not things:
        return "what is counted is not said beside the number"
    if len({unit for unit, _ in things} if names else things) > 1:
        return "different things are counted in it"
    noun = tokens[next(attached.noun_of[i] for i in counts if i in attached.noun_of)]
    if next(iter(things))[0] is None:
        return f"whether {noun.text} are what was asked for isn't sure enough to be taken"
    named = [i for name in (names or {}).values() for i in name.tokens]
    known = [*counts, *named, *_moving(counts, tokens)]
    over = leftover(tokens, known, attached, sentence.main)
    if over:
        return f"it says more than can be read with certainty: {over!r}"
    return ""
