"""The draft itself on a page: each number marked, its verdict and its sources beside it.

The page is one file that opens offline and prints. A mark has a sign and a border besides its
colour. Everything of the draft and of the replies is escaped; the same answers give the same page.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from foistats.claims.answers.explained import (
    IN_WORDS,
    NEEDS_A_PERSON,
    SIGNS,
    Line,
    Row,
    left_out_of,
    lines_of,
    numbers_of,
    points_of,
    sources_of,
)
from foistats.claims.model import Answer, Verdict
from foistats.claims.reading.unnumbered import statements_without_number
from foistats.claims.worlds import Worlds

_STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft with the answers to its numbers, and the tables that they were held against."""

    draft: str
    text: str
    answers: tuple[Answer, ...]
    worlds: Worlds
    observations: tuple[Row, ...] = ()


def page_of_answers(checked: Checked) -> str:
    """The whole page as HTML."""
    title = escape(f"{checked.draft}: what its numbers are")
    lines = lines_of(checked.text, checked.answers)
    body = [
        *_headline(checked),
        '<section><h2 id="draft">The draft</h2>',
        *(part for line in lines for part in _line(line, checked)),
        "</section>",
        *_unchecked(checked),
        *_no_statistics(checked.answers),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>\n"
        f"<header><h1>{title}</h1></header>\n<main>\n" + "\n".join(body) + "\n</main>\n"
        "<footer><p>Made by foistats from the tables of"
        f" {escape(checked.worlds.request.request_id)} ({escape(checked.worlds.generation)}). The"
        " same draft and tables always get the same answers.</p></footer></body></html>\n"
    )


def _headline(checked: Checked) -> Iterator[str]:
    answers = checked.answers
    wrong = sum(answer.verdict in NEEDS_A_PERSON for answer in answers)
    yield (
        f"<section><p>Held against <em>{escape(checked.worlds.request.title)}</em>."
        f" {_counted(len(answers), 'number')}; {wrong or 'none'} to look at.</p><ul class=key>"
    )
    counted = Counter(answer.verdict for answer in answers)
    for verdict in Verdict:
        if counted[verdict]:
            yield (
                f'<li><span class="sign {verdict}">{SIGNS[verdict]}</span>'
                f" {IN_WORDS[verdict]}: {counted[verdict]}</li>"
            )
    yield "</ul>"
    for one in checked.worlds.refuted:
        yield (
            "<p>The replies rule out what was published, so it counts for nothing:"
            f" {escape(one.said)}</p>"
        )
    yield "</section>"


def _line(line: Line, checked: Checked) -> Iterator[str]:
    yield f"<div class=line><p class=said>{_marked(line, checked.answers)}</p><div>"
    numbers = numbers_of(checked.answers)
    for place in line.answers:
        if place in numbers:
            yield from _note(numbers[place], checked.answers[place], checked)
    yield "</div></div>"


def _marked(line: Line, answers: Sequence[Answer]) -> str:
    """A line of the draft, its numbers marked; each leads to its note."""
    parts, at = [], 0
    numbers = numbers_of(answers)
    for place in line.answers:
        answer = answers[place]
        start, end = answer.mention.start - line.start, answer.mention.end - line.start
        parts.append(escape(line.text[at:start]))
        parts.append(_mark(numbers.get(place), answer.verdict, escape(line.text[start:end])))
        at = end
    parts.append(escape(line.text[at:]))
    return "".join(parts)


def _mark(number: int | None, verdict: Verdict, text: str) -> str:
    if number is None:
        return f'<mark class="{verdict}">{text}</mark>'
    return (
        f'<mark class="{verdict}"><a id="n{number}" href="#a{number}">{text}'
        f"<sup aria-hidden=true>{SIGNS[verdict]}{number}</sup>"
        f"<span class=unseen> ({IN_WORDS[verdict]}, note {number})</span></a></mark>"
    )


def _note(number: int, answer: Answer, checked: Checked) -> Iterator[str]:
    sign = f'<span class="sign {answer.verdict}" aria-hidden=true>{SIGNS[answer.verdict]}</span>'
    heading = f"{number}. {sign} “{escape(answer.mention.text)}” {IN_WORDS[answer.verdict]}"
    yield f'<div class="note {answer.verdict}" id="a{number}"><h3>{heading}</h3>'
    quiet = answer.verdict is Verdict.HOLDS and not answer.wording
    if quiet:
        yield "<details><summary>Why</summary>"
    points = points_of(answer, checked.answers, checked.worlds)
    body = "".join(
        f"<dt>{escape(point.about)}</dt>" + "".join(f"<dd>{escape(one)}</dd>" for one in point.said)
        for point in points
    )
    yield f"<dl>{body}</dl>"
    sources = sources_of(answer, checked.worlds, checked.observations)
    if sources:
        listed = "".join(f"<li>{_source(source)}</li>" for source in sources)
        folded = f"<details><summary>Sources</summary><ul>{listed}</ul></details>"
        yield f"<p><b>Sources</b></p><ul>{listed}</ul>" if quiet else folded
    if quiet:
        yield "</details>"
    yield "</div>"


def _source(said: str) -> str:
    return f"<code>{escape(said)}</code>" if said.startswith("foistats ") else escape(said)


def _unchecked(checked: Checked) -> Iterator[str]:
    """The statements that have no number: nothing on the page says that they are so."""
    statements = statements_without_number(checked.text, checked.worlds.request)
    if not statements:
        return
    yield '<section><h2 id="unchecked">Statements without a number, not checked</h2><ul>'
    for statement in statements:
        yield f"<li>“{escape(statement.text)}”</li>"
    yield "</ul></section>"


def _no_statistics(answers: Sequence[Answer]) -> Iterator[str]:
    left_out = left_out_of(answers)
    if not left_out:
        return
    yield '<section><h2 id="others">Numbers that are no statistics</h2><ul>'
    for because, texts in left_out.items():
        named = ", ".join(f"“{escape(one)}”" for one in texts)
        yield f"<li>{named}: {escape(because)}</li>"
    yield "</ul></section>"


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
