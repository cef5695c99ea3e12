"""The pages of a review as HTML. Whatever a document or a person wrote is escaped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from foistats.model.pages import STYLE
from foistats.model.words import in_html as escape
from foistats.model.words import spelled_out
from foistats.naming.forces import force_name
from foistats.reading.drawn import Drawn
from foistats.records import Problem
from foistats.review.choices import Choice
from foistats.review.each import EachOf, each_of
from foistats.review.questions import Question
from foistats.review.sheet import few
from foistats.review.sitting import Sitting
from foistats.review.web.drawings import excerpt_drawn, lines_of, passage_drawn, table_drawn
from schemas.problem_codes import in_words

_STYLE = STYLE + files("foistats.review.web").joinpath("review.css").read_text(encoding="utf-8")
_KEYS = files("foistats.review.web").joinpath("keys.js").read_text(encoding="utf-8")
ENTER = "enter"
"""What a form says where Enter was pressed in a field, and no button."""
_LONG = 60
# More menus than these are unfolded by whoever wants them.
_MANY = 6


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page needs beside its content: where it lies, the token, a nonce, and what to tell."""

    base: str
    token: str
    nonce: str
    told: str = ""
    refused: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


def page(title: str, body: Iterator[str], seen: Seen) -> str:
    """A whole page; its style and its script are its own, and nothing comes from elsewhere."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><style nonce="{seen.nonce}">{_STYLE}</style></head><body>\n'
        + "\n".join(body)
        + f'\n<script nonce="{seen.nonce}">{_KEYS}</script></body></html>\n'
    )


def question_page(
    sitting: Sitting, question: Question, drawn: Drawn, shown: int, seen: Seen
) -> str:
    """One question: the table as it was understood, the cell marked, and the answers.

    `shown` is the number of the problem that is drawn, of a question about several.
    """
    ids = [one.id for one in sitting.questions]
    number = ids.index(question.id) + 1
    return page(
        f"Question {number} of {len(ids)}: {sitting.desk.stock.request.title}",
        _question(sitting, question, drawn, (number, shown), seen),
        seen,
    )


def _question(
    sitting: Sitting, question: Question, drawn: Drawn, at: tuple[int, int], seen: Seen
) -> Iterator[str]:
    number, shown = at
    yield from _top(sitting, seen, number=number)
    yield "<main>"
    yield from _told(seen)
    yield f"<h1>{escape(question.asks)}</h1>"
    yield from _about(question, sitting.desk.stock.request.question)
    yield from _pictures(question, drawn, shown, seen)
    yield from _answers(question, seen)
    yield "</main>"
    yield from _ways(sitting, question, seen)


def _top(sitting: Sitting, seen: Seen, *, number: int = 0) -> Iterator[str]:
    """Whose request it is, and how far one has come."""
    total, left = len(sitting.questions), len(sitting.left)
    answered = total - left
    said = f"Question {number} of {total}; " if number else ""
    overview = f'<a href="{seen.base}all">All questions</a>'
    yield (
        f"<header><p class=request><strong>{escape(sitting.desk.stock.request.title)}</strong>"
        f' {overview}</p><p class=progress><label for="progress">{said}{answered} answered,'
        f' {left} open</label> <progress id="progress" max="{max(total, 1)}"'
        f' value="{answered}">{answered} of {total}</progress></p></header>'
    )


def _told(seen: Seen) -> Iterator[str]:
    if seen.refused:
        yield f'<p class=refused role="alert">Not taken: {escape(seen.refused)}</p>'
    if seen.told:
        yield f'<p class=told role="status">{escape(seen.told)}</p>'


def _about(question: Question, asked: str) -> Iterator[str]:
    """Whose document it is, what was found there and what was expected."""
    problem = question.problem
    forces = " and ".join(map(force_name, question.force_ids))
    at = f", {problem.place}" if problem.place and not question.members else ""
    yield (
        f"<p class=where><strong>{escape(forces or 'The request')}</strong>:"
        f" {escape(few(question.documents) + at)}</p>"
    )
    if question.headings and asked:
        yield f"<p>Asked: <q>{escape(asked)}</q></p>"
    if question.listed:
        items = "".join(f"<li>{escape(_without_number(one))}</li>" for one in question.listed)
        yield f"<ol class=listed>{items}</ol>"
        yield f"<p>Expected {escape(problem.expected)}.</p>"
    else:
        found = escape(problem.found)
        yield f"<p>Found {found}; expected {escape(problem.expected)}.</p>"


def _without_number(listed: str) -> str:
    return listed.partition(") ")[2]


def _pictures(question: Question, drawn: Drawn, shown: int, seen: Seen) -> Iterator[str]:
    """Readings side by side where there are several, and the table as it was understood."""
    if question.rivals is not None and question.around.rows:
        yield "<section><h2>Both readings side by side</h2>"
        yield from excerpt_drawn(question.around, "The first cells on which they differ")
        yield "</section>"
    if not (drawn.rows or drawn.passage):
        if question.rivals is None and (question.around.rows or question.around.text):
            yield "<section><h2>What stands there</h2>"
            if question.around.text:
                yield f"<blockquote>{lines_of(question.around.text)}</blockquote>"
            yield from excerpt_drawn(question.around, "The cells around it")
            yield "</section>"
        return
    yield "<section>"
    heading = "As it was understood" if drawn.rows else "What stands there"
    yield f"<h2>{heading}</h2>"
    if len(question.each) > 1:
        yield from _others(question, shown, seen)
    yield from (table_drawn(drawn) if drawn.rows else passage_drawn(drawn))
    yield "</section>"


def _others(question: Question, shown: int, seen: Seen) -> Iterator[str]:
    """Which of several places is drawn, and the way to the next."""
    each = question.each
    one = each[shown].problem
    following = (shown + 1) % len(each) + 1
    yield (
        f"<p>{shown + 1} of {len(each)}: {escape(f'{one.document}, {one.place}')}."
        f' <a href="{seen.base}{question.id}?show={following}">Show the next place</a></p>'
    )


def _answers(question: Question, seen: Seen) -> Iterator[str]:
    """The form: who answers and why, and a button per answer with what it needs."""
    typed = seen.typed
    by, because = escape(typed.get("by", "")), escape(typed.get("because", ""))
    yield (
        f'<form method="post" action="{seen.base}{question.id}" autocomplete="off">'
        f'<input type="hidden" name="token" value="{seen.token}">'
        f'<button class=unseen tabindex="-1" name="choice" value="{ENTER}">Enter</button>'
        "<h2>Your answer</h2>"
        '<div class=signature><p><label for="by">Who answers</label>'
        f'<input id="by" name="by" value="{by}" required maxlength="200" autocomplete="name"></p>'
        '<p><label for="because">Why (if left empty: what was answered)</label>'
        f'<input id="because" name="because" value="{because}" maxlength="2000"></p></div>'
        "<ol class=choices>"
    )
    for n, choice in enumerate(question.choices, 1):
        key = f' data-key="{n}"' if n < 10 else ""
        number = f"<kbd>{n}</kbd> " if n < 10 else ""
        likely = " <em>(what the document itself says)</em>" * (choice is question.default)
        yield (
            f'<li><button name="choice" value="{escape(choice.key)}"{key}>{number}'
            f"{escape(_sentence(choice.text))}{likely}</button>"
        )
        if choice.asks:
            parts = each_of(question, choice)
            yield from (_one_by_one(parts, seen) if parts else _field(choice, n, seen))
        yield "</li>"
    yield "</ol></form>"
    if len(question.documents) > 1 and question.headings:
        yield (
            f"<p class=key>One answer holds in all {len(question.documents)} documents of this"
            " request that have the same headings.</p>"
        )
    elif len(question.each) > 1:
        yield (
            f"<p class=key>One answer holds for all {len(question.each)} of this kind in this"
            " document.</p>"
        )


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG].rpartition(' ')[0]} …"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _field(choice: Choice, number: int, seen: Seen) -> Iterator[str]:
    """What must be added to an answer."""
    typed = escape(seen.typed.get(f"value-{choice.key}", choice.default))
    name = escape(f"value-{choice.key}")
    yield f'<p><label for="value-{number}">{escape(_sentence(choice.asks))}</label>'
    if len(spelled_out(choice.asks)) > _LONG:
        yield f'<textarea id="value-{number}" name="{name}" rows="2">{typed}</textarea></p>'
    else:
        yield f'<input id="value-{number}" name="{name}" value="{typed}"></p>'


def _one_by_one(parts: EachOf, seen: Seen) -> Iterator[str]:
    """A menu for each of several, in place of a line such as `1 = asked; 2 = other`."""
    open_ = " open" * (
        len(parts.names) <= _MANY
        or any(seen.typed.get(f"each-{n}") for n in range(1, len(parts.names) + 1))
    )
    yield f"<details{open_}><summary>What each of them is</summary>"
    for n, name in enumerate(parts.names, 1):
        chosen = seen.typed.get(f"each-{n}", "")
        yield f'<p><label for="each-{n}">({n}) {escape(name)}</label>'
        yield f'<select id="each-{n}" name="each-{n}"><option value="">choose</option>'
        for one in parts.choices[n - 1]:
            selected = " selected" * (one.key == chosen)
            text = escape(_cut(_sentence(one.text)))
            yield f'<option value="{escape(one.key)}"{selected}>{text}</option>'
        yield "</select>"
        if any(one.asks for one in parts.choices[n - 1]):
            said = escape(seen.typed.get(f"more-{n}", ""))
            yield (
                f'<label for="more-{n}" class=more>and, where the answer needs it, what</label>'
                f'<input id="more-{n}" name="more-{n}" value="{said}">'
            )
        yield "</p>"
    yield "</details>"


def _ways(sitting: Sitting, question: Question | None, seen: Seen) -> Iterator[str]:
    """Where to go from here: on without an answer, back, or the latest answer taken back."""
    yield '<nav aria-label="Questions"><ul class=ways>'
    if question is not None:
        ids = [one.id for one in sitting.questions]
        at = ids.index(question.id)
        open_ = {one.id for one in sitting.left}
        before = [one for one in ids[:at] if one in open_]
        after = [one for one in ids[at + 1 :] if one in open_]
        if before:
            yield f'<li><a data-key="b" href="{seen.base}{before[-1]}">Back</a></li>'
        onward = after[0] if after else "all"
        yield f'<li><a data-key="s" href="{seen.base}{onward}">Skip: leave it open</a></li>'
    if sitting.steps:
        last = sitting.steps[-1]
        said = escape(_cut(last.choice.text))
        yield (
            f'<li><form method="post" action="{seen.base}undo"><input type="hidden" name="token"'
            f' value="{seen.token}"><button data-key="u">Take the latest answer back: {said}'
            "</button></form></li>"
        )
    yield "</ul>"
    if question is None:
        yield "</nav>"
        return
    yield (
        '<p class="key keys" hidden><label><input type="checkbox" id="keys" checked> Answer by'
        " key: the number of an answer, <kbd>s</kbd> skips, <kbd>b</kbd> goes back, <kbd>u</kbd>"
        " takes back</label></p></nav>"
    )


def overview_page(sitting: Sitting, seen: Seen) -> str:
    """All questions of a request, what can't be answered here, and what to do next."""
    title = f"Review of {sitting.desk.stock.request.title}"
    return page(title, _overview(sitting, seen), seen)


def _overview(sitting: Sitting, seen: Seen) -> Iterator[str]:
    open_ = {one.id for one in sitting.left}
    done = len(sitting.questions) - len(open_)
    yield from _top(sitting, seen)
    yield "<main>"
    yield from _told(seen)
    yield f"<h1>{_headline(len(open_), len(sitting.questions))}</h1>"
    if done or sitting.on_desk.answered:
        yield (
            "<p>The answers count from the next run on:"
            f" <code>foistats run {escape(sitting.desk.request_id)}</code>.</p>"
        )
    if sitting.questions:
        yield "<h2>Questions</h2><ol class=questions>"
        for one in sitting.questions:
            where = escape(few(one.documents))
            text = escape(one.asks)
            forces = escape(" and ".join(map(force_name, one.force_ids)))
            if one.id in open_:
                said = f'<a href="{seen.base}{one.id}">{text}</a>'
            else:
                said = f"✓ answered: {text}"
            yield f"<li>{said}<br><small>{forces + ': ' if forces else ''}{where}</small></li>"
        yield "</ol>"
    yield from _by_hand(sitting.on_desk.by_hand)
    yield "</main>"
    yield from _ways(sitting, None, seen)
    yield (
        f'<form class=end method="post" action="{seen.base}again"><input type="hidden"'
        f' name="token" value="{seen.token}"><button>Look again, after a run</button></form>'
        f'<form class=end method="post" action="{seen.base}close"><input type="hidden"'
        f' name="token" value="{seen.token}"><button>Finish: end this review</button></form>'
    )


def _headline(left: int, total: int) -> str:
    if not total:
        return "No question is open."
    if not left:
        return "Every question is answered."
    return f"{left} of {total} {'question is' if total == 1 else 'questions are'} open."


def _by_hand(problems: Sequence[Problem]) -> Iterator[str]:
    """What no answer here could settle, with its remedy."""
    if not problems:
        return
    yield f"<h2>To be settled otherwise: {len(problems):,}</h2><ul class=listed>"
    for one in problems:
        where = ", ".join(part for part in (one.document, one.place) if part)
        found = in_words(one.code, one.found)
        yield f"<li>{escape(f'{where}: {found}' if where else found)}<br>{escape(one.remedy)}</li>"
    yield "</ul>"


def requests_page(request_ids: Sequence[str], seen: Seen) -> str:
    """The requests that may be reviewed."""
    return page("Review: which request?", _requests(request_ids, seen), seen)


def _requests(request_ids: Sequence[str], seen: Seen) -> Iterator[str]:
    yield "<main>"
    yield from _told(seen)
    yield "<h1>Which request?</h1><ul>"
    for one in request_ids:
        yield f'<li><a href="{seen.base}{escape(one)}/">{escape(one)}</a></li>'
    yield "</ul></main>"


def sentence_page(title: str, sentence: str, seen: Seen) -> str:
    """A page that says one thing: why something can't be done, or that it is done."""

    def body() -> Iterator[str]:
        yield f"<main><h1>{escape(title)}</h1><p>{lines_of(sentence)}</p></main>"

    return page(title, body(), seen)
