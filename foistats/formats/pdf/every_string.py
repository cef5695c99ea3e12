"""Every string in the objects of a PDF, and the text of streams that nothing uses.

A page's text is in its streams. What stands in strings outside of them is shown beside the page, as
in the list of chapters, or on demand: tips and choices of fields, alternative texts, properties.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from foistats.documents.limits import current
from foistats.documents.words import words_beyond, words_of
from foistats.formats.accounting.machine_forms import is_machine_written
from foistats.formats.accounting.pictures import texts_in_picture
from foistats.formats.accounting.weighing import Account
from foistats.records import Finding
from schemas.channels import Channel

_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})\s+\d{1,5}\s+obj\b")
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,9})\s+\d{1,5}\s+R\b")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_ROOTS = re.compile(rb"\btrailer\b|/Type\s*/XRef\b")
_META = re.compile(rb"/Type\s*/Metadata\b|/Subtype\s*/XML\b")
_FLATE = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\b")
_OTHER_FILTER = re.compile(rb"/Filter\b")
_FIRST = re.compile(rb"/First\s+(\d{1,9})")
_TOKEN = re.compile(
    rb"/([^\s/<>\[\](){}%]*)|\(((?:[^\\()]|\\[\s\S]|\((?:[^\\()]|\\[\s\S])*\))*)\)"
    rb"|<(?!<)([0-9A-Fa-f\s]*)>"
)
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|([\s\S]))")
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"", b"f": b"", b"\n": b"", b"\r": b""}
# Keys whose strings are numbers, dates, names of fonts and colours, or are drawn on the page.
_OF_PROGRAMS = frozenset(
    (
        *("ID", "Producer", "Creator", "CreationDate", "ModDate", "M", "DA", "DS", "Registry"),
        *("Ordering", "NM", "Lang", "O", "U", "OE", "UE", "Perms", "Indexed", "DeviceRGB"),
        *("Contents", "V", "RC", "CharSet", "FontFamily", "Trapped", "PTEX.Fullbanner", "S"),
        *("ICCBased", "DeviceCMYK", "OutputConditionIdentifier", "OutputCondition", "Info"),
        *("RegistryName", "LastModified", "Separation", "DeviceN", "ByteRange", "Cert", "Dests"),
        *("Names", "Limits", "D", "R", "JS", "CheckSum", "Type", "CalRGB", "DeviceGray", "Style"),
        *("CreationDate--Text", "SourceModified", "Panose", "SpiderInfo", "AS", "FT", "CA"),
    )
)
_PROPERTIES = {"Title", "Subject", "Keywords", "Author", "Company", "Manager", "Comments"}
_WHERE = {
    "Alt": "alternative texts",
    "ActualText": "alternative texts",
    "E": "alternative texts",
    "TU": "tips and choices of fields",
    "Opt": "tips and choices of fields",
    "DV": "tips and choices of fields",
    "TM": "tips and choices of fields",
    "URI": "addresses that links lead to",
    "Title": "titles of chapters and properties",
}
_XMP = re.compile(rb"<(?:x:xmpmeta|rdf:RDF)[\s>].*?</(?:x:xmpmeta|rdf:RDF)>", re.DOTALL)
_XMP_TEXT = re.compile(rb"<([^\s<>/]+)[^<>]*>([^<]*[A-Za-z]{3}[^<]*)<")
_XMP_OF_PROGRAMS = re.compile(
    rb"(?:xmp|xap|pdf|xmpMM|stEvt|stRef|pdfaid|pdfx|pdfuaid|xmpTPg|illustrator|photoshop|xmpG"
    rb"|stFnt|stDim|tiff|exif|crs|pdfaSchema|pdfaProperty|pdfxid|xmpRights|xapMM|xmpGImg)"
    rb":(?!Description|LastModifiedBy|Label|Nickname)\w+|rdf:(?!li)\w+"
)
_XMP_OF_MACHINES = re.compile(
    rb"[\w:./+-]*|(?:xmp|uuid|adobe)[\w:.-]+|Adobe [\w .()]+|application/pdf"
)
_XMP_ATTRIBUTE = re.compile(rb"\s([\w-]+:[\w-]+)\s*=\s*[\"']([^\"'<>]*[A-Za-z]{3}[^\"'<>]*)[\"']")
_XMP_OF_XML = re.compile(rb"(?:xmlns|xml|x|rdf):.*")
# A line of the file's own syntax that every program passes over.
_COMMENT = re.compile(rb"^[ \t]*%(?!PDF-|%EOF)[% ]*([ -~]*[A-Za-z]{3}[ -~]*)$", re.MULTILINE)
_PICTURE = re.compile(rb"/(?:DCTDecode|DCT)\b")
_SHOWN_BY = re.compile(rb"\((?:[^\\()]|\\[\s\S])*\)\s*(?:Tj|'|\")|\[[^\]]*\]\s*TJ")
# A note left in a file is a few words or pages; code has signs that no note has.
_LONGEST_TEXT = 100_000
_FEWEST_WORDS = 2
_OF_A_PROGRAM = re.compile(rb"[\x00-\x08{}<>\\%]|\b(?:re|obj|def|Tf|cm|begincmap|null)\b")
_WORDS = re.compile(r"[^\W\d_]{3,}|\d{2,}")


def strings_beside(content: bytes, shown: Iterable[str]) -> list[Finding]:
    """What strings and unused streams of a PDF say; `shown` are the words of its pages."""
    objects = _Objects(content)
    if b"/Encrypt" in content:
        # What a protected file keeps beside its pages is protected as well: it is told, unread.
        unread = sum(key in _WHERE or key in _PROPERTIES for key in objects.keys_of_strings())
        where = "protected strings, which were not looked at"
        return [Finding(Channel.ASIDE_TEXT, where, unread, "texts")] if unread else []
    words = {part for text in shown for part in words_of(text)}

    def is_shown(text: str) -> bool:
        return not words_beyond(text, words)

    account = Account("pdf", is_shown)
    for syntax in objects.syntax:
        for key, text in strings_in(syntax):
            _take(account, key, text)
        for line in _COMMENT.findall(syntax):
            if len(line.split()) >= _FEWEST_WORDS:
                account.aside(line.decode("ascii"), where="comments in the file's syntax")
    for picture in objects.pictures:
        for text in texts_in_picture(picture):
            account.property(text, where="properties of pictures")
    for packet in _XMP.findall(content):
        attributes = (
            found for found in _XMP_ATTRIBUTE.findall(packet) if not _XMP_OF_XML.match(found[0])
        )
        for name, raw in (*_XMP_TEXT.findall(packet), *attributes):
            text = raw.strip()
            if not _XMP_OF_PROGRAMS.fullmatch(name) and not _XMP_OF_MACHINES.fullmatch(text):
                account.property(text.decode("utf-8", errors="replace"), where="properties (XMP)")
    unused = sum(_says_more(stream, is_shown) for stream in objects.unused())
    found = account.findings()
    if unused:
        found.append(Finding(Channel.ORPHAN_PART, "streams that nothing uses", unused, "streams"))
    return found


def _take(account: Account, key: str, text: str) -> None:
    if key in _OF_PROGRAMS or is_machine_written(text):
        return
    if key in _PROPERTIES and key != "Title":
        account.property(text)
    else:
        account.aside(text, where=_WHERE.get(key, "strings beside the pages"))


def strings_in(syntax: bytes) -> Iterator[tuple[str, str]]:
    """Each string of some objects with the name before it, which says what it is for.

    >>> list(strings_in(b"<< /TU (Your name) /Opt [(Kent) <4B656E74>] >>"))
    [('TU', 'Your name'), ('Opt', 'Kent'), ('Opt', 'Kent')]
    """
    key = ""
    for found in _TOKEN.finditer(syntax):
        if found[1] is not None:
            key = found[1].decode("latin-1")
            continue
        if found[2] is not None:
            raw = _ESCAPED.sub(_unescaped, found[2])
        else:
            digits = b"".join(found[3].split())
            raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        text = decoded(raw)
        if _WORDS.search(text):
            yield key, text.strip("\x00 \r\n")


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1] is not None:
        return bytes([int(found[1], 8) & 0xFF])
    return _SIGNS.get(found[2], found[2])


def decoded(raw: bytes) -> str:
    """A string as text: with a mark it is UTF-16 or UTF-8, else nearly Latin 1."""
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        return raw.decode("utf-16", errors="replace")
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw[3:].decode("utf-8", errors="replace")
    return raw.decode("cp1252", errors="replace")


class _Objects:
    """The objects of a file: their syntax, what they refer to, and where their streams lie."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.syntax: list[bytes] = []
        self.references: dict[int, set[int]] = {}
        self.streams: dict[int, tuple[bytes, int, int]] = {}
        self.roots: set[int] = set()
        self.pictures: list[bytes] = []
        self.left = current().inflated_bytes
        self._take_apart()

    def keys_of_strings(self) -> Iterator[str]:
        """The key of each string that isn't empty, whether or not it can be read."""
        for syntax in self.syntax:
            key = ""
            for found in _TOKEN.finditer(syntax):
                if found[1] is not None:
                    key = found[1].decode("latin-1")
                elif found[2] or found[3]:
                    yield key

    def _take_apart(self) -> None:
        at = 0
        while at < len(self.content):
            begins = _STREAM.search(self.content, at)
            until = len(self.content) if begins is None else begins.start()
            piece = self.content[at:until]
            number = self._take_plain(piece)
            if begins is None:
                return
            end = self.content.find(b"endstream", begins.end())
            end = len(self.content) if end < 0 else end
            dictionary = piece[max(piece.rfind(b"obj"), 0) :]
            self._take_stream(number, dictionary, begins.end(), end)
            at = end + 9

    def _take_plain(self, piece: bytes) -> int:
        """The syntax between two streams; gives the number of its last object, that of a stream."""
        self.syntax.append(piece)
        starts = list(_OBJECT.finditer(piece))
        for found, following in zip_longest(starts, starts[1:]):
            body = piece[found.end() : following.start() if following else len(piece)]
            self._refer(int(found[1]), body)
            if _ROOTS.search(body):
                self.roots |= _referred(body[_first_root(body) :])
        if not starts and _ROOTS.search(piece):
            self.roots |= _referred(piece)
        return int(starts[-1][1]) if starts else -1

    def _refer(self, number: int, body: bytes) -> None:
        self.references.setdefault(number, set()).update(_referred(body))

    def _take_stream(self, number: int, dictionary: bytes, start: int, end: int) -> None:
        if _ROOTS.search(dictionary):
            self.roots |= _referred(dictionary)
        elif _PACKED.search(dictionary):
            self._take_packed(dictionary, self._unpacked(dictionary, start, end))
        elif not _META.search(dictionary):
            if _PICTURE.search(dictionary):
                self.pictures.append(self.content[start:end])
            self.streams[number] = (dictionary, start, end)

    def _take_packed(self, dictionary: bytes, unpacked: bytes) -> None:
        first = _FIRST.search(dictionary)
        at = int(first[1]) if first else 0
        numbers = [int(one) for one in unpacked[:at].split() if one.isdigit()]
        places = sorted(zip(numbers[1::2], numbers[::2], strict=False))
        body = unpacked[at:]
        self.syntax.append(body)
        for (offset, number), following in zip_longest(places, places[1:]):
            self._refer(number, body[offset : following[0] if following else len(body)])

    def _unpacked(self, dictionary: bytes, start: int, end: int) -> bytes:
        raw = self.content[start:end]
        if not _FLATE.search(dictionary):
            return b"" if _OTHER_FILTER.search(dictionary) else raw
        try:
            unpacked = zlib.decompressobj().decompress(raw, max(self.left, 1))
        except zlib.error:
            return b""
        self.left -= len(unpacked)
        return unpacked

    def unused(self) -> Iterator[bytes]:
        """The streams that no way leads to from the root of the file."""
        if not self.roots:
            return
        reached, waiting = set(self.roots), list(self.roots)
        while waiting:
            new = self.references.get(waiting.pop(), set()) - reached
            reached |= new
            waiting += new
        for number in sorted(self.streams.keys() - reached):
            yield self._unpacked(*self.streams[number])


def _referred(body: bytes) -> set[int]:
    return {int(one) for one in _REFERENCE.findall(body)}


def _first_root(body: bytes) -> int:
    found = _ROOTS.search(body)
    return 0 if found is None or found[0] != b"trailer" else found.start()


def _says_more(stream: bytes, is_shown: Callable[[str], bool]) -> bool:
    """True for the content of a page with words that no page shows, or for plain text."""
    drawn = b" ".join(found[0] for found in _SHOWN_BY.finditer(stream))
    if not drawn and _is_plain_text(stream):
        return not is_shown(stream.decode("ascii"))
    said = " ".join(text for _, text in strings_in(drawn))
    return bool(_WORDS.search(said)) and not is_shown(said)


def _is_plain_text(stream: bytes) -> bool:
    """True for words without the signs of a program, of a map of letters or of a drawing."""
    if not stream.isascii() or len(stream) > _LONGEST_TEXT or _OF_A_PROGRAM.search(stream):
        return False
    return len(re.findall(rb"\b[A-Za-z]{3,}\b", stream)) >= _FEWEST_WORDS
