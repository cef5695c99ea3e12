"""What a document says of small counts without naming the mark that stands for them."""

from collections.abc import Iterable

from foistats.model.values import Count
from foistats.naming.counts.numbers import spoken_count
from foistats.naming.spelling import plain, regex
from schemas.vocabulary import Status

_NUMBER = r"(?:\d{1,2}|three|four|five|six|ten|tri|pedwar|pump|chwech|deg)"
_QUANTITY = (
    rf"(?:under|below|less than|fewer than|lower than|smaller than) {_NUMBER}"
    rf"|< ?{_NUMBER}|{_NUMBER} or (?:fewer|less|under)"
    rf"|(?:between )?{_NUMBER} ?(?:-|to|and) ?{_NUMBER}"
)
_SAID = (
    r"\b(?:where|(?:any|where an?|where the) (?:figure|count|number|value|total|result)"
    r"|figures|counts|numbers|values|cells|totals|results|those|anything|data"
    r"|information|offences|crimes|incidents|instances)"
    r"(?: (?:offences?|crimes?|incidents?|recorded|for any (?:year|area|offence)))?"
    r"(?:,? (?:of|that (?:are|is|were)|which (?:are|is|were)|is|are|were|with a value of))?"
    rf" (?P<quantity>{_QUANTITY})(?: (?:offences?|crimes?|incidents?|in any (?:one )?year))?,?"
    r"(?: (?:(?:it|they|these|the figures?|this) )?(?:(?:have|has) been|are|is|were|was))?"
    r"(?: (?:all|also|therefore|routinely|always))? "
    r"(?:withheld|suppressed|redacted|hidden|masked|omitted|removed|exempt(?:ed)?"
    r"|not (?:shown|disclosed|given|provided|released|included))\b"
)
_IN_WELSH = (
    rf"\b(?:ffigurau|niferoedd|unrhyw (?:ffigur|nifer)|rhifau)(?: sydd)? (?:o dan|llai na|is na)"
    rf" (?P<number>{_NUMBER})\b.{{0,20}}"
    r"\b(?:(?:wedi(?:'u| eu)|yn cael eu) (?:hatal|dal yn ôl|cuddio|celu|tynnu)"
    r"|heb eu (?:dangos|datgelu))"
)
_WELSH_NUMBERS = {"tri": 3, "pedwar": 4, "pump": 5, "chwech": 6, "deg": 10}
_LONGEST = 1_500


def withheld_below(lines: Iterable[str]) -> Count | None:
    """The interval of the counts that the lines say are withheld; None where they say no one such.

    >>> withheld_below(["Figures under 5 have been withheld under section 40(2)."])
    Count(low=0, high=4, status=<Status.SUPPRESSED: 'suppressed'>)
    >>> withheld_below(["Figures under 5 may be withheld."]) is None
    True
    """
    found = set()
    for line in lines:
        text = plain(line[:_LONGEST]).casefold()
        for said in regex(_SAID).finditer(text):
            found.add(spoken_count(said["quantity"].removeprefix("between ")))
        for said in regex(_IN_WELSH).finditer(text):
            number = said["number"]
            high = (int(number) if number.isdigit() else _WELSH_NUMBERS.get(number, 0)) - 1
            found.add(Count(0, high, Status.SUPPRESSED) if high > 0 else None)
    settled = found.pop() if len(found) == 1 else None
    return settled if settled is not None and settled.high is not None else None
