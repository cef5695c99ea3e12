"""The way in: a file is looked at for hidden content, and only then opened.

Runs in a worker process, like all parsing. Nothing opens a received file but through `enter`.
"""

from typing import NamedTuple

from foistats.documents.kinds import Kind
from foistats.documents.model import Document
from foistats.documents.reading import kind_to_read, open_document
from foistats.records import Finding
from foistats.screening.people import without_people
from schemas.channels import NOTED


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
    match kind:
        case Kind.XLSX:
            from foistats.screening.workbook import workbook_findings

            return workbook_findings(content)
        case Kind.ODS:
            from foistats.screening.ods import ods_findings

            return ods_findings(content)
        case Kind.XLS:
            from foistats.screening.old_workbook import old_workbook_findings

            return old_workbook_findings(content)
        case Kind.DOCX:
            from foistats.screening.word import word_findings

            return word_findings(content)
    del question
    return []
