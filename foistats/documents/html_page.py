"""Web pages: the text and tables that a browser shows."""

from foistats.documents.flow import document_of
from foistats.documents.html_blocks import blocks_of
from foistats.documents.html_tree import decode_page, hidden_test, parse_page
from foistats.documents.model import Document
from foistats.documents.quoted_html import take_out_quoted
from foistats.documents.refusals import unsupported
from foistats.documents.second_markup import confirm_rows, page_rows
from schemas.problem_codes import ProblemCode


def read_html(content: bytes) -> Document:
    """The tables and text of a page; of a message saved as one, without what it quotes."""
    text, guessed = decode_page(content)
    root = parse_page(text)
    if root is None:
        return Document()
    if root.find(".//frameset") is not None:
        raise unsupported(
            "a web page that shows other files, as Excel saves a workbook",
            "open it in Excel, choose Save As, Excel Workbook (.xlsx), and receive that",
        )
    take_out_quoted(root, headed=True, message=False)
    document = document_of(blocks_of(root, hidden_test(root)))
    if document.grids:
        confirm_rows(document, page_rows(text), by="another HTML parser")
    if guessed:
        what = "a page that is not in the encoding it names, read as cp1252"
        document.remarks.append((ProblemCode.TEXT_GUESSED, "", what))
    return document
