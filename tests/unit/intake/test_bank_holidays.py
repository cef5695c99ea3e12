"""The list of bank holidays is the library's own, and is used only where it can be."""

from datetime import date
from importlib.resources import files

import holidays
import pytest

from foistats.intake import bank_holidays as module
from foistats.intake.bank_holidays import LISTED_YEARS, bank_holidays, listed_text


def test_the_list_is_what_the_installed_library_says() -> None:
    text = (files("schemas.codelists") / "bank_holidays.json").read_text(encoding="utf-8")
    assert text == listed_text(), "run `just bank-holidays`"


def test_it_holds_the_version_that_the_library_itself_states() -> None:
    assert module._installed_version() == holidays.__version__


def test_the_listed_days_are_known_ones() -> None:
    # The state funeral of 2022 was a bank holiday everywhere, St Andrew's Day is one in Scotland.
    assert date(2022, 9, 19) in bank_holidays(2022, False) & bank_holidays(2022, True)
    assert date(2021, 11, 30) in bank_holidays(2021, True)
    # The Battle of the Boyne is one in Northern Ireland alone, and so of the 2000 Act.
    assert date(2021, 7, 12) in bank_holidays(2021, False) - bank_holidays(2021, True)


@pytest.mark.parametrize("year", [LISTED_YEARS[0] - 1, LISTED_YEARS[-1] + 1])
def test_a_year_beyond_the_list_is_the_librarys(year: int) -> None:
    assert date(year, 12, 25) in bank_holidays(year, False)


def test_a_list_of_another_version_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_installed_version", lambda: "0.0")
    module._listed.cache_clear()
    try:
        assert module._listed() == {}
    finally:
        module._listed.cache_clear()
