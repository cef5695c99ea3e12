"""Files that gzip packed (.csv.gz)."""

from foistats.formats.beginning import Beginning
from foistats.formats.format import Format, Look, Opening


def _is_gzip(beginning: Beginning) -> bool:
    return beginning.content.startswith(b"\x1f\x8b\x08")


def _refuse_nothing(_: bytes) -> None:
    """How far it inflates is limited where it is inflated: the look itself does no more."""


def _look(content: bytes, opening: Opening) -> Look:
    from foistats.formats.gzip.look import look_at_gzip

    return look_at_gzip(content, opening.name)


GZIP = Format("gzip", (".gz",), _is_gzip, _refuse_nothing, _look)
