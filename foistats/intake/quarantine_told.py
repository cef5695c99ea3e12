"""What a person is told of sealed and released documents. No hidden value is ever in it."""

from collections.abc import Iterable, Sequence

from foistats.intake.quarantine_files import Seal
from foistats.records import DocumentReading, Finding, Problem
from schemas.channels import EXPLAINED
from schemas.problem_codes import ProblemCode

_SHOWN = 4
_CLEAN = "a document without hidden content"
TELL_THE_FORCE = "tell the force, ask for a clean copy and keep a record of the breach"


def what_was_found(findings: Iterable[Finding]) -> list[str]:
    """A sentence for each channel, with how much was found there and where.

    >>> from schemas.channels import Channel
    >>> what_was_found([Finding(Channel.HIDDEN_SHEET, "sheet 2 of 3", 1, "cells")])
    ['A sheet with content is hidden, or very hidden (1 cell: sheet 2 of 3).']
    """
    of_channel: dict[str, list[Finding]] = {}
    for finding in findings:
        of_channel.setdefault(finding.channel, []).append(finding)
    sentences = []
    for channel, explained in EXPLAINED.items():
        found = [_amount(one) for one in of_channel.get(channel, ())]
        if found:
            more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
            sentences.append(f"{explained.rstrip('.')} ({'; '.join([*found[:_SHOWN], *more])}).")
    return sentences or ["Something is hidden; the list of what was found can't be read."]


def _amount(finding: Finding) -> str:
    noun = finding.noun.removesuffix("s") if finding.amount == 1 else finding.noun
    return f"{finding.amount:,} {noun}" + (f": {finding.place}" if finding.place else "")


def sealed_reading(seal: Seal, path: str, response_id: str) -> DocumentReading:
    """What stands for a sealed document in its response: nothing was read, and why."""
    return DocumentReading(
        hidden=seal.findings, problems=(sealed_problem(seal, path, response_id),)
    )


def sealed_problem(
    seal: Seal, path: str, response_id: str = "", *, replaced: bool = False
) -> Problem:
    """The row of a sealed document: the same on the day it was sealed and ever after.

    With `replaced` its response no longer stands, and nothing of it is needed any more.
    """
    remedy = f"{TELL_THE_FORCE}; only to use what it shows all the same, `{release_command(seal)}`"
    told = Problem(
        ProblemCode.DOCUMENT_SEALED,
        path,
        seal.seal_id,
        " ".join(what_was_found(seal.findings)).rstrip("."),
        _CLEAN,
        remedy,
        response_id,
    )
    return of_no_use(told) if replaced else told


def of_no_use(sealed: Problem) -> Problem:
    """The row of a sealed document whose response no longer stands, which is told for the record.

    The row of a document that has yet to be moved stays as it is.
    """
    if not sealed.place:
        return sealed
    remedy = "nothing, if the force was told: its response was replaced or withdrawn"
    return sealed._replace(code=ProblemCode.HIDDEN_CELLS, remedy=remedy)


def unmoved_problem(path: str, findings: Sequence[Finding], reason: OSError) -> Problem:
    """The row of a document that hides something and couldn't be taken out of documents/."""
    return Problem(
        ProblemCode.DOCUMENT_SEALED,
        path,
        "",
        f"{' '.join(what_was_found(findings))} It wasn't read, but couldn't be moved into"
        f" quarantine: {reason.strerror}",
        _CLEAN,
        f"make room, or the folder writable, and run again; {TELL_THE_FORCE}",
    )


def without_what_is_hidden(
    reading: DocumentReading, seal: Seal, path: str, response_id: str
) -> DocumentReading:
    """A released document's reading, with one row that says what was left out of it.

    It takes the place of the readers' own remarks, which name hidden sheets.
    """
    release = seal.release
    if not reading.hidden or release is None:
        return reading
    told = Problem(
        ProblemCode.HIDDEN_CELLS,
        path,
        seal.seal_id,
        f"released by {release.by} on {release.on}: {release.because}. Left out:"
        f" {' '.join(what_was_found(reading.hidden))}",
        _CLEAN,
        "receive the clean copy when it comes; to take the release back, delete release.toml from"
        f" raw/{seal.request_id}/quarantine/{seal.seal_id}",
        response_id,
    )
    kept = (problem for problem in reading.problems if problem.code is not ProblemCode.HIDDEN_CELLS)
    return reading._replace(problems=(*kept, told))


def release_command(seal: Seal) -> str:
    """What to type to have a sealed document's visible part read."""
    return f"foistats quarantine release {seal.seal_id} --because … --by …"


def what_to_do(seals: Iterable[Seal], *, response_id: str = "") -> list[str]:
    """The lines that a person gets who has just been told that documents are sealed."""
    replaced = f" and write {response_id} under supersedes of its line" if response_id else ""
    return [
        "Nothing of it is read, counted or logged. What to do:",
        "- tell the force what its reply hides: it may be a breach of personal data;",
        f"- ask for a clean copy; receive it when it comes{replaced};",
        "- keep a record: when the reply came, whom you told, and when.",
        "Only to use what it shows all the same:",
        *(f"  {release_command(seal)}" for seal in seals),
    ]
