"""What the bytes of a file tell of its format; each fact is found out once, when it is needed."""

import io
import re
import zipfile
from functools import cached_property

from foistats.errors import DocumentRefused
from foistats.formats.guarding.compounds import root_names

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLANK = b"\xef\xbb\xbf \t\r\n"
_READ_OF_HEADERS = 65_536
_DAMAGED = (zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError, RuntimeError)
_HEADER_LINE = re.compile(rb"([!-9;-~]{1,76}):(?:[ \t].*|)$")
_MAIL_HEADERS = frozenset(
    (b"from", b"to", b"cc", b"bcc", b"date", b"subject", b"reply-to", b"sender", b"importance")
)
_TRANSPORT_HEADERS = frozenset(
    (
        *(b"received", b"return-path", b"delivered-to", b"message-id", b"mime-version"),
        *(b"content-type", b"content-transfer-encoding", b"dkim-signature"),
        *(b"authentication-results", b"thread-topic", b"thread-index", b"in-reply-to"),
        *(b"references", b"envelope-to"),
    )
)
_HTML = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|table|meta|style|div|title|center|font|span|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"<\?xml\b|<\?mso-application|<\w+:?workbook\b", re.IGNORECASE)


class Beginning:
    """A file whose format is to be told. Nothing here raises: what is damaged has no parts."""

    def __init__(self, content: bytes) -> None:
        """Keep the bytes; nothing is looked at yet."""
        self.content = content
        self.is_zip = content.startswith(b"PK")
        self.is_compound = content.startswith(_OLE)

    @cached_property
    def listing(self) -> bytes:
        """The bytes of a zip's list of parts at its end: a zip inside has a list of its own."""
        end = self.content.rfind(b"PK\x05\x06") if self.is_zip else -1
        start = int.from_bytes(self.content[end + 16 : end + 20], "little")
        return self.content[start:end] if 0 < start < end else b""

    @cached_property
    def parts(self) -> frozenset[str]:
        """The names of a zip's parts in lower case."""
        return self._package[0]

    @cached_property
    def mimetype(self) -> bytes:
        """What a zip says of itself in a part of that name, as OpenDocument files do."""
        return self._package[1]

    @cached_property
    def _package(self) -> tuple[frozenset[str], bytes]:
        if not self.is_zip:
            return frozenset(), b""
        said = b""
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
                names = frozenset(name.replace("\\", "/").lower() for name in archive.namelist())
                if "mimetype" in names:
                    with archive.open("mimetype") as part:
                        said = part.read(200)
        except _DAMAGED:
            return frozenset(), b""
        return names, said

    @cached_property
    def _streams(self) -> frozenset[str] | None:
        try:
            return root_names(self.content)
        except DocumentRefused:
            return None

    def has_stream(self, name: str) -> bool:
        """True where a compound file has a stream or folder of that name at its root.

        A message has its attachments inside, so that names anywhere in it say little; they are
        taken only where the file is too damaged to tell what its root is.
        """
        if not self.is_compound:
            return False
        if self._streams is None:
            return name.encode("utf-16-le") in self.content
        return name.lower() in self._streams

    @cached_property
    def letters(self) -> bytes:
        """The first letters without a byte order mark, those of UTF-16 a byte for each letter."""
        head = self.content[:8192]
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            head = head.decode("utf-16", errors="replace").encode("ascii", errors="replace")
        return head.lstrip(_BLANK)

    @cached_property
    def is_page(self) -> bool:
        """True where a text begins as web pages do."""
        return _HTML.match(self.letters) is not None

    @cached_property
    def is_xml(self) -> bool:
        """True where a text begins as XML that is no web page."""
        return not self.is_page and _XML.match(self.letters) is not None

    @cached_property
    def is_message(self) -> bool:
        """True where the file begins with the header of an email.

        Two of an email's headers and nothing else up to a blank line; one of them is such as no
        person writes, or has an address.
        """
        head = self.content[:_READ_OF_HEADERS].lstrip(_BLANK)
        if len(self.content) > _READ_OF_HEADERS:
            head = head[: head.rfind(b"\n") + 1]  # the last line is cut short
        names: list[bytes] = []
        has_address = False
        for line in head.splitlines():
            if not line.strip():
                break
            if line[:1] in (b" ", b"\t") or (not names and line.startswith(b"From ")):
                continue
            match = _HEADER_LINE.match(line)
            if match is None:
                # A line of some other kind ends no header of a letter; mail gateways write worse.
                return len(_TRANSPORT_HEADERS.intersection(names)) > 1
            name = match[1].lower()
            names.append(name)
            has_address = has_address or (name == b"from" and b"@" in line)
        transport = [n for n in names if n in _TRANSPORT_HEADERS or n.startswith(b"x-")]
        if len({*transport, *_MAIL_HEADERS.intersection(names)}) < 2:
            return False
        return bool(transport) or (has_address and _MAIL_HEADERS.issuperset(names))


def is_office_package(beginning: Beginning) -> bool:
    """True for a package as Microsoft's programs write it, whichever of them did."""
    return "[content_types].xml" in beginning.parts and not is_opendocument_sheet(beginning)


def is_opendocument_sheet(beginning: Beginning) -> bool:
    """True for a package that is an OpenDocument spreadsheet, by its own word or by its parts."""
    if beginning.mimetype:
        return b"opendocument.spreadsheet" in beginning.mimetype
    return "content.xml" in beginning.parts and "[content_types].xml" not in beginning.parts
