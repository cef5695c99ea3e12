"""The rules as a Great Expectations suite, run on a whole run's facts, and its result as rows.

Great Expectations is imported inside one function: it costs seconds. Its result carries random ids,
timestamps and tracebacks; what is kept of it is only what the facts decide. A rule that could not
run comes back from it as one that failed: the two are told apart here.
"""

import shutil
import warnings
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from foistats.quality.gate.allowances import NO_ALLOWANCES, Allowances
from foistats.quality.gate.facts import Facts
from foistats.quality.gate.rules import RULES
from schemas.vocabulary import GateRule, RuleState

if TYPE_CHECKING:
    import pandas as pd


class Verdict(NamedTuple):
    """One rule of one request: how many facts it looked at, and which failed."""

    request_id: str
    rule: GateRule
    state: RuleState
    checked: int
    failed: tuple[str, ...]
    accepted: tuple[str, ...]
    because: str


def judge(
    facts: Facts, request_ids: Iterable[str], allowances: Mapping[str, Allowances]
) -> list[Verdict]:
    """One verdict per request and rule, in the order of both."""
    wanted = list(request_ids)
    found = _validate(facts, allowances)
    return [
        _verdict(facts, request_id, rule, found[rule], allowances.get(request_id, NO_ALLOWANCES))
        for request_id in wanted
        for rule in RULES
    ]


def _verdict(
    facts: Facts,
    request_id: str,
    rule: GateRule,
    failing: "list[tuple[str, str]] | None",
    allowed: Allowances,
) -> Verdict:
    frame: pd.DataFrame = getattr(facts, RULES[rule].frame)
    checked = int((frame["request_id"] == request_id).sum())
    limit = allowed.limits.get(rule)
    because = limit.because if limit is not None else ""
    if failing is None:
        return Verdict(request_id, rule, RuleState.COULD_NOT_RUN, checked, (), (), because)
    subjects = sorted(subject for request, subject in failing if request == request_id)
    accepted = {s: why for s in subjects if (why := allowed.why_accepted(rule, s))}
    failed = tuple(subject for subject in subjects if subject not in accepted)
    told = tuple(f"{subject} (accepted: {why})" for subject, why in accepted.items())
    state = RuleState.PASSED if checked else RuleState.NOTHING_TO_CHECK
    if failed:
        state = RuleState.FAILED
    elif told:
        state = RuleState.ACCEPTED
    return Verdict(request_id, rule, state, checked, failed, told, because)


def _validate(
    facts: Facts, allowances: Mapping[str, Allowances]
) -> "dict[GateRule, list[tuple[str, str]] | None]":
    """Request and subject of each failing fact, by rule; None for a rule that could not run."""
    with warnings.catch_warnings():
        # Its imports warn of what its own dependencies will change some day.
        warnings.simplefilter("ignore")
        import great_expectations as gx
        import great_expectations.expectations as gxe

        context = gx.get_context(mode="ephemeral")
        _leave_nothing(context)
        context.variables.progress_bars = {"globally": False}
        source = context.data_sources.add_pandas("facts")
        found: dict[GateRule, list[tuple[str, str]] | None] = {}
        for name in Facts._fields:
            frame = _with_limits(getattr(facts, name), name, allowances)
            suite = gx.ExpectationSuite(name=name)
            for rule, meaning in RULES.items():
                if meaning.frame == name:
                    suite.add_expectation(_expectation(gxe, rule))
            if frame.empty:
                # Nothing to look at is nothing that fails; an empty column has no type to compare.
                found |= {rule: [] for rule, meaning in RULES.items() if meaning.frame == name}
                continue
            asset = source.add_dataframe_asset(name)
            batch = asset.add_batch_definition_whole_dataframe("all").get_batch(
                batch_parameters={"dataframe": frame}
            )
            result = batch.validate(
                suite,
                result_format={
                    "result_format": "COMPLETE",
                    "unexpected_index_column_names": ["request_id", "subject"],
                },
            )
            for one in result.results:
                found[GateRule(one.expectation_config.meta["rule"])] = _failing(one)
    return {rule: found.get(rule) for rule in RULES}


def _leave_nothing(context: Any) -> None:
    """Delete the empty folder that each context makes for pages of its own, which aren't built."""
    for site in context.config.data_docs_sites.values():
        shutil.rmtree(site["store_backend"]["base_directory"], ignore_errors=True)


def _failing(result: Any) -> list[tuple[str, str]] | None:
    """The failing facts of one rule; None where it raised instead of looking."""
    if _raised(result.exception_info):
        return None
    if result.success:
        return []
    rows = result.result.get("unexpected_index_list")
    if rows is None:
        return None
    return [(str(row["request_id"]), str(row["subject"])) for row in rows]


def _raised(told: Any) -> bool:
    """True where exception_info, flat or by metric, says that something was raised."""
    if not isinstance(told, Mapping):
        return bool(told)
    if "raised_exception" in told:
        return bool(told["raised_exception"])
    return any(_raised(inner) for inner in told.values())


def _with_limits(
    frame: "pd.DataFrame", name: str, allowances: Mapping[str, Allowances]
) -> "pd.DataFrame":
    """A frame with a column of limits for each of its rules that has one, request by request."""
    made = frame.copy()
    for rule, meaning in RULES.items():
        if meaning.frame == name and meaning.most is not None:
            made[f"most_{rule}"] = [
                limit.most
                if (limit := allowances.get(str(request), NO_ALLOWANCES).limits.get(rule))
                else meaning.most
                for request in frame["request_id"]
            ]
    return made


def _expectation(gxe: Any, rule: GateRule) -> Any:
    """The expectation that stands for a rule."""
    meaning, meta = RULES[rule], {"rule": rule.value}
    if meaning.most is not None:
        return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A=f"most_{rule}", column_B=meaning.of, or_equal=True, meta=meta
        )
    match rule:
        case GateRule.COVERAGE_KEPT:
            return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A="now", column_B="before", or_equal=True, meta=meta
            )
        case GateRule.FORCES_KEPT:
            return gxe.ExpectColumnValuesToBeInSet(column="asked", value_set=[True], meta=meta)
        case GateRule.UNIT_KEPT:
            return gxe.ExpectColumnPairValuesToBeEqual(
                column_A="unit_before", column_B="unit_now", meta=meta
            )
        case GateRule.FIGURES_KEPT:
            return gxe.ExpectColumnPairValuesToBeEqual(
                column_A="figure_before", column_B="figure_now", meta=meta
            )
        case _:
            return gxe.ExpectColumnValuesToBeInSet(column=meaning.of, value_set=[False], meta=meta)
