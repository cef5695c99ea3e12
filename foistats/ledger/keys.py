"""What a reading depends on, part by part: which part changed says why a document is read again."""

from collections.abc import Mapping
from typing import NamedTuple

from foistats.documents.limits import Limits
from foistats.ledger.digests import digest_of, program_digests
from foistats.records import Asked, Declared

# In the order in which a person would name them.
_WORDS = {
    "document": "the document changed",
    "force": "another force stands on its line of responses.csv",
    "received": "the day on its line of responses.csv changed",
    "request": "what request.toml asks changed",
    "marks": "the declared marks changed",
    "aliases": "aliases.csv changed",
    "headings": "headings.toml changed",
    "layouts": "its layout changed",
    "corrections": "its corrections changed",
    "statements": "its statements changed",
    "release": "it was released from quarantine, or the release was taken back",
    "limits": "the limits of foistats.toml changed",
    "code": "foistats itself changed",
    "code_lists": "the code lists of forces, regions and offences changed",
    "libraries": "Python or a library that reads documents changed",
}
_NOTHING = digest_of(None)


class Key(NamedTuple):
    """Under what a reading is kept. `parts` has a digest per thing it depends on."""

    digest: str
    parts: Mapping[str, str]


def key_of(sha256: str, name: str, asked: Asked, declared: Declared, limits: Limits) -> Key:
    """The key of one document's reading; `name` is that of the file as received."""
    parts = {
        "document": digest_of(sha256, name),
        "force": digest_of(asked.force_ids),
        "received": digest_of(asked.received_on),
        "request": digest_of(
            asked.title,
            asked.question,
            asked.unit,
            asked.period_kind,
            asked.first,
            asked.last,
            asked.asked_force_ids,
            asked.categories,
            asked.offences,
        ),
        "marks": _of(asked.marks, declared.marks),
        "aliases": _of(asked.aliases),
        "headings": _of(asked.headings),
        "layouts": _of(declared.layouts),
        "corrections": _of(declared.corrections),
        "statements": _of(
            declared.statements,
            declared.periods,
            declared.units,
            declared.senders,
            asked.periods,
            asked.units,
            asked.headings_are,
            asked.sender,
        ),
        "release": _of(declared.released),
        "limits": digest_of(limits),
        **program_digests(),
    }
    return Key(digest_of(parts), parts)


def _of(*declared: object) -> str:
    """A digest; the same one for all that is empty, for most documents have nothing declared."""
    return digest_of(declared) if any(declared) else _NOTHING


def what_changed(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Why a document is read anew, by the parts in which two keys differ; empty if in none."""
    return ", ".join(said for part, said in _WORDS.items() if before.get(part) != now.get(part))
