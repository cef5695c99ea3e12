"""Letters in the manner of real ones, each read by hand first: what is taken, asked, refused.

Each letter has its counts by period, the counts that a person must look at, and what it refuses by
question, outcome and section.
"""

from typing import NamedTuple


class Letter(NamedTuple):
    """A letter and all that a careful person takes from it."""

    text: str
    taken: frozenset[tuple[str, int]] = frozenset()
    asked: frozenset[int] = frozenset()
    refused: frozenset[tuple[str, str, str]] = frozenset()
    force: str = "dorset"


def letter(
    text: str,
    *,
    taken: tuple[tuple[str, int], ...] = (),
    asked: tuple[int, ...] = (),
    refused: tuple[tuple[str, str, str], ...] = (),
    force: str = "dorset",
) -> Letter:
    return Letter(text, frozenset(taken), frozenset(asked), frozenset(refused), force)


LETTERS = (
    letter(
        "Dyfed-Powys Police are unable to confirm or not whether we hold information "
        "relevant to your request, since we consider that the Section 12(2) exemption "
        "applies.",
        refused=(("", "refused", "12(2)"),),
        force="dyfed-powys",
    ),
    letter(
        "Cais:\n"
        "Nifer yr arestiadau yn ôl cenedligrwydd ar gyfer 2022 a 2023.\n"
        "Ymateb:\n"
        "Mae adran 12(1) yn berthnasol fel gwybodaeth nad yw ar gael yn hawdd.",
        refused=(("", "refused", "12(1)"),),
        force="dyfed-powys",
    ),
    letter(
        "Gallaf gadarnhau bod Heddlu Dyfed-Powys yn cadw'r wybodaeth y gofynnwyd amdani. "
        "Fodd bynnag, rydym yn atal yr holl wybodaeth gan ein bod yn ystyried bod adran 12 "
        "yn gymwys.",
        refused=(("", "refused", "12"),),
        force="dyfed-powys",
    ),
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
        "In respect of Section 1(1)(a) of the Act we can confirm that the Police Service of"
        " Northern Ireland does hold information to which your request relates. However on "
        "this occasion the decision has been taken not to supply the information you have "
        "requested and we applied FOIA exemptions.\n"
        "\n"
        "Section 30 (1)(a) Information held by a public authority for the purposes of an "
        "investigation",
        refused=(("", "refused", "30(1)(a)"),),
        force="northern-ireland",
    ),
    letter(
        "We do not however hold information in relation to Request number 5.",
        refused=(("5", "not_held", ""),),
    ),
    letter(
        "We consider that the information in relation to Request numbers 2 and 3 are exempt"
        " by virtue of Section 40 and we are providing an NCND response.",
        refused=(("2", "neither_confirm_nor_deny", "40"), ("3", "neither_confirm_nor_deny", "40")),
    ),
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
        "A search of our crime recording system (Niche) returned 39 offences in 2021/22.",
        asked=(39,),
    ),
    letter(
        "Between 1 April 2020 and 31 March 2021, Dorset Police recorded 1,342 hate crimes.",
        taken=(("2020/21", 1342),),
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
        "The number of knife crime offences for the year ending March 2022 is 711.",
        taken=(("2021/22", 711),),
    ),
    letter(
        "In 2021, 83 offences were recorded. These figures relate to offences where a "
        "firearm marker was applied only.",
        asked=(83,),
    ),
    letter(
        "I can confirm that in 2020 there were 14 offences and in 2021 there were 22 "
        "offences of this type recorded.",
        taken=(("2020", 14), ("2021", 22)),
    ),
    letter(
        "Q1: 14\nQ2: 27\nQ3: Not held",
        asked=(14, 27),
        refused=(("3", "not_held", ""),),
    ),
    letter(
        "The constabulary does not hold the requested information in a searchable format. "
        "To locate it would require a manual review of 12,000 crimes at 5 minutes each, "
        "which would exceed the cost limit set out in Section 12 of the Act.",
        refused=(("", "refused", "12"),),
    ),
    letter(
        "Dorset Police can neither confirm nor deny that it holds any other information "
        "relevant to your request by virtue of the following exemptions:\n"
        "Section 23(5) – Information supplied by, or concerning, certain security bodies\n"
        "Section 31(3) – Law enforcement",
        refused=(("", "neither_confirm_nor_deny", "23(5)|31(3)"),),
    ),
    letter(
        "Q1. In 2019 there were 12 offences.\n"
        "Q2. Suspects' names are withheld under s.40(2) Personal Information.",
        taken=(("2019", 12),),
        refused=(("2", "refused", "40(2)"),),
    ),
    letter(
        "In terms of Section 16 of the Freedom of Information (Scotland) Act 2002 I am "
        "refusing to provide you with the information, as Section 12(1) applies: I estimate"
        " that it would cost well in excess of the current FOI threshold of £600 to process"
        " your request.",
        refused=(("", "refused", "12(1)"),),
        force="police-scotland",
    ),
    letter(
        "Police Scotland does not hold any information regarding your request. By way of "
        "explanation, no such marker exists. Section 17 of the Act therefore applies.",
        refused=(("", "not_held", "17"),),
        force="police-scotland",
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
        "I refer to your request for information, in which you stated:\n"
        "\n"
        '"I understand that in 2019 Dorset Police recorded 300 offences of fly-tipping. '
        'What was the number in 2020?"\n'
        "\n"
        "In 2020 Dorset Police recorded 214 offences of fly-tipping.",
        taken=(("2020", 214),),
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
        "Cadarnhaf nad yw Heddlu Gwent yn cadw'r wybodaeth y gofynnwyd amdani.",
        refused=(("", "not_held", ""),),
        force="gwent",
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
        "Unfortunately we are unable to answer question 3 as this information is not recorded.",
        refused=(("3", "unclear", ""),),
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
        "Clarification received: I want 2019/20 only. In 2018/19 there were 212 stalking "
        "offences.\n"
        "\n"
        "In 2019/20 there were 198 stalking offences.",
        asked=(198,),
    ),
    letter(
        "We responded to you on 1 May 2020 stating that 212 stalking offences were recorded"
        " in 2018/19. In 2019/20 there were 198 stalking offences.",
        taken=(("2019/20", 198),),
    ),
    letter(
        "Section 17 of the Freedom of Information Act 2000 requires that we provide the "
        "applicant with a notice which states that fact. The exemption we are relying on is"
        " Section 40(2).",
        refused=(("", "refused", "40(2)"),),
    ),
    letter(
        "This letter serves as a refusal notice under section 17(1). Section 31(1)(a) and "
        "(b) is engaged, as release would prejudice the prevention of crime.",
        refused=(("", "refused", "31(1)(a)|31(1)(b)"),),
    ),
    letter(
        "I regret that your request falls to be refused under the cost provisions.",
        refused=(("", "refused", ""),),
    ),
    letter(
        "Your request exceeds the fees limit and is refused under Section 12 FOIA.",
        refused=(("", "refused", "12"),),
    ),
    letter(
        "Please accept this as a refusal under s12(1).",
        refused=(("", "refused", "12(1)"),),
    ),
    letter(
        "FOIA Exemption s.30(2) has been applied to question 4.",
        refused=(("4", "refused", "30(2)"),),
    ),
    letter(
        "We have applied exemption 40 (personal information) to the names.",
        refused=(("", "refused", "40"),),
    ),
    letter(
        "Regrettably we hold no recorded information in respect of this.",
        refused=(("", "not_held", ""),),
    ),
    letter(
        "There is no information held by the Constabulary that answers your question.",
        refused=(("", "not_held", ""),),
    ),
    letter(
        "Not applicable – information not recorded.",
        refused=(("", "unclear", ""),),
    ),
    letter(
        "This is not something that we record and so we have nothing to provide.",
        refused=(("", "unclear", ""),),
    ),
    letter(
        "Your request is now being treated as withdrawn.",
    ),
    letter(
        "Mae'r heddlu yn gwrthod eich cais o dan Adran 14(1) gan ei fod yn flinderus.",
        refused=(("", "refused", "14(1)"),),
        force="gwent",
    ),
    letter(
        "Nid ydym yn dal y wybodaeth hon.",
        refused=(("", "not_held", ""),),
        force="north-wales",
    ),
    letter(
        "Nid oes gan Heddlu Gogledd Cymru unrhyw wybodaeth.",
        refused=(("", "not_held", ""),),
        force="north-wales",
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
        "In 2021 we recorded 45 burglaries per 1,000 households.",
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
        "In 2021 there were 45 burglary offences with no suspect.",
        taken=(("2021", 45),),
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
        "In 2021 there were 45 burglary offences. No fee is payable for this information.",
        taken=(("2021", 45),),
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
        "Please see below.\n"
        "\n"
        "How many dog bite incidents were there in 2021, compared with 88 incidents in "
        "2020?\n"
        "93",
        asked=(93,),
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
        "We have previously told you that there were 88 incidents in 2020. That figure was "
        "incorrect. There were 91 incidents in 2020.",
        asked=(88, 91),
    ),
    letter(
        "This reply replaces the one sent on 3 May. In 2021 there were 93 incidents.",
        taken=(("2021", 93),),
    ),
    letter(
        "In 2021 there were 93 incidents, 14 of which involved a child.",
        taken=(("2021", 93),),
        asked=(14,),
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
        "There were no incidents recorded in 2021 or 2022.",
        asked=(0,),
    ),
    letter(
        "I can confirm the force holds the information but it is exempt from disclosure "
        "under s30(1)(a).",
        refused=(("", "refused", "30(1)(a)"),),
    ),
    letter(
        "Section 12(1) - Fees Limit. To determine this for all 3,400 crimes would take 280 hours.",
        refused=(("", "refused", "12(1)"),),
    ),
    letter(
        "Q1 - exempt s.31(1)(a)\nQ2 - exempt s.31(1)(a)\nQ3 - 14 incidents in 2021",
        taken=(("2021", 14),),
        refused=(("1", "refused", "31(1)(a)"), ("2", "refused", "31(1)(a)")),
    ),
    letter(
        "Our data does not hold this level of detail.",
        refused=(("", "unclear", ""),),
    ),
    letter(
        "The requested data is not captured by our systems.",
        refused=(("", "unclear", ""),),
    ),
    letter(
        "Under Section 1(1)(a) of the Act I am required to tell you that no such records are held.",
        refused=(("", "not_held", ""),),
    ),
    letter(
        "Your request is refused by virtue of section 12(1) (cost), section 14(1) "
        "(vexatious) and section 40(2) (personal data).",
        refused=(("", "refused", "12(1)|14(1)|40(2)"),),
    ),
    letter(
        "The response to question 2 is not held. Question 1: 93 incidents in 2021.",
        taken=(("2021", 93),),
        refused=(("2", "not_held", ""),),
    ),
)
