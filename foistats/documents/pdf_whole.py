"""Whether a PDF is all there: its library reads on past damage, and what is lost says nothing."""

import zlib
from contextlib import suppress
from typing import Any

from foistats.documents.limits import current
from foistats.documents.refusals import broken, too_large

# The mark that ends a file stands in its last bytes; some servers add a few of their own.
_TAIL = 4096


def refuse_cut_short(content: bytes) -> None:
    """Refuse a file that lacks its end: whole pages may be missing."""
    if b"%%EOF" not in content[-_TAIL:]:
        raise broken("a PDF without its end mark, so cut short")


def refuse_damaged(page: Any) -> None:
    """Refuse a pdfplumber page whose packed content does not unpack to its end, or too far."""
    from pdfminer.pdftypes import resolve1

    for stream in (resolve1(stream) for stream in page.page_obj.contents):
        if stream is None or stream.rawdata is None or stream.decipher:
            continue
        if not _unpacks(stream):
            raise broken(f"the content of page {page.page_number} is damaged")


def _unpacks(stream: Any) -> bool:
    from pdfminer.ascii85 import ascii85decode
    from pdfminer.pdftypes import LITERALS_ASCII85_DECODE, LITERALS_FLATE_DECODE

    packed = stream.rawdata
    for kind, _ in stream.get_filters():
        if kind in LITERALS_ASCII85_DECODE:
            packed = ascii85decode(packed)
        elif kind in LITERALS_FLATE_DECODE:
            inflater = zlib.decompressobj()
            most = current().page_bytes
            with suppress(zlib.error):
                if len(inflater.decompress(packed, most)) == most:
                    raise too_large("a page that unpacks too far", f"at most {most} bytes")
            return inflater.eof
        else:
            break
    return True
