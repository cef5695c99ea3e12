"""Selectors of style rules, as cssselect2 understands them, and those that it doesn't."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

# Parts of a page beside its text, on which a rule hides nothing that stands in the text.
_OTHER_PSEUDO = re.compile(
    r"-webkit-.*|selection|placeholder|marker|backdrop|file-selector-button|cue|target-text"
    r"|spelling-error|grammar-error|highlight|view-transition.*|scroll-.*|details-content|picker.*"
)
_TEXT_PSEUDO = ("first-line", "first-letter")
_COSTLY = re.compile(r"~(?!=)|of-type|:has\(|\bof\b")
_OF_ONE_PROGRAM = re.compile(r"-(?:moz|ms|o|khtml)-")
# Pseudo-classes that never hold while a page is only looked at, and those that then always do.
_NEVER = frozenset(
    ("autofill", "-webkit-autofill", "fullscreen", "modal", "popover-open", "open-never")
)
_ALWAYS = frozenset(("defined", "valid"))
_GENERATED = ("before", "after")


class Selector(NamedTuple):
    """One selector of a rule.

    `is_sure` is false where only a wider one is understood. It is plain where an element's own tag
    and attributes decide, and costly where all elements beside it have to be looked at.
    """

    test: Any
    pseudo: str
    is_sure: bool
    is_plain: bool
    is_costly: bool = False


def selectors_of(prelude: str, *, quirks: bool) -> tuple[Selector, ...]:
    """The selectors of a rule: none where browsers drop it for one that no program knows."""
    parts = list(split(prelude))
    found = [selector for part in parts for selector in _selectors_of(part, quirks=quirks)]
    # One selector that a program doesn't know makes it pass over the whole rule.
    is_sure = all(one.is_sure for one in found) and not _OF_ONE_PROGRAM.search(prelude)
    return tuple(one._replace(is_sure=is_sure) for one in found)


def split(prelude: str) -> Iterator[str]:
    """The selectors of a rule, one by one."""
    import tinycss2

    part: list[Any] = []
    for token in tinycss2.parse_component_value_list(prelude, skip_comments=True):
        if token.type == "literal" and token.value == ",":
            yield tinycss2.serialize(part).strip()
            part = []
        else:
            part.append(token)
    yield tinycss2.serialize(part).strip()


def _selectors_of(text: str, *, quirks: bool) -> Iterator[Selector]:
    import cssselect2

    costly = _COSTLY.search(text) is not None
    plain = re.fullmatch(r"[\w.#*\[\]='\"-]*", text) is not None
    for written, is_sure in ((_at_rest(text, quirks=quirks), True), (_wider(text), False)):
        try:
            found = cssselect2.compile_selector_list(written)
        except (cssselect2.SelectorError, NotImplementedError):
            continue
        for one in found:
            pseudo = one.pseudo_element or ""
            if pseudo in (*_GENERATED, ""):
                yield Selector(one, pseudo, is_sure, plain, costly)
            elif pseudo in _TEXT_PSEUDO or not _OTHER_PSEUDO.fullmatch(pseudo):
                yield Selector(one, "", False, plain, costly)
        return
    (everything,) = cssselect2.compile_selector_list("*")
    yield Selector(everything, "", False, False)


def _at_rest(text: str, *, quirks: bool) -> str:
    """A selector in the words of cssselect2; nothing is pointed at or typed into."""

    def known(match: re.Match[str]) -> str:
        name = match[1].lower()
        return ":hover" if name in _NEVER else ":not(:hover)" if name in _ALWAYS else match[0]

    text = re.sub(r"(?<!:):([\w-]+)(?!\()", known, text)
    text = re.sub(r"(?<!:):(before|after|first-line|first-letter)\b", r"::\1", text)
    if quirks:
        # Without a document type, names of classes and ids have no case.
        text = re.sub(r"[.#][\w-]+", lambda match: match[0].lower(), text)
    return text


def _wider(text: str) -> str:
    """A selector without its pseudo-classes, which holds wherever the whole one does."""
    import tinycss2

    kept: list[str] = []
    tokens = tinycss2.parse_component_value_list(text)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "literal" and token.value == ":" and at + 1 < len(tokens):
            if not kept or kept[-1] in (" ", ">", "+", "~"):
                kept.append("*")
            at += 2
            continue
        kept.append(tinycss2.serialize([token]))
        at += 1
    return "".join(kept)
