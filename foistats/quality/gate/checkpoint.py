"""The suites run on a run's tables by Great Expectations, and its results as verdicts.

Each table has a validation definition and a checkpoint. Great Expectations is imported inside
functions: it costs seconds. Its results carry random ids, times and tracebacks; a verdict has only
what the tables decide. An expectation that raised an error counts there as one that failed: here
the two are told apart.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from foistats.quality.gate.allowances import NO_ALLOWANCES, Allowances
from foistats.quality.gate.measures import with_subjects
from foistats.quality.gate.rules import Rule, named_suites, quietly, rules_of
from schemas.vocabulary import RuleState

if TYPE_CHECKING:
    import pandas as pd


class Verdict(NamedTuple):
    """One rule of one request: how many rows it looked at, and which failed.

    `sentence`, `remedy` and `looks_at` are what the rule says of itself.
    """

    request_id: str
    rule: str
    state: RuleState
    checked: int
    failed: tuple[str, ...]
    accepted: tuple[str, ...]
    because: str
    sentence: str = ""
    remedy: str = ""
    looks_at: tuple[str, str] = ("row", "rows")


def judge(
    tables: Mapping[str, "pd.DataFrame"],
    request_ids: Iterable[str],
    allowances: Mapping[str, Allowances],
) -> list[Verdict]:
    """One verdict per request and rule. `tables` are those of measures.py, by name."""
    wanted = list(request_ids)
    allowed = {one: allowances.get(one, NO_ALLOWANCES) for one in wanted}
    with quietly():
        asked = _asked()
        rules = [rule for one in asked for rule in one.rules.values()]
        together: dict[Any, list[str]] = {}
        for request_id in wanted:
            limits = {rule: limit.most for rule, limit in allowed[request_id].limits.items()}
            # Requests under the same limits are asked together, unless a rule speaks of a table
            # as a whole: that is the table of one request.
            alone = "" if all(rule.by_row for rule in rules) else request_id
            together.setdefault((alone, *sorted(limits.items())), []).append(request_id)
        found = [
            verdict
            for some in together.values()
            for one in asked
            for verdict in _verdicts(tables[one.table], some, allowed, one)
        ]
    return sorted(found, key=lambda one: wanted.index(one.request_id))


class _Asked(NamedTuple):
    """A table with the rules that are asked of it, by name, and the checkpoint that asks them."""

    table: str
    rules: Mapping[str, Rule]
    checkpoint: Any


def _asked() -> list[_Asked]:
    """A validation definition and a checkpoint for each table of which something is expected."""
    import great_expectations as gx

    context, suites = named_suites()
    source = context.data_sources.add_pandas("tables")
    asked = []
    for suite in suites:
        table = source.add_dataframe_asset(suite.name)
        definition = context.validation_definitions.add(
            gx.ValidationDefinition(
                name=suite.name,
                data=table.add_batch_definition_whole_dataframe("whole table"),
                suite=context.suites.add(suite),
            )
        )
        checkpoint = context.checkpoints.add(
            gx.Checkpoint(
                name=suite.name,
                validation_definitions=[definition],
                result_format={"result_format": "COMPLETE"},
            )
        )
        rules = {rule.name: rule for rule in rules_of(suite)}
        asked.append(_Asked(suite.name, rules, checkpoint))
    return asked


def _verdicts(
    table: "pd.DataFrame",
    request_ids: list[str],
    allowed: Mapping[str, Allowances],
    asked: _Asked,
) -> Iterator[Verdict]:
    """The verdicts by one table's rules on requests that have the same limits."""
    frame = with_subjects(asked.table, table)
    frame = frame[frame["request_id"].isin(request_ids)].reset_index(drop=True)
    limits = allowed[request_ids[0]].limits
    parameters = {
        rule.name: limits[rule.name].most if rule.name in limits else rule.limit
        for rule in asked.rules.values()
        if rule.limit is not None
    }
    results = {}
    # An empty table has no types to compare, and nothing in it fails.
    if not frame.empty:
        done = asked.checkpoint.run(
            batch_parameters={"dataframe": frame}, expectation_parameters=parameters
        )
        results = {
            one.expectation_config.meta["rule"]: one
            for validated in done.run_results.values()
            for one in validated.results
        }
    for rule in asked.rules.values():
        result = results.get(rule.name)
        failing = [] if frame.empty else _failing(result, rule, frame)
        for request_id in request_ids:
            checked = _checked(result, rule, frame, request_id)
            yield _verdict(request_id, rule, checked, failing, allowed[request_id])


def _failing(result: Any, rule: Rule, frame: "pd.DataFrame") -> list[tuple[str, str]] | None:
    """Request and subject of each row that fails; None where the rule could not be asked."""
    if result is None or raised(result.exception_info):
        return None
    if result.success:
        return []
    rows = result.result.get("unexpected_index_list")
    if rows is not None:
        failing = frame.loc[list(rows)]
        return list(zip(failing["request_id"], failing[rule.subject].astype(str), strict=True))
    if "observed_value" not in result.result:
        return None
    [request_id] = set(frame["request_id"])
    return [(str(request_id), f"the table as a whole: {result.result['observed_value']}")]


def raised(told: Any) -> bool:
    """True where exception_info, flat or by metric, says that something was raised."""
    if not isinstance(told, Mapping):
        return bool(told)
    if "raised_exception" in told:
        return bool(told["raised_exception"])
    return any(raised(inner) for inner in told.values())


def _checked(result: Any, rule: Rule, frame: "pd.DataFrame", request_id: str) -> int:
    """How many rows of a request a rule looked at: those that have a value in each column."""
    if result is not None and not rule.by_row:
        counted = result.result
        rows = counted.get("element_count", len(frame))
        return int(rows) - int(counted.get("missing_count") or 0)
    of_request = frame[frame["request_id"] == request_id]
    columns = [column for column in rule.columns if column in frame.columns]
    return int(of_request[columns].notna().all(axis=1).sum()) if columns else len(of_request)


def _verdict(
    request_id: str,
    rule: Rule,
    checked: int,
    failing: list[tuple[str, str]] | None,
    allowed: Allowances,
) -> Verdict:
    limit = allowed.limits.get(rule.name)
    because = limit.because if limit is not None else ""
    says = (rule.sentence, rule.remedy, rule.looks_at)
    if failing is None:
        could_not = RuleState.COULD_NOT_RUN
        return Verdict(request_id, rule.name, could_not, checked, (), (), because, *says)
    subjects = sorted(subject for request, subject in failing if request == request_id)
    accepted = {s: why for s in subjects if (why := allowed.why_accepted(rule.name, s))}
    failed = tuple(subject for subject in subjects if subject not in accepted)
    lines = tuple(f"{subject} (accepted: {why})" for subject, why in accepted.items())
    state = RuleState.PASSED if checked else RuleState.NOTHING_TO_CHECK
    if failed:
        state = RuleState.FAILED
    elif lines:
        state = RuleState.ACCEPTED
    return Verdict(request_id, rule.name, state, checked, failed, lines, because, *says)
