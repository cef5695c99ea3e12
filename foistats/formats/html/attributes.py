"""Texts that a page keeps in attributes, which browsers show on demand or not at all."""

import re
from collections.abc import Iterable, Set

from foistats.documents.words import words_beyond
from foistats.formats.accounting.machine_forms import is_machine_written
from foistats.formats.accounting.weighing import Account
from foistats.formats.html.loud import GROUPS_OF
from foistats.records import Finding

# What these hold is how the page looks, what it is made of and where its links lead.
_NAMES = """
    abbr accept action align alink axis background bgcolor border bordercolor cellpadding
    cellspacing char charset charoff checked clear codebase codetype cols colspan compact coords
    datetime defer dir disabled enctype face fetchpriority for form formaction frame frameborder
    headers height hidden href hreflang hspace http-equiv id imagesizes imagesrcset integrity
    itemprop itemscope itemtype itemid lang language link loading marginheight marginwidth media
    method multiple name nohref noshade nowrap property readonly rel rev role rows rowspan rules
    scheme scope scrolling selected shape size sizes span src srcset start style tabindex target
    text type usemap valign version vlink vspace width class clip cursor
"""
_OF_THE_PAGE = frozenset(_NAMES.split())
_FAMILIES = re.compile(r"on[a-z]+|xmlns\S*|xml:\S*|[xovw]:\S+|mso-\S*")
# Where a link leads, classes and other words of machines: none has a blank but between classes.
_IN_ONE_PIECE = re.compile(r"\S*|[\w :.,;/%#()!+'\"=-]*")
_KNOWN_LOOKS = frozenset(GROUPS_OF)
# These are no text of the page but of the program that shows it.
_VIEWPORT = re.compile(r"(?:[\w-]+\s*=\s*[\w.-]+[,;\s]*)+|[\w-]+(?:/[\w.+-]+)?;\s*charset=[\w-]+")


def attribute_findings(
    attributes: Iterable[tuple[str, str]],
    silent: Iterable[str],
    shown: Set[str],
    *,
    place: str,
) -> list[Finding]:
    """What attributes and texts of menus say that the page doesn't show; `shown` are its words."""
    account = Account("html", lambda text: not words_beyond(text, shown))
    for name, value in dict.fromkeys(attributes):
        if not value or value.isspace() or is_of_the_page(name, value):
            continue
        if not is_machine_written(value):
            account.aside(value, where=f"attributes of {place}" if place else "attributes")
    for text in silent:
        # Menus and choices come and go as they are pointed at.
        account.aside(text, where=f"menus and choices of {place}" if place else "menus and choices")
    return account.findings()


def is_of_the_page(name: str, value: str) -> bool:
    """True for an attribute whose value says how the page is made.

    >>> is_of_the_page("class", "row wide"), is_of_the_page("alt", "Ann")
    (True, False)
    """
    if name == "content":
        return _VIEWPORT.fullmatch(value.strip()) is not None
    if _FAMILIES.fullmatch(name) or name in _KNOWN_LOOKS:
        return True
    return name in _OF_THE_PAGE and _IN_ONE_PIECE.fullmatch(value.strip()) is not None
