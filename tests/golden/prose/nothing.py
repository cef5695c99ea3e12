"""Passages whose numbers are no counts of anything asked, whatever stands beside them."""

from tests.golden.prose.case import requested

NOTHING: tuple[str, ...] = (
    # Acts and sections
    "Section 40(2) of the Freedom of Information Act 2000 applies.",
    "s.40(2) and s15A offences are defined in the Sexual Offences Act 2003.",
    "Section 1 (PACE) and Section 60 (CJPOA) searches are recorded.",
    "Sections 47, 20 and 18 of the Offences Against the Person Act 1861 apply to these offences.",
    "Offences under section 12(1) are recorded by the force.",
    "(1) A public authority which, in relation to any request for information, is to any extent"
    " relying on a claim that information is exempt must give the applicant a notice which:-",
    "The Freedom of Information (Fees and Appropriate Limit) Regulations 2004 apply.",
    "Section 17 of the Act provides: (1) a public authority which refuses requests must say so.",
    "In 2019/20 the Offences Against the Person Act 1861 was: 39",
    # References, telephones, addresses, days
    "Enquiry Reference: 432-25",
    "FOI 1730525/23 concerns offences recorded by the force.",
    "Our ref: HQ/PA/002769/19",
    "Request number: FOI/00013610 about incidents",
    "Crime reference 54/2145/19 concerns these offences.",
    "Telephone: 101  Direct dial: 01865 542051",
    "Please call 101 to report crimes.",
    "Report non-emergency crimes via 101, or to 101 online; call 999 in an emergency.",
    "We write from 12 High Street about crimes recorded in 2018/19.",
    "Level 2 is the category of these crimes in 2018/19.",
    "Outcome 16 was introduced for crimes in 2018/19.",
    "We write about crimes from Kidlington, Oxfordshire, OX5 2NX.",
    "Your request about offences was received on 3rd January 2025.",
    "9th July 2019",
    "The offences were discussed at 10.30am on 3/4/2019.",
    "The incidents took place between 16:00 and 23:59hrs.",
    # Costs and limits
    "This would exceed the 18 hours or £450 that the law sets.",
    "We would need to review 3,000 records at 5 minutes each, some 250 hours.",
    "To answer we would need to individually interrogate 7069 occurrences.",
    "Reading 1,200 crimes at 2.5 minutes per record takes 50 hours.",
    "A manual search over 3715 cases of arson would be needed.",
    "You may ask for a review of this request within 40 working days.",
    "3,715 crimes of 2019/20 would have to be read, at 5 minutes each.",
    "We estimate that to review the 3,715 crimes of 2019/20 manually takes 310 hours.",
    "Questions 1, 2 and 3 ask about crimes in 2019/20.",
    "We must answer requests within 20 working days.",
    # Ages, shares, rates, measures
    "Victims aged 13 to 15 are recorded as children.",
    "Offences against under 16s are recorded.",
    "Suspects were 18 years old.",
    "12% of crimes were detected.",
    "12 per cent of offences were detected in 2019/20.",
    "1 in 5 crimes is detected.",
    "There are 62.9 crimes per 1,000 of the population.",
    "Offences fell by 14 in 2019/20.",
    "The force covers 2.5 million people.",
    # Numbers of questions, lists, codes, pages
    "Question 3 asks about offences.",
    "Questions 1, 2, 3, 4 and 5 ask about offences.",
    "This reply is about requests 1, 2, 3 and 5, which we will explain further.",
    "Home Office code 088/05 covers these offences.",
    "Outcome 16 means that the victims do not support the investigation.",
    "Page 2 of 5",
    "See table 3 for offences.",
    "1. Inappropriate use of fireworks.",
    "8L and 105B are codes of offences.",
    "Crimes are recorded under HO class 86.",
    # Forces and others' figures
    "All 43 forces record crimes in this way.",
    "Over 40 police forces were asked about offences.",
    "The systems of over 40 forces are not generic, so their crimes can't be compared.",
    "According to the Home Office, 5,210 offences were recorded in 2019/20.",
    "Nationally, 5,210 offences were recorded in 2019/20.",
    'A newspaper wrote "Dorset recorded 5,210 offences in 2019/20".',
    "Across England and Wales 5,210 offences were recorded in 2019/20.",
    # The question, repeated
    "How many offences were recorded in 2019/20?",
    "Please provide the number of offences recorded in 2019/20 and 2020/21.",
    "You asked:\nIn 2019/20 you recorded 39 offences. Is that right?\n\nOur response\nYes.",
    "Request\nI know of 39 offences recorded in 2019/20.\n\nAnswer\nNo information is held.",
    "Question 1\nWe saw 39 offences recorded in 2019/20 by you.\nQuestion 1 response: attached.",
    "> In 2019/20 you recorded 39 offences.",
    "From: Jo Example\nSent: 3 June 2019\nWe recorded nothing.\n\n-----Original Message-----\n"
    "In 2019/20 we recorded 39 offences.",
    # How small numbers are shown
    "Numbers of fewer than 5 offences have been suppressed.",
    "<5 means fewer than five offences in 2019/20.",
    "* denotes fewer than 5 crimes.",
    # No count at all
    "No information is held.",
    "No data for 2019/20 is held about crimes.",
    "No other incidents were found in 2019/20.",
    "No offences data for 2019/20.",
    "No crimes figures exist for 2019/20.",
    "Zero tolerance of crimes was announced in 2019/20.",
    "One of the officers wrote about crimes in 2019/20.",
    "In 2019/20 the crime recording system was replaced.",
    "Windows 10 has been used since 2019 to record crimes.",
    "",
    " \n\n ",
    "3",
    "2019/20",
)

QUOTES_ITS_QUESTION = requested(
    "Offences", "In 2019/20 you recorded 39 offences of stalking; how many were there in 2020/21"
)
