"""What the documents of a reply say about it: from whom, of which day, and what it is.

Nothing is filed by a guess. A reply is certain only where its own words name one force that was
asked and has not answered yet, and where its day is known; all else is for a person to decide, who
sees the reasons. An address of an email is never a reason: shared units answer for others.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from foistats.documents.limits import Limits
from foistats.errors import Unreadable
from foistats.inbox.sources import Incoming
from foistats.intake.asked import asked_of
from foistats.intake.reading import Job, read_documents
from foistats.intake.receive import free_response_id
from foistats.naming.forces import force_name, read_force
from foistats.naming.spelling import fold
from foistats.records import Declared, DocumentReading, Finding, Request, Response

REPLY = "reply"
TWICE = "twice"
KINDS_IN_WORDS = {
    REPLY: "a reply",
    "acknowledgement": "an acknowledgement",
    "clarification": "a request to clarify",
    "fee": "a notice of a fee",
    "extension": "a letter that asks for more time",
    "automatic_reply": "an automatic reply",
    TWICE: "a file that came before",
}
"""What came in may be, as the column `kind` has it, and in words."""
_MOST_REASONS = 3
OTHER_HEADER = "the name in the header of the message is"
OTHER_PLACE = "the request was sent to"
OTHER_NAME = "the name of a file is that of"
TOGETHER = "another reply of the same force came with it: do they belong together?"


_WHOSE = (TOGETHER, OTHER_HEADER, OTHER_PLACE, OTHER_NAME)
_WORDS = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A force in whose name a reply speaks, and where it does."""

    force_id: str
    because: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one reply. `undecided` says what a person has to decide, if anything.

    `kind` is `reply`, `twice`, or one of `letters.kinds.KINDS`. `replaces` are the responses that
    its force has given already; `corrects` is one of them, where it is the only one and the
    reply's own words say that it replaces an earlier one. `joint` is a name that names all
    candidates together. `hidden` has what each file hides. `suggested` are forces that only the
    place says where the reply was kept: a person may take one of them. `says_it_replaces` is True
    where its words say so, whether or not it is known which.
    """

    name: str
    files: tuple[Path, ...]
    candidates: tuple[Candidate, ...]
    received_on: date | None
    kind: str
    says: str
    replaces: tuple[str, ...] = ()
    undecided: str = ""
    hidden: tuple[tuple[Finding, ...], ...] = ()
    joint: str = ""
    corrects: str = ""
    suggested: tuple[str, ...] = ()
    says_it_replaces: bool = False

    @property
    def force_open(self) -> bool:
        """True where a person has to say which force it comes from; else only the rest is asked."""
        return len(self.candidates) != 1 or self.undecided.startswith(_WHOSE)


def propose(
    incoming: Sequence[Incoming],
    request: Request,
    *,
    responses: Iterable[Response],
    digests: Iterable[str],
    received_on: date | None,
    today: date,
    limits: Limits | None = None,
) -> list[Proposal]:
    """A proposal for each reply, in order.

    `responses` are those that are listed already, `digests` of the files that are there already.
    `received_on` is the day on which all of them came in, where a person said so; else each
    document's own day is proposed.
    """
    known = set(digests)
    responses = tuple(responses)
    asked = asked_of(request, ())
    jobs = {path: Job(str(path), asked, Declared()) for one in incoming for path in one.files}
    readings = read_documents(jobs, limits=limits) if jobs else {}
    again = _of_known_senders(incoming, readings, request, received_on, today)
    readings |= read_documents(again, limits=limits) if again else {}
    listed: dict[str, list[str]] = {}
    for response in responses:
        for force_id in response.force_ids:
            listed.setdefault(force_id, []).append(response.response_id)
    found = []
    for one in incoming:
        if _came_before(one, known):
            says = "the same file came before"
            found.append(Proposal(one.name, one.files, (), None, TWICE, says))
        else:
            found.append(_propose(one, readings, request, listed, received_on, today))
    return _several_of_one_force(found, {one.response_id for one in responses})


def _of_known_senders(
    incoming: Sequence[Incoming],
    readings: Mapping[Path, DocumentReading],
    request: Request,
    received_on: date | None,
    today: date,
) -> dict[Path, Job]:
    """The files without a count whose sender is known by now, to be read as a run will read them.

    Whose a count is, and of which day, is a reason to take it or not.
    """
    jobs: dict[Path, Job] = {}
    for one in incoming:
        every = _with_parts(readings[path] for path in one.files)
        candidates, _ = _candidates(every, request)
        if len(candidates) != 1 or any(reading.observations for reading in every):
            continue
        day = _day(every, request, received_on or _kept_day(one, request, today), today)
        asked = asked_of(request, (candidates[0].force_id,), received_on=day)
        jobs |= {path: Job(str(path), asked, Declared()) for path in one.files}
    return jobs


def _with_parts(readings: Iterable[DocumentReading]) -> list[DocumentReading]:
    """Some documents and the parts of them, the documents first."""
    own = list(readings)
    return [*own, *(part.reading for reading in own for part in reading.parts)]


def _day(
    every: Sequence[DocumentReading], request: Request, received_on: date | None, today: date
) -> date | None:
    """The day on which a reply came in: the one that a person said, or that it gives itself."""
    dated = max((reading.dated for reading in every if reading.dated is not None), default=None)
    return received_on or (dated if dated and request.sent_on <= dated <= today else None)


def _kept_day(incoming: Incoming, request: Request, today: date) -> date | None:
    """The day on which the place where a reply was kept noted that it came."""
    return (
        incoming.on if incoming.on is not None and request.sent_on <= incoming.on <= today else None
    )


def _came_before(incoming: Incoming, known: set[str]) -> bool:
    """True where every file of a reply is there already; the others are known from now on."""
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in incoming.files}
    before = digests <= known
    known |= digests
    return before


def _propose(
    incoming: Incoming,
    readings: Mapping[Path, DocumentReading],
    request: Request,
    listed: Mapping[str, Sequence[str]],
    received_on: date | None,
    today: date,
) -> Proposal:
    own = [readings[path] for path in incoming.files]
    every = _with_parts(own)
    candidates, not_asked = _candidates(every, request)
    day = _day(every, request, received_on or _kept_day(incoming, request, today), today)
    sign = _other_sign(incoming, candidates, request)
    replaces = _given_already(candidates, listed)
    says_so = any(reading.replacing for reading in every)
    return Proposal(
        incoming.name,
        incoming.files,
        candidates,
        day,
        _kind(every),
        _says(every),
        replaces,
        _header_of_another(every, candidates)
        or sign
        or _undecided(candidates, not_asked, day, replaces, _kind(every), incoming.listed_as),
        tuple(reading.hidden for reading in own),
        _joint(every, candidates),
        replaces[0] if says_so and len(replaces) == 1 else "",
        tuple(id for id in _named_as(incoming.listed_as) if id in request.asked_force_ids),
        says_so,
    )


def _given_already(
    candidates: Sequence[Candidate], listed: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """The responses that every candidate has given, alone or together."""
    given = [listed.get(candidate.force_id, ()) for candidate in candidates]
    return (
        tuple(dict.fromkeys(one for one in given[0] if all(one in of for of in given)))
        if given
        else ()
    )


def _joint(every: Sequence[DocumentReading], candidates: Sequence[Candidate]) -> str:
    """The name by which the documents name several forces at once, and no other force."""
    named = {candidate.force_id for candidate in candidates}
    together = (
        sender.as_written
        for reading in every
        for sender in reading.senders
        if len(named) > 1 and set(sender.force_ids) == named
    )
    return next(together, "")


def _candidates(
    every: Sequence[DocumentReading], request: Request
) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """The forces asked in whose name documents speak, with reasons, and the others."""
    reasons: dict[str, list[str]] = {}
    for reading in every:
        for sender in reading.senders:
            for force_id in sender.force_ids:
                said = f"{sender.as_written!r} in {sender.place}"
                reasons.setdefault(force_id, []).append(said)
    asked = tuple(
        Candidate(force_id, "; ".join(dict.fromkeys(said[:_MOST_REASONS])))
        for force_id, said in reasons.items()
        if force_id in request.asked_force_ids
    )
    return asked, tuple(reason for reason in reasons if reason not in request.asked_force_ids)


def _kind(every: Sequence[DocumentReading]) -> str:
    """A reply if it has a count, a refusal or something hidden; else what the letter says."""
    if any(one.observations or one.refused or one.hidden or one.proposals for one in every):
        return REPLY
    return next((kind for one in every for kind in one.letter_kinds), REPLY)


def _says(every: Sequence[DocumentReading]) -> str:
    counts = sum(len(one.observations) for one in every)
    outcomes = dict.fromkeys(r.outcome.value for one in every for r in one.refused if r.outcome)
    said = [f"{counts} {'count' if counts == 1 else 'counts'}"] if counts else []
    if open_ := sum(len(one.proposals) for one in every):
        what = "what may be a count" if open_ == 1 else f"{open_} numbers that may be counts"
        said.append(f"{what}, for a person to look at")
    said += [outcome.replace("_", " ") for outcome in outcomes]
    if any(one.hidden for one in every):
        said.append("hides something and is not read")
    return ", ".join(said) or "no count and no refusal was found"


def _header_of_another(every: Sequence[DocumentReading], candidates: Sequence[Candidate]) -> str:
    """Why a person has to look at a message whose header names other forces than its words."""
    header = {force_id for reading in every for force_id in reading.sent_by}
    if len(candidates) != 1 or not header or candidates[0].force_id in header:
        return ""
    names = " and ".join(sorted(force_name(one) for one in header))
    return f"{OTHER_HEADER} {names}"


def _other_sign(incoming: Incoming, candidates: Sequence[Candidate], request: Request) -> str:
    """Why a person has to look at a reply whose place or name speaks for another force.

    Neither is a word of the force: they never decide, and may only contradict.
    """
    if len(candidates) != 1:
        return ""
    force_id = candidates[0].force_id
    if incoming.listed_as:
        listed = _named_as(incoming.listed_as)
        if listed and force_id not in listed:
            return f"{OTHER_PLACE} {incoming.listed_as}"
    names = " ".join(path.stem for path in incoming.files)
    said = f" {' '.join(_WORDS.findall(fold(f'{incoming.name} {names}')))} "
    named = [asked for asked in request.asked_force_ids if f" {asked.replace('-', ' ')} " in said]
    if named and force_id not in named:
        return f"{OTHER_NAME} {' and '.join(map(force_name, named))}"
    return ""


def _named_as(authority: str) -> tuple[str, ...]:
    try:
        return read_force(authority)
    except Unreadable:
        return ()


def _undecided(
    candidates: Sequence[Candidate],
    not_asked: Sequence[str],
    day: date | None,
    replaces: Sequence[str],
    kind: str,
    listed_as: str = "",
) -> str:
    """Why a person has to look, as the end of a sentence; empty where nothing is left open."""
    if not candidates and not_asked:
        names = " and ".join(force_name(one) for one in not_asked)
        return f"it speaks for {names}, which was not asked"
    if not candidates:
        kept = f"; the request was sent to {listed_as}" if listed_as else ""
        return f"no force is named in its own words{kept}"
    if len(candidates) > 1:
        names = " and ".join(force_name(candidate.force_id) for candidate in candidates)
        return f"it speaks for {names}: is it of one of them, or of all?"
    if day is None:
        return "nothing says on which day it came in"
    if replaces and kind == REPLY:
        return _does_it_replace(replaces)
    return ""


def _does_it_replace(earlier: Sequence[str]) -> str:
    return f"its force has answered already ({', '.join(earlier)}): does it replace that?"


def _several_of_one_force(found: Sequence[Proposal], taken: set[str]) -> list[Proposal]:
    """Two replies of one force at a time: whether one replaces the other is for a person to say.

    Where one alone doesn't say that it replaces another, it is the one that the others speak of.
    `taken` are the ids of responses.
    """
    of: dict[str, list[Proposal]] = {}
    for one in found:
        if one.kind == REPLY and len(one.candidates) == 1:
            of.setdefault(one.candidates[0].force_id, []).append(one)
    instead: dict[tuple[Path, ...], Proposal] = {}
    for several in of.values():
        first = _replaced_by_the_others(several)
        for one in several if len(several) > 1 else ():
            if one.undecided or one is first:
                continue
            if first is None or first.received_on is None:
                instead[one.files] = replace(one, undecided=TOGETHER)
            else:
                earlier = free_response_id(
                    (first.candidates[0].force_id,), first.received_on, taken
                )
                instead[one.files] = replace(
                    one,
                    replaces=(earlier,),
                    corrects=earlier if len(several) == 2 else "",
                    undecided=_does_it_replace((earlier,)),
                )
    return [instead.get(one.files, one) for one in found]


def _replaced_by_the_others(several: Sequence[Proposal]) -> Proposal | None:
    """The one plain reply of which all others say that they replace an earlier one, if there is."""
    plain = [one for one in several if not one.says_it_replaces]
    if len(plain) != 1 or plain[0].undecided or plain[0].received_on is None:
        return None
    day = plain[0].received_on
    later = all(one.received_on is None or one.received_on >= day for one in several)
    return plain[0] if later else None
