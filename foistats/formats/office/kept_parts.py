"""What an Office package keeps beside the document itself: comments, objects, links, leftovers."""

import re
from collections.abc import Callable, Collection, Iterator

from foistats.documents.words import is_blank
from foistats.formats.office.markup import (
    ATTRIBUTES,
    PREFIX,
    bare_text,
    bodies,
    named,
    own,
    root_name,
    start_tags,
)
from foistats.formats.office.package import Parts
from foistats.formats.office.roles import Role
from foistats.records import Finding
from schemas.channels import Channel

# Each is looked at by itself, whether it is reached or not; the last are never content.
_LOOKED_AT = frozenset(
    {
        Role.COMMENTS, Role.THREADS, Role.PEOPLE, Role.PIVOT_CACHE, Role.PIVOT_RECORDS,
        Role.EXTERNAL_LINK, Role.CONNECTIONS, Role.CHART, Role.EMBEDDED, Role.MODEL,
        Role.REVISIONS, Role.CUSTOM_XML, Role.RECIPIENTS, Role.MACROS,
        Role.CORE, Role.EXTENDED, Role.CUSTOM, Role.STYLES, Role.THEME, Role.SETTINGS,
        Role.HARMLESS,
    }
)  # fmt: skip
_CHANGES = re.compile(rb"<" + PREFIX + rb"(?:rcc|rrc|rm|rcmt)" + ATTRIBUTES + rb"/?>")
_ATTRIBUTE_TEXT = re.compile(rb"""\s(?!xmlns|xml:)[^\s=<>"']+\s*=\s*["'][^"'<]*[A-Za-z]{4}""")
# A workbook's own data model, seen from its own connections.
_OWN_MODEL = ("100", "102")
_DRAWN = (Role.DRAWING, Role.VML, Role.TABLE, Role.PIVOT_TABLE)


def comment_findings(parts: Parts, place_of: Callable[[str], str]) -> Iterator[Finding]:
    """A finding for each place with comments; a thread is kept a second time as a comment."""
    amounts: dict[str, dict[str, int]] = {}
    for part in parts.with_role(Role.COMMENTS, Role.THREADS):
        if not parts.is_xml(part):
            continue
        xml = parts.xml(part)
        for word in ("comment", "threadedComment"):
            found = sum(not is_blank(bare_text(body)) for body in bodies(xml, word))
            if found:
                counted = amounts.setdefault(place_of(part), {})
                counted[word] = counted.get(word, 0) + found
    for place, counted in amounts.items():
        yield Finding(Channel.COMMENTS, place, max(counted.values()), "comments")


def object_findings(parts: Parts, place_of: Callable[[str], str]) -> Iterator[Finding]:
    """A finding for each place with other documents, objects or controls inside."""
    amounts: dict[str, int] = {}
    for part in parts.with_role(Role.EMBEDDED):
        place = _owner(parts, part, place_of)
        amounts[place] = amounts.get(place, 0) + 1
    for place, amount in amounts.items():
        yield Finding(Channel.EMBEDDED_OBJECT, place, amount, "objects")


def _owner(parts: Parts, part: str, place_of: Callable[[str], str]) -> str:
    """The place of a part, or of what links to it: an object may hang on a chart."""
    nothing = place_of("")
    at = part
    for _ in range(4):
        place = place_of(at)
        above = parts.reached.get(at, ())
        if place != nothing or not above:
            return place
        at = above[0].source
    return nothing


def link_findings(parts: Parts, place: str) -> Iterator[Finding]:
    """Findings for data models, connections, lists of recipients and logs of changes."""
    models = [part for part in parts.with_role(Role.MODEL) if parts.raw(part).strip(b"\x00")]
    if models:
        size = sum(parts.size(part) for part in models)
        yield Finding(Channel.DATA_MODEL, place, size, "bytes")
    connections = 0
    for part in parts.with_role(Role.CONNECTIONS):
        for tag in start_tags(parts.xml(part), "connection"):
            connections += tag.get("type") not in _OWN_MODEL
    connections += len(parts.with_role(Role.RECIPIENTS))
    if connections:
        yield Finding(Channel.CONNECTION, place, connections, "connections")
    changes = 0
    for part in parts.with_role(Role.REVISIONS):
        changes += sum(1 for _ in _CHANGES.finditer(parts.xml(part)))
    if changes:
        yield Finding(Channel.TRACKED_CHANGES, place, changes, "changes")


def orphan_findings(parts: Parts, known: Collection[str], place: str) -> Iterator[Finding]:
    """A finding for parts with content that belong to nothing which is shown.

    `known` are the parts that the document's reader has already accounted for.
    """
    orphans = 0
    for part in parts.names():
        roles = parts.roles[part]
        if part in known or roles & _LOOKED_AT:
            continue
        if part in parts.reached and roles:
            # Linked sheets, stories and pictures are shown, and others looked at where they are.
            continue
        orphans += _has_content(parts, part)
    if orphans:
        yield Finding(Channel.ORPHAN_PART, place, orphans, "parts")


def _has_content(parts: Parts, part: str) -> bool:
    if not parts.is_xml(part):
        return bool(parts.raw(part).strip(b"\x00 \r\n\t"))
    if parts.roles[part] & {Role.VML}:
        return False
    xml = parts.xml(part)
    if not is_blank(bare_text(xml)):
        return True
    if parts.roles[part] & set(_DRAWN) or root_name(xml) in ("worksheet", "sst", "chartsheet"):
        return False
    return not parts.roles[part] and _ATTRIBUTE_TEXT.search(xml) is not None


def noted_findings(parts: Parts, place: str) -> Iterator[Finding]:
    """What is told and seals nothing: properties that name people, and macros."""
    names = 0
    for part in parts.with_role(Role.CORE, Role.EXTENDED):
        for one in named(parts.tree(part), "creator", "lastModifiedBy", "Manager", "Company"):
            names += bool((one.text or "").strip())
    for part in parts.with_role(Role.CUSTOM):
        names += sum(1 for _ in named(parts.tree(part), "property"))
    for part in parts.with_role(Role.PEOPLE):
        people = named(parts.tree(part), "person")
        names += sum(
            any(own(person).get(key) for key in ("displayName", "author")) for person in people
        )
    if names:
        yield Finding(Channel.DOCUMENT_PROPERTIES, f"{place}'s properties", names, "properties")
    macros = len(parts.with_role(Role.MACROS))
    if macros:
        yield Finding(Channel.MACROS, place, macros, "parts")
