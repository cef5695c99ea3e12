"""TOML files in which persons declare things entry by entry; every mistake is named at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from foistats.errors import FoistatsError
from foistats.intake.days import read_day
from foistats.intake.sheets import nearest
from foistats.records import Problem
from foistats.toml import Lines, UnreadableToml, read_toml, shown
from schemas.problem_codes import ProblemCode

# Whoever declares something says why, who it was, and when.
SIGNED = ("because", "by", "on")

T = TypeVar("T")


class Invalid(NamedTuple):
    """A problem of a declaration; `document` is the one it may concern, None for any of them."""

    problem: Problem
    document: str | None


class Keys(NamedTuple):
    """The keys that an entry of one sort has, beside those with which it is signed."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All keys that may stand in an entry."""
        return (*self.needed, *self.optional, *SIGNED)


class Entry:
    """One entry being read; `wrong` gathers what can't be used of it."""

    def __init__(
        self, file: str, sort: str, number: int, content: Mapping[str, Any], lines: Lines
    ) -> None:
        """Keep where it stands; nothing is read yet."""
        self.file, self.sort, self.number, self.content = file, sort, number, content
        self.lines = lines
        self.wrong: list[Problem] = []

    @property
    def where(self) -> str:
        """The entry as a person would look it up: `correction 3`."""
        return f"{self.sort} {self.number}"

    @property
    def document(self) -> str | None:
        """The document it is about; None where it doesn't say, so that it may be any."""
        written = self.content.get("document")
        return written.strip() or None if isinstance(written, str) else None

    def check_keys(self, keys: Keys) -> None:
        """Note keys that nobody knows, and those that lack."""
        for key in self.content:
            if key not in keys.every:
                remedy = f"correct or delete the key; {nearest(key, keys.every)}"
                self.refuse(key, f"an unknown key {key!r}", "a known key", remedy)
        for key in (*keys.needed, *SIGNED):
            if key not in self.content:
                self.refuse(key, "nothing", f"a value for {key!r}", "add the key")

    def refuse(self, key: str, found: str, expected: str, remedy: str) -> None:
        """Note something that can't be used."""
        line = self.lines.of(self.sort, self.number, key)
        place = f"line {line}, {self.where}, {key}" if line else f"{self.where}, {key}"
        self.wrong.append(_problem(self.file, place, found, expected, remedy))

    def text(self, key: str, *, blank: bool = False) -> str:
        """A text; numbers and days that stand without quotes are taken as they are written."""
        if key not in self.content:
            return ""
        value = self.content[key]
        if isinstance(value, bool) or not isinstance(value, str | int | float | date):
            self.refuse(key, shown(value), "text between quotes", "correct it")
            return ""
        written = value if isinstance(value, str) else str(value)
        if not blank and not written.strip():
            self.refuse(key, "an empty text", f"a value for {key!r}", "fill it in")
        return written

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; nothing is an empty list."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            self.refuse(key, shown(value), 'a list of texts such as ["Rape"]', "correct it")
            return ()
        return tuple(value)

    def read(self, key: str, read: Callable[[str], T], *, expected: str) -> T | None:
        """A text made into something else; None where there is none, or it can't be."""
        written = self.text(key)
        if not written.strip():
            return None
        try:
            return read(written)
        except (FoistatsError, ValueError) as refusal:
            self.refuse(key, shown(written), expected, str(refusal))
            return None

    def signed(self) -> tuple[str, str, date]:
        """Why, who and when."""
        return self.text("because").strip(), self.text("by").strip(), self._day()

    def _day(self) -> date:
        value = self.content.get("on")
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        return self.read("on", read_day, expected="a date such as 2019-07-02") or date.min

    def invalid(self) -> Iterator[Invalid]:
        """What was wrong with the entry, beside the document that it may concern."""
        for problem in self.wrong:
            yield Invalid(problem, self.document)


class EntryFile(NamedTuple):
    """The entries of one file by their sort, in its order, and what of the file can't be used."""

    entries: Mapping[str, Sequence[Entry]]
    invalid: tuple[Invalid, ...]


def read_entries(content: bytes, *, name: str, known: Mapping[str, Keys]) -> EntryFile:
    """The entries of one file, their keys checked; `known` are its sorts of entries."""
    try:
        read = read_toml(content)
    except UnreadableToml as reason:
        wrong = _unusable(name, reason.place, reason.found, "TOML in UTF-8", "correct the line")
        return EntryFile({}, (wrong,))
    lines = Lines(content.decode("utf-8-sig"))
    entries: dict[str, list[Entry]] = {sort: [] for sort in known}
    invalid: list[Invalid] = []
    for sort, value in read.items():
        if sort not in known:
            remedy = f"correct or delete it; {nearest(sort, tuple(known))}"
            expected = f"entries headed {', '.join(f'[[{one}]]' for one in known)}"
            place = lines.place(sort)
            invalid.append(_unusable(name, place, f"an unknown key {sort!r}", expected, remedy))
        elif not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            found = f"{sort!r} that is no list of entries"
            expected = f"each entry under its own [[{sort}]]"
            place = lines.place(sort)
            invalid.append(_unusable(name, place, found, expected, "write double brackets"))
        else:
            entries[sort] = [Entry(name, sort, n, one, lines) for n, one in enumerate(value, 1)]
    for sort, those in entries.items():
        for entry in those:
            entry.check_keys(known[sort])
    return EntryFile(entries, tuple(invalid))


def wrong_days(content: bytes, *, name: str, first: date) -> tuple[Invalid, ...]:
    """The entries of a file that are signed before the first day that can be, or after today.

    `first` is the day on which the request was sent. What isn't a day is told where it is read.
    """
    try:
        read = read_toml(content)
    except UnreadableToml:
        return ()
    lines, today = Lines(content.decode("utf-8-sig")), date.today()
    found: list[Invalid] = []
    for sort, value in read.items():
        entries = value if isinstance(value, list) else []
        for n, one in enumerate(entries, 1):
            entry = Entry(name, sort, n, one, lines) if isinstance(one, dict) else None
            if entry is None or "on" not in one:
                continue
            _, _, on = entry.signed()
            if entry.wrong or first <= on <= today:
                continue
            expected = f"a day from {first}, when the request was sent, to today"
            entry.refuse("on", on.isoformat(), expected, "correct the day")
            found += entry.invalid()
    return tuple(found)


def _unusable(name: str, place: str, found: str, expected: str, remedy: str) -> Invalid:
    return Invalid(_problem(name, place, found, expected, remedy), None)


def _problem(name: str, place: str, found: str, expected: str, remedy: str) -> Problem:
    return Problem(ProblemCode.DECLARATION_INVALID, name, place, found, expected, remedy)
