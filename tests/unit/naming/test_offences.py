import pytest

from foistats.errors import UnreadableOffence
from foistats.naming.offences import OffenceCode, read_offence_code
from foistats.naming.spelling import fold


@pytest.mark.parametrize(
    "text", ["86/2", "86/02", "86 / 2", "08602", "086/02", " 86/2 ", "HO 86/2", "HOC: 086/02"]
)
def test_one_code_in_every_spelling(text: str) -> None:
    assert read_offence_code(text) == OffenceCode("86/2", "86")


@pytest.mark.parametrize(
    ("text", "code", "class_id"),
    [
        ("86", "86", "86"), ("8n", "8N", "8N"), ("008N/01", "8N/1", "8N"), ("4.10", "4.10", "4.10"),
        ("37.2/1", "37.2/1", "37.2"), ("10501", "105/1", "105"), ("AF", "AF", "AF"),
        ("NFIB 5a", "NFIB5A", "NFIB5A"), ("1/4.1/4.10/4.2", "1/4.1/4.10/4.2", "1/4.1/4.10/4.2"),
    ],
)  # fmt: skip
def test_a_code_keeps_its_class(text: str, code: str, class_id: str) -> None:
    assert read_offence_code(text) == OffenceCode(code, class_id)


@pytest.mark.parametrize(
    "text",
    ["8.02", "8602", "86-2", "86/", "/2", "2018/19", "000/1", "86/002", "٨٦", "Rape", "", "1e3"],
)
def test_what_is_not_plainly_a_code_is_refused(text: str) -> None:
    with pytest.raises(UnreadableOffence, match="write class and subclass"):
        read_offence_code(text)


def test_labels_are_the_same_up_to_punctuation_and_case() -> None:
    assert fold("Theft & Handling") == fold("theft and handling ")
    assert fold("Non-recent") == fold("non recent*")
    assert fold("Children’s homes") == fold("CHILDRENS HOMES")


def test_labels_that_say_something_else_differ() -> None:
    assert fold("Rape") != fold("Rape of a child")
    assert fold("% change") != fold("change")
    assert fold("<5") != fold("5")
    assert fold("Under 16") != fold("Under 18")
