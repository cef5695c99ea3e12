"""What an element is among those around it: a block, a part of a line, or nothing at all."""

from foistats.formats.html.looks import Given, Look
from schemas.channels import Channel

# Elements that browsers don't show unless a style says so, and that hold no words of the page.

# Elements that browsers don't show unless a style says so, and that hold no words of the page.
SILENT = frozenset(
    (
        *("head", "title", "script", "style", "meta", "link", "base", "noframes", "area", "param"),
        *("source", "track", "rp", "xml"),
    )
)
_UNSHOWN = frozenset(("template", "datalist", "noscript", "noembed"))

# Elements whose content stands in for them where they can't be shown at all.

# Elements whose content stands in for them where they can't be shown at all.
_FALLBACK = frozenset(("canvas", "video", "audio", "iframe", "meter", "progress"))
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog"),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "main"),
        *("menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "summary"),
        *("ul", "listing", "xmp", "plaintext", "frameset", "frame"),
    )
)

_TABLE_PARTS = {
    **{"table": "table", "caption": "table-caption", "tr": "table-row", "td": "table-cell"},
    **{"th": "table-cell", "tbody": "table-row-group", "thead": "table-header-group"},
    **{"tfoot": "table-footer-group", "col": "table-column", "colgroup": "table-column-group"},
}

CELLS = ("table-cell", "table-row", "table-row-group", "table-caption")

_ATOMS = frozenset(
    (
        *("img", "input", "select", "textarea", "button", "meter", "progress", "video", "audio"),
        *("canvas", "iframe", "object", "embed", "svg", "math"),
    )
)

DISPLAYS = frozenset(
    (
        *("none", "contents", "block", "inline", "inline-block", "flow-root", "list-item", "flex"),
        *("inline-flex", "grid", "inline-grid", "table", "inline-table", "ruby", "run-in", "math"),
        *("-webkit-box", "-webkit-inline-box", "-webkit-flex", "-webkit-inline-flex", "ruby-text"),
        *("inline-flow-root", "flow", *_TABLE_PARTS.values()),
    )
)

_UNCONTAINED = ("inline", "contents", "table", "table-row", "table-row-group", "ruby")

INLINE = ("inline", "ruby", "ruby-text", "contents", "math", "run-in")

FLEXIBLE = ("flex", "inline-flex", "grid", "inline-grid", "-webkit-flex", "-webkit-box")


def display_of(given: Given, around: Look) -> str:
    """What an element is among those around it; floats and the like are blocks."""
    values = given.cascaded
    display = values.get("display", "")
    if not display or display in ("revert", "revert-layer"):
        display = _usual_display(given)
    elif display in ("initial", "unset"):
        display = "inline"
    elif display == "inherit":
        display = around.display
    if display == "none":
        return display
    taken_out = values.get("position") in ("absolute", "fixed") or values.get("float", "none") in (
        *("left", "right", "inline-start", "inline-end"),
    )
    if taken_out and display in CELLS:
        return "block"
    if (taken_out or around.boxes) and (display in INLINE or display.startswith("inline-")):
        return "block"
    return display


def _usual_display(given: Given) -> str:
    """How browsers show an element of which no style says how."""
    tag, attributes = given.tag, given.attributes
    if tag in SILENT or tag in _UNSHOWN or "hidden" in attributes:
        return "none"
    if tag == "dialog" and "open" not in attributes:
        return "none"
    if tag == "input" and attributes.get("type", "").strip().lower() == "hidden":
        return "none"
    if "popover" in attributes:
        return "none"
    if tag in _BLOCKS:
        return "block"
    if tag in _ATOMS:
        return "inline-block"
    return "list-item" if tag == "li" else _TABLE_PARTS.get(tag, "inline")


def vanished_by(given: Given, display: str) -> Channel | None:
    """The channel of an element that takes no place on the page at all, or shows dots."""
    values = given.cascaded
    if values.get("mso-element", "").startswith("comment"):
        return Channel.COMMENTS
    collapsed = values.get("visibility") == "collapse" and given.tag in ("tr", "tbody", "thead")
    vanished = (
        given.shut
        or display == "none"
        or given.tag in _FALLBACK
        or (given.tag == "object" and bool({"data", "classid"} & given.attributes.keys()))
        or collapsed
        or values.get("mso-hide") == "all"
        or (values.get("content-visibility") == "hidden" and display not in _UNCONTAINED)
    )
    if vanished:
        rows = given.tag in ("tr", "tbody", "thead", "tfoot")
        return Channel.HIDDEN_ROWS if rows else Channel.VANISHED_TEXT
    masked = values.get("-webkit-text-security", "none") not in ("none", "")
    return Channel.INVISIBLE_TEXT if masked else None
