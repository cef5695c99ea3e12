"""What a number of a sentence counts: its noun and its category."""

import re
from typing import NamedTuple

from foistats.claims.reading.sentence import VALUES, Sentence
from foistats.claims.wording import narrower_words

_ADVERBS = frozenset(
    [
        "alone",
        "so",
        "far",
        "respectively",
        "today",
        "overall",
        "nationally",
        "locally",
        "annually",
        "here",
        "there",
        "too",
        "also",
        "again",
        "now",
        "then",
        "to",
        "or",
        "if",
        "just",
        "still",
        "either",
        "each",
        "per",
        "a",
        "an",
        "from",
    ]
)


_SHORT = 3


class Head(NamedTuple):
    """The noun that a number counts: its tag (UNIT, OTHER_UNIT, FORCES, TIME, W, or empty), and where."""

    tag: str
    at: int
    foreign: bool = False


def head_of(s: Sentence, at: int) -> Head:
    """The noun that follows a number, past its adjectives.

    `1,329 child abuse image offences` counts offences; `five other men` men.
    """
    last, tag, foreign = at, "", False
    index = at + 1
    words = 0
    while index < len(s):
        here = s.tags[index]
        if here in {"UNIT", "CAT"}:
            return Head("UNIT", index, foreign)
        if here == "FORCES":
            return Head("FORCES", index, foreign)
        if here == "TIME":
            return Head("TIME", index, foreign)
        if here == "OTHER_UNIT":
            last, tag = index, "OTHER_UNIT"
        elif here == "FOREIGN":
            last, tag, foreign = index, tag or "OTHER_UNIT", True
        elif here == "AREA" and s.tags[index + 1 : index + 2] == ["FORCES"]:
            return Head("FORCES", index + 1, foreign)
        elif here in {"W", "POSS"} and s.tokens[index].text.isalpha():
            lower = s.tokens[index].lower
            if lower in _ADVERBS or (s.tokens[index].text[0].isupper() and not tag):
                break
            last, tag = index, tag or "W"
            words += 1
        elif (
            here in {"W", "DASH"} and s.tokens[index].text in {"-", "‑"} and words == 0 and not tag
        ):
            # "five-point plan": the noun is joined to its number.
            pass
        elif here == "OF" and index == at + 1 and _is_of_people(s, index + 1):
            return Head("W", index + 1, foreign)
        elif here == "OF" and tag in {"W", "OTHER_UNIT", ""} and index > at:
            part = re.match(
                r"(?:DET |THEM )?(?:SUP |ORD )?(?:W |OTHER_UNIT )", s.said(index + 1, len(s))
            )
            if (
                not tag
                and part
                and s.tokens[index + part[0].count(" ")].text.isalpha()
                and not s.has(
                    *("UNIT", "CAT", "FORCES", "N", "TOTAL"),
                    start=index,
                    end=min(index + 6, len(s)),
                )
            ):
                return Head("W", index + part[0].count(" "), foreign)
            found = re.match(
                r"(?:(?:DET|W|ALL|CAT|FOREIGN|OTHER_UNIT) )*?(?:UNIT|CAT) ",
                s.said(index + 1, min(index + 6, len(s))),
            )
            if found and tag == "W":
                return Head("UNIT", index + found[0].count(" "), foreign)
            break
        elif (
            here in {"MORE", "FEWER", "DET", "ALL", "IN_TOTAL", "AND"}
            and not tag
            and here in {"MORE", "FEWER"}
        ):
            pass
        else:
            break
        index += 1
    return Head(tag, last, foreign)


_NAMED_WITH = frozenset(["named with the number"])


def _is_of_people(s: Sentence, index: int) -> bool:
    """`2,340 of you gave`."""
    return index < len(s) and s.tokens[index].lower in {
        "you",
        "us",
        "our",
        "your",
        "my",
        "his",
        "her",
    }


def categories_for(s: Sentence, at: int) -> tuple[str, ...]:
    """The possible categories of a number: for a bare noun, the one just named and the piece's."""
    category, how, _ = category_for(s, at)
    if how == "the whole of what was asked":
        return tuple(
            dict.fromkeys(("all", s.scene.topic_category or "all", s.scene.category or "all"))
        )
    if how != "the piece's category" or not s.scene.category or s.scene.category == category:
        return (category,)
    if (
        s.has("TOTAL", "ALL", "IN_TOTAL", start=s.clause_start(at), end=at)
        and not s.scene.same_paragraph
    ):
        return (category,)
    return (s.scene.category, category) if s.scene.same_paragraph else (category, s.scene.category)


def counts_every_category(s: Sentence, at: int) -> bool:
    """Whether a number may be of all categories together: it names none, and counts the bare unit.

    `Of Surrey's 474 offences 402 were common assaults`, `the total was 763`, `250 in all`.
    """
    if len(s.request.categories) < 2 or category_for(s, at)[1] in _NAMED_WITH:
        return False
    start, end = s.clause_start(at), s.clause_end(at)
    if s.has("CAT", start=start, end=at) and not s.has("TOTAL", "IN_TOTAL", start=start, end=end):
        return False
    if head_of(s, at).tag == "UNIT":
        return True
    summed = s.has("TOTAL", "IN_TOTAL", "COMBINED", end=end)
    return summed or not s.has("CAT")


def category_for(s: Sentence, at: int) -> tuple[str, str, tuple[str, ...]]:
    """The category of a number, how it was found, and remarks on its wording."""
    head = head_of(s, at)
    if head.tag == "UNIT":
        for index in range(at + 1, head.at + 1):
            if s.tags[index] == "CAT":
                return _category(s, index, "named with the number")
        after = s.right(head.at, "(?:OF|W|IN|FOR)*CAT")
        if after is not None:
            return _category(s, head.at + after[0].count(" "), "named with the number")
    bare_of = s.right(at, "OF(?:DET|W)*CAT") if head.tag != "UNIT" else None
    if bare_of is not None:
        return _category(s, at + bare_of[0].count(" "), "named with the number")
    start, end = s.clause_start(at), s.clause_end(at)
    if s.request.categories and head.tag == "UNIT" and _says_all(s, at, head.at, end):
        return "all", "the whole of what was asked", ()
    for index in range(at - 1, start - 1, -1):
        if s.tags[index] == "CAT":
            return _category(s, index, "named before the number")
    hinted = categories_hinted(s, start, end)
    if len(hinted) == 1 and not s.has("CAT", start=start, end=end):
        return hinted[0], "a word of its name in the clause", ()
    if (
        s.has("TOTAL", "ALL", "IN_TOTAL", start=start, end=at)
        and s.scene.category
        and head.tag == "UNIT"
    ):
        return s.scene.topic_category or "all", "the total", ()
    for index in range(at + 1, end):
        if s.tags[index] in VALUES or s.tags[index] in {
            "THAN",
            "COMPARED",
            "AS_MANY_LIKE",
            "MORE_THAN_X",
        }:
            break
        if s.tags[index] == "CAT":
            return _category(s, index, "named in the clause")
    for index in range(start - 1, -1, -1):
        if s.tags[index] == "CAT":
            return _category(s, index, "named before in the sentence")
    bare = head.tag == "UNIT" or s.has("UNIT", start=start, end=end)
    if bare:
        return s.scene.topic_category or "all", "the piece's category", ()
    if (s.has("THEM") or s.scene.same_paragraph) and s.scene.category:
        return s.scene.category, "named in the sentence before", ()
    return s.scene.topic_category or "all", "the piece's category", ()


def categories_hinted(s: Sentence, start: int, end: int) -> list[str]:
    """The categories of which a stretch has a word that no other has: `needle attacks`."""
    words = {
        category.category_id: set(category.name.casefold().split())
        for category in s.request.categories
    }
    # Words such as "to" and "other" are said of everything.
    said = {
        token.lower
        for token in s.tokens[start:end]
        if token.category is None and token.tag in {"W", "FOREIGN"} and len(token.text) > _SHORT
    } - {"other"}
    return [
        category_id
        for category_id, own in words.items()
        if said & own.difference(*(w for other, w in words.items() if other != category_id))
    ]


def _says_all(s: Sentence, at: int, head: int, end: int) -> bool:
    """`161 incidents of spiking in all`: everything that was asked, whatever was named before."""
    after = s.right(head, "(?:OF|IN)(?:W|UNIT)")
    named = [*range(at + 1, head + 1), *(range(head + 1, head + 3) if after else ())]
    if any(
        s.knows.nouns.is_subject(s.tokens[i].text)
        for i in named
        if i < len(s) and s.tags[i] in {"W", "UNIT", "FOREIGN"}
    ):
        return True
    text = " ".join(token.lower for token in s.tokens[head:end])
    return (
        re.match(r"\S+ (?:in all|altogether|in total|overall)\b", text) is not None
        or re.search(r"\ball (?:\w+ )?(?:categories|kinds|types)\b", text) is not None
    )


def _category(s: Sentence, index: int, how: str) -> tuple[str, str, tuple[str, ...]]:
    said = s.tokens[index].category
    if said is None:
        return "all", how, ()
    return said.category_id, how, narrower_words(said, s.request)
