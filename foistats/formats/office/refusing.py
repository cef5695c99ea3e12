"""Whatever goes wrong while a file is screened is the file's fault, and said like that."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from foistats.documents.refusals import broken, locked
from foistats.errors import DocumentRefused


@contextmanager
def refusing(kind: str) -> Iterator[None]:
    """Turn every failure over a file's bytes into a refusal of the file."""
    try:
        yield
    # Out of memory, the worker says so: the file may be looked through with more of it.
    except (DocumentRefused, MemoryError):
        raise
    except zipfile.BadZipFile as error:
        raise broken(f"a {kind} whose zip is damaged") from error
    except RuntimeError as error:
        # zipfile says so of a member that asks for a password.
        if "password" in str(error) or "encrypted" in str(error):
            raise locked(kind) from error
        raise broken(f"a {kind} that cannot be looked through ({type(error).__name__})") from error
    except Exception as error:
        raise broken(f"a {kind} that cannot be looked through ({type(error).__name__})") from error
