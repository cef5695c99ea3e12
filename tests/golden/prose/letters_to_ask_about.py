"""Letters with a count that a person must look at before it is taken."""

from tests.golden.prose.whole_letters import letter

LETTERS = (
    letter(
        "Request 1\n"
        "How many arrests were made at the final on May 3?\n"
        "\n"
        "Answer 1\n"
        "Information held by police indicates 4 individuals were arrested in and around the"
        " venue in May 2024.\n"
        "\n"
        "Request 2\n"
        "Who made the decision?\n"
        "\n"
        "Answer 2\n"
        "This is exempt by virtue of Section 31(1)(a) of the Act.",
        asked=(4,),
        refused=(("2", "refused", "31(1)(a)"),),
        force="northern-ireland",
    ),
    letter(
        "A search of our crime recording system (Niche) returned 39 offences in 2021/22.",
        asked=(39,),
    ),
    letter(
        "There were a total of 56 recorded crimes of upskirting in 2022, of which 12 "
        "resulted in a charge or summons.",
        taken=(("2022", 56),),
        asked=(12,),
    ),
    letter(
        "Dorset Police has recorded the following number of dog theft offences:\n"
        "\n"
        "2019: 12 offences\n"
        "2020: 15 offences\n"
        "2021: 9 offences (to 30 September 2021)",
        taken=(("2019", 12), ("2020", 15)),
        asked=(9,),
    ),
    letter(
        "In 2021, 83 offences were recorded. These figures relate to offences where a "
        "firearm marker was applied only.",
        asked=(83,),
    ),
    letter(
        "Q1: 14\nQ2: 27\nQ3: Not held",
        asked=(14, 27),
        refused=(("3", "not_held", ""),),
    ),
    letter(
        "Internal Review\n"
        "\n"
        "You have asked for a review of the response dated 3 June 2022.\n"
        "\n"
        "Original response\n"
        "\n"
        "In 2021 there were 14 offences recorded.\n"
        "\n"
        "Review outcome\n"
        "\n"
        "I have found that the search was incomplete. In 2021 there were 19 offences "
        "recorded.",
        taken=(("2021", 19),),
        asked=(14,),
    ),
    letter(
        "You asked: How many rapes were reported in 2021?\n"
        "Answer: 512 offences of rape were recorded in 2021.\n"
        "You asked: How many in 2022?\n"
        "Answer: 540 offences of rape were recorded in 2022.",
        asked=(512, 540),
    ),
    letter(
        "There have been no recorded crimes of this type in the last 5 financial years.",
        asked=(0,),
    ),
    letter(
        "The force recorded on average 45 offences each year between 2018 and 2021.",
        asked=(45,),
    ),
    letter(
        "Of the 112 offences recorded in 2021/22, 14 are still under investigation.",
        asked=(14, 112),
    ),
    letter(
        "Clarification received: I want 2019/20 only. In 2018/19 there were 212 stalking "
        "offences.\n"
        "\n"
        "In 2019/20 there were 198 stalking offences.",
        asked=(198,),
    ),
    letter(
        "In 2021 some 3 burglary offences were committed each night.",
        asked=(3,),
    ),
    letter(
        "In 2021 there were 45 burglary offences in which a suspect was named.",
        asked=(45,),
    ),
    letter(
        "In 2021 there were 45 burglary offences resulting in a positive outcome.",
        asked=(45,),
    ),
    letter(
        "In 2021 there were 45 burglary offences. The cost of burglary to victims is "
        "estimated at £3,000.",
        asked=(45,),
    ),
    letter(
        "In 2021 there were 45 burglary offences. Had we needed to read each file, the cost"
        " would have exceeded the limit.",
        asked=(45,),
    ),
    letter(
        "Recorded burglary offences\n2019 - 12\n2020 - 9 (January to June only)\n2021 - 20",
        taken=(("2019", 12), ("2021", 20)),
        asked=(9,),
    ),
    letter(
        "The force recorded 12 burglary offences in 2019 and 3 people were arrested.",
        asked=(3, 12),
    ),
    letter(
        "1. You told me that 88 incidents were recorded in 2020. Is this right?\n"
        "\n"
        "Yes. 88 incidents were recorded in 2020.\n"
        "\n"
        "2. How many were recorded in 2021?\n"
        "\n"
        "93 incidents were recorded in 2021.",
        asked=(88, 93),
    ),
    letter(
        "Please see below.\n"
        "\n"
        "How many dog bite incidents were there in 2021, compared with 88 incidents in "
        "2020?\n"
        "93",
        asked=(93,),
    ),
    letter(
        "We have previously told you that there were 88 incidents in 2020. That figure was "
        "incorrect. There were 91 incidents in 2020.",
        asked=(88, 91),
    ),
    letter(
        "In 2021 there were 93 incidents, 14 of which involved a child.",
        taken=(("2021", 93),),
        asked=(14,),
    ),
    letter(
        "There were no incidents recorded in 2021 or 2022.",
        asked=(0,),
    ),
)
