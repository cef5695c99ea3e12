"""Every way of hiding something in a workbook or Word document, and documents that hide nothing."""

from tests.golden.screening import (
    clean_office_parts,
    clean_workbooks,
    ods_cases,
    word_cases,
    word_looks,
    workbook_cases,
    xls_cases,
)
from tests.golden.screening.case import CleanCase, HiddenCase


def _prefixed(kind: str, cases: tuple[HiddenCase, ...]) -> tuple[HiddenCase, ...]:
    return tuple(case._replace(name=f"{kind}_{case.name}") for case in cases)


CASES: tuple[HiddenCase, ...] = (
    *_prefixed("xlsx", workbook_cases.CASES),
    *_prefixed("ods", ods_cases.CASES),
    *_prefixed("xls", xls_cases.CASES),
    *_prefixed("docx", word_cases.CASES),
    *_prefixed("docx", word_looks.CASES),
)
CLEAN: tuple[CleanCase, ...] = (
    *clean_workbooks.CLEAN,
    *clean_office_parts.CLEAN,
    *word_looks.CLEAN,
)
