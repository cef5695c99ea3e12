"""`foistats chase`: a letter to each force with which something is open; nothing is sent."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from foistats.cli.console import ExitCode, say, show
from foistats.errors import FoistatsError

EVERY_LETTER = "all"
"""What `--sent` says where all letters that lie there were sent."""


def write_letters(
    request_id: str, *, root: Path, everybody: bool = False, today: date | None = None
) -> int:
    """Write a letter per force, as text and as a draft of an email, and list them.

    Forces that were written to within the last ten working days are left out, but for `everybody`.
    Gives 1 where letters wait to be sent.
    """
    from foistats.asking.chased import PATIENCE_DAYS, last_chased, read_chased
    from foistats.asking.chasing import as_email, chase_letter
    from foistats.asking.open_points import open_points
    from foistats.asking.request_state import states_of
    from foistats.durable import write_whole
    from foistats.naming.forces import force_name
    from foistats.workspace import Workspace

    day = today or date.today()
    try:
        workspace = Workspace(root)
        state = states_of(workspace, [request_id], day)[0]
        sent = read_chased(workspace, request_id)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"the workspace can't be held while it is looked through: {reason}")
        return ExitCode.NOTHING_WRITTEN
    if state.request is None:
        say(f"raw/{request_id}/request.toml can't be used; `foistats status {request_id}` says why")
        return ExitCode.WRONG_USAGE
    _say_what_review_settles(request_id, state.problems)
    folder = workspace.letters_folder(request_id)
    written = waiting = 0
    _forget_letters(folder, [path.stem for path in folder.glob("*.txt")])
    for open_ in open_points(workspace, state):
        try:
            letter = chase_letter(state.request, open_)
        except ValueError:
            continue
        name = force_name(open_.force_id)
        last = last_chased(sent, open_.force_id)
        since = _working_days_since(last, day, open_.force_id)
        if since is not None and since < PATIENCE_DAYS and not everybody:
            show(f"{name}: written to on {last}, {since} working days ago")
            waiting += 1
            continue
        path = folder / f"{open_.force_id}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, letter.encode())
            write_whole(path.with_suffix(".eml"), as_email(letter, state.request))
        except OSError as reason:
            say(f"{path} can't be written: {reason}")
            return ExitCode.NOTHING_WRITTEN
        show(f"{name}: {path}")
        written += 1
    if not written:
        show(
            "No letter waits to be sent."
            if waiting
            else "Nothing is open that a force could settle."
        )
        return ExitCode.DONE
    show(
        f"{written} {'letter' if written == 1 else 'letters'}, each as .txt and as an .eml that a"
        " mail program opens as a draft. Read them, send them, then write that down: foistats"
        f" chase {request_id} --sent {EVERY_LETTER} --by YOUR_NAME, or --sent NAME for one"
    )
    return ExitCode.REFUSED_SOMETHING


def _say_what_review_settles(request_id: str, problems: Sequence[Mapping[str, Any]]) -> None:
    """Say how many problems a person may settle without any letter."""
    from foistats.records import Problem
    from foistats.review.questions import is_asked
    from schemas.problem_codes import NEEDS_NO_ANSWER, ProblemCode

    told = [Problem(**{**row, "code": ProblemCode(row["code"])}) for row in problems]
    number = sum(one.code not in NEEDS_NO_ANSWER and is_asked(one) for one in told)
    if number:
        what = "1 open problem" if number == 1 else f"{number:,} open problems"
        show(
            f"First: `foistats review {request_id}` can settle {what} of the last run; what is"
            " settled there needs no letter."
        )


def _working_days_since(last: date | None, today: date, force_id: str) -> int | None:
    from foistats.intake.days import working_days_taken
    from foistats.naming.forces import force_country

    return None if last is None else working_days_taken(last, today, force_country(force_id))


def _named(force_id: str) -> str:
    from foistats.naming.forces import force_name

    try:
        return force_name(force_id)
    except FoistatsError:
        return repr(force_id)


def _forget_letters(folder: Path, force_ids: Iterable[str]) -> None:
    """Take away letters that are sent, or about what is no longer open."""
    for force_id in force_ids:
        for suffix in (".txt", ".eml"):
            (folder / f"{force_id}{suffix}").unlink(missing_ok=True)


def note_sent(
    request_id: str, *, force: str, on: date, by: str, root: Path, today: date | None = None
) -> int:
    """Write down that a letter was sent to a force, or with `all` each letter that lies there."""
    from foistats.asking.chased import FILE, note_chased
    from foistats.holding import PATIENCE_SECONDS, holding
    from foistats.intake.requests import read_request
    from foistats.naming.forces import force_name, read_force
    from foistats.publishing.standing import person
    from foistats.workspace import Workspace

    day = today or date.today()
    try:
        workspace = Workspace(root)
        request = read_request(workspace, request_id, today=day)
        folder = workspace.letters_folder(request_id)
        lying = sorted(path.stem for path in folder.glob("*.txt"))
        every = force.casefold() == EVERY_LETTER
        force_ids = tuple(lying) if every else read_force(force, on=request.sent_on)
        not_asked = [one for one in force_ids if one not in request.asked_force_ids]
        if not_asked:
            say(f"{_named(not_asked[0])} was not asked; request.toml lists who was")
            return ExitCode.WRONG_USAGE
        if not force_ids:
            say(f"no letter lies in {folder}; `foistats chase {request_id}` writes them")
            return ExitCode.WRONG_USAGE
        if not request.sent_on <= on <= day:
            say(f"{on} is not a day between {request.sent_on}, when it was sent, and today")
            return ExitCode.WRONG_USAGE
        with holding(workspace, "foistats chase", patience=PATIENCE_SECONDS):
            for name in map(force_name, force_ids) if every else (force,):
                note_chased(workspace, request_id, force=name, on=on, by=person(by))
            _forget_letters(folder, force_ids)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"raw/{request_id}/{FILE} can't be written: {reason}")
        return ExitCode.NOTHING_WRITTEN
    show(f"{', '.join(map(force_name, force_ids))}: written to on {on}")
    return ExitCode.DONE
