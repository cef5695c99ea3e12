"""From a received file to its cells: the kind is told by content, the name is only compared.

Runs in a worker process (see workers.py): some legal files end the process that parses them.
"""

from pathlib import Path

from foistats.documents.kinds import Kind, kind_of, kinds_of_suffix
from foistats.documents.limits import FILE_BYTES
from foistats.documents.model import Document
from foistats.documents.refusals import broken, too_large
from foistats.errors import DocumentRefused
from schemas.problem_codes import ProblemCode


def read_document(path: Path) -> Document:
    """The cells and text of one received file, or a DocumentRefused that says what to do."""
    size = path.stat().st_size
    if size > FILE_BYTES:
        raise too_large(f"a file of {size} bytes", f"at most {FILE_BYTES} bytes")
    content = path.read_bytes()
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise DocumentRefused(
            ProblemCode.DOCUMENT_EMPTY,
            "a file without content",
            expected="the document that the force sent",
            remedy="ask for it again, or receive the right file",
        )
    kind = kind_of(content)
    try:
        document = _read(kind, content, path.suffix.lower())
    except (DocumentRefused, KeyboardInterrupt, SystemExit):
        raise
    except MemoryError as error:
        raise too_large("a file that needs more memory than allowed", "a smaller file") from error
    # calamine raises PanicException, which is a BaseException (pyo3)
    except BaseException as error:
        raise broken(f"a {kind} file that cannot be parsed ({type(error).__name__})") from error
    said = kinds_of_suffix(path.suffix)
    if said and kind not in said:
        found = f"the name ends in {path.suffix} but the content is {kind}"
        document.remarks.append((ProblemCode.DOCUMENT_NOT_ITS_EXTENSION, "", found))
    return document


def _read(kind: Kind, content: bytes, suffix: str) -> Document:
    if kind is Kind.XLSX:
        from foistats.documents.workbook import read_xlsx

        return read_xlsx(content)
    if kind is Kind.ODS:
        from foistats.documents.workbook import read_ods

        return read_ods(content)
    if kind is Kind.XLS:
        from foistats.documents.old_workbook import read_xls

        return read_xls(content)
    if kind is Kind.PDF:
        from foistats.documents.pdf import read_pdf

        return read_pdf(content)
    from foistats.documents.text_table import read_text_table

    return read_text_table(content, one_column=suffix == ".csv")
