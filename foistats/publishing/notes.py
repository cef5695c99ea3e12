"""The notes of a release in plain words: what was asked, who answered, how figures were made."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from foistats.model.words import reply_in_words
from foistats.records import Request
from foistats.telling.figures import span_of, span_said
from foistats.telling.markdown import plain
from schemas.vocabulary import Outcome

Row = Mapping[str, Any]
METHOD = (
    "A count is one cell or sentence of a force's reply. observations.csv names, for each, the"
    " document by its digest and the place in it.",
    "A force that gave no figure is missing from a total; it is never counted as zero. Each total"
    " says how many of the area's forces it counts.",
    "A count that a force hides, such as <5, is a range. So is a sum that has such a count in it.",
    "A change compares only the forces that gave a figure for both periods.",
    "A total that a force printed is used to check its counts and is never added to them.",
    "A break in series is marked where a person has declared that a force counts otherwise from a"
    " period on; where nobody has, none is known.",
    "Which forces make up a region or country is taken as of the day when the request was sent.",
)


def notes(  # noqa: PLR0913 - each is a section
    request: Request,
    *,
    made: str,
    totals: Sequence[Row],
    coverage: Sequence[Row],
    left_sealed: Sequence[str],
    legend: Mapping[str, str],
    plausibility: str,
    disclosure: Sequence[str],
    drafts: Sequence[Mapping[str, Any]] = (),
    breaks: Sequence[str] = (),
) -> bytes:
    """The notes as Markdown. `made` says which release it is, and who made it.

    `left_sealed` are the documents that hide something, of which nothing was counted; `disclosure`
    says how counts of few people are protected, in Markdown.
    """
    lines = [
        f"# {plain(request.title)}",
        "",
        f"{plain(made)} Counted: {request.unit}.",
        "",
        "## What was asked",
        "",
        plain(request.question or request.title),
        "",
        f"Sent on {request.sent_on} to {len(coverage)} forces.",
        "",
        "## Who answered",
        "",
        *_answered(coverage),
        "",
        *_left_out(left_sealed),
        "## What the figures cover",
        "",
        *_covered(totals),
        "",
        "## How they were made",
        "",
        *(f"- {line}" for line in METHOD),
        "",
        "## How counts of few people are protected",
        "",
        *(f"- {line}" for line in disclosure),
        "",
        "## Marks",
        "",
        *([f"- {mark}: {meaning}" for mark, meaning in legend.items()] or ["No mark is used."]),
        "",
        *_breaks(breaks),
        "## Can they be true?",
        "",
        plausibility,
        "",
        *_drafts(drafts),
        "## How to check this release",
        "",
        "`python3 verify.py` checks every file here, with nothing but Python. `foistats verify"
        " FOLDER --root WORKSPACE` rebuilds the tables from the forces' documents and compares"
        " them.",
        "",
    ]
    return "\n".join(lines).encode()


def _answered(coverage: Sequence[Row]) -> Iterator[str]:
    named: dict[str, list[str]] = {}
    for row in coverage:
        outcome = Outcome(row["outcome"]) if row["outcome"] else None
        said = reply_in_words(outcome, row["periods_answered"])
        named.setdefault(said, []).append(row["force_name"])
    for said, names in sorted(named.items(), key=lambda one: -len(one[1])):
        yield f"- {len(names)}: {said}: {', '.join(sorted(names))}"


def _left_out(sealed: Sequence[str]) -> Iterator[str]:
    if sealed:
        yield from ("## What was left out", "")
        for said in sealed:
            yield f"- {plain(said)}"
        yield ""


def _breaks(breaks: Sequence[str]) -> Iterator[str]:
    if breaks:
        yield from ("## Breaks in series", "")
        yield from (f"- {plain(said)}" for said in breaks)
        yield ""


def _drafts(drafts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The drafts that were held against these figures before they were released."""
    if drafts:
        yield from ("## Which drafts were checked against it", "")
        for draft in drafts:
            counted = ", ".join(
                f"{number} {verdict.replace('_', ' ')}"
                for verdict, number in draft["verdicts"].items()
            )
            name, digest = plain(draft["name"]), draft["text_sha256"]
            yield f"- {name} (sha256 of its text {digest}): {counted or 'no numbers'}"
        yield ""


def _covered(totals: Sequence[Row]) -> Iterator[str]:
    of_all = [row for row in totals if row["area_kind"] == "request"]
    for row in of_all:
        yield (
            f"- {span_said(span_of(row))}"
            f"{'' if row['category_id'] == 'all' else ', ' + row['category_id']}:"
            f" {row['forces_counted']} of {row['forces_asked']} forces asked"
        )
