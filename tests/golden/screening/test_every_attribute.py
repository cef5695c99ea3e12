"""Whatever attribute or element a text is put into: shown, found or refused, never clean."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pytest

from foistats.errors import DocumentRefused
from foistats.formats.opening import Entered, enter
from foistats.records import Finding
from tests.golden.screening import ods_cases, word_cases, workbook_cases
from tests.golden.screening.case import SECRET
from tests.golden.screening.packages import parts_of

# A name that no program gives anything, so that no rule takes it for a word of a standard.
MARK = f"{SECRET} Lane"
_ATTRIBUTE = re.compile(r'<([^\s<>/!?]+)((?:\s+[^\s=<>/]+="[^"]*")*)(/?)>')
_ONE = re.compile(r'\s([^\s=<>/]+)="([^"]*)"')


class Change(NamedTuple):
    """The text put into one place: a part, an element, and an attribute (none for its text)."""

    part: str
    element: str
    attribute: str
    content: bytes
    emptied: bytes


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def changes_of(parts: dict[str, bytes]) -> Iterator[Change]:
    """A file for each attribute and each element, whatever part they first stand in."""
    known: set[tuple[str, str]] = set()
    for part, content in parts.items():
        if not part.endswith((".xml", ".rels")) or b"<" not in content:
            continue
        xml = content.decode()
        for tag in _ATTRIBUTE.finditer(xml):
            element = tag[1]
            inside = [] if tag[3] else [(element, "", tag.end(), xml.index("<", tag.end()))]
            places = [
                (element, one[1], tag.start(2) + one.start(2), tag.start(2) + one.end(2))
                for one in _ONE.finditer(tag[2])
                if not one[1].startswith("xmlns")
            ]
            for name, attribute, start, end in (*inside, *places):
                if (name, attribute) in known:
                    continue
                known.add((name, attribute))
                files = (
                    _zipped({**parts, part: (xml[:start] + text + xml[end:]).encode()})
                    for text in (MARK, "")
                )
                yield Change(part, name, attribute, *files)


def _outcome(content: bytes, name: str) -> Entered | None:
    try:
        return enter(content, name)
    except DocumentRefused:
        return None


def _shows(entered: Entered) -> bool:
    document = entered.document
    return document is not None and (
        SECRET in repr(document.grids)
        or SECRET in repr(document.passages)
        or SECRET in repr(document.margins)
    )


def _tells_more_than_without(told: set[Finding], change: Change) -> bool:
    """True where a text takes the place of one that is told as well, such as an author's name."""
    without = _outcome(change.emptied, "reply")
    return without is None or bool(told - {*without.hidden, *without.noted})


# python-docx's template has hundreds of places, most of them of styles: each third is tried.
_EACH = {"reply.docx": 3}
BASES = {
    "reply.xlsx": workbook_cases.base,
    "reply.docx": word_cases.letter,
    "reply.ods": lambda folder: ods_cases.ods(folder, ods_cases.table(ods_cases.SHOWN)),
}


@pytest.mark.parametrize("name", BASES)
def test_a_text_in_any_place_of_a_file_is_never_taken_for_nothing(
    name: str, tmp_path: Path
) -> None:
    path = BASES[name](tmp_path)
    plain = enter(path.read_bytes(), name)
    assert plain.document is not None
    silent = []
    for change in islice(changes_of(parts_of(path)), 0, None, _EACH.get(name, 1)):
        entered = _outcome(change.content, name)
        if entered is None or _shows(entered):
            continue
        told = {*entered.hidden, *entered.noted}
        if told <= {*plain.hidden, *plain.noted} and not _tells_more_than_without(told, change):
            silent.append(change[:3])
        elif entered.document is not None:
            assert repr(entered.document.passages) == repr(plain.document.passages), change[:3]
    assert silent == []
