"""The style rules of a page, parsed: what they are for, where they hold, and what they declare.

tinycss2 splits a style sheet and cssselect2 understands its selectors. What neither knows is kept
as a rule that may hold, so that nothing is taken for shown on a guess.
"""

import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from foistats.formats.html.conditions import (
    Verdict,
    all_of,
    media_on_paper,
    media_on_screen,
    supported,
)

# How deep styles may be nested or imported.
_DEEPEST = 8
# Parts of a page beside its text, on which a rule hides nothing that stands in the text.
_OTHER_PSEUDO = re.compile(
    r"-webkit-.*|selection|placeholder|marker|backdrop|file-selector-button|cue|target-text"
    r"|spelling-error|grammar-error|highlight|view-transition.*|scroll-.*|details-content|picker.*"
)
_TEXT_PSEUDO = ("first-line", "first-letter")
_OF_ONE_PROGRAM = re.compile(r"-(?:moz|ms|o|khtml)-")
# Pseudo-classes that never hold while a page is only looked at, and those that then always do.
_NEVER = frozenset(
    ("autofill", "-webkit-autofill", "fullscreen", "modal", "popover-open", "open-never")
)
_ALWAYS = frozenset(("defined", "valid"))
_GENERATED = ("before", "after")

Declared = tuple[tuple[str, str, bool], ...]


class Selector(NamedTuple):
    """One selector of a rule. `is_sure` is false where only a wider one is understood."""

    test: Any
    pseudo: str
    is_sure: bool
    is_plain: bool


@dataclass(frozen=True)
class Rule:
    """One style rule: whether it holds on a screen and on paper, or None for nobody can tell."""

    selectors: tuple[Selector, ...]
    declared: Declared
    on_screen: Verdict = True
    on_paper: Verdict = True
    layer: str = ""


@dataclass(frozen=True)
class Sheet:
    """A parsed style sheet.

    `moves` gives the properties that its animations change, by their names; `layers` the cascade
    layers in order; `fetched` is true where it takes rules from elsewhere.
    """

    rules: tuple[Rule, ...] = ()
    moves: tuple[tuple[str, tuple[str, ...]], ...] = ()
    layers: tuple[str, ...] = ()
    fetched: bool = False


@dataclass
class _Reading:
    quirks: bool
    rules: list[Rule] = field(default_factory=list)
    moves: dict[str, set[str]] = field(default_factory=dict)
    layers: dict[str, None] = field(default_factory=dict)
    fetched: bool = False
    unnamed: int = 0


@dataclass(frozen=True)
class _Place:
    """Where in a sheet a rule stands: under which conditions, in which layer and rule."""

    on_screen: Verdict = True
    on_paper: Verdict = True
    layer: str = ""
    parent: str = ""
    depth: int = 0

    def under(self, screen: Verdict, paper: Verdict) -> "_Place":
        """The same place, if one more condition holds."""
        return replace(
            self,
            on_screen=all_of([self.on_screen, screen]),
            on_paper=all_of([self.on_paper, paper]),
            depth=self.depth + 1,
        )


@lru_cache(maxsize=128)
def sheet_of(css: str, media: str = "", *, quirks: bool = False) -> Sheet:
    """A style sheet as text, parsed. The same sheet comes with hundreds of letters."""
    import tinycss2

    reading = _Reading(quirks)
    place = _Place()
    if media.strip():
        tokens = tinycss2.parse_component_value_list(media)
        place = place.under(media_on_screen(tokens), media_on_paper(tokens))
    _read_sheet(reading, css, place)
    return Sheet(
        tuple(reading.rules),
        tuple((name, tuple(sorted(moved))) for name, moved in sorted(reading.moves.items())),
        tuple(reading.layers),
        reading.fetched,
    )


def data_sheet(address: str) -> str | None:
    """The style sheet that an address holds in itself; None where it stands elsewhere."""
    head, comma, body = address.strip().partition(",")
    if not comma or not head.lower().startswith("data:"):
        return None
    raw = unquote_to_bytes(body)
    try:
        return (b64decode(raw) if head.lower().endswith(";base64") else raw).decode("utf-8")
    except ValueError:
        return None


def _read_sheet(reading: _Reading, css: str, place: _Place) -> None:
    import tinycss2

    # Editors wrap a sheet in the signs of a comment, which a style sheet passes over.
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    for rule in rules:
        _read_rule(reading, rule, place)


def _read_rule(reading: _Reading, rule: Any, place: _Place) -> None:
    if place.depth > _DEEPEST:
        return
    if rule.type == "qualified-rule":
        _read_qualified(reading, rule, place)
    elif rule.type == "at-rule":
        _read_at_rule(reading, rule, place)


def _read_qualified(reading: _Reading, rule: Any, place: _Place) -> None:
    import tinycss2

    prelude = tinycss2.serialize(rule.prelude).strip()
    if place.parent:
        around = f":is({place.parent})"
        nested = [part.replace("&", around) for part in _split(prelude)]
        prelude = ", ".join(p if around in p else f"{around} {p}" for p in nested)
    _read_contents(reading, rule.content, replace(place, parent=prelude, depth=place.depth + 1))


def _read_contents(reading: _Reading, content: Sequence[Any], place: _Place) -> None:
    import tinycss2

    declared = []
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            declared.append(
                (
                    one.name if one.name.startswith("--") else one.lower_name,
                    tinycss2.serialize(one.value).strip(),
                    bool(one.important),
                )
            )
        else:
            _read_rule(reading, one, place)
    if declared and place.parent:
        selectors = _selectors(place.parent, quirks=reading.quirks)
        if selectors:
            reading.rules.append(
                Rule(selectors, tuple(declared), place.on_screen, place.on_paper, place.layer)
            )


def _read_at_rule(reading: _Reading, rule: Any, place: _Place) -> None:
    import tinycss2

    name = re.sub(r"^-(?:webkit|moz)-", "", rule.lower_at_keyword)
    if name == "import":
        _import(reading, rule, place)
    elif name == "keyframes":
        _read_keyframes(reading, rule)
    elif name == "layer":
        named = tinycss2.serialize(rule.prelude).strip()
        for layer in [one.strip() for one in named.split(",")] if named else []:
            reading.layers.setdefault(_joined(place.layer, layer))
        if rule.content is not None:
            reading.unnamed += not named
            layer = _joined(place.layer, named or f"({reading.unnamed})")
            reading.layers.setdefault(layer)
            _inside(reading, rule, replace(place, layer=layer, depth=place.depth + 1))
    elif rule.content is None:
        return
    elif name == "media":
        screen, paper = media_on_screen(rule.prelude), media_on_paper(rule.prelude)
        _inside(reading, rule, place.under(screen, paper))
    elif name == "supports":
        held = supported(rule.prelude)
        _inside(reading, rule, place.under(held, held))
    elif name in ("container", "scope", "when", "else"):
        _inside(reading, rule, place.under(None, None))


def _joined(outer: str, inner: str) -> str:
    return f"{outer}.{inner}" if outer else inner


def _inside(reading: _Reading, rule: Any, place: _Place) -> None:
    """The rules in a block; in a nested one, declarations as well."""
    import tinycss2

    if place.parent:
        _read_contents(reading, rule.content, place)
        return
    inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
    for one in inner:
        _read_rule(reading, one, place)


def _import(reading: _Reading, rule: Any, place: _Place) -> None:
    tokens = [token for token in rule.prelude if token.type != "whitespace"]
    if not tokens:
        return
    first = tokens[0]
    address = first.value if first.type in ("string", "url") else ""
    if first.type == "function" and first.lower_name == "url":
        address = "".join(one.value for one in first.arguments if one.type == "string")
    css = data_sheet(address)
    if css is None:
        reading.fetched = True
        return
    rest = tokens[1:]
    _read_sheet(reading, css, place.under(media_on_screen(rest), media_on_paper(rest)))


def _read_keyframes(reading: _Reading, rule: Any) -> None:
    import tinycss2

    if rule.content is None:
        return
    moved = reading.moves.setdefault(tinycss2.serialize(rule.prelude).strip().strip("\"'"), set())
    for frame in tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True):
        if frame.type == "qualified-rule":
            inner = tinycss2.parse_blocks_contents(frame.content)
            moved.update(one.lower_name for one in inner if one.type == "declaration")


def _selectors(prelude: str, *, quirks: bool) -> tuple[Selector, ...]:
    """The selectors of a rule: none where browsers drop it for one that no program knows."""
    parts = list(_split(prelude))
    found = [one for part in parts for one in _selectors_of(part, quirks=quirks)]
    # One selector that a program doesn't know makes it pass over the whole rule.
    is_sure = all(one.is_sure for one in found) and not _OF_ONE_PROGRAM.search(prelude)
    return tuple(one._replace(is_sure=is_sure) for one in found)


def _split(prelude: str) -> Iterator[str]:
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

    plain = re.fullmatch(r"[\w.#*\[\]='\"-]*", text) is not None
    for written, is_sure in ((_at_rest(text, quirks=quirks), True), (_wider(text), False)):
        try:
            found = cssselect2.compile_selector_list(written)
        except (cssselect2.SelectorError, NotImplementedError):
            continue
        for one in found:
            pseudo = one.pseudo_element or ""
            if pseudo in (*_GENERATED, ""):
                yield Selector(one, pseudo, is_sure, plain)
            elif pseudo in _TEXT_PSEUDO or not _OTHER_PSEUDO.fullmatch(pseudo):
                yield Selector(one, "", False, plain)
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
