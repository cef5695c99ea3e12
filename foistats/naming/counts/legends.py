"""What a document itself says about its marks: its legend, or a note below a table."""

import re
from collections.abc import Iterable
from functools import lru_cache

from foistats.model.values import Count
from foistats.naming.counts.marks import is_mark, mark_key
from foistats.naming.counts.numbers import spoken_count
from foistats.naming.spelling import plain, regex
from schemas.vocabulary import Status

_NAMED = {
    "an asterisk": "*", "asterisk": "*", "asterisks": "*", "a star": "*", "a single asterisk": "*",
    "two asterisks": "**", "a double asterisk": "**", "a dash": "-", "dash": "-", "dashes": "-",
    "a hyphen": "-", "hyphen": "-", "a colon": ":", "two dots": "..", "double dots": "..",
    "a double dot": "..", "a full stop": ".", "a tilde": "~", "a hash": "#",
    "a blank": "", "blank": "", "blanks": "", "a blank cell": "", "blank cells": "",
    "blank cell": "", "empty cells": "", "an empty cell": "", "cells left blank": "",
    "a cell left blank": "", "a blank space": "", "blank spaces": "", "blank fields": "",
    "a blank field": "",
}  # fmt: skip
_QUOTED = r"[\"']"
_JOIN = (
    r"(?: ?= ?| ?: | ?:$| - | (?:denotes?|represents?|means?|indicates?|signif(?:y|ies)|shows?"
    r"|stands? for"
    r"|refers? to|is|are|equals?|indicating|denoting|represent(?:s|ing)|(?:is|are) (?:used )?"
    r"(?:to (?:denote|represent"
    r"|indicate|show|mean|replace)|used for|used where|shown (?:where|for)|shown as|equal to"
    r"|taken (?:as|to mean)"
    r"|equivalent to|read as))(?: that)? )"
)
_MARK = (
    rf"(?:{_QUOTED}(?P<quoted>[^\"']{{1,10}}){_QUOTED}|\((?P<inbrackets>[^\w\s]{{1,3}})\)"
    rf"|(?P<named>{'|'.join(sorted(_NAMED, key=len, reverse=True))})(?: ?\({_QUOTED}?[^\w\s"
    rf"()]{{1,3}}{_QUOTED}?\))?"
    r"|(?P<sign>[^\w\s\"'()]{1,3}|[A-Za-z]|[Nn]/?[AaKkRr]|\[[a-z]{1,4}\]|<=? ?\d+))"
)
_DEFINED = (
    rf"(?i)(?:(?:note|key|legend|where|a|the|symbol|mark)s?:? )*{_MARK}(?P<join>{_JOIN})"
    rf"(?P<meaning>.+)"
)
# Without a sign between, only after a mark that is plainly one: a bullet has a sentence after it.
_BESIDE = (
    rf"(?i)(?:{_QUOTED}(?P<quoted>[^\"']{{1,4}}){_QUOTED}|(?P<sign>\*{{1,3}}|\.\.|:|~|#"
    rf"|\[[a-z]{{1,4}}\])) ?(?P<meaning>.+)"
)
THINGS = (
    r"(?:figures?|counts?|numbers?|values?|cells?|totals?|results?|offences?|crimes?|incidents?"
    r"|frequenc(?:y|ies))"
)
_QUANTITY = (
    rf"(?:that )?(?:there (?:are|were|is) )?(?:(?:a|an|the|any|all|some|small|low|actual) )*(?:"
    rf"(?:{THINGS} )+)?(?:which |that )?"
    rf"(?:(?:of|is|are|was|were|with|has been|have been) )*(?P<quantity>.+?)(?: "
    rf"(?:{THINGS}|recorded|in (?:the|that) cell))*"
)
_REPLACED = (
    rf"(?i)(?:(?:please )?note:? (?:that )?|where )?(?:(?:any|all|small|the|low) )*(?:(?:{THINGS})"
    rf"(?: values?)? )(?:(?:which|that) (?:are|is) )?"
    rf"(?:(?:of|are|is|with (?:a )?values? of) )?(?P<quantity>.+?) (?:(?:have|has) been|are|is"
    rf"|were|was|will be)(?: all)? "
    rf"(?:replaced|suppressed|shown|represented|denoted|displayed|marked|indicated|masked|redacted"
    rf"|recorded|given|presented)"
    rf"(?: (?:with|by|as|using|to)| and (?:replaced|shown|denoted|marked|indicated|are shown"
    rf"|represented) (?:with|by|as))?"
    rf" (?:an? |the )?(?:(?:symbol|mark|sign|character) )?"
    rf"(?:{_QUOTED}(?P<quoted>[^\"']{{1,10}}){_QUOTED}|\({_QUOTED}?(?P<inbrackets>[^\w\s\"'"
    rf"()]{{1,3}}){_QUOTED}?\)"
    rf"|(?P<named>asterisks?|stars?|dash(?:es)?|hyphens?)(?: ?\({_QUOTED}?[^\w\s"
    rf"()]{{1,3}}{_QUOTED}?\))?|(?P<sign>[^\w\s\"'()]{{1,3}}|<=? ?\d+|[a-z]))"
)
_FLAG_WORDS = (
    r"(?i)(?P<word>revised|provisional|estimated?)\b"
    r"(?: (?:since|from|figures?|data|in|on|after|by)\b.*)?"
)
_NOT_ZERO = (
    r",? ?\(?(?:but (?:greater|more|higher) than (?:0|zero|nil)|(?:excluding|not including"
    r"|other than|but not|except) (?:0|zeros?|nil)"
    r"|and (?:greater|more) than (?:0|zero))\)?"
)
_PARTS = (
    r" / | ?; ?|, (?=['\"]?[^\w\s]{1,3}['\"]? ?(?:=|denotes|means|-)|[A-Za-z]{1,2} ?=)|\. "
    r"(?=['\"]?[^\w\s]{1,3}['\"]? ?=)|\n"
)
_OTHER_WORDS = (
    (r"(?i)^please note:? (?:that )?", ""),
    (
        rf"(?i)^where (?:a|an|the|any) {THINGS} (?:is|was|are|were) (.+?),?"
        rf" (?:it|this|they|the {THINGS})"
        r" (?:has|have|is|are) (?:been )?(replaced|shown|suppressed|displayed|represented)",
        r"numbers \1 have been \2",
    ),
    (
        r"(?i)\b(?:suppressed|redacted|withheld|hidden|masked) (?:as|because|where|since|if|for)"
        rf" (?:being )?(?:(?:it|this|they|the {THINGS}) (?:is|are|was|were) )?",
        "",
    ),
    (rf"(?i)\b({THINGS}) \(([^()]+)\) (?=are|have|is|has)", r"\1 \2 "),
    (
        rf"(?i)\b(?:suppressed|redacted|withheld|disclosive) \((?:{THINGS} )?([^()]*\d[^()]*)\)",
        r"\1",
    ),
)
_LONGEST = 300


def legend_in(lines: Iterable[str]) -> dict[str, Count | str]:
    """What lines of text explain: each mark with its count, or a word for a flag (`revised`).

    The key for a blank cell is "". Only clear forms are taken; ordinary sentences and bullets give
    nothing, and a mark that is explained in two ways is left out: it has no one meaning.

    >>> legend = legend_in(["* = fewer than 5; R = Revised since 2017", "a blank cell means zero"])
    >>> legend["*"].high, legend["R"], legend[""].status.value
    (4, 'revised', 'zero_by_mark')
    >>> legend_in(["* Please note that figures are provisional", "- Burglary"])
    {}
    """
    found: dict[str, Count | str] = {}
    twice = set()
    for line in lines:
        for mark, meaning in _explained(line):
            if found.setdefault(mark, meaning) != meaning:
                twice.add(mark)
    return {mark: meaning for mark, meaning in found.items() if mark not in twice}


# Headings and notes come again on each sheet, and in other replies.
@lru_cache(maxsize=5_000)
def _explained(line: str) -> tuple[tuple[str, Count | str], ...]:
    if len(line) > _LONGEST or len(line) < 3:
        return ()
    found = []
    for part in regex(_PARTS).split(plain(line)) if len(line) > 8 else [plain(line)]:
        text = plainly_put(part.strip().rstrip(".,"))
        explained = _defined(text) or _replaced(text) or _beside(text)
        if explained is not None:
            found.append(explained)
    return tuple(found)


def plainly_put(text: str) -> str:
    """The same said in the order that the forms above know.

    >>> plainly_put("Where a number is less than 5 it has been replaced by *")
    'numbers less than 5 have been replaced by *'
    >>> plainly_put("* = suppressed (values 0 to 4)")
    '* = 0 to 4'
    """
    for pattern, instead in _OTHER_WORDS:
        text = regex(pattern).sub(instead, text)
    return text


def _defined(text: str) -> tuple[str, Count | str] | None:
    found = regex(_DEFINED).fullmatch(text)
    if found is None:
        return None
    mark = _mark(found)
    meaning = _meaning(found["meaning"], mark)
    if mark is None or meaning is None:
        return None
    # "- Not applicable" and "R is ..." are more likely bullets and sentences than legends.
    bullet = found["join"].strip() == "-" and found["sign"] == "-"
    return None if bullet else (mark, meaning)


def _beside(text: str) -> tuple[str, Count | str] | None:
    found = regex(_BESIDE).fullmatch(text)
    if found is None:
        return None
    mark = mark_key(found["quoted"] if found["quoted"] is not None else found["sign"])
    meaning = _meaning(found["meaning"], mark)
    return (mark, meaning) if meaning is not None else None


def _replaced(text: str) -> tuple[str, Count | str] | None:
    found = regex(_REPLACED).fullmatch(text)
    if found is None:
        return None
    mark = _mark(found)
    count = quantity_in(found["quantity"])
    return (mark, count) if mark is not None and count is not None else None


def _mark(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    if (named := parts.get("named")) is not None:
        named = named.casefold()
        return _NAMED.get(
            named,
            _NAMED.get(named.removesuffix("es") if named == "dashes" else named.removesuffix("s")),
        )
    written = next(
        parts[name] for name in ("quoted", "inbrackets", "sign") if parts.get(name) is not None
    )
    key = mark_key(written)
    return key if is_mark(written) or written.startswith("<") else None


def _meaning(said: str, mark: str | None) -> Count | str | None:
    said = said.strip(" \"'")
    flag = regex(_FLAG_WORDS).fullmatch(said)
    if flag is not None:
        return flag["word"].casefold()
    count = quantity_in(said)
    if count is not None and mark is not None and count.exact and count.low == 0:
        # A word that says zero is a report; a mark that stands for zero is known by its legend.
        return Count(0, 0, Status.ZERO_BY_MARK)
    if count is not None and count.exact:
        return None
    return count


def quantity_in(said: str) -> Count | None:
    """The count that the words of a legend say: `any number below 5`; None for other words."""
    said = said.casefold()
    without_zero = regex(_NOT_ZERO).search(said)
    if without_zero is not None:
        said = said[: without_zero.start()] + said[without_zero.end() :]
    count = spoken_count(said)
    if count is None:
        found = re.fullmatch(_QUANTITY, said)
        if found is None:
            return None
        quantity = found["quantity"]
        count = spoken_count(quantity) or _digit_zero(quantity)
    if count is not None and without_zero is not None and count.low == 0 and count.high != 0:
        return Count(1, count.high, count.status)
    return count


def _digit_zero(said: str) -> Count | None:
    return Count(0, 0, Status.REPORTED) if said == "0" else None
