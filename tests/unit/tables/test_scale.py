"""What is asked of each line of a long table is not asked of all the others again."""

from pathlib import Path

import pytest

from foistats.reading.file import read_reply
from foistats.tables.totals.sums import Sums
from tests.golden.tables.case import asked_of


def test_lines_are_not_summed_anew_for_each_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summed = 0
    plainly = Sums.sum

    def counted(self: Sums, axis, parts, cross):  # type: ignore[no-untyped-def]  # as it is there
        nonlocal summed
        summed += len(parts)
        return plainly(self, axis, parts, cross)

    monkeypatch.setattr(Sums, "sum", counted)
    lines, years = 1200, 5
    head = "Offence," + ",".join(f"20{y}/{y + 1}" for y in range(14, 14 + years))
    body = [
        f"Offence {n}," + ",".join(str((7 * n + y) % 90 + 1) for y in range(years))
        for n in range(lines)
    ]
    (tmp_path / "r.csv").write_text("\n".join([head, *body]), encoding="utf-8")
    reading = read_reply(tmp_path / "r.csv", asked_of("dorset", first=2014))
    assert len(reading.observations) == lines * years
    # Each figure a few times: with the square of the lines it would be 7,200,000.
    assert summed <= 10 * lines * years
