"""The plausibility check of a typed run, in a process of its own that starts with the run.

Importing Great Expectations takes longer than a small rerun does. So it is imported here while the
replies are read, and without libraries that it imports and that no expectation here uses:
SQLAlchemy, which it can do without, and SciPy and Altair, which are loaded only once something in
them is asked for. That makes 5 seconds of computing 2.
"""

import gc
import importlib.util
import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import NamedTuple, cast

from foistats.progress import tell
from foistats.quality.gate.judging import could_not_ask, judge_whatever_comes
from foistats.quality.gate.rules import all_rules
from foistats.workspace import Workspace

_LAZY = frozenset({"scipy", "altair"})
_ENDS_WITHIN = 10.0


class OwnProcess(NamedTuple):
    """A process that has Great Expectations imported, or is about to."""

    workspace: Workspace
    process: "subprocess.Popen[bytes]"

    def check(self, request_ids: Sequence[str]) -> None:
        """Have the current tables of some requests judged, and wait for it."""
        tell("checking whether the figures are plausible", 0, 1)
        try:
            self.process.communicate(json.dumps(list(request_ids)).encode())
            ended = self.process.returncode
        except OSError:
            ended = -1
        if ended:
            for request_id in request_ids:
                could_not_ask(self.workspace, request_id, f"its process ended with {ended}")


@contextmanager
def check_in_own_process(workspace: Workspace) -> Iterator[OwnProcess]:
    """Start the process, give it, and end it whatever happens."""
    process = subprocess.Popen(
        [sys.executable, "-m", __name__, str(workspace.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield OwnProcess(workspace, process)
    finally:
        if process.poll() is None:
            process.terminate()
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(_ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class _Lazily:
    """Finds some libraries as modules that are loaded when something of them is asked for."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module as it would be found otherwise, to be loaded later; None for any other."""
        if name.partition(".")[0] not in _LAZY:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is not None:
                if spec.loader is not None:
                    spec.loader = importlib.util.LazyLoader(spec.loader)
                return spec
        return None


def _main(root: str) -> None:
    # Ctrl-C ends the run, and the run ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # a process this short needs none, and an import makes a million objects
    sys.meta_path.insert(0, _Lazily())
    # As if they were not installed; pandera imports Hypothesis wherever developers have it.
    sys.modules.update(dict.fromkeys(("sqlalchemy", "hypothesis"), cast(ModuleType, None)))
    with suppress(Exception):  # judging says of each request what went wrong
        all_rules()
        import pandera.pandas  # noqa: F401 - only loaded: the verdicts are held against it
    asked = sys.stdin.buffer.read()
    if asked:
        judge_whatever_comes(Workspace(Path(root)), json.loads(asked))


if __name__ == "__main__":
    _main(sys.argv[1])
