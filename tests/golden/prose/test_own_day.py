"""`Response dated 3 November 2026` at the head of a letter is its own day, and opens no other."""

from datetime import date
from pathlib import Path

import pytest

from foistats.reading.file import read_reply
from foistats.records import Asked, Declared, DocumentReading
from foistats.tables.around.reply_day import reply_day
from tests.golden.prose.case import document_of

TITLE = "Response dated 3 November 2026"
COUNT = "In 2023/24 we recorded 51 offences."


def reading(path: Path, text: str, force_ids: tuple[str, ...] = ()) -> DocumentReading:
    path.write_text(text, encoding="utf-8")
    return read_reply(str(path), Asked(force_ids=force_ids), Declared())


@pytest.mark.parametrize(
    "text",
    [
        f"Freedom of Information Team\n\n{TITLE}\n\nDear Ms Example,\n\n{COUNT}\n\nSurrey Police\n",
        f"Headquarters\n{TITLE}\nReference: FOI 12/26\n\n{COUNT}\n\nSurrey Police\n",
        f"{TITLE}\n\nThank you for your request.\n\n{COUNT}\n\nYours sincerely\n\nSurrey Police\n",
        f"{TITLE}\n\nDear Ms Example,\n\nYour request\n\nHow many offences were there?\n\n"
        f"Our response\n\n{COUNT}\n\nSurrey Police\n",
        f"Our response, dated 3 November 2026\n\n{COUNT}\n\nSurrey Police\n",
    ],
)
def test_a_letter_that_dates_itself_at_its_head_is_heard_to_its_signature(
    tmp_path: Path, text: str
) -> None:
    read = reading(tmp_path / "reply.txt", text)
    assert read.dated == date(2026, 11, 3)
    assert [one.force_ids for one in read.senders] == [("surrey",)]
    assert [(one.period.start.year, one.count.low) for one in read.observations] == [(2023, 51)]
    assert read.proposals == ()


@pytest.mark.parametrize(
    "text",
    [
        # An earlier reply is repeated above the answer of today.
        f"{TITLE}\n\n{COUNT}\n\nInternal review decision\n\nOur response\n\nWe hold no more.",
        f"Surrey Police\n\nWe have looked again.\n\n{TITLE}\n\n{COUNT}",
    ],
)
def test_an_earlier_reply_that_is_repeated_stays_one(tmp_path: Path, text: str) -> None:
    read = reading(tmp_path / "reply.txt", text, ("surrey",))
    assert read.observations == ()
    assert [one.count.low for one in read.proposals] == [51]
    assert "earlier reply" in read.proposals[0].why


def test_a_day_that_a_title_gives_counts_at_the_head_alone() -> None:
    assert reply_day(document_of("Reply sent on 3 November 2026\n\nDear you")) == date(2026, 11, 3)
    head = "\n".join(f"Line {n}" for n in range(30))
    assert reply_day(document_of(f"{head}\n{TITLE}")) is None
    assert reply_day(document_of(f"{TITLE}\n\nInternal review decision\n\nNo more.")) is None
