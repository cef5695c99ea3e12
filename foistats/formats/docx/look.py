"""One look at a Word document (.docx, .docm): what it shows is read, what it doesn't is found.

Every run of text is met once (story.py). What lies beside the text, such as comments, objects and
charts, is never read.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from foistats.documents.flow import document_of
from foistats.documents.model import Document
from foistats.documents.refusals import broken, refusing
from foistats.documents.second_markup import confirm_rows, word_rows
from foistats.formats.docx.colours import PAPER, Ground, Palette
from foistats.formats.docx.nodes import Node, is_on, node_of
from foistats.formats.docx.numbering import ListNumbers
from foistats.formats.docx.page import Page
from foistats.formats.docx.runs import Runs, Shared
from foistats.formats.docx.seen import Around
from foistats.formats.docx.story import Story
from foistats.formats.docx.styles import Styles
from foistats.formats.office.charts import unseen_in_chart
from foistats.formats.office.colours import OFFICE_THEME, Colour, theme_colours
from foistats.formats.office.custom_xml import custom_xml_findings
from foistats.formats.office.every_text import texts_beside
from foistats.formats.office.kept_parts import (
    comment_findings,
    link_findings,
    noted_findings,
    object_findings,
    orphan_findings,
)
from foistats.formats.office.markup import child, local, named, own, text_in, unchecked
from foistats.formats.office.package import Parts, open_parts
from foistats.formats.office.roles import Role
from foistats.formats.office.zip_bytes import bytes_outside
from foistats.records import Finding
from schemas.channels import Channel

_LAST_STEP = re.compile(r"(?:[\w.-]+:)?@?([\w.-]+)(?:\[\d+\])?/?\s*$")

_PLAIN = ("text", "date", "dropDownList", "comboBox")


@dataclass(slots=True)
class Bindings:
    """The XML that a document's controls may be bound to, looked at once there is one."""

    parts: Parts
    values: dict[str, set[str]] = field(default_factory=dict)
    is_known: bool = False

    def shows_own(self, control: Node) -> bool:
        """True unless a control is bound to another text than stands in it."""
        properties = control.first("sdtPr")
        if properties is None:
            return True
        binding = properties.first("dataBinding") or properties.first("w15:dataBinding")
        prompt = properties.first("showingPlcHdr")
        if binding is None or (prompt is not None and is_on(prompt.written.get("val", "1"))):
            return True
        step = _LAST_STEP.search(binding.written.get("xpath", ""))
        values = self._values().get(step[1], set()) if step else set()
        if not values:
            return True
        if not any(properties.first(kind) is not None for kind in _PLAIN):
            # What stands in other kinds, such as boxes to be ticked, is written there otherwise.
            return True
        day = properties.first("date")
        if day is not None:
            return any(value[:10] == day.written.get("fullDate", "")[:10] for value in values)
        content = control.first("sdtContent")
        shown = "" if content is None else "".join(one.text for one in content.below("t"))
        said = {_without_blanks(value) for value in values}
        said |= {
            _without_blanks(item.written.get("displayText", ""))
            for item in properties.below("listItem")
            if _without_blanks(item.written.get("value", "")) in said
        }
        return _without_blanks(shown) in said

    def _values(self) -> dict[str, set[str]]:
        """Every text of the XML beside the document, by the name of its element or attribute."""
        if not self.is_known:
            self.is_known = True
            roles = (Role.CUSTOM_XML, Role.CORE, Role.EXTENDED, Role.CUSTOM)
            for part in self.parts.with_role(*roles):
                for element in self.parts.tree(part).iter() if self.parts.is_xml(part) else ():
                    said = {local(element.tag): element.text or ""}
                    said |= {local(name): value for name, value in element.attrib.items()}
                    for name, value in said.items():
                        if value.strip():
                            self.values.setdefault(name, set()).add(value.strip())
        return self.values


def _without_blanks(text: str) -> str:
    return "".join(text.split()).casefold()


_PLACE = "the document"
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# Prompts of form fields are short; longer text in a building block is somebody's.
_PROMPT = 200


@dataclass(slots=True)
class SeenWords:
    """The text that a document shows."""

    text: str = ""
    numbers: frozenset[float] = field(default_factory=frozenset)

    @classmethod
    def of(cls, stories: list[Runs]) -> "SeenWords":
        """What several stretches of text show."""
        text = "".join(piece for story in stories for piece in story.seen)
        numbers = {float(number.replace(",", "")) for number in _NUMBER.findall(text)}
        return cls(_bare(text), frozenset(numbers))

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


def look_at(content: bytes) -> tuple[list[Finding], Callable[[], Document]]:
    """What a Word document hides or notes, and what it shows; refused where it is broken.

    The second raises DocumentRefused where what is shown can't be told from what isn't.
    """
    with refusing("Word document"), zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = open_parts(archive, content)
        main = next(parts.linked("", Role.MAIN), "word/document.xml")
        root = _root(parts, main)
        if root is None or root.name != "document":
            raise broken("an Office file whose main part is no Word document")
        body = root.first("body")
        if body is None:
            raise broken("a Word document without a text in it")
        found = bytes_outside(archive, content)
        shared, around = _shared(parts, main, root)
        story = Story(Runs("the text", shared))
        blocks = story.read(body, around)
        stories = [story.runs, *_beside(parts, main, shared, story.runs, around)]
        shown = "\n".join(line for one in stories for line in one.lines())
        for one in stories:
            found += one.findings(shown)
        found += _beside_the_text(parts, main, stories)
        again = word_rows(parts.raw(main))

    def read() -> Document:
        if story.runs.refusal is not None:
            raise story.runs.refusal
        document = document_of(blocks)
        document.margins = [line for one in stories if one.is_margin for line in one.lines()]
        confirm_rows(document, again, by="another XML parser")
        return document

    return found, read


def _root(parts: Parts, part: str) -> Node | None:
    return node_of(parts.raw(part), part) if parts.has(part) else None


def _shared(parts: Parts, main: str, root: Node) -> tuple[Shared, Around]:
    """The styles, lists, notes and pages of a document, and what its paper looks like."""
    settings = next(map(parts.tree, parts.linked(main, Role.SETTINGS)), None)
    mapping = child(settings, "clrSchemeMapping")
    palette = Palette(lambda: _theme(parts, main), {} if mapping is None else own(mapping))
    styles = next(map(parts.raw, parts.linked(main, Role.STYLES)), b"")
    notes: dict[tuple[str, str], Node] = {
        (kind, note.written.get("id", "")): note
        for kind in ("footnote", "endnote")
        for note in (_linked(parts, main, f"{kind}s") or Node("", {})).children
        if note.name == kind and note.written.get("type", "normal") == "normal"
    }
    shared = Shared(
        Styles.of(unchecked(styles), palette),
        ListNumbers(lambda: _linked(parts, main, "numbering"), palette),
        notes,
        [Page.of(section) for section in root.below("sectPr")],
        Bindings(parts).shows_own,
    )
    paper = root.first("background")
    shown = child(settings, "displayBackgroundShape")
    if paper is None or shown is None or not is_on(own(shown).get("val", "1")):
        return shared, Around(ground=PAPER)
    ink = palette.ink(Node("color", {**paper.written, "val": paper.written.get("color", "")}))
    return shared, Around(ground=Ground(ink or None))


def _theme(parts: Parts, main: str) -> Sequence[Colour]:
    theme = next(parts.linked(main, Role.THEME), None)
    return theme_colours(parts.tree(theme)) if theme else OFFICE_THEME


def _linked(parts: Parts, main: str, kind: str) -> Node | None:
    """The part of a kind that the text points to; the first of them."""
    for link in parts.links.get(main, ()):
        if link.kind.rpartition("/")[2] == kind and not link.outside and parts.has(link.target):
            return _root(parts, link.target)
    return None


def _beside(parts: Parts, main: str, shared: Shared, text: Runs, around: Around) -> Iterator[Runs]:
    """Headers and footers, which aren't read, and the notes that nothing points to."""
    for part in dict.fromkeys(parts.linked(main, Role.STORY)):
        root = _root(parts, part)
        if root is None:
            continue
        if root.name in ("hdr", "ftr"):
            name = "a header" if root.name == "hdr" else "a footer"
            margin = Runs(name, shared, is_margin=True)
            Story(margin).read(root, around)
            yield margin
    rest = Runs("the notes", shared)
    rest.met = text.met
    for note in shared.notes.values():
        rest.note_rest(note, Channel.ORPHAN_TEXT)
    yield rest


def _beside_the_text(parts: Parts, main: str, stories: list[Runs]) -> Iterator[Finding]:
    """What the package keeps beside its texts."""
    seen = SeenWords.of(stories)
    changes = sum(story.changes for story in stories)
    if changes:
        yield Finding(Channel.TRACKED_CHANGES, _PLACE, changes, "changes")
    yield from comment_findings(parts, lambda _: _PLACE)
    yield from object_findings(parts, lambda _: _PLACE)
    yield from link_findings(parts, _PLACE)
    yield from custom_xml_findings(parts, place=_PLACE, is_seen=seen.has_text)
    yield from _charts(parts, seen)
    yield from _settings(parts, main)
    yield from _building_blocks(parts, seen)
    yield from orphan_findings(parts, (), _PLACE)
    yield from texts_beside(parts, seen.has_text)
    yield from noted_findings(parts, _PLACE)


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
