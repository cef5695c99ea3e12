"""What a number in a sentence may be, as patterns over its text in small letters.

One pattern, TOKEN, has all of them, each under the name by which `tokens` knows it; the first that
fits decides.
"""

from foistats.letters.dates import PERIOD
from foistats.letters.numerals import NUMERAL

DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_N = rf"(?:{DIGITS}|{NUMERAL})"
_LAW = (
    r"(?:(?:sub)?sections?|ss?|sect?|art(?:icle)?s?|sch(?:edule)?|para(?:graph)?s?|rules?"
    r"|reg(?:ulation)?s?"
    r"|chapter|clause)\.? ?\d+[a-z]{0,3}(?: ?\([\da-z]{1,4}\))*(?![\w/])"
    r"|(?:sections|ss)\.? ?\d+[a-z]{0,2}(?:\([\da-z]{1,4}\))*"
    r"(?:(?:, ?| and | or | & ?|, and )\d+[a-z]{0,2}(?:\([\da-z]{1,4}\))*){1,9}(?![\w/])"
    r"|act,? (?:of )?(?:1[6-9]|20)\d\d(?!\d)|(?:regulations?|order|rules|directive) (?:19"
    r"|20)\d\d(?!\d)"
)
_THINGS = (
    r"question|q|answer|point|item|table|tab|page|appendix|annex|footnote|note|outcome|code|class"
    r"|group|level"
    r"|grade|priority|category|type|phase|tier|version|step|form|district|option|column|row|band"
    r"|stage|covid|part"
    r"|volume|issue|line|operation|windows|office|room|floor|box|unit|ward|zone|sector|junction"
)
_THING = (
    rf"(?:(?:{_THINGS})s?|priorities|categories)\.?:? ?(?:no\.?|number)?:? ?#?\(?"
    r"\d[\d/.-]*[a-z]?\)?(?![\w/]|,\d|(?:, ?| and | or | & ?| to |-)\d)"
)
_NAMED = (
    rf"(?:{_THINGS}|prioritie|categorie)s:? ?(?:no\.?|nos\.?|numbers?)?:? ?\(?\d[\d/.-]*[a-z]?\)?"
    r"(?:(?:, ?| and | or | & ?| to |-)\d{1,2}[a-z]?(?![\w/]|,\d)){0,9}"
    r"|(?:our |your )?(?:ref(?:erence)?s?|foia?|urn|id)\b(?: (?:no|number|request|ref|reference"
    r"|case|log)\b\.?){0,3}"
    r"[ :.#-]{0,3}[a-z]{0,4}[/-]?\d[\d/-]*(?: ?[-/] ?\d+)?"
    r"|(?:crime|incident|log|case|request|contact|badge|collar|file|enquiry|occurrence) (?:ref\w*"
    r"|no\.?|numbers?)"
    r"[ :.#-]{0,3}\d[\d/-]*"
)
_TELEPHONE = (
    r"(?:tel(?:ephone)?|phone|fax|ext(?:ension)?|mobile|dial|ring|calling|via|to)\.?:?"
    r"(?: (?:no|numbers?|on)\.?:?)? ?\+?\d[\d ()+-]{4,18}\d(?![\w,/])"
    r"|0\d{3,4} \d{3,}(?: \d{3,})?"
)
# To be dialled, or a hundred and one.
_SHORT = r"(?:101|999|111|112)(?![\w,/%]|[.:-]\d)"
_DIALLED = (
    r"(?:tel(?:ephone)?|phone|fax|ext(?:ension)?|mobile|dial|ring|call(?:ing)?|via|to|on)\.?:?"
    rf"(?: (?:no|numbers?|on)\.?:?)? ?{_SHORT}"
    rf"|{_SHORT}(?= (?:emergency|non-emergency|emergencies|calls?|service|number)\b)"
)
_MEASURE = (
    rf"{_N}(?:\.\d+)?(?: ?(?:-|to|or|and) ?{_N})?[ -]?(?:working[ -]|calendar[ -]|clear[ -])?"
    r"(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|days?|weeks?|fortnights?|months?|years?|yrs?"
    r"|miles?|mph|kms?"
    r"|kilomet\w*|met(?:re|er)s?|cm|mm|kg|kilos?|grams?|litres?|pence|pages?|copies|am|pm|o'clock"
    r"|per ?cent"
    r"|percent\w*|degrees|ftes?|pounds?|million|billion|bn|hundred thousand|times|fold|gb|mb"
    r"|k)(?![a-z\d])"
    rf"|{_N}(?:\.\d+)? ?%|%"
)
_SHARE = (
    rf"{_N} in (?:every )?(?!(?:19|20)\d\d(?!\d))(?:\d{{1,4}}|two|three|four|five|six"
    rf"|ten)(?![\w,/])"
    rf"|{_N} (?:per|a|an|every|each)\b|per {_N}|{_N} out of|out of (?:the |a total of )?{_N}"
    rf"|(?:population|average|mean|median|rate|ratio|target|maximum|minimum"
    rf"|limit)\b(?: \w+){{0,2}} (?:of|was|is|at) {_N}"
    rf"|(?:increas|decreas|reduc|ris|fall|drop|differ)\w* (?:of|by) {_N}"
    rf"|(?:rose|fell|fallen|rise|fall|drop|up|down) (?:of|by) {_N}"
)
_AGE = (
    rf"(?:aged?|ages|age of|ages of)(?: of)?(?: between| from| under| over)? {_N}(?:(?: ?- ?| to "
    rf"| and | or )(?:{_N}|over|under|above))?\+?"
    rf"|{_N}(?: ?- ?{_N}| to {_N})?[ -]year[ -]olds?|\d\d? and (?:over|under|above|older)|(?:under"
    rf"|over)[- ]?\d\d?s\b|\d\d\+"
)
_FORCES = (
    rf"(?:(?:all|other|the|over|of|more than|about|around|some|to) ){{0,2}}{_N} (?:(?:other|police"
    rf"|territorial|uk|english|welsh|home office|geographic|different) ){{0,3}}"
    r"(?:forces|constabularies|authorities|counties|boroughs|bodies|organisations|stations)\b"
)
_POSTCODE = r"[a-z]{1,2}\d{1,2}[a-z]? \d[a-z]{2}(?![\w])"
_ADDRESS = r"\d{1,4}[a-z]? (?:[a-z]+ ){1,3}(?:road|street|lane|avenue|house|way|drive|square)\b"
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)? ?(?:hrs|hours|am|pm)?(?![\w,/])"
# "In response to requests 2, 3 and 5": several, for "Right to Ask requests 45" are forty-five.
_SEVERAL_REQUESTS = (
    r"requests? (?:numbers? |nos?\.? )?\d{1,2}"
    r"(?:(?:, ?| and | & ?|, and )\d{1,2}(?![\w/]|,\d)){1,9}"
)
_NOT_COUNT = "|".join(
    (
        _LAW,
        _NAMED,
        _SEVERAL_REQUESTS,
        _TELEPHONE,
        _SHARE,
        _AGE,
        _MEASURE,
        _FORCES,
        _POSTCODE,
        _CLOCK,
        rf"[£$€] ?{DIGITS}(?:\.\d+)? ?[mk]?(?:illion|bn)?",
    )
)
_BEYOND = (
    r"more than|greater than|in excess of|over|above|at least|no fewer than|not less than"
    r"|no less than|upwards of|>=?|≥"
)
_ROUGH = (
    r"approximately|approx\.?|about|around|circa|c\.?|roughly|nearly|almost|some|just over"
    r"|just under|well over|up to|at most|no more than|not more than|a maximum of|in the region of"
    r"|an estimated|estimated|~|≈"
)
_BELOW = r"(?:fewer|less|lower) than|under|below|<=?|≤"
# "12 thousand" is not 12; the words of a number hold their own hundreds and thousands.
VAGUE = (
    rf"{DIGITS}(?:\.\d+)?[ -]?(?:dozens?|scores?|hundreds?|thousands?|[km]|odd)(?![\w'])"
    rf"|{NUMERAL}[ -](?:dozens?|scores?|odd)(?![\w'])"
    r"|(?:half )?a dozen|(?:an? |the )?(?:couple|handful|dozens|scores|hundreds|thousands) of"
    r"|(?:several|a few|many|some) (?:dozen|hundred|thousand)s?(?: of)?(?!\w)"
)
_COUNT = (
    rf"(?P<rough>(?:{_ROUGH}) ?{_N}(?![\w/%]))|(?P<beyond>(?:{_BEYOND}) ?{_N}(?![\w/%])"
    rf"|{_N} or (?:more|over|above)|{DIGITS}\+)"
    rf"|(?P<below>(?:{_BELOW}) ?{_N}(?! ?[\w]*/)(?![\w%])|{_N} or (?:fewer|less|under|below))"
    rf"|(?P<between>between {_N} and {_N}|(?<!from ){DIGITS}(?: ?- ?| to ){DIGITS}(?![\w/%,-]))"
    rf"|(?P<zero>none|nil returns?|nil|zero"
    r"|n(?:i|id) (?:chofnodwyd|gofnodwyd|chafodd|chafwyd|fu|oedd|dderbyniwyd|wnaed|wnaethpwyd)"
    r" (?:unrhyw|dim))(?![\w-])"
    rf"|(?P<number>{DIGITS}(?![\w/%]|[.,:-]\d)|(?<!no ){NUMERAL}(?![\w-]))"
)
_RELATIVE = (
    r"(?P<before>(?:in |during |for |over )?(?:the )?(?:previous|preceding|prior) (?:financial "
    r"|calendar )?year"
    r"|the (?:financial |calendar )?year (?:before|earlier|previously|prior)|(?:a"
    r"|one) year (?:earlier|before|previously))"
    r"|(?P<after>(?:in |during |for )?the (?:following|next|subsequent) (?:financial "
    r"|calendar )?year|the year after)"
)
TOKEN = (
    rf"(?<![\w/£$€.-])(?:{_RELATIVE}|(?P<period>{PERIOD})(?![\w/]|[.-]\d)|(?P<vague>{VAGUE})"
    rf"|(?P<dialled>{_DIALLED})|(?P<thing>{_THING})|(?P<not>{_NOT_COUNT})|(?P<place>{_ADDRESS})"
    rf"|{_COUNT})"
    r"|(?P<other>[^\s\w()\[\]]{0,2}[^\s,;:()\[\]\"]*\d[^\s,;:()\[\]\"]*)"
    r"|(?P<word>[^\W\d_][\w'’.-]*)|(?P<sign>[^\w\s]|_)"
)
