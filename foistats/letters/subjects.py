"""What a line above a list says is counted: its unit, and how it is described."""

from collections.abc import Sequence
from typing import NamedTuple

from foistats.letters.labels import describe
from foistats.letters.names import Named, names_in
from foistats.letters.parts import without_parts
from foistats.letters.tokens import Kind, Token, tokens_of
from foistats.letters.whose import NOT_READ, OF_THE_REPLY, Sentence
from foistats.letters.wording import situation, without_benign, words_only
from foistats.model.values import Count, Period
from foistats.naming.lexicon import pattern_in_any_case
from foistats.naming.spelling import regex
from foistats.naming.vocabulary import says_nothing, words
from foistats.question.wanted import Wanted, unit_asked
from foistats.records import Asked
from foistats.tables.words import is_numbering
from schemas.vocabulary import Concern, Status, Unit

# What a question has beyond its subject.
_ASKING = words(
    """
    how many what detail number please can could you provide me tell list of
    """
)
# What announces a list and says nothing of what is counted in it.
_ANNOUNCES = (
    r"(?i)\W*(?:dear|hello|hi|good (?:morning|afternoon)|annwyl)\b[^.\d]{0,60}"
    r"|\W*(?:thank you|thanks)(?: for your (?:\w+ ){0,4}(?:request|e-?mail|letter))?\W*"
    r"|\W*(?:please (?:find|see)|here (?:is|are)|the|our|your|annual|requested|following|figures?"
    r"|data|numbers?|results?|information|answers?|response|reply|you|i|we|can|have|has|been"
    r"|requested|asked|for|that|confirm|provide|is|are|as|follows?|below|set|out|by|year|calendar"
    r"|financial|to|request|of|in|each|\W)+"
)
# With these a question asks for several numbers, for parts of one, or for something beside it.
_MORE_THAN_ONE = words(
    "and or each per by between since percentage average broken split if including"
)
_BY_THEM = r"\bby (?:your|the|our) \w+"
_FEWEST_YEARS = 2
_FARTHEST = 8
_LONGEST_LINE = 400
_LONGEST_LABEL = 120
_LONGEST_ITEM = 80


_ANSWER = r"(?i)\W*(?:our |force )?(?:answer|response|reply)\W*(?:\d{1,2}[a-z]?\W*)?"
_NUMBERED = (
    r"(?i)^\W*(?:q|question|part|point|request|item)\.? ?\d{1,2}[a-z]?\s*[.:)-]+\s*(?=[a-z])"
)
_LISTED = r"(?P<key>[A-Z][^:=\d]{2,60}?)(?:\s*[:=]|\s+-)\s*(?P<value>[^:=]{1,40}?)\.?"
_BARE = (
    r"(?i)(?P<lead>(?:(?:our|the|force) )?(?:q|question|answer|response|reply|a)?\.? ?\d{0,2}"
    r"[a-z]?\s*(?:answer|response|reply)?\s*[:.)=-]+\s*)?(?P<value>[^:=]{1,40}?)\.?"
)


class Subject(NamedTuple):
    """What the line above a list says is counted; `why` says what that leaves open.

    `period` is the one that the line names, if it names one.
    """

    label: str
    unit: Unit | None
    period: Period | None
    why: str


def subject_above(sentences: Sequence[Sentence], at: int, asked: Asked) -> Subject | None:
    """What the nearest line above says is counted; None where it says nothing that is.

    Lines that only announce a list ("Answer", "as follows") are passed over, for the question
    that they answer stands above them.
    """
    found: Subject | None = None
    for back in range(1, _FARTHEST + 1):
        index = at - back
        if index < 0 or sentences[index].section != sentences[at].section:
            break
        sentence = sentences[index]
        text = sentence.text[:_LONGEST_LINE]
        part = pattern_in_any_case("doubts", "part").search(text)
        if part is not None:
            why = f"{part.group()!r}: it is a part of another number"
            unit = found.unit if found is not None else None
            return Subject("", unit, None, why)
        if found is not None or _listed(sentence, asked) is not None:
            continue
        if (named_it := _names_what_was_asked(sentence, asked)) is not None:
            found = named_it
            continue
        tokens = without_benign(tokens_of(text, asked), text)
        named = names_in(tokens, text)
        tokens = [_as_asked(t, asked) for i, t in enumerate(tokens) if i not in named.tokens]
        if any(t.kind is Kind.NOUN and t.unit is not None for t in tokens):
            found = _subject(sentence, text, tokens, named, asked)
        elif any(t.kind is Kind.WORD and t.text.casefold() not in says_nothing() for t in tokens):
            return None
    return found


def _names_what_was_asked(sentence: Sentence, asked: Asked) -> Subject | None:
    """What a numbered heading names, where it is just what was asked: `Q1. Burglaries`."""
    if not sentence.is_line or len(sentence.text) > _LONGEST_ITEM:
        return None
    said = regex(_NUMBERED).sub("", sentence.text).strip(" :-?")
    if said == sentence.text.strip(" :-?"):
        return None
    unit = unit_asked(regex(r"(?i)^how many\b").sub("Number of", said), asked)
    return Subject(said, unit, None, "") if unit is not None else None


def _as_asked(token: Token, asked: Asked) -> Token:
    """A noun that is the offence that was asked for, with its unit: `burglaries`."""
    if token.kind is not Kind.NOUN or token.unit is not None:
        return token
    return token._replace(unit=unit_asked(token.text, asked))


def subject_of_bare_list(
    above: Sequence[Sentence], periods: Sequence[Period | None], *, asked: Asked, wanted: Wanted
) -> Subject | None:
    """What was asked, for a letter that is its answer and no more: a list of the years asked for.

    None where any line above says anything but that figures follow, or what was asked, or where a
    period of the list is none of those that were asked for.
    """
    if not asked.unit or asked.categories or asked.first is None or asked.last is None:
        return None
    if len(set(periods)) < _FEWEST_YEARS or len(set(periods)) < len(periods):
        return None
    for period in periods:
        if period is None or period.kind != asked.first.kind:
            return None
        if not asked.first.start <= period.start <= asked.last.start:
            return None
    for sentence in above:
        said = sentence.text
        named = sentence.is_line and wanted.concern_of(said) is Concern.ASKED
        if not named and regex(_ANNOUNCES).fullmatch(said) is None:
            return None
        if sentence.whose not in OF_THE_REPLY:
            return None
    return Subject("", Unit(asked.unit), None, "")


def _subject(
    sentence: Sentence, text: str, tokens: list[Token], named: Named, asked: Asked
) -> Subject:
    question = sentence.whose not in OF_THE_REPLY or text.endswith("?")
    why, _ = ("", False) if question else situation(words_only(text, tokens), named, asked)
    tokens = [t for t in tokens if t.text.casefold() not in _ASKING]
    label, units, over = describe(tokens, text)
    if len(units) > 1:
        why = why or "the line above names several things"
    if over:
        label = " ".join(text.split())[:_LONGEST_LABEL].rstrip(" :")
    times = {t.when.period for t in tokens if t.when is not None and t.when.period is not None}
    return Subject(label, units[0], next(iter(times)) if len(times) == 1 else None, why)


def _alone(value: str, asked: Asked) -> tuple[Count, str] | None:
    """A text that is a count and nothing else, and why it is no exact one if it isn't."""
    tokens = tokens_of(value, asked)
    if len(tokens) != 1 or tokens[0].kind is not Kind.COUNT or tokens[0].count is None:
        return None
    return tokens[0].count, tokens[0].hedge


def _listed(sentence: Sentence, asked: Asked) -> tuple[str, Count, str] | None:
    """What a line such as `Rape: 30` names, its count and why it is no exact one.

    None for `Telephone: 101`.
    """
    if not sentence.is_line or len(sentence.text) > _LONGEST_ITEM:
        return None
    found = regex(_LISTED).fullmatch(sentence.text)
    if found is None or is_numbering(found["key"]):
        return None
    alone = _alone(found["value"], asked)
    return (found["key"], *alone) if alone is not None else None


def listed_count(
    sentences: Sequence[Sentence], at: int, asked: Asked
) -> tuple[Count, Subject] | None:
    """A count in a list by something else than periods, below a line that says what is counted."""
    listed = _listed(sentences[at], asked)
    subject = subject_above(sentences, at, asked) if listed is not None else None
    if listed is None or subject is None:
        return None
    key, count, hedge = listed
    return count, subject._replace(label=key, why=hedge or f"it stands in a list, at {key!r}")


def below_a_year(
    sentences: Sequence[Sentence], at: int, asked: Asked
) -> tuple[Count, Subject] | None:
    """A count of just what was asked, `Burglaries: 12`, where a paragraph begins with a year."""
    alone = sentences[at]._replace(text=without_parts(sentences[at].text))
    listed = _listed(alone, asked)
    unit = unit_asked(listed[0], asked) if listed is not None else None
    if listed is None or unit is None:
        return None
    first = at
    while first and sentences[first - 1].passage == sentences[at].passage:
        first -= 1
        between = sentences[first + 1]
        plain_line = between._replace(text=without_parts(between.text))
        if first + 1 < at and _listed(plain_line, asked) is None:
            return None
    head = sentences[first]
    tokens = [token for token in tokens_of(head.text, asked) if token.kind is not Kind.SIGN]
    when = tokens[0].when if len(tokens) == 1 else None
    if first == at or head.section != sentences[at].section or when is None:
        return None
    key, count, hedge = listed
    return count, Subject(key, unit, when.period, hedge or when.why)


def dated_line(
    sentences: Sequence[Sentence], at: int, asked: Asked
) -> tuple[Count, Subject] | None:
    """A line of a list by periods that says more than a count: `2018/19: 45 (Poole only)`."""
    sentence = sentences[at]
    if not sentence.is_line or len(sentence.text) > _LONGEST_ITEM:
        return None
    tokens = tokens_of(sentence.text, asked)
    when = tokens[0].when if tokens else None
    numbers = [t.count for t in tokens if t.kind is Kind.COUNT and t.count is not None]
    if when is None or when.period is None or not numbers:
        return None
    subject = subject_above(sentences, at, asked)
    if subject is None or subject.unit is None:
        return None
    count = numbers[0] if len(numbers) == 1 else Count(0, None, Status.SUPPRESSED)
    why = subject.why or "the line says more than a count"
    return count, subject._replace(period=when.period, why=why)


def bare_answer(
    sentences: Sequence[Sentence], at: int, asked: Asked
) -> tuple[Count, Subject] | None:
    """A number that stands alone as the answer to a question, and what the question counts."""
    sentence = sentences[at]
    found = regex(_BARE).fullmatch(sentence.text) if len(sentence.text) <= _LONGEST_ITEM else None
    if found is None:
        return None
    before = sentences[at - 1] if at else None
    answers = before is not None and (
        before.whose in NOT_READ
        or before.text.endswith(("?", ":"))
        or regex(_ANSWER).fullmatch(before.text)
    )
    if not (answers or regex(r"[a-zA-Z]").search(found["lead"] or "")):
        return None
    alone = _alone(found["value"], asked)
    if alone is None:
        return None
    count, hedge = alone
    subject = subject_above(sentences, at, asked) or Subject("", None, None, "")
    said = _one_count_asked(before.text, subject, asked) if before is not None else ""
    if said:
        return count, subject._replace(label=said, why=hedge or subject.why)
    why = hedge or "a number alone: the question above says what it counts"
    return count, subject._replace(why=why)


def with_period_of_question(sentences: Sequence[Sentence], at: int, asked: Asked) -> str:
    """Give an answer the period of the question above it: `120 burglaries` are of 2019/20.

    Empty where the question asks for more than one number of what the request asks for.
    """
    subject = subject_above(sentences, at, asked) if at else None
    if subject is None or len(sentences[at].text) > _LONGEST_ITEM:
        return ""
    question = sentences[at - 1].text
    if not _one_count_asked(question, subject, asked):
        return ""
    when = next(t.text for t in tokens_of(question, asked) if t.kind is Kind.PERIOD)
    return f"{sentences[at].text.rstrip(' .')} in {when}."


def _one_count_asked(question: str, subject: Subject, asked: Asked) -> str:
    """What a question counts, where it asks for one number of what the request asks for.

    "How many burglaries in 2019/20?" does; one that goes on ("and how many were solved"), or that
    says more, may be answered by another number, and gives nothing.
    """
    wanted = Wanted(asked)
    tokens = tokens_of(question, asked)
    times = [t for t in tokens if t.kind is Kind.PERIOD]
    dated = len(times) == 1 and times[0].when is not None and times[0].when.period is not None
    asks = regex(_BY_THEM).sub(" ", question.casefold())
    if not dated or _MORE_THAN_ONE & set(regex(r"\w+").findall(asks)) or question.count("?") > 1:
        return ""
    if subject.unit != asked.unit or not wanted.is_asked_by(question):
        return ""
    nouns = [t.text for t in tokens if t.kind is Kind.NOUN and unit_asked(t.text, asked)]
    if wanted.concern_of(subject.label) is Concern.ASKED:
        return subject.label
    return nouns[0] if len(nouns) == 1 else ""
