"""Whether the workers of a cluster read with the very program that this machine has.

The same documents would else give other numbers by where they were read, and would be kept as this
machine's readings. What is sent to ask is a function of its own: one that a worker hasn't, it can't
be asked to call.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from foistats.errors import FoistatsError
from foistats.run.on_worker import Program

if TYPE_CHECKING:
    from distributed import Client

_MOST_NAMED = 5
_SAME = "install the same on each machine (`uv sync --locked --extra dask`) and restart the workers"


class OtherProgram(FoistatsError):
    """A worker reads with another foistats, Python or libraries than this machine."""


def same_as_here(client: "Client", workers: Sequence[str], *, ours: Program) -> set[str]:
    """Those of some workers that read with our program; one that is gone by now is none of them.

    Raises OtherProgram where one has another program.
    """
    import platform

    versions = client.get_versions()["workers"]
    for worker in workers:
        python = versions.get(worker, {}).get("host", {}).get("python", "")
        minor = ".".join(python.split(".")[:2])
        if python and minor != ".".join(platform.python_version_tuple()[:2]):
            raise OtherProgram(
                f"the worker {worker} has Python {minor} and this machine"
                f" {platform.python_version()}; {_SAME}"
            )
    told = client.run(_asking(), workers=list(workers), on_error="return")
    answered = {
        worker: theirs for worker, theirs in told.items() if not isinstance(theirs, Exception)
    }
    for worker, theirs in answered.items():
        if said := _difference(theirs, ours):
            raise OtherProgram(f"the worker {worker} {said}; {_SAME}")
    return set(answered)


def _asking() -> Callable[[], Any]:
    """A function that is sent as it is written here, since a worker may have no foistats."""

    def program_here() -> tuple[dict[str, str], tuple[str, ...], bool] | str:
        try:
            from foistats.run.on_worker import Program as Theirs

            digests, libraries, stale = Theirs.here()
            return dict(digests), libraries, stale
        except (ImportError, AttributeError) as lacking:
            return type(lacking).__name__

    return program_here


def _difference(theirs: object, ours: Program) -> str:
    """How a worker's program differs from ours, to end a sentence; empty where it doesn't."""
    if not isinstance(theirs, tuple):
        return "has no foistats, or one that can't read for others"
    digests, libraries, stale = theirs
    if stale:
        return "has had another foistats or library installed since it was started"
    if digests.get("code") != ours.digests["code"]:
        return "has another foistats than this machine"
    if digests.get("code_lists") != ours.digests["code_lists"]:
        return "has other code lists of forces, regions and offences than this machine"
    if digests.get("libraries") != ours.digests["libraries"]:
        return _other_libraries(set(libraries), set(ours.libraries))
    return ""


def _other_libraries(theirs: set[str], ours: set[str]) -> str:
    differing = sorted(theirs ^ ours)
    if not differing:
        return "has another Python, or is another kind of machine"
    named = ", ".join(name.rpartition(".")[0] for name in differing[:_MOST_NAMED])
    more = f" and {len(differing) - _MOST_NAMED} more" * (len(differing) > _MOST_NAMED)
    return f"has other libraries than this machine ({named}{more})"
