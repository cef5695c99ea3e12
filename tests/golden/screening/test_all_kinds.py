"""Every channel of hidden content has documents that use it, and clean ones are many and varied."""

from schemas.channels import NOTED, Channel
from tests.golden.screening import letter_cases, office_cases

HIDDEN = (*office_cases.CASES, *letter_cases.CASES)
CLEAN = (*office_cases.CLEAN, *letter_cases.CLEAN)


def test_every_channel_that_seals_a_document_has_one_that_it_finds() -> None:
    # Each case is found by test_office.py or test_letters.py; here it is only seen that none lacks.
    assert {case.channel for case in HIDDEN} == set(Channel) - NOTED
    assert len(set(Channel) - NOTED) >= 24


def test_there_are_200_clean_documents_and_more() -> None:
    assert len({(case.name, case.build) for case in CLEAN}) >= 200
