"""Names of forces: an exact match after a fixed clean-up, or a refusal."""

import csv
from datetime import date
from pathlib import Path

import pytest

from foistats.errors import UnknownForce
from foistats.naming.forces import (
    AreaKind,
    all_force_ids,
    area_reading,
    force_name,
    forces_in_set,
    read_force,
    region_members,
    regions_of,
    resolve_names,
)
from foistats.naming.forces.names import key_of
from foistats.naming.forces.register import areas, forces, read_list

REFERENCE = Path(__file__).parents[4] / "shared" / "reference"


@pytest.mark.parametrize(
    ("text", "force_id"),
    [
        ("The Kent Police", "kent"), ("Kent Police Force", "kent"), ("Kent Constab.", "kent"),
        ("KENT POLICE", "kent"), (" Kent\u00a0 Police ", "kent"), ("kent_police", "kent"),
        ("Chief Constable of Kent Police", "kent"), ("Kent Police (refused)", "kent"),
        ("Kent (partial)", "kent"), ("Kent†", "kent"), ("Kent¹", "kent"), ("Kent 1,2", "kent"),
        ("Kent [x]", "kent"), ("Kent‡ [2]", "kent"), ("“Kent”", "kent"), ("*Kent", "kent"),
        ("Kent Police - FOI 123/21", "kent"), ("Kent Police FOI 123/21", "kent"),
        ("Kent County Constabulary", "kent"), ("Kent Police:", "kent"),
        ("POLICE SERVICE OF SCOTLAND", "police-scotland"), ("PSNI*", "northern-ireland"),
        ("Police Service of Northern Ireland (PSNI)", "northern-ireland"),
        ("Metropolitan Police Service (MPS)", "metropolitan"), ("The Met.", "metropolitan"),
        ("Metropolitan Police, London", "metropolitan"), ("London, City of", "city-of-london"),
        ("Wales, South", "south-wales"), ("S. Wales", "south-wales"), ("N.Wales", "north-wales"),
        ("Devon+Cornwall", "devon-and-cornwall"), ("Devon / Cornwall", "devon-and-cornwall"),
        ("D & C Constabulary", "devon-and-cornwall"), ("Dyfed – Powys", "dyfed-powys"),
        ("Hampshire & Isle of Wight Constabulary", "hampshire"),
        ("Hampshire Constabulary (now Hampshire and Isle of Wight)", "hampshire"),
        ("Heddlu Gwent/Gwent Police", "gwent"), ("Heddlu Gwent - Gwent Police", "gwent"),
        ("G.M.P.", "greater-manchester"), ("W.Yorks Police", "west-yorkshire"),
        ("Strathclyde (now Police Scotland)", "police-scotland"), ("RUC", "northern-ireland"),
        ("Ministry of Defence Police (MDP)", "mdp"), ("States of Jersey Police", "jersey"),
        ("avon-somerset", "avon-and-somerset"), ("Avon &amp; Somerset", "avon-and-somerset"),
    ],
)  # fmt: skip
def test_a_plain_name_is_found(text: str, force_id: str) -> None:
    assert read_force(text) == (force_id,)


@pytest.mark.parametrize(
    ("text", "force_ids"),
    [
        ("Norfolk and Suffolk Constabularies", {"norfolk", "suffolk"}),
        ("Norfolk, Suffolk", {"norfolk", "suffolk"}), ("Durham/Cleveland", {"durham", "cleveland"}),
        ("Bedfordshire, Cambridgeshire and Hertfordshire",
         {"bedfordshire", "cambridgeshire", "hertfordshire"}),
        ("Devon, Cornwall and Dorset", {"devon-and-cornwall", "dorset"}),
        ("Avon and Somerset and Devon and Cornwall Police", {"avon-and-somerset",
        "devon-and-cornwall"}),
        ("Surrey & Sussex Police*", {"surrey", "sussex"}),
    ],
)  # fmt: skip
def test_a_joint_name_is_all_of_its_forces_and_never_one(text: str, force_ids: set[str]) -> None:
    assert set(read_force(text)) == force_ids
    assert len(read_force(text)) == len(force_ids)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "12", "GP", "WP", "Midlands", "Mercia", "Wales Police", "West Police",
        "Northern", "Central",
        "Police", "Police force", "London", "Cornwall", "Devon", "Somerset", "County Durham",
        "Avon",
        "Redcar and Cleveland", "Scotland", "Wales", "England", "UK", "South West",
        "West Midlands (region)",
        "West Midlands Region", "Isle of Man", "Jersey", "Isle of Wight", "Total Kent",
        "Kent total",
        "Kent and Medway", "Kent Police and Crime Commissioner", "PCC for Kent", "Kent OPCC",
        "PFCC for Essex", "Police and Crime Panel for Kent", "Kent Police Authority",
        "Kent County Council",
        "Kent Fire and Rescue Service", "Dorset and Wiltshire Fire", "Cumbria and Lancashire CRC",
        "Kent State University Police", "Norfolk Island Police", "Durham Regional Police",
        "Surrey RCMP",
        "Surrey Police Service", "Sussex County Police (NJ)", "Sussex County Police",
        "Essex County Sheriff",
        "Cambridge Police", "Suffolk County Police", "New Jersey State Police", "D C Police", "MPs",
        "Port of Dover Police", "Royal Parks Police", "Action Fraud", "CIFAS", "UK Finance",
        "Ministry of Defence", "City of London Corporation", "kent.police.uk", "foi@kent.police.uk",
        "Kent 2019", "Kent2019", "Kent (Essex)", "Norfolk and Norwich", "North and South Wales",
        "Essex and Essex Police", "Awdurdod Heddlu Gogledd Cymru", "Police Federation of Kent",
        "1. Kent",
        "Avon and Somerset Constabulary (Northern Team)", "Kent Police Kent", "Norfolk, Virginia",
    ],
)  # fmt: skip
def test_whatever_is_not_exactly_a_force_is_refused(text: str) -> None:
    with pytest.raises(UnknownForce):
        read_force(text)


@pytest.mark.parametrize(
    ("text", "likeliest"),
    [
        ("Nottingamshire Police", "nottinghamshire"), ("Liecestershire", "leicestershire"),
        ("Cleavland", "cleveland"), ("City of Londn Police", "city-of-london"),
        ("Suffolk Constablary", "suffolk"), ("Avon and Sommerset", "avon-and-somerset"),
        ("Hertforshire", "hertfordshire"), ("Dyfed Powis Police", "dyfed-powys"),
    ],
)  # fmt: skip
def test_a_misspelling_is_refused_with_the_right_force_first(text: str, likeliest: str) -> None:
    with pytest.raises(UnknownForce, match="nearest") as refusal:
        read_force(text)
    assert refusal.value.suggestions[0] == likeliest
    assert len(refusal.value.suggestions) <= 3


def test_a_refusal_says_why() -> None:
    for text, why in (
        ("Cornwall", "a place within the area of Devon and Cornwall Police"),
        ("South West", "a region or country, not a force"),
        ("Action Fraud", "passes fraud reports on"),
    ):
        with pytest.raises(UnknownForce, match=why):
            read_force(text)


def test_a_former_force_is_its_successor_today_and_itself_in_its_day() -> None:
    assert read_force("Tayside Police") == ("police-scotland",)
    assert read_force("Tayside Police", on=date(2012, 6, 1)) == ("tayside",)
    assert read_force("Tayside Police", on=date(2013, 4, 1)) == ("police-scotland",)


def test_names_are_answered_in_their_order_with_reasons() -> None:
    plain, joint, former, unknown = resolve_names(["Kent", "Durham & Cleveland", "Fife", "Qqqxyz"])
    assert (plain.force_id, plain.reason) == ("kent", "")
    assert joint.force_id == "durham|cleveland"
    assert "joint" in joint.reason
    assert (former.force_id, former.reason) == (
        "police-scotland",
        "a former name; today Police Scotland",
    )
    assert (unknown.force_id, unknown.suggestions) == ("", ())
    assert "not a force" in unknown.reason


def test_west_midlands_is_a_force_and_a_region() -> None:
    area = area_reading("West Midlands ")
    assert area is not None
    assert [possible.kind for possible in area.possible] == [AreaKind.FORCE, AreaKind.REGION]
    police = area_reading("West Midlands Police")
    assert police is not None
    assert police.possible == ()
    region = area_reading("West Midlands Region")
    assert region is not None
    assert (region.kind, region.area_id, region.force_ids) == (AreaKind.REGION, "west-midlands", ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("South West", "region"), ("Yorkshire & The Humber", "region"), ("London", "region"),
        ("England and Wales", "country"), ("UK", "country"), ("Wales", "country"), ("Kent",
        "force"),
        ("Norfolk and Suffolk", "joint"), ("CIFAS", "other"), ("PCC for Kent", "other"),
        ("Kent Fire and Rescue", "other"), ("Cornwall", "other"),
    ],
)  # fmt: skip
def test_an_area_is_told_by_its_name(text: str, kind: str) -> None:
    area = area_reading(text)
    assert area is not None
    assert area.kind == kind
    assert bool(area.force_ids) == (kind in ("force", "joint"))


@pytest.mark.parametrize("text", ["Theft", "Total", "2019", "Fire", "Burglary in Kent", "", "Male"])
def test_other_texts_are_no_area(text: str) -> None:
    assert area_reading(text) is None


def test_sets_have_the_forces_that_exist() -> None:
    sizes = {"england": 39, "wales": 4, "england-and-wales": 43, "great-britain": 44, "uk": 45}
    sizes |= {"territorial-uk": 45, "uk-and-special": 48, "south-west": 5, "london": 2}
    assert {name: len(forces_in_set(name)) for name in sizes} == sizes
    assert set(forces_in_set("south-west")) == {
        "avon-and-somerset", "devon-and-cornwall", "dorset", "gloucestershire", "wiltshire",
    }  # fmt: skip
    with pytest.raises(UnknownForce, match="the sets are"):
        forces_in_set("narnia")


def test_a_region_is_a_dated_set() -> None:
    assert region_members("scotland") == ("police-scotland",)
    assert len(region_members("scotland", date(2013, 3, 31))) == 8
    assert region_members("scotland", date(2013, 4, 1)) == ("police-scotland",)
    assert region_members("northern-ireland", date(2001, 11, 3)) == ("ruc",)


def test_each_territorial_force_lies_in_one_region() -> None:
    for force in forces().values():
        if force.kind in ("territorial", "former"):
            assert len(regions_of([force.force_id])) == 1, force.force_id


def test_regions_do_not_overlap() -> None:
    regions = [entry for entry in areas().values() if entry.kind == "region"]
    members = [member.force_id for entry in regions for member in entry.members]
    assert len(regions) == 9
    assert len(members) == len(set(members)) == 39


def test_every_alias_points_to_one_registered_force() -> None:
    keys: dict[str, str] = {}
    for row in read_list("aliases"):
        assert row["force_id"] in forces(), row
        key = key_of(row["alias"])
        assert keys.setdefault(key, row["force_id"]) == row["force_id"], row
        assert set(read_force(row["alias"])) <= set(all_force_ids())


def test_every_force_is_found_by_its_name_and_welsh_name() -> None:
    for force in forces().values():
        today = force.successor or force.force_id
        assert read_force(force.name) == (today,)
        if force.welsh_name:
            assert read_force(force.welsh_name) == (today,)
    assert force_name("metropolitan") == "Metropolitan Police Service"


def test_no_reviewed_negative_is_a_force() -> None:
    for row in read_list("not_forces"):
        with pytest.raises(UnknownForce):
            read_force(row["name"])


def names_with_answers(file: str) -> list[tuple[str, set[str], str]]:
    path = REFERENCE / file
    if not path.is_file():
        pytest.skip("the names as really written lie beside the repository, and are not here")
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            (row["raw_name"], set(row["canonical_id"].split("|")) - {""}, row["kind"])
            for row in csv.DictReader(lines)
        ]


@pytest.mark.parametrize("file", ["force_names_seen.csv", "force_names_constructed.csv"])
def test_no_name_as_really_written_gets_a_wrong_answer(file: str) -> None:
    answers = [(raw, right, set(_answer(raw))) for raw, right, _ in names_with_answers(file)]
    assert [wrong for wrong in answers if wrong[2] and wrong[2] != wrong[1]] == []


def test_every_plainly_written_name_is_found_and_misspellings_come_first() -> None:
    must = ("exact", "abbrev", "footnoted", "historic", "welsh", "synthetic")
    for file in ("force_names_seen.csv", "force_names_constructed.csv"):
        for raw, right, kind in names_with_answers(file):
            if kind in must and not _answer(raw):
                suggestions = resolve_names([raw])[0].suggestions
                assert kind == "synthetic", raw
                assert {suggestions[0]} == right, raw
            if kind == "misspelling":
                assert _answer(raw) or {resolve_names([raw])[0].suggestions[0]} == right, raw


def _answer(raw: str) -> list[str]:
    force_id = resolve_names([raw])[0].force_id
    return force_id.split("|") if force_id else []
