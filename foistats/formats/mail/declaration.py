"""Messages: as mail programs save them, and as Outlook does."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look_at_eml(content: bytes, opening: Opening) -> Look:
    from foistats.documents.email_file import read_eml
    from foistats.screening.email import findings_in_eml

    findings = findings_in_eml(content, question=opening.question)
    return Look(findings, lambda: read_eml(content))


def _look_at_msg(content: bytes, opening: Opening) -> Look:
    from foistats.documents.msg import read_msg
    from foistats.screening.msg import findings_in_msg

    findings = findings_in_msg(content, question=opening.question)
    return Look(findings, lambda: read_msg(content))


EML = Format(Kind.EML, _look_at_eml)
MSG = Format(Kind.MSG, _look_at_msg)
