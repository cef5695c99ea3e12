"""Workbooks that Excel encrypts and opens without asking: the password is always the same.

Excel encrypts a workbook whose structure is protected, or that is only to be read, with a password
of its own ([MS-OFFCRYPTO] 2.4.2.3), and whoever opens it is asked for none.
"""

import io
import re

from foistats.documents.refusals import hostile, locked

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_USUAL_PASSWORD = "VelvetSweatshop"
_OF_ENCRYPTION = ("encryptedpackage", "encryptioninfo", "\x06dataspaces")
# Excel turns the password over 100,000 times, and never more than ten million.
_TURNS = re.compile(rb"spinCount\s*=\s*[\"'](\d+)[\"']")
_MOST_TURNS = 10_000_000


def is_wrapped(content: bytes) -> bool:
    """True for a compound file that holds an encrypted package."""
    return content.startswith(_OLE) and _PACKAGE in content


def unwrapped(content: bytes) -> bytes:
    """The workbook in a compound file that is encrypted with Excel's own password.

    A document that asks for a password is refused, and so is one that keeps anything beside the
    encrypted package.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as compound:
            names = {path[0].lower() for path in compound.listdir()}
    # Damaged files make the library stumble anywhere; whatever they hold can't be opened.
    except Exception as error:
        if isinstance(error, MemoryError):
            raise
        raise locked("Office document") from error
    if not names.issubset(_OF_ENCRYPTION):
        raise locked("Office document")
    found = unlocked(content)
    if not found.startswith(b"PK") or b"xl/workbook" not in found:
        raise locked("Office document")
    return found


def unlocked(content: bytes) -> bytes:
    """A file that is encrypted with Excel's own password, decrypted; any other is refused."""
    import msoffcrypto

    if any(int(turns) > _MOST_TURNS for turns in _TURNS.findall(content)):
        raise hostile("a document whose password takes forever to try")
    opened = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content))
        file.load_key(password=_USUAL_PASSWORD)
        file.decrypt(opened)
    # A wrong password, a damaged file and an unknown cipher end in errors of many kinds.
    except Exception as error:
        if isinstance(error, MemoryError):
            raise
        raise locked("workbook") from error
    return opened.getvalue()
