"""Markdown of our own making, in which nobody else's text is markup."""

import re
from collections.abc import Iterable, Sequence

from foistats.model.words import spelled_out

# With a backslash before it each stands for itself; `.`, `:` and `@` so that no address is a link.
_MARKUP = re.compile(r"[\\`*_{}\[\]()<>#+!|~&@:]|\.(?=\w)")


def plain(text: str) -> str:
    r"""Somebody's text within a line: never markup, a link or a control character.

    >>> plain("2018/19: see <b>[this](http://a.example)</b>")
    '2018/19\\: see \\<b\\>\\[this\\]\\(http\\://a\\.example\\)\\</b\\>'
    >>> plain("a|b\nc"), plain("2019-06-03")
    ('a\\|b\\\\nc', '2019-06-03')
    """
    return _MARKUP.sub(lambda found: "\\" + found[0], spelled_out(text, kept=""))


def code(text: str) -> str:
    r"""A path or a command to be copied. Where it has a backtick it is only plain text.

    >>> code("/srv/foi/processed"), code("a`b")
    ('`/srv/foi/processed`', 'a\\`b')
    """
    return (
        f"`{text}`" if text.isprintable() and "`" not in text and "|" not in text else plain(text)
    )


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()
) -> str:
    """A table of cells that are safe already; the columns in `right` stand as numbers do."""
    rule = ["---:" if number in right else "---" for number in range(len(headings))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (headings, rule, *rows))
