"""What a person may answer to a question."""

from typing import NamedTuple


class Does(NamedTuple):
    """What an answer writes down: the sort of entry, and what it has to say by itself."""

    sort: str
    says: str = ""


class Choice(NamedTuple):
    """One possible answer. `asks` is what a person must add to it; `default` is taken for it."""

    key: str
    text: str
    does: Does
    asks: str = ""
    default: str = ""
