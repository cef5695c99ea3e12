"""Drafts whose numbers are worked out from the made-up tables, and not written by hand.

In a text of `filled`, braces hold what a mention says. `{essex[23]}` is a count, `{p a, b}` a
change in per cent, `{% a, b}` the same with the sign, `{d a, b}` a difference, `{s part, whole}` a
share in per cent; `{=nine a week}` is true as it stands, and `{~14}` is no statistic of the tables.
One that begins with an exclamation mark is false: what is worked out is another count or change
than the sentence says. A file of `.lines` has a draft on each line.
"""

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.claims.arithmetic import names_without_gaps
from tests.claims.keys import Draft, Key

_HERE = Path(__file__).parent / "filled"
_PLACE = re.compile(r"\{(!?)([=~]|[pdsw%] |)([^{}]+)\}")


def sentences(which: str = "") -> list[Draft]:
    """Short drafts of a sentence or a few; those of `.second` were written after the first."""
    found = []
    for path in sorted(_HERE.glob(f"*-20[0-9][0-9]{which}.lines")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            found.append(_filled(line, path.name.split(".")[0], Path(f"line-{number}.txt")))
    return found


def whole_drafts() -> list[Draft]:
    """Drafts as they would be printed."""
    return [
        _filled(path.read_text(encoding="utf-8"), path.parent.name, Path(path.name))
        for path in sorted(_HERE.glob("*/*.txt"))
    ]


def _filled(written: str, request_id: str, path: Path) -> Draft:
    text, keys, last = "", [], 0
    names = names_without_gaps(request_id)
    for match in _PLACE.finditer(written):
        text += written[last : match.start()]
        last = match.end()
        false, form, inside = match[1], match[2].strip(), match[3]
        shown = _shown(form, inside, names)
        verdict = "fails" if false else "unresolved" if form == "~" else "holds"
        also = ("not_a_statistic",) if form == "~" else ()
        planted = "planted" if false else ""
        keys.append(
            Key(len(text), len(text) + len(shown), shown, verdict, form, planted=planted, also=also)
        )
        text += shown
    return Draft(path, request_id, text + written[last:], tuple(keys))


def _shown(form: str, inside: str, names: dict[str, Any]) -> str:
    if form in {"=", "~"}:
        return inside
    if not form:
        value = eval(inside.rstrip("="), names)
        if inside.endswith("="):
            return ("none", "one", "two", "three", "four", "five")[int(value)]
        return f"{int(value):,}"
    first, second = (Fraction(one) for one in eval(f"({inside})", names))
    if form == "d":
        return f"{int(abs(second - first)):,}"
    per_cent = 100 * first / second if form == "s" else 100 * abs(second - first) / first
    whole = int(per_cent + Fraction(1, 2))
    return f"{whole}%" if form == "%" else f"{whole} per cent"
