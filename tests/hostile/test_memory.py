"""Memory that runs out is never taken for damage: what is lost by it would be lost in silence."""

import pytest

from foistats.formats.opening import enter
from tests.hostile.seeds import SEEDS


def spent(*_: object, **__: object) -> None:
    raise MemoryError


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("xlsx", "foistats.formats.xlsx.reading.document_of"),
        ("xlsx", "foistats.formats.xlsx.look.open_workbook"),
        ("xlsx", "zipfile.ZipFile.infolist"),
        ("ods", "foistats.formats.ods.look.stream"),
        ("xls", "python_calamine.CalamineWorkbook.from_filelike"),
        ("xls", "olefile.OleFileIO.listdir"),
        ("docx", "foistats.formats.docx.look.look_at"),
        ("pdf", "pypdfium2.PdfPage.get_textpage"),
        ("eml", "email.message.Message.get_payload"),
        ("eml", "email.message.Message.get_content_charset"),
        ("msg", "oxmsg.properties.Properties.str_prop_value"),
        ("html", "foistats.formats.html.look.findings_in_page"),
        ("csv", "csv.reader"),
    ],
)
def test_a_file_for_which_memory_runs_out_is_neither_read_in_part_nor_called_broken(
    kind: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(SEEDS[kind](), f"reply.{kind}")
    monkeypatch.setattr(where, spent)
    with pytest.raises(MemoryError):
        enter(SEEDS[kind](), f"reply.{kind}")
