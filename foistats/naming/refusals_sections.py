"""Sections of the two information acts as written: which act, which exemption, or another law.

A section's number alone means nothing: `Section 40` is personal data in one act, the audit of
public accounts in the other, and an offence in a third. `Section 17` is a notice in one act and
`not held` in the other.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from foistats.naming.forces import force_country
from foistats.naming.lexicon import entries, says
from foistats.naming.spelling import regex


class Act(StrEnum):
    """The act under which a force answers; special forces of Great Britain are under the first."""

    FOIA = "Freedom of Information Act 2000"
    FOISA = "Freedom of Information (Scotland) Act 2002"


# The sub-section of each that is about the duty to say whether anything is held: 40(5), 40(5B).
_OF_DUTY = {22: 2, 23: 5, 24: 2, 26: 3, 27: 4, 28: 3, 29: 2, 30: 3, 31: 3, 33: 3, 35: 3, 36: 3,
            37: 2, 38: 2, 39: 2, 40: 5, 41: 2, 42: 2, 43: 3, 44: 2}  # fmt: skip

# `Exemption 21` is how some letters write section 21, and `under 40(2)` leaves the word out.
_START = (
    r"(?<![\w'’/.-])(?:(?:sections?|sect?s?\.?|s{1,2}\.?|adran(?:nau)?)\s{0,2}(?=\d)"
    r"|exemptions?\s(?:(?:no\.?|number)\s)?(?=\d{2}"
    r"(?:\s?[(,.;:-]|\s(?:and|&|or|to|is|are|of|apply|applies|has|have|was|in)\b|\s*$))"
    r"|(?:under|by\svirtue\sof|pursuant\sto|exemptions?)\s(?=\d{2}\s?\(\d[A-Z]?\))"
    r"|(?:under|by\svirtue\sof|pursuant\sto)\s(?=\d{2}\sof\s(?:the\s)?(?:Freedom|FOI|Act\b)))"
)
_NUMBER = r"(\d{1,3})([A-Za-z]{1,2}(?![A-Za-z]))?"
_BRACKET = r"\s{0,2}\(\s?(\d{1,2}[A-Za-z]{0,2}|[A-Za-z]|[ivxIVX]{1,4})\s?\)"
# What follows a second number where it is a section too: `Section 21 & 22 and we explain`.
_NO_NOUN = (
    r"\s{0,2}(?:$|[.,;:)]|(?:of|under|in)\s(?:the\s)?(?:Freedom|FOI|Act\b)"
    r"|(?:and\s(?:we|i|have)|apply|applies|are|is|as|which)\b)"
)
_JOINT = r"\s{0,2}(?:,\s{0,2}and|,|and|&|or|/)\s{0,2}(?:to\s)?"
# `of the Sexual Offences Act 2003`, `Theft Act 1968`: a law by name, its words in capitals.
_LAW = (
    r"\s{0,2}[,(-]{0,2}\s{0,2}(?:(?:of|under|from|in|contrary to)\s)?(?:the\s)?"
    r"((?:(?:[A-Z][\w'&-]*|\([A-Z][\w ]{1,20}\)|and|of|the|&|against|for|in|on|to|with),?\s){1,10}?"
    r"(?:Acts?|Order|Regulations?|Code|Bill)\b)"
)
_SHORT_LAW = (
    r"\s{0,2}[,(-]{0,2}\s{0,2}(?:of\s(?:the\s)?)?(?:PACE|CJPOA|CJA|POA|OAPA?|SOA|MDA|RTA|MHA"
    r"|TACT|TA|DPA|DDA|GDPR|UK\sGDPR|PHA|CDA|EIR|Life|ASBCPA|FA|PSRA)\b"
)
_LAW_BEFORE = (
    r"(?:Act|Order|PACE|CJPOA|POA|OAPA|SOA|RTA|MDA)(?:\s\d{4})?\)?\s{0,2}[,:(-]{0,2}\s{0,2}$"
)
_FOI = r"freedom of information|information \(scotland\)|\bfoi"


@cache
def _titles(act: Act) -> frozenset[str]:
    """What the exemptions of an act mean in the table of their titles: `foia 40`."""
    named = {entry.means for entry in entries("exemptions")}
    return frozenset(means for means in named if means.startswith(f"{act.name.casefold()} "))


def _title(act: Act, number: int) -> str:
    return f"{act.name.casefold()} {number}"


class Cited(NamedTuple):
    """One section as written, `40(2)`, with where it stands in the text and its bare number."""

    section: str
    number: int
    start: int
    end: int

    @property
    def about_duty(self) -> bool:
        """True for a sub-section that says only that a force need not say what it holds."""
        duty = _OF_DUTY.get(self.number)
        return duty is not None and re.match(rf"\d+\({duty}[A-B]?\)", self.section) is not None


def act_of_force(force_id: str) -> Act | None:
    """The act that binds a force; None on the islands, which have laws of their own.

    >>> [act_of_force(force) for force in ("strathclyde", "btp", "jersey")] == [
    ...     Act.FOISA, Act.FOIA, None]
    True
    """
    country = force_country(force_id)
    if country == "Scotland":
        return Act.FOISA
    mainland = ("England", "Wales", "Northern Ireland", "Great Britain", "United Kingdom")
    return Act.FOIA if country in mainland else None


def acts_of_forces(force_ids: Iterable[str]) -> frozenset[Act | None]:
    """The acts that bind some forces; empty where no force is known."""
    return frozenset(act_of_force(force_id) for force_id in force_ids)


def acts_named(text: str) -> frozenset[Act]:
    """The acts that a text names in full or by initials; `the Act` names none.

    >>> acts_named("exempt under FOISA"), acts_named("the Freedom of Information Act")
    (frozenset({<Act.FOISA: 'Freedom of Information (Scotland) Act 2002'>}), frozenset())
    """
    found = set()
    if regex(r"\bFOI\(?S\)?A\b|(?i:information\s{1,3}\(scotland\))").search(text):
        found.add(Act.FOISA)
    if regex(r"\bFOIA\b|(?i:of\s{1,3}information\s{1,3}act,?\s{0,3}\(?2000)").search(text):
        found.add(Act.FOIA)
    return frozenset(found)


def sections_in(text: str) -> tuple[Cited, ...]:
    """Every section that a text cites and doesn't give to another law, in its order.

    >>> [one.section for one in sections_in("Sections 23(5), 24(2) and 31 (1)(a)&(b) of the Act")]
    ['23(5)', '24(2)', '31(1)(a)', '31(1)(b)']
    >>> sections_in("Section 60 (CJPOA), s15A Sexual Offences Act 2003, section 226 (Life)")
    ()
    """
    found: list[Cited] = []
    past = 0
    for start in regex(f"(?i:{_START})").finditer(text):
        if start.start() < past:
            continue
        cited, past = _cited(text, start.start(), start.end(), several=_is_plural(start.group()))
        if not _of_another_law(text, start.start(), past):
            found += cited
    return tuple(found)


_PLURALS = ("sections", "sects", "secs", "ss", "adrannau", "exemptions")


def _is_plural(word: str) -> bool:
    return word.strip(" .\t").casefold() in _PLURALS


def _cited(text: str, start: int, at: int, *, several: bool) -> tuple[list[Cited], int]:
    """The sections from one word `section` on, and where they end."""
    number_of, bracket, joint = regex(_NUMBER), regex(_BRACKET), regex(_JOINT)
    found: list[Cited] = []
    stem: list[str] = []
    number = 0
    while True:
        first = number_of.match(text, at)
        if first is not None:
            number = int(first.group(1))
            stem = [first.group(1) + (first.group(2) or "").upper()]
            at = first.end()
        more: list[str] = []
        while (one := bracket.match(text, at)) is not None:
            more.append(one.group(1))
            at = one.end()
        if first is None and not more:
            return found, at
        # `(1)(a)(b)` stays one section: forces write two letters side by side for one exemption.
        stem = [*_kept(stem, more), *more]
        section = stem[0] + "".join(f"({part})" for part in stem[1:])
        found.append(Cited(section, number, start, at))
        on = joint.match(text, at)
        if on is None:
            return found, at
        following = number_of.match(text, on.end())
        if following is not None and not (
            several or bracket.match(text, following.end()) or _is_section(text, following)
        ):
            # `Section 40 and 12 officers`: a bare number after one section is no section.
            return found, at
        if following is None and bracket.match(text, on.end()) is None:
            return found, at
        at = on.end()


def _is_section(text: str, number: re.Match[str]) -> bool:
    """True where a bare number is an exemption's and no noun that it could count follows."""
    named = any(is_exemption(act, int(number.group(1))) for act in Act)
    return named and regex(f"(?i:{_NO_NOUN})").match(text, number.end()) is not None


def _kept(stem: list[str], parts: list[str]) -> list[str]:
    """What of the section before goes on: `31(1)(a) and (b)` is 31(1)(b), `40(2)&(3)` is 40(3)."""
    if not parts or len(stem) == 1:
        return stem[:1]
    if parts[0][0].isdigit():
        return stem[:1]
    return [part for part in stem if part[0].isdigit()][:2]


def _of_another_law(text: str, start: int, end: int) -> bool:
    if regex(_SHORT_LAW).match(text, end):
        return True
    law = regex(_LAW).match(text, end)
    if law is not None:
        name = law.group(1)
        plain_act = regex(r"(?:^|\s)(?:the|this|that)\s(?:Act|Code)$").search(name)
        if plain_act is None and name not in ("Act", "Acts") and not _is_foi(name):
            return True
    before = text[max(0, start - 60) : start]
    return regex(_LAW_BEFORE).search(before) is not None and not _is_foi(before)


def _is_foi(name: str) -> bool:
    return regex(f"(?i:{_FOI})").search(name) is not None


def is_exemption(act: Act, number: int) -> bool:
    """True where a section of the act lets a force refuse, say nothing, or hold nothing."""
    return _title(act, number) in _titles(act)


def meant_by_title(number: int, title: str) -> frozenset[Act]:
    """The acts under which a section of this number is about what the words beside it say.

    >>> sorted(meant_by_title(38, "Personal Information")) == [Act.FOISA]
    True
    """
    said = title.casefold()
    return frozenset(
        act
        for act in Act
        if is_exemption(act, number) and says("exemptions", _title(act, number), said)
    )


def in_order(sections: Iterable[str]) -> str:
    """Sections once each, by number, joined by `|`; `40` is in `40(2)` already.

    >>> in_order(["40(2)", "12", "40", "40(2)", "31(1)(a)"])
    '12|31(1)(a)|40(2)'
    """
    known = set(sections)
    within = {one[:end] for one in known for end, sign in enumerate(one) if sign == "("}
    return "|".join(sorted(known - within, key=_order))


def _order(section: str) -> tuple[int, str]:
    digits = re.match(r"\d+", section)
    return (int(digits.group()) if digits is not None else 0, section)
