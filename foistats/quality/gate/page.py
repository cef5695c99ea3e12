"""The gate's verdicts and the series they are on, on a page of our own, which opens offline.

Everything that a force or a file wrote is escaped; the page is the same for the same verdicts.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from foistats.model.pages import STYLE
from foistats.model.words import in_html as escape
from foistats.quality.gate.checkpoint import Verdict
from foistats.quality.gate.series import series_table
from schemas.vocabulary import GateRule, RuleState

_SAID = {
    RuleState.FAILED: "needs a person",
    RuleState.COULD_NOT_RUN: "could not be checked",
    RuleState.ACCEPTED: "accepted by a person",
    RuleState.PASSED: "kept",
    RuleState.NOTHING_TO_CHECK: "nothing to check",
}
NEEDS_A_PERSON = (RuleState.FAILED, RuleState.COULD_NOT_RUN)
_MOST_NAMED = 50
_SINGLE = ("force", "joint")
_STYLE = """
p.sum { font-size: 1.15rem; font-weight: 600; }
section.rule { border-left: .35rem solid var(--line); margin: .3rem 0; padding: .1rem 1rem; }
section.failed, section.could_not_run, section.accepted { margin: .9rem 0; padding: .5rem 1rem; }
section.failed { border-color: #b3261e; background: var(--bad); }
section.could_not_run { border-color: #8a5a00; background: var(--part); }
section.accepted { border-color: #3a6ea5; background: var(--soft); }
section.passed { border-color: #2e7d32; }
.state { font-weight: 600; } .more { font-size: .9rem; }
li { font-variant-numeric: tabular-nums; }
"""


class Judged(NamedTuple):
    """One request: its title, and a sentence about which tables were judged.

    `not_current` says why these are the tables of an earlier run, where they are; `totals` are the
    figures that were judged.
    """

    title: str
    about: str
    not_current: str = ""
    totals: Sequence[Mapping[str, Any]] = ()


def page_of(verdicts: Iterable[Verdict], judged: Mapping[str, Judged]) -> str:
    """The whole page, with the requests in the order in which they are given."""
    by_request: dict[str, list[Verdict]] = {request_id: [] for request_id in judged}
    for verdict in verdicts:
        by_request[verdict.request_id].append(verdict)
    parts = [_request(request_id, judged[request_id], of) for request_id, of in by_request.items()]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>foistats: is it plausible?</title><style>{STYLE}{_STYLE}</style></head><body>\n"
        "<header><h1>Each figure leads back to what a force sent. Can it be true?</h1></header>\n"
        f"<main>\n{''.join(parts)}</main></body></html>\n"
    )


def _request(request_id: str, judged: Judged, verdicts: Sequence[Verdict]) -> str:
    order = list(_SAID)
    ranked = sorted(verdicts, key=lambda verdict: order.index(verdict.state))
    stopped = bool(judged.not_current) or needs_a_person(verdicts)
    old = f'<p class="sum failed">Not current: {_text(judged.not_current)}</p>\n'
    file = _text(f"raw/{request_id}/quality.toml")
    confirmed = (
        "<p>What a force confirmed is accepted, rule by rule, in"
        f" <code>{file}</code>; docs/plausibility.md shows how.</p>\n"
    )
    return (
        f"<h2>{_text(judged.title or request_id)}</h2>\n"
        f'<p class="sum {"failed" if stopped else "passed"}">{_text(sentence_of(verdicts))}</p>\n'
        f"{old if judged.not_current else ''}"
        f'<p class="more">{_text(request_id)}: {_text(judged.about)}</p>\n'
        f"{confirmed if stopped else ''}"
        f"{''.join(_rule(verdict) for verdict in ranked)}"
        f"{_series(judged, verdicts)}"
    )


def _series(judged: Judged, verdicts: Sequence[Verdict]) -> str:
    """The series that were judged: first the areas, and each force unfolded where one failed."""
    failed = [one for verdict in verdicts for one in verdict.failed]
    areas = [row for row in judged.totals if row["area_kind"] not in _SINGLE]
    forces = [row for row in judged.totals if row["area_kind"] in _SINGLE]
    shown = "".join(series_table(areas, failed, caption="Regions and countries"))
    if of_forces := "".join(series_table(forces, failed, caption="Forces")):
        summary = "<summary>Each force</summary>"
        shown += f"<details{' open' * bool(failed)}>{summary}{of_forces}</details>"
    return f"<h2>The series</h2>\n{shown}\n" if shown else ""


class Looked(NamedTuple):
    """One rule: what became of it, and how many facts it looked at."""

    rule: str
    state: RuleState
    checked: int


def needs_a_person(verdicts: Sequence[Verdict]) -> bool:
    """True where something is implausible, or where nothing can be said to be plausible."""
    looked = [Looked(verdict.rule, verdict.state, verdict.checked) for verdict in verdicts]
    return nothing_read(looked) or any(verdict.state in NEEDS_A_PERSON for verdict in verdicts)


def sentence_of(verdicts: Sequence[Verdict]) -> str:
    """What a person should know of one request's verdicts, in one line."""
    return sentence_for(
        [Looked(verdict.rule, verdict.state, verdict.checked) for verdict in verdicts]
    )


def sentence_for(looked: Sequence[Looked]) -> str:
    """The same by what became of each rule: what was checked, and how much.

    >>> sentence_for([Looked(GateRule.NO_JUMP, RuleState.FAILED, 4)])
    '1 rule needs a person; not to be published yet'
    """
    failed = sum(one.state is RuleState.FAILED for one in looked)
    unchecked = sum(one.state is RuleState.COULD_NOT_RUN for one in looked)
    parts = []
    if failed:
        parts.append("1 rule needs a person" if failed == 1 else f"{failed} rules need a person")
    if unchecked:
        noun = "rule" if unchecked == 1 else "rules"
        parts.append(f"{unchecked} {noun} could not be checked")
    if parts:
        return f"{', '.join(parts)}; not to be published yet"
    if nothing_read(looked):
        return "nothing could be checked: no figure was read"
    of = next(one.checked for one in looked if one.rule == GateRule.PRINTED_TOTALS_AGREE)
    rules = sum(one.checked > 0 for one in looked)
    forces = "1 force" if of == 1 else f"{of:,} forces"
    left = len(looked) - rules
    rest = f"; {left} found nothing to look at" if left else ""
    return f"nothing is implausible in figures of {forces}, by {rules} of {len(looked)} rules{rest}"


def nothing_read(looked: Sequence[Looked]) -> bool:
    """True where the rules had no figure to look at: what they say of it is nothing.

    Every force that gave any count is looked at by the rule about printed totals.
    """
    return not any(
        one.checked for one in looked if one.rule == GateRule.PRINTED_TOTALS_AGREE
    ) and not any(one.state in NEEDS_A_PERSON for one in looked)


def _rule(verdict: Verdict) -> str:
    lines = [
        f'<p><span class="state">{_SAID[verdict.state]}</span>: {_text(verdict.sentence)}'
        f' <span class="more">{_text(verdict.rule)}: {_text(looked_at(verdict))}</span></p>'
    ]
    if verdict.because:
        lines.append(f"<p>Another limit holds here: {_text(verdict.because)}</p>")
    if verdict.failed:
        lines.append(_listed(verdict.failed))
        lines.append(f"<p>What to do: {_text(verdict.remedy)}.</p>")
    if verdict.accepted:
        lines.append(_listed(verdict.accepted))
    return f'<section class="rule {verdict.state}">{"".join(lines)}</section>\n'


def looked_at(verdict: Verdict) -> str:
    """How much a rule looked at: `14 forces with figures looked at`."""
    one, several = verdict.looks_at
    return f"{verdict.checked:,} {one if verdict.checked == 1 else several} looked at"


def _listed(subjects: Sequence[str]) -> str:
    items = "".join(f"<li>{_text(subject)}</li>" for subject in subjects[:_MOST_NAMED])
    left = len(subjects) - _MOST_NAMED
    more = f"<li>and {left:,} more, all in gate.parquet</li>" if left > 0 else ""
    return f"<ul>{items}{more}</ul>"


def _text(text: str) -> str:
    """Somebody's text, which can neither be markup nor turn the line round."""
    return escape("".join(c if c.isprintable() else ascii(c)[1:-1] for c in text))
