"""In whose name a letter speaks: its own sentences, its letterhead and its signature say so."""

from collections.abc import Iterable, Iterator, Sequence

from foistats.letters.whose import OF_THE_REPLY, Sentence
from foistats.naming.forces import force_name
from foistats.naming.forces.speaking import Named, speaks_for


def named_in_letter(sentences: Sequence[Sentence]) -> Iterator[Named]:
    """The forces in whose name the force's own words speak, never the requester's."""
    for sentence in sentences:
        if sentence.whose in OF_THE_REPLY:
            yield from speaks_for(sentence.stated, place=sentence.place, is_line=sentence.is_line)


def other_sender(named: Iterable[Named], force_ids: Sequence[str]) -> tuple[Named, ...]:
    """What names the sender, where no word of it names a force that is said to send it.

    Empty where the document names its sender or nobody, or where nobody is said to send it.
    """
    found = tuple(named)
    own = any(set(one.force_ids) & set(force_ids) for one in found)
    return () if own or not force_ids else found


def names_of(force_ids: Iterable[str]) -> str:
    """Forces by name, as a person is told."""
    return " and ".join(dict.fromkeys(force_name(force_id) for force_id in force_ids))
