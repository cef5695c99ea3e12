"""The forms of one message held against each other: what one says and the shown one doesn't."""

import html
import re
from functools import lru_cache

from foistats.documents.words import words_beyond, words_of

# Fewer words than these differ between two forms of one text by how programs convert them.
FEWEST_WORDS = 2
_CONVERTED = re.compile(
    r"<?\b(?:https?://|www\.|mailto:)\S+|<\S+@\S+>|\[(?:cid|image|logo)[^\]]*\]|^\s*\d{1,2}[.)]\s",
    re.IGNORECASE | re.MULTILINE,
)
# Lines that servers add to one form alone, or that stand in for the other.
_BOILERPLATE = re.compile(
    r"\b(?:browser|html|multi-?part|mime|virus(?:es)?|scanned|mimecast|symantec|disclaimer"
    r"|confidential\w*|intended (?:solely|only|recipients?)|addressee|legally privileged)\b",
    re.IGNORECASE,
)
# All that programs write before the first part of a message, for mail readers that know no parts:
# a text of none but these words says nothing of a reply, in whatever order they stand.
_FOR_OLD_READERS = frozenset(
    words_of(
        """
        a all also alternative alternatives an and any apple are as at attachment attachments
        available be been browser but by can capable changing client clients common compliant
        consider considered contains contents convert cryptographically data decode digitally
        display do does email enable encapsulated encoded encrypted following for format formats
        formatted from gateway handle has have how html ietf if illegible in information internet
        is it its legible look looking mail mailer may message messages microsoft mime multi
        multimedia multipart need newer no not of on one only openpgp or other outlook part parts
        pgp plain please portions possible prepared probably program programs properly read
        readable reader readers reading received recommend rest rfc see sent should shown signed
        since so some software standard such support supporting supports switch text than that
        the then there these they this to type understand understands understood upgrade use
        used user using version view viewed viewer want warning was we what when where which who
        will with without you your 822 1521 2045 2046 2822 3156 4880 5751 8551 0 1
        """
    )
)


def words_only_in(text: str, page: str, shown: str) -> set[str]:
    """Words of a text that stand nowhere in the form of it that is shown, nor in its markup.

    >>> sorted(words_only_in("We hold 12. See PC Smith.", "<p>We hold 12.</p>", "We hold 12."))
    ['pc', 'see', 'smith']
    """
    known = {*_words_of_page(page), *(words := words_of(shown))}
    squeezed = "".join(words)
    only: set[str] = set()
    for line in _CONVERTED.sub(" ", text).splitlines():
        new = {word for word in words_beyond(line, known) if word not in squeezed}
        if new and not _BOILERPLATE.search(line):
            only |= new
    return only


@lru_cache(maxsize=8)
def _words_of_page(page: str) -> frozenset[str]:
    return frozenset(words_of(html.unescape(page)))


def words_beside_parts(text: str) -> int:
    """How many words a text before the first part, or after the last one, says to a person.

    >>> words_beside_parts("This is a multi-part message in MIME format.")
    0
    >>> words_beside_parts("This is a MIME message from Constable Smith")
    2
    """
    words = [word for word in words_of(text) if word not in _FOR_OLD_READERS]
    return len(words) if len(words) >= FEWEST_WORDS else 0
