"""What is implausible is named, with what to do; what is merely large or small is not."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from foistats.errors import WorkspaceError
from foistats.model.values import Count, Period
from foistats.quality.gate import expectations
from foistats.quality.gate.allowances import Allowances, Limit, read_allowances
from foistats.quality.gate.checkpoint import Verdict, judge, raised
from foistats.quality.gate.judging import Folders, gate_rows
from foistats.quality.gate.measures import measured
from foistats.quality.gate.page import Judged, page_of, sentence_of
from foistats.quality.gate.rules import all_rules, named_suites, rules_of
from foistats.release.arrow import arrow_table, arrow_tables
from schemas.tables import GATE
from schemas.vocabulary import Basis, GateRule, PeriodKind, RuleState, Status
from tests.unit.aggregation.replies import Y1, Y2, Y3, count, reply, request, tables

YEARS = (Y1, Y2, Y3)
SEVERAL = Period(Y1.start, Y3.end, PeriodKind.MULTI_YEAR)
FORCES = ("dorset", "wiltshire", "gloucestershire")
Figures = dict[str, Sequence[int | Count | None]]


def run(figures: Figures, *more: Any, unit: str = "offences") -> dict[str, pd.DataFrame]:
    """A run's tables: for each force a figure per year. `more` are further counts of the first."""
    replies = []
    for force, values in figures.items():
        counts = [
            count(value, year, forces=(force,), unit=unit)
            for year, value in zip(YEARS, values, strict=False)
            if value is not None
        ]
        if force == next(iter(figures)):
            counts += more
        replies.append(reply(*counts, force=force))
    made = arrow_tables(tables(*replies, of=request(forces=FORCES)))
    return {name: table.to_pandas(integer_object_nulls=True) for name, table in made.items()}


def verdict(
    rule: GateRule,
    now: dict[str, pd.DataFrame],
    before: dict[str, pd.DataFrame] | None = None,
    allowed: Allowances | None = None,
) -> Verdict:
    found = judge(measured(now, before), ["r"], {"r": allowed} if allowed else {})
    (one,) = [v for v in found if v.rule == rule]
    return one


# Each rule: figures before (None: no run before), figures now, whether it is broken.
CASES: list[tuple[GateRule, Figures | None, Figures, bool]] = [
    (GateRule.NO_JUMP, None, {"dorset": [100, 201]}, False),  # 202/101 is just twice
    (GateRule.NO_JUMP, None, {"dorset": [100, 202]}, True),
    (GateRule.NO_JUMP, None, {"dorset": [1, 29]}, False),  # small counts move by chance
    (GateRule.NO_JUMP, None, {"dorset": [0, 40]}, True),
    (GateRule.NO_FALL, None, {"dorset": [202, 100]}, True),
    (GateRule.NO_FALL, None, {"dorset": [201, 100]}, False),
    (GateRule.NO_DIP, None, {"dorset": [700, 300, 918]}, True),
    (GateRule.NO_DIP, None, {"dorset": [700, 500, 918]}, False),  # 501/701 is 71 %
    (GateRule.NO_DIP, None, {"dorset": [700, 300, 320]}, False),  # it fell and stayed
    (GateRule.COVERAGE_KEPT, {"dorset": [9, 9, 9]}, {"dorset": [9, 9]}, True),
    (GateRule.COVERAGE_KEPT, {"dorset": [9, 9]}, {"dorset": [9, 9, 9]}, False),
    (GateRule.COVERAGE_KEPT, {"dorset": [9], "wiltshire": [9]}, {"dorset": [9]}, True),
    (GateRule.FIGURES_KEPT, {"dorset": [90]}, {"dorset": [91]}, True),
    (GateRule.FIGURES_KEPT, {"dorset": [90]}, {"dorset": [90, 95]}, False),
    (
        GateRule.NO_COMMON_FACTOR,
        None,
        {"dorset": [100, 110], "wiltshire": [200, 220], "gloucestershire": [1000, 1100]},
        True,
    ),
    (
        GateRule.NO_COMMON_FACTOR,
        None,
        {"dorset": [100, 110], "wiltshire": [200, 231], "gloucestershire": [1000, 1100]},
        False,
    ),
    (
        GateRule.NO_COMMON_FACTOR,
        None,
        {"dorset": [100, 100], "wiltshire": [200, 200], "gloucestershire": [1000, 1000]},
        False,  # nothing moved
    ),
    (
        GateRule.NO_COMMON_FACTOR,
        {"dorset": [50], "wiltshire": [70], "gloucestershire": [90]},
        {"dorset": [100], "wiltshire": [140], "gloucestershire": [180]},
        True,
    ),
    (
        GateRule.NO_COMMON_FACTOR,
        {"dorset": [50], "wiltshire": [70]},
        {"dorset": [100], "wiltshire": [140]},
        False,  # two forces may
    ),
]


@pytest.mark.parametrize(("rule", "before", "now", "broken"), CASES)
def test_a_rule_is_broken_by_just_what_it_says(
    rule: GateRule, before: Figures | None, now: Figures, broken: bool
) -> None:
    found = verdict(rule, run(now), run(before) if before else None)
    assert (found.state is RuleState.FAILED) is broken, found
    assert bool(found.failed) is broken


def test_the_five_year_total_printed_as_the_latest_year_is_named() -> None:
    # The region's 6,852 of five years stood as the latest year's figure, five years after 1,001.
    several = count(6852, SEVERAL, place="Sheet1!Z9", table="Sheet1!Z1:Z9")
    found = verdict(GateRule.LATEST_IS_A_YEAR, run({"dorset": [1001, 1200, 6852]}, several))
    assert found.state is RuleState.FAILED
    assert "6,852" in found.failed[0]
    assert verdict(GateRule.NO_JUMP, run({"dorset": [1001, 1200, 6852]})).state is RuleState.FAILED


def test_a_latest_year_beside_its_five_year_total_is_plausible() -> None:
    several = count(3331, SEVERAL, place="Sheet1!Z9", table="Sheet1!Z1:Z9")
    found = verdict(GateRule.LATEST_IS_A_YEAR, run({"dorset": [1001, 1200, 1130]}, several))
    assert found.state is RuleState.PASSED


def test_a_hidden_count_jumps_only_if_it_does_so_at_its_least() -> None:
    hidden = Count(0, 4, Status.SUPPRESSED)
    unbounded = Count(40, None, Status.SUPPRESSED)
    assert verdict(GateRule.NO_JUMP, run({"dorset": [hidden, 40]})).state is RuleState.FAILED
    assert verdict(GateRule.NO_FALL, run({"dorset": [unbounded, 30]})).state is RuleState.PASSED
    assert verdict(GateRule.NO_JUMP, run({"dorset": [unbounded, 90]})).state is RuleState.PASSED


def test_another_unit_than_in_the_run_before_is_named() -> None:
    now = run({"dorset": [90, 95]}, unit="crimes")
    found = verdict(GateRule.UNIT_KEPT, now, run({"dorset": [90, 95]}))
    assert found.state is RuleState.FAILED
    assert found.failed == ("Dorset Police",)


def test_a_force_that_is_no_longer_asked_is_named() -> None:
    before = run({"dorset": [9], "wiltshire": [9]})
    now = run({"dorset": [9], "wiltshire": [9]})
    now["coverage"] = now["coverage"][now["coverage"]["force_id"] != "wiltshire"]
    found = verdict(GateRule.FORCES_KEPT, now, before)
    assert found.failed == ("Wiltshire Police",)


def test_counts_that_a_total_contradicts_are_named() -> None:
    more = count(7, Y1, "x", basis=Basis.CONTRADICTED)
    found = verdict(GateRule.PRINTED_TOTALS_AGREE, run({"dorset": [None], "wiltshire": [5]}, more))
    assert found.failed == ("Dorset Police",)
    assert found.checked == 2


def test_without_a_run_before_what_compares_runs_has_nothing_to_check() -> None:
    found = judge(measured(run({"dorset": [9, 9]}), None), ["r"], {})
    states = {one.rule: one.state for one in found}
    assert states[GateRule.COVERAGE_KEPT] is RuleState.NOTHING_TO_CHECK
    assert states[GateRule.FIGURES_KEPT] is RuleState.NOTHING_TO_CHECK
    assert len(found) == len(GateRule)


def test_a_rule_that_could_not_run_is_told_from_one_that_failed() -> None:
    facts = measured(run({"dorset": [100, 300]}), None)
    broken = {**facts, "changes": facts["changes"].drop(columns="divisor")}
    states = {one.rule: one.state for one in judge(broken, ["r"], {})}
    assert states[GateRule.NO_FALL] is RuleState.COULD_NOT_RUN
    assert states[GateRule.NO_JUMP] is RuleState.FAILED
    verdicts = judge(broken, ["r"], {})
    assert "could not be checked" in sentence_of(verdicts)
    assert raised({"a metric": {"raised_exception": True}})


def test_each_request_is_judged_by_its_own_limits() -> None:
    now = run({"dorset": [100, 300]})
    wide = Allowances({GateRule.NO_JUMP: Limit(3.0, "recording rules changed")})
    assert verdict(GateRule.NO_JUMP, now, allowed=wide).state is RuleState.PASSED
    assert verdict(GateRule.NO_JUMP, now, allowed=wide).because == "recording rules changed"
    narrow = Allowances({GateRule.NO_JUMP: Limit(2.5, "x")})
    assert verdict(GateRule.NO_JUMP, now, allowed=narrow).state is RuleState.FAILED


def write(folder: Path, text: str) -> Path:
    path = folder / "quality.toml"
    path.write_text(text)
    return path


SIGNED = 'because = "they confirmed it"\nby = "A. Person"\non = 2026-11-05\n'


def test_a_case_that_a_person_accepted_no_longer_fails(tmp_path: Path) -> None:
    now = run({"dorset": [100, 300], "wiltshire": [100, 300]})
    failing = verdict(GateRule.NO_JUMP, now).failed
    entries = [f'[[accept]]\nrule = "no_jump"\nsubject = "{line}"\n{SIGNED}' for line in failing]
    some = read_allowances(write(tmp_path, entries[0]))
    assert verdict(GateRule.NO_JUMP, now, allowed=some).failed == failing[1:]
    every = read_allowances(write(tmp_path, "\n".join(entries)))
    found = verdict(GateRule.NO_JUMP, now, allowed=every)
    assert found.state is RuleState.ACCEPTED
    assert all("they confirmed it" in line for line in found.accepted)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x =", "no readable TOML"),
        ('[[limits]]\nrule = "no_jump"\n', "'limits' is no"),
        (f'[[limit]]\nrule = "no_jump"\n{SIGNED}', "'most' is missing"),
        (f'[[limit]]\nrule = "no_jumps"\nmost = 3\n{SIGNED}', "rule is 'no_jumps'"),
        (f'[[limit]]\nrule = "unit_kept"\nmost = 3\n{SIGNED}', "has no limit"),
        (f'[[limit]]\nrule = "no_jump"\nmost = "3"\n{SIGNED}', "a number"),
        (f'[[limit]]\nrule = "no_jump"\nmost = nan\n{SIGNED}', "a number"),
        (f'[[accept]]\nrule = "no_jump"\nsubject = ""\n{SIGNED}', "the whole line"),
        (
            '[[accept]]\nrule = "no_jump"\nsubject = "Dorset"\nbecause = ""\nby = "A"\n'
            "on = 2026-11-05",
            "say why, who and when",
        ),
        (f'[[accept]]\nrule = "no_jump"\nsubject = "Dorset"\nmore = 1\n{SIGNED}', "'more'"),
    ],
)
def test_allowances_that_can_not_be_used_say_what_is_wrong(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(WorkspaceError, match=said):
        read_allowances(write(tmp_path, text))


def test_the_verdicts_keep_the_contract_of_their_table_and_never_change() -> None:
    now = run({"dorset": [100, 300, 90]})
    verdicts = judge(measured(now, None), ["r"], {})
    folders = {"r": Folders(Path("a"), Path("b"))}
    table = arrow_table(GATE, gate_rows(verdicts, folders, quality_sha256=""))
    assert table.num_rows == len(GateRule)
    from foistats.quality.contracts import broken_rules

    assert broken_rules(GATE, table.to_pandas(types_mapper=pd.ArrowDtype)) == []
    again = judge(measured(now, None), ["r"], {})
    assert gate_rows(again, folders, quality_sha256="") == gate_rows(
        verdicts, folders, quality_sha256=""
    )
    assert {(row[-3], row[-2]) for row in gate_rows(verdicts, folders, quality_sha256="")} == {
        ("a", "b")
    }


def test_the_page_escapes_what_a_force_wrote_and_needs_nothing_from_outside() -> None:
    bad = Verdict(
        "r", GateRule.NO_JUMP, RuleState.FAILED, 3, ("<script>x</script> & co",), (), "<b>"
    )
    page = page_of([bad], {"r": Judged("Offences <i>", "tables <u>")})
    assert "<script>" not in page
    assert "&lt;script&gt;x&lt;/script&gt; &amp; co" in page
    assert "<i>" not in page
    assert "<u>" not in page
    assert not any(mark in page for mark in ("http://", "https://", "<link", "<img", "url("))
    assert "1 rule needs a person; not to be published yet" in page


def test_a_page_names_no_more_than_a_person_can_read() -> None:
    many = tuple(f"case {n}" for n in range(70))
    page = page_of(
        [Verdict("r", GateRule.NO_DIP, RuleState.FAILED, 70, many, (), "")], {"r": Judged("t", "")}
    )
    assert "case 49" in page
    assert "case 50<" not in page
    assert "and 20 more" in page


def test_every_rule_has_a_sentence_a_remedy_and_columns_that_are_there() -> None:
    found = measured(run({"dorset": [9]}), None)
    rules = all_rules()
    assert [rule.name for rule in rules] == [*dict.fromkeys(rule.name for rule in rules)]
    assert {rule.name for rule in rules} == set(GateRule)
    assert all(rule.sentence.endswith(".") and rule.remedy for rule in rules)
    for one in named_suites()[1]:
        for rule in rules_of(one):
            columns = set(found[one.name].columns)
            assert {*rule.columns, rule.subject} <= columns
    assert date(2019, 4, 1) > Y1.start


def added(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a line into the file of rules, as a person does; `gxe` is imported there."""
    text = Path(expectations.__file__).read_text(encoding="utf-8")
    before = "    return [coverage, "
    assert text.count(before) == 1
    there: dict[str, Any] = {}
    exec(text.replace(before, f"    {line}\n{before}"), there)
    monkeypatch.setattr(expectations, "suites", there["suites"])


def test_a_rule_is_added_in_one_file_as_the_library_shows_and_stands_on_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # https://docs.greatexpectations.io/docs/core/define_expectations/create_an_expectation
    added(
        "totals.add_expectation(gxe.ExpectColumnValuesToBeBetween("
        'column="count_low", max_value=1000, description="No figure is above 1,000."))',
        monkeypatch,
    )
    # All forces asked: 100 + 1001. Dorset's first year keeps the rule.
    now = run({"dorset": [100, 1200], "wiltshire": [1001]})
    verdicts = judge(measured(now, None), ["r"], {})
    [found] = [one for one in verdicts if one.rule not in tuple(GateRule)]
    assert found.rule == "totals_count_low_column_values_to_be_between"
    assert found.state is RuleState.FAILED
    assert "Dorset Police, 2017/18: 1,200" in found.failed
    assert "Wiltshire Police, 2016/17: 1,001" in found.failed
    assert "Dorset Police, 2016/17: 100" not in found.failed
    page = page_of(verdicts, {"r": Judged("t", "")})
    assert "No figure is above 1,000." in page
    assert "<li>Dorset Police, 2017/18: 1,200</li>" in page


@pytest.mark.parametrize(
    ("line", "failed", "checked"),
    [
        (
            'totals.add_expectation(gxe.ExpectTableRowCountToBeBetween(max_value=1, meta={"rule":'
            ' "few_rows"}))',
            "the table as a whole: ",
            None,
        ),
        (
            'observations.add_expectation(gxe.ExpectColumnValuesToBeInSet(column="unit",'
            ' value_set=["arrests"], meta={"rule": "arrests"}))',
            "dorset, 2016-04-01, ",
            9,
        ),
        (
            'changes.add_expectation(gxe.ExpectColumnValuesToBeBetween(column="forces_compared",'
            ' max_value=0, row_condition="area_id == \'dorset\'", condition_parser="pandas",'
            ' meta={"rule": "none_compared"}))',
            "Dorset Police, 2016/17 to 2017/18: 100 to 110",
            3,
        ),
    ],
    # Nine counts were asked for, three of each force; a force has three pairs of its three years.
    ids=["a table as a whole", "a table without measures", "some rows of a table"],
)
def test_a_rule_of_another_kind_can_be_added_too(
    monkeypatch: pytest.MonkeyPatch, line: str, failed: str, checked: int | None
) -> None:
    added(line, monkeypatch)
    now = run({"dorset": [100, 110]})
    [found] = [
        one for one in judge(measured(now, None), ["r"], {}) if one.rule not in tuple(GateRule)
    ]
    assert found.state is RuleState.FAILED
    assert found.failed[0].startswith(failed)
    assert checked is None or found.checked == checked
