"""Content controls that are bound to XML beside the text: Word shows that in their place."""

import re
from dataclasses import dataclass, field

from foistats.formats.docx.nodes import Node, is_on
from foistats.formats.office.markup import local
from foistats.formats.office.package import Parts
from foistats.formats.office.roles import Role

_LAST_STEP = re.compile(r"(?:[\w.-]+:)?@?([\w.-]+)(?:\[\d+\])?/?\s*$")

_PLAIN = ("text", "date", "dropDownList", "comboBox")


@dataclass(slots=True)
class Bindings:
    """The XML that a document's controls may be bound to, looked at once there is one."""

    parts: Parts
    values: dict[str, set[str]] = field(default_factory=dict)
    is_known: bool = False

    def shows_own(self, control: Node) -> bool:
        """True unless a control is bound to another text than stands in it."""
        properties = control.first("sdtPr")
        if properties is None:
            return True
        binding = properties.first("dataBinding") or properties.first("w15:dataBinding")
        prompt = properties.first("showingPlcHdr")
        if binding is None or (prompt is not None and is_on(prompt.written.get("val", "1"))):
            return True
        step = _LAST_STEP.search(binding.written.get("xpath", ""))
        values = self._values().get(step[1], set()) if step else set()
        if not values:
            return True
        if not any(properties.first(kind) is not None for kind in _PLAIN):
            # What stands in other kinds, such as boxes to be ticked, is written there otherwise.
            return True
        day = properties.first("date")
        if day is not None:
            return any(value[:10] == day.written.get("fullDate", "")[:10] for value in values)
        content = control.first("sdtContent")
        shown = "" if content is None else "".join(one.text for one in content.below("t"))
        said = {_bare(value) for value in values}
        said |= {
            _bare(item.written.get("displayText", ""))
            for item in properties.below("listItem")
            if _bare(item.written.get("value", "")) in said
        }
        return _bare(shown) in said

    def _values(self) -> dict[str, set[str]]:
        """Every text of the XML beside the document, by the name of its element or attribute."""
        if not self.is_known:
            self.is_known = True
            roles = (Role.CUSTOM_XML, Role.CORE, Role.EXTENDED, Role.CUSTOM)
            for part in self.parts.with_role(*roles):
                for element in self.parts.tree(part).iter() if self.parts.is_xml(part) else ():
                    said = {local(element.tag): element.text or ""}
                    said |= {local(name): value for name, value in element.attrib.items()}
                    for name, value in said.items():
                        if value.strip():
                            self.values.setdefault(name, set()).add(value.strip())
        return self.values


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()
