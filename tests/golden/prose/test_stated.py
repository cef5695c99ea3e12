"""A count that a person takes from a sentence applies to itself, not to others of that sentence."""

from datetime import date
from pathlib import Path

from foistats.model.values import Count
from foistats.reading.file import read_reply
from foistats.records import Asked, Declared, DocumentReading, Statement
from schemas.vocabulary import Concern, Status

ASKED = Asked(
    title="Burglary",
    question="How many burglary offences were recorded?",
    unit="offences",
    force_ids=("dorset",),
)
SENTENCE = "In 2019/20 there were 812 burglary offences, of which 45 were later cancelled."


def read(tmp_path: Path, *statements: Statement) -> DocumentReading:
    path = tmp_path / "reply.txt"
    path.write_text(f"Dear Jo,\n\n{SENTENCE}\n\nYours sincerely\n", encoding="utf-8")
    return read_reply(path, ASKED, Declared(statements={"": statements}))


def taken(reading: DocumentReading, low: int) -> Statement:
    """What a person takes down of the proposal in the reading, with a count of their own."""
    (proposal,) = reading.proposals
    assert proposal.period is not None
    return Statement(
        place=proposal.place,
        found=proposal.as_written,
        count=Count(low, low, Status.REPORTED),
        period=proposal.period,
        labels=proposal.labels,
        unit="offences",
        force_ids=(),
        because="they wrote so",
        by="A. Person",
        on=date(2022, 7, 1),
    )


def counted(reading: DocumentReading) -> list[int | None]:
    return [one.count.low for one in reading.observations if one.concern is Concern.ASKED]


def test_a_part_taken_as_read_leaves_the_whole(tmp_path: Path) -> None:
    before = read(tmp_path)
    assert counted(before) == [812]
    after = read(tmp_path, taken(before, 45))
    assert counted(after) == [812]
    assert sorted(one.count.low or 0 for one in after.observations) == [45, 812]
    assert after.proposals == ()


def test_a_count_of_the_persons_own_replaces_the_one_read(tmp_path: Path) -> None:
    after = read(tmp_path, taken(read(tmp_path), 767))
    assert counted(after) == [767]
