"""The files in which persons declare things: what can be used, what can't, and whom it holds up."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from foistats.errors import WorkspaceError
from foistats.intake.asked import declared_of
from foistats.intake.declarations import DeclarationInvalid, Declarations, read_declarations
from foistats.intake.requests import read_request
from foistats.model.values import Count, Period
from foistats.records import EVERY_OPEN_HEADING, Correction, Note, Problem, StatedPeriod, Statement
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import HeadingsAre, PeriodKind, Status
from tests.unit.intake.folders import folder

ON = date(2019, 7, 2)
SIGNED = 'because = "they said so"\nby = "A. Person"\non = 2019-07-02\n'
CORRECTION = (
    '[[correction]]\ndocument = "dorset.xlsx"\nplace = "Sheet1!C7"\nfound = "1,024"\n'
    f'use = "1,204"\n{SIGNED}'
)
STATEMENT = (
    '[[statement]]\ndocument = "dorset.eml"\nplace = "lines 4-6"\nfound = "212 crimes"\n'
    f'count = "212"\nperiod = "2021/22"\n{SIGNED}'
)
PERIOD = (
    '[[period]]\ndocument = "dorset.xlsx"\nplace = "Sheet1!A1:B9"\nperiod = "2018/19"\n' + SIGNED
)
NOTE = (
    '[[note]]\ndocument = "dorset.eml"\nplace = "lines 9-10"\ncode = "count_proposed"\n'
    f"found = \"'18 hours': a limit\"\n{SIGNED}"
)
MARK = '[[mark]]\nmark = "*"\nmeaning = "fewer than 5"\ndocument = "dorset.xlsx"\n' + SIGNED
ALIASES = "name,force_id,because,by,on\n"
DOCUMENTS = frozenset({"dorset.xlsx", "dorset.eml", "wiltshire.xlsx"})
YEAR = Period(date(2021, 4, 1), date(2022, 3, 31), PeriodKind.FINANCIAL_YEAR)


def declared(root: Path, files: Mapping[str, str], *, request: str = "") -> Declarations:
    workspace = folder(root, **({"request": request} if request else {}))
    for name, text in files.items():
        (root / "raw" / "r" / name).write_text(text, encoding="utf-8")
    return read_declarations(workspace, read_request(workspace, "r"), documents=DOCUMENTS)


def only_problem(declared: Declarations) -> Problem:
    (problem,) = declared.problems
    assert problem.code is ProblemCode.DECLARATION_INVALID
    assert problem.remedy
    return problem


def test_nothing_declared_is_no_problem(tmp_path: Path) -> None:
    assert declared(tmp_path, {}) == Declarations()


def test_a_correction_is_read_with_all_that_it_says(tmp_path: Path) -> None:
    of = declared(tmp_path, {"corrections.toml": CORRECTION}).about("dorset.xlsx")
    assert of.corrections == {
        "": (Correction("Sheet1!C7", "1,024", "1,204", "they said so", "A. Person", ON),)
    }


def test_a_correction_of_a_file_inside_goes_by_its_path_there(tmp_path: Path) -> None:
    inside = CORRECTION.replace("dorset.xlsx", "dorset.eml/a.zip/figures.xlsx")
    of = declared(tmp_path, {"corrections.toml": inside}).about("dorset.eml")
    assert list(of.corrections) == ["a.zip/figures.xlsx"]


def test_numbers_and_days_may_stand_without_quotes(tmp_path: Path) -> None:
    bare = CORRECTION.replace('"1,024"', "1024").replace('"1,204"', "2018-04-01")
    (one,) = declared(tmp_path, {"corrections.toml": bare}).about("dorset.xlsx").corrections[""]
    assert (one.found, one.use) == ("1024", "2018-04-01")


def test_a_blank_cell_can_be_found_and_can_be_made(tmp_path: Path) -> None:
    for text in ('found = ""', 'use = ""'):
        key = text.split(" ")[0]
        changed = "\n".join(
            text if row.startswith(f"{key} ") else row for row in CORRECTION.splitlines()
        )
        (tmp_path / key).mkdir()
        given = declared(tmp_path / key, {"corrections.toml": changed})
        assert not given.problems
        assert getattr(given.about("dorset.xlsx").corrections[""][0], key) == ""


def test_a_statement_is_read_with_all_that_it_says(tmp_path: Path) -> None:
    more = 'labels = ["Rape", "Male"]\nunit = "crimes"\nforce = "Dorset Police"\n'
    given = declared(tmp_path, {"statements.toml": STATEMENT + more})
    assert given.about("dorset.eml").statements == {
        "": (
            Statement(
                "lines 4-6",
                "212 crimes",
                Count(212, 212, Status.REPORTED),
                YEAR,
                ("Rape", "Male"),
                "crimes",
                ("dorset",),
                "they said so",
                "A. Person",
                ON,
            ),
        )
    }


def test_what_open_headings_are_is_read_and_no_other_words_are(tmp_path: Path) -> None:
    entry = PERIOD.replace("Sheet1!A1:B9", EVERY_OPEN_HEADING)
    given = declared(tmp_path, {"statements.toml": entry.replace("2018/19", "calendar years")})
    (stated,) = given.about("dorset.xlsx").periods[""]
    assert stated.period is HeadingsAre.CALENDAR_YEARS
    wrong = declared(tmp_path / "other", {"statements.toml": entry})
    assert "2018/19" in only_problem(wrong).found


def test_a_period_and_a_note_are_read(tmp_path: Path) -> None:
    given = declared(tmp_path, {"statements.toml": PERIOD + NOTE})
    year = Period(date(2018, 4, 1), date(2019, 3, 31), PeriodKind.FINANCIAL_YEAR)
    assert given.about("dorset.xlsx").periods == {
        "": (StatedPeriod("Sheet1!A1:B9", year, "they said so", "A. Person", ON),)
    }
    assert given.notes == (
        Note(
            "dorset.eml",
            "lines 9-10",
            ProblemCode.COUNT_PROPOSED,
            "'18 hours': a limit",
            "they said so",
            "A. Person",
            ON,
            "note 1",
        ),
    )


def test_a_mark_of_one_document_is_no_mark_of_another(tmp_path: Path) -> None:
    given = declared(tmp_path, {"marks.toml": MARK})
    hidden = Count(0, 4, Status.SUPPRESSED)
    assert given.about("dorset.xlsx").marks == {"": {"*": hidden}}
    assert given.about("wiltshire.xlsx").marks == {}
    assert given.marks == {}


def test_a_mark_without_a_document_holds_for_the_request(tmp_path: Path) -> None:
    everywhere = MARK.replace('document = "dorset.xlsx"\n', "").replace('"*"', '""')
    given = declared(tmp_path, {"marks.toml": everywhere.replace("fewer than 5", "0")})
    assert given.marks == {"": Count(0, 0, Status.ZERO_BY_MARK)}


def test_an_alias_is_read_by_the_key_of_its_name(tmp_path: Path) -> None:
    text = (
        ALIASES + 'Wilts & Swindon HQ,wiltshire,"their letterhead, page 1",A. Person,02/07/2019\n'
    )
    given = declared(tmp_path, {"aliases.csv": text})
    assert given.aliases == {"wilts swindon hq": ("wiltshire",)}
    assert not given.problems


def without(text: str, key: str) -> str:
    return "\n".join(row for row in text.splitlines() if not row.startswith(f"{key} ="))


def with_key(text: str, key: str, value: str) -> str:
    return "\n".join(
        f"{key} = {value}" if row.startswith(f"{key} =") else row for row in text.splitlines()
    )


LACKING = [
    *((("corrections.toml"), CORRECTION, key) for key in ("document", "place", "found", "use")),
    *((("corrections.toml"), CORRECTION, key) for key in ("because", "by", "on")),
    *((("statements.toml"), STATEMENT, key) for key in ("document", "place", "found", "count")),
    *((("statements.toml"), STATEMENT, key) for key in ("period", "because", "by", "on")),
    *((("statements.toml"), PERIOD, key) for key in ("document", "place", "period", "by")),
    *((("statements.toml"), NOTE, key) for key in ("document", "place", "code", "found", "on")),
    *((("marks.toml"), MARK, key) for key in ("mark", "meaning", "because", "by", "on")),
]


@pytest.mark.parametrize(("file", "text", "key"), LACKING)
def test_an_entry_without_a_key_is_named_with_the_key(
    tmp_path: Path, file: str, text: str, key: str
) -> None:
    problem = only_problem(declared(tmp_path, {file: without(text, key)}))
    assert problem.document == f"raw/r/{file}"
    assert problem.place.endswith(f" 1, {key}")


WRONG = [
    ("corrections.toml", CORRECTION, "found", "true"),
    ("corrections.toml", CORRECTION, "use", '"1,024"'),
    ("corrections.toml", CORRECTION, "place", '" "'),
    ("corrections.toml", CORRECTION, "on", '"July"'),
    ("corrections.toml", CORRECTION, "by", '""'),
    ("statements.toml", STATEMENT, "count", '"some"'),
    ("statements.toml", STATEMENT, "count", '"221"'),
    ("statements.toml", STATEMENT, "period", '"then"'),
    ("statements.toml", STATEMENT + "\nlabels = []", "labels", '"Rape"'),
    ("statements.toml", STATEMENT + '\nunit = ""', "unit", '"things"'),
    ("statements.toml", STATEMENT + '\nforce = ""', "force", '"Nowhere"'),
    ("statements.toml", PERIOD, "period", '"2020-2021"'),
    ("statements.toml", NOTE, "code", '"heading_unclear"'),
    ("statements.toml", NOTE, "code", '"no_such_code"'),
    ("marks.toml", MARK, "meaning", '"7"'),
    ("marks.toml", MARK, "meaning", '"quite a few"'),
    ("marks.toml", MARK, "mark", '"12"'),
    ("marks.toml", MARK, "mark", '"Offence"'),
]


@pytest.mark.parametrize(("file", "text", "key", "value"), WRONG)
def test_a_value_that_can_not_be_used_is_named_with_its_key(
    tmp_path: Path, file: str, text: str, key: str, value: str
) -> None:
    problem = only_problem(declared(tmp_path, {file: with_key(text, key, value)}))
    assert problem.place.endswith(f" 1, {key}")


@pytest.mark.parametrize("text", ["[[correction]\n", "a = ", "\xff", "x" * 5_000_001])
def test_a_file_that_is_no_toml_holds_up_every_document(tmp_path: Path, text: str) -> None:
    workspace = folder(tmp_path)
    (tmp_path / "raw" / "r" / "corrections.toml").write_bytes(text.encode("latin-1"))
    given = read_declarations(workspace, read_request(workspace, "r"), documents=DOCUMENTS)
    assert only_problem(given).document == "raw/r/corrections.toml"
    for document in DOCUMENTS:
        with pytest.raises(DeclarationInvalid, match=r"corrections\.toml can't be used"):
            given.about(document)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CORRECTION.replace("[[correction]]", "[[corection]]"), "did you mean correction"),
        (CORRECTION.replace("[[correction]]", "[correction]"), "double brackets"),
        (CORRECTION + 'uses = "x"\n', "did you mean use"),
    ],
)
def test_a_key_that_nobody_knows_is_refused_with_the_likeliest(
    tmp_path: Path, text: str, said: str
) -> None:
    given = declared(tmp_path, {"corrections.toml": text})
    assert said in only_problem(given).remedy
    with pytest.raises(DeclarationInvalid):
        given.about("dorset.xlsx")


def test_an_invalid_entry_holds_up_its_own_document_only(tmp_path: Path) -> None:
    given = declared(tmp_path, {"corrections.toml": without(CORRECTION, "use")})
    with pytest.raises(DeclarationInvalid, match="correction 1, use"):
        given.about("dorset.xlsx")
    assert given.about("wiltshire.xlsx").corrections == {}


def test_an_entry_that_names_no_document_may_be_about_any(tmp_path: Path) -> None:
    given = declared(tmp_path, {"corrections.toml": without(CORRECTION, "document")})
    for document in DOCUMENTS:
        with pytest.raises(DeclarationInvalid):
            given.about(document)


@pytest.mark.parametrize(
    "written",
    ["dorset.xslx", "Dorset.XLSX", "documents/dorset.xlsx", "raw/r/documents/dorset.xlsx"],
)
def test_a_document_that_no_response_has_is_named_and_the_likeliest_is_not_read(
    tmp_path: Path, written: str
) -> None:
    text = CORRECTION.replace("dorset.xlsx", written)
    given = declared(tmp_path, {"corrections.toml": text})
    assert "did you mean 'dorset.xlsx'" in only_problem(given).remedy
    with pytest.raises(DeclarationInvalid):
        given.about("dorset.xlsx")
    assert given.about("wiltshire.xlsx").corrections == {}


def test_a_document_that_is_like_no_other_holds_up_nothing(tmp_path: Path) -> None:
    given = declared(tmp_path, {"corrections.toml": CORRECTION.replace("dorset.xlsx", "zz.pdf")})
    assert "'zz.pdf', which no response has" in only_problem(given).found
    assert not given.held


def test_one_place_is_corrected_once(tmp_path: Path) -> None:
    twice = CORRECTION + CORRECTION.replace("1,204", "1,240")
    assert "correction 1" in only_problem(declared(tmp_path, {"corrections.toml": twice})).found


def test_one_sentence_gives_one_count_once(tmp_path: Path) -> None:
    twice = STATEMENT + STATEMENT
    assert "statement 1" in only_problem(declared(tmp_path, {"statements.toml": twice})).found


def test_an_invalid_note_is_told_and_holds_nothing_up(tmp_path: Path) -> None:
    given = declared(tmp_path, {"statements.toml": without(NOTE, "found")})
    assert only_problem(given).place == "line 1, note 1, found"
    assert not given.held


def test_one_mark_has_one_meaning_in_a_document(tmp_path: Path) -> None:
    two = MARK + MARK.replace("fewer than 5", "not available")
    assert "two meanings" in only_problem(declared(tmp_path, {"marks.toml": two})).found


def test_a_mark_must_not_contradict_request_toml(tmp_path: Path) -> None:
    request = (
        'title = "Offences"\nquestion = "How many?"\nunit = "offences"\nsent_on = 2019-06-03\n'
        'forces = "south-west"\n[periods]\nkind = "financial_year"\nfirst = "2014/15"\n'
        'last = "2018/19"\n[marks]\n"*" = "not available"\n'
    )
    everywhere = MARK.replace('document = "dorset.xlsx"\n', "")
    given = declared(tmp_path, {"marks.toml": everywhere}, request=request)
    assert "two meanings" in only_problem(given).found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Wilts HQ,wilts,x,A. Person,2019-07-02", "not the id of a force"),
        ("Wilts HQ,wiltshire,,A. Person,2019-07-02", "nothing under because"),
        ("Wilts HQ,wiltshire,x,,2019-07-02", "nothing under by"),
        ("Wilts HQ,wiltshire,x,A. Person,July", "not a date"),
        ("Wilts HQ,wiltshire,x,A. Person,2019-07-02,y", "beyond the last column"),
        (",wiltshire,x,A. Person,2019-07-02", "a blank"),
        ("Dorset Police,wiltshire,x,A. Person,2019-07-02", "already the name of Dorset Police"),
        ("South West,wiltshire,x,A. Person,2019-07-02", "already the name of South West"),
        ("Wilts HQ,wiltshire,x,A,2019-07-02\nWilts HQ,dorset,x,A,2019-07-02", "for two forces"),
    ],
)
def test_an_alias_that_can_not_be_used_holds_up_every_document(
    tmp_path: Path, line: str, said: str
) -> None:
    given = declared(tmp_path, {"aliases.csv": f"{ALIASES}{line}\n"})
    assert said in only_problem(given).found
    with pytest.raises(DeclarationInvalid):
        given.about("wiltshire.xlsx")


def test_a_lacking_column_of_aliases_is_named(tmp_path: Path) -> None:
    given = declared(tmp_path, {"aliases.csv": "name,force_id,because,by\n"})
    assert only_problem(given).found == "no column 'on'"


def test_what_is_declared_is_found_for_one_document_by_itself(tmp_path: Path) -> None:
    workspace = folder(tmp_path, documents={"dorset.xlsx": b"x"})
    file = tmp_path / "raw" / "r" / "corrections.toml"
    file.write_text(CORRECTION, encoding="utf-8")
    assert len(declared_of(workspace, "r", "dorset.xlsx").corrections[""]) == 1
    file.write_text(without(CORRECTION, "by"), encoding="utf-8")
    with pytest.raises(WorkspaceError, match="correction 1, by"):
        declared_of(workspace, "r", "dorset.xlsx")
