"""Which figure a person means by an area, a period and a category, written as people write them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from foistats.errors import FoistatsError
from foistats.intake.requests import read_request
from foistats.model.values import Period
from foistats.naming.forces import Area, area_reading
from foistats.naming.periods import label_of, read_period
from foistats.naming.spelling import fold
from foistats.release.areas import SINGLE
from foistats.release.generations import current_folder
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from schemas.vocabulary import PeriodKind

_MOST_NAMED = 8


class NoSuchFigure(FoistatsError):
    """No figure, or several, are meant by what was typed; the message lists what there is."""


@dataclass(frozen=True, slots=True)
class WantedFigure:
    """One row of `totals`: its key, and the folder of the tables that it stands in."""

    folder: Path
    request_id: str
    title: str
    category_name: str
    total: dict[str, Any]

    @property
    def period(self) -> Period:
        """The period of the figure."""
        return period_of(self.total)


def find_figure(
    workspace: Workspace,
    *,
    area: str,
    period: str,
    request: str = "",
    category: str = "",
    tables: Callable[[str], Path] | None = None,
) -> WantedFigure:
    """The figure that an area, a period and a category name.

    Without a request, every request is tried: exactly one may have such a figure. Raises
    NoSuchFigure where none or several have. `tables` gives the folder of a request's tables where
    the current ones aren't meant.
    """
    # Which set is current is asked once: a run that ends meanwhile changes nothing here.
    folder_of = tables or partial(current_folder, workspace)
    if request:
        return _of_request(workspace, request, folder_of, (area, period, category))
    found: list[WantedFigure] = []
    refused: list[NoSuchFigure] = []
    for request_id in workspace.request_ids():
        try:
            found.append(_of_request(workspace, request_id, folder_of, (area, period, category)))
        except FoistatsError as refusal:
            refused.append(NoSuchFigure(f"{request_id}: {refusal}"))
    if len(found) == 1:
        return found[0]
    if found:
        named = " or ".join(f"--request {one.request_id}" for one in found)
        raise NoSuchFigure(f"{len(found)} requests have such a figure; write {named}")
    if not refused:
        raise NoSuchFigure("there is no request under raw/")
    raise NoSuchFigure("\n".join(str(one) for one in refused))


def find_area(workspace: Workspace, request_id: str, area: str) -> tuple[str, str]:
    """Kind and id of the one area with current totals that a name means; raises NoSuchFigure."""
    return find_area_in(area, rows_of(current_folder(workspace, request_id), "totals"))


def find_period(wanted: str, rows: Iterable[dict[str, Any]]) -> Period:
    """The period among those of some totals that a text names; raises NoSuchFigure."""
    known = sorted({period_of(row) for row in rows}, key=lambda one: (one.start, one.end))
    by_label = {label_of(one): one for one in known}
    if wanted.strip() in by_label:
        return by_label[wanted.strip()]
    asked = f"the request asks for {_listed([*by_label])}"
    try:
        read = read_period(wanted)
    except FoistatsError as refusal:
        raise NoSuchFigure(f"{refusal}; {asked}") from refusal
    if read not in known:
        raise NoSuchFigure(f"{label_of(read)} is none of the periods; {asked}")
    return read


def period_of(row: dict[str, Any]) -> Period:
    """The period of a row of `totals` or `observations`."""
    start: date = row["period_start"]
    end: date = row["period_end"]
    return Period(start, end, PeriodKind(row["period_kind"]))


def _of_request(
    workspace: Workspace,
    request_id: str,
    folder_of: Callable[[str], Path],
    named: tuple[str, str, str],
) -> WantedFigure:
    """The figure that an area, a period and a category name in one request."""
    area, period, category = named
    request = read_request(workspace, request_id)
    folder = folder_of(request_id)
    rows = rows_of(folder, "totals")
    if not rows:
        raise NoSuchFigure(f"the tables of {request_id} have no totals; `foistats run` says why")
    names = {one.category_id: one.name for one in request.categories}
    category_id = _category(category, rows, names)
    kind, area_id = find_area_in(area, rows)
    wanted = find_period(period, rows)
    total = next(
        row
        for row in rows
        if (row["area_kind"], row["area_id"], row["category_id"]) == (kind, area_id, category_id)
        and period_of(row) == wanted
    )
    return WantedFigure(folder, request_id, request.title, names.get(category_id, ""), total)


def _category(wanted: str, rows: Sequence[dict[str, Any]], names: dict[str, str]) -> str:
    """The category's id, by id or name; the only one where none is wanted."""
    known: list[str] = sorted({row["category_id"] for row in rows})
    said = [f"{one} ({names[one]})" if one in names else one for one in known]
    if not wanted:
        if len(known) == 1:
            return known[0]
        raise NoSuchFigure(f"the request has several categories; add --category: {_listed(said)}")
    found = [one for one in known if fold(wanted) in (fold(one), fold(names.get(one, one)))]
    if len(found) != 1:
        raise NoSuchFigure(f"{wanted!r} is none of its categories: {_listed(said)}")
    return found[0]


def find_area_in(wanted: str, rows: Sequence[dict[str, Any]]) -> tuple[str, str]:
    """Kind and id of the one area that a name means among those of some totals.

    Raises NoSuchFigure where it means none or several.
    """
    names = {(row["area_kind"], row["area_id"]): row["area_name"] for row in rows}
    read = area_reading(wanted)
    meant = (
        {(one.kind in SINGLE, one.area_id) for one in (read.possible or (read,))}
        if read is not None
        else set()
    )
    found = [
        key
        for key, name in names.items()
        if (key[0] in SINGLE, key[1]) in meant or (not meant and fold(wanted) in _names(key, name))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        named = " or ".join(repr(_said(key, names[key])) for key in found)
        raise NoSuchFigure(f"{wanted!r} is the name of {len(found)} areas here; write {named}")
    near = get_close_matches(wanted, names.values(), n=3, cutoff=0.5)
    there = _listed(near or sorted(set(names.values())))
    hint = "did you mean" if near else "there is"
    asked = _not_asked(read)
    raise NoSuchFigure(f"{asked or f'{wanted!r} is no area that has totals'}; {hint} {there}")


def _names(key: tuple[str, str], name: str) -> tuple[str, str]:
    return fold(key[1]), fold(name)


def _not_asked(read: Area | None) -> str:
    """What to say of an area that is known but has no total."""
    return f"{read.name} was not asked, or has no total of its own" if read is not None else ""


def unmistakable(row: dict[str, Any]) -> str:
    """A name of the area of a row of `totals` or `changes` that means no other kind of area."""
    return _said((row["area_kind"], row["area_id"]), row["area_name"])


def _said(key: tuple[str, str], name: str) -> str:
    return f"{name} region" if key[0] == "region" else name


def _listed(names: Sequence[str]) -> str:
    """Some names in one line; of many the first and how many more there are."""
    more = len(names) - _MOST_NAMED
    shown = ", ".join(names[:_MOST_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown
