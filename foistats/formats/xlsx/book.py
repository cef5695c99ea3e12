"""A workbook (.xlsx, .xlsm) as it is looked at: its sheets in order, its texts, its styles."""

import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from xml.etree import ElementTree

from foistats.documents.limits import current
from foistats.documents.refusals import broken, too_large
from foistats.formats.office.markup import child, is_on, local, named, own
from foistats.formats.office.package import Parts, open_parts
from foistats.formats.office.roles import Role
from foistats.formats.sheets.areas import Areas
from foistats.formats.sheets.seen_values import SeenValues
from foistats.formats.xlsx.boxes import covered_areas
from foistats.formats.xlsx.sight import SheetSight
from foistats.formats.xlsx.styles import StyleBook, read_styles
from foistats.formats.xlsx.tables import drawn_rules, filled_areas
from foistats.formats.xlsx.texts import SharedTexts
from foistats.formats.xlsx.worksheet import Worksheet, read_worksheet


class Tab(NamedTuple):
    """One sheet of a workbook, in the order of the tabs, counted from 1."""

    number: int
    name: str
    hidden: bool
    part: str
    has_cells: bool


@dataclass
class Workbook:
    """The parts of a workbook and what is asked about them more than once."""

    parts: Parts
    main: str
    root: ElementTree.Element
    tabs: list[Tab]

    @cached_property
    def styles(self) -> StyleBook:
        """How cells look."""
        return read_styles(self.parts, self.main)

    @cached_property
    def strings(self) -> SharedTexts:
        """The texts that cells share."""
        part = next(self.parts.linked(self.main, Role.STRINGS), None)
        xml = self.parts.xml(part) if part else b""
        if b"AlternateContent" in xml:
            raise broken("texts of two kinds, of which some programs show one and some the other")
        return SharedTexts(xml, self.styles)

    @cached_property
    def worksheets(self) -> dict[str, Worksheet]:
        """Every worksheet by its part, in the order of the tabs; those of no tab are last."""
        listed = [tab.part for tab in self.tabs if tab.has_cells]
        others = [p for p in self.parts.with_role(Role.SHEET) if p not in listed]
        return {
            part: read_worksheet(self.parts.xml(part), self.strings) for part in listed + others
        }

    def place(self, tab: Tab) -> str:
        """Where a hidden sheet is, without its name."""
        return f"sheet {tab.number} of {len(self.tabs)}"

    def place_of(self, part: str) -> str:
        """The sheet that a part belongs to, by position; the whole workbook where it has none."""
        for link in self.parts.reached.get(part, ()):
            for tab in self.tabs:
                if tab.part == link.source:
                    return self.place(tab)
        return "the workbook"

    @cached_property
    def sights(self) -> dict[str, SheetSight]:
        """The visible worksheets by their part, with all that decides what is seen."""
        return {tab.part: self._sight(tab) for tab in self.tabs if not tab.hidden and tab.has_cells}

    def _sight(self, tab: Tab) -> SheetSight:
        sheet = self.worksheets[tab.part]
        filled = Areas((area, None) for area in filled_areas(self.parts, tab.part))
        covered = Areas((area, None) for area in covered_areas(self.parts, tab.part, sheet))
        drawn = list(drawn_rules(self.parts, tab.part, self.styles))
        return SheetSight(tab.name, sheet, self.styles, filled, covered, drawn)

    @cached_property
    def from_1904(self) -> bool:
        """True where days are counted from 1904 on."""
        settings = child(self.root, "workbookPr")
        return settings is not None and is_on(own(settings).get("date1904"))

    @cached_property
    def seen(self) -> SeenValues:
        """Everything that the workbook shows; looked for only where there is a cache."""
        seen = SeenValues(from_1904=self.from_1904)
        for sight in self.sights.values():
            for cell in sight.seen_cells():
                seen.add(sight.value(cell))
        return seen

    @cached_property
    def known_texts(self) -> frozenset[str]:
        """The texts that cells share and the names on the tabs, in small letters.

        What of them is hidden or left over is found where it lies; a text that is written a second
        time beside the cells tells nothing more.
        """
        names = (tab.name for tab in self.tabs if not tab.hidden)
        return frozenset(
            " ".join(text.split()).casefold() for text in (*self.strings.texts, *names)
        )

    def knows_text(self, text: str) -> bool:
        """True where a text beside the cells only repeats one of theirs, or the name of a tab."""
        return " ".join(text.split()).casefold() in self.known_texts

    def shows_text(self, text: str) -> bool:
        """True where a visible cell shows this text; the cells are looked through when asked."""
        return self.seen.has_text(text)


def open_workbook(archive: zipfile.ZipFile, content: bytes) -> Workbook:
    """A workbook whose main part is found by link or content type, whatever it's called."""
    parts = open_parts(archive, content)
    main = next(parts.linked("", Role.MAIN), None)
    if main is None or local(parts.tree(main).tag) != "workbook":
        raise broken("an Office file whose main part is no workbook")
    root = parts.tree(main)
    if any(True for block in named(root, "AlternateContent") for _ in named(block, "sheet")):
        raise broken("a workbook of which some programs show one set of sheets and some another")
    listed = [one for block in named(root, "sheets") for one in named(block, "sheet")]
    if len(listed) > current().sheets:
        raise too_large(f"{len(listed)} sheets in one workbook", f"at most {current().sheets}")
    windows = [own(one).get("visibility", "visible") for one in named(root, "workbookView")]
    unseen = bool(windows) and "visible" not in windows
    tabs = []
    for number, sheet in enumerate(listed, 1):
        written = own(sheet)
        part = parts.target(main, written.get("id", ""))
        has_cells = parts.has(part) and Role.OTHER_SHEET not in parts.roles.get(part, ())
        hidden = unseen or written.get("state", "visible") != "visible"
        if parts.has(part):
            tabs.append(Tab(number, written.get("name", ""), hidden, part, has_cells))
    return Workbook(parts, main, root, tabs)
