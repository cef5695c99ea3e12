"""A reading's key changes with everything that the reading depends on."""

from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foistats.documents.limits import Limits
from foistats.ledger import digests
from foistats.ledger.digests import digest_of, files_below
from foistats.ledger.keys import key_of, what_changed
from foistats.model.values import Count, Period
from foistats.records import (
    Asked,
    Category,
    Declared,
    HeadingMeaning,
    StatedPeriod,
    StatedSender,
    StatedUnit,
)
from schemas.vocabulary import Concern, HeadingsAre, PeriodKind, Status

YEAR = Period(date(2016, 4, 1), date(2017, 3, 31), PeriodKind.FINANCIAL_YEAR)
STAR = {"*": Count(0, 4, Status.SUPPRESSED)}
CRIMES = StatedUnit("Sheet1!A1:C3", "crimes", "offences", "", "", date(2020, 1, 1))
DORSET = StatedSender(("dorset",), "", "", date(2020, 1, 1))
OTHER_ASKED: dict[str, Any] = {
    "title": "another",
    "question": "another",
    "unit": "crimes",
    "period_kind": PeriodKind.CALENDAR_YEAR,
    "first": YEAR,
    "last": YEAR,
    "force_ids": ("dorset",),
    "asked_force_ids": ("dorset", "kent"),
    "categories": (Category("rape", "Rape"),),
    "offences": ("86",),
    "marks": STAR,
    "aliases": {"the met": ("metropolitan",)},
    "periods": {"Sheet1!A1:C3": YEAR},
    "units": (CRIMES,),
    "headings_are": HeadingsAre.YEARS_ENDED,
    "received_on": date(2019, 6, 20),
    "headings": {"knives seized": HeadingMeaning(Concern.OTHER)},
    "sender": DORSET,
}
OTHER_DECLARED: dict[str, Any] = {
    "layouts": {"": ("a layout",)},
    "corrections": {"": ("a correction",)},
    "statements": {"": ("a statement",)},
    "periods": {"": (StatedPeriod("Sheet1!A1:C3", YEAR, "", "", date(2020, 1, 1)),)},
    "units": {"": (CRIMES,)},
    "senders": {"": (DORSET,)},
    "marks": {"": STAR},
    "released": True,
}


def digest(
    asked: Asked | None = None,
    declared: Declared | None = None,
    limits: Limits | None = None,
    *,
    sha256: str = "ab",
    name: str = "reply.xlsx",
) -> str:
    key = key_of(sha256, name, asked or Asked(), declared or Declared(), limits or Limits())
    return key.digest


def test_every_field_of_what_is_known_before_reading_is_tried_below() -> None:
    assert set(OTHER_ASKED) == {field.name for field in fields(Asked)}
    assert set(OTHER_DECLARED) == {field.name for field in fields(Declared)}


@pytest.mark.parametrize("name", OTHER_ASKED)
def test_what_was_asked_changes_the_key(name: str) -> None:
    assert digest(replace(Asked(), **{name: OTHER_ASKED[name]})) != digest()


@pytest.mark.parametrize("name", OTHER_DECLARED)
def test_what_is_declared_changes_the_key(name: str) -> None:
    assert digest(None, replace(Declared(), **{name: OTHER_DECLARED[name]})) != digest()


@pytest.mark.parametrize("name", [field.name for field in fields(Limits)])
def test_every_limit_changes_the_key(name: str) -> None:
    other = replace(Limits(), **{name: getattr(Limits(), name) + 1})
    assert digest(limits=other) != digest()


def test_content_and_name_change_the_key_and_nothing_runs_into_another() -> None:
    found = [digest(), digest(sha256="abc"), digest(name="reply.xls"), digest(sha256="", name="")]
    assert len(set(found)) == 4
    assert digest(Asked(title="a", question="bc")) != digest(Asked(title="ab", question="c"))


def test_marks_of_the_request_are_not_taken_for_marks_of_a_document() -> None:
    of_request = digest(Asked(marks=STAR))
    of_document = digest(None, Declared(marks={"": STAR}))
    assert of_request != of_document


def test_what_changed_is_told_in_words() -> None:
    before = key_of("ab", "a.xlsx", Asked(), Declared(), Limits()).parts
    now = key_of("cd", "a.xlsx", Asked(marks=STAR), Declared(), Limits()).parts
    assert what_changed(before, now) == "the document changed, the declared marks changed"
    assert what_changed(before, before) == ""


def test_the_order_of_what_has_none_decides_nothing() -> None:
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})
    assert digest_of(frozenset("abcdef")) == digest_of(frozenset("fedcba"))
    assert digest_of(("a", "b")) != digest_of(("b", "a"))


@pytest.mark.parametrize("one", [object(), b"bytes", lambda: None, Path("a")])
def test_what_it_cant_vouch_for_has_no_digest(one: object) -> None:
    with pytest.raises(TypeError):
        digest_of({"a": (one,)})


def test_a_line_of_a_reader_or_of_a_code_list_changes_what_the_program_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Package:
        __name__ = "foistats"
        __path__ = (str(tmp_path),)

    class Other:
        __name__ = "schemas"
        __path__ = (str(tmp_path / "other"),)

    (tmp_path / "other" / "codelists").mkdir(parents=True)
    (tmp_path / "documents").mkdir()
    reader, forces = tmp_path / "documents" / "a.py", tmp_path / "other" / "codelists" / "f.csv"
    reader.write_text("x = 1")
    forces.write_text("dorset")
    monkeypatch.setattr(digests, "foistats", Package)
    monkeypatch.setattr(digests, "schemas", Other)
    program = digests.program_digests.__wrapped__
    first = program()
    reader.write_text("x = 2")
    second = program()
    assert (first["code"] != second["code"], first["code_lists"]) == (True, second["code_lists"])
    (tmp_path / "documents" / "__pycache__").mkdir()
    (tmp_path / "documents" / "__pycache__" / "a.pyc").write_text("compiled")
    assert program() == second


def test_every_file_below_a_folder_is_told_and_an_unreadable_one_as_empty(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.txt").write_bytes(b"abc")
    (tmp_path / "a").symlink_to("nowhere")
    (tmp_path / "d").write_bytes(b"")
    assert dict(files_below(tmp_path)) == {
        "a": "a link to nowhere",
        # The test vectors of FIPS 180-2 for "abc" and for nothing.
        "b/c.txt": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "d": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    }
    assert digests.content_digest(tmp_path / "gone") == ""
    assert dict(files_below(tmp_path / "gone")) == {".": ""}, "a folder, too"


def test_what_a_link_leads_to_is_told_unless_nothing_is_read_through_it(tmp_path: Path) -> None:
    top, share = tmp_path / "r", tmp_path / "share"
    (top / "real").mkdir(parents=True)
    share.mkdir()
    (share / "x.csv").write_bytes(b"abc")
    (top / "file").symlink_to(share / "x.csv")
    (top / "documents").symlink_to(share)
    (share / "inside").symlink_to("x.csv")
    (top / "real" / "back").symlink_to(top)
    (top / "round").symlink_to("round")
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert dict(files_below(top, unfollowed=("documents",))) == {
        "documents": f"a link to {share}",
        "documents/inside": "a link to x.csv",
        "documents/x.csv": abc,
        "file": f"a link to {share / 'x.csv'}",
        "file/.": abc,
        "real/back": f"a link to {top}",
        "round": "a link to round",
    }
    assert dict(files_below(top))["documents/inside/."] == abc
