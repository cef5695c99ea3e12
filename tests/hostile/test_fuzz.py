"""Whatever a file or a text says: a value, or a refusal in words. `--fuzz N` says how often.

Readers run in a worker, as in a run: some of their libraries end their process on odd files.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foistats.documents.limits import Limits
from foistats.documents.model import Document, Grid, Passage
from foistats.documents.text_table import read_text_table
from foistats.documents.workers import JobFailed, WorkerPool
from foistats.errors import FoistatsError
from foistats.formats.beginning import Beginning
from foistats.formats.opening import let_in
from foistats.formats.registry import format_of
from foistats.intake.reading import READ_REPLY
from foistats.intake.receive import safe_name
from foistats.intake.sheets import read_sheet
from foistats.letters.grammar import claims_of
from foistats.letters.numerals import number_in_words
from foistats.letters.refusal_wording import read_refusal
from foistats.model.values import Period
from foistats.naming.counts import is_mark, legend_in, mark_key, read_count, sense_of
from foistats.naming.forces import area_reading, read_force, resolve_names, suggest
from foistats.naming.offences import read_offence_code
from foistats.naming.periods import period_reading, periods_in, read_period
from foistats.naming.refusals_sections import sections_in
from foistats.reading.file import read_cells
from foistats.records import NOTHING_DECLARED, Asked, DocumentReading
from schemas.vocabulary import PeriodKind
from tests.hostile.fuzzing import MARKED_UP, ZIPS, damaged, repacked, spoken, texts
from tests.hostile.seeds import SEEDS

DEFAULT = 25
ASKED = Asked(
    "Offences",
    "How many offences did you record?",
    "offences",
    PeriodKind.FINANCIAL_YEAR,
    Period(date(2016, 4, 1), date(2017, 3, 31), PeriodKind.FINANCIAL_YEAR),
    Period(date(2017, 4, 1), date(2018, 3, 31), PeriodKind.FINANCIAL_YEAR),
    ("dorset",),
    ("dorset", "wiltshire"),
)

# A new parser joins by its line.
PARSERS: dict[str, Callable[[str], object]] = {
    "read_count": read_count,
    "sense_of": sense_of,
    "is_mark": is_mark,
    "mark_key": mark_key,
    "legend_in": lambda text: legend_in(text.split("\n")),
    "read_period": read_period,
    "period_reading": period_reading,
    "periods_in": periods_in,
    "read_force": read_force,
    "resolve_names": lambda text: resolve_names([text]),
    "suggest": suggest,
    "area_reading": area_reading,
    "read_offence_code": read_offence_code,
    "read_refusal": read_refusal,
    "sections_in": sections_in,
    "claims_of": lambda text: claims_of(text, ASKED),
    "number_in_words": number_in_words,
    "safe_name": safe_name,
    "read_sheet": lambda text: read_sheet(_bytes(text), known=("force",), name="responses.csv"),
    "format_of": lambda text: format_of(Beginning(_bytes(text))),
    "let_in": lambda text: let_in(_bytes(text)),
    "read_text_table": lambda text: read_text_table(_bytes(text), one_column=True),
}


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@pytest.fixture
def budget(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """How often to try; the usual few are the same each time, so that CI finds nothing by luck."""
    times = request.config.getoption("--fuzz")
    return settings(
        max_examples=times,
        derandomize=times == DEFAULT,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.parametrize("name", PARSERS)
def test_a_parser_gives_a_value_or_a_refusal(name: str, budget: Callable[..., Any]) -> None:
    @budget
    @given(texts)
    def attempt(text: str) -> None:
        with suppress(FoistatsError):
            PARSERS[name](text)

    attempt()


def test_any_table_and_any_text_is_read_or_has_its_problem(budget: Callable[..., Any]) -> None:
    cells = st.one_of(st.none(), texts, st.integers(-(10**20), 10**20), st.floats(), st.dates())
    grids = st.integers(1, 5).flatmap(
        lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=7)
    )

    @budget
    @given(grids, st.lists(texts, max_size=4))
    def attempt(rows: list[list[Any]], lines: list[str]) -> None:
        passages = [Passage(f"line {n}", line) for n, line in enumerate(lines, 1)]
        reading = read_cells(
            Document([Grid("Sheet1", rows)], passages), asked=ASKED, name="reply.xlsx"
        )
        assert isinstance(reading, DocumentReading)

    attempt()


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(READ_REPLY, workers=1, limits=Limits(wall_seconds=20, cpu_seconds=10)) as made:
        yield made


def _ways(kind: str) -> list[st.SearchStrategy[bytes]]:
    ways = [damaged(kind)]
    ways += [repacked(kind)] if kind in ZIPS else []
    return ways + ([spoken(kind)] if kind in MARKED_UP else [])


@pytest.mark.parametrize("kind", SEEDS)
def test_a_reader_gives_a_reading_or_ends_only_itself(
    kind: str, pool: WorkerPool, tmp_path: Path, budget: Callable[..., Any]
) -> None:
    path = tmp_path / f"reply.{kind.split(' ', maxsplit=1)[0]}"

    @budget
    @given(st.one_of(_ways(kind)))
    def attempt(content: bytes) -> None:
        path.write_bytes(content)
        answer = pool.run((str(path), ASKED, NOTHING_DECLARED))
        # A reader that was ended has its row; one that fell over its own feet is our fault.
        assert not isinstance(answer, JobFailed), answer
        if isinstance(answer, DocumentReading):
            # Nothing is lost without a word.
            assert (
                answer.observations
                or answer.problems
                or answer.hidden
                or answer.refused
                or answer.parts
            )

    attempt()
