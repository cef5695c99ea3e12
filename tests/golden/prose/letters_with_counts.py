"""Letters whose counts a careful person takes as they stand."""

from tests.golden.prose.whole_letters import letter

LETTERS = (
    letter(
        "Stalking (171A/24)\n"
        "\n"
        "Request\n"
        "\n"
        "1. How many offences of stalking were recorded by your police force between:\n"
        "1st April 2021 – 31st March 2022?\n"
        "\n"
        "Response\n"
        "\n"
        "1. There were 4,021 stalking offences recorded between 1st April 2021 and 31st "
        "March 2022.",
        taken=(("2021/22", 4021),),
    ),
    letter(
        "FOI Reference: 554/2022\n"
        "Request:\n"
        "1: The total number of cyberstalking incidents recorded per calendar year from "
        "2017 to 2021. Please provide an annual breakdown.\n"
        "Response:\n"
        "2017 - 12 incidents\n"
        "2018 - 15 incidents\n"
        "2019 - 21 incidents",
        taken=(("2017", 12), ("2018", 15), ("2019", 21)),
    ),
    letter(
        "REQUEST\n"
        "I am writing to request the number of arrests in 2024. In 2023 there were 61 "
        "arrests at the event.\n"
        "RESPONSE\n"
        "We consulted with our Custody unit who have provided the following information "
        "regarding your request.\n"
        "\n"
        "In 2024 there were 58 arrests.",
        taken=(("2024", 58),),
    ),
    letter(
        "Between 1 April 2020 and 31 March 2021, Dorset Police recorded 1,342 hate crimes.",
        taken=(("2020/21", 1342),),
    ),
    letter(
        "The number of knife crime offences for the year ending March 2022 is 711.",
        taken=(("2021/22", 711),),
    ),
    letter(
        "I can confirm that in 2020 there were 14 offences and in 2021 there were 22 "
        "offences of this type recorded.",
        taken=(("2020", 14), ("2021", 22)),
    ),
    letter(
        "Q1. In 2019 there were 12 offences.\n"
        "Q2. Suspects' names are withheld under s.40(2) Personal Information.",
        taken=(("2019", 12),),
        refused=(("2", "refused", "40(2)"),),
    ),
    letter(
        "Having considered your request in terms of the Act, I can advise you that there "
        "were 45 crimes recorded between 1 April 2019 and 31 March 2020.",
        taken=(("2019/20", 45),),
        force="police-scotland",
    ),
    letter(
        "Thank you for your email dated 3 June 2022, in which you ask for the number of "
        "burglary offences recorded in 2020 and 2021. In 2020 there were 2,114 burglary "
        "offences and in 2021 there were 1,998.",
        taken=(("2020", 2114), ("2021", 1998)),
    ),
    letter(
        "I refer to your request for information, in which you stated:\n"
        "\n"
        '"I understand that in 2019 Dorset Police recorded 300 offences of fly-tipping. '
        'What was the number in 2020?"\n'
        "\n"
        "In 2020 Dorset Police recorded 214 offences of fly-tipping.",
        taken=(("2020", 214),),
    ),
    letter(
        "Less than 10 offences were recorded in 2021. Dorset Police does not release "
        "figures below 10 as they may identify individuals (Section 40(2) Personal "
        "Information).",
        taken=(("2021", 0),),
        refused=(("", "refused", "40(2)"),),
    ),
    letter(
        "Wrth ymateb i'ch cais, cofnodwyd 45 o droseddau yn 2021.",
        taken=(("2021", 45),),
        force="gwent",
    ),
    letter(
        "If you are not satisfied you may ask for an internal review. In 2020 there were 7 "
        "offences.",
        taken=(("2020", 7),),
    ),
    letter(
        "Thanks for your FOI.\n"
        "\n"
        "> How many stalking offences were recorded in 2019/20?\n"
        "> We know that 150 were recorded in 2018/19.\n"
        "\n"
        "198 stalking offences were recorded in 2019/20.",
        taken=(("2019/20", 198),),
    ),
    letter(
        "FOI 1234 – Stalking\n"
        "\n"
        "Full request:\n"
        "In 2018/19 the force recorded 212 stalking offences. I should be grateful for the "
        "figure for 2019/20.\n"
        "\n"
        "Response text:\n"
        "In 2019/20 the force recorded 198 stalking offences.",
        taken=(("2019/20", 198),),
    ),
    letter(
        "Applicant's request\n"
        "\n"
        "The force recorded 212 stalking offences in 2018/19.\n"
        "What is the figure for 2019/20?\n"
        "\n"
        "Force response\n"
        "\n"
        "The force recorded 198 stalking offences in 2019/20.",
        taken=(("2019/20", 198),),
    ),
    letter(
        "You wrote to us on 3 June 2020 as follows.\n"
        "\n"
        '"In 2018/19 there were 212 stalking offences recorded. Please send me the number '
        'for 2019/20."\n'
        "\n"
        "The figure for 2019/20 is 198 stalking offences.",
        taken=(("2019/20", 198),),
    ),
    letter(
        "Part 1: How many stalking offences were recorded in 2018/19 and 2019/20?\n"
        "\n"
        "212 offences were recorded in 2018/19 and 198 in 2019/20.\n"
        "\n"
        "Part 2: How many arrests?\n"
        "\n"
        "Not held.",
        taken=(("2018/19", 212), ("2019/20", 198)),
        refused=(("2", "not_held", ""),),
    ),
    letter(
        "Request: I would like to know the number of stalking offences recorded in 2019/20.\n"
        "Reply: 198 stalking offences were recorded in 2019/20.",
        taken=(("2019/20", 198),),
    ),
    letter(
        "Your question: How many stalking offences were there in 2019/20?\n"
        "Our answer: In 2019/20 there were 198 stalking offences.",
        taken=(("2019/20", 198),),
    ),
    letter(
        "Information you requested\n"
        "\n"
        "Number of stalking offences in 2019/20 (in 2018/19 there were 212).\n"
        "\n"
        "Information we hold\n"
        "\n"
        "In 2019/20 there were 198 stalking offences.",
        taken=(("2019/20", 198),),
    ),
    letter(
        "We received your request on 3 June 2020.\n"
        "\n"
        "You would like to know how many stalking offences there were in 2019/20. You say "
        "that there were 212 stalking offences in 2018/19.\n"
        "\n"
        "There were 198 stalking offences in 2019/20.",
        taken=(("2019/20", 198),),
    ),
    letter(
        "On 3 June 2020 you asked for the number of stalking offences in 2019/20, saying "
        "that 212 stalking offences were recorded in 2018/19.\n"
        "\n"
        "In 2019/20 we recorded 198 stalking offences.",
        taken=(("2019/20", 198),),
    ),
    letter(
        "Appendix 1: Text of request\n"
        "\n"
        "212 stalking offences were recorded in 2018/19.\n"
        "\n"
        "Appendix 2: Response\n"
        "\n"
        "198 stalking offences were recorded in 2019/20.",
        taken=(("2019/20", 198),),
    ),
    letter(
        "Dear Applicant\n"
        "\n"
        "FOI request 55/20: In 2018/19 there were 212 stalking offences. How many in "
        "2019/20?\n"
        "\n"
        "There were 198 stalking offences in 2019/20.\n"
        "\n"
        "Kind regards",
        taken=(("2019/20", 198),),
    ),
    letter(
        "Question\n"
        "Can you confirm that 212 stalking offences were recorded in 2018/19?\n"
        "Answer\n"
        "I can confirm that 198 stalking offences were recorded in 2018/19.",
        taken=(("2018/19", 198),),
    ),
    letter(
        "We responded to you on 1 May 2020 stating that 212 stalking offences were recorded"
        " in 2018/19. In 2019/20 there were 198 stalking offences.",
        taken=(("2019/20", 198),),
    ),
    letter(
        "Ni chafodd unrhyw drosedd ei chofnodi yn 2021.",
        taken=(("2021", 0),),
        force="north-wales",
    ),
    letter(
        "Cofnodwyd 12 o droseddau yn 2020 a 15 yn 2021.",
        taken=(("2020", 12), ("2021", 15)),
        force="gwent",
    ),
    letter(
        "In 2021 there were 45 burglary offences with no suspect.",
        taken=(("2021", 45),),
    ),
    letter(
        "In 2021 there were 45 burglary offences. No fee is payable for this information.",
        taken=(("2021", 45),),
    ),
    letter(
        "I write further to your request of 2 May in which you sought the following:\n"
        "\n"
        "The number of dog bite incidents in 2021. I am aware of 88 incidents recorded in "
        "2020.\n"
        "\n"
        "Having made enquiries within the force the response is as follows:\n"
        "\n"
        "In 2021 there were 93 incidents recorded.",
        taken=(("2021", 93),),
    ),
    letter(
        "Your Request (verbatim):\n"
        "\n"
        '"Hi, there were 88 dog bite incidents in 2020. How about 2021?"\n'
        "\n"
        "Outcome of searches:\n"
        "\n"
        "93 incidents were recorded in 2021.",
        taken=(("2021", 93),),
    ),
    letter(
        "REQUEST:\n"
        "Dog bites in 2020 and 2021. In 2019 there were 70 incidents.\n"
        "\n"
        "ANSWER:\n"
        "2020 - 88 incidents\n"
        "2021 - 93 incidents",
        taken=(("2020", 88), ("2021", 93)),
    ),
    letter(
        "Thank you for your enquiry. You want to know how many dog bite incidents there "
        "were in 2021.\n"
        "There were 93 incidents in 2021.",
        taken=(("2021", 93),),
    ),
    letter(
        "From: foi@dorset.police.uk\n"
        "Sent: 3 June 2022\n"
        "To: Jo\n"
        "Subject: RE: dog bites\n"
        "\n"
        "93 incidents were recorded in 2021.\n"
        "\n"
        "________________________________\n"
        "From: Jo\n"
        "Sent: 3 May 2022\n"
        "To: FOI\n"
        "Subject: dog bites\n"
        "\n"
        "I know that 88 incidents were recorded in 2020.",
        taken=(("2021", 93),),
    ),
    letter(
        "Our ref: 123/22\n"
        "\n"
        "Request summary: dog bites 2021\n"
        "\n"
        "Response: During 2021 the force recorded 93 incidents. During 2020 the force "
        "recorded 88 incidents.",
        taken=(("2020", 88), ("2021", 93)),
    ),
    letter(
        "This reply replaces the one sent on 3 May. In 2021 there were 93 incidents.",
        taken=(("2021", 93),),
    ),
    letter(
        "In 2021 there were 93 incidents (88 in 2020).",
        taken=(("2020", 88), ("2021", 93)),
    ),
    letter(
        "Incidents recorded: 2020 = 88; 2021 = 93.",
        taken=(("2020", 88), ("2021", 93)),
    ),
    letter(
        "For 2020 the number of incidents recorded was 88, whilst for 2021 it was 93.",
        taken=(("2020", 88), ("2021", 93)),
    ),
    letter(
        "Number of incidents by year\n2020   88\n2021   93",
        taken=(("2020", 88), ("2021", 93)),
    ),
    letter(
        "Between January 2021 and December 2021, the force recorded 93 incidents.",
        taken=(("2021", 93),),
    ),
    letter(
        "From 1st April 2021 to 31st March 2022 inclusive, 104 incidents were recorded.",
        taken=(("2021/22", 104),),
    ),
    letter(
        "In FY 2021/22, 104 incidents were recorded.",
        taken=(("2021/22", 104),),
    ),
    letter(
        "There were 104 recorded incidents in the 12 months to March 2022.",
        taken=(("2021/22", 104),),
    ),
    letter(
        "Fewer than 5 incidents were recorded in 2021 and 7 in 2022.",
        taken=(("2021", 0), ("2022", 7)),
    ),
    letter(
        "Q1 - exempt s.31(1)(a)\nQ2 - exempt s.31(1)(a)\nQ3 - 14 incidents in 2021",
        taken=(("2021", 14),),
        refused=(("1", "refused", "31(1)(a)"), ("2", "refused", "31(1)(a)")),
    ),
    letter(
        "The response to question 2 is not held. Question 1: 93 incidents in 2021.",
        taken=(("2021", 93),),
        refused=(("2", "not_held", ""),),
    ),
)
