"""PDFs that unpack without end, run in circles, nest, or repeat one page for ever."""

import zlib
from collections.abc import Mapping

from tests.golden.documents.builders import build_pdf
from tests.hostile.cases import BROKEN, HOSTILE, LARGE, LOCKED, REFUSED, Case, Cases
from tests.hostile.seeds import SEEDS, _built

TEXT = b"BT /F1 12 Tf 72 700 Td (Rape 3141 2718) Tj ET"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
Objects = dict[int, bytes]


def pdf(objects: Mapping[int, bytes], *, trailer: bytes = b"", start: int | None = None) -> bytes:
    """A PDF of the objects, the first of which is its root, with a table of where they are."""
    made = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(made)
    made += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        made += b"%d 1\n%010d 00000 n \n" % (number, place)
    made += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (max(places) + 1, trailer)
    return bytes(made) + b"startxref\n%d\n%%%%EOF\n" % (table if start is None else start)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), entries, content)


def flate(content: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter/FlateDecode" + entries)


def zeros(megabytes: int) -> bytes:
    """Packed zeros, made piece by piece."""
    packer = zlib.compressobj(9)
    piece = bytes(1_000_000)
    return b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()


def page(content: bytes, **changed: bytes) -> Objects:
    """The objects of a document of one page; `changed` replaces one, by number as `o4`."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>",
        4: content,
        5: FONT,
        6: flate(b"q Q", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
    }
    return objects | {int(name[1:]): body for name, body in changed.items()}


def bombs() -> Cases:
    """Streams that unpack to far more than they are."""
    once = zeros(200)
    yield Case("page of zeros.pdf", pdf(page(stream(once, b"/Filter/FlateDecode"))), HOSTILE)
    twice = zlib.compress(zeros(300), 9)
    double = b"/Filter[/FlateDecode/FlateDecode]"
    yield Case("packed twice.pdf", pdf(page(stream(twice, double))), HOSTILE)
    for what, filters in (
        ("spelled out", b"/Filter/Fl#61teDecode"),
        ("by short names", b"/Filter[/Fl/Fl]"),
        ("four times", b"/Filter[/A85/AHx/A85/Fl]"),
    ):
        yield Case(f"packed {what}.pdf", pdf(page(stream(twice, filters))), HOSTILE)
    elsewhere = page(stream(once, b"/Filter 7 0 R"), o7=b"/FlateDecode")
    yield Case("packed as said elsewhere.pdf", pdf(elsewhere))
    form = page(flate(b"/X Do"), o6=stream(once, b"/Filter/FlateDecode/Subtype/Form/BBox[0 0 9 9]"))
    yield Case("form of zeros.pdf", pdf(form), HOSTILE)
    packed = page(flate(TEXT), o7=stream(once, b"/Type/ObjStm/N 1/First 9/Filter/FlateDecode"))
    yield Case("objects of zeros.pdf", pdf(packed), HOSTILE)
    letters = FONT[:-2] + b"/ToUnicode 7 0 R>>"
    mapped = page(flate(TEXT), o5=letters, o7=stream(once, b"/Filter/FlateDecode"))
    yield Case("letters of zeros.pdf", pdf(mapped), HOSTILE)
    called = page(flate(TEXT), o5=letters, o7=stream(once, b"/Subtype/Image/Filter/FlateDecode"))
    yield Case("letters said to be a picture.pdf", pdf(called), readable=True)
    yield Case(
        "lzw.pdf", pdf(page(stream(b"\x80\x0b\x60" * 1_000_000, b"/Filter/LZWDecode"))), LARGE
    )
    yield Case("run length.pdf", pdf(page(stream(b"\x81A" * 1_500_000, b"/Filter/RL"))), LARGE)
    text = b"BT /F1 1 Tf 72 700 Td " + b"(x) Tj " * 600_000 + b"ET"
    yield Case("half a million letters.pdf", pdf(page(flate(text))))
    lines = b"".join(b"%d %d m 500 500 l S " % (n % 500, n % 700) for n in range(150_000))
    yield Case("a hundred thousand lines.pdf", pdf(page(flate(lines + TEXT))))
    many = page(b"[" + b"4 0 R " * 20_000 + b"]")
    many[3] = many[3].replace(b"/Contents 4 0 R", b"/Contents[" + b"7 0 R " * 20_000 + b"]")
    many[7] = flate(TEXT * 100)
    yield Case("one content twenty thousand times.pdf", pdf(many))
    wide = b"/DecodeParms<</Predictor 15/Columns 2000000000>>"
    yield Case("a row of two billion.pdf", pdf(page(flate(TEXT, wide))))


def circles() -> Cases:
    """References that come back to where they began."""
    circle = page(flate(TEXT), o2=b"<</Type/Pages/Kids[3 0 R 7 0 R]/Count 2>>")
    circle[7] = b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"
    yield Case("pages in a circle.pdf", pdf(circle), HOSTILE)
    own = page(flate(TEXT), o2=b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>")
    yield Case("pages in themselves.pdf", pdf(own), HOSTILE)
    plain = pdf(page(flate(TEXT)))
    table = plain.index(b"xref\n")
    back = pdf(page(flate(TEXT)), trailer=b"/Prev %d" % table)
    yield Case("a table before itself.pdf", back, HOSTILE)
    back = pdf(page(flate(TEXT)), trailer=b"/Prev 5")
    yield Case("a table before that is none.pdf", back)
    yield Case("a table beyond the end.pdf", pdf(page(flate(TEXT)), start=10**9))
    yield Case("a table below nought.pdf", pdf(page(flate(TEXT)), start=-5))
    itself = page(flate(b"/X Do " + TEXT))
    itself[6] = flate(
        b"/X Do",
        b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>",
    )
    yield Case("a form in itself.pdf", pdf(itself), readable=True)
    twice = page(flate(b"/X Do " + TEXT))
    for n in range(6, 40):
        twice[n] = flate(
            b"/X Do /X Do",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
            % (n + 1),
        )
    twice[40] = flate(b"q Q", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    yield Case("forms that double.pdf", pdf(twice), readable=True)
    length = page(
        b"<</Length 4 0 R/Filter/FlateDecode>>\nstream\n" + zlib.compress(TEXT) + b"\nendstream"
    )
    yield Case("a length that is itself.pdf", pdf(length), readable=True)
    parent = page(flate(TEXT), o1=b"<</Type/Catalog/Pages 1 0 R>>")
    yield Case("a root in itself.pdf", pdf(parent))


def shapes() -> Cases:
    """Pages without number or size, lists within lists."""
    pages = page(flate(TEXT))
    kids = b" ".join(b"%d 0 R" % n for n in range(10, 3010))
    pages[2] = b"<</Type/Pages/Kids[%s]/Count 3000>>" % kids
    pages |= dict.fromkeys(range(10, 3010), b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    yield Case("three thousand pages.pdf", pdf(pages), LARGE)
    hidden = page(flate(TEXT))
    inside = b" ".join(b"%d %d" % (n, n * 40) for n in range(10, 1010))
    inside += b"\n" + b"<</Type/Page/Parent 2 0 R>>             " * 1000
    hidden[7] = flate(inside, b"/Type/ObjStm/N 1000/First %d" % inside.index(b"<<"))
    yield Case("a thousand packed pages.pdf", pdf(hidden), LARGE)
    deep = page(flate(TEXT))
    for n in range(10, 3000):
        deep[n] = b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (n - 1, n + 1)
    deep[2] = b"<</Type/Pages/Kids[10 0 R]/Count 1>>"
    deep[3000] = deep.pop(3)
    yield Case("a tree of three thousand storeys.pdf", pdf(deep))
    for what, box in (("vast", b"[0 0 99999999999 9]"), ("minus", b"[0 0 -9 -9]"), ("no", b"[]")):
        sized = page(flate(TEXT))
        sized[3] = sized[3].replace(b"[0 0 595 842]", box)
        codes = HOSTILE if what == "vast" else REFUSED
        yield Case(f"a {what} page.pdf", pdf(sized), codes, readable=what != "vast")
    yield Case(
        "lists in lists.pdf", pdf(page(flate(TEXT), o7=b"[" * 50_000 + b"]" * 50_000)), HOSTILE
    )
    nested = b"<</A " * 50_000 + b"0" + b">>" * 50_000
    yield Case("names in names.pdf", pdf(page(flate(TEXT), o7=nested)), HOSTILE)
    brackets = flate(b"[" * 500_000 + TEXT)
    yield Case("brackets on a page.pdf", pdf(page(brackets)))
    yield Case(
        "a number of a million digits.pdf", pdf(page(flate(b"9" * 900_000 + b" Tf " + TEXT)))
    )
    yield Case("only its head.pdf", b"%PDF-1.7\n%%EOF\n")
    yield Case("no objects.pdf", b"%PDF-1.7\nstartxref\n0\n%%EOF\n")
    script = page(
        flate(TEXT),
        o1=b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
    )
    yield Case("a script.pdf", pdf(script), readable=True)
    yield Case(
        "damaged.pdf", pdf(page(stream(zlib.compress(TEXT)[:-3], b"/Filter/FlateDecode"))), BROKEN
    )
    key = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (
        b"00" * 32,
        b"11" * 32,
    )
    yield Case("locked.pdf", pdf(page(flate(TEXT)), trailer=key), LOCKED | REFUSED)
    long = _built(lambda path: build_pdf(path, ["page"] + ["\f", "page"] * 60))
    yield Case("sixty honest pages.pdf", long, readable=True)
    both = b"%PDF-1.4\n" + SEEDS["xlsx"]()
    yield Case("a workbook that says it is a PDF.pdf", both)
    yield Case("a PDF that says it is a workbook.xlsx", SEEDS["pdf"](), readable=True)


MAKERS = (bombs, circles, shapes)
