"""Defined names that hold a value of their own, or lead to what is hidden."""

import re
from collections.abc import Collection, Iterator

from foistats.formats.office.markup import named, own
from foistats.formats.sheets.areas import areas_of
from foistats.formats.sheets.named_texts import is_of_program, is_telling
from foistats.formats.xlsx.book import Workbook
from foistats.formats.xlsx.sight import SheetSight
from foistats.records import Finding
from schemas.channels import Channel

_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([\w.]+))!(\$?[A-Z]*\$?\d*(?::\$?[A-Z]*\$?\d*)?)")
_NUMBERS = re.compile(r"\{[-\d.,;\s]*[,;][-\d.,;\s]*\}")


def name_findings(book: Workbook, hiding: Collection[str]) -> Iterator[Finding]:
    """A finding for names that hold texts or lists, and one for names of hidden cells.

    `hiding` are the parts of the sheets, hidden or not, in which hidden content was found.
    """
    holding = leading = 0
    for one in named(book.root, "definedName"):
        name, formula = own(one).get("name", ""), "".join(one.itertext()).strip().removeprefix("=")
        if name.lower().startswith("_xlnm."):
            continue
        if _holds(book, name, formula):
            holding += 1
        elif hiding and _leads(book, formula, hiding):
            leading += 1
    if holding:
        yield Finding(Channel.HIDDEN_NAME, "the workbook's defined names", holding, "names")
    if leading:
        yield Finding(Channel.HIDDEN_NAME, "defined names of hidden cells", leading, "names")


def _holds(book: Workbook, name: str, formula: str) -> bool:
    """True where a name is a text or a list of numbers rather than a place."""
    bare = _LITERAL.sub("", formula)
    if "!" in bare:
        return False
    if _NUMBERS.fullmatch(bare):
        return not is_of_program(name)
    telling = [text for text in _LITERAL.findall(formula) if is_telling(name, text)]
    return not all(book.seen.has_text(text.replace('""', '"')) for text in telling)


def _leads(book: Workbook, formula: str, hiding: Collection[str]) -> bool:
    for quoted, plain, cells in _REFERENCE.findall(_LITERAL.sub("", formula)):
        sheet = (quoted or plain).replace("''", "'")
        for tab in book.tabs:
            if tab.name != sheet or tab.part not in hiding:
                continue
            look = book.sights.get(tab.part)
            if look is None or _is_unseen(look, cells):
                return True
    return False


def _is_unseen(look: SheetSight, cells: str) -> bool:
    """True where a reference covers hidden rows or columns and nothing else."""
    area = next(iter(areas_of(cells)), None)
    if area is None:
        return False
    hidden_rows, hidden_cols = look.sheet.hidden_rows, look.sheet.hidden_cols
    return all(col in hidden_cols for col in range(area.col, area.col_end + 1)) or (
        bool(hidden_rows) and all(row in hidden_rows for row in range(area.row, area.row_end + 1))
    )
