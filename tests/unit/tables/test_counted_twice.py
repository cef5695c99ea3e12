"""Lines that count the same thing twice are never added: versions of a figure, parts beside wholes.

The expected figures are added by hand from the rows below.
"""

import csv
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from foistats.question.offence_groups import groups_around, groups_named
from foistats.question.phrases import Phrase, phrase_of
from foistats.reading.file import read_reply
from foistats.records import Asked, HeadingMeaning
from foistats.tables.figures.versions import in_versions
from schemas.vocabulary import Concern
from tests.golden.documents.builders import Rows, build_xlsx
from tests.unit.tables.test_concerns import ANY, BURGLARY, HEAD, counted, questions, read


def rows_of(*names: str) -> Rows:
    """One row for each name; the second is the larger one in both years."""
    figures = [[800, 900], [845, 930], [120, 110]]
    return [HEAD, *([name, *row] for name, row in zip(names, figures, strict=False))]


def columns_of(*names: str) -> Rows:
    head, *rows = rows_of(*names)
    return [list(line) for line in zip(["Year", *head[1:]], *rows, strict=True)]


VERSIONS = [
    ("Burglaries", "Burglaries (revised)"),
    ("Burglaries", "Burglaries (provisional)"),
    ("Burglaries", "Burglaries (previously published)"),
    ("Burglaries as at June 2023", "Burglaries as at July 2023"),
    ("Burglaries", "Updated burglaries"),
    ("Burglaries", "Burglaries (new counting rules)"),
    ("Burglary", "Burglary target"),
    ("Original", "Amended"),
    ("Provisional", "Final"),
    ("Burglaries", "Burglaries (2)"),
]


@pytest.mark.parametrize("names", VERSIONS, ids=str)
@pytest.mark.parametrize("asked", [BURGLARY, ANY], ids=["burglary", "any"])
@pytest.mark.parametrize("draw", [rows_of, columns_of], ids=["rows", "columns"])
def test_two_versions_of_a_figure_are_never_added(
    tmp_path: Path, draw: object, asked: Asked, names: tuple[str, str]
) -> None:
    assert callable(draw)
    reading = read(tmp_path, draw(*names), asked)
    tables = {one.table for one in reading.observations if one.concern in (Concern.ASKED,)}
    # What isn't asked about stands in tables of their own, which contradict each other.
    assert counted(reading) == {} or len(tables) == 2


def test_which_version_stands_is_one_question_and_its_answer_counts(tmp_path: Path) -> None:
    rows = rows_of("Burglaries", "Burglaries (revised)", "Robberies")
    assert questions(read(tmp_path, rows, BURGLARY)) == [("Burglaries", "Burglaries (revised)")]
    chosen = replace(BURGLARY, headings={"burglaries revised": HeadingMeaning(Concern.ASKED)})
    reading = read(tmp_path, rows, chosen)
    assert counted(reading) == {2021: 845, 2022: 930}
    assert questions(reading) == []


@pytest.mark.parametrize(
    "head",
    [
        ["2021 (original)", "2021 (revised)"],
        ["2021", "2021 (provisional)"],
    ],
    ids=str,
)
def test_a_year_in_two_versions_is_not_added_up(tmp_path: Path, head: list[str]) -> None:
    reading = read(tmp_path, [["Offence", *head], ["Burglary", 40, 45]], BURGLARY)
    tables = [one.table for one in reading.observations]
    assert len(set(tables)) == len(tables)


def test_versions_are_of_one_thing() -> None:
    assert in_versions(["Burglary", "Robbery (revised)", "Theft"]) == []
    assert in_versions(["Final warning", "Initial call", "Old people", "New builds"]) == []


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("Sexual offences", "Rape"),
        ("Theft offences", "Shoplifting"),
        ("Violence against the person", "Homicide"),
        ("Drug offences", "Possession of cannabis"),
        ("Public order offences", "Violent disorder"),
        ("Criminal damage and arson", "Arson"),
        ("Vehicle crime", "Theft from a vehicle"),
        ("Hate crime", "Harassment"),
        ("Domestic abuse", "Assault with injury"),
        ("Violent crime", "Robbery of personal property"),
        ("Assault", "GBH"),
    ],
    ids=str,
)
def test_an_offence_is_not_added_to_the_group_that_holds_it(
    tmp_path: Path, whole: str, part: str
) -> None:
    rows: Rows = [HEAD, [whole, 800, 900], [part, 145, 230]]
    reading = read(tmp_path, rows, ANY)
    assert counted(reading) == {}
    assert questions(reading) == [(whole, part)]
    # It is more than the group, which then doesn't hold it.
    more: Rows = [HEAD, [whole, 800, 900], [part, 145, 2300]]
    assert counted(read(tmp_path, more, ANY)) == {2021: 945, 2022: 3200}
    total: Rows = [HEAD, [whole, 800, 900], [part, 145, 230], ["Total", 945, 1130]]
    assert counted(read(tmp_path, total, ANY)) == {2021: 945, 2022: 1130}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rape", "Other sexual offences"),
        ("Theft from vehicle", "Theft of vehicle"),
        ("Violence with injury", "Violence without injury"),
        ("Burglary", "Robbery"),
        ("Homicide", "Sexual offences"),
        ("Possession of drugs", "Trafficking of drugs"),
        ("Harassment", "Stalking"),  # two classes of the Home Office
    ],
    ids=str,
)
def test_offences_beside_each_other_are_added(tmp_path: Path, one: str, other: str) -> None:
    rows: Rows = [HEAD, [one, 800, 900], [other, 145, 230]]
    assert counted(read(tmp_path, rows, ANY)) == {2021: 945, 2022: 1130}


def test_lines_whose_figures_go_together_everywhere_are_asked_about(tmp_path: Path) -> None:
    head = ["Offence", "Niche", "Athena"]
    alike: Rows = [head, ["Burglary", 800, 845], ["Arson", 90, 95], ["Robbery", 310, 301]]
    path = tmp_path / "burglary 2021.xlsx"
    build_xlsx(path, {"2021": alike})
    assert questions(read_reply(path, ANY)) == [("Niche", "Athena")]
    # Divided by sex they don't go together.
    unlike: Rows = [head, ["Burglary", 800, 145], ["Arson", 90, 95], ["Robbery", 310, 301]]
    build_xlsx(path, {"2021": unlike})
    assert counted(read_reply(path, ANY)) == {2021: 1741}


def test_a_total_that_adds_attempts_leaves_the_name_open(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ["Burglary", 800, 700], ["Attempted burglary", 90, 50]]
    assert counted(read(tmp_path, rows, BURGLARY)) == {2021: 800, 2022: 700}
    reading = read(tmp_path, [*rows, ["Total", 890, 750]], BURGLARY)
    assert counted(reading) == {}
    assert questions(reading) == [("Burglary", "Attempted burglary")]
    # Other offences in the total say nothing of the line.
    others: Rows = [HEAD, ["Burglary", 800, 700], ["Robbery", 90, 50], ["Total", 890, 750]]
    assert counted(read(tmp_path, others, BURGLARY)) == {2021: 800, 2022: 700}


def test_each_group_of_offences_is_in_the_groups_that_it_names() -> None:
    text = (files("schemas.codelists") / "offence_groups.csv").read_text(encoding="utf-8")
    lines = list(csv.DictReader(text.splitlines()))
    known = {line["name"] for line in lines}
    assert len(known) == len(lines)
    for line in lines:
        within = {part.strip() for part in line["within"].split(";") if part.strip()}
        assert within <= known
        for name in (line["name"], *filter(None, line["also"].split(";"))):
            assert line["name"] in groups_named(phrase_of(name)), name
            assert within <= groups_around(phrase_of(name)) | groups_named(phrase_of(name)), name


def test_a_long_list_of_names_is_not_compared_pair_by_pair(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    for name in ("denies", "met_by"):
        told = getattr(Phrase, name)

        def counted_call(self: Phrase, other: Phrase, told: object = told) -> object:
            asked.append(1)
            assert callable(told)
            return told(self, other)

        monkeypatch.setattr(Phrase, name, counted_call)
    path = tmp_path / "list.csv"
    names = [f"Payee {n} theft" for n in range(600)]
    lines = ["Name,2021,2022", *(f"{name},{n},{n + 1}" for n, name in enumerate(names))]
    path.write_text("\n".join(lines), encoding="utf-8")
    for request in (BURGLARY, ANY):
        read_reply(path, request)
    # Each name is held against the question and the groups of offences, not against the others.
    assert len(asked) < 600 * 600
