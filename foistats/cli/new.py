"""`foistats new` and `foistats init`: a request before it is sent, and a folder to keep it in."""

import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.cli.console import ExitCode, say, show
from foistats.errors import FoistatsError

if TYPE_CHECKING:
    from foistats.asking.new_request import NewRequest
    from foistats.records import Request

_GITIGNORE = """\
processed/*
.foistats/
# What a reply hides must reach no repository: of a sealed document only what was found is kept.
raw/*/quarantine/*/*
!raw/*/quarantine/*/seal.toml
!raw/*/quarantine/*/release.toml
"""
_SETTINGS = """\
# What this workspace sets for itself. Everything here may be left out.
# [messages]   who is told what: see docs/messages.md
# [limits]     how large a file may be, how long it may take
"""


@dataclass(slots=True)
class Typed:
    """What was given as options of `foistats new`; empty where it was not."""

    title: str = ""
    question: str = ""
    unit: str = ""
    kind: str = ""
    first: str = ""
    last: str = ""
    forces: str = ""
    categories: tuple[str, ...] = ()


_WORDS = re.compile(r"[a-z0-9]+")
_ONE_PERIOD = "2016/17 to 2020/21"
# What is asked of a person, in this order: the name of the value, the question, what it may be.
_QUESTIONS = (
    ("title", "A title, as it would stand over a table", "Burglary offences recorded"),
    ("question", "The question, word for word", "How many burglary offences did you record?"),
    ("unit", "What is counted", "offences, crimes, arrests, victims ..."),
    (
        "kind",
        "Which periods",
        "financial_year, calendar_year, quarter, month, or multi_year for several years as one",
    ),
    ("first", "The first period", "2020/21"),
    ("last", "The last period", "2024/25"),
    ("forces", "Which forces", "england-and-wales, uk, south-west, or Dorset, Wiltshire"),
)


def make_new_request(
    request_id: str, typed: Typed, *, sent_on: date | None, root: Path, today: date | None = None
) -> int:
    """Ask for what was not given, write the request's folder, and say what to do next.

    Without a terminal nothing is asked: exit code 2 names the options that are missing.
    """
    from foistats.asking.new_request import make_request
    from foistats.intake.requests import RequestInvalid
    from foistats.workspace import Workspace

    try:
        workspace = Workspace(root)
        workspace.new_request_folder(request_id)
        _ask(typed)
        folder, request = make_request(
            workspace, _new(request_id, typed, sent_on), today=today or date.today()
        )
    except RequestInvalid as refusal:
        # No file is there yet: the values that were given are what a person can correct.
        for problem in refusal.problems:
            say(f"{_key_of(problem.place)}: {problem.found}; expected {problem.expected}")
        return ExitCode.WRONG_USAGE
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"raw/{request_id} can't be written: {reason}")
        return ExitCode.NOTHING_WRITTEN
    asked = len(request.asked_force_ids)
    show(f"{folder}: {asked} {'force' if asked == 1 else 'forces'}, {_periods(request)}")
    show(f"  {folder / 'questions.txt'} is the letter to send,")
    show(f"  {folder / 'answer-sheet.xlsx'} the sheet for forces to fill in.")
    if sent_on is None:
        show(f"When you have sent it, write the day into {folder / 'request.toml'} as sent_on.")
    show(f"When replies come in: foistats receive FOLDER_OR_MAILBOX --request {request_id}")
    return ExitCode.DONE


def _periods(request: "Request") -> str:
    from foistats.naming.periods import label_of

    first, last = label_of(request.periods[0]), label_of(request.periods[-1])
    return first if first == last else f"{first} to {last}"


def _key_of(place: str) -> str:
    """The key that a place in request.toml names: `unit` of `line 6, unit`."""
    return place.rpartition(", ")[2] or "the request"


def _ask(typed: Typed) -> None:
    """Fill in what is missing from the keyboard; raises FoistatsError where nobody can be asked."""
    _fill_in_last(typed)
    missing = [name for name, _, _ in _QUESTIONS if not getattr(typed, name)]
    if not missing:
        return
    if not sys.stdin.isatty():
        options = ", ".join(f"--{name}" for name in missing)
        raise FoistatsError(f"nobody can be asked here, and these are missing: {options}")
    import typer

    for name, question, example in _QUESTIONS:
        alone = name == "first" and _is_one_period(typed.kind)
        asked = f"The period (e.g. {_ONE_PERIOD})" if alone else f"{question} (e.g. {example})"
        while not getattr(typed, name):
            answer = typer.prompt(asked).strip()
            try:
                setattr(typed, name, _as_known(name, answer, typed))
            except FoistatsError as refusal:
                show(f"  {refusal}")
        _fill_in_last(typed)
    if not typed.categories:
        answer = typer.prompt(
            "Categories to be counted one by one (e.g. Rape, Sexual grooming; Enter for none)",
            default="",
            show_default=False,
        )
        typed.categories = tuple(_listed(answer))


def _fill_in_last(typed: Typed) -> None:
    """The last period where there is one alone: years taken together are not a series."""
    if _is_one_period(typed.kind) and typed.first and not typed.last:
        typed.last = typed.first


def _is_one_period(kind: str) -> bool:
    from schemas.vocabulary import NO_SERIES

    return kind in NO_SERIES


def _as_known(name: str, answer: str, typed: Typed | None = None) -> str:
    """An answer as request.toml has it; raises FoistatsError at once where it can't be used.

    `typed` are the answers so far: a period is held against the kind and the first one.
    """
    from foistats.naming.forces import read_force
    from schemas.vocabulary import PeriodKind, Unit

    if name == "kind":
        answer = "_".join(answer.casefold().split()).removesuffix("s")
    if name == "unit":
        answer = answer.casefold()
    known = {"unit": tuple(Unit), "kind": tuple(PeriodKind)}.get(name)
    if known is not None and answer not in known:
        raise FoistatsError(f"{answer!r} is none of {', '.join(known)}")
    if name in ("first", "last"):
        _check_period(name, answer, typed or Typed())
    if name == "forces":
        listed = _set_or_list(_listed(answer))
        for force in () if isinstance(listed, str) else listed:
            read_force(force)
    return answer


def _check_period(name: str, answer: str, typed: Typed) -> None:
    from foistats.naming.periods import label_of, read_period

    period = read_period(answer)
    if typed.kind and period.kind != typed.kind:
        said = period.kind.value.replace("_", " ")
        raise FoistatsError(f"{answer!r} is a {said}, and you asked for {typed.kind}")
    if name == "last" and typed.first:
        try:
            first = read_period(typed.first)
        except FoistatsError:  # an option that can't be used: that is said once all is known
            return
        if period.start < first.start:
            raise FoistatsError(f"{answer!r} is before the first, {label_of(first)}")


def _listed(forces: str) -> list[str]:
    return [name.strip() for name in forces.split(",") if name.strip()]


def _new(request_id: str, typed: Typed, sent_on: date | None) -> "NewRequest":
    from foistats.asking.new_request import NewRequest

    return NewRequest(
        request_id=request_id,
        title=typed.title,
        question=typed.question,
        unit=typed.unit,
        kind=typed.kind,
        first=typed.first,
        last=typed.last,
        forces=_set_or_list(_listed(typed.forces)),
        sent_on=sent_on,
        categories=tuple(map(_category, typed.categories)),
    )


def _category(written: str) -> tuple[str, str]:
    """The id and the name of a category, the id made of the name where none is given.

    >>> _category("rape=Rape"), _category("Sexual grooming")
    (('rape', 'Rape'), ('sexual-grooming', 'Sexual grooming'))
    """
    category_id, equals, name = written.partition("=")
    if not equals:
        return "-".join(_WORDS.findall(written.casefold())), written.strip()
    return category_id.strip(), name.strip()


def _set_or_list(listed: list[str]) -> str | tuple[str, ...]:
    """The name of a set of forces where one alone is given and is one; else the names."""
    from foistats.naming.forces import region_members

    if len(listed) == 1:
        name = "-".join(listed[0].lower().split())
        if region_members(name):
            return name
    return tuple(listed)


def make_workspace(folder: Path) -> int:
    """Make raw/, a .gitignore and a foistats.toml in a folder; what is there already stays."""
    try:
        (folder / "raw").mkdir(parents=True, exist_ok=True)
        for name, text in ((".gitignore", _GITIGNORE), ("foistats.toml", _SETTINGS)):
            path = folder / name
            if path.exists():
                show(f"{path} is there already and stays as it is")
            else:
                path.write_text(text, encoding="utf-8")
                show(f"{path} made")
    except OSError as reason:
        say(f"{folder} can't be made a workspace: {reason}")
        return ExitCode.NOTHING_WRITTEN
    where = "" if folder.resolve() == Path().resolve() else f" --root {folder}"
    show(f"{folder / 'raw'} is where requests lie. Next: foistats new NAME{where}")
    return ExitCode.DONE
