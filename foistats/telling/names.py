"""What a person calls a run: when or of what, and why."""

from collections.abc import Mapping, Sequence
from datetime import date

# A reason may be long; the whole of it is in the run's parameters and in runs.jsonl.
_LONGEST = 80


def tables_name(request_ids: Sequence[str]) -> str:
    """The requests, by number if they are many.

    >>> tables_name(["a", "b"]), tables_name(["a"] * 40)
    ('tables of a, b', 'tables of 40 requests')
    """
    named = f"tables of {', '.join(request_ids)}"
    return named if len(named) <= _LONGEST else f"tables of {len(request_ids)} requests"


def run_name(parameters: Mapping[str, object], *, planned: bool, on: date) -> str:
    """A run by when, of what and why.

    >>> run_name({}, planned=True, on=date(2026, 11, 25))
    'nightly 2026-11-25'
    >>> given = {"request": "tasers-2020", "reason": "Dorset corrected its reply"}
    >>> run_name(given, planned=False, on=date(2026, 11, 25))
    'rerun of tasers-2020: Dorset corrected its reply'
    >>> run_name({"forces": ["kent", "dorset"]}, planned=False, on=date(2026, 11, 25))
    'rerun of requests to kent, dorset'
    """
    if planned:
        return f"nightly {on}"
    what = str(parameters.get("request") or "")
    forces = parameters.get("forces")
    if isinstance(forces, Sequence) and forces:
        sent = f"requests to {', '.join(map(str, forces))}"
        what = f"{what}, of {sent}" if what else sent
    reason = " ".join(str(parameters.get("reason") or "").split())
    name = f"rerun of {what or 'all requests'}{f': {reason}' if reason else ''}"
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 3]}..."
