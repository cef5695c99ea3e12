"""The words that the grammar knows, each list with the tag that its tokens have."""

import re
from functools import cache

# Whole phrases come before single words; the longest phrase at a place is taken.
_PHRASES = {
    "NEARLY": "nearly|almost|close to|approaching|nearing|not far off|not far short of|getting on for"
    "|virtually|practically|verging on",
    "ABOUT": "about|around|approximately|roughly|circa|in the region of|of the order of|an estimated"
    "|some|something like|or so|broadly",
    "JUST_UNDER": "just under|a little under|slightly under|slightly less than|slightly fewer than"
    "|just less than|just fewer than|just below|just short of|just shy of|a shade under|marginally under"
    "|a touch under|little less than",
    "JUST_OVER": "just over|a little over|slightly over|slightly more than|just more than|just above"
    "|a shade over|marginally over|a touch over|little more than",
    "MORE_THAN": "more than|upwards of|in excess of|well over|well above|greater than|exceeding"
    "|north of|over|above|topping|higher than|tops|topped|passed|pass|passes|surpass|surpasses|exceed|surpassed|exceeded|exceeds|past",
    "LESS_THAN": "fewer than|less than|under|below|well under|well below|lower than",
    "AT_LEAST": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of",
    "UP_TO": "up to|at most|no more than|not more than|a maximum of|at the most",
    "AS_MANY": "as many as|as much as|as high as",
    "SINCERE": "exactly|precisely|just|only|a staggering|a shocking|an astonishing|a massive|a whopping"
    "|a total of|a combined|a combined total of|a further|another|a mere|an alarming|a huge|a worrying"
    "|a record-breaking|even|fully|an additional|a sharp",
    "COMPARED": "compared with|compared to|in comparison with|in comparison to|against|versus|vs|as opposed to|measured against|set against|when compared with|when compared to|as against",
    "THAT_COMPARES": "that compares with|that compares to|this compares with|this compares to|that is compared with"
    "|which compares with|it compares with|that compared with|this compared with|compares with|compares to",
    "WHILE": "while|whereas|whilst|but|although|though|however|meanwhile|by contrast",
    "ON_AVERAGE": "on average|an average of|on average,|averaging|averaged|average|mean|an annual average of|a yearly average of",
    "PER_FORCE": "per force|a force|each force|for each force|per police force|for every force",
    "PER_TIME": "(?:every|each|a|an|per) (?:single )?(?:day|week|month|hour|minute|night|year)(?! (?:ago|earlier|later|before|after|on|of|when|in which))|daily|weekly|monthly|annually|yearly",
    "YOY": "year[ -]on[ -]year|annual|yearly|on the year|in a year|over the year|in just a year|in just one year|in one year|in a single year|within a year|in the space of a year|over 12 months|in 12 months",
    "W": "set up|setting up|sets up|signed up|sign up|made up of|take up|taken up|took up|picked up|pick up|follow up|following up|ended up|ending up"
    "|up to date|up to scratch|step up|stepped up|back up|backed up|turn up|turned up|grew up|growing up|speak up|stand up|opened up|open up|held up"
    "|break down|broken down|crack down|cracking down|shut down|closed down|put down|tracked down|track down|turned down|slow down|as a whole|at large|more needs|no more|once more|any more|more and more|more work|up and down",
    "START": "(?:start|starting|begin|beginning|started|measured|counting) (?:in|from|at|with)",
    "COURT": "charged|convicted|jailed|sentenced|admitted|pleaded|admitting|in connection with|guilty",
    "THERE": "there (?:were|was|have been|had been|has been|are|is)(?: just| only)?",
    "THEN": "then",
    "NO_REPLY": "(?:did not|didn['’]t|failed to|have not|haven['’]t|had not|yet to|have yet to|had yet to|has yet to|was unable to|were unable to|could not|couldn['’]t) (?:respond|reply|answer|provide|supply|give|send|return|responded|replied|answered|provided)(?: figures| data| any figures| a response| a reply| answers?)?|gave no (?:answer|figures|reply|data|response)|no reply|without a reply|sent no (?:reply|figures|answer)|failing to (?:respond|reply)",
    "ANSWERED": "(?:which|that|who)? ?(?:answered|responded|replied|gave (?:us )?(?:[a-z]+ ){0,2}(?:figures?|data|answers?|numbers?)|gave both|could give figures|provided (?:figures|data|answers|a figure|information|usable figures|full figures)|supplied (?:figures|data)|returned (?:figures|data)|sent (?:figures|data)|disclosed (?:figures|data)|answering|responding|replying|providing (?:figures|data))(?: in full)?",
    "REFUSED": "refused|rejected the request|turned down the request|declined to (?:answer|respond|provide|give|say|disclose|release)|refusing|withheld",
    "NOT": "not|n['’]t|never|did not|didn['’]t|no longer|hardly|neither|nor|without",
    "IN_TOTAL": "in total|in all|altogether|combined|between them|taken together|in aggregate|overall|put together|together",
    "INCLUDING": "including|of which|of whom|of these|of those|among them",
    "EACH": "respectively|in turn|in that order",
    "BE": "is|are|was|were|be|been|being|'s|’s",
    "AS_MANY_LIKE": "as many|as high|as large|as much|as great",
    "UP": "rose|rises|rise|risen|rising|increased|increases|increase|increasing|jumped|jumps|jump|jumping|surged|surges|surge|surging|soared|soars|soar|soaring|climbed|climbs|climb|climbing|grew|grows|grow|grown|growing|growth|rocketed|rockets|skyrocketed|spiked|spikes|spike|leapt|leaped|leap|leaps|swelled|swelling|mounted|went up|goes up|gone up|go up|going up|shot up|crept up|edged up|ticked up|up|upped|uplift|upturn|upsurge|hike|hikes|escalated|gained|rebounded|rebounding|rallied|upward|ballooned|mushroomed|expanded|accelerated|nudged up|inched up|is up|was up|were up|are up",
    "DOWN": "fell|falls|fall|fallen|falling|dropped|drops|drop|dropping|decreased|decreases|decrease|decreasing|declined|declines|decline|declining|dipped|dips|dip|dipping|reduced|reduces|reduction|reductions|sank|sunk|slumped|slump|plunged|plunge|plummeted|tumbled|tumble|slid|slide|shrank|shrunk|shrinking|went down|goes down|gone down|come down|came down|go down|going down|down|cut|cuts|eased|slipped|slipping|easing|sinking|plunging|sliding|crept down|edged down|is down|was down|were down|are down|downturn|lessened|slowed|dwindled|receded|slashed|ebbed",
    "CHANGE": "change|changed|changes|difference|gap|swing",
    "SAME": "unchanged|flat|stable|steady|level with|no change|static|remained the same|stayed the same",
    "MORE": "more|higher|greater|larger|extra|additional|further|bigger",
    "FEWER": "fewer|less|lower|smaller",
    "AHEAD": "ahead of|followed by|behind|followed",
    "LEVEL": "recorded|records|recording|record|logged|logs|logging|registered|registers|reported|reports|reporting|saw|sees|seen|seeing|had|has|have|having|stood|stands|standing|reached|reaches|reaching|hit|hits|hitting|totalled|totals|totalling|totaled|totaling|numbered|counted|counts|received|receives|dealt with|handled|investigated|noted|made|makes|came|comes|amounted|amounts|crimed|documented|committed|identified|tallied|topped|passed|exceeded|surpassed|showed|shows|show|published|gave|posted|remained|became|account|put|listed|counting|finished|ended|began|started",
    "ACCOUNT": "accounted for|accounts for|account for|accounting for|made up|makes up|make up|making up|represented|represents|represent|representing|responsible for|contributed|contributes|contributing|constituted|formed|comprised|were|provided",
    "TOTAL": "number|numbers|total|totals|figure|figures|tally|tallies|count|counts|toll|sum|volume|volumes|level|levels|rate|aggregate|overall total|overall figure|statistic|statistics|data|caseload",
    "SHARE": "share|proportion|percentage|fraction|part|slice",
    "FORCES": "police areas|police force areas|police forces|forces|force|constabularies|police services|police force areas|force areas|territorial forces",
    "TIME": "seconds|minutes|minute|hours|hour|days|day|weeks|week|weekend|months|month|years|year|decade|decades|nights|century|fortnight|quarters?|second",
    "HIGH": "high|low|peak|highs|lows|record",
    "OF": "of",
    "BY": "by",
    "TO": "to",
    "FROM": "from",
    "IN": "as (?:recently|far back|early|late|long ago) as|in|within|inside|across|throughout|among|amongst|at|for|during",
    "ON": "on|since",
    "THAN": "than|as",
    "WITH": "with",
    "AND": "and|plus|&|\\+",
    "OR": "or",
    "WHERE": "where|when|which|who|that",
    "THEM": "them|these|those|they|it|it's|that's",
    "DET": "a|an|the|this|that|its|their|our",
    "ALL": "all|every|each|total",
    "UNTIL": "until|before|after|by the time",
    "RATIO": "(?:for|to) every(?! (?:year|month|week|day|hour|quarter|period|force|one of))|ratio|per head|per capita|population|people|residents|children|inhabitants|households",
    "OTHERS": "survey|surveys|surveyed|poll|polled|polling|pollsters|yougov|respondents|helpline|helplines|childline|hotline|questionnaire|nspcc helpline|counselling sessions|consultation|census|ofcom|internet watch foundation|iwf|ncmec|europol|interpol|ons|office for national statistics|crime survey|home office|ministry of justice|national crime agency|nca|cps|crown prosecution service|courts?|charity's own|national police chiefs|npcc|police federation|lloyds|insurers?|petition|signatures",
}  # fmt: skip
# A word of several lists has the tag of the first; phrases beat words.
NUMBER_HEDGES = frozenset(
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


@cache
def _single() -> dict[str, str]:
    found: dict[str, str] = {}
    for tag, forms in _PHRASES.items():
        for form in _split(forms):
            if re.fullmatch(r"[\w'’-]+", form):
                found.setdefault(form, tag)
    return found


@cache
def _several() -> re.Pattern[str]:
    forms = []
    for tag, alternatives in _PHRASES.items():
        rest = [one for one in _split(alternatives) if not re.fullmatch(r"[\w'’-]+", one)]
        if rest:
            rest.sort(key=len, reverse=True)
            forms.append(rf"(?P<{tag}>{'|'.join(rest)})")
    return re.compile("(?:" + "|".join(forms) + r")(?![\w])", re.IGNORECASE)


def _split(alternatives: str) -> list[str]:
    """Alternatives at the outermost level of a pattern."""
    found, depth, last = [], 0, 0
    for at, sign in enumerate(alternatives):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            found.append(alternatives[last:at])
            last = at + 1
    return [*found, alternatives[last:]]


def phrase_at(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The tag of the known phrase at a place, and where the phrase ends."""
    match = _several().match(text, start, end)
    return (match.lastgroup or "", match.end()) if match else None


def tag_of(word: str) -> str | None:
    """The tag of a single word; None for a word that the grammar doesn't know."""
    return _single().get(word.casefold().replace("’", "'"))
