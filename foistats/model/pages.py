"""How every page of ours looks: one style, which needs nothing from elsewhere.

It keeps to 320 pixels, the dark and print; colour never carries a meaning alone.
"""

from pathlib import Path

STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
