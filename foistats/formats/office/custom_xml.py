"""XML that programs keep beside a document: mostly settings of theirs, sometimes content."""

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

from foistats.documents.refusals import too_large
from foistats.formats.accounting.machine_forms import is_machine_written
from foistats.formats.office.markup import named
from foistats.formats.office.package import Parts
from foistats.formats.office.roles import Role
from foistats.records import Finding
from foistats.screening.person_signs import tells_of_a_person
from schemas.channels import Channel

# Queries are kept in a zip inside: no honest one comes near to this.
_QUERY_BYTES = 8 * 1024**2
_WITHOUT_QUERIES = re.compile(r"\s*(?:section\s+Section1\s*;)?\s*")
_QUERIES = "http://schemas.microsoft.com/DataMashup"
# Whose settings these are: SharePoint's, Office's own forms, labels of secrecy, Google's, and the
# programs in which councils and forces file their documents. They are told as properties.
_SETTINGS = (
    "http://schemas.microsoft.com/office/",
    "http://schemas.microsoft.com/sharepoint/",
    "http://schemas.openxmlformats.org/officedocument/2006/bibliography",
    "http://purl.oclc.org/ooxml/officedocument/bibliography",
    "http://schemas.openxmlformats.org/officedocument/2006/customxml",
    "http://schemas.openxmlformats.org/package/2006/metadata/",
    "http://gemini/",
    "http://customooxmlschemas.google.com/",
    "http://customschemas.google.com/",
    "http://www.boldonjames.com/",
    "http://www.titus.com/",
    "http://www.janusnet.com/",
    "http://schemas.titus.com/",
    "http://www.objective.com/ecm/",
    "http://www.imanage.com/work/",
    "http://www.opentext.com/",
    "office.server.policy",
    "microsoft.sharepoint.",
)


def custom_xml_findings(
    parts: Parts, *, place: str, is_seen: Callable[[str], bool]
) -> Iterator[Finding]:
    """A finding for queries kept with a document, and for XML whose text it doesn't show."""
    queries = texts = people = settings = 0
    for part in parts.with_role(Role.CUSTOM_XML):
        if not parts.is_xml(part):
            texts += bool(parts.raw(part).strip(b"\x00 \r\n"))
            continue
        root = parts.tree(part)
        space = root.tag.partition("}")[0].removeprefix("{")
        if space == _QUERIES:
            queries += _has_queries("".join(root.itertext()))
        elif is_setting(root):
            people += any((one.text or "").strip() for one in named(root, "DisplayName"))
            unseen = [text for text in _unseen(root, is_seen) if not is_machine_written(text)]
            personal = sum(map(tells_of_a_person, unseen))
            texts += personal
            settings += len(unseen) - personal
        else:
            texts += unseen_texts(root, is_seen)
    if queries:
        yield Finding(Channel.CONNECTION, place, queries, "sets of queries")
    if texts:
        yield Finding(Channel.ORPHAN_PART, f"XML kept beside {place}", texts, "texts")
    if people:
        yield Finding(Channel.DOCUMENT_PROPERTIES, place, people, "lists of people")
    if settings:
        where = f"settings kept beside {place}"
        yield Finding(Channel.DOCUMENT_PROPERTIES, where, settings, "texts")


def is_setting(root: ElementTree.Element) -> bool:
    """True for XML that is a program's own settings, by its namespace."""
    return root.tag.partition("}")[0].removeprefix("{").lower().startswith(_SETTINGS)


def unseen_texts(root: ElementTree.Element, is_seen: Callable[[str], bool]) -> int:
    """How many texts and attributes of an XML part the document doesn't show."""
    return sum(1 for _ in _unseen(root, is_seen))


def _unseen(root: ElementTree.Element, is_seen: Callable[[str], bool]) -> Iterator[str]:
    written = [one for element in root.iter() for one in (element.text, element.tail)]
    written += [value for element in root.iter() for value in element.attrib.values()]
    yield from (text for text in written if text and text.strip() and not is_seen(text))


def _has_queries(text: str) -> bool:
    """True where a set of queries has any in it: Excel keeps an empty one once it was asked."""
    try:
        content = base64.b64decode("".join(text.split()), validate=True)
        size = int.from_bytes(content[4:8], "little")
        with zipfile.ZipFile(io.BytesIO(content[8 : 8 + size])) as archive:
            for member in archive.infolist():
                if not member.filename.lower().endswith(".m"):
                    continue
                if member.file_size > _QUERY_BYTES:
                    raise too_large(f"queries of {member.file_size} bytes", f"{_QUERY_BYTES}")
                formulas = archive.read(member).decode("utf-8", errors="replace")
                if not _WITHOUT_QUERIES.fullmatch(formulas.removeprefix("\ufeff")):
                    return True
        return False
    except (binascii.Error, ValueError, zipfile.BadZipFile, OSError, NotImplementedError):
        # What can't be looked into may hold anything.
        return bool(text.strip())
