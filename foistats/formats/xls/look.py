"""An old workbook (.xls) at the door: its sheets, its stream, and all else in its compound file."""

import io
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from foistats.documents.limits import current
from foistats.documents.model import Document
from foistats.documents.refusals import broken, locked, refusing, too_large
from foistats.documents.words import is_blank
from foistats.errors import DocumentRefused
from foistats.formats.format import Look
from foistats.formats.office.custom_xml import is_setting, unseen_texts
from foistats.formats.office.markup import plain, tree
from foistats.formats.office.unlocking import unlocked
from foistats.formats.sheets.facts import SheetFacts
from foistats.formats.sheets.formulas import all_nought, refuse_uncalculated
from foistats.formats.sheets.grids import document_of
from foistats.formats.sheets.named_texts import is_of_program, is_telling
from foistats.formats.sheets.seen_values import SeenValues
from foistats.formats.xls.every_text import texts_beside
from foistats.formats.xls.records import SheetRecords, StreamFacts, pivot_values, stream_facts
from foistats.formats.xls.sight import OldSheet
from foistats.records import Finding
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode

_FREE = 0xFFFFFFFF
_OLE = b"\xd0\xcf\x11\xe0"
_PLACE = "the workbook"
# In formulas of names: a text, a list, a number are the value itself.
_STRING, _ARRAYS = 0x17, (0x20, 0x40, 0x60)
_TEXT_RESULT = 1
_MACROS = ("_vba_project_cur", "_vba_project", "vba", "macros")
_STREAMS_READ = ("workbook", "book")
_SUMMARIES = ("\x05summaryinformation", "\x05documentsummaryinformation")
# Formats, names of programs and of users, settings of toolbars and lists.
_HARMLESS = (
    "\x01compobj", "\x01ole", "\x03accessobjsitedata", "user names", "list data", "xml", "xcb",
    "\x06dataspaces", "_xmlsignatures", "_signatures", "\x05digitalsignature", "msodatastore",
    "toolbars", "\x01ole10itemname",
)  # fmt: skip


def look_at_old_workbook(content: bytes) -> Look:
    """What an .xls hides, what of it is noted, and what of it is seen."""
    with refusing("workbook"):
        try:
            book = _open(content)
        except DocumentRefused as refusal:
            if refusal.code is not ProblemCode.DOCUMENT_LOCKED:
                raise
            # Excel asks for no password where it is the one that it takes itself.
            content = unlocked(content)
            book = _open(content)
        compound = _compound(content)
        parts = compound.streams
        main = parts.get(("workbook",)) or parts.get(("book",)) or content
        facts = stream_facts(main)
        sheets = []
        for number, sheet in enumerate(book.sheets()):
            records = facts.sheets[number] if number < len(facts.sheets) else SheetRecords()
            sheets.append(OldSheet(book, sheet, records))
        found: list[Finding] = []
        for number, one in enumerate(sheets, 1):
            found += one.findings(f"sheet {number} of {len(sheets)}")
            notes = sum(not is_blank(note.text) for note in one.sheet.cell_note_map.values())
            if notes:
                place = f"sheet {number} of {len(sheets)}"
                found.append(Finding(Channel.COMMENTS, place, notes, "comments"))
        found += _kept(book, sheets, facts, parts)
        found += _beside(compound)
        shown = {
            _bare(value)
            for one in sheets
            for _, _, cell in one.content
            if isinstance(value := cell.value, str)
        }
        shown |= {_bare(one.sheet.name) for one in sheets}
        found += texts_beside(main, compound.said, lambda text: _bare(text) in shown)
    return Look(found, lambda: _read(content, [one.facts for one in sheets], facts))


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()


def _read(content: bytes, sheets: list[SheetFacts], facts: StreamFacts) -> Document:
    """The document of an old workbook that was looked at, each value read a second time."""
    doubtful = all_nought(sheets) and not facts.is_calculated
    for sheet in sheets:
        _show_uncalculated(sheet, all_of_them=doubtful)
    refuse_uncalculated(sheets, is_uncalculated=doubtful)
    return document_of(content, sheets, is_old=True)


def _show_uncalculated(sheet: SheetFacts, *, all_of_them: bool) -> None:
    """Put a formula in the place of its result where it has none: it was never calculated.

    A formula may well come to no text; a sum can't, and neither do all formulas of a workbook.
    """
    calculated = {(row, col) for row, col, *_ in (*sheet.numbers, *sheet.texts)}
    calculated |= sheet.shown.keys() | sheet.given.keys()
    for (row, col), formula in sheet.formulas.items():
        if (row, col) not in calculated and (formula.text or all_of_them):
            sheet.reach(row, col)
            sheet.shown[row, col] = (
                f"={formula.text}" if formula.text else "a formula never calculated"
            )


def _open(content: bytes) -> Any:
    import xlrd

    try:
        # xlrd prints its doubts about a file; they are no use without the file's bytes.
        book = xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,
            ragged_rows=True,
            # Else its table of texts is gone by now.
            on_demand=True,
            logfile=io.StringIO(),
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise locked("workbook") from error
        raise broken("an .xls that can't be read as one") from error
    if book.nsheets > current().sheets:
        raise too_large(f"{book.nsheets} sheets in one workbook", f"at most {current().sheets}")
    return book


class _Compound(NamedTuple):
    """A compound file's streams by path in lower case; none of all that for a bare .xls."""

    streams: dict[tuple[str, ...], bytes]
    people: int
    behind: int
    said: Any = None


def _compound(content: bytes) -> _Compound:
    if not content.startswith(_OLE):
        return _Compound({}, 0, 0)
    import olefile

    with olefile.OleFileIO(io.BytesIO(content)) as compound:
        streams = {
            tuple(step.lower() for step in path): compound.openstream(path).read()
            for path in compound.listdir()
        }
        said = compound.get_metadata()
        people = (said.author, said.last_saved_by, said.manager, said.company)
        used = max((n for n, following in enumerate(compound.fat) if following != _FREE), default=0)
        end = (used + 2) * compound.sector_size
        named = sum(bool(person and as_letters(person).strip("\x00 ")) for person in people)
        behind = len(content[end:].strip(b"\x00\xff \r\n"))
        return _Compound(streams, named, behind, said)


def as_letters(name: bytes | str) -> str:
    """A name as text: olefile gives it as such only where the file says that it is Unicode."""
    return name if isinstance(name, str) else name.decode("latin-1")


def _kept(
    book: Any, sheets: list[OldSheet], facts: StreamFacts, parts: dict[tuple[str, ...], bytes]
) -> Iterator[Finding]:
    """Findings for values that are kept beside the cells and that no visible cell shows."""
    pivots = [v for path, raw in parts.items() if "_sx_db" in path[0] for v in pivot_values(raw)]
    names = [name for name in book.name_obj_list if not name.builtin and not name.macro]
    texts = getattr(book, "_sharedstrings", None) or []
    used = {cell.value for sheet in sheets for _, _, cell in sheet.content}
    orphans = [text for text in texts if not is_blank(text) and text not in used]
    seen = SeenValues(from_1904=bool(book.datemode))
    if pivots or names or facts.linked or facts.charted or orphans:
        for sheet in sheets:
            sheet.show(seen)
    kept: tuple[tuple[Channel, int, str], ...] = (
        (Channel.PIVOT_CACHE, _unseen(pivots, seen.shows), "values"),
        (Channel.EXTERNAL_LINK_CACHE, _unseen(facts.linked, seen.shows), "values"),
        (Channel.CHART_CACHE, _unseen(facts.charted, seen.shows), "values"),
        (Channel.HIDDEN_NAME, sum(_holds(name, seen) for name in names), "names"),
        (Channel.ORPHAN_TEXT, len(orphans) + facts.scenarios, "texts"),
        (Channel.CONNECTION, facts.sources, "connections"),
        (Channel.BYTES_BEYOND_THE_END, facts.left_over, "bytes"),
    )
    for channel, amount, noun in kept:
        if amount:
            yield Finding(channel, _PLACE, amount, noun)


def _unseen(items: list[tuple[str, str]], shows: Callable[[str, str], bool]) -> int:
    return sum(not shows(kind, value) for kind, value in items)


def _holds(name: Any, seen: SeenValues) -> bool:
    """True where a name is a text or a list rather than a place."""
    formula = name.raw_formula or b""
    if formula[:1] and formula[0] in _ARRAYS:
        return not is_of_program(name.name)
    result = name.result
    text = result.value if result is not None and result.kind == _TEXT_RESULT else None
    if not formula.startswith(bytes([_STRING])) or not isinstance(text, str):
        return False
    return is_telling(name.name, text) and not seen.has_text(text)


def _beside(compound: _Compound) -> Iterator[Finding]:
    parts = compound.streams
    embedded = {path[0] for path in parts if path[0].startswith("mbd")}
    controls = {path[0] for path, raw in parts.items() if path[0] == "ctls" and raw}
    changes = sum(len(raw) for path, raw in parts.items() if path[0] == "revision log")
    macros = {path[0] for path in parts if path[0] in _MACROS}
    known = (*_STREAMS_READ, *_SUMMARIES, *_HARMLESS, *_MACROS, "ctls", "revision log")
    orphans = sum(
        bool(raw.strip(b"\x00"))
        for path, raw in parts.items()
        if path[0] not in known and not path[0].startswith(("mbd", "_sx_db"))
    )
    # A file saved for two generations of Excel has all of its content twice.
    orphans += ("workbook",) in parts and ("book",) in parts
    stored = [raw for path, raw in parts.items() if path[0] == "msodatastore" and "item" in path]
    orphans += sum(_is_content(raw) for raw in stored)
    amounts = (
        (Channel.EMBEDDED_OBJECT, len(embedded) + len(controls), "objects"),
        (Channel.TRACKED_CHANGES, changes, "bytes of changes"),
        (Channel.ORPHAN_PART, orphans, "parts"),
        (Channel.MACROS, len(macros), "parts"),
        (Channel.DOCUMENT_PROPERTIES, compound.people, "properties"),
        (Channel.BYTES_BEYOND_THE_END, compound.behind, "bytes"),
    )
    for channel, amount, noun in amounts:
        if amount:
            yield Finding(channel, _PLACE, amount, noun)


def _is_content(raw: bytes) -> bool:
    """True for stored XML that is more than a program's settings."""
    if not raw.strip(b"\x00"):
        return False
    root = tree(plain(raw))
    return not is_setting(root) and unseen_texts(root, is_seen=lambda _: False) > 0
