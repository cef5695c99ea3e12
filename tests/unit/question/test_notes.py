"""What a note says of figures, sentence by sentence; each line of the lexicon has its example."""

import pytest

from foistats.naming import lexicon
from foistats.naming.lexicon import Entry, entries
from foistats.question import beyond, harmless, statements
from foistats.question.notes import Stands, restricting
from foistats.question.statements import is_aside, is_statement
from foistats.question.wanted import Wanted
from foistats.records import Asked

BURGLARY = Wanted(Asked(title="Burglary", unit="offences", force_ids=("dorset",)))
CACHED = (
    lexicon.words,
    lexicon.pattern,
    lexicon.joined,
    lexicon.says,
    beyond.frame,
    harmless.changes_nothing,
    statements.is_statement,
    statements.is_aside,
)


def judged(entry: Entry) -> object:
    match entry.means:
        case "verb":
            return is_statement(entry.example)
        case "aside":
            return is_aside(entry.example)
        case "figures":
            return list(restricting(entry.example, BURGLARY, Stands.LETTER))
        case _:
            # Further from a table a sentence is asked about by its wording alone.
            return [
                said
                for stands in (Stands.BESIDE, Stands.LETTER)
                for said in restricting(entry.example, BURGLARY, stands)
            ]


@pytest.mark.parametrize("entry", entries("notes"), ids=lambda one: f"{one.means}: {one.example}")
def test_a_note_is_judged_otherwise_without_its_line(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_it = judged(entry)
    quiet = entry.means in ("aside", "frame", "changes_nothing", "leads_no_more", "goes_on")
    assert not list(restricting(entry.example, BURGLARY)) if quiet else with_it
    others = tuple(one for one in entries("notes") if one is not entry)
    known = lexicon.entries
    try:
        monkeypatch.setattr(
            lexicon, "entries", lambda table: others if table == "notes" else known(table)
        )
        forget()
        without = judged(entry)
    finally:
        monkeypatch.undo()
        forget()
    assert without != with_it


def forget() -> None:
    for cached in CACHED:
        cached.cache_clear()


HOSPITALS = Wanted(Asked(title="Crimes on hospital grounds", unit="crimes", force_ids=("cumbria",)))


@pytest.mark.parametrize(
    "note",
    [
        "This data includes smaller local hospitals and mental health hospitals",
        "The results were checked and those that are irrelevant have been removed",
        "The table below shows the outcome of the crimes and the name of each hospital",
    ],
)
def test_how_the_figures_were_found_and_divided_restricts_nothing(note: str) -> None:
    assert list(restricting(note, HOSPITALS)) == []


@pytest.mark.parametrize(
    "note",
    [
        "This data includes car parks",
        "This data includes thefts from hospitals",
        "The results were checked and those from wards have been removed",
        "The table below shows the persons charged",
    ],
)
def test_what_is_more_less_or_other_is_found_beside_the_words_of_the_question(note: str) -> None:
    assert list(restricting(note, HOSPITALS)) == [note]


@pytest.mark.parametrize(
    ("note", "asks"),
    [
        ("Figures do not include offences recorded by British Transport Police", False),
        ("Burglaries recorded by Kent Police are not included", False),
        ("Figures exclude burglaries recorded by Dorset Police", True),
        ("Figures exclude attempts and burglaries recorded by Kent Police", True),
        ("Attempts are excluded in line with the Home Office Counting Rules", True),
        ("Attempted thefts are included", True),
    ],
)
def test_what_another_force_recorded_is_missing_from_nothing(note: str, asks: bool) -> None:
    assert list(restricting(note, BURGLARY)) == ([note] if asks else [])


def test_victims_may_be_counted_once_for_each_victim() -> None:
    victims = Wanted(Asked(title="Victims of burglary", unit="victims", force_ids=("dorset",)))
    assert list(restricting("Each crime is counted once for every victim", victims)) == []


@pytest.mark.parametrize(
    "note",
    [
        "Offences that were later cancelled are not counted",
        "Cancelled and no-crimed records are excluded",
        "Figures exclude duplicates and records created in error",
    ],
)
def test_a_record_that_was_taken_back_is_none_of_a_crime(note: str) -> None:
    assert list(restricting(note, BURGLARY)) == []


@pytest.mark.parametrize(
    "note",
    [
        "Cancelled offences are included",
        "Cancelled offences and offences in sheds are excluded",
        "Figures exclude attempts",
        "Withdrawn allegations are excluded",
    ],
)
def test_what_is_still_a_crime_may_have_been_asked_for(note: str) -> None:
    assert list(restricting(note, BURGLARY)) == [note]


OF_DAYS = [
    (
        "Crimes are counted by the date on which they were recorded, not the date of the crime",
        False,
    ),
    ("The data is based on the date the crime was reported", False),
    ("Crimes are counted by the date on which a suspect was charged", True),
    ("The counts are of crimes that were solved", True),
    ("Aggravated burglary is shown separately", True),
]


@pytest.mark.parametrize(("note", "restricts"), OF_DAYS)
def test_by_which_day_crimes_are_counted_takes_none_away(note: str, *, restricts: bool) -> None:
    wanted = Wanted(Asked(title="Burglary", question="How many burglaries?", unit="offences"))
    assert bool(list(restricting(note, wanted))) is restricts


SPIKING = Wanted(Asked(title="Drink spiking", unit="offences", force_ids=("kent",)))


def test_what_shares_one_word_of_the_question_is_no_kind_of_it() -> None:
    said = "The above includes spiking by injection"
    assert list(restricting(said, SPIKING, Stands.ANSWER)) == [said]
