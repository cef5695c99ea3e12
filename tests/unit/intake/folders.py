"""Request folders built in test code."""

from pathlib import Path

from foistats.workspace import Workspace

REQUEST = """
title = "Offences"
question = "How many offences were recorded?"
unit = "offences"
sent_on = 2019-06-03
forces = "south-west"
[periods]
kind = "financial_year"
first = "2014/15"
last = "2018/19"
"""
HEADER = "response_id,force,received_on,outcome,section,documents,supersedes,note\n"


def folder(
    root: Path, *lines: str, request: str = REQUEST, documents: dict[str, bytes] | None = None
) -> Workspace:
    """A workspace with one request `r`, its responses and its files."""
    place = root / "raw" / "r"
    (place / "documents").mkdir(parents=True)
    (place / "request.toml").write_text(request, encoding="utf-8")
    (place / "responses.csv").write_text(HEADER + "".join(f"{line}\n" for line in lines), "utf-8")
    for name, content in (documents or {}).items():
        path = place / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Workspace(root)
