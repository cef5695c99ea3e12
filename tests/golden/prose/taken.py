"""Passages whose counts are certain, each read by hand."""

from tests.golden.prose.case import Ask, Case, case, requested, take

SENTENCES: tuple[Case, ...] = (
    case(
        "In 2018/19 there were 101 non-recent offences.",
        take("2018/19", 101, "offences", "non-recent"),
    ),
    case(
        "The number of offences recorded in 2018/19 was 101 and in 2019/20 it was 99.",
        take("2018/19", 101, "offences"),
        take("2019/20", 99, "offences"),
    ),
    case(
        "We recorded 45 offences of street robbery in 2018/19.",
        take("2018/19", 45, "offences", "street robbery"),
    ),
    case(
        "In 2021/22 we recorded 212 crimes, compared with 226 the year before.",
        take("2021/22", 212, "crimes"),
        take("2020/21", 226, "crimes"),
    ),
    case(
        "In 2021/22 we recorded 212 crimes, compared with 226 in 2020/21.",
        take("2021/22", 212, "crimes"),
        take("2020/21", 226, "crimes"),
    ),
    case(
        "Compared with 226 in 2020/21, 212 crimes were recorded in 2021/22.",
        take("2020/21", 226, "crimes"),
        take("2021/22", 212, "crimes"),
    ),
    case(
        "In 2019 there were 30 arrests, up from 24 the previous year.",
        take("2019", 30, "arrests"),
        take("2018", 24, "arrests"),
    ),
    case(
        "There were 24 incidents in 2018 and 30 the following year.",
        take("2018", 24, "incidents"),
        take("2019", 30, "incidents"),
    ),
    case(
        "Between 1st January 2020 and 31st December 2024 there were 4,932 Anti-Social Behaviour"
        " incidents recorded.",
        take("January 2020 to December 2024", 4932, "incidents", "Anti-Social Behaviour"),
    ),
    case(
        "I can advise that, in total for 2024, 80 incidents were identified as falling within the"
        " scope of this part of the request.",
        take("2024", 80, "incidents"),
    ),
    case("No offences were recorded in 2019/20.", take("2019/20", 0)),
    case("There were no arrests in 2018.", take("2018", 0, "arrests")),
    case("There have been zero offences recorded in 2019/20.", take("2019/20", 0)),
    case("Nil offences were recorded during 2019/20.", take("2019/20", 0)),
    case(
        "There were no offences in 2019 and 4 in 2020.",
        take("2019", 0),
        take("2020", 4),
    ),
    case("Fewer than five offences were recorded in 2019/20.", take("2019/20", 0, high=4)),
    case("Less than 10 crimes were recorded in 2019.", take("2019", 0, "crimes", high=9)),
    case("In 2019/20 there were <5 offences.", take("2019/20", 0, high=4)),
    case("Between 1 and 4 offences were recorded in 2019/20.", take("2019/20", 1, high=4)),
    case("5 or fewer offences were recorded in 2019/20.", take("2019/20", 0, high=5)),
    case(
        "In 2019 there was a total of 1,204 (one thousand two hundred and four) offences.",
        take("2019", 1204),
    ),
    case("Four (4) offences were recorded in 2019/20.", take("2019/20", 4)),
    case("In 2019 there were one hundred and four arrests.", take("2019", 104, "arrests")),
    case("Twenty-three victims were recorded in 2019/20.", take("2019/20", 23, "victims")),
    case("One offence was recorded in 2019/20.", take("2019/20", 1)),
    case("There was 1 crime recorded in 2019.", take("2019", 1, "crimes")),
    case(
        "We recorded 12 offences in 2018, 15 in 2019 and 9 in 2020.",
        take("2018", 12),
        take("2019", 15),
        take("2020", 9),
    ),
    case(
        "In 2018 there were 12 offences, 15 in 2019 and 9 in 2020.",
        take("2018", 12),
        take("2019", 15),
        take("2020", 9),
    ),
    case(
        "In 2018 there were 12 offences, in 2019 there were 15 and in 2020 there were 9.",
        take("2018", 12),
        take("2019", 15),
        take("2020", 9),
    ),
    case(
        "We recorded twelve offences in 2018 and nine in 2019.",
        take("2018", 12),
        take("2019", 9),
    ),
    case(
        "In 2019, 2020 and 2021 we recorded 12, 15 and 9 offences respectively.",
        take("2019", 12),
        take("2020", 15),
        take("2021", 9),
    ),
    case(
        "There were 12 and 15 arrests in 2018/19 and 2019/20 respectively.",
        take("2018/19", 12, "arrests"),
        take("2019/20", 15, "arrests"),
    ),
    case(
        "Crimes rose from 226 in 2020/21 to 212 in 2021/22.",
        take("2020/21", 226, "crimes"),
        take("2021/22", 212, "crimes"),
    ),
    case("In 2021/22 212 offences were recorded, an increase of 6%.", take("2021/22", 212)),
    case(
        "In 2021/22, 212 offences were recorded, a decrease of 14.",
        take("2021/22", 212),
    ),
    case("The number of offences recorded in 2019/20 was 39.", take("2019/20", 39)),
    case("Offences recorded in 2019/20: 39", take("2019/20", 39)),
    case("Total number of arrests in 2019 = 39", take("2019", 39, "arrests")),
    case("Offences 2019/20 - 39", take("2019/20", 39)),
    case(
        "There have been 39 offences recorded under s15A in 2019/20.",
        take("2019/20", 39, label="s15A"),
    ),
    case(
        "In 2019/20 we recorded 39 offences under section 15A of the Sexual Offences Act 2003.",
        take("2019/20", 39, label="section 15A of the Sexual Offences Act 2003"),
    ),
    case("Dorset Police recorded 39 rape offences in 2019/20.", take("2019/20", 39, label="rape")),
    case(
        "39 sexual offences against children were recorded in 2019/20.",
        take("2019/20", 39, label="sexual offences against children"),
    ),
    case("39 offences of rape were recorded in 2019/20.", take("2019/20", 39, label="rape")),
    case(
        "During 2020, 14 arrests were made for burglary.",
        take("2020", 14, "arrests", "burglary"),
    ),
    case(
        "In the financial year 2019/20, Dorset Police recorded 39 crimes.",
        take("2019/20", 39, "crimes"),
    ),
    case("In the year ending March 2020 there were 39 crimes.", take("2019/20", 39, "crimes")),
    case(
        "From 1 April 2019 to 31 March 2020 we received 2,174 calls.",
        take("2019/20", 2174, "calls"),
    ),
    case(
        "There were 14 offences in 2021 (to September).",
        take("1 January 2021 to 30 September 2021", 14),
    ),
    case("In April 2020, 12 crimes were recorded.", take("April 2020", 12, "crimes")),
    case("In Q1 2019/20 there were 12 crimes.", take("Q1 2019/20", 12, "crimes")),
    case(
        "There were 14 incidents between 1st January and 31st August 2023.",
        take("1 January 2023 to 31 August 2023", 14, "incidents"),
    ),
    case("Roedd 1,353 o droseddau yn 2018.", take("2018", 1353)),
    case("Cofnodwyd 212 o droseddau yn 2021/22.", take("2021/22", 212)),
    case("Dim troseddau yn 2019/20.", take("2019/20", 0)),
    case("Yn y flwyddyn ariannol 2019/20 cofnodwyd 39 o droseddau.", take("2019/20", 39)),
    case("Ni chofnodwyd unrhyw droseddau yn 2019/20.", take("2019/20", 0)),
    case("Ni chafodd unrhyw droseddau eu cofnodi yn 2019/20.", take("2019/20", 0)),
    case(
        "In 2021/22 we\nrecorded 212 crimes, compared\nwith 226 the year before.",
        take("2021/22", 212, "crimes"),
        take("2020/21", 226, "crimes"),
    ),
    case(
        "Q1. Response: In 2019/20 we recorded 39 offences.",
        take("2019/20", 39),
    ),
    case("\u2022 In 2019/20 there were 39 offences.", take("2019/20", 39)),
    case(
        "In response to question 1, 39 offences were recorded in 2019/20.",
        take("2019/20", 39),
    ),
    case(
        "Under the Freedom of Information Act 2000 you asked how many offences.\n\nOur response\n"
        "In 2019/20 we recorded 39 offences.",
        take("2019/20", 39),
    ),
)

AROUND: tuple[Case, ...] = (
    case("Dear Ms Smith,\n\nIn 2019/20 we recorded 39 offences.", take("2019/20", 39)),
    # What stands around a sentence and leaves nothing open.
    case(
        "Dear Ms Smith,\nIn 2019/20 we recorded 39 offences.\nYours sincerely", take("2019/20", 39)
    ),
    case(
        "In 2019/20 we recorded 39 offences.\n\nInformation is provisional and may be subject to"
        " change.\n\nYou may write within 40 working days. All 43 forces record differently.",
        take("2019/20", 39),
    ),
    case(
        "\u2022 In the financial year 2018/19 Dorset Police recorded 12 offences\n\n"
        "\u2022 In the financial year 2019/20 Dorset Police recorded 39 offences",
        take("2018/19", 12),
        take("2019/20", 39),
    ),
    case(
        "In 2019/20 we recorded 39 offences. In 2019/20 there were 39 offences.",
        take("2019/20", 39),
    ),
    case(
        "A search of our crime recording system shows that 39 offences were recorded in 2019/20.",
        take("2019/20", 39),
    ),
    case("39 offences in total were recorded by Dorset Police in 2019.", take("2019", 39)),
    case(
        "39 offences have been recorded during 2019/20 within the Dorset Police area.",
        take("2019/20", 39),
    ),
    case(
        "212 offences (2020/21), 226 offences (2019/20)", take("2020/21", 212), take("2019/20", 226)
    ),
    case(
        "We recorded 212 offences in 2020/21 (226 in 2019/20).",
        take("2020/21", 212),
        take("2019/20", 226),
    ),
    case(
        "2019: There were 39 offences.\n2020: There were 41 offences.",
        take("2019", 39),
        take("2020", 41),
    ),
)

LISTS: tuple[Case, ...] = (
    case(
        "Offences recorded under s15A\n\n2022/23 - 10 / 2023/24 - 6 / 2024/25 – 0",
        take("2022/23", 10, label="s15A"),
        take("2023/24", 6, label="s15A"),
        take("2024/25", 0, label="s15A"),
    ),
    case(
        "Number of crimes recorded:\n2022/23 - 10\n2023/24 - 6\n2024/25 – 0",
        take("2022/23", 10, "crimes"),
        take("2023/24", 6, "crimes"),
        take("2024/25", 0, "crimes"),
    ),
    case(
        "Number of offences:\n2019/20: 39\n2020/21: <5\n2021/22: nil\n2022/23: not held",
        take("2019/20", 39),
        take("2020/21", 0, high=4),
        take("2021/22", 0),
        take("2022/23", None),
    ),
    case(
        "Number of offences:\n2019/20\t39\n2020/21\t45",
        take("2019/20", 39),
        take("2020/21", 45),
    ),
    case(
        "Arrests made:\n2019 = 39\n2020 = 1,045",
        take("2019", 39, "arrests"),
        take("2020", 1045, "arrests"),
    ),
    # The whole of the first line could be a financial year; the other lines show that it isn't.
    case(
        "How many arrests were made?\n2012 – 13\n2013 – 78\n2014 – 75\nTotal: 166",
        take("2012", 13, "arrests"),
        take("2013", 78, "arrests"),
        take("2014", 75, "arrests"),
    ),
    case(
        "We recorded these offences:\n12 in 2018, 15 in 2019 and 9 in 2020",
        take("2018", 12),
        take("2019", 15),
        take("2020", 9),
    ),
    case("2022/23 - 10 offences\n2023/24 - 6 offences", take("2022/23", 10), take("2023/24", 6)),
    case(
        "Number of offences recorded in 2019:\nApril: 12\nMay: 15",
        take("April 2019", 12),
        take("May 2019", 15),
    ),
    case(
        "1) How many offences have been recorded by the force?\nAnswer\n2022/23 - 10\n2023/24 - 6",
        take("2022/23", 10),
        take("2023/24", 6),
    ),
    case(
        "Offences recorded:\n\n\u2022 2018/19: 39\n\n\u2022 2019/20: 41",
        take("2018/19", 39),
        take("2019/20", 41),
    ),
    case(
        "The number of offences recorded in each year is as follows:\n2018/19: 39\n2019/20: 41",
        take("2018/19", 39),
        take("2019/20", 41),
    ),
    case(
        "Number of offences that were recorded by the Force by financial year\n\n"
        "2018/19 - 39\n2019/20 - 41",
        take("2018/19", 39),
        take("2019/20", 41),
    ),
    case(
        "Offences:\n1 April 2018 to 31 March 2019 - 39\n1 April 2019 to 31 March 2020 - 41",
        take("2018/19", 39),
        take("2019/20", 41),
    ),
    case(
        "Offences recorded:\n2016/17 to 2018/19: 60\n2016/17: 10\n2017/18: 20\n2018/19: 30",
        take("2016/17 to 2018/19", 60),
        take("2016/17", 10),
        take("2017/18", 20),
        take("2018/19", 30),
    ),
)

# What the law says of costs is no estimate of what this answer would cost.
_LAW = (
    "The Act gives a right to information free of charge unless the cost would exceed the limit.",
    "A public authority may refuse where the cost exceeds the appropriate limit of £450.",
    "There is no charge for this information.",
    "The fees regulations set a limit of 18 hours.",
)

BESIDE_LAW = tuple(
    case(f"In 2019/20 we recorded 39 offences.\n\n{law}", take("2019/20", 39)) for law in _LAW
)

# With a request, a count must be of what was asked.
_IMAGES = requested("Child abuse image offences")
_COMMUNICATION = requested("Sexual communication with a child (section 15A)")
_CALLS = requested("Calls about fireworks", unit="calls", first="2019", last="2020")

ASKED_FOR: tuple[Case, ...] = (
    case("In 2019/20 we recorded 39 offences.", take("2019/20", 39), asked=_IMAGES),
    case(
        "In 2019/20 we recorded 39 child abuse image offences.",
        take("2019/20", 39, label="child abuse image"),
        asked=_IMAGES,
    ),
    case(
        "There were 39 offences under s15A in 2019/20.",
        take("2019/20", 39, label="s15A"),
        asked=_COMMUNICATION,
    ),
    # A request for suspects asks for no part of anything.
    case(
        "There were 39 offences with a suspect identified in 2019/20.",
        take("2019/20", 39, label="a suspect"),
        asked=requested("Offences with a suspect identified"),
    ),
    # Nothing of it is a figure of the reply: another unit, another year, several years.
    case(
        "In 2019/20 we made 39 arrests for burglary.",
        take("2019/20", 39, "arrests", "burglary"),
        asked=_IMAGES,
    ),
    case(
        "In 2009/10 we recorded 39 rape offences.", take("2009/10", 39, label="rape"), asked=_IMAGES
    ),
    case(
        "Between 1 April 2016 and 31 March 2021 we recorded 390 rape offences.",
        take("2016/17 to 2020/21", 390, label="rape"),
        asked=_IMAGES,
    ),
    # "2016 to 2020" has two meanings; the request's own years settle it.
    case(
        "Between 2019 and 2020 there were 4,932 calls.",
        take("January 2019 to December 2020", 4932, "calls"),
        asked=_CALLS,
    ),
    case(
        "In 2021/22 we recorded 212 offences, of which 5 were detected. 100 offences were recorded"
        " in 2019/20.",
        take("2021/22", 212),
        take("2019/20", 100),
        Ask(5, "part"),
        asked=_IMAGES,
    ),
)
