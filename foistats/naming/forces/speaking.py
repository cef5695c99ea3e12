"""Which force a line or a sentence is by: in whose name it speaks, not which force it mentions.

`Kent Police holds nothing`, `offences recorded by Kent Police`, `Kent Police: burglary by year` and
a letterhead are by Kent. `You may wish to ask Kent Police` and `transferred from Kent Police` only
mention it, and an address (`foi@kent.police.uk`) tells nothing: shared units answer for others.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from foistats.naming.forces.areas import area_reading
from foistats.naming.spelling import plain, regex

# Initials name their force in a sentence; in a title `MPS` may be members of parliament.
_INITIALS = r"(?:MPS|GMP|TVP|BTP|WMP|WYP|SYP|NYP|PSNI|CoLP)"
_MAY_NAME = rf"(?i:police|constabular|heddlu|psni)|\b{_INITIALS}\b"
_CAPITALS = r"\b(?!PSNI)[A-Z]{4,}\b"
_LONGEST = 400
_LONGEST_LINE = 120
_WORDS_OF_A_TITLE = 16
_NAME = (
    r"(?<![@./\w-])(?:"
    r"(?:The )?(?:Metropolitan Police(?: Service)?|PSNI"
    r"|Police (?:Service of )?(?:Scotland|Northern Ireland))"
    r"|(?:Chief Constable of )?"
    r"(?:[A-Z][\w'-]*,? (?:(?:and|&|of|the) )?){1,7}(?:Police|Constabulary|Constabularies)"
    r"(?: Service)?"
    rf"|{_INITIALS}"
    r"|Heddlu (?:De Cymru|Gogledd Cymru|Trafnidiaeth Prydain|[A-Z][\w-]+(?: [A-Z][\w-]+)?)"
    r")(?!\w|[-.@]\w)"
)
# What has the name of a force in its own name, and is another body, or a place.
_OTHER_BODY = (
    r" ?(?:'s)? ?(?:(?:and|&) (?:Fire|Crime)|Federation|Authority|Museum|Station|College|Cadets?"
    r"|Choir|Band|Male Voice|Charit\w+|Pensions?|Credit|Sports|Complaints)\b"
)
_MENTIONED = (
    r"(?i)\b(?:(?:ask|asking|contact\w*|writ(?:e|ing) to|approach\w*|wish to|redirect\w*"
    r"|transfer\w*|refer(?:red|ring)? (?:you|it|this|them|your request) to|forward\w*|suggest\w*"
    r"|recommend\w*|consult\w*|advised? you|seconded|second\w* to|mutual aid|neighbouring"
    r"|former\w*|other (?:police )?forces?|apply to|send it to|try|may (?:hold|have|be able)"
    r"|might hold|direct your|addressed to|excluding|except\w*|exclud\w+|unlike"
    r"|compar\w+ (?:to|with)|for example|such as|dear|annwyl|gofyn i|cysylltu))\b"
    r"|^\W*to\W"
)
# What figures leave out was recorded by a body that they are not by.
_LEAVES_OUT = (
    r"(?i)\b(?:not|n't|no longer) (?:\w+ )?(?:includ|count|cover|contain|captur|compris)\w*\b"
)
_LEFT_OUT = (
    r"(?i)^[^.;,]{0,60}\b(?:(?:is|are|was|were|been) (?:not (?:included|counted|covered|captured)"
    r"|excluded|omitted|left out))\b"
)
_NOT_BY = r"(?i)\b(?:to|from|with|than|against|like|per|outside|via|see)(?: the)? $"
_BY = (
    r"(?i)\b(?:(?:recorded|reported|held|received|made|logged|attended|identified|investigated"
    r"|submitted|supplied|provided|issued|conducted|carried out|committed|dealt with|arrested"
    r"|collated|published|charged|responded|answered|stored|retained|located)"
    r"(?: \w+){0,2}? (?:by|to|within|in|at|with|from)"
    r"|on behalf of|chief constable of|(?:searches|enquiries|systems?|records|data|figures|response"
    r"|reply|answer|statistics|offences|crimes|incidents|arrests)"
    r" (?:\w+ ){0,3}?(?:of|from|by|at|within|for)"
    r"|^in|within|across|gan|ar ran)(?: the)? $"
)
_SPEAKS = (
    r"^(?: Service)?(?: \([A-Z]{2,5}\))?,?"
    r"(?! (?:is|are|was|were|has been|have been) (?:asked|involved|contacted|consulted|responsible"
    r"|the lead|leading|better)) (?:(?:also|therefore|currently|only|now|itself) )?"
    r"(?:can|does|do|is|are|has|have|holds?|will|cannot|neither|recorded|received|made|confirms?"
    r"|identified|refuses?|records?|uses?|dealt|logged|retains?|estimates?|conducted|considers?"
    r"|would|had|was|were|did|yn)\b"
    r"|^(?: Service)?(?: \([A-Z]{2,5}\))?(?:'s)? (?:area|force area|region)\b"
    r"|^(?: Service)?'s? (?:\w+ ){0,3}(?:systems?|records?|response|reply|policy|data|figures"
    r"|decision)\b"
    r"|^(?: Service)?(?: \([A-Z]{2,5}\))?(?: ?:| [\u2013-]) "
)


class Named(NamedTuple):
    """The forces in whose name a text speaks, where it stands, and the name as written."""

    force_ids: tuple[str, ...]
    place: str
    as_written: str


def speaks_for(text: str, *, place: str = "", is_line: bool = False) -> Iterator[Named]:
    """The forces in whose name a text speaks; `is_line` is True for a title or a line by itself.

    >>> [one.force_ids for one in speaks_for("Offences recorded by Kent Police in 2019")]
    [('kent',)]
    >>> [one.force_ids for one in speaks_for("Kent Police: burglary by year", is_line=True)]
    [('kent',)]
    >>> list(speaks_for("You may wish to ask Kent Police.", is_line=True))
    []
    """
    if regex(_MAY_NAME).search(text) is None:
        return
    said = regex(_CAPITALS).sub(lambda word: word.group().title(), plain(text[:_LONGEST]))
    title = is_line and _is_title(said)
    for found in regex(_NAME).finditer(said):
        forces, start = _forces_of(found.group())
        before, after = said[: found.start() + start], said[found.end() :]
        if not forces or regex(_OTHER_BODY).match(after) is not None:
            continue
        clause = _clause_before(before)
        if regex(_MENTIONED).search(clause) or regex(_LEAVES_OUT).search(clause):
            continue
        if regex(_LEFT_OUT).search(after):
            continue
        by = regex(_BY).search(before) is not None
        speaks = regex(_SPEAKS).search(after) is not None
        led_to = regex(_NOT_BY).search(before) is not None
        initials = regex(_INITIALS).fullmatch(found.group()) and found.group() != "PSNI"
        if by or (speaks and not led_to) or (title and not led_to and not initials):
            yield Named(forces, place, said[found.start() + start : found.end()])


def _is_title(said: str) -> bool:
    """True for a few words that are no sentence: a letterhead, a heading, a signature."""
    return (
        len(said) <= _LONGEST_LINE
        and len(said.split()) <= _WORDS_OF_A_TITLE
        and regex(r"[.?!]\s+[A-Z]|[?]\s*$|\w (?:\S+ ){4,}\S+\.\s*$").search(said) is None
        and regex(_MENTIONED).search(said) is None
    )


def _clause_before(before: str) -> str:
    """The words before a name that belong to the same clause."""
    return regex(r"[.;:!?]\s").split(before)[-1]


@lru_cache(maxsize=10_000)
def _forces_of(name: str) -> tuple[tuple[str, ...], int]:
    """The forces of a name that may begin with other words, and where the name itself begins."""
    words = name.split(" ")
    at = 0
    for start in range(len(words)):
        area = area_reading(" ".join(words[start:]))
        if area is not None and area.kind in ("force", "joint"):
            return area.force_ids, at
        at += len(words[start]) + 1
    return (), 0
