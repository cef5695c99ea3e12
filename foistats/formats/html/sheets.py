"""The style rules of a page, parsed: what they are for, where they hold, and what they declare.

tinycss2 splits a style sheet and cssselect2 understands its selectors. What neither knows is kept
as a rule that may hold, so that nothing is taken for shown on a guess.
"""

import re
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

from foistats.formats.html.conditions import (
    Verdict,
    all_of,
    media_on_paper,
    media_on_screen,
    supported,
)
from foistats.formats.html.selectors import Selector, selectors_of, split

# How deep styles may be nested or imported.
_DEEPEST = 8
# Addresses from which a browser fetches a style sheet; others lie beside the page, and are lost.
FAR_AWAY = ("http:", "https:", "//")
Declared = tuple[tuple[str, str, bool], ...]


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
        nested = [part.replace("&", around) for part in split(prelude)]
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
        selectors = selectors_of(place.parent, quirks=reading.quirks)
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
        address = "".join(
            argument.value for argument in first.arguments if argument.type == "string"
        )
    css = data_sheet(address)
    if css is None:
        reading.fetched = reading.fetched or address.lower().startswith(FAR_AWAY)
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
