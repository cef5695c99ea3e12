"""Text that a style writes before or after an element (`content`)."""

import re
from xml.etree.ElementTree import Element

_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'")


def generated_text(content: str, element: Element) -> tuple[str, bool]:
    """The text that a style writes, and whether all of it is known."""
    pieces = []
    rest = content.partition("/")[0] if '"' not in content and "'" not in content else content
    known = True
    while rest := rest.strip():
        if match := _STRING.match(rest):
            said = match[1] or match[2] or ""
            pieces.append(re.sub(r"\\([0-9a-fA-F]{1,6}) ?", lambda m: chr(int(m[1], 16)), said))
        elif match := re.match(r"attr\(\s*([\w-]+)\s*\)", rest):
            pieces.append(element.get(match[1]) or "")
        elif match := re.match(
            r"(?:(?:no-)?(?:open|close)-quote|url\([^)]*\)|[\w-]*gradient\(.*\))", rest
        ):
            pass
        else:
            known = False
            break
        rest = rest[match.end() :]
    return "".join(pieces), known
