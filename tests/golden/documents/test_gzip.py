"""A packed file is the file inside it, looked at for what it hides."""

import gzip
import io
import zlib
from pathlib import Path

import pytest

from foistats.errors import DocumentRefused
from foistats.formats.opening import enter
from foistats.reading.file import read_reply
from foistats.records import Asked
from schemas.channels import Channel

TABLE = b"Offence,2017/18\nTheft,12\nArson,5\n"


def test_the_table_in_a_packed_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "reply.csv.gz"
    path.write_bytes(gzip.compress(TABLE, mtime=0))
    (part,) = read_reply(path, Asked(force_ids=("dorset",))).parts
    assert part.path == "reply.csv"
    assert [one.count.low for one in part.reading.observations] == [12, 5]


def test_what_follows_a_packed_file_or_comments_on_it_is_hidden() -> None:
    beyond = enter(gzip.compress(TABLE, mtime=0) + b"John Smith", "reply.csv.gz")
    assert [(one.channel, one.amount) for one in beyond.hidden] == [
        (Channel.BYTES_BEYOND_THE_END, 10)
    ]
    packed = gzip.compress(TABLE, mtime=0)
    commented = packed[:3] + bytes([16]) + packed[4:10] + b"see John\0" + packed[10:]
    assert [one.channel for one in enter(commented, "reply.csv.gz").hidden] == [Channel.COMMENTS]
    assert beyond.document is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (gzip.compress(TABLE, mtime=0)[:-9], "cut short"),
        (
            gzip.compress(TABLE, mtime=0)[:10] + b"\x07" * 40,
            "damaged",
        ),  # no kind of block has that number
    ],
)
def test_a_packed_file_that_is_not_whole_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(DocumentRefused, match=why):
        enter(content, "reply.csv.gz")


def test_a_packed_file_that_inflates_without_end_is_refused() -> None:
    out = io.BytesIO()
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    for _ in range(200):
        out.write(packer.compress(bytes(1024 * 1024)))
    out.write(packer.flush())
    with pytest.raises(DocumentRefused, match="inflates too far"):
        enter(out.getvalue(), "reply.csv.gz")
