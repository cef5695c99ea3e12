"""From a received file to its cells: the kind is told by content, the name is only compared.

Runs in a worker process (see workers.py): some legal files end the process that parses them.
"""

import importlib
import stat
from pathlib import Path, PurePosixPath

from foistats.documents.guard import refuse_hostile
from foistats.documents.kinds import Kind, kind_of, kinds_of_suffix
from foistats.documents.limits import current
from foistats.documents.model import Document
from foistats.documents.refusals import broken, too_large, unsupported
from foistats.errors import DocumentRefused
from schemas.problem_codes import ProblemCode

# The reader of each kind, loaded when a file of it comes; a text's own depends on its ending.
_READERS = {
    Kind.XLSX: "workbook:read_xlsx",
    Kind.ODS: "workbook:read_ods",
    Kind.XLS: "old_workbook:read_xls",
    Kind.PDF: "pdf:read_pdf",
    Kind.DOCX: "docx:read_docx",
    Kind.EML: "email_file:read_eml",
    Kind.MSG: "msg:read_msg",
    Kind.HTML: "html_page:read_html",
    Kind.ZIP: "archive:read_zip",
    Kind.TEXT: "plain_text:read_text",
}


def read_document(path: Path) -> Document:
    """The cells and text of one received file, or a DocumentRefused that says what to do."""
    content = content_of(path)
    refuse_hostile(content)
    return open_document(content, kind_to_read(content), name=path.name)


def content_of(path: Path) -> bytes:
    """A file's bytes, refused where they are too many to be a reply."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise unsupported("no file but a folder, pipe or device", "receive the file itself")
    most = current().file_bytes
    if found.st_size > most:
        raise too_large(f"a file of {found.st_size} bytes", f"at most {most} bytes")
    return path.read_bytes()


def kind_to_read(content: bytes) -> Kind:
    """The kind of a file by its content; an empty one, or one without a reader, is refused."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise DocumentRefused(
            ProblemCode.DOCUMENT_EMPTY,
            "a file without content",
            expected="the document that the force sent",
            remedy="ask for it again, or receive the right file",
        )
    return kind_of(content)


def open_document(content: bytes, kind: Kind, *, name: str) -> Document:
    """The cells and text of a file of a known kind."""
    suffix = PurePosixPath(name).suffix.lower()
    try:
        document = _read(kind, content, suffix)
    # Out of memory, the worker says so: the file may be read with more of it.
    except (DocumentRefused, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    # calamine raises PanicException, which is a BaseException (pyo3)
    except BaseException as error:
        raise broken(f"a {kind} file that cannot be parsed ({type(error).__name__})") from error
    said = kinds_of_suffix(suffix)
    if said and kind not in said:
        found = f"the name ends in {suffix} but the content is {kind}"
        document.remarks.append((ProblemCode.DOCUMENT_NOT_ITS_EXTENSION, "", found))
    return document


def _read(kind: Kind, content: bytes, suffix: str) -> Document:
    module, _, name = _READERS[kind].partition(":")
    read = getattr(importlib.import_module(f"foistats.documents.{module}"), name)
    found: Document = read(content, suffix) if kind is Kind.TEXT else read(content)
    return found
