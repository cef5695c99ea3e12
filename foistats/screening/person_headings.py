"""Headings of columns that have something of a person in them."""

import re
from enum import StrEnum
from functools import lru_cache


class Heading(StrEnum):
    """What a heading says its column has of a person."""

    FULL_NAME = "full_name"
    NAME = "name"
    GIVEN_NAME = "given_name"
    SURNAME = "surname"
    BIRTH = "birth"
    COLLAR = "collar"
    NUMBER = "number"
    IDENTITY = "identity"
    RANK = "rank"
    HOME = "home"
    CONTACT = "contact"


_NUMBER_WORD = r"\s*(?:no|no\.|num|number|id|#|ref|reference)\.?"
_WHO = (
    r"(?:officers?|staff|employees?|members?|suspects?|victims?|offenders?|complainants?|subjects?"
    r"|persons?|people|nominals?|applicants?|holders?|defendants?|deceased|witness(?:es)?|keepers?"
    r"|detainees?|prisoners?|arrestees?|individuals?|pupils?|child(?:ren)?|owners?|drivers?)"
)
_OF_WHOM = rf"(?:{_WHO}(?:'s|s'|’s)?\s+)?"
_HEADINGS = {
    Heading.FULL_NAME: (
        rf"full\s+names?|{_WHO}(?:'s|s'|’s)?\s+(?:full\s+)?names?|names?\s+of\s+(?:the\s+)?{_WHO}"
        r"|enw\s+llawn"
    ),
    Heading.NAME: r"names?|enw|display\s*name",
    Heading.GIVEN_NAME: (
        rf"{_OF_WHOM}(?:fore|first|given|christian|middle)[\s_-]*names?(?:\(s\))?|enw\s+cyntaf"
        r"|initials?"
    ),
    Heading.SURNAME: rf"{_OF_WHOM}(?:sur|last|family)[\s_-]*names?(?:\(s\))?|cyfenw",
    Heading.BIRTH: rf"{_OF_WHOM}(?:d\.?\s?o\.?\s?b\.?|date\s+of\s+birth|birth\s*date|born"
    r"|dyddiad\s+geni)",
    Heading.COLLAR: rf"{_OF_WHOM}(?:collar|shoulder|epaulette|badge|payroll)(?:{_NUMBER_WORD})?",
    Heading.NUMBER: (
        rf"{_OF_WHOM}(?:warrant|pin|nominal|niche|employee|staff|personnel|service|person)"
        rf"{_NUMBER_WORD}|nominals?"
    ),
    Heading.IDENTITY: (
        rf"(?:n\.?i\.?(?:no|number)|national\s+insurance|nino|pnc\s*id|pnc|cro|nhs|passport"
        rf"|driving\s+licence)(?:{_NUMBER_WORD})?"
    ),
    Heading.RANK: r"(?:officer'?s?\s+)?rank|grade|role|job\s+title|post\s+title",
    Heading.HOME: rf"{_OF_WHOM}(?:home\s+|full\s+|postal\s+)?address(?:\s+line\s*\d)?"
    r"|post\s*code|house(?:\s+(?:no|number|name))?\.?",
    Heading.CONTACT: (
        r"(?:e-?mail|mobile|(?:tele)?phone|tel|contact)(?:\s+(?:address|no|number))?\.?"
    ),
}
_HEADING = re.compile(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in _HEADINGS.items()), re.IGNORECASE
)
_LONGEST_HEADING = 40


@lru_cache(maxsize=4096)
def heading_of(text: str) -> Heading | None:
    """What a heading says of persons, or nothing of them.

    >>> heading_of("Date of Birth"), heading_of("Officer's name"), heading_of("Name of offence")
    (<Heading.BIRTH: 'birth'>, <Heading.FULL_NAME: 'full_name'>, None)
    """
    if len(text) > _LONGEST_HEADING:
        return None
    match = _HEADING.fullmatch(" ".join(text.replace("_", " ").split()).strip(" :*"))
    return Heading(match.lastgroup) if match and match.lastgroup else None
