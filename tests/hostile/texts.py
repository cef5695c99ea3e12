"""Text: lines and fields without end, messages in messages, web pages of vast cells."""

import base64

from tests.hostile.cases import BROKEN, HOSTILE, LARGE, REFUSED, Case, Cases
from tests.hostile.seeds import SEEDS, TABLE


def tables() -> Cases:
    """Delimited text."""
    yield Case("one line of 20 MB.csv", b"3141," * 4_000_000, LARGE)
    yield Case("30 MB.csv", b"Rape,3141,2718\r\n" * 2_000_000, LARGE)
    yield Case("one field of 3 MB.csv", b"a,b\r\n" + b"x" * 3_000_000 + b",1\r\n", LARGE)
    yield Case("a field of 1 MB.csv", b"a,b\r\n" + b"x" * 1_000_000 + b",1\r\n", REFUSED)
    yield Case("a million columns.csv", b"a" + b"," * 1_000_000 + b"\r\n", LARGE)
    yield Case("a million lines.csv", b"a,1\r\n" * 1_000_000)
    yield Case(
        "a million empty lines.csv", b"a,1\r\n" + b"\n" * 1_000_000 + b"b,2\r\n", readable=True
    )
    yield Case("an open quote.csv", SEEDS["csv"]() + b'"' + b"x,1\r\n" * 50_000, BROKEN)
    yield Case("quotes in quotes.csv", b'a,"' + b'""' * 500_000 + b'"\r\n')
    yield Case("nul.csv", SEEDS["csv"]().replace(b"3141", b"31\x0041"), BROKEN)
    yield Case("controls.csv", SEEDS["csv"]().replace(b"3141", b"31\x0841"), BROKEN)
    yield Case("half of utf-16.csv", b"\xff\xfe" + SEEDS["csv"]())
    yield Case("utf-16.csv", SEEDS["csv"]().decode().encode("utf-16"), readable=True)
    yield Case("random.csv", bytes(n * n % 251 for n in range(5_000)))
    yield Case("empty.csv", b"", REFUSED)
    yield Case("spaces.csv", b" \r\n" * 1000, REFUSED)
    yield Case("separators.csv", b"sep=\x01\r\n" + SEEDS["csv"](), REFUSED)
    yield Case("many delimiters.csv", b",;\t|" * 4_000 + b"\r\n")
    digits = SEEDS["csv"]().replace(b"3141", b"9" * 100_000)
    yield Case("a number of 100,000 digits.csv", digits, readable=True)
    for what, written in (
        ("arabic", "٣١٤١"),
        ("full width", "３１４１"),
        ("underscored", "3_141"),
        ("exponent", "3.141e3"),
        ("infinite", "inf"),
        ("hexadecimal", "0xC45"),
    ):
        text = SEEDS["csv"]().decode().replace("3141", written)
        yield Case(f"{what}.csv", text.encode(), readable=True)
    lines = [["=cmd|'/c calc'!A0" if cell == "Rape" else cell for cell in row] for row in TABLE]
    formula = "".join(",".join(str(cell) for cell in row) + "\r\n" for row in lines)
    yield Case("formulas.csv", formula.encode(), readable=True)
    bidi = SEEDS["csv"]().decode().replace("3141", "\u202e1413\u202c")
    yield Case("turned round.csv", bidi.encode(), readable=True)
    joined = SEEDS["csv"]().decode().replace("3141", "3\u200b141")
    yield Case("an unseen letter.csv", joined.encode(), readable=True)


def pages() -> Cases:
    """Web pages."""
    head = b"<html><body>"
    cell = b"<table><tr><td %s>3141</td></tr></table>"
    yield Case("wide.html", head + cell % b"colspan=1000000000", HOSTILE)
    yield Case("high.html", head + cell % b"rowspan='99999999999999999999'", HOSTILE)
    high = b"<table>" + b"<tr><td rowspan=65000 colspan=900>1</td></tr>" * 200 + b"</table>"
    yield Case("many wide cells.html", head + high, LARGE)
    for tag in (b"div", b"table", b"b", b"blockquote"):
        deep = b"<%s>" % tag * 100_000
        yield Case(f"deep {tag.decode()}.html", head + deep + b"3141", HOSTILE)
    yield Case("deep p.html", head + b"<p>" * 100_000 + b"3141")
    yield Case("a million cells.html", head + b"<table>" + b"<td>1" * 1_000_000)
    yield Case("an open tag.html", head + b"<table " + b"a" * 2_000_000)
    yield Case("an open comment.html", head + b"<!--" + b"x" * 2_000_000)
    yield Case("many attributes.html", head + b"<table " + b"a=1 " * 300_000 + b">")
    yield Case("entities.html", head + b"&amp;" * 500_000 + b"&#99999999999;" * 1000)
    yield Case("an xml bomb.html", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><html>&a;")
    script = b"<script>document.write('<table><tr><td>9999</td></tr></table>')</script>"
    yield Case(
        "a script.html", SEEDS["html"]().replace(b"</body>", script + b"</body>"), readable=True
    )


def messages() -> Cases:
    """Emails."""
    head = b"From: foi@dorset.police.uk\r\nSubject: reply\r\nMIME-Version: 1.0\r\n"
    nested = head + b"\r\n3141\r\n"
    for _ in range(400):
        nested = head + b"Content-Type: message/rfc822\r\n\r\n" + nested
    yield Case("400 messages in each other.eml", nested, HOSTILE | LARGE)
    parts = b"Content-Type: multipart/mixed; boundary=%s\r\n\r\n--%s\r\n"
    deep = b""
    for n in range(400):
        deep += (head if not n else b"") + parts % (b"b%d" % n, b"b%d" % n)
    yield Case("400 parts in each other.eml", deep, HOSTILE | LARGE)
    many = head + parts % (b"b", b"b") + b"Content-Type: text/plain\r\n\r\nx\r\n--b\r\n" * 10_000
    yield Case("ten thousand parts.eml", many, LARGE)
    yield Case("3 MB of headers.eml", head + b"X-A: b\r\n" * 400_000 + b"\r\nx", HOSTILE)
    yield Case("one header of 3 MB.eml", head + b"X-A: " + b"b" * 3_000_000 + b"\r\n\r\nx", REFUSED)
    for what, name in (
        ("up", "../../../../etc/passwd"),
        ("absolute", "/etc/cron.d/evil"),
        ("drive", "C:\\\\Windows\\\\evil.csv"),
        ("turned round", "reply\u202evsc.exe"),
        ("device", "CON"),
        ("nothing", ""),
        ("long", "n" * 5_000 + ".csv"),
        ("formula", "=cmd|'/c calc'!A0.csv"),
    ):
        coded = base64.b64encode(name.encode()).decode()
        attached = (
            "Content-Type: text/csv\r\nContent-Disposition: attachment; "
            f'filename="=?utf-8?b?{coded}?="\r\n\r\n{SEEDS["csv"]().decode()}\r\n--b--\r\n'
        )
        yield Case(
            f"attached {what}.eml", head + parts % (b"b", b"b") + attached.encode(), readable=True
        )
    yield Case("no boundary.eml", head + b"Content-Type: multipart/mixed\r\n\r\nx")
    empty = head + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nx'
    yield Case("an empty boundary.eml", empty)
    odd = head + b"Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: %s\r\n\r\n%s"
    for charset in (b"utf-7", b"unicode_escape", b"rot13", b"zip", b"x" * 10_000):
        name = charset[:20].decode()
        yield Case(f"in {name}.eml", odd % (charset, b"8bit", b"+ADw-table+AD4-"))
    for coding in (b"base64", b"quoted-printable", b"x-uuencode", b"binary"):
        yield Case(f"coded {coding.decode()}.eml", odd % (b"utf-8", coding, b"=\xff=A" * 100_000))
    yield Case("rich.rtf", b"{\\rtf1 " + b"{" * 50_000 + b"}")


MAKERS = (tables, pages, messages)
