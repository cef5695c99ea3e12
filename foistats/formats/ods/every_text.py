"""Every text of a spreadsheet that no cell shows: in boxes, prompts, headers, names, properties."""

import re
from collections.abc import Iterator

from foistats.formats.accounting.weighing import Account
from foistats.formats.accounting.xml_texts import (
    Written,
    attribute_texts,
    comments_in,
    texts_written,
)
from foistats.formats.ods.content import OdsContent
from foistats.formats.office.markup import unchecked
from foistats.formats.office.package import Package
from foistats.records import Finding

_FORMAT = "odf"
_STYLES = re.compile(
    rb"^.*?(<office:automatic-styles[\s>].*</office:automatic-styles\s*>).*$|^.*$", re.DOTALL
)
_PARTS = ("styles.xml", "meta.xml", "settings.xml")


def texts_beside(
    package: Package, content: OdsContent, xml: bytes, manifest: bytes
) -> Iterator[Finding]:
    """A finding for each kind of place with texts that no cell shows; `xml` is content.xml."""
    shown = {_bare(text) for table in content.cells.tables for text in table.seen_texts}
    shown |= {_bare(one.facts.name) for one in content.cells.tables if not one.hidden}
    account = Account(_FORMAT, lambda text: _bare(text) in shown)
    for text in content.cells.drawn:
        account.aside(text, where="texts in boxes drawn over the cells")
    for text in content.cells.around:
        account.aside(text, where="prompts and choices of cells")
    account.take("content.xml", (Written("?", "", text) for text in content.cells.loose))
    account.take("content.xml", attribute_texts(unchecked(xml)))
    for part in _PARTS:
        if package.has(part):
            account.take(part, texts_written(unchecked(package.read(part))))
    account.take("styles.xml", texts_written(_STYLES.sub(rb"\1", unchecked(xml))))
    # Not made plain: OpenOffice 2 and 3 gave it a document type.
    account.take("manifest.xml", texts_written(manifest))
    for part in ("content.xml", *_PARTS):
        for comment in comments_in(package.read(part)) if package.has(part) else ():
            account.aside(comment, where="comments in the XML")
    yield from account.findings()


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()
