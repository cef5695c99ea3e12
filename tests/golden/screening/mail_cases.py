"""Emails and Outlook messages that hide something or quote somebody else."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from schemas.channels import Channel
from tests.golden.screening.case import SECRET, HiddenCase
from tests.golden.screening.msg_writing import write_msg

ANSWER = "Dear Ms Doe,\n\nIn 2018/19 we recorded 12 offences.\n\nRegards,\nFOI Unit\n"
PAGE = (
    "<html><body><p>Dear Ms Doe,</p><p>In 2018/19 we recorded 12 offences.</p>{}"
    "<p>Regards,<br>FOI Unit</p></body></html>"
)
FULL = f"Constable {SECRET} dealt with the burglary"

OUTLOOK = (
    "\n-----Original Message-----\nFrom: Sergeant Hale\nSent: 3 June 2019 10:00\nTo: FOI Unit\n"
    f"Subject: RE: FOI 123\n\nThis is about {SECRET}, who moved house in May.\n"
)
ATTRIBUTED = (
    "\nOn 3 June 2019 at 10:00, Hale <hale@x.police.uk> wrote:\n"
    f"> This is about {SECRET}, who moved house in May.\n"
)
CHAIN = (
    "\nFrom: FOI Unit\nSent: 5 June 2019\nTo: Records\nSubject: FW: FOI 123\n\n"
    "\nFrom: Jo Doe\nSent: 3 June 2019\nTo: FOI\nSubject: FOI\n\n"
    f"How many offences were recorded?\n\nThank you\n{SECRET} Doe\n"
)
OURS_BY_ANOTHER = (
    "\nOn 3 June 2019 at 10:00, Hale <hale@x.police.uk> wrote:\n"
    "> Dear FOI,\n> How many offences of burglary were recorded in 2018/19?\n"
    "> I believe you have them.\n"
)
SIGNED_WITH_A_NUMBER = (
    "\nFrom: Jo Doe\nSent: 3 June 2019\nTo: FOI\nSubject: FOI\n\n"
    f"How many offences were recorded?\n\nThank you\n{SECRET}\n07700 900123\n"
)
GMAIL = (
    '<div class="gmail_quote"><div class="gmail_attr">On 3 June 2019 at 10:00, Hale '
    '&lt;hale@x.police.uk&gt; wrote:</div><blockquote class="gmail_quote">'
    f"This is about {SECRET}, who moved house in May.</blockquote></div>"
)


def message(plain: str | None = ANSWER, page: str | None = None) -> EmailMessage:
    """A reply from a force to the charity."""
    mail = EmailMessage()
    mail["From"] = "FOI Unit <foi@dorset.police.uk>"
    mail["To"] = "Jo Doe <jo@charity.example>"
    mail["Date"] = "Fri, 21 Jun 2019 10:00:00 +0100"
    mail["Subject"] = "FOI 2019/123"
    if plain is not None:
        mail.set_content(plain)
        if page is not None:
            mail.add_alternative(page, subtype="html")
    elif page is not None:
        mail.set_content(page, subtype="html")
    return mail


def write_eml(folder: Path, mail: EmailMessage | bytes) -> Path:
    """A message as a file."""
    path = folder / "reply.eml"
    path.write_bytes(mail if isinstance(mail, bytes) else mail.as_bytes())
    return path


def _plain(text: str) -> Callable[[Path], Path]:
    return lambda folder: write_eml(folder, message(ANSWER + text))


def _page(markup: str, plain: str | None = None) -> Callable[[Path], Path]:
    return lambda folder: write_eml(folder, message(plain, PAGE.format(markup)))


def _only_in_plain(folder: Path) -> Path:
    return write_eml(folder, message(f"{ANSWER}\n{FULL}\n", PAGE.format("")))


def _three_forms(folder: Path) -> Path:
    mail = message(ANSWER, PAGE.format(""))
    mail.add_alternative(PAGE.format(f"<p>{FULL}</p>"), subtype="html")
    return write_eml(folder, mail)


def _behind_a_page(folder: Path) -> Path:
    mail = message(ANSWER, PAGE.format(""))
    page = mail.get_payload(1)
    assert isinstance(page, EmailMessage)
    page.add_related(
        f"name,collar\n{SECRET},4711".encode(),
        maintype="application",
        subtype="vnd.ms-excel",
        cid="<staff@x>",
        disposition="inline",
        filename="staff.csv",
    )
    return write_eml(folder, mail)


def _enriched(folder: Path) -> Path:
    mail = message(ANSWER)
    other = EmailMessage()
    other.set_content(f"<bold>{FULL}</bold>", subtype="enriched")
    mail.make_alternative()
    mail.attach(other)
    return write_eml(folder, mail)


def _msg_white(folder: Path) -> Path:
    rtf = (
        rb"{\rtf1\ansi{\colortbl;\red255\green255\blue255;}We hold 12.\cf1 " + FULL.encode() + b"}"
    )
    return write_msg(folder / "reply.msg", body="We hold 12.", rtf=rtf)


def _after_the_parts(folder: Path) -> Path:
    mail = message(ANSWER, PAGE.format(""))
    mail.epilogue = f"\n{FULL}\n"
    return write_eml(folder, mail)


def _before_the_parts(folder: Path) -> Path:
    mail = message(ANSWER, PAGE.format(""))
    mail.preamble = f"{FULL}\n"
    return write_eml(folder, mail)


def _in_tags(folder: Path) -> Path:
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in SECRET)
    return write_eml(folder, message(ANSWER + tags))


def _msg_quoted(folder: Path) -> Path:
    return write_msg(folder / "reply.msg", body=ANSWER + OUTLOOK)


def _msg_page(folder: Path) -> Path:
    hidden = f'<p style="display:none">{FULL}</p>'
    return write_msg(folder / "reply.msg", body=ANSWER, page=PAGE.format(hidden))


def _msg_rich_text(folder: Path) -> Path:
    rtf = rb"{\rtf1\ansi In 2018/19 we recorded 12 offences.{\v " + FULL.encode() + rb"}\par}"
    return write_msg(folder / "reply.msg", body="In 2018/19 we recorded 12 offences.", rtf=rtf)


def _msg_only_in_plain(folder: Path) -> Path:
    rtf = rb"{\rtf1\ansi In 2018/19 we recorded 12 offences.\par}"
    body = f"In 2018/19 we recorded 12 offences. {FULL}"
    return write_msg(folder / "reply.msg", body=body, rtf=rtf)


CASES = [
    HiddenCase("an original message below", Channel.QUOTED_MESSAGE, _plain(OUTLOOK)),
    HiddenCase("lines marked as quoted", Channel.QUOTED_MESSAGE, _plain(ATTRIBUTED)),
    HiddenCase("our request passed on inside", Channel.QUOTED_MESSAGE, _plain(CHAIN)),
    HiddenCase("our request by another", Channel.QUOTED_MESSAGE, _plain(OURS_BY_ANOTHER)),
    HiddenCase("a telephone below", Channel.QUOTED_MESSAGE, _plain(SIGNED_WITH_A_NUMBER)),
    HiddenCase("a quotation in a page", Channel.QUOTED_MESSAGE, _page(GMAIL)),
    HiddenCase("a quotation in Outlook", Channel.QUOTED_MESSAGE, _msg_quoted),
    HiddenCase(
        "an element not displayed",
        Channel.VANISHED_TEXT,
        _page(f'<p style="display:none">{FULL}</p>'),
    ),
    HiddenCase(
        "an element not displayed, by its class",
        Channel.VANISHED_TEXT,
        _page(f"<style>.x {{ display: none }}</style><p class=x>{FULL}</p>"),
    ),
    HiddenCase(
        "letters of no size", Channel.TINY_TEXT, _page(f'<p style="font-size:1px">{FULL}</p>')
    ),
    HiddenCase(
        "white letters", Channel.INVISIBLE_TEXT, _page(f'<font color="#fffffe">{FULL}</font>')
    ),
    HiddenCase("a comment in a page", Channel.COMMENTS, _page(f"<!-- {FULL} -->")),
    HiddenCase(
        "a hidden field", Channel.VANISHED_TEXT, _page(f'<input type="hidden" value="{FULL}">')
    ),
    HiddenCase("words of the plain form alone", Channel.INVISIBLE_TEXT, _only_in_plain),
    HiddenCase("a third form of the text", Channel.INVISIBLE_TEXT, _three_forms),
    HiddenCase("a form that few programs show", Channel.INVISIBLE_TEXT, _enriched),
    HiddenCase("white letters in rich text", Channel.INVISIBLE_TEXT, _msg_white),
    HiddenCase("a file behind the page", Channel.ATTACHED_FILE, _behind_a_page),
    HiddenCase("text after the parts", Channel.BYTES_BEYOND_THE_END, _after_the_parts),
    HiddenCase("text before the parts", Channel.BYTES_BEYOND_THE_END, _before_the_parts),
    HiddenCase("letters in tags", Channel.INVISIBLE_TEXT, _in_tags),
    HiddenCase("an element not displayed in Outlook", Channel.VANISHED_TEXT, _msg_page),
    HiddenCase("hidden letters in rich text", Channel.VANISHED_TEXT, _msg_rich_text),
    HiddenCase("words beside the rich text", Channel.INVISIBLE_TEXT, _msg_only_in_plain),
]
