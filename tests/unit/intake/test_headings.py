"""headings.toml: what a heading was declared to be, for every document of the request."""

from pathlib import Path

import pytest

from foistats.intake.asked import asked_of
from foistats.intake.declarations import DeclarationInvalid, Declarations, read_declarations
from foistats.intake.requests import read_request
from foistats.records import HeadingMeaning, Problem
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Concern
from tests.unit.intake.folders import REQUEST, folder

SIGNED = 'because = "they said so"\nby = "A. Person"\non = 2019-07-02\n'
SEIZED = f'[[heading]]\nwords = "Knives seized"\nis = "other"\n{SIGNED}'
ROBBERIES = (
    '[[heading]]\nwords = ["Robbery of a person", "Robbery of a business"]\n'
    f'category = "robbery"\n{SIGNED}'
)
WITH_CATEGORIES = (
    f'{REQUEST}\n[[categories]]\nid = "robbery"\nname = "Robbery"\nalso = ["Robberies"]\n'
    '[[categories]]\nid = "rape"\nname = "Rape"\n'
)
DOCUMENTS = frozenset({"dorset.xlsx", "wiltshire.xlsx"})


def declared(root: Path, text: str, *, request: str = WITH_CATEGORIES) -> Declarations:
    workspace = folder(root, request=request)
    (root / "raw" / "r" / "headings.toml").write_text(text, encoding="utf-8")
    return read_declarations(workspace, read_request(workspace, "r"), documents=DOCUMENTS)


def meanings(given: Declarations) -> dict[str, HeadingMeaning]:
    """What each heading is, without who said so."""
    return {words: one._replace(declared="") for words, one in given.headings.items()}


def only_problem(given: Declarations) -> Problem:
    """The one problem, which holds up every document: it may be about any of them."""
    (problem,) = given.problems
    assert problem.code is ProblemCode.DECLARATION_INVALID
    assert problem.document == "raw/r/headings.toml"
    assert problem.remedy
    assert given.unreadable == (problem,)
    for document in DOCUMENTS:
        with pytest.raises(DeclarationInvalid, match=r"headings\.toml can't be used"):
            given.about(document)
    return problem


def test_a_heading_holds_for_every_document_however_it_is_spelled(tmp_path: Path) -> None:
    given = declared(tmp_path, SEIZED.replace("Knives seized", "KNIVES  seized:"))
    assert meanings(given) == {"knives seized": HeadingMeaning(Concern.OTHER)}
    signed = given.headings["knives seized"].declared
    assert signed.startswith("'KNIVES seized:' is other, by A. Person on 2019-07-02: ")
    request = read_request(Workspace(tmp_path), "r")
    assert asked_of(request, ("dorset",), given).headings == given.headings


@pytest.mark.parametrize("said", ["asked", "breakdown", "part", "wider", "other"])
def test_a_heading_is_one_of_five_things(tmp_path: Path, said: str) -> None:
    given = declared(tmp_path, SEIZED.replace('"other"', f'"{said}"'))
    assert meanings(given) == {"knives seized": HeadingMeaning(Concern(said))}


def test_headings_that_belong_together_stand_in_one_entry(tmp_path: Path) -> None:
    given = declared(tmp_path, ROBBERIES)
    robbery = HeadingMeaning(Concern.ASKED, "robbery")
    assert meanings(given) == {"robbery of a person": robbery, "robbery of a business": robbery}


def test_the_same_meaning_may_stand_twice(tmp_path: Path) -> None:
    given = declared(tmp_path, SEIZED + SEIZED.replace("seized", "Seized"))
    assert not given.problems


@pytest.mark.parametrize("key", ["words", "because", "by", "on"])
def test_an_entry_without_a_key_is_named_with_the_key(tmp_path: Path, key: str) -> None:
    text = "\n".join(row for row in SEIZED.splitlines() if not row.startswith(f"{key} ="))
    assert only_problem(declared(tmp_path, text)).place.endswith(f"heading 1, {key}")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"other"', '"unclear"', "known: asked, breakdown, part, wider, other"),
        ('"other"', '"othr"', "did you mean other"),
        ('"other"', "1", "known"),
        ('is = "other"\n', "", "keep just one"),
        ('is = "other"', 'is = "other"\ncategory = "rape"', "keep just one"),
        ('is = "other"', 'category = "rapes"', "did you mean rape"),
        ('"Knives seized"', '" "', "fill it in"),
        ('"Knives seized"', "[]", "write them as they stand"),
        ('"Knives seized"', '["Knives", 3]', "correct it"),
        ('"Knives seized"', '"***"', "marks.toml"),
        ('is = "other"', 'is = "other"\ndocument = "dorset.xlsx"', "delete the key"),
    ],
)
def test_what_can_not_be_used_is_named_with_what_to_do(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert said in only_problem(declared(tmp_path, SEIZED.replace(old, new))).remedy


def test_a_category_needs_a_request_that_asks_for_some(tmp_path: Path) -> None:
    given = declared(tmp_path, SEIZED.replace('is = "other"', 'category = "x"'), request=REQUEST)
    assert "use `is` instead" in only_problem(given).remedy


def test_one_heading_with_two_meanings_has_none(tmp_path: Path) -> None:
    other = SEIZED.replace("Knives", "KNIVES").replace('"other"', '"part"')
    assert "two meanings" in only_problem(declared(tmp_path, SEIZED + other)).found


@pytest.mark.parametrize("meaning", ['is = "other"', 'is = "part"', 'category = "rape"'])
def test_a_name_of_a_category_means_that_category(tmp_path: Path, meaning: str) -> None:
    text = SEIZED.replace("Knives seized", "Robberies").replace('is = "other"', meaning)
    assert "gives to 'robbery'" in only_problem(declared(tmp_path, text)).found


@pytest.mark.parametrize("meaning", ['is = "asked"', 'is = "breakdown"', 'category = "robbery"'])
def test_a_name_of_a_category_may_be_declared_to_be_just_that(tmp_path: Path, meaning: str) -> None:
    text = SEIZED.replace("Knives seized", "Robberies").replace('is = "other"', meaning)
    assert not declared(tmp_path, text).problems


@pytest.mark.parametrize("text", ["[[heading]\n", "[heading]\nis = 1\n", "[[headings]]\n"])
def test_a_file_that_is_no_list_of_headings_holds_up_every_document(
    tmp_path: Path, text: str
) -> None:
    only_problem(declared(tmp_path, text))
