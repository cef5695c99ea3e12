"""The forms in which a draft writes numbers, as one pattern with a name for each form.

Earlier forms come before later ones where both begin at the same character: a date before a year,
a percentage before a plain number.
"""

import re

from foistats.claims.number_words import CARDINAL, FOLDS, LOOSE, ORDINAL, PART, SCALE

MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d,]*\d)"
_SCALE = r"(?:[ -]?(?:million|billion|thousand|hundred|bn|mn|k|m)\b)?"
_HALF = r"(?:[ -]and[ -]a[ -](?:half|quarter)\b)?"
NUMERAL = rf"{_DIGITS}{_SCALE}{_HALF}"
NUMBER = rf"(?:{NUMERAL}|{CARDINAL}{_HALF})"
_TIME = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year)"
SUPERLATIVE = (
    r"(?:highest|lowest|biggest|largest|greatest|smallest|fewest|fastest|slowest|steepest|sharpest"
    r"|heaviest|worst|(?<!at )(?<!at-)most|(?<!at )(?<!at-)least)"
)
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅛"
# After these nouns "a third ..." counts one in a row; it is no part of anything.
_ORDINAL_BEFORE = (
    rf"{SUPERLATIVE}|years?|times?|months?|weeks?|days?|force|man|woman|person|people|suspect|victim"
    r"|child|boy|girl|place|party|parties|consecutive|successive|straight|row|lockdown|wave|report"
    r"|case|offence|reading|edition|quarter|annual|falls?|rises?|drops?|increases?|decreases?"
    r"|declines?|jumps?|dips?"
)
_YEAR = r"(?:19|20)\d\d"
_FORMS = {
    "address": r"(?:https?://|www\.)[^\s<>\"]+|[\w.+-]+@[\w-]+\.[\w.-]+|(?<!\w)[#@]\w*\d\w*",
    "phone": (
        r"(?<![\w.,£$])(?:\+44[ ()\d-]{8,15}\d|\(?0\d{2,5}\)?[ -]?\d{3,4}(?:[ -]?\d{2,4}){0,2}"
        r"|116 ?\d{3})(?![\d,]*\d)"
    ),
    "date": (
        rf"(?<![\w,.])\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? {_YEAR}\b)?"
        rf"|\b{MONTH},? ?(?:{_YEAR}|['’]\d\d)\b"
        rf"|\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?![\d,.]*\d)(?:,? {_YEAR}\b)?(?![%\w]| \w+ences|"
        r" (?:per|of|crimes|reports|cases|incidents|in|percent))"
        r"|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b|\b\d{4}-\d\d-\d\d\b"
        r"|\b(?-i:January|February|March|April|June|July|August|September|October|November|December)\b"
        r"|(?<=in )(?-i:May)\b|(?<=since )(?-i:May)\b|(?<=and )(?-i:May)\b|(?<=until )(?-i:May)\b|(?<=last )(?-i:May)\b"
    ),
    "years": (
        rf"(?<![\w,.])(?:fy ?)?{_YEAR}(?: ?[/–—-] ?{_YEAR}|(?: ?/ ?|[–—-])\d\d)(?![\w,]*\d)"
        r"|\bfy ?\d\d(?:/\d\d)?\b|(?<![\w,.])(?:0\d|1\d|2\d)/\d\d(?![\w,/]*\d)"
    ),
    "decade": (
        r"(?<![\w,.])(?:19|20)?\d0s\b|(?<!\w)['’]\d0s\b"
        r"|\b(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b"
    ),
    "age": (
        rf"\b(?:\d{{1,3}}|{CARDINAL})[- ](?:year|yr|month|week)s?[- ]olds?\b"
        r"|\b(?:under|over)[- ]?\d{1,2}['’]?s\b|\bover[- ]\d\d['’]?s\b"
        r"|\b(?:under|over)-(?:\d{1,2}|[a-z]*(?:teen|een|ty))s?\b"
    ),
    "clock": (
        r"(?<![\w,.])\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.)(?!\w)"
        r"|(?<![\w,.])\d{1,2}:\d\d(?::\d\d)?\b|\b24/7\b"
    ),
    "money": (
        rf"[£$€] ?{_DIGITS}(?:[ -]?(?:million|billion|trillion|thousand|bn|mn|tn|k|m)\b)?"
        rf"|\b{NUMBER} (?:pounds|pence|euros|dollars|quid)\b|(?<![\w,.])\d+p\b"
    ),
    "points": rf"(?<![\w.,]){NUMBER}[ -]?(?:percentage[ -]points?|ppts?|pp|points)\b",
    "percent": rf"(?<![\w.,]){NUMBER}(?: ?%|[ -]?(?:per[ -]?cent|pct|pc)\b)",
    "run": (
        rf"\b(?:{ORDINAL}|\d+(?:st|nd|rd|th)) (?:(?:annual|yearly) )?(?:(?:consecutive|successive"
        rf"|straight) (?:annual )?(?:years?|months?|quarters?|rise|increase|fall|drop)"
        rf"|(?:years?|months?|quarters?) (?:running|in a row|in succession)\b"
        rf"|(?:rise|increase|fall|drop|decrease) (?:in a row|running|in succession)\b)"
        rf"|\b(?:{NUMBER}) (?:(?:consecutive|successive|straight) (?:years?|months?|quarters?|rises"
        rf"|increases|falls|annual rises|annual increases|annual falls)|(?:years?|months?|quarters?)"
        rf" (?:running|in a row|in succession)\b)"
    ),
    "every": (
        rf"\b(?:(?:one|1) )?(?:in )?every {NUMBER}(?: (?:or|to) {NUMBER})?[ -](?:seconds?|minutes?|mins?|hours?|days?|weeks?)\b"
    ),
    "inwards": (
        rf"\b(?:{CARDINAL}|\d{{1,2}}) (?:in|out of)(?: every)? (?:{CARDINAL}|\d{{1,3}})\b(?![,.]\d)"
        rf"(?! (?:{_TIME}s?|police|forces|constabularies|other|areas|regions)\b|%|[-/])"
    ),
    "fraction": (
        rf"[{_VULGAR}]|(?<![\w,./])[1-9]/[2-9](?![\d/])"
        rf"|(?:\b(?:one|two|three|four|five|six|seven|eight|nine)[ -]|(?<=\ba )|(?<=\ban ))(?:{PART})\b"
        rf"(?![- ](?:{_ORDINAL_BEFORE})\b)"
        rf"|\bhalf\b(?![- ]a[ -](?:{SCALE}|dozen)\b)|\bquarter of\b|\bhalves\b"
    ),
    "times": (
        rf"(?<![\w.,]){NUMBER}(?:[ -]?fold\b|[ -]times\b|x\b)|\b{FOLDS}\b"
        r"|\btwice\b|\bthrice\b"
    ),
    "multiplied": (
        r"\b(?:re)?(?:doubl|trebl|tripl|quadrupl|quintupl)(?:e|es|ed|ing)\b|\bhalved\b|\bhalving\b|\bhalve\b"
    ),
    "rank": (
        rf"\b(?:(?:{ORDINAL}|\d+(?:st|nd|rd|th))[- ])?{SUPERLATIVE}\b(?:[- ](?:ever\b|on record\b))?"
        r"|\btop\b|\bmore than any other\b|\bmore than anywhere else\b"
    ),
    "peak": (
        r"\bpeak(?:ed|s|ing)?\b|\bon record\b|\ball-time (?:high|low|record|peak)s?\b"
        r"|\brecord[- ](?:highs?|lows?|levels?|numbers?|years?|total|figures?|breaking|rise|increase"
        r"|amounts?|volumes?)\b"
        rf"|(?<=\ba )record\b(?= (?:of )?{NUMBER})|(?<=\bnew )record\b|(?<=\bset a )record\b"
        r"|(?<=\bhit a )record\b|(?<=\bhits a )record\b|(?<=\bat a )record\b"
    ),
    "ordinal": rf"\b(?:{ORDINAL}|(?<![\d,.])\d+(?:st|nd|rd|th))\b",
    "rate": rf"(?<![\w.,]){NUMBER} (?:an?|per|each|every) {_TIME}\b(?! (?:ago|earlier|later|before))",
    "name": r"(?<!\w)[^\W\d_]+[-.]?\d[\w-]*|(?<![\w,.])\d+(?!st\b|nd\b|rd\b|th\b|k\b|m\b|bn\b|mn\b)[^\W\d_][\w-]*",
    "loose": rf"\b{LOOSE}\b",
    "number": rf"(?<![\w]){NUMERAL}|\b{CARDINAL}{_HALF}",
    "parted": r"\b(?:quarter|half|third|fifth|sixth|seventh|eighth|ninth|tenth)s?\b",
    "digits": r"\d+(?:[.,/]\d+)*",
}
FORMS = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()), re.IGNORECASE)
