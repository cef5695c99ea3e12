"""Outlook messages of a text in several forms."""

from pathlib import Path

from tests.golden.documents.outlook import Outlook, build_msg, packed_rtf


def write_msg(path: Path, *, body: str = "", page: str = "", rtf: bytes = b"") -> Path:
    """A reply as Outlook saves it."""
    packed = packed_rtf(rtf) if rtf else b""
    message = Outlook(subject="FOI 2019/123", text=body, page=page.encode(), rtf=packed)
    return build_msg(path, message)
