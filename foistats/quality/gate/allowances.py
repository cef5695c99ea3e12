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

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from foistats.errors import WorkspaceError
from foistats.quality.gate.rules import Rule, all_rules
from foistats.toml import Lines, UnreadableToml, UnusableKey, read_toml, shown

_ALLOWED = {"limit": ("rule", "most"), "accept": ("rule", "subject")}
_SIGNED = ("because", "by", "on")


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
        raise WorkspaceError(f"{reason.about(path.name)}; correct it") from reason
    # Great Expectations is imported for their names, which costs seconds: only where they are used.
    rules = {rule.name: rule for rule in all_rules()}
    lines = Lines(written.decode("utf-8-sig"))
    limits: dict[str, Limit] = {}
    accepted: list[Accepted] = []
    try:
        for kind, entries in content.items():
            if kind not in _ALLOWED or not isinstance(entries, list):
                raise UnusableKey(kind, said=f"{kind!r} is no [[limit]] or [[accept]]; correct it")
            for number, entry in enumerate(entries, 1):
                try:
                    _take(kind, entry, rules, limits, accepted)
                except UnusableKey as reason:
                    raise reason.within(kind, number) from None
    except UnusableKey as reason:
        raise WorkspaceError(lines.sentence(path.name, reason)) from reason
    return Allowances(limits, tuple(accepted))


def _take(
    kind: str,
    entry: Any,
    rules: Mapping[str, Rule],
    limits: dict[str, Limit],
    accepted: list[Accepted],
) -> None:
    """Add one entry to the limits or to what is accepted."""
    name = _rule_of(entry, (*_ALLOWED[kind], *_SIGNED), rules)
    if kind == "limit":
        limits[name] = _limit(rules[name], entry)
        return
    subject = entry["subject"]
    if not isinstance(subject, str) or len(subject.strip()) < 5:
        raise _wrong("subject", subject, "copy the whole line of the report")
    accepted.append(Accepted(name, subject, entry["because"]))


def _rule_of(entry: Any, keys: Sequence[str], rules: Mapping[str, Rule]) -> str:
    """The rule that an entry is about, once all of its keys but its own are checked."""
    if not isinstance(entry, dict):
        raise UnusableKey(
            said=f"{shown(entry)} is no table; write each under its own double brackets"
        )
    for key in entry:
        if key not in keys:
            raise UnusableKey(key, said=f"{key!r} is unknown; it has {', '.join(keys)}")
    for key in keys:
        if key not in entry:
            raise UnusableKey(key, said=f"{key!r} is missing; it has {', '.join(keys)}")
    rule = entry["rule"]
    if not isinstance(rule, str) or rule not in rules:
        raise _wrong("rule", rule, f"write one of {', '.join(rules)}")
    for key in ("because", "by"):
        if not isinstance(entry[key], str) or not entry[key].strip():
            raise _wrong(key, entry[key], "because, by and on say why, who and when; fill them in")
    if not isinstance(entry["on"], date):
        raise _wrong("on", entry["on"], "write the day as 2026-11-02, without quotes")
    return rule


def _limit(rule: Rule, entry: Mapping[str, Any]) -> Limit:
    most = entry["most"]
    if rule.limit is None:
        said = f"{rule.name} has no limit; accept single cases by [[accept]]"
        raise UnusableKey("rule", said=said)
    if isinstance(most, bool) or not isinstance(most, int | float) or not most >= 0:
        raise _wrong("most", most, "write a number from 0 up")
    return Limit(float(most), entry["because"])


def _wrong(key: str, value: object, remedy: str) -> UnusableKey:
    return UnusableKey(key, said=f"{key} is {shown(value)}; {remedy}")
