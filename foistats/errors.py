"""The named exceptions, one small tree. Each message says what was found and what to do next."""

from schemas.problem_codes import ProblemCode


class FoistatsError(Exception):
    """Anything foistats refuses to do; the message is a sentence for a person."""


class Unreadable(FoistatsError, ValueError):
    """A text that a parser refuses rather than guess at."""


class UnreadableCount(Unreadable):
    """A text that is not a count."""


class UnreadablePeriod(Unreadable):
    """A text that is not a period."""


class AmbiguousPeriod(UnreadablePeriod):
    """A text that can be two different periods."""


class UnreadableOffence(Unreadable):
    """A text that is not an offence name or Home Office code."""


class UnclearRefusal(Unreadable):
    """A sentence that seems to refuse something and doesn't settle what, or on which ground."""


class UnknownForce(Unreadable):
    """A name that is not a force; `suggestions` ranks what a person may have meant."""

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        """Keep the suggestions beside the message."""
        super().__init__(message)
        self.suggestions = suggestions


class DocumentRefused(FoistatsError):
    """A document that cannot be read; `code`, `expected` and `remedy` fill its problem row."""

    def __init__(self, code: ProblemCode, found: str, *, expected: str, remedy: str) -> None:
        """Keep what the problem row needs."""
        super().__init__(f"{found}; expected {expected}; {remedy}")
        self.code = code
        self.found = found
        self.expected = expected
        self.remedy = remedy


class DocumentReplaced(FoistatsError):
    """A file that is no longer the one whose digest was taken a moment ago."""


class TableDamaged(FoistatsError, OSError):
    """A written table that can't be read, or is no longer what was written."""


class WorkspaceError(FoistatsError):
    """A request folder that cannot be used as it stands."""


class TableRejected(FoistatsError):
    """A table that breaks its contract in schemas/; nothing was written."""


class TablesKept(FoistatsError):
    """Some request could not be built: its tables are those of an earlier run."""
