"""The words of counting sentences: what is counted, what says nothing more, what makes it unsure.

A sentence is only taken where every word of it is known here or belongs to what is counted.
"""

from schemas.vocabulary import Unit


def words(text: str) -> frozenset[str]:
    """The words of a text, for looking words up in."""
    return frozenset(text.split())


# What is counted, by its plural; the singular counts after "one" only ("crime recording system").
_NOUNS: dict[Unit | None, str] = {
    Unit.OFFENCES: "offence offense",
    Unit.CRIMES: "crime",
    Unit.INCIDENTS: "incident",
    Unit.ARRESTS: "arrest",
    Unit.CHARGES: "charge",
    Unit.SUSPECTS: "suspect offender",
    Unit.VICTIMS: "victim complainant",
    Unit.CALLS: "call",
    Unit.REQUESTS: "request",
    Unit.PEOPLE: "individual subject",
    # Counted often, and of no unit that a request can have: never certain.
    None: """
        report case occurrence record allegation complaint detection conviction caution prosecution
        investigation search order warrant notice disposal death collision seizure instance
        referral detention rape assault robbery murder homicide theft event log enquiry officer
        female male girl boy summons
    """,
}
UNIT_OF: dict[str, Unit | None] = {
    f"{noun}s": unit for unit, nouns in _NOUNS.items() for noun in nouns.split()
} | {
    **dict.fromkeys(("people", "persons"), Unit.PEOPLE),
    **dict.fromkeys(("troseddau", "droseddau", "throseddau"), Unit.OFFENCES),
    **dict.fromkeys(("robberies", "burglaries", "enquiries", "children", "women", "men"), None),
}
SINGULAR = {noun: unit for unit, nouns in _NOUNS.items() for noun in nouns.split()} | {
    **dict.fromkeys(("trosedd", "drosedd", "throsedd"), Unit.OFFENCES),
    "person": Unit.PEOPLE,
}

# Says only that counts are recorded and given: nothing of what is counted, where or how much of it.
BENIGN = words(
    """
    a an the this that these there it its they we our us i me my your is are was were be
    been being has have had do does did can will of in on for from to and as at or with
    during over within throughout between since then confirm confirms confirmed confirming
    advise advised inform state stated please note find see aware below above following
    follows follow set out show shows showed shown reveal reveals revealed indicate
    indicates indicated identify identified found locate located give gives given provide
    provides provided total totals totalled totalling totaling numbered number numbers count
    counts counted figure figures amount volume overall altogether record recorded recording
    records report reported log logged register registered create created receive received
    attend attended make made issue issued commit committed bring brought system systems
    database data dataset information relevant relating relation respect regard regards
    regarding response respond responding answer force forces police constabulary service
    area crime year years financial calendar fiscal period periods month months quarter
    quarters inclusive time timeframe dates date annual annually yearly respectively compare
    compares compared comparison whereas while whilst versus which all separate individual
    such y yr yn ar gan i o eu ei a ac oedd roedd bu fu cafodd cofnodwyd cofnodi gofnodwyd
    gofnodi nifer cyfanswm ystod heddlu ariannol blwyddyn flwyddyn
    """
)
# Harmless where two numbers are compared; else the number may be the difference.
MOVES = words(
    """
    up down rise rises rising rose risen fall falls falling fell fallen increase increased
    increasing decrease decreased decreasing reduce reduced drop dropped went change changed
    """
)
# Words of a count's own noun phrase that narrow nothing: "39 separate recorded offences".
PLAIN_BEFORE_NOUN = words(
    """
    recorded reported separate individual such the of total police logged registered o
    """
)
# Where a description after the noun begins; the first ones are not part of its name.
DROPPED_BEFORE_LABEL = words(
    """
    of under for relating related relation to regarding concerning contrary classified
    recorded reported logged as in the that were have been was are being with respect
    """
)
LABEL_STARTS = words(
    """
    of under for against involving relating related regarding concerning contrary classified
    with at on within as flagged linked where
    """
)
# A count of zero where a noun follows; the last two only after a "not".
NONE = words("no dim any unrhyw")
RELATIVE = words("which who whom where whose when that")

# What follows is more than what was counted before.
ADDS = (
    r"further|additional(?:ly)?|in addition|also|another|as well as|plus|exclud(?:e|es|ed|ing)"
    r"|except(?:ing)?|apart from|other than|not includ(?:e|es|ed|ing)|separately|remaining"
    r"|remainder|other|besides|on top of|outside of"
)
# What follows is some of what was counted before.
PARTS = r"of which|of whom|of these|of those|of the above|of them|out of|thereof|amongst which"
INCLUDES = r"includ(?:e|es|ed|ing)|comprising|consisting of|made up of|broken down|split"
UNSURE = (
    r"approx(?:imate(?:ly)?)?|estimat(?:e|es|ed|ion)|circa|roughly|nearly|almost|in the region of"
    r"|provisional(?:ly)?|draft|subject to change|may|might|could|would|should|shall|must|appears?"
    r"|believed?|likely|unlikely|possibl[ey]|potential(?:ly)?|probabl[ey]|expected|projected"
    r"|forecasts?|targets?|if|unless|unable|cannot|can't|not|never|neither|nor|without"
    r"|(?<!in )an? (?:hour|day|night|week|fortnight|month|quarter|year)(?! (?:earlier|before|ago))"
    r"|per|each|every|average|averages|mean|median|ratio|rates?|percentage|proportion|population"
    r"|majority|minority|cumulative(?:ly)?|duplicat\w*|double|half|twice|typically|usually|about"
    r"|more|fewer|less|extra|difference|around|some|several|many|few|most|minimum|maximum|only"
    r"|part|partial(?:ly)?|round(?:ed|ing)|news(?:paper)?|article|campaign(?:ers)?"
    r"|charit(?:y|ies)|because|due to|owing to|^had|will (?:be|reach|total)"
    r"|as (?:the|our|we|this|these|it|they|such)|it (?:has been|was|is|had been) (?:\w+ )?that"
)
STOCK = (
    r"currently|at present|presently|at the time of|at any one time|as at|as of|as on|to date"
    r"|so far|ytd|this year|last year|current year|past year|now|today|onwards?"
    r"|until now"
)
