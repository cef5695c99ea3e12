"""The content of an .ods, streamed once: styles, then sheets, and what is kept beside them."""

from dataclasses import dataclass, field

from foistats.formats.ods.cells import CellScan

_STYLES = ("office:automatic-styles", "office:styles")
_CHANGES = (
    "table:cell-content-change", "table:deletion", "table:insertion", "table:movement",
)  # fmt: skip
# Elements that keep copies of values: only for these must all that is seen be known.
_SOURCES = (
    "table:database-source-query",
    "table:database-source-sql",
    "table:database-source-table",
)


@dataclass(slots=True)
class OdsContent:
    """The state of one pass over content.xml."""

    cells: CellScan
    in_styles: bool = False
    changes: int = 0
    inside_changes: int = 0
    sources: int = 0
    links: int = 0
    members: list[str] = field(default_factory=list)
    constants: list[tuple[str, str]] = field(default_factory=list)
    ranges: list[str] = field(default_factory=list)
    linked: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)
    ole: int = 0
    formulas: int = 0
    dde: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element."""
        if tag in _STYLES:
            self.in_styles = True
            self.cells.styles.start(tag, attributes)
        elif self.in_styles:
            self.cells.styles.start(tag, attributes)
        elif tag == "table:tracked-changes" or self.inside_changes:
            self.inside_changes += 1
            self.changes += tag in _CHANGES
        elif tag == "table:dde-link" or self.links:
            self.links += 1
            self.dde += [
                v for k, v in attributes.items() if k in ("office:value", "office:string-value")
            ]
        else:
            self._start_body(tag, attributes)

    def _start_body(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("table:data-pilot-member", "table:data-pilot-group-member"):
            self.members.append(attributes.get("table:name", ""))
        elif tag in _SOURCES:
            self.sources += 1
        elif tag == "table:named-expression":
            name = attributes.get("table:name", "")
            self.constants.append((name, attributes.get("table:expression", "")))
        elif tag == "table:named-range":
            self.ranges.append(attributes.get("table:cell-range-address", ""))
        elif tag.startswith("draw:object"):
            self._note_object(tag, attributes)
        self.formulas += "table:formula" in attributes
        if "xlink:href" in attributes:
            self.linked.add(attributes["xlink:href"].removeprefix("./").lower())
        self.cells.start(tag, attributes)

    def _note_object(self, tag: str, attributes: dict[str, str]) -> None:
        target = attributes.get("xlink:href", "").removeprefix("./").strip("/").lower()
        if tag == "draw:object-ole":
            self.ole += 1
        elif target:
            self.objects.add(target)

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        if tag in _STYLES:
            self.in_styles = False
        elif self.in_styles:
            self.cells.styles.end(tag)
        elif self.inside_changes:
            self.inside_changes -= 1
        elif self.links:
            self.links -= 1
        else:
            self.cells.end(tag)

    def text(self, text: str) -> None:
        """Take in text."""
        if self.in_styles:
            self.cells.styles.text(text)
        elif not self.inside_changes and not self.links:
            self.cells.text(text)
