"""Everything that comes as a letter: what hides something, and what only looks as if it did."""

from tests.golden.screening import (
    clean_mails,
    clean_pdfs,
    clean_tables,
    mail_cases,
    page_cases,
    pdf_cases,
    people_cases,
)

CASES = [*pdf_cases.CASES, *mail_cases.CASES, *page_cases.CASES, *people_cases.CASES]
CLEAN = [*clean_pdfs.CLEAN, *clean_mails.CLEAN, *clean_tables.CLEAN]
