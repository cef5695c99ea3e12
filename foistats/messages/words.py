"""The message itself: a subject that counts, and a text with each thing on a line."""

from collections.abc import Sequence
from typing import NamedTuple

from foistats.messages.news import News
from foistats.messages.settings import About
from foistats.workspace import Workspace

# What somebody reads on a telephone; the rest is in the tables.
_MOST_LINES = 20
_HEADINGS = {
    About.FAILED_RUN: ("failed run", "failed runs"),
    About.NEW_REPLIES: ("new reply", "new replies"),
    About.NEW_PROBLEMS: ("new problem", "new problems"),
    About.OVERDUE: ("overdue reply", "overdue replies"),
}


class Message(NamedTuple):
    """What is sent, the same on every channel."""

    subject: str
    text: str


def message_of(workspace: Workspace, news: Sequence[News]) -> Message:
    """One message for all that is to be told."""
    counts = []
    lines: list[str] = []
    for about, nouns in _HEADINGS.items():
        some = [one for one in news if one.about is about]
        if not some:
            continue
        counts.append(f"{len(some):,} {nouns[len(some) > 1]}")
        lines += ["", nouns[1].capitalize()]
        lines += [f"- {_line(one)}" for one in some[:_MOST_LINES]]
        if len(some) > _MOST_LINES:
            lines.append(f"- ... and {len(some) - _MOST_LINES:,} more")
    requests = {one.request_id for one in news if one.request_id}
    command = " ".join(["foistats status", *(requests if len(requests) == 1 else ())])
    lines += ["", f"Tables: {workspace.processed.resolve()}", f"What to do next: {command}"]
    return Message(f"foistats: {', '.join(counts)}", "\n".join(lines[1:]) + "\n")


def _line(one: News) -> str:
    """On one line, with nothing that steers a terminal or looks like another line."""
    said = f"{one.request_id}: {one.line}" if one.request_id else one.line
    # `<!channel>` in a document's name would call everybody in some chats.
    return "".join(c if c.isprintable() and c not in "<>" else " " for c in said)
