"""The stages of a run over a workspace, as a process of its own that can be measured.

python -m tests.hostile.run ROOT
"""

import sys
from pathlib import Path

from tests.flows.folders import build


def main() -> None:
    build(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
