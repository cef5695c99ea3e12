"""What a text says by its place: the table of places in files where programs and persons write.

`schemas/codelists/places_of_texts.csv` has a line for each place: the format, the part of the file,
the element, the attribute (empty for what stands inside the element), the form that a harmless text
has there, what it means, and why. The first line that fits a text counts.
"""

import csv
import re
from collections import defaultdict
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from foistats.formats.accounting.xml_texts import Written

_ANY = "*"
_NAMED_FORM = re.compile(r"\{([a-z]+)\}")
_SHAPES = (
    r"(?:Picture|Image|Chart|Text ?Box|Rectangle|(?:Straight )?(?:Arrow )?Connector|Oval|AutoShape"
    r"|Auto ?Shape|Shape|Group|Line|Freeform|Button|Check ?Box|Drop ?Down|Object|Diagram|Graphic"
    r"|Label|Option ?Button|Spinner|Scroll ?Bar|List ?Box|Group ?Box|Comment|Canvas|Grafik|Bild"
    r"|Imagen|Diagramm|Kanwa|Graphique|Gr.fico|Table|WordArt|Arrow|Isosceles Triangle"
    r"|(?:Rounded|Right|Left|Up|Down|Bent|Curved|Elbow|Flowchart:?|Title|Content Placeholder)"
    r"(?: [A-Z][a-z]+){0,2})(?:_x0020_|\s)?\d{0,6}"
)
_HEADERS = (
    r"(?:&[LCRPNDTAFGZBIUEXYS]|&\"[^\"]{0,60}\"|&\d{1,3}|&K[0-9A-Fa-f+-]{5,6}|[\s\d/.,:()_-]"
    r"|Page|PAGE|of|Seite|von)*"
)


class Means(StrEnum):
    """What a text at a place amounts to, whoever wrote it."""

    HARMLESS = "harmless"
    PROPERTY = "property"
    ASIDE = "aside"
    ELSEWHERE = "elsewhere"


class Place(NamedTuple):
    """One line of the table; `form` is None where any text fits."""

    file_format: str
    part: str
    element: str
    attribute: str
    form: re.Pattern[str] | None
    means: Means
    why: str

    def fits(self, part: str, written: Written) -> bool:
        """True where a text of a part stands at this place, and has its form."""
        return (
            self.part in (_ANY, part)
            and self.element in (_ANY, written.element)
            and self.attribute in (_ANY, written.attribute)
            and (self.form is None or self.form.fullmatch(written.text) is not None)
        )


@cache
def _places(file_format: str) -> dict[tuple[str, str], list[tuple[int, Place]]]:
    """The lines of a format by element and attribute, each with its number in the table."""
    text = (files("schemas.codelists") / "places_of_texts.csv").read_text(encoding="utf-8")
    found: dict[tuple[str, str], list[tuple[int, Place]]] = defaultdict(list)
    for number, row in enumerate(csv.DictReader(text.splitlines())):
        if row["format"] != file_format:
            continue
        form = re.compile(_filled(row["form"])) if row["form"] else None
        place = Place(
            file_format, row["part"], row["element"], row["attribute"], form,
            Means(row["means"]), row["why"],
        )  # fmt: skip
        found[place.element, place.attribute].append((number, place))
    return found


def _filled(form: str) -> str:
    return _NAMED_FORM.sub(lambda found: _named_form(found[1]), form)


@cache
def _named_form(name: str) -> str:
    if name == "shape":
        return _SHAPES
    if name == "header":
        return _HEADERS
    text = (files("schemas.codelists") / "office_names.csv").read_text(encoding="utf-8")
    known = [
        re.escape(row["name"]) for row in csv.DictReader(text.splitlines()) if row["kind"] == name
    ]
    if not known:
        raise LookupError(f"schemas/codelists/office_names.csv has no name of kind {name!r}")
    return rf"(?i:'?(?:{'|'.join(known)})'?(?:[ _]\d{{1,3}})*(?:;.*)?)"


def place_of(file_format: str, part: str, written: Written) -> Place | None:
    """The first line of the table that fits a text; None for a place that nobody has thought of."""
    places = _places(file_format)
    keys = (
        (written.element, written.attribute),
        (written.element, _ANY),
        (_ANY, written.attribute),
        (_ANY, _ANY),
    )
    lines = sorted((line for key in keys for line in places.get(key, ())), key=lambda one: one[0])
    return next((place for _, place in lines if place.fits(part, written)), None)


def is_looked_at_elsewhere(file_format: str, part: str) -> bool:
    """True for a part of which all texts are looked at by another rule."""
    lines = _places(file_format).get((_ANY, _ANY), ())
    return any(
        place.part == part and place.means is Means.ELSEWHERE and place.form is None
        for _, place in lines
    )
