"""One request's folder, looked through: what may be read, what stands, and what is wrong."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from foistats.intake.declarations import Declarations, aliases_of, read_declarations
from foistats.intake.quarantine_files import Seal, read_quarantine
from foistats.intake.quarantine_told import sealed_problem
from foistats.intake.receipts import Receipt, verify_documents
from foistats.intake.requests import read_request
from foistats.intake.responses import ResponseList, UnusableLine, file_name, read_responses
from foistats.intake.settling import Settlement, settle_responses
from foistats.naming.forces import force_name
from foistats.records import Problem, Request, Response
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Outcome


class Stock(NamedTuple):
    """What a request's folder holds. `receipts` has only files that are what was received.

    `damaged` are responses of which a file is missing or changed, with the sentence why; `shared`
    are digests of files that stand under several standing responses. `declared` is what persons
    declared of the documents. `sealed` are documents in quarantine, by path, and `released` those
    of them that a person lets be read. `unusable` are lines of responses.csv, and `unreadable`
    what of the files of declarations can't be used as it is written. With `passing` True something
    is wrong today that may be right on another day.
    """

    request: Request
    responses: tuple[Response, ...]
    settlement: Settlement
    receipts: Mapping[str, Receipt]
    damaged: Mapping[str, str]
    shared: frozenset[str]
    problems: tuple[Problem, ...]
    declared: Declarations = Declarations()
    sealed: Mapping[str, Seal] = MappingProxyType({})
    released: Mapping[str, Seal] = MappingProxyType({})
    unusable: tuple[UnusableLine, ...] = ()
    unreadable: tuple[Problem, ...] = ()
    passing: bool = False

    def standing(self) -> tuple[Response, ...]:
        """The responses whose documents are to be read, in the order of responses.csv."""
        return tuple(
            response
            for response in self.responses
            if response.response_id in self.settlement.standing
            and response.outcome is not Outcome.WITHDRAWN
        )

    def replaced(self) -> tuple[Response, ...]:
        """Responses that no longer stand, superseded or withdrawn, of which documents are kept.

        They are read only to tell what has changed since.
        """
        return tuple(
            response
            for response in self.responses
            if response.documents
            and (
                response.response_id not in self.settlement.standing
                or response.outcome is Outcome.WITHDRAWN
            )
        )

    def readable(self, response: Response) -> tuple[Receipt, ...]:
        """The response's documents that are there and unchanged."""
        return tuple(self.receipts[path] for path in response.documents if path in self.receipts)

    def withheld(self, response: Response) -> dict[str, Seal]:
        """The response's documents that are sealed and not released, by path."""
        return {
            path: self.sealed[path]
            for path in response.documents
            if path in self.sealed and self.sealed[path].release is None
        }


def take_stock(workspace: Workspace, request_id: str, *, today: date | None = None) -> Stock:
    """Look through one request's folder; raises WorkspaceError where nothing of it can be used.

    Nothing can have been sent or received after `today`, the day of the run if none is given.

    Hold the workspace's lock: a file put there by hand gets its receipt here, and one that was
    sealed before is put away again.
    """
    request = read_request(workspace, request_id, today=today)
    quarantine = read_quarantine(workspace, request_id)
    aliases = aliases_of(workspace, request_id)
    listed = read_responses(workspace, request, aliases=aliases, today=today)
    settlement = settle_responses(listed, request_id=request_id)
    named = [path for response in listed.responses for path in response.documents]
    verified = verify_documents(workspace, request_id, listed=named, quarantine=quarantine)
    bad = {problem.document: problem for problem in verified.problems}
    damaged: dict[str, str] = {}
    problems = [*listed.problems, *settlement.problems, *quarantine.problems]
    told: set[str] = set()
    for response in listed.responses:
        problems += _not_asked(request, response)
        for path in response.documents:
            if path in bad:
                damaged.setdefault(response.response_id, f"{path} is {_state(bad[path])}")
                problems.append(bad[path]._replace(response_id=response.response_id))
                told.add(path)
    problems += [problem for path, problem in bad.items() if path not in told]
    problems += _unlisted(listed, {*verified.receipts, *verified.sealed})
    problems += _sealed_unlisted(named, verified.sealed)
    standing = [r for r in listed.responses if r.response_id in settlement.standing]
    declared = read_declarations(workspace, request, documents=frozenset(named))
    digests = {path: receipt.sha256 for path, receipt in verified.receipts.items()}
    digests |= {path: seal.sha256 or seal.seal_id for path, seal in verified.sealed.items()}
    problems += _sealed_replaced(listed, standing, verified.sealed)
    shared, twice = _shared(standing, digests)
    return Stock(
        request=request,
        responses=listed.responses,
        settlement=settlement,
        receipts=verified.receipts,
        damaged=damaged,
        shared=shared,
        problems=(*problems, *twice, *declared.problems),
        declared=declared,
        sealed=verified.sealed,
        released=verified.released,
        unusable=listed.unusable,
        unreadable=(*quarantine.problems, *declared.unreadable),
        passing=listed.passing,
    )


def _state(problem: Problem) -> str:
    return "missing" if problem.code is ProblemCode.DOCUMENT_MISSING else "not what was received"


def _not_asked(request: Request, response: Response) -> list[Problem]:
    return [
        Problem(
            ProblemCode.FORCE_NOT_ASKED,
            file_name(request.request_id),
            f"line {response.line}",
            f"a response of {force_name(force_id)}",
            f"one of the {len(request.asked_force_ids)} forces that were asked",
            f"correct the force, or add {force_id!r} to forces in request.toml if it was asked",
            response.response_id,
        )
        for force_id in response.force_ids
        if force_id not in request.asked_force_ids
    ]


def _sealed_replaced(
    listed: ResponseList, standing: list[Response], sealed: Mapping[str, Seal]
) -> list[Problem]:
    """Sealed documents of responses that no longer stand: nobody waits for a clean copy there."""
    lines = {response.line for response in standing}
    return [
        sealed_problem(sealed[path], path, response.response_id, replaced=True)
        for response in listed.responses
        if response.line not in lines or response.outcome is Outcome.WITHDRAWN
        for path in response.documents
        if path in sealed and sealed[path].release is None
    ]


def _sealed_unlisted(named: Iterable[str], sealed: Mapping[str, Seal]) -> list[Problem]:
    """Sealed documents that belong to no response under any of their names."""
    listed = {sealed[path].seal_id for path in named if path in sealed}
    first: dict[str, str] = {}
    for path, seal in sealed.items():
        first.setdefault(seal.seal_id, path)
    return [
        sealed_problem(sealed[path], path)
        for seal_id, path in first.items()
        if seal_id not in listed and sealed[path].release is None
    ]


def _unlisted(listed: ResponseList, present: set[str]) -> list[Problem]:
    # A line that can't be used is a problem of its own; its documents aren't nobody's.
    named = {path for response in listed.responses for path in response.documents}
    named |= {path for line in listed.unusable for path in line.documents}
    return [
        Problem(
            ProblemCode.DOCUMENT_UNLISTED,
            path,
            "",
            _what_is_unlisted(path, named),
            "every file of documents/ named in responses.csv",
            "name it under documents on the line of the response it belongs to",
        )
        for path in sorted(present - named)
    ]


def _what_is_unlisted(path: str, named: Iterable[str]) -> str:
    """What is found of a file that no response names; two names may look the same and be none."""
    alike = next((other for other in sorted(named) if _as_seen(other) == _as_seen(path)), "")
    if not alike:
        return "a file that no response names"
    return f"a file that no response names: {alike} looks the same, and is written in other letters"


def _as_seen(path: str) -> str:
    """A name as it looks: an accent may be a letter of its own or a part of another."""
    return unicodedata.normalize("NFC", path)


def _shared(
    standing: list[Response], digests: Mapping[str, str]
) -> tuple[frozenset[str], list[Problem]]:
    """Files that several standing responses have, by digest: copies under other names included."""
    holders: dict[str, dict[str, str]] = defaultdict(dict)
    for response in standing:
        for path in response.documents:
            if path in digests:
                holders[digests[path]].setdefault(response.response_id, path)
    several = {digest: held for digest, held in holders.items() if len(held) > 1}
    problems = [
        Problem(
            ProblemCode.DOCUMENT_TWICE,
            list(held.values())[-1],
            "",
            f"the same file under {', '.join(held)}",
            "each file under one response",
            "list a joint reply on one line with all its forces, such as"
            " 'Kent Police; Essex Police'; otherwise correct the lines",
            list(held)[-1],
        )
        for held in several.values()
    ]
    return frozenset(several), problems
