"""One sentence of a reply to what it refuses; None where it refuses nothing, never a guess.

Nothing is a refusal because a word or number in it could be one: `Section 40` alone may be an
offence, `would exceed if` is a condition, `a public authority is not obliged` explains the law,
and `the victim refused` is about a crime. What seems to refuse and can't be settled is unclear.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from foistats.errors import UnclearRefusal
from foistats.naming.lexicon import pattern, says
from foistats.naming.refusals_sections import (
    Act,
    Cited,
    in_order,
    is_exemption,
    meant_by_title,
    sections_in,
)
from foistats.naming.spelling import plain, regex
from schemas.vocabulary import Extent, Outcome

_TABLE = "refusals"
# One of these stands in whatever the wordings find: letters first, for they are found faster.
_STEMS = (
    "exempt", "withh", "refus", "confirm", "deny", "ncnd", "held", "hold", "oblig", "disclos",
    "declin", "exceed", "excess", "costly", "unable", "cannot", "can't", "not able",
    "not possible", "not required", "not to supply", "not to provide", "vexatious", "repeated",
    "complying", "complian", "not something", "releas", "publish", "trace", "locate", "found",
    "recorded information", "aggregat", "redact", "unreasonable", "amount to which",
    "amount for which", "not have", "n't have", "retained", "manual", "individually",
    "chadw", "chedwir", "cadw", " dal ", "eithri", "wrthod", "gadarnhau", "gwadu", "terfyn",
    "adran", "wybodaeth", "linderus", "esempt", "ddelir", " awr", "yn atal", "allwn", "ellir",
    " modd", " fodd", "ofynnol", "ar gael mewn", "llaw", "yn unigol", "fesul un", "ofnod", "allaf",
    "fedraf", "fedrwn", "bosib", "ymarferol", "uwchlaw", "agori ar", "goresgyn", "trothwy",
    "dyletswydd", "rheidrwydd", "oes rhaid",
)  # fmt: skip
_SHAPES = (
    r"\bover [\d,]{2,6} hours|\bs{1,2}\.?\s?\d|\bsec|£ ?(?:450|600)|to be (?:so|such)\b"
    r"|\bwould (?:require|involve|entail|need|necessitate)|\bwithin the\b.{0,40}\blimit"
    r"|no (?:\w+ )?(?:record|way|means|method)|\bno \w+ kept"
    r"|not (?:\w+ ){0,2}(?:recorded|captured|collected|collated|organi[sz]ed|structured|stored"
    r"|arranged|catalogued|indexed|available in)"
    r"|(?:need(?:ed)?|have|having|required?) to (?:\w+ )?"
    r"(?:review|read|check|search|examine|interrogate|trawl|open|look|inspect|research)"
    r"|n[o']t (?:\w+ )?(?:keep|maintain|collate|collect|capture|monitor|record|believe|think)"
)
# Longer than any sentence that a person writes; what follows is not looked at.
_LONGEST = 1_500
# A heading has no more letters, and no more words beside its section.
_HEADING = 130
_HEADING_WORDS = 14
_TITLE = 60
# The section on the cost of an answer, in either act.
_COST = 12
# Sections on which duties, notices and rights stand, beside which a refusal may be said.
_PROCEDURE = {
    Act.FOIA: frozenset({1, 8, 9, 10, 11, 13, 16, 17, 45}),
    Act.FOISA: frozenset({1, 2, 8, 9, 10, 13, 15, 16, 17, 18, 19, 20, 21, 60}),
}


class Wording(NamedTuple):
    """What one sentence refuses. `sections` are of `act`, which is None where nothing tells it.

    `heading` is True where it only names an exemption, as above the reasons for it.
    """

    outcome: Outcome
    sections: tuple[str, ...]
    act: Act | None
    extent: Extent
    heading: bool = False

    @property
    def section(self) -> str:
        """The sections by number, joined by `|`."""
        return in_order(self.sections)


# Most sentences are stock phrases, which come again in the next letter.
@lru_cache(maxsize=5_000)
def read_refusal(text: str, act: Act | None = None, *, listed: bool = False) -> Wording | None:
    """What one sentence or line refuses; raises UnclearRefusal for what only seems to refuse.

    `act` is the one that binds the force, None where the force is unknown. `listed` is True for a
    line below `the following exemptions apply`.

    >>> read_refusal("I am exempting the names pursuant to Section 40(2).").section
    '40(2)'
    >>> read_refusal("No information held").outcome.value
    'not_held'
    >>> read_refusal("Section 31 (1)(a)(b) - Law Enforcement", Act.FOIA).section
    '31(1)(a)(b)'
    >>> read_refusal("Section 1 (PACE)") is read_refusal("It would exceed 18 hours if I did.")
    True
    >>> read_refusal("Section 38 - Personal Information", Act.FOIA)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    foistats.errors.UnclearRefusal: section 38 isn't about that in the Freedom of Information Act...
    """
    said = plain(text[:_LONGEST])
    lower = said.casefold()
    if not may_refuse(lower):
        return None
    cited = sections_in(said)
    heading = _heading(said, cited, act, listed=listed)
    if heading is not None:
        return heading
    if says(_TABLE, "cost_section", lower):
        known = tuple(one.section for one in cited if one.number == 12)
        return Wording(Outcome.REFUSED, known, act, Extent.UNSAID)
    if says(_TABLE, "aside", lower) or says(_TABLE, "legend", said):
        return None
    return _neither(said, lower, cited, act) or _refused(said, lower, cited, act)


def may_refuse(lower: str) -> bool:
    """False for a text in small letters that none of the wordings can find anything in."""
    padded = f" {lower} "
    return any(stem in padded for stem in _STEMS) or regex(_SHAPES).search(lower) is not None


def _heading(said: str, cited: Sequence[Cited], act: Act | None, *, listed: bool) -> Wording | None:
    """A line that is an exemption's number and name, or its number below an announcement."""
    if not cited or len(said) > _HEADING:
        return None
    before = said[: cited[0].start].strip(" •·*-.()0123456789'\"")
    after = said[cited[0].start :]
    for one in sorted({(one.start, one.end) for one in cited}, reverse=True):
        after = said[one[1] :] if len(cited) == 1 else after.replace(said[one[0] : one[1]], " ")
    beside = f"{before} {after}"
    titled = [one for one in cited if meant_by_title(one.number, beside)]
    if (
        len(before.split()) > 4
        or len(after.split()) > _HEADING_WORDS
        or regex(r"[.!?;]\s+\w").search(after) is not None
        or pattern(_TABLE, "says_more").search(after.casefold()) is not None
        or not (titled or (listed and not before))
    ):
        return None
    if len(cited) == 1:
        _refuse_other_act(cited[0], beside, act)
    meant = frozenset[Act]().union(*(meant_by_title(one.number, beside) for one in titled))
    binding = act or (next(iter(meant)) if len(meant) == 1 else None)
    known = [one for one in titled or cited if is_exemption(binding or Act.FOIA, one.number)]
    if not known:
        return None
    outcome = _by_sections(known, binding)
    sections = tuple(dict.fromkeys(one.section for one in known))
    return Wording(outcome, sections, binding, _extent(said.casefold(), Extent.UNSAID), True)


def _by_sections(known: Sequence[Cited], act: Act | None) -> Outcome:
    """What sections alone say that a reply does."""
    if act is Act.FOISA:
        if any(one.number == 18 for one in known):
            return Outcome.NEITHER_CONFIRM_NOR_DENY
        only_not_held = all(one.number == 17 for one in known)
        return Outcome.NOT_HELD if only_not_held else Outcome.REFUSED
    only_duty = all(one.about_duty for one in known)
    return Outcome.NEITHER_CONFIRM_NOR_DENY if only_duty else Outcome.REFUSED


def _neither(said: str, lower: str, cited: Sequence[Cited], act: Act | None) -> Wording | None:
    """A sentence that neither confirms nor denies; for the cost of finding out, it refuses."""
    signal = pattern(_TABLE, "neither").search(lower)
    if signal is None or _undone(lower, signal.start(), signal.end()):
        return None
    known = _exemptions(said, cited, act)
    cost = bool(known) and all(one.number == 12 for one in known)
    outcome = Outcome.REFUSED if cost else Outcome.NEITHER_CONFIRM_NOR_DENY
    sections = tuple(dict.fromkeys(one.section for one in known))
    return Wording(outcome, sections, act, _extent(lower, Extent.WHOLE))


def _refused(said: str, lower: str, cited: Sequence[Cited], act: Act | None) -> Wording | None:
    """A sentence that withholds something, finds it too costly, or has nothing."""
    known = [
        exemption
        for exemption in _exemptions(said, cited, act)
        if not (act is Act.FOISA and exemption.number in (17, 18))
    ]
    sections = tuple(dict.fromkeys(one.section for one in known))
    withheld = _stands(lower, "withheld")
    of_replies = says(_TABLE, "of_replies", lower) or any(_is_titled(said, one) for one in known)
    applied = bool(known) and of_replies and _stands(lower, "applied")
    if withheld and cited and not known and _rest_on_nothing(cited, act):
        named = in_order(one.section for one in cited)
        raise UnclearRefusal(f"section {named} is no exemption in the {(act or Act.FOIA).value}")
    if withheld or applied:
        outcome = _by_sections(known, act) if known else Outcome.REFUSED
        return Wording(outcome, sections, act, _extent(lower, Extent.UNSAID))
    if _too_costly(lower):
        # Any other section is of what was asked about: `the number of section 38(6) applications`.
        sections = tuple(dict.fromkeys(one.section for one in known if one.number == _COST))
        return Wording(Outcome.REFUSED, sections, act, _extent(lower, Extent.UNSAID))
    if _not_held(lower):
        held = [one.section for one in cited if act is Act.FOISA and one.number == 17]
        return Wording(
            Outcome.NOT_HELD, tuple(dict.fromkeys(held)), act, _extent(lower, Extent.UNSAID)
        )
    if act is Act.FOISA and of_replies and _stands(lower, "applied"):
        held = [one.section for one in cited if one.number == 17]
        if held:
            return Wording(Outcome.NOT_HELD, tuple(held), act, _extent(lower, Extent.UNSAID))
    unsure = pattern(_TABLE, "unsure").search(lower)
    if unsure is not None and not _undone(lower, unsure.start(), unsure.start() + 1):
        raise UnclearRefusal("whether this is refused, and under which section, isn't said")
    return None


def _is_titled(said: str, cited: Cited) -> bool:
    """True where a section is followed by its own title, so that it is of no other law."""
    return bool(meant_by_title(cited.number, said[cited.end : cited.end + _TITLE]))


def _exemptions(said: str, cited: Sequence[Cited], act: Act | None) -> list[Cited]:
    """The sections that are exemptions of the act; raises where one is called another act's."""
    for one in cited:
        title = regex(r"\s?[-(:'\"]{1,2}\s?([^)\n;.]{3,40})").match(said, one.end)
        if title is not None:
            _refuse_other_act(one, title[1], act)
    return [one for one in cited if is_exemption(act or Act.FOIA, one.number)]


def _refuse_other_act(cited: Cited, title: str, act: Act | None) -> None:
    meant = meant_by_title(cited.number, title)
    if act is not None and meant and act not in meant:
        raise UnclearRefusal(
            f"section {cited.section} isn't about that in the {act.value}, which binds the force"
        )


def _rest_on_nothing(cited: Sequence[Cited], act: Act | None) -> bool:
    """True where no section cited is one on which notices, duties and rights stand."""
    return all(one.number not in _PROCEDURE[act or Act.FOIA] for one in cited)


def _too_costly(lower: str) -> bool:
    return _stands(lower, "cost") or (
        says(_TABLE, "cost_context", lower) and _stands(lower, "cost_maybe")
    )


def _not_held(lower: str) -> bool:
    return any(
        not says(_TABLE, "held_elsehow", lower[held.end() :])
        and not _undone(lower, held.start(), held.end())
        for held in pattern(_TABLE, "not_held").finditer(lower)
    )


def _stands(lower: str, means: str) -> bool:
    """True where the words occur and no condition, possibility or `not` undoes them."""
    found: list[re.Match[str]] = list(pattern(_TABLE, means).finditer(lower))
    return any(
        not _undone(lower, one.start(), one.end())
        # `Information may be withheld` refuses nothing; what can be retrieved is another matter.
        and not (means == "withheld" and says(_TABLE, "condition_inside", one.group()))
        for one in found
    )


def _undone(lower: str, start: int, end: int) -> bool:
    """True where what stands around words makes them a condition, or says that it isn't so."""
    before = lower[:start]
    # A condition ends with its clause: `had this been refused` reaches no further than that.
    clause = pattern(_TABLE, "clause").split(before)[-1]
    if says(_TABLE, "condition_before", clause) and not says(_TABLE, "estimate", clause):
        return True
    return says(_TABLE, "denied", before) or says(_TABLE, "condition_after", lower[end:])


def _extent(lower: str, otherwise: Extent) -> Extent:
    if says(_TABLE, "some", lower):
        return Extent.SOME
    if says(_TABLE, "all", lower):
        return Extent.UNSAID if says(_TABLE, "on_a_matter", lower) else Extent.WHOLE
    return otherwise
