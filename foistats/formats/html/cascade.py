"""Which declarations hold for an element: the cascade of CSS, over the rules of one page."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from foistats.documents.refusals import too_large
from foistats.formats.html.computing import look_of
from foistats.formats.html.conditions import all_of
from foistats.formats.html.declarations import cascade, style_of
from foistats.formats.html.looks import Given, Look
from foistats.formats.html.loud import GROUPS_OF, loud_groups
from foistats.formats.html.sheets import FAR_AWAY, Declared, Rule, Sheet, data_sheet, sheet_of
from foistats.formats.html.tree import Page
from foistats.formats.html.values import attribute_colour

# As many rules of which nobody can tell whether they hold are tried one by one.
_MOST_DOUBTS = 12
# Time and memory for a selector such as `tr ~ tr` go with the square of the lines.
_MOST_BESIDE = 3000
_ANIMATED = frozenset(
    (
        *("opacity", "visibility", "display", "transform", "scale", "translate", "color"),
        *("font-size", "clip-path", "left", "top", "right", "bottom", "height", "max-height"),
        *("width", "max-width", "filter", "content-visibility", "background", "background-color"),
    )
)


class _Payload(NamedTuple):
    """What a rule gives where its selector fits; `views` are the bits of the views it holds in."""

    declared: Declared
    layer: int
    views: int


class Cascade:
    """The style rules of a page that can matter for what is seen of it.

    An element has one look for each view: on a screen by all that is known, then on a screen if
    one more rule holds of which nobody can tell, and on paper last.
    """

    def __init__(self, page: Page, styles: Mapping[str, str]) -> None:
        """Read the styles of a page and keep what could keep a text from sight.

        `styles` are sheets that came beside the page, by their addresses.
        """
        self._quirks = page.quirks
        sheets = list(_sheets(page.root, styles, quirks=page.quirks))
        rules = [rule for sheet in sheets for rule in sheet.rules]
        self._moves = {name: moved for sheet in sheets for name, moved in sheet.moves}
        self.fetched = any(sheet.fetched for sheet in sheets)
        self._groups = _loud(page.root, rules)
        if page.abuts:
            # Whether digits beside one another are one number, their distance tells.
            self._groups |= {"apart"}
        self._layers = {name: i for i, name in enumerate(_layers(sheets))}
        self._matcher: Any = None
        self.views = 1
        self.prints = False
        self._plain = True
        self._costly = False
        if self._groups:
            self._add([rule for rule in map(self._reduced, rules) if rule.declared])
        if self._costly and max(len(one) for one in page.root.iter()) > _MOST_BESIDE:
            raise too_large(
                "a web page that styles thousands of lines by what is beside them",
                f"{_MOST_BESIDE} lines in a table",
            )
        self._known: dict[tuple[Any, ...], tuple[Look, ...]] = {}

    def first(self) -> tuple[Look, ...]:
        """How a page looks before anything on it does."""
        return (Look(),) * self.views

    def wrapped(self, root: Element) -> Any:
        """The root as the matcher wants it; None where no rule is left to match."""
        import cssselect2

        if self._matcher is None:
            return None
        return cssselect2.ElementWrapper.from_html_root(root)

    def looks(
        self, element: Element, wrapper: Any, around: tuple[Look, ...], *, shut: bool = False
    ) -> tuple[Look, ...]:
        """How the text inside an element looks in each view."""
        if not self._plain:
            return self._computed(element, wrapper, around, shut=shut)
        # Cells of a table look alike by the thousand.
        key = (element.tag, around, shut, *sorted(element.attrib.items()))
        looks = self._known.get(key)
        if looks is None:
            looks = self._known[key] = self._computed(element, wrapper, around, shut=shut)
        return looks

    def generated(
        self, wrapper: Any, around: tuple[Look, ...]
    ) -> Iterator[tuple[str, str, tuple[Look, ...]]]:
        """What styles write before or after an element, and how that looks."""
        if self._matcher is None or not {"content", "place"} & self._groups:
            return
        for pseudo in ("before", "after"):
            found = [m for m in self._matcher.match(wrapper) if m[2] == pseudo]
            if not found:
                continue
            looks = []
            texts = []
            for view, look in enumerate(around):
                given = self._given(Element("span"), found, "", look, view)
                content = given.cascaded.get("content", "none")
                texts.append(content)
                looks.append(look_of(given, look))
            yield pseudo, texts[0], tuple(looks)

    def _computed(
        self, element: Element, wrapper: Any, around: tuple[Look, ...], *, shut: bool
    ) -> tuple[Look, ...]:
        found = []
        if self._matcher is not None:
            found = [m for m in self._matcher.match(wrapper) if not m[2]]
        style = element.get("style", "") if self._groups else ""
        alike = len(set(around)) == 1 and all(m[3].views == -1 for m in found)
        looks = []
        for view, look in enumerate(around[:1] if alike else around):
            given = self._given(element, found, style, look, view, shut=shut)
            looks.append(self._moving(given, look_of(given, look)))
        return tuple(looks) * (len(around) if alike else 1)

    def _given(
        self,
        element: Element,
        found: Iterable[Any],
        style: str,
        around: Look,
        view: int,
        *,
        shut: bool = False,
    ) -> Given:
        in_order = self._in_order(found, style, view)
        cascaded, variables = cascade(in_order, around.variables, quirks=self._quirks)
        return Given(element.tag, element.attrib, cascaded, variables, self._quirks, shut)

    def _in_order(self, found: Iterable[Any], style: str, view: int) -> list[tuple[str, str]]:
        """Declarations from the weakest to the strongest."""
        ranked: list[tuple[tuple[Any, ...], str, str]] = []
        for specificity, order, _, payload in found:
            if not payload.views >> view & 1:
                continue
            for at, (name, value, important) in enumerate(payload.declared):
                layer = -payload.layer if important else payload.layer
                ranked.append(((important, layer, 0, specificity, order, at), name, value))
        for at, (name, value, important) in enumerate(style_of(style) if style else ()):
            layer = 0 if important else len(self._layers) + 1
            ranked.append(((important, layer, 1, (), 0, at), name, value))
        ranked.sort(key=lambda one: one[0])
        return [(name, value) for _, name, value in ranked]

    def _moving(self, given: Given, look: Look) -> Look:
        """Nobody can tell what an animation has made of a text when it is looked at."""
        named = given.cascaded.get("animation-name", "")
        moved = {name for word in re.split(r"[\s,]+", named) for name in self._moves.get(word, ())}
        if look.unsure or not moved & _ANIMATED:
            return look
        return look._replace(unsure="an animation that changes what is seen")

    def _reduced(self, rule: Rule) -> Rule:
        """A rule with those of its declarations that can matter."""
        kept = tuple(
            one
            for one in rule.declared
            if one[0].startswith("--") or self._groups.intersection(GROUPS_OF.get(one[0], ()))
        )
        loose = any(not one[0].startswith("--") for one in kept) or "variables" in self._groups
        return Rule(
            rule.selectors, kept if loose else (), rule.on_screen, rule.on_paper, rule.layer
        )

    def _add(self, rules: list[Rule]) -> None:
        import cssselect2

        doubtful = [
            (r, s)
            for r, rule in enumerate(rules)
            for s, selector in enumerate(rule.selectors)
            if all_of([rule.on_screen, None if not selector.is_sure else True]) is None
        ]
        self.prints = any(rule.on_screen is not rule.on_paper for rule in rules)
        doubts = min(len(doubtful), _MOST_DOUBTS)
        self.views = 1 + doubts + self.prints
        bits = {one: 1 << (1 + min(i, doubts - 1)) for i, one in enumerate(doubtful)}
        paper = 1 << (self.views - 1) if self.prints else 0
        every = (1 << self.views) - 1
        screen = every & ~paper
        matcher = cssselect2.Matcher()
        for r, rule in enumerate(rules):
            for s, selector in enumerate(rule.selectors):
                views = bits.get((r, s), 0) if (r, s) in bits else screen * bool(rule.on_screen)
                views |= paper * bool(rule.on_paper and selector.is_sure)
                if not views:
                    continue
                layer = self._layers.get(rule.layer, len(self._layers))
                payload = _Payload(rule.declared, layer, -1 if views == every else views)
                test = selector.test
                matcher.add_selector(test, payload)
                self._matcher = matcher
                self._plain = self._plain and selector.is_plain
                self._costly = self._costly or selector.is_costly


def _sheets(root: Element, styles: Mapping[str, str], *, quirks: bool) -> Iterator[Sheet]:
    """Every style sheet of a page in its order."""
    preferred = ""
    for element in root.iter():
        if element.tag == "style":
            kind = (element.get("type") or "text/css").strip().lower()
            title = element.get("title") or ""
            preferred = preferred or title
            if kind == "text/css" and title in ("", preferred):
                css = "".join(element.itertext())
                yield sheet_of(css, element.get("media") or "", quirks=quirks)
        elif element.tag == "link" and "disabled" not in element.attrib:
            words = (element.get("rel") or "").lower().split()
            if "stylesheet" not in words or "alternate" in words:
                continue
            address = element.get("href") or ""
            css_inside = styles.get(address, data_sheet(address))
            if css_inside is not None:
                yield sheet_of(css_inside, element.get("media") or "", quirks=quirks)
            elif address:
                yield Sheet(fetched=address.lower().startswith(FAR_AWAY))


def _layers(sheets: Iterable[Sheet]) -> list[str]:
    return list(dict.fromkeys(layer for sheet in sheets for layer in sheet.layers))


def _loud(root: Element, rules: Iterable[Rule]) -> frozenset[str]:
    """The groups of properties that anything on a page makes matter."""
    found: set[str] = set()
    declared = {(one[0], one[1]) for rule in rules for one in rule.declared}
    styles: set[str] = set()
    for element in root.iter():
        attributes = element.attrib
        if not attributes:
            continue
        if "style" in attributes:
            styles.add(attributes["style"])
        for name, is_ground in (("bgcolor", True), ("color", False), ("text", False)):
            if name in attributes and "colour" not in found:
                named = "background-color" if is_ground else "color"
                found.update(_of_attribute(named, attributes[name]))
        if "background" in attributes:
            found.add("colour")
    declared |= {(name, value) for style in styles for name, value, _ in style_of(style)}
    for name, value in declared:
        found.update(loud_groups(name, value))
        if "var(" in value:
            found.add("variables")
    return frozenset(found)


def _of_attribute(name: str, written: str) -> tuple[str, ...]:
    one = attribute_colour(written)
    if one is None:
        return ()
    return loud_groups(name, f"rgb({one.red:.0f} {one.green:.0f} {one.blue:.0f})")
