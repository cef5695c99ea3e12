"""Whether what a reply quotes is anything but our own request.

Many forces answer above the request as it reached them. Such a quotation hides nothing from us:
we wrote it. What it may say, and nothing else:

- the header or the attribution of one message, and a line that announces it;
- words of the request's own title and question, and words that any request under the Freedom of
  Information Acts is made of, in any order; figures only as the request has them;
- a greeting, and after a closing line up to three short lines of names without figures (who
  signed), with addresses of the web and of mail.

So a second header, a name in the text, a telephone number or a line of an officer's is more.
"""

import re
from collections.abc import Iterable

from foistats.documents.words import words_beyond, words_of

_MARKS = re.compile(r"^[>\s|*]+|[*\s]+$")
_HEADER = re.compile(
    r"(?:(?P<from>from)|sent|date|to|subject|importance|attachments?|reply-to)\s*:", re.IGNORECASE
)
_ANNOUNCED = re.compile(
    r"[-_=\s]*(?:original message|forwarded message|begin forwarded message:?)?[-_=\s]*",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(r"on\s.*\bwrote\s*:|.{0,80}<\S+@\S+>\s*wrote\s*:", re.IGNORECASE)
_ATTRIBUTION_LINES = 3
_GREETING = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon|evening)|to whom)\b[^\d:;.?!]*", re.IGNORECASE
)
_CLOSING = re.compile(
    r"(?:(?:with )?(?:kind(?:est)?|best|warm|many)?\s*(?:regards|wishes|thanks)|thank you.{0,40}"
    r"|yours(?: (?:faithfully|sincerely|truly))?|cheers)\W*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+", re.IGNORECASE)
_SIGNED_LINES = 3
_SIGNED_WORDS = 6
_IN_NAMES = ("of", "and", "for", "the", "at", "de", "van")
_OF_ANY_REQUEST = frozenset(
    words_of(
        """
        a about above access acknowledge act advance advice all also am an and answer any
        appreciate are as ask asking assist assistance at attached available be been before
        below best between both breakdown broken by calendar can clarification clarify complete
        confirm constabulary contact copy cost could csv data dates days dear detail details do
        document documents does down during each electronic electronically email excel exemption
        faithfully file financial foi foia foisa following for force form formal format forward
        freedom from full further give grateful had happy has have hear hearing held help
        hesitate hold how i if in include including information is it its kind know let like
        limit list look looking madam made make many may me month months my necessary need no
        not number numbers obtain of officer on one or our per period please police possible
        prefer provide public queries question questions receipt receive record recorded records
        refine regarding regards relating reply request requested requesting require required
        respond response scotland section send should since sincerely sir soon spreadsheet
        statutory such supply tell thank thanks that the their there these they this those
        through time to total twenty under understand unit up us was we were what when where
        whether which who whom will wish with within working would write writing year years you
        your yours 20 2000 2002
        """
    )
)


def lines_beyond_request(quoted: str, question: str) -> int:
    """How many lines of a quotation say more than the request that it quotes.

    >>> lines_beyond_request("> Dear FOI team,\\n> How many thefts were there?", "How many thefts?")
    0
    >>> lines_beyond_request("From: Jo\\nTo: FOI\\nDI Smith has the file", "How many thefts?")
    1
    """
    lines = [_MARKS.sub("", line) for line in quoted.splitlines()]
    allowed = {*words_of(question), *_OF_ANY_REQUEST}
    beyond = headers = 0
    signed_left = 0
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line:
            # A signature ends with its paragraph.
            signed_left = signed_left if signed_left == _SIGNED_LINES else 0
            at += 1
            continue
        taken = _attribution(lines, at)
        header = _HEADER.match(line)
        if taken or (header and header["from"]):
            headers += 1
            beyond += headers > 1
        if taken or header or _ANNOUNCED.fullmatch(line) or _GREETING.fullmatch(line):
            signed_left = 0
        elif _CLOSING.fullmatch(line):
            signed_left = _SIGNED_LINES
        elif signed_left and _is_signature(line):
            signed_left -= bool(words_of(_ADDRESS.sub("", line)))
        elif words_beyond(line, allowed):
            beyond += 1
        at += max(taken, 1)
    return beyond


def _attribution(lines: list[str], at: int) -> int:
    """How many lines `On 3 June 2019 at 10:00, Jo <jo@x.org> wrote:` takes here."""
    for count in range(1, _ATTRIBUTION_LINES + 1):
        if _ATTRIBUTION.fullmatch(" ".join(lines[at : at + count])):
            return count
    return 0


def _is_signature(line: str) -> bool:
    bare = _ADDRESS.sub("", line)
    names = all(word[0].isupper() or word in _IN_NAMES for word in re.findall(r"[^\W_]+", bare))
    return names and not re.search(r"\d", bare) and len(words_of(bare)) <= _SIGNED_WORDS


def any_beyond(quotations: Iterable[str], question: str) -> int:
    """The most lines that any of several quotations of one message has beyond the request."""
    return max((lines_beyond_request(one, question) for one in quotations), default=0)
