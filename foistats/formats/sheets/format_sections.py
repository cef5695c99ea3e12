"""The sections of a number format's code, taken apart token by token (ECMA-376 18.8.31)."""

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.?)|_(?P<room>.?)|\*(?P<fill>.?)'
    r"|\[(?P<bracket>[^\]]*)\]?|(?P<general>general)|(?P<half>am/pm|a/p)"
    r"|(?P<power>e[+-])|(?P<digits>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<text>@)|(?P<letters>y+|m+|d+|h+|s+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SPLIT = re.compile(r'"[^"]*"?|\\.?|_.?|\*.?|\[[^\]]*\]?|;|[^;"\\_*\[]+', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")
_COLOUR = re.compile(
    r"\s*(black|white|red|green|blue|yellow|magenta|cyan|color\s*\d{1,2})\s*", re.IGNORECASE
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_FRACTION = re.compile(r"[0#? ]*[0#?]\s*/\s*[0-9#?]+[ ]*")
_TESTS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
# What stands beside a number's digits and says nothing else than its sign.
_OF_A_SIGN = frozenset("-\u2212() ")
_BLANK = frozenset(" \u00a0")
_MOST_DIGITS = 30

Token = tuple[str, str]


@dataclass(frozen=True)
class Section:
    """One section of a code: `0.0%`, `[<5]"<5"`, or nothing at all."""

    written: str
    is_negative: bool = False

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Each token's kind and what it stands for."""
        return tuple(_token(found) for found in _TOKEN.finditer(self.written))

    @cached_property
    def condition(self) -> tuple[str, float] | None:
        """The comparison under which the section is used, as sign and number."""
        for kind, said in self.tokens:
            found = _CONDITION.fullmatch(said.strip()) if kind == "bracket" else None
            if found:
                return found[1], float(found[2])
        return None

    @property
    def is_below_nought(self) -> bool:
        """True where the section's own condition lets only numbers below nought through."""
        test = self.condition
        return test is not None and test[0] in ("<", "<=") and (test[1], test[0]) < (0, "<=")

    @cached_property
    def colour(self) -> str:
        """The name of the colour in which the section draws, empty where it says none."""
        for kind, said in self.tokens:
            found = _COLOUR.fullmatch(said) if kind == "bracket" else None
            if found:
                return "".join(found[1].lower().split())
        return ""

    @property
    def is_text(self) -> bool:
        """True where the section is one for texts."""
        return self._has("text")

    @property
    def shows_text(self) -> bool:
        """True where a text is drawn: by `@`, or plainly by `General`."""
        return self._has("text") or self._has("general")

    @property
    def shows_number(self) -> bool:
        """True where the digits of a number are drawn."""
        return any(self._has(kind) for kind in ("digits", "general", "text", "letters"))

    @cached_property
    def scale(self) -> int:
        """By how many thousands a number is divided: commas behind the last digit."""
        kinds = [kind for kind, _ in self.tokens]
        last = max((n for n, kind in enumerate(kinds) if kind == "digits"), default=-1)
        thousands = 0
        for kind in kinds[last + 1 :] if last >= 0 else ():
            if kind != "comma":
                break
            thousands += 1
        if "point" in kinds and last >= 0:
            at = kinds.index("point")
            while at and kinds[at - 1] == "comma":
                thousands, at = thousands + 1, at - 1
        return thousands

    @property
    def optional(self) -> bool:
        """True where no digit need be drawn: `#` draws none for a number below one."""
        digits = [said for kind, said in self.tokens if kind == "digits"]
        return bool(digits) and "0" not in digits

    @cached_property
    def is_plain(self) -> bool:
        """True where the section writes a number's own digits and nothing that means more."""
        if _FRACTION.fullmatch(self.written):
            return True
        if not self.shows_number or self.scale or self._has("percent") or self._has("letters"):
            return False
        if self._has("power"):
            return False
        harmless = _OF_A_SIGN if self.is_negative else _BLANK
        return all(harmless.issuperset(said) for kind, said in self.tokens if kind == "literal")

    def _has(self, wanted: str) -> bool:
        return any(kind == wanted for kind, _ in self.tokens)

    def around(self, text: str) -> str:
        """A text with what the section draws beside it."""
        drawn = [
            text if kind in ("text", "general") else said
            for kind, said in self.tokens
            if kind in ("text", "general", "literal")
        ]
        return "".join(drawn)

    def dated(self, draw: Callable[[str], str]) -> str:
        """The section with each run of letters of a date drawn by a function."""
        return "".join(
            draw(said.lower()) if kind == "letters" else said
            for kind, said in self.tokens
            if kind in ("letters", "literal")
        )

    def drawn(self, value: float) -> str:
        """A number as the section draws it."""
        if self._has("power"):
            return f"{value:.{self._decimals()}E}"
        if self._has("general") or not self._has("digits"):
            number = f"{abs(value) if self.is_negative else value:.15g}"
            return "".join(
                number if kind in ("general", "text") else "%" if kind == "percent" else said
                for kind, said in self.tokens
                if kind in ("general", "text", "literal", "percent")
            )
        whole, part = self._digits(value)
        sign = "-" if value < 0 and not self.is_negative and (whole or part).strip("0") else ""
        return sign + self._placed(whole, part)

    def _decimals(self) -> int:
        """How many digits stand behind the point, and before a power of ten."""
        kinds = [kind for kind, _ in self.tokens]
        point = kinds.index("point") if "point" in kinds else len(kinds)
        end = kinds.index("power") if "power" in kinds else len(kinds)
        return sum(kind == "digits" for kind in kinds[point:end])

    @property
    def is_power(self) -> bool:
        """True where a number is drawn as a power of ten: 3.4E+05."""
        return self._has("power")

    def _digits(self, value: float) -> tuple[str, str]:
        """The digits before and behind the point, scaled and rounded as the section says."""
        kinds = [kind for kind, _ in self.tokens]
        decimals = self._decimals()
        number = abs(Decimal(repr(float(value)))).scaleb(2 * kinds.count("percent"))
        number = number.scaleb(-3 * self.scale)
        if number.adjusted() > _MOST_DIGITS:
            return f"{value:.15g}", ""
        rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        whole, _, part = f"{rounded:f}".partition(".")
        return whole.lstrip("0"), part

    def _placed(self, whole: str, part: str) -> str:
        kinds = [kind for kind, _ in self.tokens]
        point = kinds.index("point") if "point" in kinds else len(kinds)
        places = [n for n, kind in enumerate(kinds) if kind == "digits" and n < point]
        grouped = bool(places) and "comma" in kinds[places[0] : places[-1]]
        signs: dict[int, str] = {}
        left = whole
        for n in reversed(places):
            digit, left = (left[-1:], left[:-1]) if left else ("", "")
            signs[n] = digit or ("0" if self.tokens[n][1] == "0" else "")
        if places:
            signs[places[0]] = left + signs[places[0]]
        if grouped and whole:
            signs = dict.fromkeys(places, "") | {places[0]: f"{int(whole):,}"}
        return self._written(signs, part, point)

    def _written(self, signs: dict[int, str], part: str, point: int) -> str:
        out, behind = [], iter(part)
        for n, (kind, said) in enumerate(self.tokens):
            if kind == "digits":
                out.append(signs[n] if n < point else next(behind, ""))
            elif kind == "point":
                out.append(".")
            elif kind == "percent":
                out.append("%")
            elif kind == "literal":
                out.append(said)
        return "".join(out)


def _token(found: "re.Match[str]") -> Token:
    """A token's kind (`literal`, `digits`, `letters` ...) and what it draws or says."""
    kind, said = found.lastgroup or "other", found[found.lastgroup or 0] or ""
    if kind in ("quoted", "escaped", "other"):
        return "literal", said
    if kind == "fill":
        return ("literal", said) if said.strip() else ("room", said)
    if kind == "bracket":
        money = _CURRENCY.fullmatch(said)
        if money is not None:
            return "literal", money[1]
        return ("letters", said) if _ELAPSED.fullmatch(said) else ("bracket", said)
    return kind, said


@lru_cache(maxsize=4096)
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a code: for numbers above nought, below, nought, and for text.

    >>> [section.written for section in sections_of('0;[Red]-0;"a;b";@')]
    ['0', '[Red]-0', '"a;b"', '@']
    """
    written = [""]
    for found in _SPLIT.finditer(code):
        if found[0] == ";":
            written.append("")
        else:
            written[-1] += found[0]
    if not code.strip():
        written = ["General"]
    plain = [Section(one) for one in written]
    conditioned = any(section.condition for section in plain)
    return tuple(
        Section(one.written, is_negative=one.is_below_nought if conditioned else n == 1)
        for n, one in enumerate(plain)
    )


def matching(value: float, sections: Sequence[Section]) -> Section | None:
    """The section that draws a number; None where no section is for it."""
    if any(section.condition for section in sections[:3]):
        for n, section in enumerate(sections[:3]):
            test = section.condition
            if test is None:
                # One without a condition is for all that is left, the first for what is above 0.
                if n == 0 and len(sections) > 2 and value <= 0:
                    continue
                return section
            if _TESTS[test[0]](value, test[1]):
                return section
        return None
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]


@lru_cache(maxsize=4096)
def date_letters(code: str) -> str | None:
    """The letters with which a code draws days and times, None where it draws numbers.

    The name of a day of the week (`dddd`) is left out: it says no day of a month.

    >>> date_letters("[$-809]d mmm yyyy"), date_letters("0.0"), date_letters("[h]:mm")
    ('dmy', None, 'hm')
    """
    first = sections_of(code)[0]
    letters = [said.lower() for kind, said in first.tokens if kind == "letters"]
    if not letters or any(kind in ("general", "percent") for kind, _ in first.tokens):
        return None
    places = [n for n, (kind, _) in enumerate(first.tokens) if kind == "digits"]
    # Parts of a second (`ss.00`) are the only digits among letters.
    if any(not any(kind == "point" for kind, _ in first.tokens[:n]) for n in places):
        return None
    return "".join(dict.fromkeys(run[0] for run in letters if not run.startswith("ddd")))
