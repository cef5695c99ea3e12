"""Figures that were printed elsewhere, given as evidence: `raw/<request_id>/published.toml`.

    [[published]]
    area = "South West"
    period = "2016/17 to 2020/21"
    value = 6852                 # or a text such as "<5"
    category = "rape"            # where the request has categories
    source = "Dorset Echo, 2022-01-05"
    by = "A. Person"
    on = 2022-02-01

They are no replies: each answer that leans on one says so and names its source.
"""

import re

from foistats.aggregation.totals import Interval
from foistats.claims.model import AreaRef
from foistats.claims.worlds import Published
from foistats.errors import FoistatsError, Unreadable
from foistats.intake.entries import Entry, Keys, read_entries
from foistats.intake.requests import RESERVED_CATEGORY
from foistats.model.values import Period
from foistats.naming.counts import read_count
from foistats.naming.forces import Area, AreaKind, area_reading
from foistats.naming.periods import read_period
from foistats.naming.spelling import fold
from foistats.records import Request
from foistats.toml import UnreadableToml, read_toml
from foistats.workspace import Workspace

FILE = "published.toml"
_KEYS = Keys(("area", "period", "value", "source"), optional=("category",))
# A figure for several years is often given so; the two ends of the period say it already.
_TOGETHER = re.compile(r",?\s*\(?(?:all )?(?:together|combined|in total)\)?\s*$", re.IGNORECASE)


class UnusablePublished(FoistatsError):
    """The file of published figures has something in it that can't be used."""


def read_published(workspace: Workspace, request: Request) -> tuple[Published, ...]:
    """The published figures of a request, none if there is no file; raises UnusablePublished."""
    file = workspace.declared_file(request.request_id, FILE)
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as reason:
        raise UnusablePublished(
            f"raw/{request.request_id}/{FILE} can't be read: {reason}"
        ) from None
    return published_in(content, request)


def published_in(content: bytes, request: Request) -> tuple[Published, ...]:
    """The figures of one file; every mistake in it is named at once."""
    name = f"raw/{request.request_id}/{FILE}"
    read = read_entries(content, name=name, known=dict.fromkeys(_headings(content), _KEYS))
    wrong = [one.problem for one in read.invalid]
    found = []
    for entry in (one for those in read.entries.values() for one in those):
        one = _figure(entry, request)
        # A published figure says where it stands: that is its reason.
        mistakes = [p for p in entry.wrong if not p.place.endswith(", because")]
        wrong += mistakes
        if one is not None and not mistakes:
            found.append(one)
    if wrong:
        raise UnusablePublished(
            "\n".join(f"{p.document}, {p.place}: {p.found}; expected {p.expected}; {p.remedy}"
                      for p in wrong)
        )  # fmt: skip
    return tuple(found)


def _headings(content: bytes) -> tuple[str, ...]:
    """Under what the entries stand: `[[published]]`, or whatever the file calls them."""
    try:
        read = read_toml(content)
    except UnreadableToml:
        return ("published",)  # which says what is wrong with it
    lists = (key for key, value in read.items() if isinstance(value, list))
    return tuple(lists) or ("published",)


def _period(written: str) -> Period:
    return read_period(_TOGETHER.sub("", written))


def _figure(entry: Entry, request: Request) -> Published | None:
    area = entry.read("area", _area, expected="a force, a region or a country")
    period = entry.read("period", _period, expected="a period such as 2016/17 to 2020/21")
    interval = entry.read("value", _interval, expected="a count")
    source = entry.text("source").strip()
    by = entry.text("by").strip()
    category = entry.text("category").strip() if "category" in entry.content else ""
    category_id = _category(entry, category, request)
    _, _, on = entry.signed()
    if area is None or period is None or interval is None:
        return None
    ref = AreaRef(area.kind.value, area.area_id)
    return Published(ref, area.name, period, category_id, interval, source, by, on)


def _area(written: str) -> Area:
    area = area_reading(written)
    if area is None or area.kind is AreaKind.OTHER:
        raise Unreadable(f"{written!r} is no force, region or country; write its name in full")
    if area.possible:
        raise Unreadable(
            f"{written!r} is a force and a region; write 'Police' or 'region' after it"
        )
    return area


def _interval(written: str) -> Interval:
    count = read_count(written)
    if count.low is None:
        raise Unreadable(f"{written!r} is no count")
    return Interval(count.low, count.high)


def _category(entry: Entry, written: str, request: Request) -> str:
    if not request.categories and not written:
        return RESERVED_CATEGORY
    for category in request.categories:
        if written and fold(written) in (fold(category.category_id), fold(category.name)):
            return category.category_id
    known = ", ".join(category.category_id for category in request.categories) or "none"
    entry.refuse("category", repr(written), "one of the request's categories", f"there is: {known}")
    return ""
