"""One ordinary reply of each kind: a letter, or a table of ten offences by five years."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from tests.golden.documents.builders import (
    build_csv,
    build_ods,
    build_pdf,
    build_xls,
    build_xlsx,
)

YEARS = ["2014/15", "2015/16", "2016/17", "2017/18", "2018/19"]
ROWS = [
    ["Offence", *YEARS],
    *[[f"Offence {n}", *(10 * n + y for y in range(5))] for n in range(1, 11)],
]
LETTER = [
    "Thank you for your request, which has now been considered.",
    "In 2018/19 we recorded 212 offences, compared with 226 the year before.",
    "You have the right to complain to the Information Commissioner.",
]


def ordinary_replies(folder: Path) -> Iterator[tuple[str, Path]]:
    """Build each reply and give its kind and path."""
    yield "xlsx", build_xlsx(folder / "r.xlsx", {"Sheet1": ROWS})
    yield "xls", build_xls(folder / "r.xls", {"Sheet1": ROWS})
    yield "ods", build_ods(folder / "r.ods", {"Sheet1": ROWS})
    yield "csv", build_csv(folder / "r.csv", ROWS)
    yield "pdf, one page", build_pdf(folder / "r.pdf", LETTER)
    yield "docx", _docx(folder / "r.docx")
    yield "html", _html(folder / "r.html")
    yield "eml with an xlsx", _eml(folder / "r.eml", folder / "r.xlsx")
    (folder / "r.txt").write_text("\n\n".join(LETTER), encoding="utf-8")
    yield "txt", folder / "r.txt"


def _docx(path: Path) -> Path:
    import docx

    document = docx.Document()
    for line in LETTER:
        document.add_paragraph(line)
    table = document.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for r, row in enumerate(ROWS):
        for c, value in enumerate(row):
            table.cell(r, c).text = str(value)
    document.save(str(path))
    return path


def _html(path: Path) -> Path:
    rows = "".join(f"<tr>{''.join(f'<td>{v}</td>' for v in row)}</tr>" for row in ROWS)
    path.write_text(f"<html><body><p>{LETTER[0]}</p><table>{rows}</table></body></html>")
    return path


def _eml(path: Path, attached: Path) -> Path:
    message = EmailMessage()
    message["From"], message["Subject"] = "foi@dorset.police.uk", "Your request"
    message.set_content("\n\n".join(LETTER))
    message.add_attachment(
        attached.read_bytes(), maintype="application", subtype="octet-stream", filename="r.xlsx"
    )
    path.write_bytes(bytes(message))
    return path
