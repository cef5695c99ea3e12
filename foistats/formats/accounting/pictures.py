"""What pictures say of themselves: comments, and what cameras and programs write into them."""

import re
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# Exif and XMP, Photoshop's own, a comment; the picture itself begins at the start of its scan.
_SAYING = (0xE1, 0xED, 0xFE)
_SCAN = 0xDA
_PNG_TEXTS = (b"tEXt", b"iTXt", b"eXIf")
_RUN = re.compile(rb"[ -~]{6,}")
_TAG = re.compile(rb"<[^<>]*>")
# Two words with letters: less is a setting or the name of a camera.
_SAYS = re.compile(r"[A-Za-z]{3,}[^A-Za-z]+(?:[A-Za-z]{3,}|\d{2,})")
_OF_PROGRAMS = re.compile(
    r"(?:Exif|JFIF|ICC|Photoshop|Adobe|Copyright \(c\) 1998 Hewlett|IEC http|Reference Viewing"
    r"|CREATOR:|Created with|Software|Canon|NIKON|SONY|Apple|Google|Picasa|GIMP|http://ns\.)",
    re.IGNORECASE,
)


def texts_in_picture(raw: bytes) -> Iterator[str]:
    """Each text of at least two words that a JPEG or PNG keeps beside what it shows.

    >>> said = b"seen in Acacia Avenue"
    >>> list(texts_in_picture(b"\\xff\\xd8\\xff\\xfe" + (len(said) + 2).to_bytes(2) + said))
    ['seen in Acacia Avenue']
    """
    for piece in _pieces(raw):
        for found in _RUN.findall(_TAG.sub(b" ", piece)):
            text = found.decode("ascii").strip()
            if _SAYS.search(text) and not _OF_PROGRAMS.match(text):
                yield text


def _pieces(raw: bytes) -> Iterator[bytes]:
    """The pieces of a picture in which it may say something."""
    if raw.startswith(_JPEG):
        at = 2
        while at + 4 <= len(raw) and raw[at] == 0xFF and raw[at + 1] != _SCAN:
            end = at + 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
            if raw[at + 1] in _SAYING:
                yield raw[at + 4 : end]
            at = max(end, at + 4)
    elif raw.startswith(_PNG):
        at = len(_PNG)
        while at + 8 <= len(raw):
            end = at + 8 + int.from_bytes(raw[at : at + 4], "big")
            if raw[at + 4 : at + 8] in _PNG_TEXTS:
                yield raw[at + 8 : end]
            at = end + 4
