"""What could be worked out of a request's protected counts, on one page that opens offline.

It is for those who make a release, and names exact counts: it is never a part of one.
"""

from collections.abc import Iterator

from foistats.disclosure.looking import Look
from foistats.model.pages import STYLE
from foistats.model.words import in_html as escape
from foistats.model.words import range_in_words
from foistats.records import Request


def page_of_disclosure(request: Request, found: Look) -> str:
    """The whole page as HTML."""
    title = escape(f"{request.title}: what could be worked out")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>\n"
        f"<header><h1>{title}</h1></header>\n<main>\n" + "\n".join(_sections(found)) + "\n</main>\n"
        "<footer><p>Made by foistats for those who make releases. It says what must not be printed:"
        " keep it inside.</p></footer></body></html>\n"
    )


def _sections(found: Look) -> Iterator[str]:
    if found.case is None:
        yield "<section><p class=lead>Nothing is protected.</p></section>"
        return
    stopped = "A release is stopped." if found.stopped else "Nothing stops a release."
    yield f"<section><p class=lead>{stopped}</p>"
    yield from (f"<p>{escape(said)}</p>" for said in found.stopped)
    yield '</section><section><h2 id="risks">If nothing was withheld</h2>'
    if found.risks:
        yield from _table("Counts at risk", ["Count", "Protected as", "Can be worked out", "From"])
        for risk in found.risks:
            cells = [
                range_in_words(risk.wanted),
                range_in_words((risk.left.low, risk.left.high)),
                "; ".join(risk.because),
            ]
            yield _row(risk.name, cells)
        yield "</tbody></table></div>"
    else:
        yield "<p>No protected count could be worked out further than its mark says.</p>"
    yield "</section>"
    if found.decision is not None:
        yield '<section><h2 id="withheld">What is withheld</h2>'
        yield from _table("Figures withheld", ["Figure", "Count"])
        for key in sorted(found.decision.withheld):
            one = found.case.current.figures[key]
            yield _row(one.name, [range_in_words((one.low, one.high))])
        yield "</tbody></table></div>"
        yield (
            f"<p>Withheld for the sake of others: {found.decision.secondary}. Their loss"
            f" is {found.decision.loss}, and no choice can lose less than"
            f" {found.decision.least}.</p></section>"
        )
    if found.waivers:
        yield '<section><h2 id="waivers">Waivers</h2><ul>'
        yield from (f"<li>{escape(said)}</li>" for said in found.waivers)
        yield "</ul></section>"


def _table(caption: str, headings: list[str]) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    yield (
        f'<div class=scroll tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table class=words><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>"
        "<tbody>"
    )


def _row(name: str, cells: list[str]) -> str:
    drawn = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(name)}</th>{drawn}</tr>'
