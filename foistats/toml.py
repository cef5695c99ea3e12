"""TOML that people edit: read with the line of every mistake, and without values no reader expects.

`tomllib` gives no lines, ends in an exception of its own where brackets are nested too deep, and
takes numbers of any size, of which Python then refuses to print some.

The readers of each file check its keys by hand, not by models of pydantic: importing pydantic and
building ten models takes 0.3 to 0.5 s (November 2026), which every command that looks at a request
would pay, and pydantic knows no lines and no remedies. Each message names file, line, key, value
and what to do; `tests/unit/intake/test_toml_mistakes.py` holds that for every key of every file.
"""

import math
import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from foistats.errors import FoistatsError

Path = tuple[str | int, ...]
"""The keys that lead to a value, with the number of an entry of a list, counted from 1."""

_BROKEN = "no readable TOML"
_MOST_BYTES = 5_000_000
_MOST_DEPTH = 20
_MOST_SHOWN = 80
_WHERE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_.\s-])+?)\s*=""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+)""")


class UnreadableToml(FoistatsError):
    """A file that is no TOML, or has a value that no file of ours may have.

    `place` is the line, and the key where there is one; `found` says what stands there.
    """

    def __init__(self, place: str, found: str) -> None:
        """Keep both; the message is both."""
        super().__init__(f"{place}: {found}" if place else found)
        self.place = place
        self.found = found

    def about(self, name: str) -> str:
        """The same as the beginning of a sentence about a file of this name."""
        if self.found.startswith(_BROKEN):
            at = f" ({self.place})" if self.place else ""
            return f"{name} is {self.found}{at}"
        return f"{name} {self.place}: {self.found}"


class UnusableKey(FoistatsError):
    """A key that can't be used as it stands; `path` leads to it from the top of its file.

    The message says what stands there and what to do; the file and the line come before it.
    """

    def __init__(self, *path: str | int, said: str) -> None:
        """Keep both."""
        super().__init__(said)
        self.path = path

    def within(self, *path: str | int) -> "UnusableKey":
        """The same of a table that lies deeper in its file."""
        return UnusableKey(*path, *self.path, said=str(self))


def read_toml(content: bytes) -> dict[str, Any]:
    """The tables of a file. Raises UnreadableToml for anything that can't be taken as it stands."""
    if len(content) > _MOST_BYTES:
        raise UnreadableToml("", f"{_BROKEN}: a file of {len(content)} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = content.count(b"\n", 0, reason.start) + 1
        raise UnreadableToml(f"line {line}", f"{_BROKEN}: a byte that isn't UTF-8") from None
    try:
        read = tomllib.loads(text)
    except RecursionError:
        raise UnreadableToml("", f"{_BROKEN}: brackets are nested too deep") from None
    except ValueError as reason:  # numbers of thousands of digits raise a plain one
        said = str(reason)
        match = _WHERE.search(said)
        place = f"line {match[1]}" if match and match[1] else ""
        said = said if match is None or not match[1] else _WHERE.sub("", said)
        raise UnreadableToml(place, f"{_BROKEN}: {said}") from None
    for path, wrong in _unusable(read):
        raise UnreadableToml(Lines(text).place(*path), wrong)
    return read


def _unusable(read: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """The values that TOML itself doesn't promise to keep, or that mean no quantity."""
    left: list[tuple[Path, Any]] = [((), read)]
    while left:
        path, value = left.pop()
        if len(path) > _MOST_DEPTH:
            yield path[:2], "brackets are nested too deep"
        elif isinstance(value, dict):
            left += [((*path, key), one) for key, one in value.items()]
        elif isinstance(value, list):
            left += [((*path, number), one) for number, one in enumerate(value, 1)]
        elif isinstance(value, int) and not -(2**63) <= value < 2**63:
            yield path, "a whole number of more than 64 bits"
        elif isinstance(value, float) and not math.isfinite(value):
            yield path, f"{path[-1]} is {value}, and what belongs here is a number"


def shown(value: object) -> str:
    """A value as a person may be shown it in a sentence: cut short, on one line.

    >>> shown(["offences"]), shown("7")
    ("['offences']", "'7'")
    """
    said = repr(value)
    return said if len(said) <= _MOST_SHOWN else f"{said[: _MOST_SHOWN - 1]}…"


class Lines:
    """On which line of a file each key and header stands; looked for only once somebody asks."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self._text = text

    @cached_property
    def _known(self) -> dict[Path, int]:
        return dict(_lines(self._text))

    def of(self, *path: str | int) -> int | None:
        """The line of a key, counted from 1, or that of the nearest table around it.

        >>> Lines("a = 1\\n[[b]]\\nc = 1\\n[[b]]\\nc = 2\\n").of("b", 2, "c")
        5
        """
        for length in range(len(path), 0, -1):
            if path[:length] in self._known:
                return self._known[path[:length]]
        return None

    def sentence(self, name: str, reason: UnusableKey) -> str:
        """What can't be used, as a sentence that begins with the file, the line and the key.

        >>> wrong = UnusableKey("pages", said="-1; write a number above zero")
        >>> Lines("sheets = 5\\npages = -1").sentence("foistats.toml", wrong)
        'foistats.toml line 2, pages: -1; write a number above zero'
        """
        return f"{name} {self.place(*reason.path)}: {reason}"

    def place(self, *path: str | int) -> str:
        """Where a person finds a key; the key alone where nothing of it stands in the file.

        >>> Lines('title = "x"\\n[periods]\\nkind = "y"').place("periods", "kind")
        'line 3, periods.kind'
        """
        named = ".".join(str(part) for part in path)
        line = self.of(*path)
        return f"line {line}, {named}" if line else named


def _lines(text: str) -> Iterator[tuple[Path, int]]:
    """Each key and header of a file with its line; what stands in a long text is no key."""
    table: Path = ()
    counted: dict[Path, int] = {}
    seen: set[Path] = set()
    closing = ""
    for number, line in enumerate(text.splitlines(), 1):
        if closing:
            if closing in line:
                closing = ""
            continue
        if header := _HEADER.match(line):
            table = _parts(header[2])
            if header[1] == "[[":
                counted[table] = counted.get(table, 0) + 1
            table = _numbered(table, counted)
            found = table
        elif (key := _KEY.match(line)) is not None:
            found = (*table, *_parts(key[1]))
        else:
            continue
        for quotes in ('"""', "'''"):
            if line.count(quotes) == 1:
                closing = quotes
        for length in range(len(table) + 1 if found != table else 1, len(found) + 1):
            if (part := found[:length]) not in seen:
                seen.add(part)
                yield part, number


def _parts(written: str) -> tuple[str, ...]:
    return tuple(
        next(part for part in found if part is not None)
        for found in (match.groups() for match in _PART.finditer(written))
    )


def _numbered(table: Path, counted: dict[Path, int]) -> Path:
    """A header's keys with the number of the entry that each list of tables has come to."""
    found: Path = ()
    plain: Path = ()
    for part in table:
        plain = (*plain, part)
        found = (*found, part)
        if plain in counted:
            found = (*found, counted[plain])
    return found
