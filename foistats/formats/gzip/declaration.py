"""Files that gzip packed (.csv.gz)."""

from foistats.documents.limits import current
from foistats.documents.refusals import too_large
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, opening: Opening) -> Look:
    from foistats.formats.gzip.look import look_at_gzip

    return look_at_gzip(content, opening.name)


def _is_gzip(content: bytes) -> bool:
    return content.startswith(b"\x1f\x8b\x08")


def _refuse_vast(content: bytes) -> None:
    """How far it inflates is limited where it is inflated; here only its own size is."""
    if len(content) > current().file_bytes:
        raise too_large(f"a file of {len(content)} bytes", f"at most {current().file_bytes} bytes")


GZIP = Format("gzip", (".gz",), _look, sniff=_is_gzip, guard=_refuse_vast)
