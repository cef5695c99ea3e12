"""The parts of an .ods beside its content: objects, charts, macros, leftovers, people's names."""

import re
from collections.abc import Iterator

from foistats.documents.words import is_blank
from foistats.formats.ods.content import OdsContent
from foistats.formats.ods.stream import stream
from foistats.formats.office.package import Package
from foistats.records import Finding
from schemas.channels import Channel

_LISTED = re.compile(rb"""full-path\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_OF_PROGRAM = re.compile(
    r"mimetype|content\.xml|styles\.xml|meta\.xml|settings\.xml|manifest\.rdf|layout-cache|"
    r"meta-inf/.*|thumbnails/.*|configurations2/.*|.*/|fonts/.*"
)
_MACROS = re.compile(r"(?:basic|scripts|dialogs)/.*")
_OBJECT = re.compile(r"(.*?)/(?:content|styles|meta|settings)\.xml")
_OF_OBJECT = re.compile(
    r"(?:manifest\.rdf|layout-cache|(?:pictures|thumbnails|configurations2)/.*)"
)
_NUMBERS = ("float", "percentage", "currency")
_PEOPLE = ("meta:initial-creator", "dc:creator", "meta:printed-by", "meta:user-defined")
_PLACE = "the spreadsheet"


def part_findings(package: Package, content: OdsContent, manifest: bytes) -> Iterator[Finding]:
    """Findings for the parts of a package that aren't the spreadsheet itself."""
    listed = {(a or b).decode(errors="replace").lower() for a, b in _LISTED.findall(manifest)}
    embedded, charts, orphans, macros, versions = content.ole, 0, 0, 0, 0
    for part in package.names:
        size = package.archive.getinfo(package.names[part]).file_size
        if not size or (_OF_PROGRAM.fullmatch(part) and (part in listed or _is_core(part))):
            continue
        if _MACROS.fullmatch(part):
            macros += 1
        elif part.startswith("versions/") or part == "versionlist.xml":
            versions += 1
        elif part.startswith("objectreplacements/"):
            orphans += part.partition("/")[2] not in content.objects and part not in content.linked
        elif (inside := _OBJECT.fullmatch(part)) and inside[1] in content.objects:
            if part.endswith("/content.xml"):
                kind, unseen = _object(package.read(part), content)
                charts += unseen
                embedded += kind == "other"
        elif part not in content.linked and not _belongs(part, content):
            orphans += bool(package.read(part).strip(b"\x00 \r\n"))
    noted = _people(package)
    amounts = (
        (Channel.EMBEDDED_OBJECT, embedded, "objects"),
        (Channel.CHART_CACHE, charts, "values"),
        (Channel.ORPHAN_PART, orphans, "parts"),
        (Channel.OLD_REVISION, versions, "parts"),
        (Channel.MACROS, macros, "parts"),
        (Channel.DOCUMENT_PROPERTIES, noted, "properties"),
    )
    for channel, amount, noun in amounts:
        if amount:
            yield Finding(channel, _PLACE, amount, noun)


def _is_core(part: str) -> bool:
    """True for parts that need no line in the manifest."""
    return part in ("mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml") or (
        part.startswith("meta-inf/") and part.endswith((".xml", ".rdf"))
    )


def _belongs(part: str, content: OdsContent) -> bool:
    """True for what an object that is shown has beside its content."""
    return any(
        part.startswith(f"{target}/") and _OF_OBJECT.fullmatch(part[len(target) + 1 :])
        for target in content.objects
    )


def _object(xml: bytes, content: OdsContent) -> tuple[str, int]:
    """What an object inside is, and how many values a chart keeps that no visible cell has."""
    kinds: list[str] = []
    values: list[str] = []
    in_cell = in_paragraph = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal in_cell, in_paragraph
        if tag in ("office:chart", "office:spreadsheet", "office:text"):
            kinds.append(tag)
        elif tag == "math" or tag.endswith(":math"):
            kinds.append("math")
        elif tag == "table:table-cell":
            in_cell = True
            if attributes.get("office:value-type") in _NUMBERS:
                values.append(attributes.get("office:value", ""))
        elif tag == "text:p" and in_cell:
            in_paragraph = True
            values.append("")

    def end(tag: str) -> None:
        nonlocal in_cell, in_paragraph
        in_cell = in_cell and tag != "table:table-cell"
        in_paragraph = in_paragraph and tag != "text:p"

    def characters(written: str) -> None:
        if in_paragraph:
            values[-1] += written

    stream(xml, start=start, end=end, text=characters)
    if kinds[:1] == ["office:chart"]:
        shown = content.cells.seen
        unseen = [value for value in values if not is_blank(value) and value.lower() != "nan"]
        return "chart", sum(not shown.has_text(one) for one in unseen if not _is_usual(one))
    return ("math" if kinds[:1] == ["math"] else "other"), 0


def _is_usual(text: str) -> bool:
    """True for the headings that LibreOffice gives rows and columns of a chart itself."""
    return re.fullmatch(r"(?:Row|Column) (?:\d+|[A-Z]{1,3})|\s*", text) is not None


def generator(package: Package) -> str:
    """The name of the program that wrote a spreadsheet, as it says."""
    return next(_said(package, ("meta:generator",)), "")


def _people(package: Package) -> int:
    return sum(not is_blank(said) for said in _said(package, _PEOPLE))


def _said(package: Package, wanted: tuple[str, ...]) -> Iterator[str]:
    """What a spreadsheet says of itself under some headings."""
    if not package.has("meta.xml"):
        return
    found: list[str] = []
    within = False

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal within
        within = tag in wanted
        if within:
            found.append("")

    def text(written: str) -> None:
        if within:
            found[-1] += written

    def end(_: str) -> None:
        nonlocal within
        within = False

    stream(package.read("meta.xml"), start=start, end=end, text=text)
    yield from found
