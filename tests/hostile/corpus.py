"""All the files, and a workspace in which each is one force's reply."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from foistats.naming.forces import all_force_ids
from tests.hostile import compounds, mutants, office, pdfs, texts, zips
from tests.hostile.cases import Case
from tests.hostile.seeds import SEEDS

MAKERS = (*zips.MAKERS, *office.MAKERS, *pdfs.MAKERS, *texts.MAKERS, *compounds.MAKERS)
COLUMNS = (
    "response_id",
    "force",
    "received_on",
    "outcome",
    "section",
    "documents",
    "supersedes",
    "note",
)


# So that the few files that outlast their reader don't make a run last.
WALL, CPU = 8, 4
SETTINGS = f"[limits]\nwall_seconds = {WALL}\ncpu_seconds = {CPU}\n"
# As a person may have put them there by hand; what `receive` stores has a safe name.
ODD_NAMES = (
    *("=cmd|' C calc'!A0", "@SUM(1+1)", "+44 20", "-2+3", "\t=1+1", "\r=1+1", "＝1+1", "\u202ecod"),
    *("a\nb", "<b>x<b>", "[red]x[red]", "%s{0}", "CON", "n" * 200),
)


class Reply(NamedTuple):
    """A file in the workspace: under which request and force, and the case that it is."""

    request_id: str
    force_id: str
    case: Case


def cases(*, more: int = 1) -> Iterator[Case]:
    """Every case; `more` multiplies the damaged files."""
    for kind, seed in SEEDS.items():
        yield Case(f"good {kind}.{kind.split(' ')[0]}", seed(), frozenset(), readable=True)
    for number, name in enumerate(ODD_NAMES if os.name == "posix" else (), 1):
        # The same file under two responses would be a problem of its own.
        content = SEEDS["csv"]() + b"\r\n" * number
        yield Case(f"{name}.csv", content, frozenset(), readable=True)
        yield Case(f"{name}.pdf", SEEDS["pdf"]()[: -20 - number])
    for maker in MAKERS:
        yield from maker()
    for mutate, each in ((mutants.truncations, 6), (mutants.flips, 10), (mutants.blocks, 2)):
        yield from mutate(each * more)


def write(root: Path, *, more: int = 1, settings: str = "") -> list[Reply]:
    """The workspace: a request for as many forces as there are, then the next one."""
    forces = sorted(all_force_ids())
    replies: list[Reply] = []
    for number, case in enumerate(cases(more=more)):
        of_request, place = divmod(number, len(forces))
        replies.append(Reply(f"r{of_request:02}", forces[place], case))
        folder = root / "raw" / replies[-1].request_id / "documents"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / case.name
        assert not path.exists(), case.name
        path.write_bytes(case.content)
        # A long corpus isn't kept in memory: the run is measured, and this process is part of it.
        replies[-1] = replies[-1]._replace(case=case._replace(content=b""))
    for request_id in sorted({reply.request_id for reply in replies}):
        _write_request(root / "raw" / request_id, replies, forces)
    if settings:
        (root / "foistats.toml").write_text(settings, encoding="utf-8")
    return replies


def _write_request(folder: Path, replies: list[Reply], forces: list[str]) -> None:
    asked = ", ".join(f'"{force}"' for force in forces)
    (folder / "request.toml").write_text(
        f"""
title = "Offences"
question = "How many offences did you record?"
unit = "offences"
sent_on = 2019-06-03
forces = [{asked}]
[periods]
kind = "financial_year"
first = "2016/17"
last = "2017/18"
""",
        encoding="utf-8",
    )
    with (folder / "responses.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, COLUMNS)
        out.writeheader()
        for reply in replies:
            if reply.request_id == folder.name:
                out.writerow(
                    {
                        "response_id": reply.force_id,
                        "force": reply.force_id,
                        "received_on": "2019-06-20",
                        "outcome": "answered",
                        "documents": reply.case.name,
                    }
                )
