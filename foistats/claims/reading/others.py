"""Numbers that are no statistic: each with the rule that says so."""

import re

from foistats.claims.mentions import Form
from foistats.claims.model import Read
from foistats.claims.reading.claiming import no_statistic, unresolved
from foistats.claims.reading.counting import head_of
from foistats.claims.reading.sentence import VERBS, Sentence

_RULES = {
    Form.ADDRESS: "a part of an address",
    Form.PHONE: "a telephone number",
    Form.DATE: "a date",
    Form.YEARS: "a year",
    Form.DECADE: "a decade or an age",
    Form.AGE: "an age",
    Form.CLOCK: "a time of day",
    Form.MONEY: "an amount of money",
    Form.NAME: "a part of a name",
}
_NUMBERED = re.compile(
    r"(?<!['’])\b(?:sections?|s|ss|class(?:es)?|tables?|figures?|fig|pages?|p|articles?|no|nos|numbers?|parts?|chapters?"
    r"|schedules?|clauses?|paragraphs?|para|groups?|operation|phase|tiers?|grades?|versions?|steps?|tips?|points?"
    r"|charts?|slides?|graphs?|stall|stand|ref|foi|foia|radio|channel|bbc|route|codes?|level|band|category|note|notes|footnote|question|q|edition|series"
    r"|pc|dc|pcso|sgt|recommendation|action|objective|priority|item|appendix|annex|stage|exhibit|season|episode|volume|issue|division|platform|room|junction|rule|option|plan|vision|target|top|convention)"
    r"\b[ .:#(]*(?:\d+[\d(),.a-z]* ?(?:and|to|or|,|&)? ?)*$",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"\b(?:charity|company|crime|incident|log|vat|isbn|issn|ref|reference|registration)"
    r"(?: (?:no|number|reference|ref|in \w+))?[.:]? ?[#(]?$|\bno\. ?$",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_DATED = re.compile(
    r"\b(?:founded|established|formed|created|built|born|opened|launched|set up|dating|dates|since|back)"
    r"(?: \w+){0,3}? (?:in|since|from|to|of)? ?$|\bsince $",
    re.IGNORECASE,
)
_WAS_AGED = re.compile(
    r"(?:\b(?:who|he|she|i)(?:,? then)?,? (?:is|was|am)|[a-z] who (?:is|was))(?: just| only| still| now)? $",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"(?:\b(?:aged?|ages|turned|turning|aged (?:between|from|under|over)|ages of|under|over|below|above)"
    r"(?: \d+| [a-z]+)?(?: (?:and|to|or))?|\d[ ,]*(?:-|–|to|and))\s*$",
    re.IGNORECASE,
)
_AGED_STRICTLY = re.compile(r"\b(?:aged?|ages|turned|turning)\b[^.,;]{0,20}$", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:call(?:ing|ed)?|dial(?:ling)?|ring(?:ing)?|phone|phoning|text(?:ing)?|via|helpline|hotline|crimestoppers|on|police on)\s*(?:us )?(?:on )?(?:101|999|111|105)?(?:,? (?:or|and) )?$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:[A-Z][\w'’-]+|\bboth|\ball)[,(]? ?\(?$")
_YEARS_OLD = re.compile(
    r"\s*-?(?:years?|yrs?)[ -](?:old|of age)|\s*when (?:he|she|they|a|the|her|his)\b", re.IGNORECASE
)


_SHORT_NUMBERS = frozenset(["999", "101", "111", "112", "105", "119"])
_CALLING = frozenset(
    ["call", "calling", "ring", "dial", "phone", "contact", "text", "report", "emergency"]
) | (_SHORT_NUMBERS - {"105", "119"})


def read_other_form(s: Sentence, at: int) -> Read | None:
    """A number that its form alone takes out: money, ages, dates."""
    number = s.tokens[at].number
    if number is None:
        return None
    rule = _RULES.get(number.form)
    return no_statistic(s, at, rule) if rule else None


def read_numbered(s: Sentence, at: int, text: str) -> Read | None:
    """A number in a name (`section 12`), an age, or a number that is called."""
    number = s.tokens[at].number
    if number is None or s.tags[at] not in {"N", "ORD"}:
        return None
    before = text[max(s.tokens[0].start, number.start - 40) : number.start]
    after = text[number.end : number.end + 30]
    is_year = _YEAR_ALONE.fullmatch(number.mention.text) and _DATED.search(before)
    if s.tags[at] == "N" and is_year and head_of(s, at).tag in {"", "W"}:
        return no_statistic(s, at, "a year")
    if s.tags[at] == "N" and _REGISTERED.search(before):
        return no_statistic(s, at, "a number in a register")
    opens = at == 0 or (
        at == 1 and s.tags[0] in {"DASH", "LPAR", "W"} and not s.tokens[0].text.isalnum()
    )
    # Numbered paragraphs: "1.2 The change ..."
    numbered = re.match(r"\d{1,2}(?:\.\d{1,2})+$", number.mention.text)
    if opens and numbered and re.match(r"[.)]? [A-Z]", after):
        return no_statistic(s, at, "the number of a paragraph")
    whole = number.value is not None and number.value.denominator == 1
    if opens and whole and re.match(r"[.)]? [A-Z]", after) and not s.has("UNIT", "CAT", *VERBS):
        return no_statistic(s, at, "the number of a heading")
    among = s.tags[at] == "N" and s.left(at, "ORD(?:W|IN)*OF|SUP OF DET")
    if among and head_of(s, at).tag != "FORCES":
        return no_statistic(s, at, "how many a place is among")
    if s.tags[at] == "N":
        if (
            _NUMBERED.search(before)
            and number.value is not None
            and number.value < 1000
            and not _measures(s, at, before)
        ):
            return no_statistic(s, at, "a number in a name, such as a section's or a class's")
        if (
            number.value is not None
            and number.value < 110
            and (
                _AGED_STRICTLY.search(before)
                or _YEARS_OLD.match(after)
                or (_WAS_AGED.search(before) and re.match(r"[,.;)–—]| (?:when|and|–|—)", after))
            )
        ):
            return no_statistic(s, at, "an age")
        if (
            number.value is not None
            and 0 < number.value < 110
            and s.tokens[at - 1 : at]
            and _is_age(s, at, before, after)
        ):
            return no_statistic(s, at, "an age")
        if number.mention.text in _SHORT_NUMBERS and (_CALLED.search(before) or _is_called(s, at)):
            return no_statistic(s, at, "a telephone number")
        if after.startswith("/") or before.endswith("/"):
            return no_statistic(s, at, "a part of a name")
    return None


def _is_called(s: Sentence, at: int) -> bool:
    """`report it on 101 or, if it is happening now, 999`: a number that one is told to ring."""
    words = {token.lower for i, token in enumerate(s.tokens) if i != at}
    counted = head_of(s, at).tag in {"UNIT", "FORCES"} or s.left(s.before_hedge(at), "LEVEL")
    return bool(words & _CALLING) and not counted


def _is_age(s: Sentence, at: int, before: str, after: str) -> bool:
    """`Graham Pell, 58, whose store`: a number between commas behind a person's name."""
    if not re.match(r"[,)]| and [A-Z]", after) or not re.search(
        r"(?:[A-Z][\w'’-]+, |[A-Z][\w'’-]+ \(|\bboth )$", before
    ):
        return False
    index = at - 1
    while index >= 0 and s.tags[index] in {"COMMA", "LPAR"}:
        index -= 1
    return index >= 0 and s.tags[index] in {"W", "OTHER_UNIT"}


def _measures(s: Sentence, at: int, before: str) -> bool:
    """`The figure: 212` and `the number 212` are counts where a count is looked for."""
    word = re.search(
        r"\b(?:figures?|numbers?|level|target|points?|codes?|group|top)\b[ .:#(]*$",
        before,
        re.IGNORECASE,
    )
    return word is not None and (head_of(s, at).tag == "UNIT" or before.rstrip().endswith(":"))


def read_left_over(s: Sentence, at: int) -> Read:
    """A number that no production took: what is told of by a rule, else unresolved with the reason."""
    number = s.tokens[at].number
    tag = s.tags[at]
    head = head_of(s, at)
    if tag == "ORD":
        return no_statistic(s, at, "an ordinal that ranks nothing that is counted")
    if (
        tag == "N"
        and head.tag in {"", "W"}
        and not s.has("UNIT", "CAT", "LEVEL", "UP", "DOWN", "TOTAL")
    ):
        return no_statistic(s, at, "a number in the story that counts nothing asked for")
    if tag == "N" and number is not None and number.value == 1:
        return no_statistic(s, at, "`one` is a pronoun here")
    if tag in {"X", "MULT"}:
        return unresolved(s, at, "the sentence doesn't say what is a multiple of what")
    if tag in {"PC", "FR"}:
        if s.has("OTHERS", "FORCES", "OTHER_UNIT"):
            return unresolved(s, at, "a share or change of something that the tables don't count")
        return unresolved(s, at, "the sentence doesn't say of what the share or change is")
    return unresolved(s, at, "no production of the grammar reads it")
