"""A sentence with its clauses, and the areas and times of its tokens as the scene settles them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from foistats.claims.model import AreaRef, Read
from foistats.claims.reading.areas import Points, together
from foistats.claims.reading.periods import TimeSaid, When
from foistats.claims.reading.pointing import forces_pointed_to
from foistats.claims.reading.scene import Areas, Scene
from foistats.claims.reading.tokens import Knows, Token
from foistats.model.values import Period
from foistats.naming.forces.register import areas as register_areas
from foistats.naming.forces.register import region_members
from foistats.records import Request

VERBS = frozenset(
    ["UP", "DOWN", "LEVEL", "MULT", "BE", "PEAK", "ACCOUNT", "ANSWERED", "REFUSED", "NO_REPLY"]
)
VALUES = frozenset(["N", "PC", "PP", "FR", "X", "RATE", "EVERY"])
_ENDS_OF_CONJUNCT: tuple[list[str], ...] = ([], ["COMMA"], ["SEMI"], ["AND"])
_IN_BRACKETS = re.compile(r"LPAR (?:(?!LPAR|RPAR)\S+ )*RPAR ")
_BY_IN_CONJUNCT = re.compile(
    r"BY PC (?:(?:COMMA|SEMI|AND|WHILE) )+(?:(?:IN|DET|W|POSS) ){0,3}AREA (?:(?:POSS|TOTAL|AND|AREA) )*BY $"
)
_SUBJECT = re.compile(
    r"(?:AND )?(?:(?:W|DET|IN|SINCERE|ALL|PER|COMMA) )*?(?:AREA|CAT|UNIT|TOTAL|THEM|FORCES|PLACE|OTHER_UNIT|FOREIGN|SHARE|ON_AVERAGE) "
    r"(?:(?:W|UNIT|CAT|POSS|TOTAL|IN|AREA|OF|BY|WHERE|AND|DET|FORCES|FOREIGN|OTHER_UNIT|PER|SHARE) )*?"
    r"(?:UP|DOWN|LEVEL|MULT|BE|PEAK|ACCOUNT|ANSWERED|REFUSED|NO_REPLY|NOT) "
)


@dataclass(frozen=True, slots=True)
class Time:
    """The periods that a token means: one, or several taken together."""

    periods: tuple[Period, ...]
    said: TimeSaid

    @property
    def one(self) -> Period | None:
        """The single period, where it is one."""
        return self.periods[0] if len(self.periods) == 1 else None


class Sentence:
    """The tokens of one sentence with what they mean in their scene."""

    def __init__(
        self, tokens: Sequence[Token], scene: Scene, *, knows: Knows, request: Request
    ) -> None:
        """Resolve the areas and times from left to right, and part the clauses."""
        self.tokens = tuple(tokens)
        self.tags = [token.tag for token in tokens]
        self.scene = scene
        self.knows = knows
        self.request = request
        self._elide()
        # Clauses between commas that say something aside: `the number, which had shot up, fell`.
        self.asides: set[int] = set()
        self.clause = self._clauses()
        self.areas: dict[int, Areas] = {}
        self.groups: dict[int, tuple[int, ...]] = {}
        self.times: dict[int, Time] = {}
        self._place()
        self._leave_out_members()
        # Numbers of forces named before, with which those are; the word before stands for them.
        self.pointed: dict[int, Areas] = {}
        for at, (word, refs) in forces_pointed_to(tokens, self.tags, self.areas, scene).items():
            self.pointed[at] = self.areas[word] = refs
            self.tags[word] = "AREA"
        self._group()
        self._date()
        # What the numbers before in the sentence were read as, by their tokens.
        self.reads: dict[int, Read] = {}
        self.forces_read: set[int] = set()

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.tokens)

    def left(self, at: int, pattern: str, *, in_clause: bool = True) -> re.Match[str] | None:
        """Whether the tags before a token end in a pattern."""
        first = self.clause_start(at) if in_clause else 0
        return re.search(rf"(?:^|(?<= )){_spaced(pattern)}$", self.said(first, at))

    def right(self, at: int, pattern: str) -> re.Match[str] | None:
        """Whether the tags after a token begin with a pattern."""
        return re.match(_spaced(pattern), self.said(at + 1, len(self)))

    def said(self, start: int, end: int) -> str:
        """The tags of a stretch of tokens, each followed by a blank."""
        return "".join(f"{tag} " for tag in self.tags[start:end])

    def has(self, *tags: str, start: int = 0, end: int | None = None) -> bool:
        """Whether any token of a stretch has one of some tags."""
        return any(tag in tags for tag in self.tags[start:end])

    def clause_start(self, at: int) -> int:
        """The first token of the clause that a token is in."""
        while at > 0 and self.clause[at - 1] == self.clause[at]:
            at -= 1
        return at

    def clause_end(self, at: int) -> int:
        """The token after the last of a token's clause."""
        while at < len(self) and at + 1 < len(self) and self.clause[at + 1] == self.clause[at]:
            at += 1
        return at + 1

    def hedge(self, at: int) -> str:
        """The hedge before a number, with an article or a colouring word between allowed."""
        back = self._before_article(at) - 1
        found = ""
        while back >= 0 and (self.tags[back] in _BEFORE_NUMBER or self.tokens[back].lower == "top"):
            tag = self.tags[back]
            if tag == "SUP":
                return found or "MORE_THAN"
            if tag in _HEDGES:
                found = tag
            back -= 1
        return found

    def before_hedge(self, at: int) -> int:
        """The token that a number with its hedge begins at."""
        at = self._before_article(at)
        while at > 0 and self.tags[at - 1] in _BEFORE_NUMBER:
            at -= 1
        return at

    def _before_article(self, at: int) -> int:
        """`almost a fifth`: the article stands between a fraction and its hedge."""
        article = (
            at > 0
            and self.tags[at] in {"FR", "N", "X"}
            and self.tokens[at - 1].lower in {"a", "an"}
        )
        return at - 1 if article else at

    def is_of_forces(self, index: int) -> bool:
        """`UK police forces` says who was asked, and not where something was counted."""
        counted = self.left(index, "N(?:W)*", in_clause=False) is not None
        return not counted and self.right(index, "(?:POSS)?(?:W)?FORCES") is not None

    def is_enclosed(self, index: int, at: int) -> bool:
        """Whether a token stands in a bracket that is closed before another, or in an aside."""
        if self.clause[index] in self.asides and self.clause[at] != self.clause[index]:
            return True
        closed = next((i for i in range(index, at) if self.tags[i] == "RPAR"), None)
        opened = next((i for i in range(index, -1, -1) if self.tags[i] in {"LPAR", "RPAR"}), None)
        return closed is not None and opened is not None and self.tags[opened] == "LPAR"

    def _elide(self) -> None:
        """`Kent's rose by 43 per cent, Essex's by 31`: the second number is in per cent as well."""
        for index, tag in enumerate(self.tags):
            ends = self.tags[index + 1 : index + 2] in _ENDS_OF_CONJUNCT
            stop = [token.text for token in self.tokens[index + 1 :]] == ["."]
            if tag != "N" or not (ends or stop):
                continue
            before = _IN_BRACKETS.sub("", self.said(0, index))
            if _BY_IN_CONJUNCT.search(before):
                self.tags[index] = "PC"

    def _clauses(self) -> list[int]:
        found: list[int] = []
        number = 0
        for index, token in enumerate(self.tokens):
            if index and self._breaks(index, token, found):
                number += 1
            found.append(number)
        return found

    def _breaks(self, index: int, token: Token, found: list[int]) -> bool:
        if token.tag in {"SEMI", "WHILE", "THAT_COMPARES"}:
            return True
        start = index
        while start and found[start - 1] == found[-1]:
            start -= 1
        if token.tag == "COMMA" and self._opens_aside(index):
            return True
        # A time or place before the subject opens its clause and is none itself.
        if token.tag == "COMMA" and set(self.tags[start:index]) <= {
            "PER",
            "IN",
            "DET",
            "W",
            "AREA",
            "POSS",
            "LPAR",
            "RPAR",
            "ON",
            "AND",
        }:
            return False
        after = self.said(index + 1, min(index + 14, len(self)))
        first = self.tokens[
            index + 2
            if after.startswith("AND ") and index + 2 < len(self)
            else min(index + 1, len(self) - 1)
        ]
        if first.tag == "W" and first.lower.endswith("ing"):
            return False
        if token.tag == "DASH":
            return bool(_SUBJECT.match(after)) or after.startswith(("INCLUDING", "WITH"))
        if token.tag == "COMMA":
            unsaid = not {"UP", "DOWN", "LEVEL", "BE", "MULT", "ACCOUNT"} & set(self.tags[:start])
            if (
                unsaid
                and "WHERE" in self.tags[start : start + 2]
                and re.match(r"(?:UP|DOWN|LEVEL|BE|MULT|PEAK|ACCOUNT) ", after)
            ):
                self.asides.add(found[-1])
                return True
            if re.match(r"(?:AND )?(?:WITH|INCLUDING|WHERE|WHILE) ", after):
                return True
            return bool(_SUBJECT.match(after))
        if token.tag == "AND" and self.tags[index - 1] != "COMMA":
            joined = self.tags[index - 1] in {"AREA", "CAT"} and self.tags[
                index + 1 : index + 2
            ] == [self.tags[index - 1]]
            return bool(_SUBJECT.match(after)) and not joined
        return False

    def _opens_aside(self, index: int) -> bool:
        """`Dorset, where it had been 226, had 212`: a clause between a name and its verb."""
        return (
            self.tags[index - 1] == "AREA"
            and self.tags[index + 1 : index + 2] == ["WHERE"]
            and re.match(
                r"WHERE (?:(?!COMMA|SEMI)\w+ )+COMMA (?:LEVEL|BE|UP|DOWN|MULT|PEAK) ",
                self.said(index + 1, len(self)),
            )
            is not None
            and not {"UP", "DOWN", "LEVEL", "BE", "MULT", "ACCOUNT"} & set(self.tags[:index])
        )

    def _place(self) -> None:
        """Give every area token its area; words that point back take what was named before."""
        forces = list(self.scene.forces)
        region, force = self.scene.region, self.scene.force
        for index, token in enumerate(self.tokens):
            said = token.area
            if said is None or token.tag != "AREA":
                continue
            if said.points is Points.NAME:
                refs = self._fitting(said.refs, index)
                if self.is_of_forces(index):
                    pass
                elif refs[0].kind == "force":
                    force = refs[:1]
                    forces = [one for one in forces if one != refs[0]] + [refs[0]]
                elif refs[0].kind == "region":
                    region = refs
            elif said.points is Points.REGION:
                refs = region or self._whole_region()
            elif said.points is Points.FORCE:
                refs = force
            elif said.points is Points.BOTH:
                refs = (together(tuple(forces[-2:])),) if len(forces) >= 2 else ()
            elif said.points is Points.NATION:
                # "when much of the country was locked down" is no place of a figure.
                before = [one.lower for one in self.tokens[max(0, index - 2) : index]]
                partly = len(before) == 2 and before[0] in _PARTLY and before[1] == "of"
                refs = () if partly else self._nation_named() or self.nation()
            else:
                refs = ()
            self.areas[index] = refs

    def _leave_out_members(self) -> None:
        """`the region, which includes Dorset and Wiltshire, ...`: its members have no figure here."""
        inside = False
        for index, token in enumerate(self.tokens):
            if token.lower in _INCLUDES and self.tags[index - 1 : index] == ["WHERE"]:
                inside = True
            elif (
                inside and self.tags[index] not in {"AREA", "COMMA", "AND", "DET", "W", "POSS"}
            ) or (
                inside
                and self.tags[index] == "COMMA"
                and self.tags[index + 1 : index + 2] != ["AREA"]
            ):
                inside = False
            if inside and self.tags[index] == "AREA":
                self.areas[index] = ()

    def _fitting(self, refs: Areas, index: int) -> Areas:
        """A name that is a force's and a region's, by what stands around it."""
        if len(refs) < 2 or {ref.kind for ref in refs} == {"country", "uk"}:
            return refs
        after = self.tokens[index + 1].lower if index + 1 < len(self) else ""
        if after in {"region", "regional"}:
            return tuple(sorted(refs, key=lambda ref: ref.kind == "force"))
        if self.scene.topic and self.scene.topic[0] in refs:
            return tuple(sorted(refs, key=lambda ref: ref != self.scene.topic[0]))
        return refs

    def _whole_region(self) -> Areas:
        """The region that the topic or the request is about."""
        if self.scene.topic and self.scene.topic[0].kind not in {"force", "forces"}:
            return self.scene.topic
        if self.request.force_set in register_areas():
            return (self._set_ref(self.request.force_set),)
        around = self.scene.force or self.scene.topic
        asked = set(self.request.asked_force_ids)
        if around:
            inside = [
                a
                for a in register_areas().values()
                if a.kind == "region" and around[0].area_id in region_members(a.area_id)
            ]
            return tuple(AreaRef("region", area.area_id) for area in inside[:1])
        inside = [
            a
            for a in register_areas().values()
            if a.kind == "region" and set(region_members(a.area_id)) & asked
        ]
        return (AreaRef("region", inside[0].area_id),) if len(inside) == 1 else ()

    def _set_ref(self, set_id: str) -> AreaRef:
        kind = "uk" if set_id == "uk" else register_areas()[set_id].kind
        return AreaRef("request", "asked") if kind == "set" else AreaRef(kind, set_id)

    def _nation_named(self) -> Areas:
        """`In Wales there were 352, and the country's share is ...`: the country named last."""
        named = [
            refs
            for _, refs in sorted(self.areas.items())
            if refs and refs[0].kind == "country" and refs[0].area_id in _SMALL_COUNTRIES
        ]
        subject = self.scene.subject
        if not named and subject and subject[0].area_id in _SMALL_COUNTRIES:
            return subject[:1]
        return named[-1][:1] if named else ()

    def nation(self) -> Areas:
        """What `nationally` means: the set of forces asked where it is a country's, or the country."""
        first = (
            (self._set_ref(self.request.force_set),)
            if self.request.force_set in register_areas()
            else ()
        )
        if first and first[0].kind == "region":
            first = ()
        others = (
            AreaRef("uk", "uk"),
            AreaRef("country", "england-and-wales"),
            AreaRef("request", "asked"),
        )
        return tuple(dict.fromkeys((*first, *others)))

    def _group(self) -> None:
        """Find areas that are named together: `Dorset, Wiltshire and Cheshire`."""
        index = 0
        while index < len(self):
            if self.tags[index] != "AREA":
                index += 1
                continue
            members = [index]
            at = index + 1
            while True:
                step = re.match(
                    r"(?:POSS )?(?:LPAR N RPAR )?(?:(?:COMMA )?(?:AND |OR )|COMMA )(?:IN )?(?:DET )?AREA ",
                    self.said(at, len(self)),
                )
                if step is None:
                    break
                at += step[0].count(" ")
                members.append(at - 1)
            joined = tuple(members)
            if len(joined) > 1 and {"AND", "OR"} & set(self.tags[joined[-2] : joined[-1]]):
                for member in joined:
                    self.groups[member] = joined
            index = at

    def group_area(self, index: int) -> Areas:
        """The area of an area token, with those that it is named together with."""
        group = self.groups.get(index)
        if group is None:
            return self.areas.get(index, ())
        each = [self.areas.get(member, ()) for member in group]
        if not all(each):
            return self.areas.get(index, ())
        if all(refs[0].kind in {"force", "forces"} for refs in each):
            return (together(tuple(refs[0] for refs in each)),)
        members = [one for refs in each for one in self._members(refs)]
        return (together(tuple(members)),)

    def _members(self, refs: Areas) -> list[AreaRef]:
        """The forces of one of several areas that are named together; a region's come first."""
        wide = next((ref for ref in refs if ref.kind not in {"force", "forces"}), None)
        if wide is None:
            return [refs[0]]
        asked = set(self.request.asked_force_ids)
        return [
            AreaRef("force", member) for member in region_members(wide.area_id) if member in asked
        ]

    def _date(self) -> None:
        """Give every time token its periods; words that point back take what was named before."""
        main = self.scene.period or self.scene.heading_period
        last_named = self.scene.last_named or self.scene.period
        calendar = self.knows.calendar
        seen_here = False
        for index, token in enumerate(self.tokens):
            said = token.time
            if said is None:
                continue
            periods: tuple[Period, ...] = said.periods
            if said.when is When.BEFORE_THAT:
                before = self.scene.span[0] if self.scene.span else last_named
                earlier = [
                    p for p in calendar.periods if before is not None and p.start < before.start
                ]
                periods = tuple(earlier[-said.years :]) if len(earlier) >= said.years else ()
            elif (
                said.when is When.EARLIER
                and said.text.casefold().endswith("before that")
                and last_named
            ):
                periods = self.shifted(last_named, -said.years)
            elif said.when is When.EARLIER:
                periods = self.shifted((main if main is not None else calendar.last), -said.years)
            elif said.when is When.LATER:
                periods = self.shifted(
                    (last_named if last_named is not None else calendar.last), said.years
                )
            elif said.when is When.AGAIN:
                periods = self.scene.pair or self.scene.span or calendar.periods
            elif said.when is When.SAME:
                here = any(time.said.when is When.ONE for time in self.times.values())
                same = last_named if here else self._year_pointed_to(main)
                periods = (same,) if same is not None else (calendar.last,)
                if same is not None and same not in calendar.periods:
                    # "in October 2021 ... that year": the request's year that it was in.
                    around = [p for p in calendar.periods if p.start <= same.start <= p.end]
                    periods = tuple(around[:1]) or periods
            elif said.when is When.SINCE and not periods and last_named is not None:
                periods = (last_named,)
            elif said.when is When.EVER:
                periods = calendar.periods
            self.times[index] = Time(periods, said)
            if len(periods) == 1 and said.when in {When.ONE, When.LATER, When.SAME}:
                last_named = periods[0]
                base = self.left(
                    index,
                    "(?:FROM|THAN|COMPARED|ON|MORE_THAN_X|FEWER_THAN_X|START)(?: W| DET| IN)*",
                )
                if not seen_here and not base:
                    main, seen_here = periods[0], True
            elif len(periods) == 1:
                last_named = periods[0]

    def _year_pointed_to(self, main: Period | None) -> Period | None:
        """What `that year` is at the start of a sentence: the paragraph's year, or the piece's."""
        scene = self.scene
        if scene.same_paragraph:
            return scene.period or scene.last_named or main
        return main or scene.last_named

    def shifted(self, period: Period, years: int) -> tuple[Period, ...]:
        """The period that lies some years from another, inside the request or outside."""
        periods = self.knows.calendar.periods
        if period not in periods:
            return self.shifted(self.knows.calendar.last, years) if years < 0 else ()
        per_year = {"month": 12, "quarter": 4}.get(self.knows.calendar.kind.value, 1)
        at = periods.index(period) + years * per_year
        if at == -1 and years < -1:
            # "Five years earlier" is the first of five years as often as the one before them.
            at = 0
        return (periods[at],) if 0 <= at < len(periods) else ()


_HEDGES = frozenset(
    [
        "NEARLY",
        "ABOUT",
        "JUST_UNDER",
        "JUST_OVER",
        "MORE_THAN",
        "LESS_THAN",
        "AT_LEAST",
        "UP_TO",
        "AS_MANY",
    ]
)
_SMALL_COUNTRIES = frozenset(["wales", "scotland", "northern-ireland"])
_INCLUDES = frozenset(["includes", "covers", "comprises", "contains"])
_PARTLY = frozenset(["much", "most", "part", "parts", "half", "some"])
_BEFORE_NUMBER = _HEDGES | {"SINCERE"}


@lru_cache(maxsize=2_000)
def _spaced(pattern: str) -> str:
    """A pattern written over tags parted by blanks, for tags that each end in a blank."""
    return re.sub(r"\s*([A-Z_]+)\s*", r"(?:\1 )", pattern)
