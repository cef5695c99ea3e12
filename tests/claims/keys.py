"""The keys of the drafts: what is to be said of each number, by hand.

A draft is a text in the folder of the request it is about; its key, of the same name, is a list of
mentions. `text` is the mention as it stands, `occurrence` which of the places where it stands by
itself, counted from 1. `verdict` is the one that is right, `also` others that are as good;
`planted` names the error that was put there on purpose; `check` says how the number was worked out.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
_KEYS = {"text", "occurrence", "verdict", "kind", "planted", "also", "check"}


@dataclass(frozen=True)
class Key:
    """What is right for one mention of a draft."""

    start: int
    end: int
    text: str
    verdict: str
    kind: str = ""
    planted: str = ""
    also: tuple[str, ...] = ()
    check: str = ""


@dataclass(frozen=True)
class Draft:
    """A draft that was keyed by hand."""

    path: Path
    request_id: str
    text: str
    keys: tuple[Key, ...]

    @property
    def name(self) -> str:
        """The request and the draft, to be shown."""
        return f"{self.request_id}/{self.path.name}"


def drafts(which: str) -> list[Draft]:
    """The drafts of `seen`, of `heldout2` or of `heldout3`, with their keys."""
    paths = sorted((_HERE / which).glob("*/*.json"))
    return [_draft(path) for path in paths]


def place(text: str, wanted: str, occurrence: int) -> tuple[int, int]:
    """Where the mention stands: the n-th place where it is no part of a longer word or number."""
    pattern = rf"(?<!\w)(?<!\d[.,]){re.escape(wanted)}(?!\w)(?![.,]\d)"
    for number, match in enumerate(re.finditer(pattern, text), start=1):
        if number == occurrence:
            return match.start(), match.end()
    raise ValueError(f"{wanted!r} stands fewer than {occurrence} times in the draft")


def _draft(path: Path) -> Draft:
    (text_path,) = (one for one in path.parent.glob(f"{path.stem}.*") if one.suffix != ".json")
    text = text_path.read_text(encoding="utf-8")
    keys = []
    for item in json.loads(path.read_text(encoding="utf-8")):
        if unknown := set(item) - _KEYS:
            raise ValueError(f"{path}: unknown keys {sorted(unknown)}")
        start, end = place(text, item["text"], item["occurrence"])
        keys.append(
            Key(
                start=start,
                end=end,
                text=item["text"],
                verdict=item["verdict"],
                kind=item.get("kind", ""),
                planted=item.get("planted", ""),
                also=tuple(item.get("also", ())),
                check=item.get("check", ""),
            )
        )
    return Draft(text_path, path.parent.name, text, tuple(keys))
