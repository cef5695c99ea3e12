"""What in a cell is a person's: a name, a day of birth, an address, a number of their own."""

import re
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from foistats.documents.model import Value


class Sign(StrEnum):
    """What of a person a column has. One of `SURE` is enough by itself, of the others it takes two.

    Stations, schools and hospitals have addresses, telephones and emails as persons have.
    """

    NAME = "name"
    BIRTH = "birth"
    IDENTITY = "identity"
    COLLAR = "collar"
    GIVEN_NAME = "given_name"
    SURNAME = "surname"
    BIRTH_PERHAPS = "birth_perhaps"
    NUMBER_PERHAPS = "number_perhaps"
    RANK = "rank"
    HOME = "home"
    CONTACT = "contact"


SURE = frozenset((Sign.NAME, Sign.BIRTH, Sign.IDENTITY, Sign.COLLAR))
OF_PLACES_TOO = frozenset((Sign.HOME, Sign.CONTACT))


_TITLE = (
    r"(?:mr|mrs|ms|miss|mx|dr|pc|dc|wpc|wdc|pcso|ps|sgt|ds|di|dci|det|dsu|supt|insp"
    r"|ch\s+insp|cllr|constable|sergeant|inspector)\.?"
)
_TITLED = re.compile(
    rf"{_TITLE}\s+(?:\d+\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]*){{0,3}}", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_SURNAME_FIRST = re.compile(r"[^\W\d_][\w'’ -]*,\s*[^\W\d_][\w'’. -]*")
_DAY = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s/.-]+(?P<m>\d{1,2}|[A-Za-z]{3,9})[\s/.,-]+(?P<y>(?:19|20)?\d\d)"
    r"(?:\s+00:00(?::00)?)?"
)
_ISO_DAY = re.compile(r"(?P<y>(?:19|20)\d\d)-\d\d?-\d\d?(?:[ T]00:00(?::00)?)?")
_INSURANCE = re.compile(
    r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d\d\s?\d\d\s?\d\d\s?[A-D]", re.IGNORECASE
)
_INSURANCE_WITHIN = re.compile(rf"(?<![\w-])(?-i:{_INSURANCE.pattern})(?![\w-])")
_PNC = re.compile(r"(?:19|20)?\d\d/\d{1,7}[A-Z]")
_CODE = re.compile(r"[A-Z]{0,4}[\s/-]?\d{2,9}[A-Z]{0,2}", re.IGNORECASE)
_EMAIL = re.compile(r"(?P<local>[\w.+'-]+)@[\w.-]+\.\w+")
_MOBILE = re.compile(r"(?:\+44\s?\(?0?\)?\s?|0)7\d{3}[\s-]?\d{3}[\s-]?\d{3}")
_MOBILE_WITHIN = re.compile(rf"(?<![\w.]){_MOBILE.pattern}(?![\w.])")
_PHONE = re.compile(r"(?:\+44|0)[\d\s()-]{8,14}")
_STREET = re.compile(
    r"(?:(?:flat|unit|apartment)\s+\w+,?\s+)?\d+[a-z]?,?\s+[A-Z][\w'’. -]*\b(?:street|st|road|rd"
    r"|avenue|ave|lane|ln|close|drive|dr|way|crescent|terrace|gardens|grove|place|court|row|walk"
    r"|mews|hill|view|rise|square)\b.*",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}", re.IGNORECASE)
# Whoever was born later is too young to be in a list, and most days in replies are later.
_FIRST_BIRTH, _LAST_BIRTH = 1900, 2012
_MOST_LINES = 200
# In words: longer lines are sentences.
_LONGEST_LINE = 14
_RANK = re.compile(
    r"(?:(?:police|detective|special|temporary|acting|chief|t/|a/)\s*)*(?:constable|sergeant"
    r"|inspector|superintendent)|pcso|pc|dc|ps|sgt|ds|di|dci|insp|supt|police staff",
    re.IGNORECASE,
)


@lru_cache(maxsize=4)
def _listed(name: str) -> frozenset[str]:
    text = (files("schemas.codelists") / f"{name}.csv").read_text(encoding="utf-8")
    return frozenset(line.casefold() for line in text.splitlines()[1:])


def _given_names() -> frozenset[str]:
    return _listed("given_names")


def _is_of_places(word: str) -> bool:
    """True for a word that stands in names of places, things and offences."""
    return word.casefold().strip(".") in _listed("words_of_places")


@lru_cache(maxsize=8192)
def names_a_person(text: str) -> bool:
    """True for a name and surname of which the one is a given name, or for a titled name.

    >>> names_a_person("SMITH, John"), names_a_person("PC 123 Jones"), names_a_person("Jane Doe")
    (True, True, True)
    >>> names_a_person("Victoria Road"), names_a_person("St George's Hospital")
    (False, False)
    """
    if not _could_be_name(text):
        return False
    words = [word.strip(".").casefold() for word in _WORD.findall(text)]
    if _TITLED.fullmatch(text.strip()):
        return True
    return len(words) > 1 and any(word in _given_names() for word in words)


@lru_cache(maxsize=8192)
def could_be_full_name(text: str) -> bool:
    """True for two to four words with capitals, none of a place or thing."""
    return _could_be_name(text) and len(_WORD.findall(text)) > 1


def _could_be_name(text: str) -> bool:
    stripped = text.strip()
    if not 3 <= len(stripped) <= 50 or not stripped[0].isalpha():
        return False
    words = _WORD.findall(stripped)
    bare = _WORD.sub("", stripped)
    if (
        not 1 <= len(words) <= 5
        or re.sub(r"[\s,().\d]", "", bare)
        or len(re.findall(r"\d", bare)) > 6
    ):
        return False
    if bare.count(",") > 1 or not all(word[0].isupper() for word in words if len(word) > 3):
        return False
    return not any(map(_is_of_places, words))


def is_given_name(text: str) -> bool:
    """True for a given name alone, or several.

    >>> is_given_name("Mary Ann"), is_given_name("Theft")
    (True, False)
    """
    words = text.casefold().replace("-", " ").split()
    return 1 <= len(words) <= 3 and words[0] in _given_names()


def is_single_name(text: str) -> bool:
    """True for one word with a capital, as surnames are."""
    stripped = text.strip()
    words = _WORD.findall(stripped)
    return (
        1 <= len(words) <= 2
        and " ".join(words) == " ".join(stripped.split())
        and stripped[0].isupper()
        and not any(map(_is_of_places, words))
    )


def may_be_born_in(year: int) -> bool:
    """True for years in which people in a list may have been born."""
    return _FIRST_BIRTH < year < _LAST_BIRTH


def year_of_day(value: Value) -> int | None:
    """The year of a whole day, however it is kept; None for anything else.

    >>> year_of_day("12/03/1985"), year_of_day("3 June 72"), year_of_day("1.1.32")
    (1985, 1972, None)
    """
    if isinstance(value, datetime | date):
        return value.year
    return _year_written(value.strip()) if isinstance(value, str) else None


@lru_cache(maxsize=8192)
def _year_written(text: str) -> int | None:
    iso = _ISO_DAY.fullmatch(text)
    if iso is not None:
        return int(iso["y"])
    match = _DAY.fullmatch(text)
    if match is None or int(match["d"]) > 31:
        return None
    if match["m"].isdigit() and int(match["m"]) > 12:
        return None
    year = int(match["y"])
    if year > 99:
        return year
    # Versions of programs and numbers of sections have dots: `1.1.32`. Of two figures, whoever can
    # be meant was born before this is read.
    return None if "." in text else 1900 + year if year > 25 else 2000 + year


def has_insurance_number(text: str) -> bool:
    """True for a National Insurance number."""
    return _INSURANCE.fullmatch(text.strip()) is not None


def has_pnc_id(text: str) -> bool:
    """True for what the Police National Computer or the Criminal Records Office calls a person."""
    return _PNC.fullmatch(text.strip()) is not None


def is_code(text: str) -> bool:
    """True for a number given to one person, with or without letters."""
    return _CODE.fullmatch(text.strip()) is not None


def is_personal_email(text: str) -> bool:
    """True for an address that has a given name in it.

    >>> is_personal_email("john.smith@x.org"), is_personal_email("foi@dorset.pnn.police.uk")
    (True, False)
    """
    match = _EMAIL.fullmatch(text.strip()) if "@" in text else None
    if match is None:
        return False
    return any(part in _given_names() for part in re.split(r"[\W\d_]+", match["local"].casefold()))


def line_of_a_person(line: str) -> bool:
    """True for a short line with a name and a day of birth, or with a National Insurance number.

    >>> line_of_a_person("Smith, John 12/03/1985 Burglary")
    True
    >>> line_of_a_person("John Smith asked on 12/03/2021 how many offences there were")
    False
    """
    words = line.split()
    if not 2 <= len(words) <= _LONGEST_LINE:
        return False
    if any(has_insurance_number(word) for word in words):
        return True
    days = [year for word in words if (year := year_of_day(word.strip("().,;"))) is not None]
    if not any(map(may_be_born_in, days)):
        return False
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    return any(names_a_person(pair.strip("0123456789.,;:()- ")) for pair in pairs)


def tells_of_a_person(text: str) -> bool:
    """True for a text with a line of a person, or with a number or the address of one.

    >>> tells_of_a_person("QQ 12 34 56 C"), tells_of_a_person("Bar chart of crimes in Kent")
    (False, False)
    >>> tells_of_a_person("AB 12 34 56 C"), tells_of_a_person("call Jane on 07700 900123")
    (True, True)
    """
    if _MOBILE_WITHIN.search(text) or _INSURANCE_WITHIN.search(text):
        return True
    lines = text.splitlines() or [""]
    return any(line_of_a_person(line) or is_home_of_a_person(line) for line in lines[:_MOST_LINES])


def is_home_of_a_person(line: str) -> bool:
    """True for a line with a street and its number, behind a name.

    >>> is_home_of_a_person("John Smith, 12 Acacia Avenue"), is_home_of_a_person("1 High Street")
    (True, False)
    """
    name, comma, rest = line.partition(",")
    return bool(comma) and names_a_person(name) and _STREET.fullmatch(rest.strip()) is not None


def is_contact(text: str) -> bool:
    """True for a telephone number or an email address."""
    stripped = text.strip()
    if "@" in stripped:
        return _EMAIL.fullmatch(stripped) is not None
    return stripped.startswith(("0", "+")) and any(
        one.fullmatch(stripped) for one in (_MOBILE, _PHONE)
    )


@lru_cache(maxsize=8192)
def is_home(text: str) -> bool:
    """True for a street with a house's number, or a whole postcode."""
    stripped = text.strip()
    return bool(_STREET.fullmatch(stripped) or _POSTCODE.fullmatch(stripped))


@lru_cache(maxsize=8192)
def is_rank(text: str) -> bool:
    """True for a police officer's rank."""
    return _RANK.fullmatch(text.strip()) is not None
