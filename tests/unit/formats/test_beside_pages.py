"""Texts that a PDF or picture keeps beside what it shows are told, wherever they stand."""

import pytest

from foistats.formats.accounting.pictures import texts_in_picture
from foistats.formats.accounting.xml_texts import comments_in
from foistats.formats.pdf.every_string import strings_beside, strings_in
from schemas.channels import Channel

SAID = b"Quillfeather was seen"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """The syntax of a PDF with these objects below its root."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 2))
    root = b"1 0 obj\n<</Type/Catalog/K[2 0 R 3 0 R]>>\nendobj\n"
    return b"%%PDF-1.7\n%s%strailer\n<</Root 1 0 R%s>>\n%%%%EOF\n" % (root, body, trailer)


def stream(dictionary: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (dictionary, len(content), content)


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    written = (
        b"\xff%c%s%s" % (kind, (len(text) + 2).to_bytes(2, "big"), text) for kind, text in segments
    )
    return b"\xff\xd8" + b"".join(written) + b"\xff\xda\x00\x02" + SAID


def told(content: bytes) -> list[tuple[Channel, str, int]]:
    return [(one.channel, one.place, one.amount) for one in strings_beside(content, ["shown"])]


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description xmlns:q="urn:not shown"'
    b' xmp:CreatorTool="Some Program 12" q:note="%s"/></rdf:RDF></x:xmpmeta>' % SAID
)


@pytest.mark.parametrize(
    ("content", "channel", "place"),
    [
        (
            pdf(stream(b"/Type/Metadata/Subtype/XML", XMP)),
            Channel.DOCUMENT_PROPERTIES,
            "properties (XMP)",
        ),
        (pdf(b"<</A 1>>\n%% " + SAID), Channel.ASIDE_TEXT, "comments in the file's syntax"),
        (
            pdf(b"<</K<%s>>>" % SAID.hex().encode()),
            Channel.ASIDE_TEXT,
            "strings beside the pages",
        ),
        (pdf(b"<</Nums[0<</P(%s)>>]>>" % SAID), Channel.ASIDE_TEXT, "strings beside the pages"),
        (
            pdf(stream(b"/Subtype/Image/Filter/DCTDecode", jpeg((0xFE, SAID)))),
            Channel.DOCUMENT_PROPERTIES,
            "properties of pictures",
        ),
    ],
    ids=["attribute of XMP", "comment", "last in a dictionary", "label of a page", "picture"],
)
def test_a_text_is_told_with_its_kind_of_place(
    content: bytes, channel: Channel, place: str
) -> None:
    assert told(content) == [(channel, place, 1)]


def test_what_programs_write_for_themselves_is_not_told() -> None:
    program = jpeg((0xE1, b"Exif\0\0Canon EOS 5D"), (0xFE, b"CREATOR: gd-jpeg v1.0, quality 90"))
    picture = stream(b"/Subtype/Image/Filter/DCTDecode", program)
    assert told(pdf(b"<</A 1>>\n%\xe2\xe3\xcf\xd3\n%%Page", picture)) == []


def test_strings_of_a_protected_file_are_told_though_nobody_can_read_them() -> None:
    content = pdf(b"<</Title<8a01f3>/TU(\x8a\x01)/CreationDate<8a01>/T()>>", trailer=b"/Encrypt 9")
    assert told(content) == [(Channel.ASIDE_TEXT, "protected strings, which were not looked at", 2)]


def test_a_string_in_figures_may_end_its_dictionary() -> None:
    assert list(strings_in(b"<</Title<4B656E74>>>")) == [("Title", "Kent")]
    assert list(strings_in(b"<< >> <</A<</B 1>>>>")) == []


def test_pictures_of_both_kinds_say_what_stands_in_them() -> None:
    chunk = len(SAID).to_bytes(4, "big") + b"tEXt" + SAID + b"\0\0\0\0"
    drawn = (21).to_bytes(4, "big") + b"IDAT" + SAID + b"\0\0\0\0"
    assert list(texts_in_picture(b"\x89PNG\r\n\x1a\n" + chunk + drawn)) == [SAID.decode()]
    assert list(texts_in_picture(jpeg((0xE1, b"Exif\0\0\x01" + SAID + b"\0")))) == [SAID.decode()]
    assert list(texts_in_picture(jpeg((0xDB, SAID)))) == []
    # A length that leads beyond the end, or backwards, ends the search.
    assert list(texts_in_picture(b"\xff\xd8\xff\xe0\x00\x00\xff\xe1\xff\xff")) == []


def test_an_instruction_in_xml_is_met_like_a_comment() -> None:
    xml = (
        b'<?xml version="1.0"?><?mso-application progid="Word"?><a><?note two left?><!-- b --></a>'
    )
    assert list(comments_in(xml)) == ["note two left", "b"]
    assert list(comments_in(b"<a/>")) == []
