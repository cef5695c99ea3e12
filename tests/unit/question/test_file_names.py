"""The name of a file is held against the question; most names say nothing of the figures."""

import pytest

from foistats.question.file_names import narrowed_by_name
from foistats.question.wanted import Wanted
from foistats.records import Asked

BURGLARY = Wanted(
    Asked(
        title="Burglaries",
        question="How many burglaries did you record in each year?",
        unit="offences",
        force_ids=("kent",),
    )
)


@pytest.mark.parametrize(
    "name",
    [
        "Domestic burglaries.csv",
        "burglary_domestic_2021-23.xlsx",
        "Burglary in Dover.pdf",
        "Shed_burglaries_FOI_123-23.csv",
        "Undetected burglaries 2021-2023.csv",
        "Burglary - female victims.docx",
        "burglary essex.csv",
        "burglary u18.csv",
        "Robbery.csv",
        "Arrests.csv",
        "DomesticBurglaries.csv",
        "Domestic burglaries/data.csv",
    ],
)
def test_a_name_that_says_less_or_another_thing_is_asked_about(name: str) -> None:
    assert narrowed_by_name(name, BURGLARY) != ""


@pytest.mark.parametrize(
    "name",
    [
        "FOI-1234-21 Response.csv",
        "12345 Kent Police burglary.csv",
        "Copy of data v2.xlsx",
        "FOI request ref 23-1234 final (2).csv",
        "burglaries-2021-22-to-2022-23.csv",
        "Kent_Burglary_Response_Jul23.csv",
        "Smith J - FOI reply.eml",
        "Number of burglaries recorded by year.csv",
        "CAS-123456-A1B2C3 Data.csv",
        "4521_burglary_stats.csv",
        "Burglary figures - revised.csv",
        "22-item-with-a-remark.csv",
        "DevonPartnership_burglaries.csv",
        "reply.csv",
    ],
)
def test_a_name_of_the_document_says_nothing_of_its_figures(name: str) -> None:
    assert narrowed_by_name(name, BURGLARY) == ""
