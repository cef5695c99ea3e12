"""Spreadsheets in which a count can't be seen, and such as only look like that, of every format."""

from tests.golden.screening import hidden_in_ods, hidden_in_xls, hidden_in_xlsx
from tests.golden.screening.hidden_count import HiddenCount

HIDDEN: tuple[HiddenCount, ...] = (
    *hidden_in_xlsx.HIDDEN,
    *hidden_in_ods.HIDDEN,
    *hidden_in_xls.HIDDEN,
)
SEEN: tuple[HiddenCount, ...] = (*hidden_in_xlsx.SEEN, *hidden_in_ods.SEEN, *hidden_in_xls.SEEN)
