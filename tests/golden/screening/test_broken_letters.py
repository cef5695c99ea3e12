"""Damaged letters are refused, or looked through as far as they go; nothing else comes of them."""

import random
import time
from contextlib import suppress
from pathlib import Path

import pytest

from foistats.errors import DocumentRefused
from foistats.formats.opening import enter
from tests.golden.screening import clean_mails, clean_pdfs, page_cases, pdf_cases

PER_FILE = 6
LONGEST_SECONDS = 5.0
FILES = {
    one.name: one.build
    for one in (
        *clean_pdfs.CLEAN[6:10],
        *clean_mails.CLEAN,
        *pdf_cases.CASES[20:],
        *page_cases.CASES[18:22],
    )
}


def damaged(content: bytes, seed: int) -> bytes:
    """A file cut short, with bits turned over, or with a stretch of it gone or doubled."""
    chance = random.Random(seed)
    out = bytearray(content)
    kind = seed % 4
    if kind == 0:
        return bytes(out[: chance.randrange(len(out))])
    if kind == 1:
        for _ in range(chance.randrange(1, 30)):
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
        return bytes(out)
    start = chance.randrange(len(out))
    stretch = bytes(out[start : start + chance.randrange(1, 300)])
    if kind == 2:
        del out[start : start + len(stretch)]
    else:
        out[start:start] = stretch * chance.randrange(1, 20)
    return bytes(out)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_letter_is_refused_or_looked_through(tmp_path: Path, name: str) -> None:
    path = FILES[name](tmp_path)
    content = path.read_bytes()
    for seed in range(PER_FILE):
        began = time.perf_counter()
        with suppress(DocumentRefused):
            enter(damaged(content, seed), path.name)
        assert time.perf_counter() - began < LONGEST_SECONDS, seed
