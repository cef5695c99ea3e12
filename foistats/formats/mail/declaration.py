"""Messages: as mail programs save them, and as Outlook does."""

from foistats.formats.beginning import Beginning
from foistats.formats.format import Format, Look, Opening
from foistats.formats.guarding.compounds import refuse_compound
from foistats.formats.guarding.texts import refuse_message


def _is_eml(beginning: Beginning) -> bool:
    return beginning.is_message and not beginning.is_page


def _look_at_eml(content: bytes, opening: Opening) -> Look:
    from foistats.formats.mail.eml import look_at_eml

    return look_at_eml(content, opening)


def _is_msg(beginning: Beginning) -> bool:
    return beginning.has_stream("__properties_version1.0")


def _look_at_msg(content: bytes, opening: Opening) -> Look:
    from foistats.formats.mail.msg import look_at_msg

    return look_at_msg(content, opening)


# A message saved as text may keep its header; pages saved with their pictures are messages.
EML = Format(
    "eml",
    (".eml", ".mht", ".mhtml", ".txt"),
    _is_eml,
    refuse_message,
    _look_at_eml,
    second="another HTML parser",
)
MSG = Format(
    "msg", (".msg", ".oft"), _is_msg, refuse_compound, _look_at_msg, second="another HTML parser"
)
