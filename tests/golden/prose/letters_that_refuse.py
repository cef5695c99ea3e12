"""Letters that give no count: what they refuse, or that they say nothing of it."""

from tests.golden.prose.whole_letters import letter

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
        "Cadarnhaf nad yw Heddlu Gwent yn cadw'r wybodaeth y gofynnwyd amdani.",
        refused=(("", "not_held", ""),),
        force="gwent",
    ),
    letter(
        "Unfortunately we are unable to answer question 3 as this information is not recorded.",
        refused=(("3", "unclear", ""),),
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
        "In 2021 we recorded 45 burglaries per 1,000 households.",
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
)
