from datetime import date
from pathlib import Path

import pytest

from foistats.errors import WorkspaceError
from foistats.intake.requests import RequestInvalid, read_request
from foistats.model.values import Count
from foistats.workspace import Workspace
from schemas.vocabulary import PeriodKind, Status
from tests.unit.intake.folders import REQUEST, folder


def refused(root: Path, request: str) -> list[tuple[str, str, str]]:
    with pytest.raises(RequestInvalid) as refusal:
        read_request(folder(root, request=request), "r")
    # `line 5, sent_on`: the key alone where nothing of it stands in the file.
    return [(p.place.split(", ")[-1], p.found, p.remedy) for p in refusal.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        # REQUEST begins with a blank line.
        ('"offences"', '["offences"]', "line 4, unit"),
        ("sent_on", "sent_no", "line 5, sent_no"),
        ("[periods]", "[period]", "line 7, period"),
        ('"financial_year"', "7", "line 8, periods.kind"),
        ('"2014/15"', "true", "line 9, periods.first"),
        ('"2018/19"', '"2018/19"\n[[categories]]\nid = 1', "line 12, categories.1.id"),
        ('"2018/19"', '"2018/19"\n[marks]\n"*" = [5]', "line 12, marks.*"),
        ('"2018/19"', "", "line 10"),
        (
            '"2018/19"',
            '"2018/19"\n[release]\napproved_by_second = "yes"',
            "line 12, release.approved_by_second",
        ),
        (
            '"2018/19"',
            '"2018/19"\n[release]\napproved_by_two = true',
            "line 12, release.approved_by_two",
        ),
        ("sent_on", "release = true\nsent_on", "line 5, release"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_key(
    tmp_path: Path, old: str, new: str, place: str
) -> None:
    with pytest.raises(RequestInvalid) as refusal:
        read_request(folder(tmp_path, request=REQUEST.replace(old, new)), "r")
    assert place in [problem.place for problem in refusal.value.problems]


@pytest.mark.parametrize("day", ["9999-12-31", "2019-06-04", "0001-01-01", "1999-12-31"])
def test_a_day_on_which_no_request_was_sent_is_refused(tmp_path: Path, day: str) -> None:
    workspace = folder(tmp_path, request=REQUEST.replace("2019-06-03", day))
    with pytest.raises(RequestInvalid) as refusal:
        read_request(workspace, "r", today=date(2019, 6, 3))
    [problem] = refusal.value.problems
    assert (problem.place, problem.found) == ("line 5, sent_on", day)
    assert problem.expected == "a day from 2000-11-30 to 2019-06-03, the day of this run"


def test_a_request_may_be_sent_on_the_day_of_the_run(tmp_path: Path) -> None:
    assert read_request(folder(tmp_path), "r", today=date(2019, 6, 3)).sent_on == date(2019, 6, 3)


def test_a_second_person_approves_only_where_the_request_says_so(tmp_path: Path) -> None:
    assert not read_request(folder(tmp_path / "a"), "r").approved_by_second
    for number, (said, needed) in enumerate((("true", True), ("false", False))):
        text = REQUEST + f"[release]\napproved_by_second = {said}\n"
        made = folder(tmp_path / str(number), request=text)
        assert read_request(made, "r").approved_by_second is needed


def test_more_periods_than_anybody_asks_for_are_refused(tmp_path: Path) -> None:
    text = REQUEST.replace('"financial_year"', '"month"').replace('"2014/15"', '"April 1985"')
    [(place, found, _)] = refused(tmp_path, text.replace('"2018/19"', '"March 2019"'))
    # 34 years of twelve months.
    assert (place, "408 periods" in found) == ("periods", True)


def test_a_request_is_read_whole(tmp_path: Path) -> None:
    text = REQUEST + (
        '[[categories]]\nid = "rape"\nname = "Rape"\nalso = ["Rape of a child"]\n'
        '[marks]\n"*" = "fewer than 5"\n"-" = 0\n"R" = "refused"\n'
    )
    request = read_request(folder(tmp_path, request=text), "r")
    assert request.sent_on == date(2019, 6, 3)
    assert request.asked_force_ids == (
        "devon-and-cornwall",
        "avon-and-somerset",
        "gloucestershire",
        "wiltshire",
        "dorset",
    )
    assert request.force_set == "south-west"
    assert [p.start.year for p in request.periods] == [2014, 2015, 2016, 2017, 2018]
    assert request.periods[-1] == (date(2018, 4, 1), date(2019, 3, 31), PeriodKind.FINANCIAL_YEAR)
    assert request.categories[0].also == ("Rape of a child",)
    assert request.marks == {
        "*": Count(0, 4, Status.SUPPRESSED),
        "-": Count(0, 0, Status.ZERO_BY_MARK),
        "R": Count(None, None, Status.REFUSED),
    }


def test_a_misspelt_key_is_named_with_the_one_meant(tmp_path: Path) -> None:
    found = refused(tmp_path, REQUEST.replace("sent_on", "sent_no"))
    assert found[0] == (
        "sent_no",
        "an unknown key 'sent_no'",
        "correct or delete the key; did you mean sent_on?",
    )
    assert found[1][:2] == ("sent_on", "nothing")


def test_a_misspelt_key_below_another_is_named(tmp_path: Path) -> None:
    found = refused(tmp_path, REQUEST.replace("first =", "frist ="))
    assert [place for place, _, _ in found] == ["periods.frist", "periods.first"]


@pytest.mark.parametrize(
    ("old", "new", "place", "found"),
    [
        ('"offences"', '"offence"', "unit", "offence"),
        ("2019-06-03", '"June 2019"', "sent_on", "June 2019"),
        ("2019-06-03", "2019-06-03T10:00:00", "sent_on", "datetime"),
        ('"south-west"', '"south-wets"', "forces", "south-wets"),
        ('"south-west"', '["Dorst Police"]', "forces", "Dorst Police"),
        ('"south-west"', '["dorset", "Dorset Police"]', "forces", "dorset"),
        ('"south-west"', "[]", "forces", "[]"),
        ('"financial_year"', '"fiscal"', "periods.kind", "fiscal"),
        ('"2014/15"', '"2014"', "periods.first", "calendar_year"),
        ('"2014/15"', '"2019/20"', "periods", "2019/20 to 2018/19"),
        ('"2014/15"', '"lately"', "periods.first", "lately"),
        ('"Offences"', "7", "title", "7"),
    ],
)
def test_a_bad_value_is_named(tmp_path: Path, old: str, new: str, place: str, found: str) -> None:
    problems = refused(tmp_path, REQUEST.replace(old, new))
    assert len(problems) == 1
    assert problems[0][0] == place
    assert found in problems[0][1]


@pytest.mark.parametrize(
    "more",
    [
        '[marks]\n"*" = "3"\n',
        '[marks]\n"5" = "refused"\n',
        '[marks]\n"*" = "who knows"\n',
        '[marks]\n"*" = true\n',
        '[[categories]]\nid = "all"\nname = "All offences"\n',
        '[[categories]]\nid = "a"\nname = "Theft"\n[[categories]]\nid = "b"\nname = "THEFT"\n',
        '[[categories]]\nid = "a"\nname = "Theft"\n[[categories]]\nid = "a"\nname = "Rape"\n',
        '[[categories]]\nid = "A b"\nname = "Theft"\n',
        '[[categories]]\nid = "a"\nname = "Theft"\nalso = "Stealing"\n',
    ],
)
def test_marks_and_categories_that_mean_nothing_or_two_things_are_refused(
    tmp_path: Path, more: str
) -> None:
    assert len(refused(tmp_path, REQUEST + more)) == 1


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = REQUEST.replace('"offences"', '"x"').replace("2019-06-03", "7")
    assert [place for place, _, _ in refused(tmp_path, text)] == ["unit", "sent_on"]


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    assert "no readable TOML" in refused(tmp_path, "title = ")[0][1]


def test_names_and_ids_of_forces_may_be_mixed(tmp_path: Path) -> None:
    text = REQUEST.replace('"south-west"', '["dorset", "Kent Police", "Norfolk and Suffolk"]')
    request = read_request(folder(tmp_path, request=text), "r")
    assert request.asked_force_ids == ("dorset", "kent", "norfolk", "suffolk")


def test_a_request_that_is_not_there_suggests_the_nearest(tmp_path: Path) -> None:
    folder(tmp_path)
    with pytest.raises(WorkspaceError, match="there is: r"):
        read_request(Workspace(tmp_path), "offences")


def test_a_request_id_never_leads_out_of_raw(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    (tmp_path / "request.toml").write_text(REQUEST)
    for request_id in ("..", "r/../..", "../raw/r", "", ".", "/r", "r/"):
        with pytest.raises(WorkspaceError):
            workspace.request_file(request_id)


def test_a_root_without_raw_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="has no folder raw/"):
        Workspace(tmp_path)
