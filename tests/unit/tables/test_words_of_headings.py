"""Each line of the tables of headings has an example that is judged otherwise without it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from foistats.naming import lexicon
from foistats.naming.lexicon import Entry, entries
from foistats.question.offence_groups import is_of_every_kind
from foistats.tables import words
from foistats.tables.concerns.label_titles import title_says
from foistats.tables.figures import versions
from foistats.tables.figures.versions import version_of
from foistats.tables.words import (
    claim_of,
    included,
    is_bare_total,
    is_breakdown,
    is_code,
    is_cumulative,
    is_derived,
    is_dimension,
    is_measure,
    is_not_counts,
    is_notes,
    is_numbering,
    is_part,
    is_part_of_year,
    is_period_title,
    is_placeholder,
    is_scaled,
    is_share,
    is_stock,
    is_stub,
    is_told_by_sign,
    is_whole,
    is_year_title,
    kind_of_figure,
    says_rolling_year,
    unit_claimed,
)
from schemas.vocabulary import Unit

Judge = Callable[[str], object]

TABLES = ("table_headings", "figures", "label_titles")
JUDGES: dict[str, Judge] = {
    "before_total": claim_of,
    "total": claim_of,
    "soft_total": claim_of,
    "memo": claim_of,
    "derived": is_derived,
    "cumulative": is_cumulative,
    "rolling_year": says_rolling_year,
    "no_count": is_not_counts,
    "notes": is_notes,
    "of_a_record": is_dimension,
    "dimension_noun": is_dimension,
    "after_dimension": is_dimension,
    "dimension": is_dimension,
    "measure": is_measure,
    "no_measure": is_measure,
    "of_a_stub": is_stub,
    "stub_noun": is_stub,
    "after_stub": is_stub,
    "stub": is_stub,
    "numbering": is_numbering,
    "negated": is_whole,
    "includes": included,
    "of_what": is_bare_total,
    "bare_total": is_bare_total,
    "code": is_code,
    "whole": is_whole,
    "part": is_part,
    "way_of_dividing": is_breakdown,
    "person": is_breakdown,
    "breakdown": is_breakdown,
    "stock": is_stock,
    "scaled": is_scaled,
    "placeholder": is_placeholder,
    "period_title": is_period_title,
    "period_noun": is_period_title,
    "year_title": is_year_title,
    "whole_year": is_part_of_year,
    "month": is_part_of_year,
    "part_of_year": is_part_of_year,
    "noun": is_derived,
    "opening": is_derived,
    "share": is_share,
    "change": is_share,
    "quantity": is_told_by_sign,
    "kind_of_figure": kind_of_figure,
    "version": version_of,
    "version_alone": version_of,
    "every_kind": is_of_every_kind,
    **{means: partial(title_says, means) for means in ("of_periods", "classes", "counted")},
}
# What a line of these says makes a heading something else, not more of the same.
TAKES_AWAY = {"no_measure", "negated", "change", "whole_year"}


def named(case: tuple[str, Entry]) -> str:
    return f"{case[0]}: {case[1].means}: {case[1].wording}"


def forget() -> None:
    lexicon.joined.cache_clear()
    lexicon.pattern_in_any_case.cache_clear()
    lexicon.words.cache_clear()
    for one in (*vars(words).values(), *vars(versions).values()):
        if hasattr(one, "cache_clear"):
            one.cache_clear()


@contextmanager
def left_out(entry: Entry, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The tables without one line; a meaning that has no other line is said by nothing."""
    kept = {
        table: (
            *(one for one in entries(table) if one is not entry),
            Entry(entry.means, r"(?!)", ""),
        )
        for table in TABLES
    }
    with patch.context() as patched:
        patched.setattr(lexicon, "entries", kept.__getitem__)
        forget()
        yield
    forget()


@pytest.mark.parametrize(
    "case", [(table, entry) for table in TABLES for entry in entries(table)], ids=named
)
def test_a_heading_is_judged_otherwise_without_its_line(
    case: tuple[str, Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, entry = case
    judge = JUDGES.get(entry.means, unit_claimed)
    with_it = judge(entry.example)
    with left_out(entry, monkeypatch):
        without = judge(entry.example)
    assert with_it != without
    if judge is unit_claimed:
        assert with_it is Unit(entry.means)
    elif judge not in (claim_of, included, kind_of_figure, version_of):
        assert with_it is (entry.means not in TAKES_AWAY)


def test_no_line_stands_twice() -> None:
    for table in TABLES:
        lines = [(one.means, one.wording) for one in entries(table)]
        assert len(lines) == len(set(lines))


def test_hundreds_and_multiples_are_no_exact_figures() -> None:
    for heading in ("Offences (hundreds)", "Offences, in millions", "Offences (x1,000)"):
        assert is_scaled(heading)
    for heading in ("Hundreds Lane", "Burglary, 100 cases", "Assault (x2)"):
        assert not is_scaled(heading)
