"""The day on which an email was sent is the day of the reply, where nothing better is known."""

from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from foistats.naming.periods import label_of
from foistats.reading.file import read_reply
from foistats.records import Asked, DocumentReading
from tests.golden.documents.outlook import Attached, Outlook, build_msg

DORSET = Asked(force_ids=("dorset",))
LETTER = (
    "In 2019 there were 45 burglary offences recorded.\n"
    "In 2020 there were 20 burglary offences recorded.\n"
)
TABLE = b"Offence,2019,2020\nBurglary,45,20\nRobbery,7,2\n"
SENT = "Thu, 03 Dec 2020 16:05:00 +0000"


def mail(tmp_path: Path, text: str, *, sent: str = SENT, table: bytes = b"") -> Path:
    message = EmailMessage()
    message["Subject"] = "Your request"
    if sent:
        message["Date"] = sent
    message.set_content(text)
    if table:
        message.add_attachment(table, maintype="text", subtype="csv", filename="figures.csv")
    path = tmp_path / "reply.eml"
    path.write_bytes(message.as_bytes())
    return path


def years(reading: DocumentReading) -> set[str]:
    read = [reading, *(part.reading for part in reading.parts)]
    return {label_of(one.period) for each in read for one in each.observations}


def test_a_year_that_had_not_ended_when_the_mail_was_sent_is_not_whole(tmp_path: Path) -> None:
    reading = read_reply(mail(tmp_path, LETTER), DORSET)
    assert years(reading) == {"2019"}
    [proposal] = reading.proposals
    assert proposal.why == "2020 had not ended on 2020-12-03, the day of the reply"


def test_a_table_that_came_with_a_mail_is_bounded_by_its_day(tmp_path: Path) -> None:
    reading = read_reply(mail(tmp_path, "Please see the table.\n", table=TABLE), DORSET)
    assert years(reading) == {"2019"}
    [part] = reading.parts
    assert [one.found for one in part.reading.problems] == [
        "2020 had not ended on 2020-12-03, the day of the reply"
    ]


@pytest.mark.parametrize(
    ("text", "sent", "received_on"),
    [
        # The mail's own letter dates itself: it was sent on by somebody, months before or after.
        (f"Date: 4 January 2021\n\n{LETTER}", SENT, None),
        # The day on which it came is known best.
        (LETTER, SENT, date(2021, 1, 4)),
        (LETTER, "Mon, 04 Jan 2021 09:00:00 +0000", None),
        # No day, or that of a clock that was never set, bounds nothing.
        (LETTER, "", None),
        (LETTER, "Thu, 01 Jan 1970 00:00:00 +0000", None),
        (LETTER, "some time ago", None),
    ],
)
def test_what_is_known_better_than_the_header_comes_first(
    text: str, sent: str, received_on: date | None, tmp_path: Path
) -> None:
    asked = Asked(force_ids=("dorset",), received_on=received_on)
    assert years(read_reply(mail(tmp_path, text, sent=sent), asked)) == {"2019", "2020"}


def test_outlook_keeps_the_day_among_a_messages_properties(tmp_path: Path) -> None:
    sent = datetime(2020, 12, 3, 16, 5, tzinfo=UTC)
    path = build_msg(tmp_path / "reply.msg", Outlook("Your request", LETTER, sent=sent))
    assert years(read_reply(path, DORSET)) == {"2019"}
    # A message that came within another has a day of its own.
    inner = Outlook("Figures", LETTER, sent=sent)
    outer = Outlook(
        "Forwarded", "See the message.", sent=datetime(2021, 2, 1, 9, 0, tzinfo=UTC),
        attachments=(Attached("Figures", inner),),
    )  # fmt: skip
    assert years(read_reply(build_msg(tmp_path / "outer.msg", outer), DORSET)) == {"2019"}
