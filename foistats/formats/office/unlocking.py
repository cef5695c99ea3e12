"""Workbooks that Excel encrypts and opens without asking: the password is always the same.

Excel encrypts a workbook whose structure is protected, or that is only to be read, with a password
of its own ([MS-OFFCRYPTO] 2.4.2.3), and whoever opens it is asked for none.
"""

import io
import re
from typing import Any

from foistats.documents.refusals import broken, hostile, locked
from foistats.formats.beginning import Beginning

_PACKAGE = "EncryptedPackage"
_USUAL_PASSWORD = "VelvetSweatshop"
# Where a file is too damaged to tell its root, these names say what it is.
_WITH_FILES_INSIDE = ("__properties_version1.0", "Workbook")
_OF_ENCRYPTION = ("encryptedpackage", "encryptioninfo", "\x06dataspaces")
# Excel turns the password over 100,000 times, and never more than ten million.
_TURNS = re.compile(rb"spinCount\s*=\s*[\"'](\d+)[\"']")
_MOST_TURNS = 10_000_000


def is_wrapped(beginning: Beginning) -> bool:
    """True for an encrypted package, which a message or old workbook may also have inside."""
    return beginning.has_stream(_PACKAGE) and not any(map(beginning.has_stream, _WITH_FILES_INSIDE))


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
    file = None
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content))
        file.load_key(password=_USUAL_PASSWORD)
        file.decrypt(opened)
    # A wrong password, a damaged file and an unknown cipher end in errors of many kinds.
    except Exception as error:
        if isinstance(error, MemoryError):
            raise
        if file is not None and _is_opened_by_usual_password(file):
            raise broken("a workbook whose encrypted content is damaged") from error
        raise locked("workbook") from error
    return opened.getvalue()


def _is_opened_by_usual_password(file: Any) -> bool:
    """True where it is not the password that kept a file from being decrypted."""
    try:
        file.load_key(password=_USUAL_PASSWORD, verify_password=True)
    # Files of other kinds take no such word, and a wrong password has an error of its own.
    except Exception as error:
        if isinstance(error, MemoryError):
            raise
        return False
    return True
