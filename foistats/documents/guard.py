"""The guard at the door: refuses what would harm a reader, by bytes alone, before any parser runs.

It takes about a millisecond for an ordinary file. It knows nothing of cells or words: what it can't
see without parsing is left to the limits of the worker process (workers.py).
"""

from foistats.documents.guard_ole import refuse_ole
from foistats.documents.guard_pdf import refuse_pdf
from foistats.documents.guard_text import refuse_text
from foistats.documents.guard_zip import refuse_zip
from foistats.documents.limits import current
from foistats.documents.refusals import too_large

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_hostile(content: bytes) -> None:
    """Refuse a file that no honest program writes, or that is larger than any reply.

    The first is DOCUMENT_HOSTILE, the second DOCUMENT_UNSUPPORTED. The kind is told as `kind_of`
    tells it, so that no file is one thing here and another to its reader.
    """
    most = current().file_bytes
    if len(content) > most:
        raise too_large(f"a file of {len(content)} bytes", f"at most {most} bytes")
    if b"%PDF-" in content[:1024]:
        refuse_pdf(content)
    elif content.startswith(b"PK"):
        refuse_zip(content)
    elif content.startswith(OLE):
        refuse_ole(content)
    else:
        refuse_text(content)
