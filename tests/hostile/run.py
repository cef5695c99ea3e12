"""A run over a workspace as a process of its own, and another one that measures it.

python -m tests.hostile.run ROOT: the stages, without Prefect.
python -m tests.hostile.run --measured COMMAND...: seconds and megabytes of a command, on one line.
"""

import sys
from pathlib import Path

from benchmarks.run import measure
from tests.flows.folders import build


def main() -> None:
    if sys.argv[1] == "--measured":
        # foistats ends with 1 where something was refused.
        cost = measure(sys.argv[2:], accepted=(0, 1))
        sys.stdout.write(f"{cost.wall} {cost.peak}\n")
    else:
        build(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
