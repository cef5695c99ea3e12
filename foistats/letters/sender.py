"""For whom a letter speaks: its own sentences and its letterhead name the force that wrote it."""

from collections.abc import Iterator, Sequence

from foistats.letters.whose import OF_THE_REPLY, Sentence
from foistats.naming.forces import area_reading
from foistats.naming.spelling import plain, regex

_NAME = (
    r"(?<![@./\w])(?:[A-Z][\w'-]* (?:(?:and|&|of) )?){1,4}"
    r"(?:Police|Constabulary|Constabularies)(?! (?:and|&) Crime)\b"
)
_SPEAKS = (
    rf"(?P<name>{_NAME})(?: Service)?(?=,? (?:(?:also|therefore|currently) )?(?:can|does|do|is|are"
    r"|has|have|holds?|will|cannot|neither|recorded|received|made|confirms?|identified|refuses?)\b)"
)


def other_sender(sentences: Sequence[Sentence], force_ids: Sequence[str]) -> tuple[str, ...]:
    """The one force that a letter speaks for, where it is none of those that are said to send it.

    Empty where the letter names its sender, names nobody, or speaks of several.
    """
    if not force_ids:
        return ()
    named = set(_speakers(sentences))
    ids = {one for area in named for one in area}
    return next(iter(named)) if len(named) == 1 and not ids & set(force_ids) else ()


def _speakers(sentences: Sequence[Sentence]) -> Iterator[tuple[str, ...]]:
    for sentence in sentences:
        if sentence.whose not in OF_THE_REPLY:
            continue
        said = plain(sentence.stated)
        if "Police" not in said and "Constabular" not in said:
            continue
        if sentence.is_line and regex(_NAME).fullmatch(said):
            yield from _named(said)
        for found in regex(_SPEAKS).finditer(said):
            yield from _named(found["name"])


def _named(name: str) -> Iterator[tuple[str, ...]]:
    """The forces of a name that may begin with other words: `The Dorset Police`."""
    words = name.split()
    for start in range(len(words) - 1):
        area = area_reading(" ".join(words[start:]))
        if area is not None and area.kind in ("force", "joint"):
            yield area.force_ids
            return
