"""The small rules behind the screening of workbooks and Word documents."""

from datetime import datetime

import pytest

from foistats.errors import DocumentRefused
from foistats.formats.office.markup import bare_text, plain, sliced
from foistats.formats.sheets.areas import Areas, areas_of
from foistats.formats.sheets.number_formats import hides_number, hides_text
from foistats.formats.sheets.seen_values import SeenValues


@pytest.mark.parametrize(
    ("code", "number"), [('[<5]"*";0', 1), ('"confidential"', 17), (";;;", -3), ("0;;", -3)]
)
def test_a_number_shown_as_a_mark_or_not_at_all_is_masked(code: str, number: float) -> None:
    assert hides_number(code, number)


@pytest.mark.parametrize(
    ("code", "number"),
    [('#,##0;-#,##0;"-"', 0), ('0" offences"', 3), ('"Yes";;"No"', 1), ("[Red]0", 4), ("@", 2)],
)
def test_a_number_that_is_shown_is_not_masked(code: str, number: float) -> None:
    assert not hides_number(code, number)


@pytest.mark.parametrize("code", ["General", "@", "0.00", '0;-0;"-";@', '"see "@', ""])
def test_a_text_that_is_shown_is_not_masked(code: str) -> None:
    assert not hides_text(code)


def test_a_value_is_seen_whatever_way_a_cache_writes_it() -> None:
    seen = SeenValues()
    for value in ("Kent  Police", 12.0, 0.1 + 0.2, 43922.0, "a\nb"):
        seen.add(value)
    assert seen.shows("s", "kent police")
    assert seen.shows("n", "12")
    assert seen.shows("n", "0.3")
    assert seen.shows("s", "12")
    assert seen.shows("s", "a_x000a_b")
    # Day 43922 of a workbook that counts from 1900.
    assert seen.shows("d", datetime(2020, 4, 1).isoformat())
    assert seen.shows("e", "#N/A")
    assert not seen.shows("s", "Kent")
    assert not seen.shows("n", "13")
    assert not seen.shows("d", "2020-04-02T00:00:00")


def test_a_workbook_that_counts_from_1904_shows_other_days() -> None:
    seen = SeenValues(from_1904=True)
    # 1,462 days fewer than from 1900.
    seen.add(43922.0 - 1462)
    assert seen.shows("d", "2020-04-01")


@pytest.mark.parametrize(
    "xml",
    [
        b'<?xml version="1.0"?><!DOCTYPE a><a/>',
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"),
        b"<a><!-- never closed</a>",
        b"<a><![CDATA[never closed</a>",
        b"<a></b>",
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
        b"",
    ],
)
def test_xml_that_no_office_program_writes_is_refused(xml: bytes) -> None:
    with pytest.raises(DocumentRefused):
        plain(xml)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_xml_is_the_same_in_every_encoding(encoding: str) -> None:
    written = f'<?xml version="1.0" encoding="{encoding}"?><a b="é">£5</a>'.encode(encoding)
    assert plain(written) == '<a b="é">£5</a>'.encode()


def test_text_is_taken_from_between_tags_whatever_their_attributes_hold() -> None:
    assert bare_text(b"<a b=\"x>y\"><c d='1>0'/>seen</a>").split() == ["seen"]


def test_elements_are_sliced_with_the_namespaces_of_their_root() -> None:
    xml = b'<w:styles xmlns:w="u"><w:style w:id="a"/><w:style w:id="b"><w:x/></w:style></w:styles>'
    assert [(written["id"], one) for written, one in sliced(xml, "style")] == [
        ("b", b'<w:styles xmlns:w="u"><w:style w:id="b"><w:x/></w:style></w:styles>')
    ]


def test_areas_are_found_row_by_row_and_again_from_the_top() -> None:
    areas = Areas((area, None) for area in areas_of("A1:B9 D2:D3"))
    assert [len(areas.at(row, col)) for row, col in ((0, 0), (1, 3), (8, 1), (9, 0), (1, 3))] == [
        1, 1, 1, 0, 1,
    ]  # fmt: skip
