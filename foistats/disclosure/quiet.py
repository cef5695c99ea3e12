"""HiGHS without the line in which it names itself on standard output, where JSON may be printed.

It prints the line as the first model of a process is made, before any option can be set.
"""

import ctypes
import os
import sys
from functools import cache
from typing import Any


def new_highs() -> Any:
    """A HiGHS model that prints nothing, takes one thread, and does the same each time."""
    import highspy

    _named_itself()
    highs = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
        highs.setOptionValue(option, value)
    return highs


@cache
def _named_itself() -> bool:
    """Make one model with standard output closed to it, once in a process."""
    import highspy

    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()
        # What C has not written yet would come out later.
        ctypes.CDLL(None if os.name == "posix" else "ucrtbase").fflush(None)
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
    return True
