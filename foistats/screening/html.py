"""What a web page or an HTML message holds that a reader of it doesn't see."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from foistats.documents.html_seen import Held, held_by, parsed_whole
from foistats.documents.html_tree import decode_page, parse_page
from foistats.documents.quoted_html import take_out_quoted
from foistats.documents.words import says_more, unseen_signs, words_of
from foistats.records import Finding
from foistats.screening.html_islands import in_comment, in_island, in_script
from foistats.screening.quoted_request import lines_beyond_request
from schemas.channels import Channel

_NOUNS = {
    Channel.COMMENTS: "comments",
    Channel.HIDDEN_SHEET: "sheets",
    Channel.EMBEDDED_OBJECT: "objects",
    Channel.PIVOT_CACHE: "caches",
    Channel.MACROS: "scripts",
    Channel.DOCUMENT_PROPERTIES: "properties",
}
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
# A value that a program keeps for itself: a number, an identifier, a long code without spaces.
_MACHINE = re.compile(r"[\d.,:/-]{0,6}|[a-z0-9_.-]{0,40}|[\w+/=.:%-]{24,}|https?://\S+")


@dataclass(slots=True)
class _Page:
    """What was gathered from a page: texts shown and not, and what stands beside the text."""

    shown: list[str] = field(default_factory=list)
    unseen: list[tuple[Channel, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    islands: list[str] = field(default_factory=list)
    authors: int = 0


def findings_in_html(content: bytes, *, question: str) -> list[Finding]:
    """Everything in a web page that a browser doesn't show, and earlier messages that it quotes."""
    text, _ = decode_page(content)
    found = findings_in_page(text, place="")
    root = parse_page(text)
    if root is not None:
        quoted = take_out_quoted(root, headed=True, message=False)
        lines = lines_beyond_request(quoted, question)
        if lines:
            found.append(Finding(Channel.QUOTED_MESSAGE, "text", lines, "lines"))
    return found


def findings_in_page(text: str, *, place: str) -> list[Finding]:
    """Everything in the text of a page that isn't shown; `place` says which page it is."""
    root = parsed_whole(text)
    page = _Page()
    if root is not None:
        _gather(root, page)
    else:
        page.comments = _COMMENT.findall(text)
    shown = " ".join(words_of(" ".join(page.shown)))
    amounts: Counter[Channel] = Counter()
    for channel, said in page.unseen:
        if says_more(said, shown):
            amounts[channel] += len(words_of(said))
    known = set(shown.split())
    for comment in page.comments:
        amounts.update(in_comment(comment, known))
    for island in page.islands:
        amounts.update(in_island(island, known))
    for kind, script in page.scripts:
        amounts.update(in_script(kind, script, known))
    amounts[Channel.DOCUMENT_PROPERTIES] += page.authors
    amounts[Channel.INVISIBLE_TEXT] += unseen_signs(text)
    return [
        Finding(channel, place, amount, _NOUNS.get(channel, "words"))
        for channel, amount in sorted(amounts.items())
        if amount
    ]


def _gather(root: Any, page: _Page) -> None:
    """Note each text of a page with how it looks, and what stands beside the text."""
    beside = [*root.itersiblings(preceding=True), *root.itersiblings()]
    page.comments += [one.text or "" for one in beside]
    for held in held_by(root):
        if held.kind is Held.ELEMENT:
            _beside(held.element, page)
        elif held.kind is Held.COMMENT:
            page.comments.append(held.element.text or "")
        elif held.unseen is None:
            page.shown.append(held.text)
        elif not held.is_silent:
            page.unseen.append((held.unseen, held.text))


def _beside(element: Any, page: _Page) -> None:
    """What an element holds besides text: scripts, islands of data, hidden fields, authors."""
    from lxml import etree

    tag = element.tag
    if tag == "script":
        page.scripts.append(((element.get("type") or "").lower(), "".join(element.itertext())))
    elif tag == "xml":
        page.islands.append(etree.tostring(element, encoding="unicode", with_tail=False))
    elif tag == "input" and (element.get("type") or "").lower() == "hidden":
        value = (element.get("value") or "").strip()
        if not _MACHINE.fullmatch(value):
            page.unseen.append((Channel.VANISHED_TEXT, value))
    elif tag == "meta" and (element.get("name") or "").lower() == "author":
        page.authors += bool((element.get("content") or "").strip())
