"""The review as a web application: an address for each question, and one for its answer.

`/TOKEN/REQUEST/` leads to the next open question, `/TOKEN/REQUEST/all` lists them, and a question
has its own id. Forms are posted to the address of their question, `undo`, `again` and `close`.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from foistats.errors import FoistatsError
from foistats.review.desk import open_desk
from foistats.review.each import as_value, each_of
from foistats.review.questions import Question, places_of
from foistats.review.replies import Looker
from foistats.review.sitting import Sitting, sit_down
from foistats.review.web.guard import Denied, Guard
from foistats.review.web.pages import (
    ENTER,
    Seen,
    overview_page,
    question_page,
    requests_page,
    sentence_page,
)
from foistats.workspace import Workspace

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

_OK, _REFUSED = "200 OK", "422 Unprocessable Content"
_SEE_OTHER, _NOT_FOUND = "303 See Other", "404 Not Found"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a browser: a page, or the address to go to."""

    status: str
    page: str = ""
    goes_to: str = ""


@dataclass(slots=True)
class ReviewApp:
    """The review of some requests of a workspace, as WSGI; one person at a time is served.

    `looker` reads documents and `drawer` draws them, both in worker processes. `closing` is called
    once the person ends the review.
    """

    workspace: Workspace
    request_ids: Sequence[str]
    guard: Guard
    looker: Looker
    drawer: Looker
    by: str = ""
    because: str = ""
    closing: Callable[[], None] = lambda: None
    sittings: dict[str, Sitting] = field(default_factory=dict)
    _told: str = ""
    _one_at_a_time: Lock = field(default_factory=Lock)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request of a browser."""
        nonce = secrets.token_urlsafe(16)
        base = f"/{self.guard.token}/"
        denied = self.guard.denied(environ)
        if denied is not None:
            reply = _denied(denied, Seen("", "", nonce))
        else:
            with self._one_at_a_time:
                reply = self._reply(environ, Seen(base, self.guard.token, nonce))
        headers = _headers(nonce)
        if reply.goes_to:
            headers.append(("Location", reply.goes_to))
        content = reply.page.encode(errors="replace")
        start_response(reply.status, [*headers, ("Content-Length", str(len(content)))])
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [content]

    def _reply(self, environ: Mapping[str, object], seen: Seen) -> Reply:
        _, _, request_id, *rest = [*str(environ.get("PATH_INFO", "")).split("/"), ""][:5]
        typed: Mapping[str, str] = {}
        if posted := environ.get("REQUEST_METHOD") == "POST":
            form = self.guard.form(environ)
            if isinstance(form, Denied):
                return _denied(form, Seen("", "", seen.nonce))
            typed = form
        if not request_id and not posted:
            return self._which(seen)
        if request_id not in self.request_ids:
            return _missing(seen)
        seen = replace(seen, base=f"{seen.base}{request_id}/", typed=typed)
        what = rest[0] if rest else ""
        try:
            if posted:
                return self._posted(request_id, what, seen)
            return self._asked_for(request_id, what, _shown(environ), seen)
        except FoistatsError as refusal:
            return Reply("409 Conflict", sentence_page("Not now", str(refusal), seen))
        except OSError as reason:
            said = f"The workspace can't be read or written: {reason}"
            return Reply("500 Internal Server Error", sentence_page("Not done", said, seen))

    def _which(self, seen: Seen) -> Reply:
        if len(self.request_ids) == 1:
            return Reply(_SEE_OTHER, goes_to=f"{seen.base}{self.request_ids[0]}/")
        return Reply(_OK, requests_page(self.request_ids, seen))

    def sitting(self, request_id: str) -> Sitting:
        """The questions of a request; its documents are read when it is first opened."""
        if request_id not in self.sittings:
            desk = open_desk(self.workspace, request_id, self.looker)
            self.sittings[request_id] = sit_down(desk)
        return self.sittings[request_id]

    def _asked_for(self, request_id: str, what: str, shown: int, seen: Seen) -> Reply:
        sitting = self.sitting(request_id)
        if not what:
            return Reply(_SEE_OTHER, goes_to=f"{seen.base}{_next(sitting)}")
        seen, self._told = replace(seen, told=self._told), ""
        if what == "all":
            return Reply(_OK, overview_page(sitting, seen))
        question = _question(sitting, what)
        if question is None:
            return _missing(seen)
        now = sitting.now(question)
        if now is None:
            return Reply(_SEE_OTHER, goes_to=f"{seen.base}all")
        signed = replace(seen, typed={"by": self.by, "because": self.because})
        return Reply(_OK, self._page(sitting, now, shown, signed))

    def _page(self, sitting: Sitting, question: Question, shown: int, seen: Seen) -> str:
        shown = shown if 0 <= shown < len(question.each) else 0
        one = question.each[shown].problem
        here = [other.problem for other in question.each if other.problem.document == one.document]
        places = [place for other in (one, *here) for place in places_of(other.place)]
        around = question.each[shown].around.place
        marked = dict.fromkeys([*([around] if around else []), *places])
        drawn = sitting.desk.replies.draw(self.drawer, one, tuple(marked), question.headings)
        return question_page(sitting, question, drawn, shown, seen)

    def _posted(self, request_id: str, what: str, seen: Seen) -> Reply:
        if what == "close":
            return self._closed(seen)
        if what == "again":
            self.sittings.pop(request_id, None)
            return Reply(_SEE_OTHER, goes_to=seen.base)
        sitting = self.sitting(request_id)
        if what == "undo":
            again = sitting.undo()
            self._told = "The answer was taken back: the files are as they were before it."
            return Reply(_SEE_OTHER, goes_to=f"{seen.base}{again.id}")
        question = _question(sitting, what)
        now = sitting.now(question) if question is not None else None
        if question is None or now is None:
            self._told = "That question is answered already."
            return Reply(_SEE_OTHER, goes_to=f"{seen.base}all")
        try:
            written = self._take(sitting, now, seen.typed)
        except FoistatsError as refusal:
            refused = replace(seen, refused=str(refusal))
            return Reply(_REFUSED, self._page(sitting, now, 0, refused))
        self._told = f"Written: {', '.join(f'raw/{request_id}/{file}' for file in written)}."
        return Reply(_SEE_OTHER, goes_to=f"{seen.base}{_next(sitting, after=question)}")

    def _take(self, sitting: Sitting, question: Question, typed: Mapping[str, str]) -> list[str]:
        """Write what a form answers; raises FoistatsError where it can't be taken."""
        key = typed.get("choice", "")
        if key == ENTER:
            key = _only_filled(question, typed)
        choice = next((one for one in question.choices if one.key == key), None)
        if choice is None:
            raise FoistatsError("press the button of the answer that you mean")
        value = typed.get(f"value-{choice.key}", "") if choice.asks else ""
        parts = each_of(question, choice)
        if parts is not None:
            numbers = range(1, len(parts.names) + 1)
            value = as_value(
                [(typed.get(f"each-{n}", ""), typed.get(f"more-{n}", "").strip()) for n in numbers]
            )
        self.by, because = typed.get("by", "").strip(), typed.get("because", "")
        return sitting.answer(question, choice, value, because=because, by=self.by, on=date.today())

    def _closed(self, seen: Seen) -> Reply:
        self.closing()
        answered = sum(len(one.steps) for one in self.sittings.values())
        left = sum(len(one.left) for one in self.sittings.values())
        runs = " ".join(one for one, sitting in self.sittings.items() if sitting.steps)
        said = f"{answered} answered, {left} left open. You may close this page."
        if runs:
            said += f"\nThe answers count from the next run on: foistats run {runs}"
        return Reply(_OK, sentence_page("The review has ended", said, seen))


def _only_filled(question: Question, typed: Mapping[str, str]) -> str:
    """The answer whose field Enter was pressed in: the only one in which something stands."""
    filled = [
        choice.key for choice in question.choices if typed.get(f"value-{choice.key}", "").strip()
    ]
    return filled[0] if len(filled) == 1 else ""


def _question(sitting: Sitting, question_id: str) -> Question | None:
    return next((question for question in sitting.questions if question.id == question_id), None)


def _next(sitting: Sitting, *, after: Question | None = None) -> str:
    """The next open question, the first one being next after the last; the list if none is."""
    ids = [question.id for question in sitting.questions]
    at = ids.index(after.id) if after is not None else -1
    open_ = {one.id for one in sitting.left}
    return next((one for one in ids[at + 1 :] if one in open_), "all")


def _shown(environ: Mapping[str, object]) -> int:
    said = parse_qs(str(environ.get("QUERY_STRING", ""))).get("show", [""])[-1]
    return int(said) - 1 if said.isascii() and said.isdecimal() and len(said) < 7 else 0


def _missing(seen: Seen) -> Reply:
    return Reply(_NOT_FOUND, sentence_page("Not found", "There is no such page.", seen))


def _denied(denied: Denied, seen: Seen) -> Reply:
    return Reply(denied.status, sentence_page("Not let in", denied.sentence, seen))


def _headers(nonce: str) -> list[tuple[str, str]]:
    """Nothing from elsewhere, in no frame, kept nowhere, and the address told to nobody else."""
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}';"
        " form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    return [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ]
