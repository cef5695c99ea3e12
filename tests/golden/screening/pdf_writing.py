"""PDFs written object by object: what no library writes on purpose, hidden things among it."""

import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

SHOWN = "BT /F1 11 Tf 60 700 Td (We recorded 12 offences in 2018/19.) Tj ET"


def stream(content: str | bytes, head: str = "", *, packed: bool = True) -> bytes:
    """A stream object with its dictionary."""
    body = content.encode("latin-1") if isinstance(content, str) else content
    if packed:
        body = zlib.compress(body)
        head += " /Filter /FlateDecode"
    return f"<< {head} /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"


def write_pdf(
    path: Path,
    content: str = SHOWN,
    *,
    page: str = "",
    catalog: str = "",
    objects: Mapping[int, str | bytes] | None = None,
    resources: str = "",
    trailer: str = "",
) -> Path:
    """One page of 595 by 842 points; more objects go by numbers from 10 on."""
    held: dict[int, str | bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            f"/Resources << /Font << /F1 5 0 R >> {resources} >> {page} >>"
        ),
        4: stream(content),
        5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        **(objects or {}),
    }
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    _append(path, held, f"/Root 1 0 R {trailer}", size=max(held) + 1)
    return path


def update_pdf(path: Path, objects: Mapping[int, str | bytes], *, size: int = 50) -> Path:
    """Save a change at the end of a PDF, as programs do that keep what was there before."""
    content = path.read_bytes()
    before = int(content[content.rindex(b"startxref") + 9 :].split()[0])
    _append(path, objects, f"/Root 1 0 R /Prev {before}", size=size)
    return path


def _append(path: Path, objects: Mapping[int, str | bytes], trailer: str, *, size: int) -> None:
    out = bytearray(path.read_bytes())
    places: dict[int, int] = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        text = body.encode("latin-1") if isinstance(body, str) else body
        out += f"{number} 0 obj\n".encode() + text + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010d} 00000 n \n".encode()
    out += f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(bytes(out))


def text_at(x: float, y: float, text: str, *, size: float = 11, how: str = "") -> str:
    """Operators that draw a line of text; `how` stands before them (`1 g`, `3 Tr`)."""
    return f"q BT {how} /F1 {size} Tf {x} {y} Td ({text}) Tj ET Q"


def page_of(*drawn: str) -> str:
    """A page with an ordinary sentence on it, and then what is drawn."""
    return "\n".join([SHOWN, *drawn])


def annotation(kind: str, rect: Sequence[float] = (60, 500, 200, 520), more: str = "") -> str:
    """An annotation of a kind, in a box."""
    box = " ".join(str(number) for number in rect)
    return f"<< /Type /Annot /Subtype /{kind} /Rect [{box}] {more} >>"
