"""The way in: a file is looked at for hidden content, and only then opened.

Runs in a worker process, like all parsing. Nothing opens a received file but through `enter`.
"""

import importlib
from typing import NamedTuple

from foistats.documents.guard import refuse_hostile
from foistats.documents.kinds import Kind
from foistats.documents.model import Document
from foistats.documents.reading import kind_to_read, open_document
from foistats.documents.refusals import broken
from foistats.errors import DocumentRefused
from foistats.records import Finding
from foistats.screening.people import without_people
from schemas.channels import NOTED

# Who looks through a file of each kind; loaded when one comes. Letters may quote what was asked.
_LOOKS = {
    Kind.XLSX: "workbook:workbook_findings",
    Kind.ODS: "ods:ods_findings",
    Kind.XLS: "old_workbook:old_workbook_findings",
    Kind.DOCX: "word:word_findings",
    Kind.PDF: "pdf:findings_in_pdf",
    Kind.EML: "email:findings_in_eml",
    Kind.MSG: "msg:findings_in_msg",
    Kind.HTML: "html:findings_in_html",
    Kind.ZIP: "archive:findings_in_zip",
    Kind.TEXT: "text:findings_in_text",
}
_ASKED = (Kind.EML, Kind.MSG, Kind.HTML, Kind.TEXT)


class Entered(NamedTuple):
    """One file at the door. `document` is None where `hidden` keeps it out; `noted` is only told.

    Files inside it have not been looked at yet: each comes to the door by itself.
    """

    document: Document | None
    hidden: tuple[Finding, ...] = ()
    noted: tuple[Finding, ...] = ()
    kind: str = ""


def enter(content: bytes, name: str, *, question: str = "", released: bool = False) -> Entered:
    """Open one file if it hides nothing; raises DocumentRefused where it can't be read at all.

    `question` is the request's own wording: a message that quotes it hides nothing by that. A
    file that a person `released` is opened without what it hides.
    """
    refuse_hostile(content)
    kind = kind_to_read(content)
    found = findings_in(content, kind, question=question)
    hidden = [finding for finding in found if finding.channel not in NOTED]
    noted = tuple(finding for finding in found if finding.channel in NOTED)
    if hidden and not released:
        return Entered(None, tuple(hidden), noted)
    document = open_document(content, kind, name=name)
    document, people = without_people(document)
    hidden += people
    opened = document if released or not hidden else None
    return Entered(opened, tuple(hidden), noted, kind.value)


def findings_in(content: bytes, kind: Kind, *, question: str) -> list[Finding]:
    """What one file hides or should be told, by what lies in its bytes alone."""
    try:
        return _findings_in(content, kind, question)
    # Out of memory, the worker says so: the file may be looked through with more of it.
    except (DocumentRefused, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    # Libraries raise whatever they stumble over; what can't be looked through isn't let in.
    except BaseException as error:
        raise broken(f"a {kind} file that cannot be parsed ({type(error).__name__})") from error


def _findings_in(content: bytes, kind: Kind, question: str) -> list[Finding]:
    module, _, name = _LOOKS[kind].partition(":")
    look = getattr(importlib.import_module(f"foistats.screening.{module}"), name)
    found: list[Finding] = look(content, question=question) if kind in _ASKED else look(content)
    return found
