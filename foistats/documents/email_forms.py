"""Two forms of one message: what its plain text says that its page doesn't show."""

import html
import re

from foistats.documents.html_seen import shown_text
from foistats.documents.words import words_beyond, words_of

# Fewer words than these differ between two forms of one text by how programs convert them.
FEWEST_WORDS = 2
_CONVERTED = re.compile(
    r"<?\b(?:https?://|www\.|mailto:)\S+|<\S+@\S+>|\[(?:cid|image|logo)[^\]]*\]|^\s*\d{1,2}[.)]\s",
    re.IGNORECASE | re.MULTILINE,
)
# Lines that servers add to one form alone, or that stand in for the other.
BOILERPLATE = re.compile(
    r"\b(?:browser|html|multi-?part|mime|virus(?:es)?|scanned|mimecast|symantec|disclaimer"
    r"|confidential\w*|intended (?:solely|only|recipients?)|addressee|legally privileged)\b",
    re.IGNORECASE,
)


def words_only_in(text: str, page: str) -> set[str]:
    """Words of a plain text that stand nowhere in the page sent with it.

    >>> sorted(words_only_in("We hold 12. See PC Smith.", "<p>We hold 12.</p>"))
    ['pc', 'see', 'smith']
    """
    known = {*words_of(html.unescape(page)), *words_of(shown := shown_text(page))}
    squeezed = "".join(words_of(shown))
    only: set[str] = set()
    for line in _CONVERTED.sub(" ", text).splitlines():
        new = {word for word in words_beyond(line, known) if word not in squeezed}
        if new and not BOILERPLATE.search(line):
            only |= new
    return only
