"""Names of files that came from outside, made safe as names; where they lie is decided here."""

import re
import unicodedata
from collections.abc import Iterable

_UNSAFE = re.compile(r'[<>:"|?*;/\\\x00-\x1f]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 120


def safe_name(name: str) -> str:
    """A file name without folders, invisible characters, or anything a system reserves.

    >>> safe_name("../../etc/passwd"), safe_name("FOI 12:19?.xlsx"), safe_name("CON.csv")
    ('passwd', 'FOI 12_19_.xlsx', '_CON.csv')
    >>> safe_name("reply\\u202excod.exe"), safe_name("..."), safe_name("=cmd.csv")
    ('replyxcod.exe', 'document', 'cmd.csv')
    """
    last = re.split(r"[/\\]", name)[-1]
    visible = "".join(
        c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C"
    )
    safe = _UNSAFE.sub("_", visible).lstrip(" .-=+@~").rstrip(" .")
    if not safe:
        return "document"
    stem, dot, ending = safe.rpartition(".")
    if dot and stem and len(ending) <= 10:
        room = _LONGEST - len(ending.encode()) - 1
        safe = f"{_cut(stem, room)}.{ending}"
    else:
        safe = _cut(safe, _LONGEST)
    return f"_{safe}" if _RESERVED.match(safe) else safe


def _cut(text: str, room: int) -> str:
    """No more bytes than there is room for: file systems count bytes, not letters."""
    return text.encode()[:room].decode(errors="ignore").rstrip(" .")


def numbered(name: str, number: int) -> str:
    """The name that the file gets where others have it already; the first keeps it as it is.

    >>> numbered("reply.xlsx", 1), numbered("reply.xlsx", 2), numbered("reply", 3)
    ('reply.xlsx', 'reply-2.xlsx', 'reply-3')
    """
    if number == 1:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{number}.{ending}" if dot and stem else f"{name}-{number}"


def distinct_names(names: Iterable[str]) -> list[str]:
    """Safe names for the files inside a file, no two the same whatever their case.

    >>> distinct_names(["reply.xlsx", "../Reply.xlsx", "reply-2.xlsx"])
    ['reply.xlsx', 'Reply-2.xlsx', 'reply-2-2.xlsx']
    """
    taken: set[str] = set()
    distinct = []
    tries: dict[str, int] = {}
    for name in names:
        safe = safe_name(name)
        number = tries.get(safe.casefold(), 0) + 1
        while (free := numbered(safe, number)).casefold() in taken:
            number += 1
        tries[safe.casefold()] = number
        taken.add(free.casefold())
        distinct.append(free)
    return distinct
