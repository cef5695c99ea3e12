"""A heading or a question as a small noun phrase: its words, and the role of each.

`Theft of vehicles` and `Theft from vehicles` have the same words. What parts them is the role of
`vehicle`, which the preposition before it gives. Two phrases are held against each other word by
word, and a word that both have in roles that can't mean the same is not the same word.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from foistats.naming.spelling import plain, regex, without_footnotes
from foistats.naming.vocabulary import words
from foistats.question.heading_words import (
    counting,
    names_of,
    nothing_in_headings,
    offence_words,
    one_of,
)
from foistats.question.roles import (
    AGAINST,
    AT_LEAST,
    AT_MOST,
    BY,
    FROM,
    INCLUDING,
    NOT,
    OF,
    ON,
    OVER,
    PLAIN,
    REPORTED_BY,
    REPORTED_TO,
    ROLES,
    SIZES,
    UNDER,
    UPON,
    same,
)

_ARTICLES = frozenset({"a", "an", "the", "any", "their", "his", "her", "its", "your", "our", "all"})
# To report is not to do: "reported by women" says who told the police of it.
_TELLING = words(
    """
    recorded reported logged registered received referred disclosed notified attended made
    """
)
_DOING = frozenset({"committed", "perpetrated"})
# What belongs to the police is no victim of anything: "on police systems".
_OF_POLICE = words(
    """
    force forces service services area areas system systems database databases record records
    data information station stations district districts region regions figures
    """
)
_POLICE = frozenset({"police", "constabulary"})
_OFFICERS = frozenset({"officer", "officers"})
_OFFICER = "officer"
_AGE = frozenset({"age", "aged", "ages", "old"})
# Whom an offence is against, where the next words say which of them.
_ANYBODY = frozenset({"victim", "person", "people", "individual"})
_PERSONS = words(
    """
    police officer officers staff constable constables worker workers person persons people victim
    victims child children girl girls boy boys woman women man men female females male males adult
    adults youth youths
    """
)
# Done to whom "on" names, be it a person or not.
_DONE_TO = words("attack attacks assault assaults raid raids ambush ambushes")
# What the police do as their work: by whom else would arrests be?
_POLICE_WORK = words(
    """
    arrest arrests search searches stop stops seizure seizures deployment deployments patrol patrols
    investigation investigations caution cautions charge charges call calls response responses use
    uses visit visits check checks pursuit pursuits contact contacts discharge discharges attended
    seized arrested charged stopped searched detained dealt handled investigated issued received
    recovered identified answered solved detected cleared closed cautioned deployed used carried
    discharged fired resolved finalised conducted
    """
)
_FORCE = frozenset({"force", "forces"})
_NUMBERING = r"^\s*\(?\d{1,2}(?:\.\d{1,2})*[.)]*\s+(?=[A-Z])"
_SECTION = r"\b(?:sections?|sect?|ss?)\.? ?(?=\d)"
# "Threats to kill (003/01)": the code is of the same offence.
_CODE = r"(?i)[(\[](?:ho |hoc )?(?:0\d\d?|\d{3})[a-z]?/\d{2}[)\]]"
_LAW = r"s\d|section|act\b|part\b|article"
# "Class A drugs", though "a" by itself is an article.
_LETTER_A = r"(?<=[a-z] )A\b"
_AT_LEAST = r"\b(\d+) ?(?:\+(?!\w)|(?:years )?(?:and|or) (?:over|above|older|more)\b)"
_AT_MOST = r"\b(\d+) ?(?:years )?(?:and|or) (?:under|below|younger|less)\b"
_TOKEN = r"[^\W_]+|[()\[\],;:/<>]| - "


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a text that say what is meant, each with the roles in which it stands there."""

    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """False for a text that says nothing of what is counted."""
        return bool(self.roles)

    @property
    def words(self) -> frozenset[str]:
        """The words alone."""
        return frozenset(self.roles)

    def met_by(self, other: "Phrase") -> frozenset[str]:
        """The words that the other phrase has too, in a role that can mean the same.

        >>> asked = phrase_of("Theft from vehicles")
        >>> sorted(asked.met_by(phrase_of("Vehicle theft")))
        ['theft']
        >>> sorted(asked.met_by(phrase_of("Thefts from a vehicle")))
        ['theft', 'vehicle']
        """
        return frozenset(
            word
            for word, roles in self.roles.items()
            if any(same(a, b) for a in roles for b in other.roles.get(word, ()))
        )

    def denies(self, other: "Phrase") -> bool:
        """True for the same words with a negation before some of them, in one of the two only.

        >>> phrase_of("Burglary non dwelling").denies(phrase_of("Burglary dwelling"))
        True
        """
        words = self.words - {NOT}, other.words - {NOT}
        return words[0] == words[1] and self._negated() != other._negated()

    def _negated(self) -> frozenset[str]:
        return self.words_as(NOT) | (self.words & {NOT})

    def without(self, words: frozenset[str]) -> "Phrase":
        """The phrase without some words."""
        return Phrase({word: roles for word, roles in self.roles.items() if word not in words})

    def words_as(self, *roles: str) -> frozenset[str]:
        """The words that stand in one of some roles."""
        return frozenset(word for word, has in self.roles.items() if has & set(roles))


@lru_cache(maxsize=20_000)
def phrase_of(text: str, unit: str = "") -> Phrase:
    """What a text says of what is counted; the noun of the unit asked for says nothing more.

    >>> phrase_of("Number of assaults on the police recorded").roles["officer"]
    frozenset({'against'})
    >>> bool(phrase_of("Offences recorded by the police")), bool(phrase_of("Arrests"))
    (False, True)
    """
    found: dict[str, set[str]] = {}
    for word, role in _terms(tokens_of(text), unit):
        found.setdefault(word, set()).add(role)
    return Phrase({word: frozenset(roles) for word, roles in found.items()})


def tokens_of(text: str) -> list[str]:
    """The words of a text in small letters, with the marks that part a phrase from the next."""
    written = regex(_CODE).sub("", regex(_NUMBERING).sub("", without_footnotes(plain(text))))
    written = regex(_LETTER_A).sub("letter_a", written).casefold().replace("letter_a", "lettera")
    written = regex(r"\(s\)|(?<=[a-z])/s\b").sub("", written.replace("'", ""))
    written = written.replace("home office", "ho").replace("other than", "except")
    written = regex(r"\bsub[- ]?(?=totals?\b)").sub("sub", written)
    written = regex(_SECTION).sub("s", regex(r"\s*[&+](?=\s*[a-z])\s*").sub(" and ", written))
    written = regex(r"(?<=\d),(?=\d{3}\b)").sub("", written)
    written = regex(_AT_MOST).sub(r"atmost\1", regex(_AT_LEAST).sub(r"atleast\1", written))
    written = regex(r"\b(?:more|older|greater) than\b").sub("over", written)
    written = regex(r"\b(?:less|fewer|younger) than\b").sub("under", written)
    return [token.strip() for token in regex(_TOKEN).findall(written)]


def _terms(tokens: list[str], unit: str) -> Iterator[tuple[str, str]]:
    """Each word that says something, with its role."""
    parse = _Parse(nothing_in_headings(unit))
    terms = [
        term
        for place, token in enumerate(tokens)
        for term in parse.take(token, tokens[place + 1 : place + 6])
    ]
    terms += parse.left_over()
    words_of_it = [token for token in tokens if token[0].isalnum()]
    # "A" at the end is the name of a district, not an article; "IN" by itself is a state.
    names = {word for word in words_of_it[-1:] if len(word) == 1}
    if len(words_of_it) == 1 and len(words_of_it[0]) == 2:
        names.update(set(words_of_it) - counting())
    yield from terms
    yield from ((name, PLAIN) for name in names)
    if not terms and not names and (counting() | names_of(unit)).isdisjoint(words_of_it):
        # "Home" or "Attended" by itself is no count of anything.
        yield from ((one_of(word), PLAIN) for word in words_of_it)


class _Parse:
    """How far a phrase has been read: the role that holds until the next preposition or mark."""

    def __init__(self, nothing: frozenset[str]) -> None:
        self.nothing = nothing
        self.role = PLAIN
        self.fresh = False  # nothing but articles stand since the preposition
        self.before = ""  # the last word that is no article
        self.begun = False
        self.first = True  # no word stands before this one
        self.governor = ""  # the word before the preposition
        self.head = ""  # the last word that says something
        self.told = False  # the last verb is one of recording
        self.negates = False  # a negation has nothing to negate yet

    def take(self, token: str, ahead: list[str]) -> Iterator[tuple[str, str]]:
        """The terms that the next word gives; `ahead` are those that follow it."""
        following = ahead[0] if ahead else ""
        self.first, self.begun = not self.begun, True
        if token in "<>":
            self._to(UNDER if token == "<" else OVER, token)
        elif token == "/" and self.fresh:
            self.before = "or"  # "theft of/from a vehicle"
        elif not token[0].isalnum():
            yield from self.left_over()
            self.role, self.fresh, self.before, self.told = PLAIN, False, "", False
        elif token.startswith(("atleast", "atmost")):
            role = AT_LEAST if token.startswith("atleast") else AT_MOST
            yield from self._word(token.removeprefix("atleast").removeprefix("atmost"), role)
        elif (token == "under" and regex(_LAW).match(following)) or (token == "use" and self.fresh):
            return  # "under section 5", "with the use of a knife"
        elif token in SIZES and _are_size(ahead):
            self._to(SIZES[token], token)
        elif token in _ARTICLES or (token in _AGE and self._is_age(ahead)):
            return
        elif token == "no" and following and following not in self.nothing | _ARTICLES:
            self._to(NOT, token)
        elif token in ROLES:
            yield from self._preposition(token, ahead)
        elif self._is_of_the_police(token, following):
            yield from self._police(token, following)
        elif token in self.nothing:
            self._filler(token)
        else:
            yield from self._said(token, ahead)

    def left_over(self) -> Iterator[tuple[str, str]]:
        """A negation with nothing to negate says something by itself: `Not stated`."""
        if self.negates:
            self.negates = False
            yield NOT, PLAIN

    def _to(self, role: str, token: str) -> None:
        self.role, self.fresh, self.before = role, True, token
        self.negates = role == NOT

    def _is_age(self, ahead: list[str]) -> bool:
        sized = self.role in (OVER, UNDER) or self.head.isdigit()
        go_on = bool(ahead) and (ahead[0] in SIZES or ahead[0].startswith("at"))
        return sized or go_on or _are_size(ahead)

    def _preposition(self, token: str, ahead: list[str]) -> Iterator[tuple[str, str]]:
        role = ROLES[token]
        if role == ON and not _PERSONS.isdisjoint(ahead):
            role = AGAINST  # "assaults on women", which are no "women assaults"
        elif role == ON and self.before in _DONE_TO:
            role = UPON
        if self.fresh and self.before in ("and", "or"):
            # "Theft of and from vehicles" is neither of the two alone.
            self._to(" and ".join(sorted({self.role, role})), token)
            return
        if self.fresh and (self.role in (NOT, OVER, UNDER) or (token == "of" and self.role)):
            return  # "not in a dwelling", "over the age of 18", "with the use of a knife"
        yield from self.left_over()
        if token in ("by", "to") and self.told:
            role = REPORTED_BY if token == "by" else REPORTED_TO
        elif (role == INCLUDING and self.first) or (role == OF and not self.head):
            role = PLAIN  # "Including attempts" by itself is a part; "number of assaults"
        self.governor = self.before
        self._to(role, token)

    def _filler(self, token: str) -> None:
        if token.endswith("ed") and not self.fresh and self.role != NOT:
            self.role = PLAIN
        if token not in _DOING:
            self.told = token in _TELLING
            self.before = token

    def _police(self, token: str, following: str) -> Iterator[tuple[str, str]]:
        """Police are who records; they say something where something is done to them, or by them.

        Before a noun they say which: `Police dogs`.
        """
        if token in _OFFICERS:
            return
        said = self._says_something(following)
        if self.role == BY:
            # "Theft by the police", "domestic abuse by police officers", not "arrests by police".
            done = self.governor not in _POLICE_WORK and self.head not in _POLICE_WORK
        else:
            done = self.role in (AGAINST, FROM, OF, NOT)
        if said and self.role not in (REPORTED_BY, REPORTED_TO):
            yield from self._word("police", self.role)
        elif (done and following not in _OF_POLICE) or (
            self.role == PLAIN and following in _OFFICERS
        ):
            yield from self._word(_OFFICER, self.role)
        self.before = token

    def _is_of_the_police(self, token: str, following: str) -> bool:
        """True for the police, and for `theft from the force`, not for `use of force`."""
        if token in _POLICE or (token in _OFFICERS and self.before in _POLICE):
            return True
        return (
            token in _FORCE
            and self.fresh
            and not self.head.endswith("ed")
            and self.role in (AGAINST, FROM, BY)
            and bool(self.head or self.governor in names_of(""))
            and following not in _OF_POLICE | _POLICE
        )

    def _says_something(self, word: str) -> bool:
        known = self.nothing | ROLES.keys() | SIZES.keys() | _OF_POLICE | _OFFICERS | _ARTICLES
        return word[:1].isalpha() and word not in known and word not in names_of("")

    def _said(self, token: str, ahead: list[str]) -> Iterator[tuple[str, str]]:
        if self.role in (OF, AGAINST) and one_of(token) in _ANYBODY and self._is_age(ahead):
            return  # "against victims over 60"
        offence = one_of(token) in offence_words()
        verb = token.endswith(("ed", "ing")) and not offence
        if (verb and not self.fresh and self.role != NOT) or (
            offence and self.before in ("and", "or")
        ):
            self.role = PLAIN  # "on police causing injury", "from vehicles and burglary"
        if self.role in (OVER, UNDER) and not token[0].isdigit():
            self.role = PLAIN
        if self.role == INCLUDING and not offence:
            return  # what is included narrows nothing
        yield from self._word(token, self.role)

    def _word(self, token: str, role: str) -> Iterator[tuple[str, str]]:
        self.fresh = self.negates = self.told = False
        self.before = token
        self.head = "a" if token == "lettera" else one_of(token)
        yield self.head, role


def _are_size(ahead: list[str]) -> bool:
    """True for words that go on with a number: `the age of 18`."""
    for token in ahead:
        if token not in _AGE and token not in _ARTICLES and token != "of":
            return token[0].isdigit()
    return False
