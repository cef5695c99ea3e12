"""Over which forces a draft says that its figures are, and its claims kept to those."""

import re
from dataclasses import replace

from foistats.claims.model import AreaRef, Claim, Read
from foistats.claims.reading.sentence import Sentence


def says_who_answered(s: Sentence) -> bool:
    """Whether a sentence says over which forces the draft's figures are."""
    return _counts_sources(s) or _says_that_some_answered(s)


def _says_that_some_answered(s: Sentence) -> bool:
    tags = s.said(0, len(s))
    if s.scene.level and re.search(r"\bN OF THEM (?:\w+ ){0,2}?ANSWERED ", tags):
        return True
    of_them = r"\bN OF (?:DET |ALL )*N |\bOF (?:DET |ALL )*N (?:\w+ ){0,2}?ANSWERED "
    if not re.search(r"\bFORCES ", tags) and not re.search(of_them, tags):
        return False
    return bool(
        re.search(r"(?:FORCES (?:\w+ ){0,6}?ANSWERED |ANSWERED (?:\w+ ){0,4}?FORCES )", tags)
    ) or bool(re.search(r"N (?:OF |DET |ALL |AREA |W )*(?:N )?(?:\w+ ){0,4}ANSWERED ", tags))


_ASKED = "asked"
_SOURCES = frozenset(
    [
        "data",
        "figures",
        "replies",
        "responses",
        "answers",
        "returns",
        "based",
        "obtained",
        "numbers",
    ]
)
_FROM = "(?:FROM|BY|IN|FOR|ACROSS|OF)(?:DET|ALL|W|SINCERE)*"


def _counts_sources(s: Sentence) -> bool:
    """`data from six of the seven forces`, `(6 of the 7 forces)`, `the other six forces recorded`.

    As many as were asked are all of them, and so no part.
    """
    for at, token in enumerate(s.tokens):
        number = token.number
        if s.tags[at] != "N" or number is None or number.value is None:
            continue
        forces = s.right(at, "(?:OF(?:DET|ALL)*N)?(?:W|AREA|POSS)*FORCES")
        if forces is None or not 1 < number.value < len(s.request.asked_force_ids):
            continue
        last = at + forces[0].count(" ")
        before = {one.lower for one in s.tokens[:at]}
        if s.left(at, _FROM) and before & _SOURCES:
            return True
        whole = s.right(at, "OF") is not None
        if whole and (s.left(at, "LPAR") or at == 0) and s.right(last, "RPAR|$"):
            return True
        again = at and s.tokens[at - 1].lower in {"other", "these", "those", "remaining"}
        if again and not whole and s.right(last, "LEVEL(?!MORE|LESS|AT_LEAST|UP_TO)"):
            return True
    return False


def limited(read: Read, answered: list[Sentence]) -> Read:
    """A reading with its areas kept to the forces that answered, where the draft says so."""
    if not answered or not read.claims:
        return read
    named = {
        ref.area_id
        for s in answered
        for refs in s.areas.values()
        for ref in refs[:1]
        if ref.kind not in {"force", "forces"}
    }
    if not named and not any(_says_that_some_answered(s) for s in answered):
        # "Data from six forces" is said of all that were asked, and of no region by itself.
        named = {_ASKED, "uk", *(s.request.force_set for s in answered)}
    claims = tuple(_over_answered(claim, named) for claim in read.claims)
    possible = tuple(_over_answered(claim, named) for claim in read.possible)
    return replace(read, claims=claims, possible=possible)


def _over_answered(claim: Claim, named: set[str]) -> Claim:
    if claim.statistic.kind.value == "forces":
        return claim
    is_rank = claim.statistic.kind.value == "rank"
    areas = tuple(
        replace(ref, only_answered=True) if _may_be_limited(ref, named, is_rank=is_rank) else ref
        for ref in claim.statistic.areas
    )
    return replace(claim, statistic=replace(claim.statistic, areas=areas))


def _may_be_limited(ref: AreaRef, named: set[str], *, is_rank: bool) -> bool:
    """Whether what a draft says of the forces that answered is said of an area, too.

    Regions named together are many forces in one; a rank is among forces.
    """
    if ref.kind == "force":
        return is_rank
    if ref.kind == "request":
        return True
    if ref.kind == "forces":
        return len(ref.several) > 4
    return not named or ref.area_id in named or len(named) == 1
