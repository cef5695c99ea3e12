"""A letter to sentences, each with its place, whose words it is and which question it answers.

The one place where text is taken apart: counts, refusals and replacements are read from the same
sentences. Lines that a page wrapped are joined; headings, items and numbers stay by themselves.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from foistats.documents.model import Passage
from foistats.letters.lines import (
    Line,
    Mark,
    blocks_of,
    lines_of,
    mark_of,
    of_one_page,
    without_number,
)
from foistats.letters.whose import Sentence, Whose, settled
from foistats.naming.spelling import plain, regex

_BULLET = r"\s*(?:[•\uf0b7\uf0a7●▪◦‣∙·*–—-]|o(?=\s{2,}))\s+"
_LIST_NUMBER = (
    r"(?:\(?[a-z]\)|\(?(?:\d{1,2}|[ivx]{1,4})\)|\d{1,2}(?:\.\d{1,2})*\.(?!\d)"
    r"|\d{1,2}\.\d{1,2}(?=\s+[A-Z]))\s+"
)
# A question may have its answer on the same line, after a dash.
_ENDS = r"(?:[.?!][\"')\]”’]*(?=\s+[\"'“‘(\[]?[A-Z0-9£])|\?[\"')\]”’]*(?=\s+[–—-]\s+[A-Za-z0-9£]))"
_NO_END = (
    r"(?i)(?:\b(?:no|nos|s|ss|sec|sect|art|para|paras|reg|regs|ref|refs|approx|e\.g|i\.e|eg|ie|mr"
    r"|mrs|ms|dr|st|vs|v|c|ca"
    r"|incl|excl|p|pp|etc|fig|vol|dept|sgt|insp|supt|q|ext|tel|f\.y|y/e|jan|feb|mar|apr|jun|jul"
    r"|aug|sept?|oct|nov|dec)"
    r"|(?:^|\s)[a-z])\.$"
)
_SALUTATION = r"(?i)\W*(?:dear|hello|hi|good (?:morning|afternoon)|annwyl)\b.{0,60},\s*$"
_HEADS_YEARS = r"(?i)\b(?:in|for|during)$"
_FULL_LINE = 45
# A line that ends so is wrapped, however short it is.
_GOES_ON = (
    r"(?i)(?:,|\b(?:a|an|the|in|of|to|for|by|with|from|at|on|and|or|than|between|under|we|there"
    r"|were|was|is|are|have"
    r"|has|had|been|that|which|total|during|until|since|only|a further|fewer|less|more|about"
    r"|approximately)"
    r"|\b(?:we|there|were|was|have|has|had)\b.*\b(?:recorded|reported|received|made|logged"
    r"|identified))$"
)
_OF_A_LIST = (
    r"\s*(?:(?i:fy)\s*)?(?:19|20)\d\d(?:\s?[/\u2013-]\s?(?:\d\d|\d{4}))?\s*[:=\t\u2013\u2014-]\s*"
    r"[\d,<*]{1,9}[ \t]*(?:\n|$)"
)
_SECTION_FIRST = r"(?i)^\W{0,3}s(?:ections?|s|\.)?\.?\s?\d"
# What is named on the next line goes on with one that ends so.
_NAMES_WHAT_FOLLOWS = (
    r"(?i)\b(?:of|under|by|to|and|or|the|pursuant|virtue|with|in|that|a|an|for|is|are|be|section"
    r"|sections|its|this|your)$|[,–-]$"
)
_TERMINAL = (".", "!", "?", ":", ";")


def sentences_of(passages: Sequence[Passage]) -> list[Sentence]:
    """Every sentence of a document, in order."""
    return letter_of(passages)[0]


def letter_of(passages: Sequence[Passage]) -> tuple[list[Sentence], frozenset[str]]:
    """Every sentence of a document, and the numbers of the questions that it heads."""
    lines, numbers = lines_of(passages)
    cut = _cut_at(passages)
    goes_on = _runs_on(passages)
    found: list[Sentence] = []
    paragraph = 0
    for block in blocks_of(lines):
        at = block[0].passage
        made = list(_in_passage(passages[at].place, block, paragraph, cut=cut[at]))
        if made and goes_on[at]:
            made[-1] = made[-1]._replace(goes_on=True)
        paragraph = made[-1].paragraph + 1 if made else paragraph
        found += made
    return settled(found), numbers


def _cut_at(passages: Sequence[Passage]) -> list[bool]:
    """The passages that may go on in the next or come from the one before, at their edges."""
    cut = [False] * len(passages)
    for i, (passage, following) in enumerate(pairwise(passages)):
        last = passage.text.rstrip().rpartition("\n")[2].strip()
        first = following.text.lstrip()[:1]
        goes_on = last[-1:] not in ".?!:;" and regex(_GOES_ON).search(last[-80:]) is not None
        # "Dear Ms Doe," goes on in no sentence, and "Number of robberies in" heads a list of years.
        heads = regex(_OF_A_LIST).match(following.text) and regex(_HEADS_YEARS).search(last)
        goes_on = goes_on and regex(_SALUTATION).match(last) is None and heads is None
        unended = goes_on or (len(last) >= _FULL_LINE and last[-1:] not in ".?!:;")
        if regex(_BULLET).match(following.text) or regex(_LIST_NUMBER).match(
            following.text.lstrip()
        ):
            continue
        # What heads a list of years needs no full stop, and the list begins by itself.
        if not goes_on and regex(_OF_A_LIST).match(following.text):
            continue
        cut[i] = cut[i] or unended
        # "Yours sincerely," ends a paragraph and no sentence.
        by_word = goes_on and not last.endswith(",")
        if unended and (by_word or first.islower() or first.isdigit() or first in ",;()<"):
            cut[i + 1] = True
    return cut


def _runs_on(passages: Sequence[Passage]) -> list[bool]:
    """The passages whose last sentence has its rest in the next: a page line by line, mostly."""
    runs = [False] * len(passages)
    first = ""
    for i, (passage, following) in enumerate(pairwise(passages)):
        before = passage.text.rstrip().rpartition("\n")[2].strip()
        line = following.text.strip().partition("\n")[0].strip()
        first = first or before
        runs_on = of_one_page(passage.place, following.place)
        runs[i] = bool(before and line) and _continues(before, line, first=first, runs_on=runs_on)
        first = first if runs[i] else ""
    return runs


def _continues(before: str, line: str, *, first: str, runs_on: bool) -> bool:
    """True where a line is the rest of the one before; `first` begins what both belong to."""
    if before.endswith(_TERMINAL) and regex(_NO_END).search(before[-12:]) is None:
        return False
    if regex(_BULLET).match(line) is not None:
        return False
    if not runs_on:
        return line[:1].islower()
    if regex(_NAMES_WHAT_FOLLOWS).search(before) is not None or line[:1].islower():
        return True
    if regex(_SECTION_FIRST).match(line) or regex(_SECTION_FIRST).match(first):
        return False
    return len(before) >= _FULL_LINE


def _in_passage(
    place: str, lines: Sequence[Line], paragraph: int, *, cut: bool
) -> Iterator[Sentence]:
    chunks = list(_chunks(lines))
    several = len(lines) > 1
    number = 0
    pieces = [(chunk, list(_split("\n".join(line.text for line in chunk)))) for chunk in chunks]
    count = sum(len(split) for _, split in pieces)
    for nth, (chunk, split) in enumerate(pieces):
        first = chunk[0]
        for at, written in enumerate(split):
            number += 1
            is_line = len(split) == 1 and len(chunk) == 1
            where = place
            if count > 1:
                by_line = is_line and several
                where = (
                    f"{place}, line {first.number}" if by_line else f"{place}, sentence {number}"
                )
            text = plain(unbulleted(written))
            stated = " ".join(written.split())
            yield Sentence(
                text,
                written.strip(),
                without_number(stated, first.rest) if not at and first.rest else stated,
                where,
                place,
                first.passage,
                paragraph + nth,
                first.section,
                first.questions,
                Whose.QUOTED if first.quoted else Whose.REPLY,
                mark_of(text.casefold()) if at else first.mark,
                cut and number in (1, count),
                False,
                is_line,
                first.replies,
            )


def _chunks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that belong together: wrapped ones, and never more than one paragraph."""
    chunk: list[Line] = []
    for line in lines:
        if chunk and (not line.lower or _begins(line, chunk)):
            yield chunk
            chunk = []
        if line.lower:
            chunk.append(line)
    if chunk:
        yield chunk


def _begins(line: Line, chunk: Sequence[Line]) -> bool:
    """True where a line is no continuation of the one before."""
    before = chunk[-1]
    if line.mark or line.quoted is not before.quoted or line.section != before.section:
        return True
    if before.mark in (Mark.OPENS, Mark.EARLIER) and len(before.text) < _FULL_LINE:
        return True
    if regex(_SALUTATION).match(before.text):
        return True
    if regex(_BULLET).match(line.text) or regex(_LIST_NUMBER).match(line.text):
        return True
    ended = before.text.rstrip()
    if ended[-1:] in ":;?!" or (ended.endswith(".") and not regex(_NO_END).search(ended[-12:])):
        return True
    lead = line.text.lstrip()[:1]
    if regex(_SECTION_FIRST).match(line.text) or regex(_SECTION_FIRST).match(chunk[0].text):
        return not lead.islower() and regex(_NAMES_WHAT_FOLLOWS).search(ended) is None
    # A short line before a capital or a number is a heading or an item, not wrapped text.
    short = len(ended) < _FULL_LINE and regex(_GOES_ON).search(ended) is None
    return (short and (lead.isupper() or lead.isdigit())) or _is_item(line.text) or _is_item(ended)


def _is_item(line: str) -> bool:
    """True for a line such as `2019/20 - 39` or `Offences recorded in 2019: 39`."""
    return regex(r".{0,120}(?:\s[-–—]|[:=\t])\s*[<\d][\d,]*\+?\s*$").fullmatch(line) is not None


def unbulleted(text: str) -> str:
    """A line without the bullet or number that begins it."""
    found = regex(_BULLET).match(text) or regex(_LIST_NUMBER).match(text.lstrip())
    if found is None:
        return text
    text = text if regex(_BULLET).match(text) else text.lstrip()
    return text[found.end() :]


def _split(text: str) -> Iterator[str]:
    """The sentences of a paragraph."""
    at = 0
    for found in regex(_ENDS).finditer(text):
        before = text[max(at, found.start() - 11) : found.start() + 1]
        if text[found.start()] == "." and regex(_NO_END).search(before):
            continue
        if regex(r"\W*(?:[a-zA-Z]{0,8} ?)?\d{1,2}[a-z]?\.").fullmatch(text, at, found.end()):
            continue
        if text[at : found.end()].strip():
            yield text[at : found.end()]
        at = found.end()
    if text[at:].strip():
        yield text[at:]
