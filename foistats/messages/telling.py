"""After a run: people are notified of what is new, each thing once on each channel.

.foistats/told.json keeps the keys of what was sent, per channel. It is written only after a message
was accepted, so what could not be sent goes out after the next run. A failed run is taken from
runs.jsonl in the same way. A failure here fails no run.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime

from foistats.durable import write_whole
from foistats.errors import WorkspaceError
from foistats.messages.news import News, failure, failures_of, news_of
from foistats.messages.sending import Message, NotSent, channels_of, message_of
from foistats.messages.settings import Messages, read_messages
from foistats.workspace import Workspace

# Keys are short and a workspace has thousands at most; the oldest can't come again.
_MOST_KEPT = 200_000
# As long as both channels of another run may take to be tried in vain, and some.
_PATIENCE_SECONDS = 200


def tell_people(
    workspace: Workspace,
    request_ids: Sequence[str],
    *,
    by_schedule: bool,
    refusal: str = "",
    today: date | None = None,
) -> str:
    """Notify people of a run that has ended; gives a line that says whom, empty for nobody.

    Raises nothing: a notification matters less than the run.
    """
    try:
        settings = read_messages(workspace)
        if settings is None or not (by_schedule or settings.always):
            return ""
        news = to_tell(workspace, settings, request_ids, refusal=refusal, today=today)
        return _notify(workspace, settings, news)
    except (WorkspaceError, OSError) as reason:
        return f"nobody was told: {reason}"
    # Whatever else it is, its words may come out of a document.
    except Exception as fault:
        return f"nobody was told: {type(fault).__name__}"


def to_tell(
    workspace: Workspace,
    settings: Messages,
    request_ids: Sequence[str],
    *,
    refusal: str = "",
    today: date | None = None,
) -> list[News]:
    """All news for a channel on which nothing was sent yet."""
    today = today or date.today()
    news = news_of(workspace, request_ids, today)
    # Days as runs.jsonl has them.
    day = datetime.now(UTC).date()
    failed = failures_of(workspace, day, by_hand=settings.always)
    failed += [failure(refusal, day)] if refusal else []
    news += {item.key: item for item in failed}.values()
    return [item for item in news if item.about in settings.about]


def unsaid(workspace: Workspace, channel: str, news: Sequence[News]) -> list[News]:
    """The news that was not sent on a channel yet."""
    known = set(_kept(workspace).get(channel, ()))
    return [item for item in news if item.key not in known]


def _notify(workspace: Workspace, settings: Messages, news: Sequence[News]) -> str:
    from filelock import FileLock

    said = []
    # Two runs that end together must not both tell; the workspace's own lock is for tables.
    with FileLock(workspace.told_file.with_suffix(".lock"), timeout=_PATIENCE_SECONDS):
        for name, send in channels_of(settings).items():
            new = unsaid(workspace, name, news)
            if not new:
                continue
            message = message_of(workspace, new)
            try:
                but = send(message)
            except NotSent as reason:
                said.append(f"{name}: not sent, and tried again after the next run: {reason}")
                continue
            _keep(workspace, name, new)
            said.append(
                f"{name}: {message.subject.removeprefix('foistats: ')}"
                + (f", {but}" if but else "")
            )
    return "; ".join(said)


def trial(workspace: Workspace) -> Message:
    """What is sent to see whether it arrives."""
    return Message(
        "foistats: a test",
        f"Messages about {workspace.root.resolve()} arrive here. Nothing needs to be done.\n",
    )


def _kept(workspace: Workspace) -> dict[str, list[str]]:
    try:
        kept = json.loads(workspace.told_file.read_text(encoding="utf-8"))
        return {str(name): list(map(str, keys)) for name, keys in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _keep(workspace: Workspace, channel: str, new: Sequence[News]) -> None:
    kept = _kept(workspace)
    keys = dict.fromkeys([*kept.get(channel, ()), *(item.key for item in new)])
    kept[channel] = list(keys)[-_MOST_KEPT:]
    write_whole(workspace.told_file, json.dumps(kept).encode())
