"""Figures and outcomes as a person reads them, the same wherever they are shown."""

import html
import unicodedata

from schemas.vocabulary import Outcome

_BREAKS = "\n\t"
ARE_COUNTED = " are counted"
"""How the sentence ends that says which unit a reply counts."""

_OUTCOMES = {
    Outcome.ANSWERED: ("answered", "answered"),
    Outcome.PARTLY_ANSWERED: ("answered in part", "answered in part"),
    Outcome.REFUSED: ("refused", "refused"),
    Outcome.NOT_HELD: ("says it holds nothing", "hold nothing"),
    Outcome.NEITHER_CONFIRM_NOR_DENY: ("neither confirms nor denies", "neither confirm nor deny"),
    Outcome.WITHDRAWN: ("withdrawn", "withdrawn"),
    Outcome.NO_RESPONSE: ("no reply yet", "no reply yet"),
}


def interval_in_words(low: int | None, high: int | None, *, to: str = " to ") -> str:
    """A figure with its uncertainty. `to` is what stands between the ends of an interval.

    >>> interval_in_words(1204, 1204), interval_in_words(10, 14), interval_in_words(3, None)
    ('1,204', '10 to 14', '3 or more')
    >>> interval_in_words(None, None), interval_in_words(-3, 5), interval_in_words(1, 4, to="–")
    ('no figure', '-3 to 5', '1–4')
    """
    if low is None:
        return "no figure"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,}{to}{high:,}"


def range_in_words(interval: tuple[int | None, int | None]) -> str:
    """Low and high of a figure as tables and pages print it: with a dash between them.

    >>> range_in_words((5515, 5515)), range_in_words((0, 4)), range_in_words((7, None))
    ('5,515', '0–4', '7 or more')
    """
    return interval_in_words(*interval, to="–")


def difference_in_words(low: int | None, high: int | None) -> str:
    """A difference with its sign.

    >>> difference_in_words(124, 124), difference_in_words(-4, 3), difference_in_words(5, None)
    ('+124', '-4 to +3', '+5 or more')
    >>> difference_in_words(None, None)
    'no difference that can be worked out'
    """
    if low is None and high is None:
        return "no difference that can be worked out"
    if low is None:
        return f"{high:+,} or less"
    if high is None:
        return f"{low:+,} or more"
    return f"{low:+,}" if low == high else f"{low:+,} to {high:+,}"


def percent_in_words(low: float | None, high: float | None) -> str:
    """A change in per cent with its sign; empty where nothing bounds it.

    >>> percent_in_words(5.62, 5.62), percent_in_words(-6.0, 12.04), percent_in_words(None, None)
    ('+5.6 %', '-6.0 % to +12.0 %', '')
    """
    if low is None or high is None:
        return ""
    return f"{low:+.1f} %" if low == high else f"{low:+.1f} % to {high:+.1f} %"


def outcome_in_words(outcome: Outcome, *, forces: int = 1) -> str:
    """What became of a request, said of one force or of several.

    >>> outcome_in_words(Outcome.NOT_HELD), outcome_in_words(Outcome.NOT_HELD, forces=3)
    ('says it holds nothing', 'hold nothing')
    """
    one, several = _OUTCOMES[outcome]
    return one if forces == 1 else several


def gave_no_figure(outcome: Outcome | None, periods_answered: int) -> bool:
    """True for a reply that counts as an answer and of which nothing could be counted."""
    return outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED) and periods_answered == 0


def reply_in_words(outcome: Outcome | None, periods_answered: int) -> str:
    """What a force's reply amounts to: an answer in which no figure can be counted says so.

    >>> reply_in_words(Outcome.ANSWERED, 0)
    'answered, and no figure can be counted'
    >>> reply_in_words(None, 0)
    'what it replied is not settled'
    """
    if outcome is None:
        return "what it replied is not settled"
    no_figure = gave_no_figure(outcome, periods_answered)
    return outcome_in_words(outcome) + (", and no figure can be counted" if no_figure else "")


def spelled_out(text: str, *, kept: str = _BREAKS) -> str:
    r"""A text as it may go out of the house: what steers a program or turns text round is spelled.

    Somebody else's control characters, right-to-left marks and signs without width would make a
    page, a table or a terminal show something else than is there. Line breaks and tabs stay.

    >>> spelled_out("a\x1b[2Jb\u202ecod.exe"), spelled_out("Heddlu Dyfed–Powys £5")
    ('a\\x1b[2Jb\\u202ecod.exe', 'Heddlu Dyfed–Powys £5')
    """
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in kept or unicodedata.category(c) == "Zs" else ascii(c)[1:-1]
        for c in text
    )


def in_html(text: str) -> str:
    r"""A text as it may stand in a page.

    >>> in_html("a < b\u202e")
    'a &lt; b\\u202e'
    """
    return html.escape(spelled_out(text))
