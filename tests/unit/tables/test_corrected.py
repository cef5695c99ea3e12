"""Corrections and statements on documents built in code: what they change, and when they stop."""

from datetime import date

import pytest

from foistats.documents.model import Document, Grid, Merge, Part, Passage
from foistats.letters.reading import Prose
from foistats.model.values import Count
from foistats.naming.periods import read_period
from foistats.reading import file as extraction
from foistats.reading.file import read_as_declared
from foistats.records import (
    NOTHING_DECLARED,
    Asked,
    Correction,
    Declared,
    DocumentReading,
    Observation,
    Proposal,
    StatedPeriod,
    Statement,
)
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis, Source, Status

ON = date(2019, 7, 2)
Y1, Y2 = read_period("2016/17"), read_period("2017/18")
ASKED = Asked(unit="offences", first=Y1, last=Y2, force_ids=("dorset",))
SIGNED = "by A. Person on 2019-07-02: they said so"


def correction(place: str, found: str, use: str) -> Correction:
    return Correction(place, found, use, "they said so", "A. Person", ON)


def table(*rows: list[object], **more: object) -> Document:
    return Document([Grid("Sheet1", [list(row) for row in rows], **more)])  # type: ignore[arg-type]


def plain() -> Document:
    """3 + 10 and 4 + 20, with the totals that the force printed: 13, and a wrong 42."""
    return table(
        ["Offence", "2016/17", "2017/18"], ["Rape", 3, 4], ["Grooming", 10, 20], ["Total", 13, 42]
    )


def read(document: Document, **declared: object) -> DocumentReading:
    of = {key: {"": value} for key, value in declared.items()}
    given = Declared(**of)  # type: ignore[arg-type]
    return read_as_declared(document, asked=ASKED, name="dorset.xlsx", declared=given)


def at(reading: DocumentReading, place: str) -> Observation:
    (only,) = [one for one in reading.observations if one.place == place]
    return only


def test_a_corrected_cell_has_the_new_count_and_the_words_of_the_force() -> None:
    reading = read(plain(), corrections=(correction("Sheet1!C2", "4", "22"),))
    one = at(reading, "Sheet1!C2")
    assert one.count == Count(22, 22, Status.REPORTED)
    assert (one.as_written, one.basis) == ("4", Basis.DECLARED)
    assert one.declared == f"Sheet1!C2: '4' corrected to '22', {SIGNED}"


def test_sums_use_the_corrected_value() -> None:
    assert [p.code for p in read(plain()).problems] == [ProblemCode.TOTAL_MISMATCH]
    # 22 + 20 is 42, as printed
    assert not read(plain(), corrections=(correction("Sheet1!C2", "4", "22"),)).problems


def test_a_corrected_total_shows_on_every_count_that_it_proves() -> None:
    reading = read(plain(), corrections=(correction("Sheet1!C4", "42", "24"),))
    assert not reading.problems
    one = at(reading, "Sheet1!C3")
    assert (one.count.low, one.as_written, one.basis) == (20, "20", Basis.DECLARED)
    assert "'42' corrected to '24'" in one.declared


def test_a_corrected_heading_moves_the_counts_below_it() -> None:
    document = table(["Offence", "2016/17", "2071/18"], ["Rape", 3, 4], ["Grooming", 10, 20])
    fixed = (correction("Sheet1!C1", "2071/18", "2017/18"),)
    reading = read(document, corrections=fixed)
    one = at(reading, "Sheet1!C2")
    assert (one.period, one.count.low, one.as_written) == (Y2, 4, "4")
    assert one.basis is Basis.DECLARED
    assert "'2071/18' corrected to '2017/18'" in one.declared


@pytest.mark.parametrize(
    ("use", "count"),
    [
        ("<5", Count(0, 4, Status.SUPPRESSED)),
        ("not held", Count(None, None, Status.NOT_HELD)),
        ("1,204", Count(1204, 1204, Status.REPORTED)),
    ],
)
def test_what_is_to_be_used_is_read_like_a_cell(use: str, count: Count) -> None:
    document = table(["Offence", "2016/17"], ["Rape", 3], ["Grooming", 10])
    reading = read(document, corrections=(correction("Sheet1!B2", "3", use),))
    one = at(reading, "Sheet1!B2")
    assert (one.count, one.as_written, one.basis) == (count, "3", Basis.DECLARED)


def test_a_cell_corrected_to_nothing_is_a_blank_and_no_zero() -> None:
    document = table(["Offence", "2016/17", "2017/18"], ["Rape", 3, 4], ["Grooming", 10, 20])
    reading = read(document, corrections=(correction("Sheet1!B2", "3", ""),))
    assert [one.code for one in reading.problems] == [ProblemCode.BLANK_UNEXPLAINED]
    assert [gap.place for gap in reading.gaps] == ["Sheet1!B2"]


def test_a_blank_cell_can_be_corrected_to_a_count() -> None:
    document = table(["Offence", "2016/17", "2017/18"], ["Rape", None, 4], ["Grooming", 10, 20])
    one = at(read(document, corrections=(correction("Sheet1!B2", "", "7"),)), "Sheet1!B2")
    assert (one.count.low, one.as_written, one.basis) == (7, "", Basis.DECLARED)


def test_a_number_is_found_as_a_spreadsheet_shows_it() -> None:
    document = table(["Offence", "2016/17"], ["Rape", 1024], ["Grooming", 10])
    one = at(read(document, corrections=(correction("Sheet1!B2", "1,024", "1,204"),)), "Sheet1!B2")
    assert (one.count.low, one.as_written) == (1204, "1024")


STALE = [
    correction("Sheet1!C2", "5", "22"),
    correction("Sheet1!C2", "", "22"),
    correction("Sheet1!C9", "4", "22"),
    correction("Sheet2!C2", "4", "22"),
    correction("page 1, paragraph 1", "4", "22"),
]


@pytest.mark.parametrize("one", STALE)
def test_a_correction_that_the_document_does_not_bear_out_stops_it(one: Correction) -> None:
    good = correction("Sheet1!B2", "3", "5")
    reading = read(plain(), corrections=(good, one))
    assert not reading.observations
    (problem,) = reading.problems
    assert (problem.code, problem.place) == (ProblemCode.CORRECTION_STALE, one.place)


def test_what_is_hidden_is_neither_corrected_nor_quoted() -> None:
    document = table(["Offence", "2016/17"], ["Rape", 7331], hidden_rows=frozenset({1}))
    reading = read(document, corrections=(correction("Sheet1!B2", "12", "13"),))
    (problem,) = reading.problems
    assert problem.code is ProblemCode.CORRECTION_STALE
    assert "7331" not in problem.found


def test_a_cell_that_a_merge_covers_is_corrected_where_its_value_stands() -> None:
    document = table(["Offence", "2016/17", None], merges=(Merge(0, 1, 0, 2),))
    reading = read(document, corrections=(correction("Sheet1!C1", "", "2017/18"),))
    assert "stands at Sheet1!B1" in reading.problems[0].found


def test_something_declared_of_a_file_that_is_not_inside_stops_the_document() -> None:
    document = plain()
    document.parts.append(Part("a.xlsx", b""))
    inside = {"b.xlsx": (correction("Sheet1!C2", "4", "22"),), "a.xlsx": ()}
    declared = Declared(corrections=inside)
    reading = read_as_declared(document, asked=ASKED, name="x.eml", declared=declared)
    (problem,) = reading.problems
    assert (problem.code, problem.place) == (ProblemCode.CORRECTION_STALE, "b.xlsx")


LETTER = "In 2016/17 we recorded two hundred\nand twelve crimes, and 30 in 2017/18."


def letter(text: str = LETTER) -> Document:
    return Document(passages=[Passage("page 1, paragraph 4", text)])


def statement(found: str, low: int, period: object, **more: object) -> Statement:
    given = {"labels": (), "unit": "", "force_ids": ()} | more
    return Statement(
        place="page 1, paragraph 4",
        found=found,
        count=Count(low, low, Status.REPORTED),
        period=period,  # type: ignore[arg-type]
        because="they said so",
        by="A. Person",
        on=ON,
        **given,  # type: ignore[arg-type]
    )


def test_a_statement_is_a_count_from_its_passage(monkeypatch: pytest.MonkeyPatch) -> None:
    propose(monkeypatch)
    said = statement("two hundred and twelve crimes", 212, Y1)
    reading = read(letter(), statements=(said,))
    (one,) = reading.observations
    assert (one.count.low, one.period, one.force_ids) == (212, Y1, ("dorset",))
    assert (one.place, one.as_written) == ("page 1, paragraph 4", "two hundred and twelve crimes")
    assert (one.basis, one.period_from, one.unit) == (Basis.DECLARED, Source.DECLARED, "offences")
    assert one.declared == f"the count of the sentence, {SIGNED}"
    assert not reading.problems


@pytest.mark.parametrize("found", ["213 crimes", "hundred and twelve crime", "3"])
def test_a_statement_whose_words_do_not_stand_there_stops_the_document(found: str) -> None:
    reading = read(letter(), statements=(statement(found, 212, Y1),))
    assert not reading.observations
    assert [one.code for one in reading.problems] == [ProblemCode.CORRECTION_STALE]


def test_two_statements_of_one_passage_have_places_of_their_own() -> None:
    document = letter("In 2016/17 there were 12 rapes and 5 thefts.")
    said = (
        statement("12 rapes", 12, Y1, labels=("Rape",)),
        statement("5 thefts", 5, Y1, labels=("Theft",)),
    )
    places = [one.place for one in read(document, statements=said).observations]
    assert places == ["page 1, paragraph 4", "page 1, paragraph 4, statement 2"]


def proposal(as_written: str, low: int, period: object = None, *, holds: bool = True) -> Proposal:
    count = Count(low, low, Status.REPORTED)
    return Proposal(
        "page 1, paragraph 4", as_written, "unsure", count, period, (), "offences", holds
    )  # type: ignore[arg-type]


def propose(monkeypatch: pytest.MonkeyPatch, *proposals: Proposal, said: object = ()) -> None:
    prose = Prose(observations=said, proposals=proposals)  # type: ignore[arg-type]
    monkeypatch.setattr(extraction, "read_prose", lambda *_: prose)


def test_a_statement_takes_the_place_of_what_was_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    propose(monkeypatch, proposal(LETTER.replace("\n", " "), 12))
    assert [one.code for one in read(letter()).problems] == [ProblemCode.COUNT_PROPOSED]
    reading = read(letter(), statements=(statement("two hundred and twelve crimes", 212, Y1),))
    assert (reading.problems, reading.proposals) == ((), ())


def test_another_count_of_the_sentence_stays_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = LETTER.replace("\n", " ")
    first, second = proposal(whole, 212, Y1), proposal("30 in 2017/18", 30, Y2)
    propose(monkeypatch, first, second)
    reading = read(letter(), statements=(statement("two hundred and twelve crimes", 212, Y1),))
    assert reading.proposals == (second,)
    assert [one.found for one in reading.problems] == ["'30 in 2017/18': unsure"]


def test_a_sentence_that_was_read_as_well_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    propose(monkeypatch)
    (read_too,) = read(letter(), statements=(statement("30", 30, Y2),)).observations
    propose(monkeypatch, said=(read_too._replace(count=Count(31, 31, Status.REPORTED)),))
    reading = read(letter(), statements=(statement("30", 30, Y2),))
    assert [one.count.low for one in reading.observations] == [30]


def test_a_corrected_sentence_is_read_as_corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def prose(document: Document, *_: object) -> Prose:
        seen.append(document.passages[0].text)
        return Prose()

    monkeypatch.setattr(extraction, "read_prose", prose)
    read(letter(), corrections=(correction("page 1, paragraph 4", "30 in", "33 in"),))
    assert seen == [LETTER.replace("30 in", "33 in")]


@pytest.mark.parametrize(
    ("written", "as_sent"),
    [
        ("and 33 in 2017/18", "and 30 in 2017/18"),
        ("33", "30 in"),
        ("In 2016/17 two hundred", "In 2016/17 two hundred"),
        ("133 in 2017/18", "133 in 2017/18"),
    ],
)
def test_a_count_of_a_corrected_sentence_has_the_words_that_were_sent(
    monkeypatch: pytest.MonkeyPatch, written: str, as_sent: str
) -> None:
    propose(monkeypatch)
    (one,) = read(letter(), statements=(statement("30", 30, Y2),)).observations
    propose(monkeypatch, said=(one._replace(as_written=written, basis=Basis.PLAIN, declared=""),))
    corrected = correction("page 1, paragraph 4", "30 in", "33 in")
    (one,) = read(letter(), corrections=(corrected,)).observations
    assert (one.as_written, one.basis) == (as_sent, Basis.DECLARED)
    assert "'30 in' corrected to '33 in'" in one.declared


@pytest.mark.parametrize("found", ["31 in", "in", ""])
def test_a_sentence_without_just_these_words_stops_the_document(found: str) -> None:
    document = letter("in 2016/17, in 2017/18")
    reading = read(document, corrections=(correction("page 1, paragraph 4", found, "x"),))
    assert [one.code for one in reading.problems] == [ProblemCode.CORRECTION_STALE]


def test_a_period_is_given_to_a_table_that_names_none() -> None:
    document = table(["Offence", "Number"], ["Rape", 3], ["Grooming", 10])
    assert [one.code for one in read(document).problems] == [ProblemCode.NO_PERIOD]
    stated = StatedPeriod("Sheet1!A1:B3", Y2, "they said so", "A. Person", ON)
    reading = read(document, periods=(stated,))
    assert not reading.problems
    assert [(one.count.low, one.period) for one in reading.observations] == [(3, Y2), (10, Y2)]
    assert {one.basis for one in reading.observations} == {Basis.DECLARED}
    assert {one.period_from for one in reading.observations} == {Source.DECLARED}


@pytest.mark.parametrize("place", ["Sheet1!A1:C4", "Sheet1!A1:B4"])
def test_a_period_for_a_table_that_names_its_own_stops_the_document(place: str) -> None:
    stated = StatedPeriod(place, Y2, "they said so", "A. Person", ON)
    reading = read(plain(), periods=(stated,))
    assert not reading.observations
    assert [one.code for one in reading.problems] == [ProblemCode.CORRECTION_STALE]


def test_a_declared_mark_comes_after_the_legend_of_the_document() -> None:
    rows: list[list[object]] = [
        ["Offence", "2016/17", "2017/18"],
        ["Rape", 3, "*"],
        ["Theft", 9, 8],
    ]
    hidden, gone = Count(0, 2, Status.SUPPRESSED), Count(None, None, Status.NOT_AVAILABLE)
    declared = Declared(marks={"": {"*": gone}})
    one = at(
        read_as_declared(table(*rows), asked=ASKED, name="x.xlsx", declared=declared), "Sheet1!C2"
    )
    assert (one.count, one.basis) == (gone, Basis.DECLARED)
    assert one.declared == "what '*' stands for"
    legend = table(*rows, ["* = fewer than 3", None, None])
    one = at(read_as_declared(legend, asked=ASKED, name="x.xlsx", declared=declared), "Sheet1!C2")
    assert (one.count, one.declared) == (hidden, "")


def test_without_a_declaration_nothing_is_changed() -> None:
    reading = read_as_declared(plain(), asked=ASKED, name="x.xlsx", declared=NOTHING_DECLARED)
    assert {one.declared for one in reading.observations} == {""}


def test_a_statement_replaces_the_count_that_its_sentence_was_read_as() -> None:
    document = letter("There were some crimes. In 2016/17 we recorded 12 offences.")
    (read_by_itself,) = read(document).observations
    assert (read_by_itself.count.low, read_by_itself.period) == (12, Y1)
    assert read_by_itself.place == "page 1, paragraph 4, sentence 2"
    (one,) = read(document, statements=(statement("12 offences", 12, Y1),)).observations
    assert (one.count.low, one.basis) == (12, Basis.DECLARED)
