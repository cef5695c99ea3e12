"""What each count of a sentence counts: its noun, and what is said of it before and after."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from foistats.letters.tokens import Kind, Token, singular_unit
from foistats.model.values import Count
from foistats.naming.vocabulary import (
    DROPPED_BEFORE_LABEL,
    LABEL_STARTS,
    PLAIN_BEFORE_NOUN,
    RELATIVE,
    moves,
    says_nothing,
    words,
)
from schemas.vocabulary import Status, Unit

_MOST_BEFORE = 7
_BREAKS = ",;:"
_IS = words("was is were are totalled numbered totals equals be stood being been")
_COUNTED = words("number numbers count total volume figure nifer cyfanswm")
_OF_LAW = ("act", "regulation", "order ", "rules ")
_INSIDE_LAW = words("and of the against from to in for etc on &")


@dataclass(slots=True)
class Attached:
    """The noun of each count, by their places among the tokens, and the words about it.

    `whole` are the descriptions of nouns that say what is counted themselves: `burglaries`.
    """

    tokens: Sequence[Token]
    text: str
    noun_of: dict[int, int]
    before: dict[int, tuple[int, int]]
    after: dict[int, tuple[int, int]]
    units: dict[int, Unit | None]
    whole: dict[int, str] = field(default_factory=dict)

    def unit_of(self, count: int) -> Unit | None:
        """The unit that a count's noun names."""
        return self.units[self.noun_of[count]]

    def label_of(self, count: int) -> str:
        """What is counted beyond the unit, as written: `s15A`, `rape`."""
        noun = self.noun_of[count]
        if noun in self.whole:
            return self.whole[noun]
        before, after = self.before.get(noun), self.after.get(noun)
        if before and after:
            first, last = before[0], after[1]
            if after[0] - 1 > noun and self._parted(noun, after[0]):
                return f"{self._said(*before)} {self._said(*after)}"
            return self._said(first, last)
        if before:
            return self._said(*before)
        return self._said(*after) if after else ""

    def written(self, noun: int) -> str:
        """A noun with the words before and after it that describe it."""
        before, after = self.before.get(noun), self.after.get(noun)
        return self._said(before[0] if before else noun, after[1] if after else noun)

    def _parted(self, noun: int, first: int) -> bool:
        return any(t.kind in (Kind.PERIOD, Kind.COUNT) for t in self.tokens[noun + 1 : first])

    def _said(self, first: int, last: int) -> str:
        said = self.text[self.tokens[first].start : self.tokens[last].end]
        return " ".join(said.split()).strip(" ,;:.-")

    def label(self, counts: Sequence[int]) -> tuple[str, Unit | None]:
        """The label and unit that counts without a noun share with the one that has it."""
        for count in counts:
            if count in self.noun_of:
                return self.label_of(count), self.unit_of(count)
        return "", None


def attach(tokens: list[Token], text: str, main: int) -> Attached:
    """Tie the counts of a sentence to their nouns. `No offences` becomes a count of zero."""
    _mark_laws(tokens)
    _mark_zeros(tokens)
    attached = Attached(tokens, text, {}, {}, {}, {})
    for i, token in enumerate(tokens):
        if token.kind is Kind.COUNT:
            _noun_after(i, tokens, attached)
    if not attached.noun_of:
        _noun_before(tokens, attached)
    for count, noun in sorted(attached.noun_of.items()):
        end = next(
            (i for i in range(max(count, noun) + 1, len(tokens)) if tokens[i].kind is Kind.COUNT),
            main if count < main else len(tokens),
        )
        if noun < count:
            end = count
        span = _described(tokens, noun + 1, end)
        if span is not None:
            attached.after[noun] = span
    return attached


def _mark_laws(tokens: list[Token]) -> None:
    """`Sexual Offences Act 2003` counts no offences."""
    for i, token in enumerate(tokens):
        if (token.kind is Kind.NUMBER and token.text.casefold().startswith(_OF_LAW)) or (
            token.kind is Kind.WORD and token.text in ("Act", "Regulations")
        ):
            _mark_law_before(tokens, i)


def _mark_law_before(tokens: list[Token], at: int) -> None:
    for i in range(at - 1, max(-1, at - 12), -1):
        token = tokens[i]
        if not (token.text[0].isupper() or token.text.casefold() in _INSIDE_LAW):
            return
        if token.kind is Kind.NOUN:
            tokens[i] = token._replace(kind=Kind.WORD, unit=None)


def _mark_zeros(tokens: list[Token]) -> None:
    for i, token in enumerate(tokens):
        word = token.text.casefold()
        none = word in ("no", "dim") or (
            # "We did not record any offences": a zero, and for a person to see.
            word in ("any", "unrhyw")
            and any(t.text.casefold() in ("not", "ni", "nid") for t in tokens[max(0, i - 5) : i])
        )
        if token.kind is not Kind.WORD or not none:
            continue
        for j in range(i + 1, min(i + _MOST_BEFORE, len(tokens))):
            if tokens[j].kind is Kind.NOUN:
                zero = Count(0, 0, Status.REPORTED)
                tokens[i] = token._replace(kind=Kind.COUNT, count=zero)
                break
            if tokens[j].kind is not Kind.WORD:
                break


def _noun_after(count: int, tokens: list[Token], attached: Attached) -> None:
    """The noun that follows a count at once, with the words between: `39 sexual offences`."""
    token = tokens[count]
    single = token.count is not None and token.count.exact and token.count.low == 1
    for i in range(count + 1, min(count + _MOST_BEFORE + 1, len(tokens))):
        word = tokens[i]
        known, unit = singular_unit(word.text) if single else (False, None)
        if word.kind is Kind.NOUN or (known and word.kind is Kind.WORD):
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            if following is not None and following.kind is Kind.NOUN:
                continue
            if following is not None and following.text.casefold() in _COUNTED_INSTEAD:
                return
            attached.noun_of[count] = i
            attached.units[i] = word.unit if word.kind is Kind.NOUN else unit
            _before(count, i, tokens, attached)
            return
        if word.kind is not Kind.WORD and word.text not in "-/&'’":
            return
        if word.text.casefold() in _NEVER_BEFORE_NOUN:
            return


# "No offences data" is no zero, and "45 offences categories" are categories.
_COUNTED_INSTEAD = words(
    """
    data dataset datasets figures information info statistics stats records types categories forms
    lists codes groups details entries results rows sheets tables columns questions fields
    """
)
# "5 of the offences" is some of them; "12 were offences" or "12 in offences" no count of offences.
_NEVER_BEFORE_NOUN = words(
    """
    of were was are is have had in at on for to from by with where which that who under
    against and or per than as between during per each every tolerance
    """
)


def _before(count: int, noun: int, tokens: list[Token], attached: Attached) -> None:
    first = count + 1
    while first < noun and tokens[first].text.casefold() in PLAIN_BEFORE_NOUN:
        first += 1
    last = noun - 1
    while last >= first and tokens[last].text.casefold() in PLAIN_BEFORE_NOUN:
        last -= 1
    if first <= last:
        attached.before[noun] = (first, last)


def _noun_before(tokens: list[Token], attached: Attached) -> None:
    """`The number of offences recorded in 2019/20 was 39`, `Offences rose from 39 to 45`."""
    first = next((i for i, t in enumerate(tokens) if t.kind is Kind.COUNT), None)
    if first is None:
        return
    nouns = [i for i, t in enumerate(tokens) if t.kind is Kind.NOUN]
    if not nouns or nouns[0] > first:
        return
    noun = nouns[0]
    link = tokens[first - 1]
    counted = any(t.text.casefold() in _COUNTED for t in tokens[:noun])
    if len(nouns) > 1 and not counted:
        return
    linked = (
        link.text in ":-="
        or link.text.casefold() in _IS
        or link.kind in (Kind.NOUN, Kind.PERIOD)
        or any(t.text.casefold() in moves() for t in tokens[noun:first])
    )
    if not (counted or linked):
        return
    attached.noun_of[first] = noun
    attached.units[noun] = tokens[noun].unit
    start = _name_starts(noun, tokens)
    if start < noun:
        attached.before[noun] = (start, noun - 1)


def _name_starts(noun: int, tokens: Sequence[Token]) -> int:
    """Where the words before a noun begin that say what it is of: `knife crime offences`."""
    start = noun
    while start > 0 and (
        _names(tokens[start - 1])
        or (
            start > 1 and tokens[start - 1].text.casefold() == "crime" and _names(tokens[start - 2])
        )
    ):
        start -= 1
    return start


def _names(token: Token) -> bool:
    return token.kind is Kind.WORD and token.text.casefold() not in says_nothing()


def _described(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """The words after a noun that say more of it, without those that any count has."""
    i = start
    while i < end:
        token = tokens[i]
        if token.kind is Kind.WORD and token.text.casefold() in LABEL_STARTS:
            last = _last_content(tokens, i, end)
            if last is not None:
                first = i
                while tokens[first].text.casefold() in DROPPED_BEFORE_LABEL:
                    first += 1
                return first, last
        if token.text and token.text in _BREAKS:
            return None
        if token.kind is Kind.WORD and token.text.casefold() in RELATIVE:
            return None
        i += 1
    return None


def _last_content(tokens: Sequence[Token], first: int, end: int) -> int | None:
    """The last token of a description that says something; None if none of it does."""
    last = None
    for i in range(first, end):
        token = tokens[i]
        if token.kind in (Kind.PERIOD, Kind.COUNT) or token.text in _BREAKS:
            break
        if token.text.casefold() in RELATIVE:
            break
        word = token.text.casefold()
        known = word in says_nothing() or word in LABEL_STARTS
        named = token.kind is Kind.WORD and (word == "crime" or not known)
        if named or token.kind in (Kind.NUMBER, Kind.NOUN):
            last = i
    return last


def leftover(
    tokens: Sequence[Token],
    counts: Sequence[int],
    attached: Attached,
    main: int,
) -> str:
    """The words of a sentence that are neither known nor part of what is counted."""
    known = set(attached.noun_of.values()) | set(counts)
    for start, last in (*attached.before.values(), *attached.after.values()):
        first = start
        while first > 0 and tokens[first - 1].text.casefold() in LABEL_STARTS:
            first -= 1
        known |= set(range(first, last + 1))
    units = {attached.unit_of(i) for i in attached.noun_of}
    over = [
        token.text
        for i, token in enumerate(tokens[:main])
        if i not in known and not _says_nothing(token, units)
    ]
    return " ".join(over)[:60]


def _says_nothing(token: Token, units: set[Unit | None]) -> bool:
    if token.kind is Kind.PERIOD or token.kind is Kind.SIGN:
        return True
    word = token.text.casefold()
    if token.kind is Kind.NOUN:
        return token.unit in units or word in says_nothing()
    return token.kind is Kind.WORD and word in says_nothing()


def describe(tokens: list[Token], text: str) -> tuple[str, tuple[Unit, ...], str]:
    """What a heading names: its label, its units, and the words that are neither."""
    _mark_laws(tokens)
    nouns = [i for i, t in enumerate(tokens) if t.kind is Kind.NOUN and t.unit is not None]
    units = tuple(dict.fromkeys(unit for i in nouns if (unit := tokens[i].unit) is not None))
    noun = nouns[0]
    attached = Attached(tokens, text, {noun: noun}, {}, {}, {noun: tokens[noun].unit})
    start = _name_starts(noun, tokens)
    if start < noun:
        attached.before[noun] = (start, noun - 1)
    after = _described(tokens, noun + 1, len(tokens))
    if after is not None:
        attached.after[noun] = after
    counts = [i for i, t in enumerate(tokens) if t.kind is Kind.COUNT]
    over = leftover(tokens, counts, attached, len(tokens))
    return attached.label_of(noun), units, over
