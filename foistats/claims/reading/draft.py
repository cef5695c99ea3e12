"""A draft's text to what each of its numbers says, sentence by sentence."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from foistats.claims.mentions import Number, numbers_in
from foistats.claims.model import AreaRef, Read, StatisticKind, Verdict
from foistats.claims.reading.again import gave_for, kept, taken_up
from foistats.claims.reading.answering import limited, says_who_answered
from foistats.claims.reading.changes import read_change
from foistats.claims.reading.claiming import unresolved
from foistats.claims.reading.conditions import settled, with_conditions
from foistats.claims.reading.counting import categories_for, counts_every_category
from foistats.claims.reading.dating import BASED_NUMBER
from foistats.claims.reading.firmness import with_doubts
from foistats.claims.reading.forces import read_forces
from foistats.claims.reading.lists import read_series
from foistats.claims.reading.others import read_left_over, read_numbered, read_other_form
from foistats.claims.reading.periods import When, calendar_of
from foistats.claims.reading.ranks import read_place, read_rank
from foistats.claims.reading.rates import read_rate
from foistats.claims.reading.scene import Scene
from foistats.claims.reading.sentence import Sentence
from foistats.claims.reading.shares import read_share
from foistats.claims.reading.tables import read_tables, table_lines
from foistats.claims.reading.thresholds import read_threshold
from foistats.claims.reading.tokens import Knows, sentences_of, tokens_of
from foistats.claims.reading.unasked import read_unasked
from foistats.claims.reading.units import Nouns
from foistats.claims.reading.values import read_value
from foistats.claims.wording import with_wording
from foistats.model.values import Period
from foistats.records import Request

# In this order: the first that reads a number has it.
_PRODUCTIONS: tuple[Callable[[Sentence, int], Read | None], ...] = (
    read_other_form,
    read_threshold,
    read_forces,
    read_rank,
    read_place,
    read_rate,
    read_change,
    read_share,
    read_value,
)


_INSIDE = {
    "PER": "a part of a period's name or length",
    "CAT": "a part of a category's name",
    "YOY": "a part of a period's name or length",
    "AREA": "it says which forces are meant",
}
_PAIRED = frozenset({StatisticKind.CHANGE, StatisticKind.PERCENT_CHANGE, StatisticKind.MULTIPLE})


def read_draft(text: str, request: Request) -> tuple[Read, ...]:
    """What a draft says of each of its numbers, in the order of the text.

    Every mention is in the answer once: with claims, or with the rule that takes it out, or
    unresolved with the reason.
    """
    stored = text
    text = _plain(text)
    knows = Knows(calendar_of(request), Nouns(request))
    numbers = numbers_in(text)
    scene = _opening(text, numbers, knows=knows, request=request)
    found: dict[int, Read] = {}
    answered: list[Sentence] = []
    spans = sentences_of(text)
    tables = table_lines(text)
    scenes: list[tuple[int, Scene]] = []
    last_end = 0
    for place, (start, end) in enumerate(spans):
        between = text[last_end:start]
        goes_on = place > 0 and _goes_on(text, between, spans, place)
        scene = replace(scene, same_paragraph=goes_on, same_line=goes_on and "\n" not in between)
        if not goes_on:
            scene = replace(
                scene,
                period=None,
                old_period=scene.period or scene.old_period,
                pair=None,
                shares=(),
            )
        last_end = end
        inside = [n for n in numbers if start <= n.start < end]
        tokens = tokens_of(text, start, end, numbers=inside, knows=knows)
        sentence = Sentence(tokens, scene, knows=knows, request=request)
        if says_who_answered(sentence):
            answered.append(sentence)
        if any(first <= start < last for first, last in tables):
            scenes.append((start, scene))
            continue
        _read_sentence(sentence, text, found)
        scene = _after(scene, sentence, is_first=place < 2)
        scene = replace(
            scene, is_quoted=_ends_quoted(text[start:end], quoted=scene.is_quoted, new=not goes_on)
        )
        scene = _with_numbers(scene, [found[n.start] for n in inside if n.start in found])
        scene = replace(scene, is_asked=text[start:end].rstrip("\"”’' ").endswith("?"))
    found.update(
        read_tables(text, numbers=numbers, knows=knows, request=request, scenes=tuple(scenes))
    )
    reads = [with_wording(limited(found[n.start], answered), request) for n in numbers]
    return tuple(_as_stored(read, stored) for read in reads) if text != stored else tuple(reads)


_BLANKS = str.maketrans(dict.fromkeys("\xa0\u2002\u2003\u2007\u2009\u202f\u200b", " "))
_EMPHASIS = re.compile(
    r"\*{1,3}(?=\S)(?!\s)|(?<=\S)\*{1,3}|__(?=\S)|(?<=\S)__|^#{1,6}(?= )|^>+(?= )|`", re.MULTILINE
)


def _plain(text: str) -> str:
    """A text of the same length without the signs of Markdown, with plain blanks and line ends."""
    text = text.replace("\r\n", " \n").replace("\r", "\n").translate(_BLANKS)
    return _EMPHASIS.sub(lambda found: " " * len(found[0]), text)


def _as_stored(read: Read, stored: str) -> Read:
    """A reading whose mention has the text as the draft has it."""
    at = read.mention
    if stored[at.start : at.end] == at.text:
        return read
    mention = replace(at, text=stored[at.start : at.end])
    return replace(
        read,
        mention=mention,
        claims=tuple(replace(c, mention=mention) for c in read.claims),
        possible=tuple(replace(c, mention=mention) for c in read.possible),
    )


def _opening(text: str, numbers: Sequence[Number], *, knows: Knows, request: Request) -> Scene:
    """The scene that a headline is read in: what the sentences below it name."""
    scene = Scene()
    for place, (start, end) in enumerate(sentences_of(text)[:4]):
        inside = [n for n in numbers if start <= n.start < end]
        tokens = tokens_of(text, start, end, numbers=inside, knows=knows)
        scene = _after(
            scene, Sentence(tokens, scene, knows=knows, request=request), is_first=place < 3
        )
    return Scene(
        topic=scene.topic, topic_category=scene.topic_category, heading_period=scene.heading_period
    )


def _read_sentence(s: Sentence, text: str, found: dict[int, Read]) -> None:
    series = read_series(s)
    for at, token in enumerate(s.tokens):
        for number in token.inside:
            rule = _INSIDE.get(token.tag, "a part of a name")
            found[number.start] = Read(number.mention, Verdict.NOT_A_STATISTIC, rule)
        if token.number is None:
            continue
        read = with_conditions(s, at, taken_up(s, at, _read(s, at, text, series)))
        s.reads[at] = read
    for at, read in s.reads.items():
        found[read.mention.start] = settled(with_doubts(s, at, read))


def _read(s: Sentence, at: int, text: str, series: dict[int, Read]) -> Read:
    read = read_other_form(s, at) or read_unasked(s, at) or read_numbered(s, at, text)
    if read is not None:
        return read
    if s.tags[at] in _STATED and _is_of_others(s, at):
        return unresolved(
            s, at, "the figure is somebody else's: a survey's, a helpline's or another body's"
        )
    if at in series:
        return series[at]
    for production in _PRODUCTIONS:
        read = production(s, at)
        if read is not None:
            return _in_each_category(s, at, read)
    return read_left_over(s, at)


_STATED = frozenset(["N", "PC", "PP", "FR", "X", "MULT", "RATE", "EVERY", "SUP", "PEAK", "RUN"])


def _is_of_others(s: Sentence, at: int) -> bool:
    """Whether a sentence gives its figures to a survey, a helpline or another body."""
    end = s.clause_end(at)
    return s.has("OTHERS", end=end) and not s.has("FORCES", start=at, end=end)


def _in_each_category(s: Sentence, at: int, read: Read) -> Read:
    """A reading for each category that a bare noun can mean, the likelier one first."""
    categories = categories_for(s, at) if read.claims else ()
    if read.claims and counts_every_category(s, at):
        # "Together that is 5,243 offences": of all the categories that were asked for.
        every = "|".join(one.category_id for one in s.request.categories)
        categories = (*categories, every)
    if len(categories) < 2:
        return read
    claims = [
        replace(claim, statistic=replace(claim.statistic, category_id=category))
        for category in categories
        for claim in read.claims
        if claim.statistic.category_id in categories and not claim.statistic.of_category
    ]
    return replace(read, claims=tuple(claims)) if claims else read


def _with_numbers(scene: Scene, reads: list[Read]) -> Scene:
    """The scene with what the numbers of a sentence were read as: pairs and series go on."""
    claims = [read.claims[0] for read in reads if read.claims]
    counts = [c.statistic for c in claims if c.statistic.kind is StatisticKind.VALUE]
    pairs = [
        c.statistic.periods
        for c in claims
        if c.statistic.kind in _PAIRED and len(c.statistic.periods) == 2
    ]
    periods = tuple(dict.fromkeys(count.periods[0] for count in counts))
    areas = tuple(dict.fromkeys(count.areas[0] for count in counts))
    pair = (
        (pairs[0][0], pairs[0][1])
        if pairs
        else (min(periods), max(periods))
        if len(periods) > 1
        else None
    )
    others = [
        r
        for r in reads
        if not r.claims
        and not any(w in r.because for w in ("period", "age", "date", "money", "year"))
    ]
    every = [claim for read in reads for claim in read.claims]
    shares = [c.statistic for c in every if c.statistic.kind is StatisticKind.SHARE]
    return replace(
        scene,
        counts=kept(scene.counts, reads),
        shares=tuple(shares[-6:]) if shares else scene.shares if not claims else (),
        pair=pair or (scene.pair if not claims else None),
        sequence=tuple(count.periods[0] for count in counts) if len(periods) > 1 else (),
        sequence_areas=tuple(count.areas[0] for count in counts)
        if len(areas) > 1
        else scene.sequence_areas
        if not counts
        else (),
        is_aside=bool(others) and not claims,
    )


def _ends_quoted(sentence: str, *, quoted: bool, new: bool) -> bool:
    """Whether a quotation is open at the end of a sentence; a new paragraph begins without one."""
    quoted = quoted and not new
    for sign in re.findall(r"[\"“”]", sentence):
        quoted = sign == "“" or (sign == '"' and not quoted)
    return quoted


_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def _goes_on(text: str, between: str, spans: list[tuple[int, int]], place: int) -> bool:
    """Whether a sentence goes on in the paragraph, list or heading of the one before."""
    if "\n" not in between:
        return True
    before = text[spans[place - 1][0] : spans[place - 1][1]].rstrip()
    here = text[spans[place][0] : spans[place][0] + 4]
    if before.endswith(":") or re.match(r"[-*•–] |\d[.)/]|(?:19|20)\d\d", here):
        return True
    return (bool(_BLANK_LINE.search(text)) and between.count("\n") == 1) or _is_heading(
        text, spans[place - 1]
    )


def _is_heading(text: str, span: tuple[int, int]) -> bool:
    """A short line without a full stop: what it names holds for what follows."""
    line = text[span[0] : span[1]].strip()
    return (
        span[0] > 0
        and not line.endswith((".", "!", "?", "”", '"', "’"))
        and len(line.split()) <= 12
    )


def _columns(s: Sentence, scene: Scene) -> tuple[Period, ...]:
    """`By force, 2021 and 2022` and `2022/23, with 2021/22 in brackets`: what the lines below hold."""
    named = [time.one for _, time in sorted(s.times.items()) if time.one is not None]
    if not s.times and s.areas:
        return scene.columns
    if s.has("N", "PC", "UP", "DOWN", "UPN", "DOWNN", "FROM") or len(set(named)) < 2:
        return ()
    last = s.tokens[-1].text
    return tuple(named) if last == ":" or last[-1].isalnum() or s.tags[-1] == "RPAR" else ()


def _after(scene: Scene, s: Sentence, *, is_first: bool) -> Scene:
    """The scene that the next sentence is read in."""
    forces = list(scene.forces)
    region, force = scene.region, scene.force
    subject: tuple[AreaRef, ...] = ()
    for index in sorted(s.areas):
        refs = s.areas[index]
        if not refs or s.is_of_forces(index):
            continue
        if refs[0].kind == "force":
            force = refs[:1]
            forces = [one for one in forces if one != refs[0]] + [refs[0]]
        elif refs[0].kind == "region":
            region = refs
        aside = s.left(
            index,
            "(?:INCLUDING|THAN|COMPARED|MORE_THAN_X|FEWER_THAN_X|AHEAD)(?:W|N|UNIT|IN|DET|FROM|CAT)*",
            in_clause=False,
        )
        if not subject and not aside:
            subject = s.group_area(index)
    singles = [(i, t.one) for i, t in sorted(s.times.items()) if t.one is not None]
    mains = [
        p
        for i, p in singles
        if s.times[i].said.when in {When.ONE, When.LATER, When.SAME}
        and not s.left(
            i,
            "(?:AS_MANY_LIKE|START|FROM|THAN|COMPARED|ON|MORE_THAN_X|FEWER_THAN_X|UNTIL)(?:DET|W|IN)*",
        )
        and not s.left(i, BASED_NUMBER, in_clause=False)
    ]
    spans = [
        t.periods
        for _, t in sorted(s.times.items())
        if len(t.periods) > 1 and t.said.when is When.SEVERAL
    ]
    if not s.has("UP", "DOWN", "UPN", "DOWNN", "MULT"):
        # "More than 21,000 have been recorded since 2014/15": all years from that one on.
        begins = [t.periods[0] for t in s.times.values() if t.said.when is When.SINCE and t.one]
        known = s.knows.calendar.periods
        spans += [tuple(p for p in known if p.start >= begin.start) for begin in begins]
    bases = [p for i, p in singles if p not in mains[:1]]
    mains = [p for p in mains if p in s.knows.calendar.periods]
    period = mains[0] if mains else (scene.period if not spans else None)
    base = scene.base
    if len(mains) > 1 and max(mains) != min(mains):
        base, period = min(mains), max(mains)
    elif bases and bases[0] < (period or s.knows.calendar.last):
        base = bases[0]
    elif mains:
        base = None
    cats = [t.category.category_id for t in s.tokens if t.category is not None]
    topic = scene.topic or subject
    topic_category = scene.topic_category
    if is_first and len(set(cats)) == 1 and not topic_category and not scene.category:
        topic_category = cats[0]
    heading = scene.heading_period
    if is_first and heading is None and len(set(mains)) == 1:
        heading = mains[0]
    return replace(
        scene,
        topic=topic,
        subject=subject or scene.subject,
        region=region,
        force=force,
        forces=tuple(forces),
        period=period,
        last_named=singles[-1][1] if singles else scene.last_named,
        span=spans[0] if spans else scene.span,
        base=base,
        category=cats[-1] if cats else scene.category,
        topic_category=topic_category,
        heading_period=heading,
        columns=_columns(s, scene),
        gave=(*scene.gave, *gave_for(s))[-8:],
        level="forces" if s.has("FORCES") or (scene.level and scene.same_paragraph) else "",
    )
