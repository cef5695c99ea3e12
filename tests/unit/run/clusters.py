"""A Dask cluster of two worker processes on this machine, and what its readers try in a test."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def local_cluster(workers: int = 2) -> Iterator[Any]:
    """Workers in processes of their own, each with a nanny and one thread, as `dask worker` has."""
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    with distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
    ) as cluster:
        yield cluster


def try_what_is_forbidden(content: bytes, *_: object) -> tuple[str, ...]:
    """Stands in for the reader of documents: what a hostile one would try."""
    attempts = {
        "connect": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
        "write": lambda: Path(content.decode()).write_text("taken"),
        "fork": os.fork,
    }
    return tuple(f"{name}: {_tried(attempt)}" for name, attempt in attempts.items())


def _tried(attempt: Any) -> str:
    try:
        attempt()
    except BaseException as error:
        return type(error).__name__
    return "done"


def abort(*_: object) -> None:
    """Stands in for a reader that a file makes give up."""
    os.abort()
