"""The standard wordings of forces' letters, and what stands beside them and refuses nothing."""

import pytest

from tests.golden.refusals.letters import found


@pytest.mark.parametrize(
    ("force", "said", "outcome", "section"),
    [
        ("dorset", "There is no trace of any such information.", "not_held", ""),
        ("dorset", "Dorset Police has no recorded information.", "not_held", ""),
        ("dorset", "We failed to locate any records or documents.", "not_held", ""),
        ("dorset", "We do not hold this information in a recorded format.", "not_held", ""),
        (
            "dorset",
            "We do not hold some of the information sought in this request.",
            "not_held",
            "",
        ),
        ("dorset", "No records relevant to your request are held.", "not_held", ""),
        ("dorset", "It can't be answered within the research / cost threshold.", "refused", ""),
        (
            "police-scotland",
            "Under section 14(2) of FOISA we are not obliged to comply with this request as it is"
            " substantially similar to a previous request.",
            "refused",
            "14(2)",
        ),
        ("gwent", "Ni ddelir y wybodaeth hon.", "not_held", ""),
        ("dorset", "It can't be given within the permitted 18 hour threshold.", "refused", ""),
        (
            "dorset",
            "Unable to answer without exceeding 18 hours; section 12(1).",
            "refused",
            "12(1)",
        ),
        ("dorset", "It would cost more than £450 to comply with your request.", "refused", ""),
        ("gwent", "Byddai'n cymryd mwy na 18 awr i ddod o hyd i'r wybodaeth.", "refused", ""),
        ("gwent", "Ystyrir bod eich cais yn flinderus o dan adran 14(1).", "refused", "14(1)"),
        ("gwent", "Rydym yn atal yr holl wybodaeth.", "refused", ""),
        (
            "police-scotland",
            "This represents a notice in terms of Section 17 of the Freedom of Information"
            " (Scotland) Act 2002 where information is not held.",
            "not_held",
            "17",
        ),
    ],
)
def test_the_standard_wordings_of_letters(
    force: str, said: str, outcome: str, section: str
) -> None:
    (one, *unclear) = found(said, force)
    assert one.outcome == outcome
    assert one.section == section
    assert section or outcome == "not_held" or unclear


@pytest.mark.parametrize(
    "said",
    [
        "No records were located for 2019.",
        "Ni allwn ddarparu'r ffigurau hyn.",
    ],
)
def test_what_may_be_none_or_a_refusal_is_asked_about(said: str) -> None:
    assert [one.outcome for one in found(said, "gwent")] == [None]


@pytest.mark.parametrize(
    "said",
    [
        "Section 16 requires us to provide you with a notice that it claims an exemption.",
        "No offences were found to have been committed.",
        "Fewer offences have been located in this area.",
    ],
)
def test_what_only_explains_or_counts_refuses_nothing(said: str) -> None:
    assert found(said, "police-scotland") == ()


def test_no_trace_of_offences_may_be_none_and_is_asked_about() -> None:
    (one,) = found("There is no trace of any burglary offences in 2019.")
    assert one.outcome is None


def test_requests_that_are_added_together_are_refused() -> None:
    (one,) = found("Your three requests are aggregated under section 12(4) and refused.")
    assert (one.outcome, one.section) == ("refused", "12(4)")


def test_names_of_victims_are_exempt_and_a_driver_may_be() -> None:
    (one,) = found("The names of victims are exempt under section 40(2).")
    assert (one.outcome, one.section) == ("refused", "40(2)")
    assert found("The drivers are exempt, section 40 of the Road Act.") == ()


@pytest.mark.parametrize(
    "said",
    [
        "Section 14 lets an authority refuse vexatious requests.",
        "Section 12 allows forces to refuse for cost.",
        "Section 40 entitles people to their personal data.",
    ],
)
def test_what_a_section_lets_others_do_is_no_heading_of_a_refusal(said: str) -> None:
    assert found(said) == ()
