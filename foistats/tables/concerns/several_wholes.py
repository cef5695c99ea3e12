"""What a person is asked where several headings of a level may be what was asked, or its parts."""

from collections.abc import Mapping, Sequence

from foistats.tables.concerns.held import COUNTED, HeadingLevel
from foistats.tables.figures.versions import in_versions
from schemas.vocabulary import Concern

# Headings that a person is asked about together, and why.
Ask = tuple[tuple[str, ...], str]
_OPEN = (Concern.UNCLEAR, Concern.WIDER)


def several_wholes(
    level: HeadingLevel, wholes: Sequence[str], declared: Mapping[str, Concern]
) -> Ask | None:
    """What is asked where several headings may be what was asked, or its parts; else None."""
    if _lacks_parts(level, wholes):
        return tuple(level.distinct), "only some of them are said to make what was asked"
    if len(wholes) > 1 and not all(text in declared for text in wholes):
        level.verdicts |= dict.fromkeys(wholes, Concern.UNCLEAR)
        return tuple(wholes), "each may be all of what was asked, or a part of it"
    return None


def versions_of_it(level: HeadingLevel, declared: Mapping[str, Concern]) -> Ask | None:
    """What is asked where headings give what was asked in several versions of the figures.

    All of them are unclear; where a person has chosen one, the others are left out.
    """
    versions = in_versions(level.distinct)
    left = [text for text in versions if text not in declared]
    if any(declared.get(text) in COUNTED for text in versions):
        level.verdicts |= dict.fromkeys(left, Concern.OTHER)
        return None
    if not any(level.verdicts[text] in (None, Concern.ASKED) for text in left):
        return None
    level.verdicts |= dict.fromkeys(left, Concern.UNCLEAR)
    return tuple(left), "they give the same in several versions: which of them stands?"


def _lacks_parts(level: HeadingLevel, wholes: Sequence[str]) -> bool:
    """True where a person called only some lines the parts of the whole; they are unclear then.

    Beside the whole itself its parts add nothing, whatever they were called.
    """
    parts = [text for text in level.distinct if level.verdicts[text] is Concern.BREAKDOWN]
    if parts and wholes:
        level.verdicts |= dict.fromkeys(parts, Concern.PART)
        return False
    others = [level.verdicts[text] for text in level.distinct if text not in parts]
    if not parts or not any(verdict in (Concern.PART, *_OPEN) for verdict in others):
        return False
    level.verdicts |= dict.fromkeys(parts, Concern.UNCLEAR)
    return True
