"""The refusals that several readers share, so that one fault has one sentence."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from foistats.errors import DocumentRefused
from schemas.problem_codes import ProblemCode


def broken(found: str) -> DocumentRefused:
    """A file of a known kind that cannot be parsed."""
    return DocumentRefused(
        ProblemCode.DOCUMENT_BROKEN,
        found,
        expected="a whole file that its own program can open",
        remedy="open it in its own program; if it opens, save it as .xlsx, else ask for it again",
    )


def too_large(found: str, limit: str) -> DocumentRefused:
    """A file that would take more time or memory than any reply needs."""
    return DocumentRefused(
        ProblemCode.DOCUMENT_UNSUPPORTED,
        found,
        expected=limit,
        remedy="remove stray cells and embedded files, save the tables alone and receive that file",
    )


def hostile(found: str) -> DocumentRefused:
    """A file built as no honest sender's program builds one; what it holds is not looked at."""
    return DocumentRefused(
        ProblemCode.DOCUMENT_HOSTILE,
        found,
        expected="a file such as office programs write",
        remedy="don't open it elsewhere; tell the sender and ask for the tables in a new file",
    )


def locked(kind: str) -> DocumentRefused:
    """A file that asks for a password."""
    return DocumentRefused(
        ProblemCode.DOCUMENT_LOCKED,
        f"{kind} protected by a password",
        expected="a document that opens without one",
        remedy="ask the force for the password, save the document without it and receive that file",
    )


def unsupported(kind: str, remedy: str) -> DocumentRefused:
    """A file of a kind that has no reader."""
    return DocumentRefused(
        ProblemCode.DOCUMENT_UNSUPPORTED,
        kind,
        expected="a workbook (xlsx, xls, ods), a Word document (docx), a PDF with text, an email,"
        " a web page, plain or delimited text, or a zip of these",
        remedy=remedy,
    )


def undecided(why: str) -> DocumentRefused:
    """A file of which nobody can tell what a person sees of it; `why` says what makes it so."""
    return DocumentRefused(
        ProblemCode.DOCUMENT_UNSUPPORTED,
        f"a document of which it can't be told what a person sees ({why})",
        expected="a document whose text is either shown or hidden",
        remedy="open it, save what it shows as a PDF or copy it into a new document, receive that",
    )


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
