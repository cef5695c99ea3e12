"""Changes to the parts of a built file, for what no library writes."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path


def rewrite_parts(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Pass every part of a zip through a function of its name and bytes."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))
    return path


def replace_in(path: Path, part: str, replacements: Mapping[str, str]) -> Path:
    """Replace text in one part; each text must be there."""

    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        text = content.decode()
        for old, new in replacements.items():
            assert old in text, f"{old} is not in {part}"
            text = text.replace(old, new)
        return text.encode()

    return rewrite_parts(path, change)
