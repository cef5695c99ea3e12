"""The words with which forces refuse, in real replies; all are looked for in lower case.

Each gap is bounded and no repetition stands in another, so that a page of nonsense costs no more
than a page of prose.
"""

# One of these must stand in a sentence before it is looked at more closely.
TRIGGER = (
    r"exempt|withh|refus|confirm|deny|ncnd|\bh[eo]ld|oblig|disclos|declin|exceed|excess|costly"
    r"|above the amount|\bover [\d,]{2,6} hours|unable|cannot|can't|not able|not possible"
    r"|not required|not to supply|not to provide"
    r"|\bwould (?:require|involve|entail|need|necessitate)|\bs{1,2}\.?\s?\d|\bsec"
    r"|vexatious|repeated|complying|\bwithin the\b.{0,40}\blimit"
    r"|chadw|chedwir|cadw|\bdal\b|heithri|eithri|gwrthod|gadarnhau|gwadu|\bterfyn|\badran"
    r"|gwybodaeth|wybodaeth"
)

_THING = (
    r"(?:information|data|datasets?|details?|figures?|numbers?|records?|requests?|questions?|names?"
    r"|answers?|breakdowns?|response|documents?|material|rest|remainder|disclosure|release|this|it)"
)
_PERSON = (
    r"(?:victims?|suspects?|offenders?|complainants?|witness(?:es)?|drivers?|passengers?|detainees?"
    r"|persons?|people|individuals?|subjects?|he|she|magistrates?|courts?|cps)"
)

# Sentences that ask, explain the law or the reader's rights, or tell of other people's requests.
ASIDE = (
    r"\?\W*$"
    r"|^\W*(?:how|what|which|when|who|why|where|whether|if|unless|should you|had)\b"
    r"|\bplease (?:provide|supply|can|could|confirm|state|send|advise|give|break|list|answer)\b"
    r"|\b(?:could|can|would) you\b"
    r"|\bi (?:would like|am writing to request|request|ask|reserve)\b"
    r"|\b(?:a|any|each|the) public authority\b|\bpublic authorities\b|\bplaces two duties\b"
    r"|\bthe act (?:also )?(?:lists|provides|allows|states|says|creates|gives)\b"
    r"|\bthe act does not (?:require|oblige|give|cover)\b"
    r"|\bact,? provides\b|\bprovides that\b|\bsection (?:does|states)\b|\bdoes not oblige\b"
    r"|\bwhen refusing\b|\bif any part\b|\bdut(?:y|ies) (?:at|under)\b.{0,60}\bis to\b"
    r"|\bis an? (?:\w+[ -]){0,6}exemption|\bclass[ -]based\b|\bprejudice[ -]based\b"
    r"|\bis exempt information\b|\bany information is exempt\b|\binformation to which\b"
    r"|\bcomplain|\binternal review\b|\bappeal\b|\bdissatisfied\b|\bcommissioner\b"
    r"|\bright (?:to|of)\b|\bsections? (?:47|50|56)\b"
    r"|\brequests\b|(?<!your )(?<!this )(?<!the )\brequest (?:was|has been"
    r"|being) (?!considered|now)"
    r"|\brequest (?:that|which) was (?!considered|now)"
    r"|\b(?:number|total|percentage|proportion) of\b.{0,60}\b(?:requests?|refus\w+|exempt\w*)\b"
    r"|\bother (?:police )?forces\b|\bforces (?:were|have|did|refused)\b"
    r"|\brecipients?\b|\bthis (?:e-?mail|message|transmission)\b(?!.{0,40}\brefus)"
    r"|\bexempt\w*\b[^.]{0,40}[:?] ?(?:no|none|n/a|yes|y|n)\W*$|\bavoid\b"
    r"|\bprevious(?:ly)? (?:request|refus|ask)"
    rf"|\b{_PERSON}\b(?: \w+){{0,4}} (?:refus|withh|declin|exempt)"
)
# `R = Refused`, `* denotes no information held`, `NH - not held`: what a mark means, in its case.
LEGEND = (
    r"^\W{0,3}(?:\S{1,12}\s?(?:=|means\b|denotes\b|indicates\b|represents\b)"
    r"|(?![AQ]\b)[A-Z]{1,3}(?:/[A-Z]{1,2})?\s?[:–-]\s)"
)
# In front of a refusal each of these makes it a condition or a possibility ...
CONDITION_BEFORE = (
    r"\b(?:if|unless|whether|could|might|would have|would be|where(?! (?:the )?sections? \d)|when"
    r"|in case|in the event|potentially|without|avoid|subject to|no longer|can be"
    r"|(?:had|were|should) (?:this|that|it|we|you|the|your|any|there)"
    r"|may(?! (?:be aware|wish|know|recall|find)))\b"
)
# ... and so does this closely after it.
CONDITION_AFTER = r"^.{0,25}?\b(?:if|unless|where|when|should (?:you|we|this))\b"
# An estimate that goes on is no condition.
ESTIMATE = r"\b(?:estimate\w*|whilst i cannot|although|determin\w+ (?:if|whether))\b"
DENIED = r"\b(?:no|not|never|nor|none|nothing)\s(?:\w+\s){0,2}$"
CLAUSE = r"[;:]\s|\bhowever\b|\btherefore\b|\bbut\b|\bas such\b"

NEITHER = (
    r"\bneither (?:to )?(?:confirm|confirming|confirms)(?: or|,)? n?or (?:to )?den(?:y|ies|ying)\b"
    r"|\bneither be confirmed n?or denied\b"
    r"|\brefus\w* to (?:either )?confirm or deny\b|\bunable to confirm or deny\b"
    r"|\b(?:cannot|not) (?:confirm|confirming) or den(?:y|ying)\b"
    r"|\b(?:ni|nid|na|nac)\b.{0,60}\b(?:cadarnhau|gadarnhau|chadarnhau)\b.{0,12}\bn(?:a"
    r"|ac)\b.{0,8}\b(?:gwadu|wadu)\b"
    r"|^\W*ncnd\b|\bncnd (?:response|applies|exemption)\b"
    r"|\bduty (?:in|under|of|imposed by|to)\b.{0,90}\bdoes not (?:apply|arise)\b"
)
NOT_HELD = (
    r"\bno (?:\w+ ){0,2}(?:information|data|records?|figures?)(?: (?:is|are|was|were))?"
    r"(?: (?:currently|recorded or))? held\b"
    r"|\b(?:do|does|did)(?: not|n't) (?:currently )?hold (?:any |this |that |the |such |these "
    r"|those |all |some |part of the )?(?:\w+ ){0,2}"
    r"(?:information|data|records?|figures?|details?)\b"
    r"|\b(?:do|does|did)(?: not|n't) (?:currently )?hold (?:any of )?(?:this|it|that|these|those"
    r"|any)\W*(?:$|\bfor\b)"
    r"|\bholds? no (?:\w+ ){0,2}(?:information|data|records?|figures?)\b"
    r"|\b(?:information|data|figures?|records?|details?|requested|require|seek|sought|asked for"
    r"|this|parts?)(?:,? (?:\w+ ){0,6})?(?:is|are) not (?:currently )?held\b"
    r"|\bis not information (?:that is |which is )?held\b"
    r"|^\W*(?:(?:information|data) (?:is )?)?not held\W*$"
    r"|\bni(?:d)? (?:yw|ydy|ydyw)(?:'r| y| yr)? (?:\w+ )?(?:wybodaeth|data"
    r"|gwybodaeth)\b.{0,60}\b(?:chadw|cadw|dal|ddal)\b"
    r"|\bnid (?:yw|ydy|ydyw|ydym)\b.{0,60}\byn (?:cadw|dal)\b"
    r"|\bnid oes\b.{0,60}\b(?:wybodaeth|gwybodaeth|ddata|data)\b"
    r"|\bni chedwir\b|\b(?:ddim|nac) yn (?:cadw|dal)\b|\bdim (?:gwybodaeth|data)\b"
)
# Held, and only not so that it can be had: the beginning of a refusal for its cost.
HELD_ELSEHOW = (
    r"^,? ?(?:that |which )?(?:you )?(?:have |has |is |was )?(?:requested |required "
    r"|require |sought |seek |asked for )?"
    r"(?:in (?:a|an|any|one|such|this|that|the (?:format|form|manner|way|detail))\b"
    r"|on (?:a|an|any|one|our|the (?:system|database))\b|within\b(?! the force)|as (?:a|an|part)\b"
    r"|at (?:a|an|\w+ level)\b|to (?:a|the|that|this)\b|under (?:a|one|that)\b|separately\b"
    r"|centrally\b|electronically\b|digitally\b|together\b|collectively\b|by means of\b"
    r"|by (?:ward|area|beat|district|offence|crime|type|year|month|gender|age|ethnic|location"
    r"|outcome|postcode|individual))"
)
COST = (
    r"\babove the amount to which we are legally required\b|\btoo costly\b"
    r"|\bcosts? of compliance exceeds\b"
    r"|\b(?:cannot|can't|not|unable)\b.{0,200}\bwithin the (?:\w+ ){0,2}(?:costs?|time"
    r"|fees?|appropriate)(?: (?:and|or) (?:the )?(?:costs?|time))?"
    r" (?:limits?|thresholds?|constraints?)\b"
    r"|\b(?:c|g)ost(?:au)?\b.{0,60}\b(?:uwch|fwy|mwy)\b.{0,30}\bterfyn|\bterfyn (?:priodol|cost)\b"
    r"|\b(?:exceed(?:s|ed|ing)?|in excess of|beyond|above|over)\b[\w\s\"'-]{0,25}"
    r"\b(?:appropriate|costs?|fees?)[\w\s\"'-]{0,12}\b(?:limit|level|threshold)\b"
)
# The same of hours or pounds alone, which may be of custody or theft: only beside COST_CONTEXT.
COST_MAYBE = (
    r"\b(?:exceed(?:s|ed|ing)?|in excess of|beyond|above|over)\b[\w\s\"'-]{0,25}"
    r"(?:£ ?(?:450|600)\b|\b(?:18|24|40)[ -]hours?\b|\b(?:time|statutory|permitted|prescribed|fees)"
    r"[\w\s-]{0,12}\b(?:limit|threshold|hours|amount)\b)"
    r"|\b(?:take|taking|require)\b.{0,25}\bover (?:18|2\d|[3-9]\d|\d{3,4}) hours\b"
)
COST_CONTEXT = (
    r"\bcosts?\b|\bfees?\b|\bcompl(?:y|iance|ete)|\bretriev|\blocat|\bextract|\bcollat|\brequest"
    r"|\bregulations?\b|\bestimat|\bprocess\b|\bforce\)"
)
WITHHELD = (
    r"\bexempt from (?:disclosure|release|being (?:disclosed|released))\b"
    rf"|\b(?:{_THING}|parts?|elements?)\b.{{0,60}}?\b(?:is|are|am|been|being|was|were"
    rf"|therefore|fully"
    r"|partially|partly) (?:(?!no\b|not\b|never\b|to\b)\w+ )?exempt(?:ed|ing)?\b"
    r"|\b(?:is|are|been|therefore) (?:(?!no\b|not\b|never\b)\w+ )?exempt(?:ed)? (?:under|by virtue"
    r"|pursuant|in terms)\b"
    r"|\b(?:i|we) (?:have |am |are )?exempt(?:ed|ing)?\b|\bexempting (?:the|some|part|this|all)\b"
    r"|\bexemptions? (?:\w+ ){0,4}(?:appl(?:y|ies|ied)|engaged|claimed|relied|cited|used"
    r"|relevant)\b"
    r"|\b(?:appl(?:y|ies|ied|ying)|engag\w+|cit\w+|rel(?:y|ying|ied) (?:up)?on|us(?:ed|ing)"
    r"|claim\w*|following) (?:\w+ ){0,4}exemptions?\b"
    rf"|\bwithh[eo]ld(?:ing)?\b.{{0,40}}?\b{_THING}\b|\b{_THING}\b.{{0,60}}?\bwithheld\b"
    rf"|\brefus(?:e|ed|ing|al)\b.{{0,40}}?\b(?:{_THING}|access|comply|notice)\b"
    rf"|\b{_THING}\b.{{0,25}}\b(?:is|are|been|hereby|therefore) refused\b"
    r"|^\W*(?:request )?(?:refused|exempt(?:ed)?)(?:\W*$| (?:under|by virtue|pursuant|as|due|-|s))"
    r"|\bnot (?:obliged|required|obligated)(?: by (?:law|statute|the act))? to (?:\w+ )?(?:supply"
    r"|provide|comply|release|disclose|respond|answer)\b"
    rf"|\b{_THING}\b.{{0,60}}?\b(?:cannot|can ?not|will not|not to|won't) be (?:\w+ )?(?:disclosed"
    r"|released|provided|supplied)\b"
    r"|\b(?:however|but|therefore),? (?:it |this )?(?:cannot|can not|will not) be (?:\w+ )?"
    r"(?:disclosed|released|provided|supplied)\b"
    r"|\b(?:cannot|will not|not to|decline to) (?:disclose|release)\b"
    rf"|\bdecision\b.{{0,30}}\bnot to (?:supply|provide)\b"
    r"|\b(?:deemed|consider(?:ed)?(?: (?:your|this|the|it)(?: request)?)?|found|judged|determined"
    r"|regard(?:ed)?|treat(?:ed)?"
    r"|assessed|classed|is|are|being"
    r"|as)(?: to be)?(?: both)?(?: a)? (?:vexatious|repeat(?:ed)?\b(?= (?:request|under"
    r"|and|in|as)))"
    r"|\b(?:will|shall|do|are|am) not (?:therefore |now )?(?:be |intend to |going to )?"
    r"(?:comply(?:ing)?|process(?:ing)?) (?:with )?(?:it|this|your|the)\b"
    r"|\b(?:mae|yn|wedi)\b.{0,60}\b(?:wedi'i |wedi ei |wedi eu )?(?:heithrio|eithrio)\b"
    r"|\bgwrthod(?:ir|wyd)?\b.{0,40}"
    r"\b(?:cais|gais|darparu)\b"
)
# Besides an exemption's number, what shows that it is applied to the reply, and is no offence.
APPLIED = (
    r"\b(?:by virtue of|pursuant to|in accordance with|in terms of|under"
    r"|rel(?:y|ying|ied) (?:up)?on|appl(?:y|ies|ied|ying)|engaged|cit(?:ed|ing)|invok\w+"
    r"|exempt\w*|withh\w+|refus\w+)\b"
)
OF_REPLIES = (
    r"\bfreedom of information\b|\bfois?a?\b|\bthe act\b|exempt|disclos|withh|\bapplicable to your"
    r"|\bredact|\bremoved\b|\byour request\b|\bpart of (?:your|the|this) request\b|\brequested\b"
    r"|\bquestions? \d"
)
UNSURE = (
    r"\b(?:am|are|is|currently|therefore|regrettably) (?:not able|unable) to (?:provide|supply"
    r"|disclose|answer|give|release|comply|extract|identify|break|fulfil)\b"
    r"|\b(?:we|i|force|police|constabulary) (?:can ?not|can't|could not) (?:provide|supply|answer"
    r"|give|extract|identify|break|comply)\b"
    r"|\b(?:is|it's) not possible to (?:provide|supply|answer)\b"
    r"|\bwould (?:require|involve|entail|need|necessitate)\b.{0,80}?\b(?:manual\w*|individual\w*"
    r"|each|every|trawl\w*|interrogat\w+)\b"
)
ALL = (
    r"\ball (?:of )?(?:the|your|this)\b|\bwhole\b|\bentire|\bin full\b|\bfully exempt\b"
    r"|\binformation (?:that |which )?(?:you |the applicant )(?:have |has |are )?(?:requested"
    r"|request|seek|sought|seeking|asked|require)"
    r"|\bthe (?:requested information|information requested)\b"
    r"|\b(?:refus\w+|comply(?:ing)? with|respond to|declin\w+|fulfil\w*|process(?:ing)?|answer\w*)"
    r" (?:to )?(?:your|this|the) (?:\w+ )?request\b"
    r"|\byour request (?:is|has been) (?:\w+ )?refused\b"
    r"|\brefusal (?:notice )?(?:for|of|to) your request\b"
    r"|\bproviding you with (?:the|this) information"
    r"|\brequest (?:would|will) (?:\w+ )?exceed\b|\bwhat you (?:have )?(?:asked|requested)\b"
)
SOME = (
    r"\bsome\b|(?<!this )(?<!that )\bpart(?:s|ly|ially)?\b|\bpartial\b|\bcertain\b|\bspecific\b"
    r"|(?<!this )\b(?:element|aspect)\b|\b(?:any )?other information\b|\bany other\b"
    r"|\bfurther (?:information|details?|data|breakdown)|\badditional\b|\bremain(?:der|ing)\b"
    r"|\bthe rest\b|\bnames? of\b|\bredact|\b(?:low|small) (?:numbers?|figures?|counts?)\b"
    r"|\b(?:fewer|less|lower) than\b"
    r"|\b(?:below|under) (?:\d{1,2}\b(?! ?\()|three|four|five|six|ten)"
    r"|\bbreak(?:down| ?downs| it)\b"
    r"|\bbroken down\b|\bprior to\b|\bbefore\b|\buntil\b|\bearlier than\b|\bwithin (?:our|force)\b"
    r"|(?<!act )(?<!gwybodaeth )(?<!act, )(?<!regulations )(?<!act \()\b(?:19|20)\d\d\b"
)
# `does not hold the information requested regarding ethnicity` may be all of it or not.
ON_A_MATTER = (
    r"\b(?:requested|asked for|sought|require|seek),? (?:\w+ )?(?:regarding|relating to|about|on"
    r"|in (?:relation|respect|regard) (?:to|of)|with regards? to|concerning|as to)\b"
    r"(?! (?:your|this|the) request)"
)
# What a heading never has.
SAYS_MORE = r"\b(?:is|are|was|were|has|have|does|do|provides|states|requires)\b"

# The words of the section itself, which a letter quotes only to rely on it.
COST_SECTION = (
    r"\bsection 12(?:\(\d\))?\b.{0,80}\b(?:does not oblige|is not obliged|not required"
    r"|removes the (?:duty|obligation)|do(?:es)? not have to)\b"
    r".{0,160}\b(?:costs?|limit)\b"
)
