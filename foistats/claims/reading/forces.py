"""Counts of forces: how many were asked, answered, refused, saw a rise."""

import re
from dataclasses import replace
from fractions import Fraction

from foistats.claims.model import AreaRef, Claim, Read, Statistic, StatisticKind
from foistats.claims.reading.areas import together
from foistats.claims.reading.attaching import area_of_relative_clause
from foistats.claims.reading.change_times import change_periods
from foistats.claims.reading.claiming import claim, claimed, no_statistic, unresolved
from foistats.claims.reading.counting import category_for, head_of
from foistats.claims.reading.part_and_whole import areas_of_whole, part_and_whole
from foistats.claims.reading.said import said
from foistats.claims.reading.scene import Areas
from foistats.claims.reading.sentence import Sentence

_ASKED = re.compile(
    r"\b(?:asked|contacted|approached|sent to|requests? (?:was|were) sent|surveyed|requested|written to|wrote to|emailed|e-mailed|queried)\b",
    re.IGNORECASE,
)
_GAVE = re.compile(
    r"\b(?:(?:figures|data|responses?|repl(?:y|ies)|answers?|information|returns|numbers) (?:were |was )?(?:obtained |received |gathered |collected |compiled |supplied |provided |released )?(?:from|by|covering|for)|based on|cover(?:s|ed|ing)?|by the|obtained from|results from|responses from)\s+(?:the |all |just |only |some )*$",
    re.IGNORECASE,
)


_AFTER_OF_THE = 2
_MOST_FORCES = 48


def read_forces(s: Sentence, at: int) -> Read | None:
    """A number of forces; None where the number counts something else."""
    number = s.tokens[at].number
    if s.tags[at] != "N" or number is None or number.value is None:
        return None
    if number.mention.text.casefold() == "one" and s.right(at, "OF"):
        return no_statistic(s, at, "`one of` counts nothing")
    if (
        s.scene.level == "forces"
        and at
        and s.tokens[at - 1].lower == "same"
        and head_of(s, at).tag != "FORCES"
    ):
        return no_statistic(s, at, "it says which forces are meant")
    if at in s.pointed:
        return _pointed_to(s, at)
    if (again := _counted_again(s, at)) is not None:
        return again
    both = part_and_whole(s, at)
    of = s.right(at, "(?:OF|INCLUDING)(?:DET|ALL|W|AREA|POSS|THEM)*(?:N)?(?:W|AREA|POSS)*FORCES")
    of_them = (
        s.right(at, "(?:OF THEM|COMMA)?(?:ANSWERED|NO_REPLY|REFUSED|NOT)")
        if s.scene.level == "forces" or s.has("FORCES", end=at)
        else None
    )
    if (
        s.left(
            at,
            "(?:OF|INCLUDING)(?:DET|ALL)*N(?:W|AREA)*FORCES(?:ANSWERED|W|IN|AREA|DET|LEVEL)*COMMA",
            in_clause=False,
        )
        and head_of(s, at).tag == ""
    ):
        of_them = s.right(at, "")
    if at == _AFTER_OF_THE and s.left(at, "OF DET") and s.right(at, "COMMA"):
        # "Of the six, only Suffolk ..."
        of_them = s.right(at, "")
    short = s.right(at, "OF(?:DET|ALL)*N") if not of else None
    if short:
        second = at + short[0].count(" ")
        if head_of(s, second).tag not in {"FORCES", ""} or not s.has(
            "ANSWERED", "REFUSED", "NO_REPLY", "FORCES"
        ):
            short = None
    head = head_of(s, at)
    begin = s.before_hedge(at)
    part = s.left(begin, "N OF(?:DET|ALL|W|AREA|POSS)*")
    whole_of = part is not None and (begin - part[0].count(" ")) in s.forces_read and head.tag == ""
    if not (of or short or of_them or whole_of or both or head.tag == "FORCES"):
        return None
    s.forces_read.add(at)
    if head.tag == "FORCES" and s.tokens[head.at].lower == "force" and number.value != 1:
        return None
    if both:
        last = max(both.whole, head.at if head.tag == "FORCES" else 0)
    elif (of_them or whole_of) and not (of or short):
        last = at
    else:
        last = at + (of or short)[0].count(" ") if (of or short) else head.at  # type: ignore[index]
    is_whole = (both is not None and at == both.whole) or (
        s.left(s.before_hedge(at), "OF(?:DET|ALL|W|AREA|POSS)*") is not None
        and s.left(s.before_hedge(at), "N OF(?:DET|ALL|W|AREA|POSS)*") is not None
    )
    values = said(number.value, hedge=s.hedge(at), whole=True)
    areas = areas_of_forces(s, at, last)
    if both and (both.is_share or not (areas := areas_of_whole(s, both, areas))):
        return unresolved(s, at, "the sentence doesn't say of which forces these are a part")
    found: list[Claim] = []
    named = tuple(
        t.periods[0] for _, t in sorted(s.times.items()) if t.one in s.knows.calendar.periods
    )
    category = category_for(s, at)[0]
    if category == "all" and s.request.categories:
        category = "|".join(one.category_id for one in s.request.categories)
    meant = _which(s, at, last=last, is_whole=is_whole)
    other = at > 0 and s.tokens[at - 1].lower in {"other", "remaining"} and not meant
    if s.right(last, "BE NOT(?:DET|AREA)"):
        # "One force is not a region" counts none.
        meant = ()
    for which in ("answered", "recorded_some") if other else meant:
        for area in areas[:3]:
            periods = named[:1] or (
                s.knows.calendar.periods if which == "answered" else s.knows.calendar.periods[-1:]
            )
            if which in {"rose", "fell"}:
                periods = next(iter(change_periods(s, at)), periods)
            statistic = Statistic(
                StatisticKind.FORCES, (area,), periods, category, unit=s.request.unit, which=which
            )
            found.append(claim(s, at, statistic, values=values))
    if not found:
        return unresolved(s, at, "the sentence doesn't say what these forces have in common")
    read = claimed(s, at, found, otherwise="the forces that are counted couldn't be found")
    # "The other six forces" leave out one that was spoken of, and nothing says which they are.
    # "Figures from six forces" are of six, whoever else answered.
    indefinite = other or _is_a_set(s, at, last) or _is_some(s, at)
    return replace(read, unsure=("forces",)) if indefinite else read


def _counted_again(s: Sentence, at: int) -> Read | None:
    """`the only one of the five`, `all six recorded some`: forces that were counted before.

    Which they are isn't said, so the number is never false.
    """
    number = s.tokens[at].number
    if number is None or number.value is None or number.value > _MOST_FORCES:
        return None
    told = s.scene.level == "forces" or s.has("FORCES", end=at) or len(s.scene.forces) > 1
    of = s.left(at, "(?:N|SUP|SINCERE|W)OF DET", in_clause=False) and not s.right(
        at, "LEVEL|IN PER"
    )
    every = at and s.tokens[at - 1].lower in {"all", "these", "those"}
    if not told or not (of or every) or head_of(s, at).tag != "" or number.value < 2:
        return None
    if s.right(at, "OF|(?:IN|LPAR)(?:DET)*(?:AREA|PER)|PC|COLON"):
        return None
    named = s.scene.forces[-int(number.value) :]
    both = (together(named),) if len(named) == number.value else ()
    found = [
        claim(
            s,
            at,
            Statistic(
                StatisticKind.FORCES,
                (area,),
                s.knows.calendar.periods[-1:],
                "all",
                unit=s.request.unit,
                which=which,
            ),
            values=said(number.value, whole=True),
        )
        for which in ("in_area", "asked", "answered")
        for area in (*(both if which == "in_area" else ()), *areas_of_forces(s, at, at)[:2])
    ]
    read = claimed(s, at, found, otherwise="the forces that are counted couldn't be found")
    return replace(read, unsure=("forces",))


def _pointed_to(s: Sentence, at: int) -> Read:
    """`all three rose`, `those four`: forces named before, and what is said of all of them."""
    number = s.tokens[at].number
    moved = s.right(
        at, "(?:W)?(?:AREA)?(?:FORCES)?(?:IN|DET|AREA|ALL)*(?:LEVEL DET)?(?:UP|DOWN|UPN|DOWNN)"
    )
    moved = moved or s.right(
        at, "(?:FORCES|IN|DET|AREA|ALL)*LEVEL(?:MORE|FEWER)(?:UNIT)?THAN IN PER"
    )
    every = "all" in [token.lower for token in s.tokens[max(0, at - 2) : at + 6]]
    which = "in_area"
    periods = s.knows.calendar.periods[-1:]
    if moved and every:
        which = "rose" if {"UP", "UPN", "MORE"} & set(moved[0].split()) else "fell"
        periods = next(iter(change_periods(s, at)), periods)
    values = said(number.value if number and number.value else Fraction(0), whole=True)
    claims = (
        claim(
            s,
            at,
            Statistic(
                StatisticKind.FORCES,
                (area,),
                periods,
                category_for(s, at)[0],
                unit=s.request.unit,
                which=which,
            ),
            values=values,
        )
        for area in s.pointed[at]
    )
    return claimed(s, at, claims, otherwise="the forces that are meant couldn't be found")


def _which(s: Sentence, at: int, *, last: int, is_whole: bool) -> tuple[str, ...]:
    """What is said of the forces counted, likeliest first."""
    before = s.tokens[0].text if not at else "".join(_text(s, 0, s.before_hedge(at)))
    after = _text(s, last + 1, s.clause_end(at))
    asked = _ASKED.search(after) or _ASKED.search(_text(s, s.clause_start(at), at))
    end = s.clause_end(at)
    relative = (
        last + 1 < len(s)
        and s.tags[last + 1] == "ANSWERED"
        and s.tokens[last + 1].lower.startswith(("that", "which", "who"))
    )
    if is_whole and relative:
        return ("answered",)
    if s.right(last, "(?:(?:IN|OF)(?:DET)*AREA)?TO(?:W|LEVEL)"):
        # "one of two forces in the region to record fewer than 170"
        return ()
    if is_whole:
        return ("asked", "in_area") if asked else ("in_area", "asked")
    end = s.clause_end(at)
    # What other forces did stands behind their own number.
    following = next((i for i in range(last + 1, end) if s.tags[i] == "N"), end)
    tags = s.tags[last + 1 : following]
    if s.left(s.before_hedge(at), "W(?:TO)?(?:DET|ALL|AREA|POSS)*") and _ASKED.search(
        _text(s, max(0, at - 5), at)
    ):
        # "We asked the region's three forces how many dogs had been stolen."
        return ("asked", "in_area")
    if s.left(s.before_hedge(at), "ALL WHILE", in_clause=False) and "ANSWERED" in tags:
        # "All but four of them replied"
        return ("not_answered", "no_response", "refused")
    source = s.left(s.before_hedge(at), "(?:FROM|BY)(?:DET|ALL|W|AREA|POSS)*")
    if source and not is_whole and s.has("COMMA", "RPAR", start=last, end=min(last + 4, len(s))):
        # "figures obtained from the region's five forces, show ..."
        return ("answered", "in_area", "asked")
    if _is_some(s, at):
        return ("answered", "recorded_some", "in_area")
    moving = s.left(s.before_hedge(at), "(?:UP|DOWN)(?:W)*(?:IN(?:ALL|DET)*|IN_TOTAL)")
    if moving:
        return ("rose",) if "UP" in moving[0].split(" ") else ("fell",)
    if relative and s.right(at, "(?:OF|INCLUDING)"):
        before_verbs = s.tags[s.clause_start(at) : at]
        tags = [
            tag for tag in tags[1:] if tag in {"UP", "DOWN", "UPN", "DOWNN", "LEVEL", "UNIT"}
        ] or [tag for tag in before_verbs if tag in {"UP", "DOWN", "UPN", "DOWNN"}]
        if not tags:
            return ()
    for tag, which in (
        ("NO_REPLY", ("no_response", "not_answered", "refused")),
        ("REFUSED", ("refused", "not_answered")),
        ("ANSWERED", ("answered",)),
        ("ANSWERED" if s.has("UNIT") else "NOT", ("not_answered", "no_response", "refused")),
    ):
        if tag in tags:
            if which == ("answered",) and "NOT" in tags[: tags.index(tag)]:
                return ("no_response", "not_answered", "refused")
            return which
    told = {"UP", "UPN", "DOWN", "DOWNN", "LEVEL", "MORE", "FEWER"} & set(tags)
    if s.has("FORCES", start=s.clause_start(at), end=at) and not told:
        # "Forces responding: 39 of 43"
        tags = [*tags, *s.tags[s.clause_start(at) : at]]
        if "ANSWERED" in tags:
            return ("answered",)
    words = _text(s, last + 1, following).casefold()
    if re.search(r"\brefus|\brejected|\bdeclined to", words):
        return ("refused",)
    if _is_a_set(s, at, last):
        # "The six forces saw fewer": which they are, and not how many of some others did.
        return ("answered", "in_area", "asked")
    moved = (
        next((t for t in tags if t in {"UP", "UPN", "MORE"}), ""),
        next((t for t in tags if t in {"DOWN", "DOWNN", "FEWER"}), ""),
    )
    if moved[0]:
        return ("rose",)
    if moved[1]:
        return ("fell",)
    if re.search(r"\b(?:responses?|repl(?:y|ies)|answers?)\b", words) and "LEVEL" in tags:
        return ("answered",)
    if "LEVEL" in tags and ("UNIT" in tags or "CAT" in tags):
        return ("recorded_some", "answered")
    if asked:
        return ("asked",)
    if _GAVE.search(before):
        return ("answered", "in_area", "asked")
    definite = s.left(
        s.before_hedge(at), "(?:DET|ALL|POSS|OF|AREA|THEM|INCLUDING)(?:W)?"
    ) is not None and s.tokens[at - 1].lower not in {"a", "an", "other"}
    if not definite and not s.right(last, "(?:IN|OF)(?:DET)*AREA"):
        return ()
    if s.scene.level == "forces" and s.left(s.before_hedge(at), "(?:WITH|COMMA|AND)"):
        return ("answered", "no_response", "refused")
    return ("in_area", "asked", "answered")


def _is_some(s: Sentence, at: int) -> bool:
    """`Figures from six forces`, `recorded by seven forces`: no article says that those are all."""
    if s.right(at, "OF") or s.hedge(at):
        return False
    source = s.left(at, "(?:TOTAL|ANSWERED|W)(?:FROM|BY)|(?:LEVEL|YOY|PER)BY")
    told = s.right(at, "(?:W)?FORCES(?:IN|AREA|AND|DET|W)*LEVEL")
    asks = at > 0 and s.tokens[at - 1].lower == "what"
    return source is not None or (asks and told is not None)


def _is_a_set(s: Sentence, at: int, last: int) -> bool:
    """`The six forces saw`, unlike `the six forces that saw` and `all six forces saw`."""
    article = at > 0 and s.tokens[at - 1].lower in {"the", "these", "those"}
    return article and s.right(last, "(?:UP|DOWN|LEVEL)") is not None and not s.right(at, "OF")


def _text(s: Sentence, start: int, end: int) -> str:
    return "".join(f"{token.text} " for token in s.tokens[start:end])


def areas_of_forces(s: Sentence, at: int, last: int) -> Areas:
    """The area whose forces are counted: named beside them, else the piece's."""
    after = s.right(last, "(?:W|DET)*(?:IN|OF)(?:DET|W|ALL)*AREA")
    near = [last + after[0].count(" ")] if after else []
    relative = area_of_relative_clause(s, at)
    near += [relative] if relative is not None else []
    near += [i for i in range(at, last + 1) if s.tags[i] == "AREA"]
    near += [i for i in range(max(0, at - 5), at) if s.tags[i] == "AREA"]
    for index in near:
        wide = {s.areas[i][0] for i in s.groups.get(index, ()) if s.areas.get(i)}
        if len(wide) > 1 and all(ref.kind not in {"force", "forces"} for ref in wide):
            # "eight forces in Wales and the West Midlands": of both together.
            return (AreaRef("request", "asked"),) if s.has("TO", end=at) else ()
        refs = tuple(ref for ref in s.areas.get(index, ()) if ref.kind not in {"force", "forces"})
        if refs:
            return refs
    scene = tuple(
        ref for ref in (*s.scene.region, *s.scene.topic) if ref.kind not in {"force", "forces"}
    )
    return tuple(dict.fromkeys((*scene, AreaRef("request", "asked"), *s.nation())))
