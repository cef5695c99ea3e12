"""Only opens each workbook with calamine and takes its cells: the floor under any reader.

uv run python -m benchmarks.bare_calamine ROOT
"""

import sys
from pathlib import Path

from python_calamine import CalamineWorkbook


def main() -> None:
    """Read every cell of every workbook below ROOT, and do nothing with it."""
    for path in sorted(Path(sys.argv[1]).glob("raw/*/documents/*.xlsx")):
        with CalamineWorkbook.from_path(path) as book:
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python(skip_empty_area=False)


if __name__ == "__main__":
    main()
