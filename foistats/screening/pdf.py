"""What a PDF hides: words that nobody sees, files, comments, fields, and earlier versions of it."""

from collections import Counter
from typing import Any

from foistats.documents.pdf_seen import PageSeen, Why, opened, pages_seen
from foistats.records import Finding
from foistats.screening.pdf_carried import carried_in
from foistats.screening.pdf_revisions import older_in
from foistats.screening.pdf_syntax import beyond_the_end
from schemas.channels import Channel

_CHANNELS = {
    Why.INVISIBLE: Channel.INVISIBLE_TEXT,
    Why.COVERED: Channel.COVERED_TEXT,
    Why.OFF_PAGE: Channel.OFF_PAGE_TEXT,
    Why.LAYER: Channel.HIDDEN_LAYER,
    Why.TINY: Channel.TINY_TEXT,
}


def findings_in_pdf(content: bytes) -> list[Finding]:
    """Everything in a PDF that its pages don't show, by page or by position in the file."""
    found = [finding for page in pages_seen(content) for finding in _unseen_on(page)]
    pdf: Any
    with opened(content) as pdf:
        found += carried_in(pdf, content)
        found += older_in(pdf, content)
    return found + beyond_the_end(content)


def _unseen_on(page: PageSeen) -> list[Finding]:
    words = Counter(_CHANNELS[one.why] for one in page.unseen if one.why in _CHANNELS)
    return [
        Finding(channel, f"page {page.number}", amount, "words")
        for channel, amount in sorted(words.items())
    ]
