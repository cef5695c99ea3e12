"""What is counted: the request's unit and categories, and the units of other counts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from foistats.naming.vocabulary import plurals, singulars
from foistats.records import Request
from schemas.vocabulary import Unit

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Offences and crimes are said of the same thing; a case or an instance is one of whatever is asked.
_SAME = (frozenset({"offences", "crimes"}),)
_ANY = frozenset(
    ["case", "cases", "instance", "instances", "occurrence", "occurrences", "occasion", "occasions"]
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "by",
        "or",
        "and",
        "to",
        "for",
        "with",
        "against",
        "other",
        "all",
        "any",
        "under",
        "over",
    ]
)
# Words that name a sort of crime; one that the request hasn't makes another statistic.
_SORTS = frozenset(
    [
        "knife",
        "gun",
        "burglary",
        "burglaries",
        "theft",
        "thefts",
        "robbery",
        "robberies",
        "drug",
        "drugs",
        "fraud",
        "hate",
        "rape",
        "rapes",
        "sexual",
        "sex",
        "domestic",
        "violent",
        "violence",
        "grooming",
        "stalking",
        "harassment",
        "murder",
        "murders",
        "homicide",
        "homicides",
        "arson",
        "vehicle",
        "bike",
        "bicycle",
        "cycle",
        "shoplifting",
        "cyber",
        "cybercrime",
        "assault",
        "assaults",
        "antisocial",
        "weapon",
        "weapons",
        "firearms",
        "trafficking",
        "slavery",
        "dog",
        "wildlife",
        "rural",
        "public",
        "order",
        "motoring",
        "driving",
        "speeding",
        "terrorism",
        "racist",
        "racial",
        "religious",
        "homophobic",
        "transphobic",
        "disability",
        "image",
        "images",
        "exploitation",
        "abuse",
        "neglect",
        "cruelty",
        "blackmail",
        "extortion",
        "spiking",
        "voyeurism",
        "exposure",
        "kidnap",
        "abduction",
        "burglars",
        "car",
        "phone",
        "metal",
        "fly-tipping",
    ]
)


@dataclass(frozen=True, slots=True)
class CategorySaid:
    """A category that a sentence names; `whole` is False where only a part of its name stands there."""

    category_id: str
    whole: bool
    text: str


class Nouns:
    """The nouns of one request: its unit's, its categories', and those of other units."""

    def __init__(self, request: Request) -> None:
        """Collect the nouns; nothing is read."""
        self.unit = request.unit
        own = next((same for same in _SAME if request.unit in same), frozenset({request.unit}))
        every = {**plurals(), **singulars()}
        self.own = {
            noun for noun, unit in every.items() if unit is not None and unit.value in own
        } | _ANY
        self.others = {
            noun for noun, unit in every.items() if unit is not None and noun not in self.own
        }
        self.own |= _crimes_in(f"{request.title} {request.question}")
        self.objects = _stolen_in(request.title)
        self.others -= self.own
        if request.unit in {Unit.OTHER.value}:
            self.own |= set(_words(request.title))
        said = " ".join([request.title, request.question])
        said += " ".join(name for c in request.categories for name in (c.name, *c.also))
        self.known = {_stem(word) for word in _words(said)}
        self.subject = (
            {_stem(word) for word in _words(request.title.partition(",")[0])}
            - _SMALL
            - {_stem(request.unit)}
        )
        self.names: dict[tuple[str, ...], tuple[str, bool]] = {}
        subject = {_stem(word) for word in _words(request.title)}
        for category in request.categories:
            for name in (category.name, *category.also, category.category_id.replace("-", " ")):
                words = tuple(_stem(word) for word in _words(name))
                if words and not (len(words) == 1 and (words[0] in {_stem(n) for n in self.own})):
                    self.names.setdefault(words, (category.category_id, True))
                unit = _stem(request.unit)
                if len(words) > 1 and words[-1] != unit:
                    self.names.setdefault((*words[:-1], unit), (category.category_id, True))
                bare = tuple(
                    w
                    for w in words
                    if w not in {"offence", "crime", "incident", _stem(request.unit)}
                )
                if bare and len(bare) < len(words) and set(bare) - _SMALL:
                    self.names.setdefault(bare, (category.category_id, True))
        self._add_beginnings(request, subject)
        self.longest = max((len(words) for words in self.names), default=0)
        self.firsts = {words[0] for words in self.names}

    def _add_beginnings(self, request: Request, subject: set[str]) -> None:
        """The first words of a category's name, where they are no other category's."""
        own = {_stem(noun) for noun in self.own}
        beginnings: dict[tuple[str, ...], set[str]] = {}
        for category in request.categories:
            for name in (category.name, *category.also):
                words = [_stem(word) for word in _words(name)]
                # "Possession of images" is possession; "drink spiking" is no drink.
                ends = [i for i, word in enumerate(words) if word in _SMALL]
                for count in ends[:1]:
                    head = tuple(words[:count])
                    if not head:
                        continue
                    if head[-1] in _SMALL or set(head) <= own | _SMALL | subject:
                        continue
                    beginnings.setdefault(head, set()).add(category.category_id)
        for head, ids in beginnings.items():
            if len(ids) == 1 and any(len(word) > 3 for word in head):
                self.names.setdefault(head, (next(iter(ids)), False))

    def category_at(self, text: str, start: int, end: int) -> tuple[CategorySaid, int] | None:
        """The category named at a place, and where its name ends."""
        first = _WORD.match(text, start, end)
        if first is None or _stem(first[0]) not in self.firsts:
            return None
        words: list[str] = []
        ends: list[int] = []
        for word in _WORD.finditer(text, start, end):
            if ends and re.search(r"[.;:!?\n\t]", text[ends[-1] : word.start()]):
                break
            words.append(_stem(word[0]))
            ends.append(word.end())
            if len(words) == self.longest:
                break
        for count in range(len(words), 0, -1):
            found = self.names.get(tuple(words[:count]))
            if found is not None:
                stop = ends[count - 1]
                return CategorySaid(*found, text[start:stop]), stop
        return None

    def noun_tag(self, word: str) -> str | None:
        """UNIT for a noun of what is counted, OTHER_UNIT for one of another count."""
        lower = word.casefold().removesuffix("'s").removesuffix("’s").rstrip("'’")
        if lower in self.own:
            return "UNIT" if lower not in _COUNTED or lower in _SINGULAR_UNITS else "W"
        if lower in self.objects:
            return "OBJECT"
        if lower in self.others:
            return "OTHER_UNIT"
        return None

    def is_subject(self, word: str) -> bool:
        """Whether a word is one of those that the request's title says what it asks for with."""
        return _stem(word) in self.subject

    def is_known(self, word: str) -> bool:
        """Whether the request's own words have a word."""
        return len(word) > 3 and _stem(word) in self.known

    def is_foreign(self, word: str) -> bool:
        """Whether a word names a sort of crime that the request doesn't speak of."""
        lower = word.casefold()
        if lower not in _SORTS and _stem(lower) not in _SORTS:
            return False
        stem = _stem(lower)
        # "Sex offences" are sexual offences.
        return not any(
            one == stem or (one.startswith(stem) and len(stem) > 2) for one in self.known
        )


# Crimes that are counted by their own name: a theft is an offence where thefts were asked for.
_COUNTED = (
    "theft",
    "robbery",
    "burglary",
    "rape",
    "assault",
    "murder",
    "homicide",
    "spiking",
    "stabbing",
    "attack",
    "kidnapping",
)


def _crimes_in(text: str) -> set[str]:
    stems = {_stem(word) for word in _words(text)}
    found = {one for one in _COUNTED if one in stems}
    return found | {one[:-1] + "ies" if one.endswith("y") else one + "s" for one in found}


def _stolen_in(title: str) -> set[str]:
    """What is stolen, where a request asks for thefts of it: `350 converters were stolen`."""
    found = re.search(
        r"(?i)\b(?:thefts?|stealing) of ((?:[a-z-]+ )*?[a-z-]+)(?=,|\.|$| in | from | by )", title
    )
    if found is None:
        return set()
    last = found[1].split()[-1].casefold()
    return {last, _stem(last)}


_SINGULAR_UNITS = frozenset({"theft", "robbery"})


def _words(text: str) -> Iterable[str]:
    return (word.casefold() for word in _WORD.findall(text))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """A word without the endings by which a plural and a singular differ."""
    lower = re.sub(r"['’]s?$", "", word.casefold())
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if lower.endswith(ending) and len(lower) > 3 and not lower.endswith("ss"):
            return lower[: -len(ending)] + instead
    return lower
