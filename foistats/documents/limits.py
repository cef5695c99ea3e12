"""How large a document may be, stated once. A reply of 45 forces and 10 years is 1 % of any."""

FILE_BYTES = 100 * 1024**2
INFLATED_BYTES = 500 * 1024**2
ZIP_PARTS = 10_000
SHEETS = 500
CELLS_PER_SHEET = 5_000_000
COLUMNS = 16_384
PAGES = 500
PAGE_BYTES = 50 * 1024**2
CHARACTERS_PER_PAGE = 200_000
TREE_BYTES = 16 * 1024**2
