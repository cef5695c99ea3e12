"""The columns in words that stand in front of a table in its CSV file under `current/`."""

from collections.abc import Mapping

_AREA = {"area": "The area's name.", "category": "The category's name in request.toml."}
_CHANGE = {
    "change": "How much the count went up or down; a range where a count is one.",
    "change_percent": "The same in per cent of the earlier count.",
    "change_over": "How many of the area's forces gave both counts: the only ones compared.",
}

FIRST_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "totals": {
        **_AREA,
        "period": "The period as it is printed, such as 2020/21.",
        "count": "Low and high as one text, such as 5,789–5,793.",
        "forces": "How many of the area's forces the count contains.",
        "missing": "The forces that it does not contain, each with the reason.",
        **{
            name: f"{text} Since the period before, like for like."
            for name, text in _CHANGE.items()
        },
        "same_forces": "Whether it contains the forces of the period before; if not, don't divide.",
    },
    "changes": {
        **_AREA,
        "from": "The earlier period.",
        "to": "The later period.",
        "from_count": "The earlier count of the forces compared, as one text.",
        "to_count": "The later count of the same forces, as one text.",
        **_CHANGE,
    },
    "observations": {
        "force": "The force's name.",
        "category": "The category's name in request.toml.",
        "period": "The period as it is printed.",
        "count": "Low and high as one text.",
    },
    "coverage": {"became": "What became of the request there, in words."},
    "problems": {"force": "The force whose response it is; empty where it is no response's."},
}
"""Each column with what it holds, by table. `documents` has no CSV file: it is for programs."""
