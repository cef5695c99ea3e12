"""Files that are there whole or not at all, whatever kills the run that writes them."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file aside, make it durable, then put it in place in one step.

    `mode` says who may open it, less what the process's umask takes away. One process at a time
    writes a file: what a killed one left aside is written over by the next.
    """
    aside = path.with_name(f".{path.name}.new")
    try:
        write_durably(aside, content, mode=mode)
        os.replace(aside, path)  # noqa: PTH105 - tests make os.replace fail; Path.replace hides it
    finally:
        aside.unlink(missing_ok=True)
    make_names_durable(path.parent)


def write_durably(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file and wait until the disk has it; the name itself may still be lost."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, mode)

    with open(path, "wb", opener=opener) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def make_names_durable(folder: Path) -> None:
    """Wait until the disk has a folder's list of names: a power cut loses a rename otherwise."""
    if os.name == "nt":  # Windows can't open a folder, and keeps names without being asked.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def append_line(path: Path, line: bytes) -> None:
    """Add a line in one go and wait until the disk has it, after whatever a power cut left.

    Raises OSError. An empty line only makes sure that one can be written.
    """
    path.parent.mkdir(exist_ok=True)
    # Two runs may end at once: each line is one write at the end of the file.
    with path.open("ab+", buffering=0) as file:
        if line and _ends_within_a_line(file.fileno()):
            line = b"\n" + line
        file.write(line)
        os.fsync(file.fileno())
    make_names_durable(path.parent)


def _ends_within_a_line(file: int) -> bool:
    size = os.fstat(file).st_size
    if not size:
        return False
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1) != b"\n"
