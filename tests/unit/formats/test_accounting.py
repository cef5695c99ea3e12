"""The table of places, the forms of machines, and what becomes of a text by both."""

import csv
from importlib.resources import files

import pytest

from foistats.formats.accounting.machine_forms import is_machine_written
from foistats.formats.accounting.places import Means, place_of
from foistats.formats.accounting.weighing import Account
from foistats.formats.accounting.xml_texts import Written, comments_in, texts_written
from schemas.channels import Channel

_TABLE = (files("schemas.codelists") / "places_of_texts.csv").read_text(encoding="utf-8")


def _rows() -> list[dict[str, str]]:
    return list(csv.DictReader(_TABLE.splitlines()))


def test_each_line_of_the_table_says_what_a_text_means_there_and_why() -> None:
    for row in _rows():
        assert None not in row, row
        assert row["means"] in set(Means), row
        assert len(row["why"].split()) >= 2, row


def test_no_line_of_the_table_stands_behind_one_that_takes_all_of_its_texts() -> None:
    seen: set[tuple[str, str, str, str]] = set()
    for row in _rows():
        key = (row["format"], row["part"], row["element"], row["attribute"])
        assert key not in seen, row
        if not row["form"]:
            seen.add(key)


@pytest.mark.parametrize("value", ["Jane Doe", "Kent Police", "12 left", "see tab two", "Ann Lee"])
def test_words_are_no_value_of_a_machine(value: str) -> None:
    assert not is_machine_written(value)


@pytest.mark.parametrize(
    "value", ["true", "00A1B2C3", "B2:C9", "1.5cm", "2019-04-01T00:00:00Z", "center", "en-GB"]
)
def test_numbers_codes_and_words_of_the_standard_are_a_machines(value: str) -> None:
    assert is_machine_written(value)


def test_every_text_and_value_of_xml_is_met_whatever_the_notation() -> None:
    head = b"""<a one="first &gt; thing" two='second "thing"'>"""
    xml = head + b'<b>third</b>fourth<c>1</c> x="fifth"</a>'
    found = {(one.element, one.attribute, one.text) for one in texts_written(xml)}
    assert found == {
        ("a", "one", "first > thing"),
        ("a", "two", 'second "thing"'),
        ("b", "", "third"),
        ("", "", "fourth"),
        ("c", "", "1"),
        ("", "", 'x="fifth"'),
    }
    assert list(comments_in(b"<a><!-- a note --></a>")) == ["a note"]


def test_a_greater_sign_in_a_value_hides_no_value_behind_it() -> None:
    found = {one.text for one in texts_written(b'<a one="x>y" two="kept for Mary"/>')}
    assert "kept for Mary" in found


def _weighed(element: str, attribute: str, text: str) -> set[Channel]:
    account = Account("ooxml", lambda said: said == "shown")
    account.take("sheet", [Written(element, attribute, text)])
    return {finding.channel for finding in account.findings()}


def test_a_text_is_weighed_by_its_place_and_by_what_it_says() -> None:
    assert _weighed("dataValidation", "prompt", "Choose a force") == {Channel.ASIDE_TEXT}
    assert _weighed("dataValidation", "prompt", "shown") == set()
    assert _weighed("dataValidation", "prompt", "ring 07700 900123") == {Channel.ORPHAN_TEXT}
    assert _weighed("unheard", "of", "two words") == {Channel.ORPHAN_TEXT}
    assert _weighed("unheard", "of", "Quillfeather") == {Channel.ASIDE_TEXT}
    assert _weighed("unheard", "of", "center") == set()


def test_a_harmless_place_is_harmless_only_in_its_form() -> None:
    known = place_of("ooxml", "sheet", Written("oddFooter", "", "&CPage &P of &N"))
    other = place_of("ooxml", "sheet", Written("oddFooter", "", "&CWritten by Jane"))
    assert known is not None
    assert other is not None
    assert (known.means, other.means) == (Means.HARMLESS, Means.ASIDE)
