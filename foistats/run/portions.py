"""What is to be read, in what portions, and why: a reply whose reading is kept isn't read again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

from foistats.documents.limits import Limits
from foistats.errors import FoistatsError, WorkspaceError
from foistats.faults import fault_problem
from foistats.intake.asked import asked_of, declared_of
from foistats.intake.declarations import DeclarationInvalid
from foistats.intake.quarantine_files import Seal
from foistats.intake.quarantine_told import sealed_reading
from foistats.intake.reading import Job
from foistats.intake.receipts import Receipt
from foistats.intake.settings import read_limits
from foistats.intake.stock import Stock
from foistats.ledger.built import Built, Documents
from foistats.ledger.digests import digest_of
from foistats.ledger.keys import key_of, what_changed
from foistats.ledger.readings import Wanted, is_kept
from foistats.records import (
    NOTHING_DECLARED,
    Asked,
    Declared,
    DocumentReading,
    Problem,
    ReadDocument,
    Response,
)
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode

# A person wants to see each force. A task costs some 40 ms of Prefect's and its server's time, ten
# times what a reply takes to be read, so more replies than forces are read in a few batches.
ONE_BY_ONE = 60
BATCHES = 24
_NO_DOCUMENTS: Documents = MappingProxyType({})
UNUSABLE_LAYOUT = "a layout that can be used"


class Refresh(NamedTuple):
    """What is to be read again whatever is kept: nothing, all, or what some forces sent."""

    wanted: bool = False
    forces: tuple[str, ...] = ()

    def covers(self, response: Response) -> bool:
        """True for a response that is to be read again."""
        return self.wanted and (
            not self.forces or not set(self.forces).isdisjoint(response.force_ids)
        )


class Reply(NamedTuple):
    """One response with what is needed to read its documents. `spoilt` has those that can't be.

    `wanted` goes with `receipts`; `before` are the keys of the last build. `released` are
    documents, by path, that a person let out of quarantine.
    """

    request_id: str
    response: Response
    receipts: tuple[Receipt, ...]
    wanted: tuple[Wanted, ...]
    spoilt: tuple[ReadDocument, ...] = ()
    released: Mapping[str, Seal] = MappingProxyType({})
    before: Documents = _NO_DOCUMENTS

    @property
    def name(self) -> str:
        """What a person would call it."""
        forces = " and ".join(self.response.force_ids)
        return f"{forces} {self.response.received_on or ''}".strip()

    def keys(self) -> dict[str, Mapping[str, str]]:
        """The parts of the key of each document; of one that can't be read, what says so."""
        spoilt = {
            one.path: {"spoilt": digest_of(one.sha256, one.reading.problems)} for one in self.spoilt
        }
        return spoilt | {
            receipt.path: one.key.parts
            for receipt, one in zip(self.receipts, self.wanted, strict=True)
        }

    def due(self, workspace: Workspace) -> str:
        """Why some of it has to be read; empty where all its readings are kept."""
        said = []
        for receipt, one in zip(self.receipts, self.wanted, strict=True):
            if one.anew:
                said.append("it was asked for")
            elif not is_kept(workspace, self.request_id, one.key):
                said.append(self._why(receipt.path, one.key.parts, "its reading is no longer kept"))
        return ", ".join(dict.fromkeys(said))

    def changed(self) -> str:
        """Why what it gives may not be what it gave at the last build; empty if it is that."""
        said = [
            self._why(path, parts, "")
            for path, parts in self.keys().items()
            if self.before.get(path) != parts
        ]
        said += ["a document was taken off its line"] * bool(set(self.before) - set(self.keys()))
        return ", ".join(dict.fromkeys(said))

    def _why(self, path: str, parts: Mapping[str, str], unchanged: str) -> str:
        if path not in self.before:
            return "it was not read before"
        if "spoilt" in parts or "spoilt" in self.before[path]:
            return "what keeps it from being read came, went or changed"
        return what_changed(self.before[path], parts) or unchanged


class Portion(NamedTuple):
    """Replies of one workspace that are read in one go, and what a person would call them."""

    root: str
    name: str
    replies: tuple[Reply, ...]
    number: int
    of: int


def replies_of(
    workspace: Workspace, stock: Stock, before: Built | None, refresh: Refresh
) -> list[Reply]:
    """The replies of one request of which there is something to read."""
    limits = read_limits(workspace)
    found = []
    for response in (*stock.standing(), *stock.replaced()):
        known = before.responses.get(response.response_id, _NO_DOCUMENTS) if before else None
        try:
            reply = _reply(workspace, stock, response, limits=limits, anew=refresh.covers(response))
        except (FoistatsError, OSError):
            raise
        except Exception as error:
            reply = _failed(stock, response, error)
        if reply.wanted or reply.spoilt:
            found.append(reply._replace(before=known or _NO_DOCUMENTS))
    return found


def in_portions(workspace: Workspace, replies: Sequence[Reply]) -> list[Portion]:
    """Replies one by one while few have to be read, else in batches; those kept in batches too."""
    due = [reply for reply in replies if reply.due(workspace)]
    unread = {id(reply) for reply in due}
    kept = [reply for reply in replies if id(reply) not in unread]
    named: list[tuple[str, tuple[Reply, ...]]] = []
    for first, batch in _batches(kept):
        named.append((f"take replies {first} to {first + len(batch) - 1} as read before", batch))
    if len(due) <= ONE_BY_ONE:
        named += [(f"read {reply.name}", (reply,)) for reply in due]
    else:
        for first, batch in _batches(due):
            named.append((f"read replies {first} to {first + len(batch) - 1}", batch))
    root = str(workspace.root)
    return [
        Portion(root, name, batch, number, len(named))
        for number, (name, batch) in enumerate(named, 1)
    ]


def _batches(replies: Sequence[Reply]) -> Iterable[tuple[int, tuple[Reply, ...]]]:
    size = max(ONE_BY_ONE, -(-len(replies) // BATCHES))
    for start in range(0, len(replies), size):
        yield start + 1, tuple(replies[start : start + size])


def _reply(
    workspace: Workspace, stock: Stock, response: Response, *, limits: Limits, anew: bool
) -> Reply:
    request_id = stock.request.request_id
    receipts: list[Receipt] = []
    wanted: list[Wanted] = []
    spoilt = [
        ReadDocument(path, seal.sha256, sealed_reading(seal, path, response.response_id))
        for path, seal in stock.withheld(response).items()
    ]
    asked = asked_of(
        stock.request, response.force_ids, stock.declared, received_on=response.received_on
    )
    for receipt in stock.readable(response):
        try:
            declared = declared_of(workspace, request_id, receipt.path, stock.declared)
        except WorkspaceError as refusal:
            spoilt.append(_spoilt(receipt, refusal))
            continue
        receipts.append(receipt)
        job = _job(workspace, stock, receipt, asked, declared)
        wanted.append(_wanted(request_id, job, limits)._replace(anew=anew))
    return Reply(
        request_id, response, tuple(receipts), tuple(wanted), tuple(spoilt), stock.released
    )


def _failed(stock: Stock, response: Response, error: Exception) -> Reply:
    """A response that foistats can't even prepare to read: none of its documents is read."""
    spoilt = tuple(failed_document(one, error) for one in stock.readable(response))
    return Reply(stock.request.request_id, response, (), (), spoilt, stock.released)


def failed_document(receipt: Receipt, error: Exception) -> ReadDocument:
    """What stands for a document on which foistats failed; nothing of it was read."""
    problem = fault_problem(receipt.path, error)
    return ReadDocument(receipt.path, receipt.sha256, DocumentReading(problems=(problem,)))


def _job(
    workspace: Workspace, stock: Stock, receipt: Receipt, asked: Asked, declared: Declared
) -> Job:
    """A document where it lies; one that was released lies in quarantine, under another name."""
    request_id, seal = stock.request.request_id, stock.released.get(receipt.path)
    name = PurePosixPath(receipt.path).name
    if seal is None:
        file = workspace.document(request_id, receipt.path)
        return Job(str(file), asked, declared, name, receipt.sha256)
    file = workspace.sealed_document(request_id, seal.seal_id)
    return Job(str(file), asked, replace(declared, released=True), name, receipt.sha256)


def to_look_at(workspace: Workspace, stock: Stock, paths: Iterable[str]) -> list[Wanted]:
    """Files that no standing response names: only whether they hide something is asked."""
    limits = read_limits(workspace)
    asked = asked_of(stock.request, ())
    return [
        _wanted(
            stock.request.request_id,
            _job(workspace, stock, receipt, asked, NOTHING_DECLARED),
            limits,
        )
        for receipt in (stock.receipts[path] for path in paths)
    ]


def _wanted(request_id: str, job: Job, limits: Limits) -> Wanted:
    key = key_of(job.sha256, job.received_as, job.asked, job.declared, limits)
    return Wanted(request_id, key, job)


def _spoilt(receipt: Receipt, refusal: WorkspaceError) -> ReadDocument:
    declared = isinstance(refusal, DeclarationInvalid)
    problem = Problem(
        ProblemCode.DECLARATION_INVALID if declared else ProblemCode.LAYOUT_STALE,
        receipt.path,
        "",
        str(refusal),
        "declarations that can be used" if declared else UNUSABLE_LAYOUT,
        f"correct {'them' if declared else 'the layout'}; the document was not read",
    )
    return ReadDocument(receipt.path, receipt.sha256, DocumentReading(problems=(problem,)))
