"""What a letter is beside a reply: an acknowledgement, a request to clarify, a fee, and others.

It says so in its own sentences. A letter that answers may say such things too ("we acknowledged
your request on ..."), so whoever asks looks first whether it gives a count or refuses.
"""

from collections.abc import Sequence

from foistats.letters.whose import OF_THE_REPLY, Sentence
from foistats.naming.lexicon import says

KINDS = ("acknowledgement", "clarification", "fee", "extension", "automatic_reply")
_ACKNOWLEDGES = "acknowledgement"


def kinds_of_letter(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Each of KINDS that a sentence in the sender's own words says, in that order."""
    own = [sentence.stated.casefold() for sentence in sentences if sentence.whose in OF_THE_REPLY]
    found = [kind for kind in KINDS if any(says("letters", kind, said) for said in own)]
    # Every letter that is no answer may promise one: that alone makes it an acknowledgement.
    if not found and any(says("letters", "promise", said) for said in own):
        found = [_ACKNOWLEDGES]
    return tuple(found)
