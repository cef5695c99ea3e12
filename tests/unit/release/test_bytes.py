import csv
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from foistats.errors import TableRejected
from foistats.release.arrow import arrow_table, arrow_tables, logical_digest, parquet_bytes
from foistats.release.generations import file_contents
from schemas.tables import OBSERVATIONS, PROBLEMS
from tests.unit.aggregation.replies import Y1, Y2, count, reply, tables


def made(*labels: str) -> dict[str, pa.Table]:
    counts = [count(n, Y1, label) for n, label in enumerate(labels)]
    return arrow_tables(tables(reply(*counts, count(9, Y2, "Rape"))))


def test_another_order_of_reading_gives_the_same_bytes() -> None:
    found = tables(reply(count(1, Y1, "a"), count(2, Y1, "b")))
    turned = type(found)(*(list(reversed(rows)) for rows in found))
    assert file_contents(arrow_tables(found)) == file_contents(arrow_tables(turned))


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib\n"
        "from tests.unit.release.test_bytes import file_contents, made\n"
        "files = file_contents(made('a', 'b'))\n"
        "print({n: hashlib.sha256(c).hexdigest() for n, c in sorted(files.items())})"
    )
    root = Path(__file__).resolve().parents[3]
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1]
    assert "totals.parquet" in said[0]


def test_a_column_carries_its_description_and_unit() -> None:
    read = pq.read_schema(io.BytesIO(parquet_bytes(made("a")["totals"])))
    assert read.field("forces_counted").metadata == {
        b"description": b"Forces of the area that the figure contains.",
        b"unit": b"forces",
    }
    assert b"pandas" not in read.metadata


def test_a_digest_is_of_the_values_and_tells_text_apart_by_its_bounds() -> None:
    one = pa.table({"t": ["ab", "c"]})
    assert logical_digest(one) != logical_digest(pa.table({"t": ["a", "bc"]}))
    assert logical_digest(one) != logical_digest(pa.table({"u": ["ab", "c"]}))
    assert logical_digest(one[1:]) == logical_digest(pa.table({"t": ["c"]}))
    days = pa.table({"d": [date(2019, 6, 3), None]})
    assert logical_digest(days) != logical_digest(pa.table({"d": [date(2019, 6, 3)] * 2}))
    read = pq.read_table(io.BytesIO(parquet_bytes(made("é", "b")["observations"])))
    assert logical_digest(read) == logical_digest(made("é", "b")["observations"])


def test_the_manifest_states_rows_and_digests() -> None:
    found = made("a", "b")
    manifest = json.loads(file_contents(found)["tables.json"])
    # Two counts of one year, one of the next, no third year; four silent forces by three years.
    assert manifest["observations"]["rows"] == 3 + 1 + 12
    assert manifest["totals"]["values_sha256"] == logical_digest(found["totals"])


def test_a_value_of_another_type_is_refused_and_never_turned() -> None:
    row = ["r", "x", "", "", "", "", "", ""]
    with pytest.raises(TableRejected, match="column remedy"):
        arrow_table(PROBLEMS, [(*row[:7], 5)])
    for value in (1.5, True, "1"):
        observation = list(tables(reply(count(1, Y1))).observations[0])
        observation[OBSERVATIONS.columns.index("count_low")] = value
        with pytest.raises(TableRejected, match="column count_low"):
            arrow_table(OBSERVATIONS, [tuple(observation)])


def test_no_text_can_become_a_formula() -> None:
    rows = [("r", "no_period", "", "", place, "=1+1", "-x", "@y") for place in ("+a", "\tb", "a=b")]
    found = {**made("a"), "problems": arrow_table(PROBLEMS, rows)}
    text = file_contents(found)["problems.csv"].decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(text)))
    assert [row["place"] for row in read] == ["'\tb", "'+a", "a=b"]
    assert {(row["found"], row["expected"], row["remedy"]) for row in read} == {
        ("'=1+1", "'-x", "'@y")
    }


def test_half_a_character_stops_nothing() -> None:
    row = ("r", "no_period", "", "reply.pdf", "page 1", "\ud835 x", "", "")
    assert arrow_table(PROBLEMS, [row]).to_pylist()[0]["found"] == "? x"
