"""`foistats messages`: what people would be told now; or a message to see whether it arrives."""

from pathlib import Path

from foistats.cli.console import ExitCode, say, show
from foistats.errors import WorkspaceError
from foistats.messages.sending import NotSent, channels_of, message_of
from foistats.messages.settings import read_messages
from foistats.messages.telling import to_tell, trial, unsaid
from foistats.workspace import Workspace


def show_messages(*, root: Path, test: bool) -> int:
    """Print what each channel would tell; with `test` send a message on each. 1 if one failed."""
    try:
        workspace = Workspace(root)
        settings = read_messages(workspace)
    except WorkspaceError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    channels = channels_of(settings) if settings is not None else {}
    if settings is None or not channels:
        say("nobody is told anything: foistats.toml has no [messages.email] or [messages.webhook]")
        return ExitCode.DONE
    failed = False
    news = to_tell(workspace, settings, workspace.request_ids())
    for name, send in channels.items():
        if not test:
            new = unsaid(workspace, name, news)
            show(f"{name}: {message_of(workspace, new).subject if new else 'nothing new'}")
            for line in message_of(workspace, new).text.splitlines() if new else ():
                show(f"  {line}")
            continue
        try:
            but = send(trial(workspace))
            show(f"{name}: sent{f', {but}' if but else ''}; look whether it arrived")
            failed = failed or bool(but)
        except NotSent as reason:
            failed = True
            say(f"{name}: not sent: {reason}")
    return ExitCode.REFUSED_SOMETHING if failed else ExitCode.DONE
