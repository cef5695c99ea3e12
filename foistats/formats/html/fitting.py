"""Whether a box with a height or a width of its own shows all of the text in it."""

from xml.etree.ElementTree import Element

from foistats.formats.html.looks import Look

# Elements that begin lines, and those with space above and below.
_LINES = ("p", "div", "tr", "li", "h1", "h2", "h3", "h4", "dt", "dd", "blockquote", "pre", "ul")
_WITH_MARGINS = ("p", "h1", "h2", "h3", "h4", "blockquote", "pre", "ul", "ol", "dl")


def is_wide_enough(element: Element, look: Look) -> bool:
    """True where a box is surely wide and high enough for the text in it."""
    opening, size = look.opening, look.size
    if opening.is_shut(size) or look.hidden is not None:
        return True
    text = "".join(element.itertext())
    longest = max(map(len, text.split()), default=0)
    if not longest or opening.scrolls:
        return True
    lines = sum(one.tag in ("br", *_LINES) for one in element.iter()) + 1
    lines += sum(one.tag in _WITH_MARGINS for one in element.iter() if one is not element)
    lines += int(0.55 * size * len(text) / max(min(opening.wide, 1000.0), 1.0))
    return 0.6 * size * longest <= opening.wide and size * lines <= opening.tall
