"""One look at a web page: what it shows, and what it holds that nobody sees."""

from collections import Counter

from foistats.documents.flow import document_of
from foistats.documents.model import Document
from foistats.documents.refusals import undecided, unsupported
from foistats.documents.second_markup import confirm_rows, page_rows
from foistats.documents.words import says_more, unseen_signs, words_of
from foistats.formats.format import Look, Opening
from foistats.formats.html.attributes import attribute_findings
from foistats.formats.html.blocks import blocks_of
from foistats.formats.html.islands import in_comment, in_island, in_label, in_script
from foistats.formats.html.pieces import Piece, Seen, seen_of
from foistats.formats.html.quoted import take_out_quoted
from foistats.formats.html.tree import decode_page
from foistats.records import Finding
from foistats.screening.quoted_request import lines_beyond_request
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode

_NOUNS = {
    Channel.ASIDE_TEXT: "texts",
    Channel.COMMENTS: "comments",
    Channel.HIDDEN_SHEET: "sheets",
    Channel.EMBEDDED_OBJECT: "objects",
    Channel.PIVOT_CACHE: "caches",
    Channel.MACROS: "scripts",
    Channel.DOCUMENT_PROPERTIES: "properties",
}


def look_at_html(content: bytes, opening: Opening) -> Look:
    """What a web page hides and shows; of a message saved as one, without what it quotes."""
    text, guessed = decode_page(content)
    seen = seen_of(text, scripting=True)
    shown = seen.shown
    findings = findings_in_page(seen, shown, text, place="")
    quoted = take_out_quoted(seen, headed=True, message=False)
    lines = lines_beyond_request(quoted, opening.question)
    if lines:
        findings.append(Finding(Channel.QUOTED_MESSAGE, "text", lines, "lines"))
    return Look(findings, lambda: _read(seen, shown, text, guessed=guessed))


def _read(seen: Seen, shown: str, text: str, *, guessed: bool) -> Document:
    root = seen.page.root
    if any(element.tag == "frameset" for element in root.iter()):
        raise unsupported(
            "a web page that shows other files, as Excel saves a workbook",
            "open it in Excel, choose Save As, Excel Workbook (.xlsx), and receive that",
        )
    refuse_doubtful(seen, shown)
    document = document_of(blocks_of(root, seen.looks))
    if document.grids:
        confirm_rows(document, page_rows(text), by="another HTML parser")
    if seen.fetched:
        what = "a page whose style sheets lie elsewhere: whether they hide some of it is not known"
        document.remarks.append((ProblemCode.DOCUMENT_UNSUPPORTED, "", what))
    if seen.drawings:
        what = "a drawing with figures in it, which was not read"
        document.remarks.append((ProblemCode.DOCUMENT_UNSUPPORTED, "", what))
    if guessed:
        what = "a page that is not in the encoding it names, read as cp1252"
        document.remarks.append((ProblemCode.TEXT_GUESSED, "", what))
    return document


def refuse_doubtful(seen: Seen, shown: str) -> None:
    """Refuse to read a page of which nobody can tell what it shows."""
    for piece in seen.unseen:
        if piece.doubt and _hides(piece, shown_words(shown)):
            raise undecided(piece.doubt)


def shown_words(shown: str) -> str:
    """The words that a page shows, one after the other."""
    return " ".join(words_of(shown))


def findings_in_page(seen: Seen, shown: str, text: str, *, place: str) -> list[Finding]:
    """Everything in a page that isn't shown; `place` says which page it is."""
    words = shown_words(shown)
    amounts: Counter[Channel] = Counter()
    for piece in seen.unseen:
        if _hides(piece, words):
            amounts[piece.channel] += len(words_of(piece.text))
    known = set(words.split())
    for comment in seen.page.comments:
        amounts.update(in_comment(comment, known))
    for label in seen.page.labels:
        amounts.update(in_label(label, known))
    for island in seen.islands:
        amounts.update(in_island(island, known))
    for kind, script in seen.scripts:
        amounts.update(in_script(kind, script, known))
    amounts[Channel.DOCUMENT_PROPERTIES] += seen.authors
    amounts[Channel.INVISIBLE_TEXT] += unseen_signs(text)
    found = [
        Finding(channel, place, amount, _NOUNS.get(channel, "words"))
        for channel, amount in sorted(amounts.items())
        if amount
    ]
    silent = [
        piece.text
        for piece in seen.unseen
        if piece.is_silent and piece.channel is not Channel.EMBEDDED_OBJECT
    ]
    return found + attribute_findings(seen.attributes, silent, known, place=place)


def _hides(piece: Piece, shown: str) -> bool:
    """True where a piece says something that the page doesn't show, or may not show."""
    if piece.is_silent:
        return False
    return bool(words_of(piece.text)) if piece.doubt else says_more(piece.text, shown)
