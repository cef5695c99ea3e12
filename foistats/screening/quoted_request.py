"""Whether what a reply quotes is anything but our own request.

Many forces answer above the request as it reached them. Such a quotation hides nothing from us:
we wrote it. What it may say, and nothing else:

- the header or the attribution of one message, and a line that announces it;
- words of the request's own title and question, and words that any request under the Freedom of
  Information Acts is made of, in any order; figures only as the request has them;
- a greeting, and after a closing line up to three short lines of names without figures (who
  signed), with addresses of the web and of mail.

So a second header, a name in the text, a telephone number or a line of an officer's is more.

A requester also writes sentences of their own: "I believe there were 1,000". Where the quotation is
shown to be the request (it greets a force, asks what was asked, and is by the one to whom the reply
goes), what they say of themselves to the force, without a name, a person or a figure that can
belong to one, is theirs too.
"""

import re
from collections.abc import Iterable, Sequence

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
# So much of the words of a request stands in what quotes it.
_MOST_OF_IT = 0.5
_TO_A_FORCE = re.compile(
    r"\b(?:foia?|freedom|police|constabulary|sir|madam|disclosure|team|information|whom)\b",
    re.IGNORECASE,
)
_POLICE = re.compile(r"\bpolice\b|\bpnn\b|\bfoia?\b|\bconstabulary\b", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")
_OF_AN_ATTRIBUTION = re.compile(
    r"^on\b|\bwrote\s*:?$|\bat\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\w*\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b|\b[ap]m\b|\bmailto:",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"\b(?:I|we|our|my|me|us|you|your)\b", re.IGNORECASE)
# Ranks, kin, third persons and what is told of a person's life.
_OF_A_PERSON = re.compile(
    r"\b(?:he|she|him|her|his|hers|himself|herself|mr|mrs|ms|miss|dr|pc|dc|ds|di|dci|dsu|sgt|insp"
    r"|sergeant|inspector|superintendent|detective|colleague|son|daughter|mother|father|mum|dad"
    r"|brother|sister|husband|wife|partner|friend|neighbour|child|baby|live|lives|lived|living"
    r"|address|born|birth|aged|old|named|called|name|names|arrested|convicted|suspect|accused"
    r"|ill|illness|disabled|disability|pregnant|medical|telephone|phone|mobile)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Counts, years and law: any other figure may be a number of somebody's.
_COUNTS = re.compile(
    r"\b(?:(?:19|20)\d\d(?:\s?[/-]\s?(?:(?:19|20)\d\d|\d\d))?|\d{1,3}(?:,\d{3})+|\d{1,3})\b(?![/.-]\d)"
)
_NO_COUNT = re.compile(r"\d")
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


def lines_beyond_request(quoted: str, question: str, *, sent_to: str = "") -> int:
    """How many lines of a quotation say more than the request that it quotes.

    `sent_to` has the names and addresses to which the reply that quotes it goes, where they are
    known.

    >>> lines_beyond_request("> Dear FOI team,\\n> How many thefts were there?", "How many thefts?")
    0
    >>> lines_beyond_request("From: Jo\\nTo: FOI\\nDI Smith has the file", "How many thefts?")
    1
    """
    lines = [_MARKS.sub("", line) for line in quoted.splitlines()]
    allowed = {*words_of(question), *_OF_ANY_REQUEST}
    headers = 0
    beyond: list[int] = []
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
            if headers > 1:
                beyond.append(at)
        if taken or header or _ANNOUNCED.fullmatch(line) or _GREETING.fullmatch(line):
            signed_left = 0
        elif _CLOSING.fullmatch(line):
            signed_left = _SIGNED_LINES
        elif signed_left and _is_signature(line):
            signed_left -= bool(words_of(_ADDRESS.sub("", line)))
        elif words_beyond(line, allowed):
            beyond.append(at)
        at += max(taken, 1)
    if beyond and headers <= 1 and _is_the_request(lines, question, sent_to=sent_to):
        return sum(not _is_in_own_words(lines, at, question=question) for at in beyond)
    return len(beyond)


def _is_the_request(lines: Sequence[str], question: str, *, sent_to: str) -> bool:
    """True for a message to a force that asks what was asked, by whom its reply goes to."""
    asked = set(words_of(question)) - _OF_ANY_REQUEST
    found = asked & set(words_of(" ".join(lines)))
    greets = any(_TO_A_FORCE.search(line) for line in lines if _GREETING.fullmatch(line))
    return (
        bool(asked)
        and len(found) >= _MOST_OF_IT * len(asked)
        and greets
        and _is_by(_sender_of(lines), sent_to)
    )


def _sender_of(lines: Sequence[str]) -> str:
    """The name and address of who wrote a quoted message, as its header or attribution has them."""
    for at, line in enumerate(lines):
        header = _HEADER.match(line)
        if header and header["from"]:
            return line[header.end() :]
        if taken := _attribution(lines, at):
            said = " ".join(lines[at : at + taken])
            return _OF_AN_ATTRIBUTION.sub(" ", said)
    return ""


def _is_by(sender: str, sent_to: str) -> bool:
    """True where a message may be by the one to whom a reply goes: nothing says that it isn't."""
    if _POLICE.search(sender):
        return False
    ours, theirs = (set(_MAIL.findall(one.casefold())) for one in (sent_to, sender))
    if ours and theirs:
        return not ours.isdisjoint(theirs)
    names = [
        set(re.findall(r"[^\W\d_]{2,}", _MAIL.sub(" ", one.casefold())))
        for one in (sent_to, sender)
    ]
    return not all(names) or not names[0].isdisjoint(names[1])


def _is_in_own_words(lines: Sequence[str], at: int, *, question: str) -> bool:
    """True for a line of a paragraph in which the requester speaks to the force of figures."""
    first = last = at
    while first and _goes_on(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _goes_on(lines[last + 1]):
        last += 1
    said = " ".join(lines[first : last + 1])
    if _OF_A_PERSON.search(said) or _ADDRESS.search(said):
        return False
    known = {*words_of(question), *_OF_ANY_REQUEST}
    years = set(_YEAR.findall(question))
    if not set(_YEAR.findall(said)) <= years or _NO_COUNT.search(_COUNTS.sub(" ", said)):
        return False
    for sentence in re.split(r"(?<=[.?!;:])\s+", said):
        words = re.findall(r"[^\W\d_]+", sentence)
        if not words or not words_beyond(sentence, known):
            continue
        # A word with a capital may be a name, wherever it stands.
        if any(word[0].isupper() and word.casefold() not in known for word in words):
            return False
        if _SPEAKS.search(sentence) is None:
            return False
    return True


def _goes_on(line: str) -> bool:
    return bool(line) and not (
        _HEADER.match(line)
        or _ANNOUNCED.fullmatch(line)
        or _GREETING.fullmatch(line)
        or _CLOSING.fullmatch(line)
    )


def _attribution(lines: Sequence[str], at: int) -> int:
    """How many lines `On 3 June 2019 at 10:00, Jo <jo@x.org> wrote:` takes here."""
    for count in range(1, _ATTRIBUTION_LINES + 1):
        if _ATTRIBUTION.fullmatch(" ".join(lines[at : at + count])):
            return count
    return 0


def _is_signature(line: str) -> bool:
    bare = _ADDRESS.sub("", line)
    names = all(word[0].isupper() or word in _IN_NAMES for word in re.findall(r"[^\W_]+", bare))
    return names and not re.search(r"\d", bare) and len(words_of(bare)) <= _SIGNED_WORDS


def any_beyond(quotations: Iterable[str], question: str, *, sent_to: str = "") -> int:
    """The most lines that any of several quotations of one message has beyond the request."""
    return max(
        (lines_beyond_request(quotation, question, sent_to=sent_to) for quotation in quotations),
        default=0,
    )
