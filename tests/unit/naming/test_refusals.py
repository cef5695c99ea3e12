"""What a sentence refuses, what only looks like a refusal, and what a person must look at."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.errors import UnclearRefusal
from foistats.letters.refusal_wording import read_refusal
from foistats.naming.refusals_sections import Act, act_of_force, in_order, sections_in
from schemas.vocabulary import Extent, Outcome

REFERENCE = Path(__file__).resolve().parents[4] / "shared" / "reference" / "refusal_wordings.csv"
FOIA, FOISA = Act.FOIA, Act.FOISA
NEITHER, NOT_HELD, REFUSED = (
    Outcome.NEITHER_CONFIRM_NOR_DENY,
    Outcome.NOT_HELD,
    Outcome.REFUSED,
)
WHOLE, SOME, UNSAID = Extent.WHOLE, Extent.SOME, Extent.UNSAID


def told(text: str, act: Act | None = FOIA) -> tuple[Outcome | None, str] | str:
    """Outcome and section; `unclear` where it is refused as such."""
    try:
        found = read_refusal(text, act)
    except UnclearRefusal:
        return "unclear"
    return (None, "") if found is None else (found.outcome, found.section)


NOTHING = (None, "")
# By the start of each wording, decided by hand from the file's own columns: what the quoted words
# alone make certain. Row 2 tells of work, not of a refusal; its letter has the refusal beside it.
KEY: dict[str, tuple[Outcome | None, str] | str] = {
    "I am not obliged to supply": (REFUSED, "12"),
    "there are currently 2,109": "unclear",
    "Section 31 (1)(a)(b)": (REFUSED, "31(1)(a)(b)"),
    "as a gesture of goodwill": NOTHING,
    "NA = Not Available": NOTHING,
    "I am exempting the specific": (REFUSED, "40(2)"),
    "Cumbria Constabulary does hold": NOTHING,
    "Between 1st January 2020": NOTHING,
    "in total for 2024": NOTHING,
    "refusing to confirm or deny": (NEITHER, ""),
    "Norfolk and Suffolk Constabularies": NOTHING,
    "No data is available": NOTHING,
}


def test_every_wording_of_the_reference_is_read_as_it_was_by_hand() -> None:
    if not REFERENCE.is_file():
        pytest.skip("the list of real wordings lies outside the repository")
    with REFERENCE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == len(KEY)
    for row in rows:
        quote = row["short_quote"]
        expected = next(want for start, want in KEY.items() if quote.startswith(start))
        scottish = row["canonical_id"] == "strathclyde"
        parts = [part for part in quote.replace("“", "").split("[...]") if part.strip()]
        answers = {told(part.strip(), FOISA if scottish else FOIA) for part in parts}
        answers = {answer for answer in answers if answer != NOTHING} or {NOTHING}
        if len(parts) > 1 and expected == (REFUSED, "12"):
            assert answers == {(REFUSED, ""), (REFUSED, "12")}
        else:
            sentences = {told(one) for one in quote.split(". ")} - {NOTHING}
            assert answers == {expected} or sentences == {expected}, quote


@pytest.mark.parametrize(
    ("text", "outcome", "section"),
    [
        # England, Wales and Northern Ireland
        ("Section 12 – Exemption where cost of compliance exceeds the limit", REFUSED, "12"),
        ("Section 40(2)&(3) - Personal Information", REFUSED, "40(2)|40(3)"),
        ("• Section 30(1)(a) Investigations and Proceedings", REFUSED, "30(1)(a)"),
        ("S.14(1) – Vexatious request", REFUSED, "14(1)"),
        ("Section 22 – Information intended for future publication", REFUSED, "22"),
        ("Section 43 (2) Commercial Interests", REFUSED, "43(2)"),
        ("Section 21(1) - Information reasonably accessible by other means", REFUSED, "21(1)"),
        ("Law Enforcement - Section 31(1)(a)(b)", REFUSED, "31(1)(a)(b)"),
        ("The names are exempt by virtue of section 40(2) of the Act.", REFUSED, "40(2)"),
        ("Question 3 is exempt under s40(2).", REFUSED, "40(2)"),
        ("I have withheld these details under Section 38(1) of the FOI Act.", REFUSED, "38(1)"),
        ("We are relying on sections 30(1), 31(1)(a) and 40(2) to withhold the data.", REFUSED,
         "30(1)|31(1)(a)|40(2)"),
        ("Section 12(1) of the Freedom of Information Act 2000 would therefore apply.", REFUSED,
         "12(1)"),
        ("It is estimated that to comply would exceed the appropriate limit.", REFUSED, ""),
        ("To answer your request would exceed the 18 hours allowed by section 12.", REFUSED, "12"),
        ("Reading 4,100 logs for your request would take over 340 hours.", REFUSED, ""),
        ("The cost is above the amount to which we are legally required to respond.", REFUSED, ""),
        ("I am not obliged to supply the information that you have requested.", REFUSED, ""),
        ("I am not required by statute to release the information requested.", REFUSED, ""),
        ("This letter acts as a refusal notice under Section 17 of the Act.", REFUSED, ""),
        ("You should consider this a refusal notice for this part of your request.", REFUSED, ""),
        ("I have decided to refuse your request.", REFUSED, ""),
        ("Refused under s.31", REFUSED, "31"),
        ("Exempt - Section 40(2)", REFUSED, "40(2)"),
        ("The report is accessible elsewhere and I rely on Section 21 of the Act.", REFUSED, "21"),
        ("Numbers below five have been withheld as individuals may be identified.", REFUSED, ""),
        ("You may wish to note that the names are exempt under Section 40(2).", REFUSED, "40(2)"),
        ("The information cannot be disclosed for the following reasons.", REFUSED, ""),
        ("I confirm that it is held, however cannot be disclosed for these reasons.", REFUSED, ""),
        ("The decision has been taken not to supply what you asked for.", REFUSED, ""),
        ("The names have been redacted under section 40(2).", REFUSED, "40(2)"),
        ("This email acts as a refusal notice under section 17.", REFUSED, ""),
        # The section's own words, and the words of a request that is not worked on
        ("Section 12(1) of the Freedom of Information Act 2000 does not oblige a public authority"
         " to comply with a request for information if the authority estimates that the cost of"
         " complying would exceed the appropriate limit.", REFUSED, "12(1)"),
        ("Under section 12(2) an authority is not obliged to say so if the cost of that alone would"
         " exceed the limit.", REFUSED, "12(2)"),
        ("Your request has been deemed vexatious and section 14(1) of the Act applies.", REFUSED,
         "14(1)"),
        ("We consider your request to be vexatious: section 14(1).", REFUSED, "14(1)"),
        ("This is treated as a repeated request under Section 14(2) of the Act.", REFUSED, "14(2)"),
        ("Accordingly we will not be complying with your request.", REFUSED, ""),
        ("The Freedom of Information Act 2000 Exemption 21 (Information accessible by other means)"
         " is engaged in relation to this request.", REFUSED, "21"),
        ("Exemptions 30 and 31 apply to the information requested.", REFUSED, "30|31"),
        ("This is exempt under 40(2) of the Act.", REFUSED, "40(2)"),
        ("The obligation cannot be met, as the force does not hold all of it in a format that can"
         " be retrieved within the time and cost limits.", REFUSED, ""),
        ("We are not able to answer within the cost limit.", REFUSED, ""),
        # Welsh
        ("Mae'r wybodaeth wedi'i heithrio o dan Adran 40(2) o'r Ddeddf.", REFUSED, "40(2)"),
        ("Byddai cost yr ateb yn uwch na'r terfyn, Adran 12.", REFUSED, "12"),
        ("Ni allwn gadarnhau na gwadu hynny, Adran 31(3).", NEITHER, "31(3)"),
        ("Nid yw'r wybodaeth yn cael ei chadw gan yr Heddlu.", NOT_HELD, ""),
        ("Nid yw Heddlu Gwent yn dal yr wybodaeth.", NOT_HELD, ""),
        ("Nid oes unrhyw wybodaeth.", NOT_HELD, ""),
        ("Kent Police does not hold this.", NOT_HELD, ""),
        # Neither confirmed nor denied
        ("NCND", NEITHER, ""),
        ("Section 23(5) Information supplied by, or concerning, security bodies", NEITHER, "23(5)"),
        ("Section 24(2) ‘National Security’", NEITHER, "24(2)"),
        ("Section 40(5B)(a)(i) Personal information", NEITHER, "40(5B)(a)(i)"),
        ("Kent Police neither confirms nor denies that it holds it, s.30(3).", NEITHER, "30(3)"),
        ("We can neither confirm nor deny holding any other information, sections 23(5) and 31(3).",
         NEITHER, "23(5)|31(3)"),
        ("The duty in Section 1(1)(a) of the Act does not apply by virtue of s40(5).", NEITHER,
         "40(5)"),
        # For what finding out would cost, it is a refusal.
        ("I can neither confirm nor deny it, for that would exceed 18 hours: Section 12(2).",
         REFUSED, "12(2)"),
        # Not held
        ("No information held.", NOT_HELD, ""),
        ("No information is held by Essex Police.", NOT_HELD, ""),
        ("I can confirm that Gwent Police does not hold the information requested.", NOT_HELD, ""),
        ("The constabulary doesn’t hold any recorded information on this.", NOT_HELD, ""),
        ("We hold no data about the ethnicity of suspects.", NOT_HELD, ""),
        ("The information you seek is not held by this force.", NOT_HELD, ""),
        ("Not held", NOT_HELD, ""),
    ],
)  # fmt: skip
def test_a_refusal_in_the_words_of_the_first_act(text: str, outcome: Outcome, section: str) -> None:
    assert told(text) == (outcome, section)


@pytest.mark.parametrize(
    ("text", "outcome", "section"),
    [
        ("Section 38(1)(b) – Personal Information", REFUSED, "38(1)(b)"),
        ("Section 35(1)(a)&(b) - Law Enforcement", REFUSED, "35(1)(a)|35(1)(b)"),
        ("Section 34(1)(b) Investigations by Scottish public authorities", REFUSED, "34(1)(b)"),
        ("Section 25 - Information otherwise accessible", REFUSED, "25"),
        ("It is exempt in terms of section 35(1)(a) of the Act.", REFUSED, "35(1)(a)"),
        ("As such, and in terms of Section 16 of FOISA, where Section 12(1) (Excessive Cost of"
         " Compliance) has been applied, this is a refusal notice.", REFUSED, "12(1)"),
        ("It would prove too costly to do so within the fee regulations.", REFUSED, ""),
        ("I estimate that to process this would cost in excess of £600.", REFUSED, ""),
        ("In terms of Section 17 of the Act, the information sought is not held.", NOT_HELD, "17"),
        ("Section 17 - Information not held", NOT_HELD, "17"),
        ("In terms of Section 18 of the Act I am refusing to confirm or deny whether it exists.",
         NEITHER, "18"),
        ("Section 18 is read with section 38(1)(b): we neither confirm nor deny.", NEITHER,
         "18|38(1)(b)"),
    ],
)  # fmt: skip
def test_a_refusal_in_the_words_of_scotlands_act(text: str, outcome: Outcome, section: str) -> None:
    assert told(text, FOISA) == (outcome, section)


@pytest.mark.parametrize(
    "text",
    [
        # Offences and powers, whose sections have the numbers of exemptions
        "Section 1 (PACE)", "Section 60 (CJPOA)", "s15A Sexual Offences Act", "Section 226 (Life)",
        "Section 90-92 Detention", "Section 18 wounding with intent", "Section 39 common assault",
        "Section 38 assault with intent to resist arrest", "Section 136 Mental Health Act",
        "Section 44 Terrorism Act 2000", "Section 12 of the Firearms Act 1968: 40",
        "Offences under section 31 of the Crime and Disorder Act 1998", "Section 35 dispersal",
        "There have been 39 offences recorded under s15A", "s.30 Offences Against the Person Act",
        "Persons arrested under section 41 TACT: 12", "Section 40", "Section 21",
        "Sexual Offences Act 2003 s40: 7",
        # Limits that aren't of cost
        "Drivers found to be over the prescribed limit: 40",
        "Vehicles recorded in excess of the 40 mph limit", "Goods worth in excess of £600",
        "Persons held in custody for over 24 hours",
        # People who refuse, and other things that are refused or exempt
        "The suspect refused to provide a specimen of breath.",
        "Evidential difficulties: victim withholds support", "Licences refused: 12",
        "The victim refused to give details to officers.", "The licence holder is exempt.",
        "How many FOI requests were refused under section 12?",
        "Number of requests refused by virtue of section 40(2) of the Act",
        "Five forces didn't respond and 11 forces were unable to provide the information",
        # Rights
        "You have the right, under section 50 of the Act, to complain to the Commissioner.",
        "Should you remain dissatisfied, section 47 of the Act lets you ask for a decision.",
        "If your request was refused you may ask for an internal review.",
        "Complaints go to the Scottish Information Commissioner.",
        # What the law says
        "Section 1 of the Act places two duties on public authorities.",
        "Unless exemptions apply, the first duty at Section 1(1)(a) is to confirm or deny.",
        "A public authority is not obliged to comply if the cost would exceed £450.",
        "This section does not oblige a public authority to provide the information.",
        "Section 17 of the Act requires Kent Police, when refusing to provide such information"
        " (because the information is exempt), to provide a notice which:",
        "Section 40(2) is an absolute, class based exemption.",
        "Section 31 is a prejudice based qualified exemption.",
        "Section 31(1)(a) - Law Enforcement - provides that any information is exempt if its"
        " disclosure would prejudice the prevention of crime.",
        "Information which is reasonably accessible to the applicant is exempt information.",
        "Under Section 16, our duty to advise and assist, you may wish to ask for one year.",
        "Section 10 of the Act gives us 20 working days to reply.",
        "The Act gives a right to information unless the cost would exceed the appropriate limit.",
        "Requests found to be vexatious are recorded by the force.",
        "The exemptions 12 officers asked about", "They drove under 40 miles an hour.",
        # Conditions, possibilities, denials
        "Had this been refused, section 12 would have applied.",
        "A further breakdown would exceed the limit if each record had to be read.",
        "The cost of your request may exceed the appropriate limit.",
        "If the information were held it would be exempt under section 30.",
        "Unless you narrow it, your request will be refused.",
        "No exemptions have been applied to this information.",
        "The information is not exempt.", "I can confirm that no information has been withheld.",
        "The data is shown so as to avoid relying on Section 40 – Personal Information.",
        # Held, and given
        "I can confirm that the information requested is held by Durham Constabulary.",
        "Cumbria Constabulary does hold some information relevant to your request.",
        "I have today decided to disclose the located information to you in full.",
        "This is not held centrally.", "Nil", "Nil return", "0", "R = Refused",
        "Number of people held in custody",
        # What a mark means, what goes under every message, how a page is marked
        "* denotes no information held", "N/H = information not held", "NH - not held",
        "R - refused",
        "Recipients are asked not to disclose this.",
        "This email and its attachments are exempt from disclosure.",
        "Exempt under the FOI Act: No", "In 2019 we refused 40 requests under section 12.",
        "This email may be privileged and exempt from disclosure.",
        # The asker
        "Please provide the number of exempt vehicles.",
        "If my request is denied in whole or in part, please justify each exemption.",
        "I would like to know how many requests you refused.",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_refusal_is_none(text: str) -> None:
    assert told(text) == NOTHING


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Section 38 - Personal Information", FOIA),
        ("Section 40(2) – Personal Information", FOISA),
        ("The data is exempt under Section 35 (law enforcement).", FOIA),
        ("The information is exempt by virtue of section 44 of the Act.", FOISA),
        ("The information is exempt under section 99 of the Act.", FOIA),
        ("We are unable to provide this information.", FOIA),
        ("This would require a manual search of each of 7,000 records.", FOIA),
        ("It is not possible to answer this question.", FOISA),
        # Said alone, as forces do, each of these leaves the question without an answer
        ("The information is not held in a format that allows searching.", FOIA),
        ("We do not hold this information in a reportable format.", FOIA),
        ("We do not have this information available in a reportable format.", FOIA),
        ("The force holds this, but it is not recorded in a form that gives a report.", FOIA),
        ("Our records are not organised in such a way as to answer question 3.", FOIA),
        ("It would be necessary to manually review each and every offence.", FOIA),
        ("Every file would need to be individually checked.", FOIA),
        ("It is not possible to meet your requirements in full.", FOIA),
        ("These were not kept and so cannot be provided.", FOIA),
        ("There is no way of extracting this from the system.", FOIA),
        ("This is not something which we can assist with.", FOIA),
        ("We do not collect these figures.", FOIA),
        ("We have been unable to supply much of it.", FOIA),
        ("Nid oes modd darparu'r wybodaeth.", FOIA),
        ("Nid yw'n bosibl darparu'r ffigurau.", FOIA),
        ("Ni allaf ddarparu'r wybodaeth.", FOIA),
        ("Nid yw'r wybodaeth ar gael mewn fformat hawdd ei adalw.", FOIA),
        ("Byddai'n rhaid darllen pob cofnod â llaw.", FOIA),
    ],
)
def test_what_seems_to_refuse_and_settles_nothing_is_unclear(text: str, act: Act) -> None:
    assert told(text, act) == "unclear"


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("I am not obliged to supply the information you have requested.", WHOLE),
        ("The cost of complying with your request would exceed the appropriate limit.", WHOLE),
        ("The exemption applies to the whole of the information.", WHOLE),
        ("Some data has been withheld as it is exempt from disclosure.", SOME),
        ("I am exempting the specific names of the hospitals.", SOME),
        ("No information is held prior to 2016.", SOME),
        ("Numbers fewer than 5 have been withheld under s.40(2).", SOME),
        ("We can neither confirm nor deny that we hold any other information.", SOME),
        ("Section 40(2) - Personal Information", UNSAID),
        ("No information held", UNSAID),
        ("The force does not hold the information requested regarding ethnicity.", UNSAID),
        ("The force does not hold the information requested.", WHOLE),
        # A year that is of the act says nothing of the figures.
        ("This is a refusal notice under the Freedom of Information Act 2000.", UNSAID),
    ],
)
def test_a_refusal_says_whether_it_is_of_all_or_of_a_part(text: str, extent: Extent) -> None:
    found = read_refusal(text, FOIA)
    assert found is not None
    assert found.extent is extent


def test_without_a_force_the_heading_tells_the_act() -> None:
    scottish = read_refusal("Section 38(1)(b) Personal Information")
    english = read_refusal("Section 40(2) Personal Information")
    either = read_refusal("Section 12 - Excessive cost")
    assert scottish is not None
    assert english is not None
    assert either is not None
    assert (scottish.act, english.act, either.act) == (FOISA, FOIA, None)


@pytest.mark.parametrize(
    ("force", "act"),
    [
        ("northern-ireland", FOIA),
        ("gwent", FOIA),
        ("btp", FOIA),
        ("mdp", FOIA),
        ("cnc", FOIA),
        ("police-scotland", FOISA),
        ("tayside", FOISA),
        ("jersey", None),
    ],
)
def test_the_act_is_told_by_the_force(force: str, act: Act | None) -> None:
    assert act_of_force(force) is act


def test_a_line_below_an_announcement_needs_no_name() -> None:
    assert read_refusal("Section 31(1)(a)", FOIA) is None
    listed = read_refusal("Section 31(1)(a)", FOIA, listed=True)
    assert listed is not None
    assert listed.section == "31(1)(a)"


ONE_SECTION = st.builds(
    lambda number, subs: f"{number}{''.join(f'({s})' for s in subs)}",
    st.integers(1, 84),
    st.lists(st.sampled_from(["1", "2", "3", "5B"]), max_size=1).flatmap(
        lambda first: st.lists(st.sampled_from("abc"), max_size=2 if first else 0, unique=True).map(
            lambda rest: [*first, *rest]
        )
    ),
)


@given(
    st.lists(ONE_SECTION, min_size=1, max_size=5),
    st.sampled_from([", ", " and ", " & ", " / ", ",and "]),
    st.sampled_from([" of the Act", ".", " - applies", " of the Freedom of Information Act 2000"]),
)
def test_sections_in_a_row_are_read_one_by_one(
    sections: list[str], between: str, after: str
) -> None:
    text = f"by virtue of Sections {between.join(sections)}{after}"
    assert [one.section for one in sections_in(text)] == sections


@given(ONE_SECTION, st.sampled_from(["Theft", "Road Traffic", "Offences against the Person"]))
def test_a_section_of_another_law_is_no_section(section: str, law: str) -> None:
    assert sections_in(f"contrary to section {section} of the {law} Act 1988") == ()
    assert sections_in(f"{law} Act 1988 s{section}") == ()


@given(st.lists(ONE_SECTION))
def test_sections_stand_in_order_and_once(sections: list[str]) -> None:
    joined = in_order(sections)
    kept = [one for one in joined.split("|") if one]
    numbers = [int(one.partition("(")[0]) for one in kept]
    assert numbers == sorted(numbers)
    assert len(set(kept)) == len(kept)
    assert set(kept) <= set(sections)
    # What is left out is said more closely by one that is kept.
    for one in set(sections) - set(kept):
        assert any(other.startswith(f"{one}(") for other in kept)


WORDS = """section s. 12 40(2) (a) and , ; exempt exemption applies withheld information refused not
held neither confirm nor deny if would exceed 18 hours the Act 2000 £450 no - – “ ?"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join)),
    st.sampled_from([FOIA, FOISA, None]),
)
def test_nothing_that_is_written_ends_in_another_error(text: str, act: Act | None) -> None:
    found = told(text, act)
    if found not in ("unclear", NOTHING):
        assert found[0] in (REFUSED, NOT_HELD, NEITHER)


@pytest.mark.parametrize(
    "piece", ["withheld information ", "section 1", "s.1, ", "(1)", "exempt ", "no ", "over 18 "]
)
def test_a_page_of_nonsense_takes_no_longer_per_letter_than_a_short_one(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        start = time.process_time()
        told(text)
        sections_in(text)
        return time.process_time() - start

    seconds(100)
    short = min(seconds(2_000) for _ in range(3))
    long = min(seconds(16_000) for _ in range(3))
    # Eight times the text; a method that grows with its square would take sixty-four times.
    assert long < 32 * short + 0.05
