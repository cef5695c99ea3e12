"""The bank holidays of the UK, as the library `holidays` has them.

Loading that library takes a command as long as all of its work, so its years are listed in
`schemas/codelists/bank_holidays.json`, which `python -m foistats.intake.bank_holidays` writes. The
list counts only where it was made by the very version that is installed; else the library is asked.
"""

import importlib.util
import json
import sys
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

LISTED_YEARS = range(2000, 2051)
# FOIA 2000 s.10(6) leaves out the bank holidays of any part of the UK, FOISA 2002 s.73 Scotland's.
_PARTS = {"uk": ("ENG", "WLS", "SCT", "NIR"), "scotland": ("SCT",)}


@lru_cache(maxsize=200)
def bank_holidays(year: int, scottish: bool) -> frozenset[date]:
    """The bank holidays of a year: Scotland's, or those of any part of the UK.

    >>> date(2019, 1, 2) in bank_holidays(2019, True)  # 2 January is one in Scotland
    True
    >>> date(2019, 8, 26) in bank_holidays(2019, True)  # the last Monday of August is none there
    False
    """
    whose = "scotland" if scottish else "uk"
    listed = _listed().get("years", {}).get(str(year))
    if listed is not None:
        return frozenset(map(date.fromisoformat, listed[whose]))
    return _by_the_library(year, whose)


def listed_text() -> str:
    """The text of the list, by the library that is installed."""
    years = {
        str(year): {
            whose: [str(day) for day in sorted(_by_the_library(year, whose))] for whose in _PARTS
        }
        for year in LISTED_YEARS
    }
    return json.dumps({"holidays": _installed_version(), "years": years}, indent=1) + "\n"


def _days(year: int, whose: str) -> list[str]:
    return [day.isoformat() for day in sorted(_by_the_library(year, whose))]


def _by_the_library(year: int, whose: str) -> frozenset[date]:
    import holidays

    found: set[date] = set()
    for part in _PARTS[whose]:
        found.update(holidays.country_holidays("GB", subdiv=part, years=year))
    return frozenset(found)


@lru_cache(maxsize=1)
def _listed() -> dict[str, Any]:
    """The list, empty where another version of the library made it."""
    text = (files("schemas.codelists") / "bank_holidays.json").read_text(encoding="utf-8")
    listed: dict[str, Any] = json.loads(text)
    return listed if listed["holidays"] == (_installed_version() or None) else {}


def _installed_version() -> str:
    """The library's version without loading it; empty where it can't be found so."""
    found = importlib.util.find_spec("holidays")
    if found is None or found.origin is None:
        return ""
    beside = Path(found.origin).parent.parent.glob("holidays-*.dist-info")
    versions = [one.name.removeprefix("holidays-").removesuffix(".dist-info") for one in beside]
    return versions[0] if len(versions) == 1 else ""


if __name__ == "__main__":
    sys.stdout.write(listed_text())
