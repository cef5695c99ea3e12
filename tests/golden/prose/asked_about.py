"""Passages whose counts a person must look at: hedged, partial, undated, of something else."""

from dataclasses import replace

from tests.golden.prose.case import BY_DORSET, Ask, Case, case, requested, take

_JOINT = replace(BY_DORSET, force_ids=("norfolk", "suffolk"))
_UNKNOWN = replace(BY_DORSET, force_ids=())
_IMAGES = requested("Child abuse image offences")
_CHILDREN = requested("Sexual offences against children")

UNDATED: tuple[Case, ...] = (
    case("There have been 39 offences recorded under s15A", Ask(39, "no period")),
    case("The count of calls for service 2,174", Ask(2174, "no period")),
    case("Nil return.", Ask(0, "no period")),
    case("Q1: 39  Q2: no information held", Ask(39, "year")),
    case("1. How many arrests were made in 2019?\nResponse: 39", Ask(39, "number alone")),
    case("How many arrests were made in 2019?\n\nAnswer\n\n39", Ask(39, "number alone")),
    case("A total of 39 offences were recorded since 2019.", Ask(39, "starts and ends")),
    case("We recorded 39 offences up to 2019/20.", Ask(39, "starts and ends")),
    case("No offences were recorded prior to 2019/20.", Ask(0, "starts and ends")),
    case("There were 39 offences between 2019 and 2024.", Ask(39, "can mean")),
    case("In 2020-2021 there were 39 offences.", Ask(39, "can mean")),
    case("We recorded 39 offences last year.", Ask(39, "last year")),
    case("In the last 12 months there have been 39 offences.", Ask(39, "no period")),
    case("In 2024/25 to date there were 39 offences.", Ask(39, "to date")),
    case("So far in 2024 there have been 12 offences.", Ask(12, "So far")),
    case("Year to date, 12 offences were recorded in 2024.", Ask(12, "to date")),
    case("As at 31 March 2020 there were 12 suspects.", Ask(12, "As at")),
    case("There are currently 2,109 subjects in the community.", Ask(2109, "currently")),
    case("On 31 March 2020 there were 14 suspects.", Ask(14, "starts and ends")),
    case("In 2021 (to September) there were 14 offences so far.", Ask(14, "so far")),
    case("226 offences were recorded the year before.", Ask(226, "no year named")),
    case("2022/23 - 10\n2023/24 - 6", Ask(10, "no line above"), Ask(6, "no line above")),
    case(
        "How many arrests were made?\n2012 - 13\n2013 - 14",
        Ask(13, "list of years"),
        Ask(14, "list of years"),
    ),
    case("Number of offences:\n2018/19: 39\n2018/19: 41", Ask(39, "overlap"), Ask(41, "overlap")),
    case(
        "Number of offences:\n2018/19: 39\n2019/20: 41\nTotal: 90",
        Ask(39, "total"),
        Ask(41, "total"),
    ),
    case(
        "Number of offences:\n2018/19: approx 40\n2019/20: 41",
        Ask(40, "exact"),
        take("2019/20", 41),
    ),
    case("Number of offences:\n2018/19: *\n2019/20: 41", Ask(0, "stands for"), take("2019/20", 41)),
    case("Number of offences:\n16/17 - 12\n17/18 - 14", Ask(12, "ages"), Ask(14, "ages")),
)

UNSURE: tuple[Case, ...] = (
    case("In 2019 we recorded approximately 200 offences.", Ask(200, "exact")),
    case("In 2019 we recorded around 200 offences.", Ask(200, "exact")),
    case("At least 30 offences were recorded in 2019.", Ask(30, "upper bound")),
    case("More than 200 offences were recorded in 2019.", Ask(201, "upper bound")),
    case("Up to 30 offences were recorded in 2019.", Ask(30, "exact")),
    case("Fewer than 200 offences were recorded in 2019.", Ask(0, "exact")),
    case("It is estimated that 200 offences were recorded in 2019.", Ask(200, "estimated")),
    case("The provisional figure is 200 offences for 2019.", Ask(200, "provisional")),
    case("An average of 12 offences a month was recorded; 144 offences in 2019.", Ask(144, "")),
    case("We may have recorded 39 offences in 2019/20.", Ask(39, "may")),
    case("39 offences recorded in 2019/20 were not confirmed.", Ask(39, "not")),
    case("There were 2019 offences recorded in 2018.", Ask(2019, "year")),
    case("In 2018 12 offences in 2019 15 offences.", Ask(12, "not plain"), Ask(15, "not plain")),
    case("Offences rose from 226 in 2020/21 to 212.", Ask(226, "not plain"), Ask(212, "not plain")),
    case(
        "In 2018/19 and 2019/20 we recorded 12 and 15 offences.",
        Ask(12, "not plain"),
        Ask(15, "not plain"),
    ),
    case("In 2018/19 and 2019/20 we recorded 12 offences.", Ask(12, "not plain")),
    case(
        "In 2019 there was a total of 1,204 (one thousand two hundred and five) offences.",
        Ask(1204, "brackets"),
    ),
    case("In 2019/20, 39 offences were recorded in Bournemouth.", Ask(39, "Bournemouth")),
    case("39 offences were recorded in 2019/20 where the victim was a child.", Ask(39, "victim")),
    case("A keyword search returned 39 crimes in 2019/20.", Ask(39, "keyword")),
    case(
        "There were 3 dispersal orders issued in 2022 and 14 issued between 1st January and 31st"
        " August 2023.",
        Ask(3, "sure enough"),
        Ask(14, "sure enough"),
    ),
    case("In 2019 there were 30 reports of rape.", Ask(30, "sure enough")),
    case("In 2019 there were 39 recorded.", Ask(39, "")),
)

PARTS: tuple[Case, ...] = (
    case(
        "In 2020/21, there were 212 recorded crimes, 5 of which were detected.",
        take("2020/21", 212, "crimes"),
        Ask(5, "part"),
    ),
    case(
        "In 2021/22 we recorded 212 offences, of which 5 were detected.",
        take("2021/22", 212),
        Ask(5, "part"),
    ),
    case(
        "In 2021/22 we recorded 212 offences. Of these, 5 offences were detected.",
        take("2021/22", 212),
        Ask(5, "part"),
    ),
    case(
        "Of the 120 offences recorded in 2019/20, 39 resulted in charge.", Ask(120, ""), Ask(39, "")
    ),
    case("5 of the offences recorded in 2019 were rapes.", Ask(5, "")),
    case("We recorded 39 offences in 2019/20 including attempts.", Ask(39, "including")),
    case("A further 12 offences were recorded in 2021/22.", Ask(12, "further", True)),
    case(
        "In addition, 12 offences were recorded in 2021/22 at schools.", Ask(12, "addition", True)
    ),
    case("We also recorded 12 offences in 2021/22.", Ask(12, "also", True)),
    case("Excluding attempts, 12 offences were recorded in 2021/22.", Ask(12, "Excluding", True)),
    case("12 other offences were recorded in 2021/22.", Ask(12, "other", True)),
    case(
        "For the year 2018/19 there were 187 crimes and 44 non crime occurrences recorded.",
        Ask(187, "not plain"),
        Ask(44, "not plain"),
    ),
    case(
        "There were 12 rape offences and 9 assault offences in 2018.",
        Ask(12, "not plain", True),
        Ask(9, "not plain", True),
    ),
    case(
        "1) How many offences were recorded?\nAnswer\n2022/23 - 10\n2) How many where the victim"
        " was a child?\nOf the above offences\nAnswer\n2022/23 - 2",
        take("2022/23", 10),
        Ask(2, "Of the above"),
    ),
    case(
        "In 2018/19 we recorded 1,264 offences, of which 495 were against children.",
        Ask(1264, "part of it", True),
        Ask(495, "part"),
        asked=_CHILDREN,
    ),
    case(
        "In 2018/19 we recorded 1,264 offences. Of these, 495 offences were against children.",
        Ask(1264, "part of it", True),
        Ask(495, "part"),
        asked=_CHILDREN,
    ),
)

# A number of each year is no total of several, and no single year's either.
OF_EACH: tuple[Case, ...] = (
    case("In each year from 2017/18 to 2019/20 we recorded 15 offences.", Ask(15, "each")),
    case("We recorded 15 offences for each year from 2017/18 to 2019/20.", Ask(15, "each")),
    case("In 2019/20, 15 offences were recorded in every month.", Ask(15, "every")),
)

# A rate is no count of its year, in whatever words it is one.
RATES: tuple[Case, ...] = (
    case("In 2021 there were 45 offences recorded a month.", Ask(45, "a month")),
    case("In 2021 there were 45 offences per week.", Ask(45, "per")),
    case("In 2021 there were 45 offences every day.", Ask(45, "every")),
    case("In 2021 there were 45 offences/month.", Ask(45, "rate")),
    case("In 2021 there were 45 offences p.a. recorded.", Ask(45, "rate")),
    case("45 offences a year were recorded in 2021.", Ask(45, "a year")),
)

OF_SOMETHING_ELSE: tuple[Case, ...] = (
    *(
        case(f"In 2019/20 there were 39 offences {part}.", Ask(39, why, holds), asked=_CHILDREN)
        for part, why, holds in (
            ("with a suspect identified", "part of what was asked", True),
            ("with a victim", "part of what was asked", True),
            ("of arrest", "part of what was asked", True),
            ("which resulted in a charge", "more than can be read", False),
        )
    ),
    case("In 2019/20 we recorded 39 rape offences.", Ask(39, "doesn't name", True), asked=_IMAGES),
    case(
        "In 2018/19 we recorded 5,210 sexual offences.",
        Ask(5210, "more or less", True),
        asked=_CHILDREN,
    ),
    case(
        "In 2019/20, 39 offences were recorded at schools.",
        Ask(39, "doesn't name", True),
        asked=_IMAGES,
    ),
    case("Essex Police recorded 39 offences in 2019/20.", Ask(39, "essex")),
    case("In the South West 390 offences were recorded in 2019/20.", Ask(390, "South West")),
    case("Suffolk Constabulary\nIn 2019/20 we recorded 12 offences.", Ask(12, "suffolk")),
    case(
        "Norfolk\n\nIn 2019/20 we recorded 12 offences.\n\nSuffolk\n\nIn 2019/20 we recorded 9"
        " offences.",
        Ask(12, "norfolk"),
        Ask(9, "suffolk"),
        asked=_JOINT,
    ),
    case("In 2019/20 we recorded 12 offences.", Ask(12, "which force"), asked=_UNKNOWN),
    case(
        "Your request for information has now been considered.\n\nFor the year 2018/19 there were"
        " 187 crimes recorded.\nTo review each report individually would exceed the appropriate"
        " 18 hour time\nand £450 cost limit.",
        Ask(187, "cost"),
    ),
    case(
        "In 2019/20 we recorded 39 offences.\n\nIn 2019/20 there were 41 offences.",
        Ask(39, "another number", True),
        Ask(41, "another number", True),
    ),
    case(
        "You asked for the following:\nWe recorded 39 offences in 2019/20 and want to know more.",
        Ask(39, ""),
    ),
    case(
        "According to our own records and the system that we use for recording offences there were"
        " in the period\n\n39 offences in 2019/20.",
        Ask(39, "elsewhere"),
    ),
)

SAID_OTHERWISE: tuple[Case, ...] = (
    case(
        "12 rape offences were recorded in 2018 and 9 assault offences in 2019.",
        Ask(12, "different things", True),
        Ask(9, "different things", True),
    ),
    case(
        "There were 12 offences in 2018 and 15 and 9 in 2019 and 2020 respectively.",
        Ask(12, "not plain"),
        Ask(15, "not plain"),
        Ask(9, "not plain"),
    ),
    case("We did not record any offences in 2019/20.", Ask(0, "not")),
    case(
        "Q2 – The count of incidents where a firework was used against officers 6",
        Ask(6, "no period"),
    ),
    case("In 2019/20 we received a request for 39 offences.", Ask(39, "request")),
    case("A search was conducted of 39 offences recorded in 2019/20.", Ask(39, "search")),
    case("In 2019/20 the increase was 39 offences.", Ask(39, "increase")),
    case("In 2019/20 the total rose to 39 offences.", Ask(39, "rose")),
    case("30 more offences were recorded in 2019/20.", Ask(30, "more")),
    case("No offences were recorded in 2019/20 against the force.", Ask(0, "against")),
    case("39 offences by police were recorded in 2019.", Ask(39, "by")),
    case("39 suspects were held in 2019/20.", Ask(39, "held")),
    case(
        "In 2019/20 there were 39 offences at 12 schools.",
        Ask(39, "not plain"),
        Ask(12, "not plain"),
    ),
    case("39 of 212 offences recorded in 2019/20.", Ask(39, "not plain"), Ask(212, "not plain")),
    case(
        "39 offences (12 rapes) were recorded in 2019/20.",
        Ask(39, "not plain"),
        Ask(12, "not plain"),
    ),
    case(
        "39 offences were recorded in 2019/20 and 12 arrests were made.",
        Ask(39, "not plain"),
        Ask(12, "not plain"),
    ),
    case("12 offences were recorded in 2018, 2019 and 2020.", Ask(12, "not plain")),
    case("Half of the 39 offences were recorded in 2019/20.", Ask(39, "Half")),
    case("The first 39 offences were recorded in 2019/20.", Ask(39, "first")),
    case("In each month of 2019/20, 39 offences were recorded.", Ask(39, "each")),
    case(
        "From 2018/19 to 2019/20 offences increased from 39 to 41.",
        Ask(39, "not plain"),
        Ask(41, "not plain"),
    ),
    case(
        "Number of offences recorded (April to March)\n2018/19 39\n2019/20 41",
        Ask(39, "no sign"),
        Ask(41, "no sign"),
    ),
    case(
        "How many offences were recorded in 2019/20?\nRape: 30\nSexual assault: 50",
        Ask(30, "in a list"),
        Ask(50, "in a list"),
    ),
    case(
        "Norfolk recorded 12 offences in 2018 and Suffolk 9 in 2019.",
        Ask(12, "speaks of"),
        Ask(9, "speaks of"),
        asked=_JOINT,
    ),
)

AROUND: tuple[Case, ...] = (
    case("In 2019/20 we recorded 39 offences.*\n* Attempts are left out.", Ask(39, "note")),
    case("Number of offences:\n2018/19: 39*\n2019/20: 41", Ask(39, "note"), take("2019/20", 41)),
    case(
        "In 2019/20 we recorded 39 offences. These figures exclude attempts.",
        Ask(39, "a note says"),
    ),
    case(
        "In 2019/20 we recorded 39 offences. Please note that the above relates to Poole only.",
        Ask(39, "a note says"),
    ),
    case("Rape\nIn 2019/20 we recorded 39 offences.", Ask(39, "heading", True), asked=_IMAGES),
    case(
        "Rape\n\nNumber of offences:\n2018/19: 45\n2019/20: 12",
        Ask(45, "heading", True),
        Ask(12, "heading", True),
        asked=_IMAGES,
    ),
    case(
        "Rape\n\nThe number of offences is below.\n2018/19: 45",
        Ask(45, "heading", True),
        asked=_IMAGES,
    ),
    case(
        "1. In 2019/20 we recorded 39 offences.\n\n2. In 2018/19 we recorded 12 offences.",
        Ask(39, "several questions", True),
        Ask(12, "several questions", True),
        asked=_IMAGES,
    ),
    case("Number of offences recorded in 2019/20:\n39", Ask(39, "number alone")),
    # A page of a PDF, line by line: the sentence doesn't end where the line does.
    case("In 2019/20 we recorded 39 offences in\n\nBournemouth.", Ask(39, "elsewhere")),
    case("In 2019/20 we recorded 39 offences,\n\nexcluding attempts.", Ask(39, "elsewhere")),
    case("Apart from attempts we recorded,\n\nin 2019/20, 39 offences.", Ask(39, "elsewhere")),
    case(
        "In the financial year 2019/20 Dorset Police recorded 39 offences\n\nExcluding attempts.",
        Ask(39, "elsewhere"),
    ),
)

# Each of these once gave another number than it says, or nothing at all.
NOT_WHAT_IT_LOOKS_LIKE: tuple[Case, ...] = (
    case("We recorded 12 thousand offences in 2018/19.", Ask(0, "no exact count")),
    case("We recorded 1.2 thousand offences in 2018/19.", Ask(0, "no exact count")),
    case("We recorded 3 hundred offences in 2018/19.", Ask(0, "no exact count")),
    case("We recorded 12k offences in 2018/19.", Ask(0, "no exact count")),
    case("We recorded two dozen offences in 2018/19.", Ask(0, "no exact count")),
    case("We recorded half a dozen offences in 2018/19.", Ask(0, "no exact count")),
    case("We recorded a couple of offences in 2018/19.", Ask(0, "no exact count")),
    case("We recorded two hundred-odd offences in 2018/19.", Ask(0, "no exact count")),
    case("We recorded 200-odd offences in 2018/19.", Ask(0, "no exact count")),
    case("We recorded several hundred offences in 2018/19.", Ask(0, "no exact count")),
    case("We recorded twelve hundred offences in 2018/19.", Ask(0, "no exact count")),
    case("We recorded two-three offences in 2018/19.", Ask(0, "no exact count")),
    case("We recorded 200 - 12 offences in 2018/19.", Ask(0, "no exact count")),
    case(
        "45 offences were recorded in 2018/19 (rounded to the nearest 5).",
        Ask(45, "rounded"),
        Ask(5, "rounded"),
    ),
    # Telephones, names of things and streets
    case("In 2005/06 999 calls were recorded.", Ask(999, "name something")),
    case("In 2018/19 we recorded a total of 999 calls.", Ask(999, "name something")),
    case("Offences rose to 101 in 2018/19.", Ask(101, "name something")),
    case("There were 111 emergency incidents in 2018/19.", Ask(111, "name something")),
    case(
        "In answer to your question 39 offences were recorded in 2019/20.",
        Ask(39, "name something"),
    ),
    case("In this category 45 offences were recorded in 2018/19.", Ask(45, "name something")),
    case("The district: 45 offences in 2018/19.", Ask(45, "name something")),
    case("Answer: 45 offences were recorded in 2018/19.", Ask(45, "name something")),
    case("Answer 45 offences were recorded in 2018/19.", Ask(45, "name something")),
    case("By type: 1,204 offences in 2018/19.", Ask(1204, "more than can be read")),
    case("We recorded one hundred, twenty offences in 2018/19.", Ask(20, "more than can be read")),
    case("There were 12 crimes in the road in 2018/19.", Ask(12, "more than can be read")),
    case("In 2018/19 45 counts of rape were recorded.", Ask(45, "what is counted")),
    case("For 2018/19 the answer is 45.", Ask(45, "what is counted")),
    # Numbers written as none should be
    case("We recorded '45' offences in 2018/19.", Ask(45, "name something")),
    case("We recorded -45 offences in 2018/19.", Ask(45, "name something")),
    case("We recorded 45/50 offences in 2018/19.", Ask(0, "name something")),
    case("We recorded 1.234 offences in 2018/19.", Ask(0, "name something")),
    # Words that mostly stand beside other numbers
    case(
        "In 2018/19 45 offences were recorded; figures under 5 have been suppressed.",
        Ask(45, "more than can be read"),
    ),
    case("A manual review found 45 offences in 2018/19.", Ask(45, "more than can be read")),
    case("In 2018/19 45 offences were found manually.", Ask(45, "more than can be read")),
    case("In 2018/19 45 offences against a charity were recorded.", Ask(45, "charity")),
    case("Answers: 45 offences in 2018/19.", Ask(45, "name something")),
    # What looks like a plain claim of the sender's
    case("Had 54 offences been recorded in 2018/19 we would say so.", Ask(54, "")),
    case("It has been reported that 54 offences were recorded in 2018/19.", Ask(54, "that")),
    case("Offences in 2018/19 will be 54.", Ask(54, "will be")),
    case("We recorded 54 offences in 2018/19. This is an undercount.", Ask(54, "undercount")),
    case("We recorded 54 offences in 2018/19. These figures are provisional.", Ask(54, "a note")),
    # Lists and answers
    case("Number of offences:\n2018/19: 45 (provisional)", Ask(45, "more than a count")),
    case("Number of offences:\n2018/19 at Poole: 45", Ask(45, "more than a count")),
    case(
        "2018/19 - 45; 2019/20 - 12 offences.",
        Ask(45, "what is counted"),
        take("2019/20", 12, "offences"),
    ),
    case(
        "Number of offences:\n2018/19: two dozen\n2019/20: 5",
        Ask(0, "no exact count"),
        take("2019/20", 5, "offences"),
    ),
    case(
        "Number of offences:\n2018/19: 12.5\n2019/20: 5",
        Ask(0, "no exact count"),
        take("2019/20", 5, "offences"),
    ),
    case(
        "Number of offences (thousands):\n2018/19: 12\n2019/20: 5",
        Ask(12, "no exact count"),
        Ask(5, "no exact count"),
    ),
    case(
        "The figures below are in thousands.\n\nNumber of offences recorded:\n2018/19: 12",
        Ask(12, "no exact count"),
    ),
    case("How many offences were recorded in 2018/19?\n\n12 thousand", Ask(0, "no exact count")),
    case("How many offences were recorded in 2018/19?\n\nAbout 45.", Ask(45, "no exact count")),
    case(
        "How many offences were recorded in 2018/19?\n\none hundred and four",
        Ask(104, "number alone"),
    ),
    case(
        "Offences recorded in 2018/19:\nRape: 12 thousand\nTheft: 5",
        Ask(0, "no exact count"),
        Ask(5, "stands in a list"),
    ),
)

# Words that mostly stand in a question, an estimate or a quotation, beside the force's own count.
IN_THE_FORCES_VOICE: tuple[Case, ...] = (
    case("According to our records 39 offences were recorded in 2019/20.", Ask(39, "According")),
    case(
        "The number of offences, broken down by year, was 39 in 2018/19 and 41 in 2019/20.",
        Ask(39, ""),
        Ask(41, ""),
    ),
    case(
        "In 2019/20 we recorded 3,715 crimes, and to read each of them would exceed the limit.",
        Ask(3715, ""),
    ),
    case("In 2019/20 we recorded 39 offences, unlike other forces.", Ask(39, "other", True)),
    case("What we found is that 39 offences were recorded in 2019/20.", Ask(39, "What")),
    case("When all was read, 39 offences were recorded in 2019/20.", Ask(39, "When")),
)

# Filed under Dorset, and another force writes.
OF_ANOTHER_SENDER: tuple[Case, ...] = (
    case(
        "Kent Police has searched its records.\n\nIn 2019/20 there were 39 offences.",
        Ask(39, "speaks for kent"),
    ),
    case("In 2019/20 there were 39 offences.\n\nKent Police", Ask(39, "speaks for kent")),
)
