"""The documentation as a site of web pages, below `build/docs/`; `just docs` builds it.

The pages of this folder, those at the root of the repository and those made from the code are laid
side by side as they lie in the repository, so that each link leads where it leads there. Whatever
Sphinx warns of (a link to nowhere, a page in no list) fails the build.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from docs.reference import ROOT, pages

SOURCE = ROOT / "build" / "docs-source"
SITE = ROOT / "build" / "docs"
_SETTINGS = """\
project = "foistats"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "foistats"
root_doc = "index"
myst_heading_anchors = 3
"""
_INDEX = """\
# foistats

```{{toctree}}
:caption: Start
README.md
```

```{{toctree}}
:caption: How to
{how_to}
```

```{{toctree}}
:caption: Reference, made from the code
docs/reference/commands.md
docs/reference/problems.md
processed/README.md
```

```{{toctree}}
:caption: For who changes it
{inside}
```
"""


def write_source(folder: Path = SOURCE) -> None:
    """Lay out what the site is made from; what lay there before is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    named = [path.relative_to(ROOT) for path in _written()]
    for path in named:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, folder / path)
    (folder / "docs" / "reference").mkdir()
    for name, text in pages().items():
        (folder / "docs" / "reference" / name).write_text(text, encoding="utf-8")
    how_to = sorted(str(path) for path in named if path.parts[0] == "docs" and path.suffix == ".md")
    inside = [str(path) for path in named if len(path.parts) == 1 and path.name != "README.md"]
    index = _INDEX.format(
        how_to="\n".join(how_to), inside="\n".join(sorted(set(inside) - {"LICENSE"}))
    )
    (folder / "index.md").write_text(index, encoding="utf-8")
    (folder / "conf.py").write_text(_SETTINGS, encoding="utf-8")


def _written() -> list[Path]:
    pages_of_people = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    pictures = [*(ROOT / "docs" / "pictures").iterdir()]
    return sorted([*pages_of_people, *pictures, ROOT / "processed" / "README.md", ROOT / "LICENSE"])


def main() -> int:
    """Build the site; the exit code is Sphinx's."""
    write_source()
    command = ["-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(SOURCE), str(SITE)]
    done = subprocess.run([sys.executable, *command], check=False)
    if not done.returncode:
        sys.stdout.write(f"{SITE / 'index.html'}\n")
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
