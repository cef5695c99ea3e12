"""A Word document (.docx, .docm) at the door: everything that it keeps and doesn't show."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from foistats.documents.refusals import broken
from foistats.formats.office.custom_xml import custom_xml_findings
from foistats.formats.office.kept_parts import (
    comment_findings,
    link_findings,
    noted_findings,
    object_findings,
    orphan_findings,
)
from foistats.formats.office.markup import child, local, named, own, unchecked
from foistats.formats.office.package import Parts, open_parts
from foistats.formats.office.refusing import refusing
from foistats.formats.office.roles import Role
from foistats.formats.office.zip_bytes import bytes_outside
from foistats.formats.xlsx.caches import unseen_in_chart
from foistats.formats.xlsx.drawings import text_in
from foistats.records import Finding
from foistats.screening.word_styles import PAPER, UNKNOWN, WordStyles, read_styles
from foistats.screening.word_text import Around, Story
from schemas.channels import Channel

_PLACE = "the document"
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MARGINS = ("hdr", "ftr")
_STORIES = {"hdr": "a header", "ftr": "a footer", "footnotes": "the footnotes"}
_STORIES |= {"endnotes": "the endnotes"}
# Prompts of form fields are short; longer text in a building block is somebody's.
_PROMPT = 200


@dataclass(slots=True)
class SeenWords:
    """The text that a document shows."""

    text: str = ""
    numbers: frozenset[float] = field(default_factory=frozenset)

    def shows(self, kind: str, written: str) -> bool:
        """True where a value that is kept stands in the text as well."""
        if kind in ("b", "e", "m"):
            return True
        try:
            return float(written) in self.numbers
        except ValueError:
            return self.has_text(written)

    def has_text(self, text: str) -> bool:
        """True where the text stands in what is shown."""
        return _bare(text) in self.text


def word_findings(content: bytes) -> list[Finding]:
    """What a Word document hides, and what is noted; raises DocumentRefused for a broken one."""
    with refusing("Word document"), zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = open_parts(archive, content)
        main = next(parts.linked("", Role.MAIN), None)
        if main is None or local(parts.tree(main).tag) != "document":
            raise broken("an Office file whose main part is no Word document")
        found = bytes_outside(archive, content)
        stories = list(_stories(parts, main))
        for story in stories:
            found += story.findings()
        changes = sum(story.changes for story in stories)
        if changes:
            found.append(Finding(Channel.TRACKED_CHANGES, _PLACE, changes, "changes"))
        seen = _seen(stories)
        found += comment_findings(parts, lambda _: _PLACE)
        found += object_findings(parts, lambda _: _PLACE)
        found += link_findings(parts, _PLACE)
        found += custom_xml_findings(parts, place=_PLACE, is_seen=seen.has_text)
        found += _charts(parts, seen)
        found += _settings(parts, main)
        found += _building_blocks(parts, seen)
        found += orphan_findings(parts, (), _PLACE)
        found += noted_findings(parts, _PLACE)
    return found


def _stories(parts: Parts, main: str) -> Iterator[Story]:
    styles_part = next(parts.linked(main, Role.STYLES), None)
    styles = read_styles(unchecked(parts.raw(styles_part)) if styles_part else b"")
    root = parts.tree(main)
    background = child(root, "background")
    ground = PAPER if background is None else UNKNOWN
    yield _story("the text", root, styles, Around(ground))
    for part in dict.fromkeys(parts.linked(main, Role.STORY)):
        root = parts.tree(part)
        yield _story(_STORIES.get(local(root.tag), "a note"), root, styles, Around(ground))


def _story(name: str, root: ElementTree.Element, styles: WordStyles, around: Around) -> Story:
    story = Story(name, styles, is_margin=local(root.tag) in _MARGINS)
    story.walk(root, around)
    return story


def _seen(stories: list[Story]) -> SeenWords:
    text = "".join(piece for story in stories for piece in story.seen)
    numbers = {float(number.replace(",", "")) for number in _NUMBER.findall(text)}
    return SeenWords(_bare(text), frozenset(numbers))


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()


def _charts(parts: Parts, seen: SeenWords) -> Iterator[Finding]:
    unseen = sum(
        unseen_in_chart(parts.xml(part), seen, of_numbers=lambda _: False)
        for part in parts.with_role(Role.CHART)
    )
    if unseen:
        yield Finding(Channel.CHART_CACHE, _PLACE, unseen, "values")


def _settings(parts: Parts, main: str) -> Iterator[Finding]:
    """Where a letter was filled from, and what programs keep as its variables."""
    sources = variables = 0
    for part in parts.linked(main, Role.SETTINGS):
        root = parts.tree(part)
        for merge in named(root, "mailMerge"):
            sources += any(True for _ in named(merge, "dataSource", "query", "connectString"))
        variables += sum(bool(own(one).get("val", "").strip()) for one in named(root, "docVar"))
    if sources:
        yield Finding(Channel.CONNECTION, _PLACE, sources, "connections")
    if variables:
        yield Finding(
            Channel.DOCUMENT_PROPERTIES, "the document's variables", variables, "variables"
        )


def _building_blocks(parts: Parts, seen: SeenWords) -> Iterator[Finding]:
    """Stored blocks of text that aren't prompts of the form fields in the document."""
    blocks = 0
    for part in parts.with_role(Role.GLOSSARY):
        for one in named(parts.tree(part), "docPart"):
            text = text_in(one)
            gallery = child(one, "docPartPr", "category", "gallery")
            prompt = gallery is not None and own(gallery).get("val") == "placeholder"
            if text and not (prompt and len(text) <= _PROMPT) and not seen.has_text(text):
                blocks += 1
    if blocks:
        yield Finding(Channel.ORPHAN_PART, "the document's building blocks", blocks, "texts")
