"""Earlier messages quoted in a text, told apart from what the sender wrote this time.

What is quoted has been said before, to somebody else perhaps: no count is ever taken from it.
"""

import re
from collections.abc import Sequence

# What wrapped recipients and a blank line or two take between the first header and the last.
_HEADER_LINES = 12
_ATTRIBUTION_LINES = 4
_MARKED = re.compile(r"\s{0,3}>")
# `>5` alone between lines of another kind is a count below or above a limit.
_ALONE = re.compile(r"\s*>=?\s?\d[\d,]*\W*$")
_MARKER = re.compile(
    r"\W*(?:begin\s+forwarded\s+message\s*:"
    r"|[-_=—–]{2,}\s*(?:original\s+(?:message|appointment)|forwarded\s+(?:message|by\b.*)"
    r"|(?:start\s+of\s+)?forwarded\s+message|reply\s+message|neges\s+wreiddiol)\s*:?\s*[-_=—–]*)\s*",
    re.IGNORECASE,
)
# English and Welsh, as mail programs write them above a message that is quoted.
_HEADER = re.compile(
    r"(?P<from>from|oddi\s+wrth|o)\s*:|(?P<sent>sent|date|anfonwyd|dyddiad)\s*:"
    r"|(?P<to>to|at)\s*:|(?P<cc>b?cc|copi)\s*:|(?P<subject>subject|pwnc|testun)\s*:"
    r"|(?P<other>importance|sensitivity|attachments?|reply-to|categories|classification)\s*:",
    re.IGNORECASE,
)
_HEADERS_IN_ONE_LINE = re.compile(
    r"from:\s.{1,200}\b(?:sent|date):\s.{1,200}\bto:\s.{1,400}\bsubject:", re.IGNORECASE
)
_DAY_OR_NUMBER = re.compile(
    r"[\d\s./:-]*(?:\d+(?:st|nd|rd|th)?\s+[a-z]+\s+\d{4})?\W*", re.IGNORECASE
)
_WROTE = re.compile(r"\b(?:wrote|writes|ysgrifennodd\b.*)\s*:$", re.IGNORECASE)
_ATTRIBUTED = re.compile(
    r"(?:on|ar)\s.*(?:@|\d{1,2}[:.]\d{2}).*\b(?:wrote|ysgrifennodd\b.*)\s*:"
    r"|.{0,120}[<(\[]\s*(?:mailto:)?\S+@\S+\s*[>)\]]+\s*(?:wrote|writes)?\s*:",
    re.IGNORECASE,
)
_ATTRIBUTION_BEGINS = re.compile(r"(?:on|ar)\s|.*[<(\[]\S+@\S+", re.IGNORECASE)
_RULE = re.compile(r"[_\-=*—–]{5,}")
# No header or attribution that matters goes on for longer on one line.
_LONGEST = 600
# A program that wraps a quoted line leaves its rest unmarked: the line was full, the rest goes on.
_FULL_LINE = 74
_SENTENCE_ENDS = ".?!:;"


def split_quoted(text: str, *, headed: bool = False) -> tuple[str, str]:
    r"""What the sender wrote, and what is quoted below it, above it or between.

    With `headed` the text may begin with its own header, as a message saved as text does.

    >>> split_quoted("We hold 12.\n\nOn 3 June 2019 at 10:00, Jo <jo@x.org> wrote:\n> How many?")
    ('We hold 12.\n', 'On 3 June 2019 at 10:00, Jo <jo@x.org> wrote:\n> How many?')
    """
    lines = text.splitlines()
    quoted = quoted_lines(lines, headed=headed)
    own = [line for line, is_quoted in zip(lines, quoted, strict=True) if not is_quoted]
    other = [line for line, is_quoted in zip(lines, quoted, strict=True) if is_quoted]
    return "\n".join(own), "\n".join(other)


def quoted_lines(lines: Sequence[str], *, headed: bool = False) -> list[bool]:
    """For each line, whether it belongs to an earlier message.

    Where each line of a quotation is marked (`>`), what stands unmarked between is the sender's
    own. After a header or "Original Message" without such marks nothing tells the two apart, so
    all that follows is quoted.
    """
    bare = [_bare(line) for line in lines]
    quoted = [bool(_MARKED.match(line)) for line in lines]
    _free_lone_figures(lines, quoted)
    _take_wrapped_ends(lines, quoted)
    at = _own_header_end(bare) if headed else 0
    while at < len(lines):
        after = at if quoted[at] else _quotation_begins(bare, quoted, at)
        if after == at:
            at += 1
            continue
        quoted[_with_rule_above(bare, at) : after] = [True] * (after - _with_rule_above(bare, at))
        following = _next_filled(bare, after)
        if following < len(lines) and not quoted[following]:
            quoted[after:] = [True] * (len(lines) - after)
            break
        at = after
    return quoted


def _bare(line: str) -> str:
    """A line without what its writer can't see, nor the stars that stand for bold letters."""
    visible = re.sub(r"[\u200b-\u200f\u2060\ufeff]", "", line[:_LONGEST]).replace("\xa0", " ")
    return visible.strip().strip("*").replace("*", "").strip()


def _free_lone_figures(lines: Sequence[str], quoted: list[bool]) -> None:
    for i, line in enumerate(lines):
        if not _ALONE.match(line):
            continue
        near = [*lines[max(0, i - 2) : i], *lines[i + 1 : i + 3]]
        attributed = any(_WROTE.search(_bare(other)) for other in lines[max(0, i - 2) : i])
        if not attributed and not any(_marks(other) for other in near):
            quoted[i] = False


def _marks(line: str) -> bool:
    return bool(_MARKED.match(line)) and not _ALONE.match(line)


def _take_wrapped_ends(lines: Sequence[str], quoted: list[bool]) -> None:
    for i in range(1, len(lines)):
        above, line = lines[i - 1].rstrip(), lines[i].strip()
        if quoted[i] or not quoted[i - 1] or not line[:1].islower():
            continue
        full = len(above) + 1 + len(line.split()[0]) >= _FULL_LINE
        quoted[i] = full and above[-1] not in _SENTENCE_ENDS and _marks(above)


def _quotation_begins(bare: Sequence[str], quoted: Sequence[bool], at: int) -> int:
    """The line after what announces a quotation here; this line itself where nothing does."""
    line = bare[at]
    if not line:
        return at
    if _MARKER.fullmatch(line):
        following = _next_filled(bare, at + 1)
        return max(at + 1, _headers_end(bare, following)) if following < len(bare) else at + 1
    if _HEADERS_IN_ONE_LINE.match(line):
        return at + 1
    return max(_headers_end(bare, at), _attribution_end(bare, quoted, at))


def _attribution_end(bare: Sequence[str], quoted: Sequence[bool], at: int) -> int:
    """After `On 3 June 2019 at 10:00, Jo <jo@x.org> wrote:`, which may take several lines."""
    if not _ATTRIBUTION_BEGINS.match(bare[at]):
        return at
    for end in range(at + 1, min(at + _ATTRIBUTION_LINES, len(bare)) + 1):
        if not bare[end - 1] or quoted[end - 1]:
            return at
        said = " ".join(bare[at:end])
        if said.endswith(":") and _ATTRIBUTED.fullmatch(said):
            return end
        if said.endswith(":") and _WROTE.search(said):
            # `On 3 June you wrote:` introduces marked lines, or else is a sentence of its own.
            following = _next_filled(bare, end)
            return end if following < len(bare) and quoted[following] else at
    return at


def _headers_end(bare: Sequence[str], at: int) -> int:
    """After a block such as From, Sent, To, Subject; `at` itself where there is no such block."""
    seen: set[str] = set()
    end = at
    goes_on = False
    for i in range(at, min(at + _HEADER_LINES, len(bare))):
        if not bare[i]:
            if i > 0 and not bare[i - 1]:
                break
            continue
        match = _HEADER.match(bare[i])
        if match is None:
            # Recipients wrap; in some conversions each value stands in a line of its own.
            if not goes_on and not re.search(r"[@;<]", bare[i]):
                break
            goes_on = False
            end = i + 1 if seen else at
            continue
        name, value = str(match.lastgroup), bare[i][match.end() :]
        if (name in seen and name != "other") or (name == "from" and not _is_sender(value)):
            break
        seen.add(name)
        goes_on = not value.strip()
        end = i + 1
    return end if "from" in seen and len(seen & {"sent", "to", "subject"}) >= 2 else at


def _is_sender(value: str) -> bool:
    """A name or address, and not the day from which something was counted."""
    return not value.strip() or not _DAY_OR_NUMBER.fullmatch(value.strip())


def _own_header_end(bare: Sequence[str]) -> int:
    first = _next_filled(bare, 0)
    return _headers_end(bare, first) if first < len(bare) else 0


def _with_rule_above(bare: Sequence[str], at: int) -> int:
    """The line with its rule of dashes above, which belongs to the quoted message."""
    above = at - 1
    while above >= 0 and not bare[above]:
        above -= 1
    return above if above >= 0 and _RULE.fullmatch(bare[above]) else at


def _next_filled(bare: Sequence[str], at: int) -> int:
    while at < len(bare) and not bare[at]:
        at += 1
    return at
