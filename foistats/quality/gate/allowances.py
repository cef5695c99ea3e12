"""What a request allows beyond the rules, and why: `raw/<request_id>/quality.toml`.

[[limit]]
rule = "no_jump"
most = 4.0                  # instead of 2.0, for all of this request
because = "recording rules changed in 2014"
by = "A. Person"
on = 2026-11-02

[[accept]]
rule = "no_jump"
subject = "Dorset Police, 2014/15 to 2015/16: 332 to 822"   # the whole line of the report
because = "the force confirmed it on 2026-11-05"
by = "A. Person"
on = 2026-11-05
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from foistats.errors import WorkspaceError
from foistats.quality.gate.rules import Rule, all_rules
from foistats.toml import Lines, UnreadableToml, read_toml

_ALLOWED = {"limit": {"rule", "most"}, "accept": {"rule", "subject"}}
_SIGNED = {"because", "by", "on"}


class Limit(NamedTuple):
    """Another limit for one rule, with the reason."""

    most: float
    because: str


class Accepted(NamedTuple):
    """A failure that a person has looked at: the rule and the whole line, its figures included."""

    rule: str
    subject: str
    because: str


class Allowances(NamedTuple):
    """All that one request allows."""

    limits: Mapping[str, Limit]
    accepted: tuple[Accepted, ...] = ()

    def why_accepted(self, rule: str, subject: str) -> str:
        """Why a failure is no matter; empty where nobody said so."""
        for one in self.accepted:
            if one.rule == rule and subject == one.subject:
                return one.because
        return ""


NO_ALLOWANCES = Allowances({})


def read_allowances(path: Path) -> Allowances:
    """The allowances of one request; none where there is no file. WorkspaceError names mistakes."""
    if not path.is_file():
        return NO_ALLOWANCES
    try:
        written = path.read_bytes()
        content = read_toml(written)
    except UnreadableToml as reason:
        raise WorkspaceError(f"{reason.told(path.name)}; correct it") from reason
    # Great Expectations is imported for their names, which costs seconds: only where they are used.
    rules = {rule.name: rule for rule in all_rules()}
    lines = Lines(written.decode("utf-8-sig"))
    limits: dict[str, Limit] = {}
    accepted: list[Accepted] = []
    for kind, entries in content.items():
        if kind not in _ALLOWED or not isinstance(entries, list):
            raise WorkspaceError(f"{path.name}: {kind!r} is no [[limit]] or [[accept]]; correct it")
        for number, entry in enumerate(entries, 1):
            line = lines.of(kind, number)
            at = f", line {line}" if line else ""
            where = f"{path.name}, [[{kind}]] {number}{at}"
            rule = _checked(where, entry, _ALLOWED[kind] | _SIGNED, rules)
            if kind == "limit":
                limits[rule] = _limit(where, rules[rule], entry)
            else:
                if not isinstance(entry["subject"], str) or len(entry["subject"].strip()) < 5:
                    raise WorkspaceError(f"{where}: subject is a whole line of the report")
                accepted.append(Accepted(rule, entry["subject"], entry["because"]))
    return Allowances(limits, tuple(accepted))


def _checked(where: str, entry: Any, keys: set[str], rules: Mapping[str, Rule]) -> str:
    if not isinstance(entry, dict):
        raise WorkspaceError(f"{where} is no table; write each under its own double brackets")
    if set(entry) != keys:
        odd = sorted(set(entry) ^ keys)[0]
        raise WorkspaceError(f"{where}: {odd!r} is missing or unknown; it has {sorted(keys)}")
    if not isinstance(entry["rule"], str) or entry["rule"] not in rules:
        raise WorkspaceError(f"{where}: no rule {entry['rule']!r}; known: {', '.join(rules)}")
    unsigned = not all(isinstance(entry[k], str) and entry[k].strip() for k in ("because", "by"))
    if unsigned or not isinstance(entry["on"], date):
        raise WorkspaceError(f"{where}: because, by and on say why, who and when; fill them in")
    return str(entry["rule"])


def _limit(where: str, rule: Rule, entry: Mapping[str, Any]) -> Limit:
    most = entry["most"]
    if rule.limit is None:
        raise WorkspaceError(
            f"{where}: {rule.name} has no limit; accept single cases by [[accept]]"
        )
    if isinstance(most, bool) or not isinstance(most, int | float) or not most >= 0:
        raise WorkspaceError(f"{where}: most is {most!r}; it is a number from 0 up")
    return Limit(float(most), entry["because"])
