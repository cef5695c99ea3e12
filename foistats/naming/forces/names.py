"""A force's name as written: a fixed clean-up, then an exact match, or a refusal.

The clean-up, in order: one sort of blank, dash, quote and case; footnote marks at the end (`*`,
`(5)`, `[note 3]`, `(R)`) and remarks from a closed list (`(refused)`); `The`, `Chief Constable of`
and `Heddlu` before the name; `Police`, `Constabulary`, `Police Force` ... after it; `&`, `+`, `/`,
`-` and `and` are one and the same; a request's number after the name; last, a digit that is glued
on, if exactly a name is left. Nothing else is taken off, so `Kent State University Police` stays
unknown. Only names of the kind `short` take words like Police before or after them.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from foistats.errors import UnknownForce
from foistats.naming.forces.register import areas, force_name, forces, read_list
from foistats.naming.spelling import plain, without_footnotes

_LONGEST = 160
# Out of 100: below this likeness a name is no help to a person.
_LIKE_ENOUGH = 60
_INITIAL = re.compile(r"(?<=\b[a-z])\.(?=[a-z]{2})")
_SAME_AS_BLANK = re.compile(r"[\s,_()\[\]\"-]+")
_AND = re.compile(r"&amp;|[&+/]|\band\b")
# "D&C" is a force, "D C" is a city: between single letters the sign stays.
_LETTERS = re.compile(r"\b([a-z]) ?(?:&amp;|[&+/]|\band\b) ?([a-z])\b")
_PLURAL_INITIALS = re.compile(r"[A-Z]{2,}s")
_GENERIC = frozenset(["of", "the", "and", "police", "service", "constabulary", "force", "for"])
_BEFORE = re.compile(r"(?:the |chief constable (?:of|for) (?:the )?)+|^heddlu (?=.)")
_AFTER = re.compile(
    # Not "police service": the Surrey Police Service is in Canada.
    r" (?:police(?: force| constabulary)?|constabulary(?: police)?|constab|force)$"
)
_AFTER_SEVERAL = re.compile(
    r" (?:constabularies|police (?:forces|services)|forces|police|constabulary)$"
)
_REMARK = re.compile(
    r"\s*[\[(] ?(?:refused|part(?:ial|ly)?(?: (?:refused|response|reply|data|answered|answer))?"
    r"|no (?:response|reply)"
    r"|response|reply|revised|provisional|not held|withdrawn|late|overdue|awaiting (?:response"
    r"|reply)|pending"
    r"|incomplete|estimated?|amended|corrected|updated?|exempt|see notes?|s\.? ?\d\d|section \d\d"
    r"|[a-z]"
    r"|police force|force|police|constabulary) ?[\])]$"
)
_MARKS_BEFORE = re.compile(r"^[*†‡]+ ?(?=[a-z])")
_GLUED_DIGITS = re.compile(r"(.*[a-z)])[ ,]?\d{1,2}(?:, ?\d{1,2})*")
_REQUEST_NUMBER = re.compile(
    r"[ :,-]+(?:foia?|freedom of information)(?: (?:ref(?:erence)?|request|response|reply|number"
    r"|no\.?))*[ :#-]*"
    r"(?:[a-z]{0,4}[/-]?\d[\w/.-]*)?$"
)
_FORMERLY = re.compile(
    r"(?:(?:formerly|previously|now|was|legacy|aka|a\.k\.a\.?|also known as|known as)(?: known as"
    r"| the)? )?(?P<name>.+)"
)
_BRACKET = re.compile(r"(?P<outside>[^()\[\]]+?) ?[(\[](?P<inside>[^()\[\]]+)[)\]]")
_SIDE_BY_SIDE = re.compile(r" - | ?[/|] ?")
_JOINED = re.compile(r"\s*(?:,\s*and\b|&amp;|[&+/,;]|\band\b)\s*")
_WORD = re.compile(r"[a-z]+")
_WORDS_OF_NAMES = re.compile(r"[^\W\d_]+|&")
_MOST_WORDS = 6
_MOST_PARTS = 12


class NameAnswer(NamedTuple):
    """What became of one name; `force_id` is empty where it was refused, joint ids stand with `|`.

    `reason` says why it was refused, or what a reader should know of it (joint, former).
    """

    raw: str
    force_id: str
    reason: str
    suggestions: tuple[str, ...]


def read_force(text: str, *, on: date | None = None) -> tuple[str, ...]:
    """The id of the one force that a name means, or several for a joint name, in its order.

    A former force gives its successor, or itself where `on` is a day before it ended. Raises
    UnknownForce with up to three suggestions (ids, likeliest first) for whatever is not exactly a
    name: no likeness, no area, no domain ever makes a force.

    >>> read_force("Devon+Cornwall"), read_force("TAYSIDE POLICE"), read_force("Surrey(5)")
    (('devon-and-cornwall',), ('police-scotland',), ('surrey',))
    >>> read_force("Norfolk and Suffolk Constabularies")
    ('norfolk', 'suffolk')
    >>> read_force("Kent State University Police")  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    foistats.errors.UnknownForce: 'Kent State University Police' is not a force in the
    register; write the force's name, or add a reviewed alias
    """
    found = named_forces(text)
    if found:
        return tuple(dict.fromkeys(at_date(force_id, on) for force_id in found))
    suggestions = suggest(text)
    raise UnknownForce(_why_not(text, suggestions), suggestions)


def at_date(force_id: str, on: date | None) -> str:
    """A former force's successor, or the force itself on a day when it still was one."""
    force = forces()[force_id]
    if force.until is None or (on is not None and on <= force.until):
        return force_id
    return at_date(force.successor, on)


def resolve_names(texts: Iterable[str]) -> list[NameAnswer]:
    """One answer per name, in their order."""
    return [_answer(text) for text in texts]


def _answer(text: str) -> NameAnswer:
    try:
        found = read_force(text)
    except UnknownForce as refusal:
        return NameAnswer(text, "", str(refusal), refusal.suggestions)
    reason = ""
    if len(found) > 1:
        reason = f"a joint name of {len(found)} forces"
    elif found != named_forces(text):
        reason = f"a former name; today {force_name(found[0])}"
    return NameAnswer(text, "|".join(found), reason, ())


@lru_cache(maxsize=50_000)
def named_forces(text: str) -> tuple[str, ...]:
    """The ids that a name means, former ones as themselves; () for what isn't exactly a name."""
    written = plain(text)
    name = written.casefold()
    if not name or len(name) > _LONGEST or _PLURAL_INITIALS.fullmatch(written):
        return ()
    # Most texts are no names at all; short ones may be initials.
    if len(name) > 12 and force_words().isdisjoint(_WORD.findall(name)):
        return ()
    for cleaned in _cleaned(name):
        found = _one(cleaned) or _several(cleaned)
        if found:
            return found
    return ()


def name_keys(text: str) -> tuple[str, ...]:
    """The keys under which a name may be an alias: as it stands, then after each clean-up.

    >>> name_keys("Wilts & Swindon HQ (refused)")
    ('wilts swindon hq refused', 'wilts swindon hq')
    """
    name = plain(text).casefold()
    if len(name) > _LONGEST:
        return ()
    keys = (key_of(cleaned) for cleaned in _cleaned(name))
    return tuple(dict.fromkeys(key for key in keys if key))


def _cleaned(name: str) -> Iterable[str]:
    """The name as it is, then without each thing of the closed list that may stand after it."""
    name = name.strip(" \"'").rstrip(" :;,")
    yield name
    while True:
        shorter = _REMARK.sub("", without_footnotes(name)).rstrip(" :;,.") if name else ""
        if shorter == name:
            break
        name = shorter
        yield name
    name = _MARKS_BEFORE.sub("", name)
    yield name
    yield _REQUEST_NUMBER.sub("", name)
    glued = _GLUED_DIGITS.fullmatch(name)
    if glued is not None:
        yield glued.group(1)


def _one(name: str) -> tuple[str, ...]:
    """The force that one name means, as a name or as two names of the same force."""
    found = _lookup(name)
    if found:
        return (found,)
    inverted = re.fullmatch(r"([^,]+), ([^,]+)", name)
    if inverted is not None and (found := _lookup(f"{inverted.group(2)} {inverted.group(1)}")):
        return (found,)
    bracket = _BRACKET.fullmatch(name)
    if bracket is not None:
        formerly = _FORMERLY.fullmatch(bracket["inside"])
        pieces = [bracket["outside"], formerly["name"] if formerly is not None else ""]
        return _same_force(pieces)
    pieces = _SIDE_BY_SIDE.split(name)
    return _same_force(pieces) if len(pieces) == 2 else ()


def _same_force(pieces: Sequence[str]) -> tuple[str, ...]:
    """The force that each piece names by itself, today's where one of them is a former one."""
    found = [_lookup(piece) for piece in pieces]
    if not all(found):
        return ()
    today = {at_date(force_id, None) for force_id in found}
    if len(today) > 1:
        return ()
    return (found[0],) if len(set(found)) == 1 else tuple(today)


def _several(name: str) -> tuple[str, ...]:
    """The forces of a joint name, if the name is nothing but forces and what joins them."""
    name = _AFTER_SEVERAL.sub("", name) if _JOINED.search(name) else name
    parts = _JOINED.split(name)
    if not 2 <= len(parts) <= _MOST_PARTS:
        return ()
    found = _segments(tuple(parts))
    if len(found) != 1 or len(found[0]) < 2 or len(set(found[0])) < len(found[0]):
        return ()
    return found[0]


def _segments(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Every way to read the parts as names in turn; `devon`, `cornwall` together are one."""
    if not parts:
        return [()]
    found = []
    for size in (1, 2, 3):
        if size > len(parts):
            break
        force_id = _lookup(" and ".join(parts[:size]))
        if force_id:
            found += [(force_id, *rest) for rest in _segments(parts[size:])]
    return found


def key_of(name: str) -> str:
    """A name for comparing: lower case, no dots, every sort of `and` and every dash left out.

    >>> key_of("W. Yorks"), key_of("avon-and-somerset"), key_of("G.M.P.")
    ('w yorks', 'avon somerset', 'gmp')
    """
    lowered = _INITIAL.sub(" ", plain(name).casefold()).replace(".", "").replace("'", "")
    joined = _AND.sub(" ", _LETTERS.sub(r"\1∧\2", lowered))
    return " ".join(_SAME_AS_BLANK.sub(" ", joined).split())


def _lookup(name: str) -> str:
    """The force whose name this is, with at most one word before and one after it; or ''."""
    key = key_of(name)
    full, short = _names()
    if key in full:
        return full[key]
    core = _BEFORE.sub("", key, count=1)
    if core in full:
        return full[core]
    if core in short:
        return short[core]
    return short.get(_AFTER.sub("", core), "")


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Names that stand as they are, and short names, which take Police and the like."""
    full: dict[str, str] = {}
    short: dict[str, str] = {}
    for force in forces().values():
        for name in (force.name, force.welsh_name, force.force_id):
            if name and (name != force.force_id or force.kind in ("territorial", "special")):
                full[key_of(name)] = force.force_id
    for row in read_list("aliases"):
        names = short if row["kind"].startswith("short") else full
        names[key_of(row["alias"])] = row["force_id"]
    return full, short


@cache
def force_words() -> frozenset[str]:
    """Every word of every name but those that all names share."""
    return (
        frozenset(w for names in _names() for name in names for w in _WORD.findall(name)) - _GENERIC
    )


@lru_cache(maxsize=10_000)
def without_forces(text: str, only: tuple[str, ...] = ()) -> str:
    """A text without the names of forces in it, or of some forces, and `Police` after a name.

    Only whole names are taken out: `West` is a district, though it is a word of `West Mercia`.

    >>> without_forces("Burglary - Dorset Police"), without_forces("West Dorset 2019")
    ('Burglary - ', 'West  2019')
    """
    found = list(_WORDS_OF_NAMES.finditer(text))
    if force_words().isdisjoint(one.group().casefold() for one in found):
        return text
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(found):
        size = _words_of_a_name(text, found[at : at + _MOST_WORDS], only)
        if size:
            spans.append((found[at].start(), found[at + size - 1].end()))
        at += size or 1
    for begin, end in reversed(spans):
        text = text[:begin] + text[end:]
    return text


def _words_of_a_name(text: str, found: Sequence[re.Match[str]], only: tuple[str, ...]) -> int:
    """How many of some words are the longest name that begins with the first; 0 for none."""
    if found[0].group().casefold() in ("and", "&"):
        return 0
    for size in range(len(found), 0, -1):
        force_id = _named(text[found[0].start() : found[size - 1].end()])
        if force_id and (not only or force_id in only):
            return size
    return 0


def _named(text: str) -> str:
    key = key_of(text)
    full, short = _names()
    return full.get(key) or short.get(key) or short.get(_AFTER.sub("", key), "")


def mentions_force(key: str) -> bool:
    """True where a short name stands among other words, as in `kent fire rescue`."""
    return any(f" {name} " in f" {key} " for name in _names()[1])


def suggest(text: str) -> tuple[str, ...]:
    """The ids of up to three forces whose names look most like a text, likeliest first."""
    from rapidfuzz import fuzz

    key = key_of(without_footnotes(plain(text)))
    if not any(ch.isalpha() for ch in key) or len(key) > _LONGEST:
        return ()
    core = _core(key)
    best: dict[str, float] = {}
    for name, force_id in _cores():
        likeness = fuzz.ratio(name, core, score_cutoff=_LIKE_ENOUGH)
        if likeness > best.get(force_id, 0):
            best[force_id] = likeness
    return tuple(sorted(best, key=lambda force_id: (-best[force_id], force_id))[:3])


@cache
def _cores() -> tuple[tuple[str, str], ...]:
    """The core of each name that is long enough to be mistaken, with its force of today."""
    return tuple(
        {
            (_core(name), at_date(force_id, None)): None
            for names in _names()
            for name, force_id in names.items()
            if len(name) > 4
        }
    )


def _core(key: str) -> str:
    """What tells one force from another, for likeness only: `avon somerset`."""
    return re.sub(r" (?:pol\w*|const\w*|force)(?: \w+)?$", "", _BEFORE.sub("", key, count=1))


@cache
def _reviewed_negatives() -> dict[str, str]:
    return {key_of(row["name"]): row["reason"] for row in read_list("not_forces")}


@cache
def area_names() -> dict[str, str]:
    """The id of each region, country or set by its names."""
    names = {key_of(entry.name): area_id for area_id, entry in areas().items()}
    return names | {key_of(row["name"]): row["area_id"] for row in read_list("area_names")}


def is_other_body(key: str) -> bool:
    """True for a reviewed name that is not a force, though it looks like one."""
    return key in _reviewed_negatives()


def _why_not(text: str, suggestions: Sequence[str]) -> str:
    key = key_of(without_footnotes(plain(text)))
    if not key:
        return "a blank is not a force; write the name of the force that replied"
    if key in _reviewed_negatives():
        why = f"{text!r} is not a force: {_reviewed_negatives()[key]}"
    elif key.removesuffix(" region") in area_names():
        why = f"{text!r} is a region or country, not a force"
    else:
        why = f"{text!r} is not a force in the register"
    if suggestions:
        nearest = "; ".join(f"{force_name(force_id)} ({force_id})" for force_id in suggestions)
        return f"{why}; nearest: {nearest}; write the force's name, or add a reviewed alias"
    return f"{why}; write the force's name, or add a reviewed alias"
