"""What is written by machine is read back as it was meant, whatever a document says."""

import re
import tomllib
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from foistats.intake.aliases import COLUMNS, read_aliases
from foistats.intake.corrections import read_corrections
from foistats.intake.headings import read_headings
from foistats.intake.marks import read_marks
from foistats.intake.statements import read_statements
from foistats.intake.writing import Addition, added, toml_entry, toml_text
from foistats.release.spreadsheet import as_meant, harmless

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
ON = date(2019, 7, 2)


@given(TEXTS)
def test_any_text_is_read_back_from_toml(text: str) -> None:
    assert tomllib.loads(f"a = {toml_text(text)}")["a"] == text


def test_half_of_a_character_becomes_a_question_mark() -> None:
    written = toml_text("x\ud800y")
    assert tomllib.loads(f"a = {written}")["a"] == "x?y"


@given(
    TEXTS, TEXTS, st.sampled_from([b"", b"# note", b"# note\r\n", b"\xef\xbb\xbf", b"a = 1\n\n"])
)
def test_an_entry_is_added_and_the_rest_stays(found: str, label: str, before: bytes) -> None:
    values = {"found": found, "labels": [label], "on": ON}
    after = added(before, Addition("corrections.toml", "correction", values))
    assert after.startswith(before)
    (entry,) = tomllib.loads(after.decode("utf-8-sig"))["correction"]
    assert entry == {"found": found, "labels": [label], "on": ON}


@given(TEXTS.filter(lambda text: not text.startswith("'")))
def test_the_apostrophe_before_a_formula_is_no_part_of_a_text(text: str) -> None:
    assert as_meant(str(harmless(text))) == text


def test_an_alias_is_added_in_the_way_the_file_was_saved() -> None:
    values = {"name": "Wilts; HQ", "force_id": "wiltshire", "because": "x", "by": "A", "on": ON}
    before = "\ufeffname;because;force_id;by;on\r\nDorset HQ;y;dorset;B;02/07/2019".encode()
    after = added(before, Addition("aliases.csv", "alias", values))
    assert after == before + b'\r\n"Wilts; HQ";x;wiltshire;A;2019-07-02\r\n'
    read = read_aliases(after, name="aliases.csv")
    assert read.given == {"dorset hq": ("dorset",), "wilts; hq": ("wiltshire",)}
    assert not read.invalid


LITERALS = st.one_of(
    TEXTS.map(toml_text),
    st.sampled_from(
        ["1", "-0.5", "nan", "inf", "true", "[]", "{}", "[[1]]", "2019-07-02", "07:30:00"]
    ),
    st.sampled_from(["2019-07-02T10:00:00Z", '["a"]', '"212"', '"2021/22"', '"*"', '"dorset"']),
)
WORDS = (
    "document place found use because by on count period labels unit force code mark meaning"
    " words is category x"
)
KEYS = st.sampled_from(re.findall(r"\w+", WORDS))
SORTS = st.sampled_from(["correction", "statement", "period", "note", "mark", "heading", "other"])


@given(st.lists(st.tuples(SORTS, st.dictionaries(KEYS, LITERALS)), max_size=4))
def test_no_entry_whatever_it_says_breaks_a_reader(entries: list) -> None:
    text = "".join(
        f"[[{sort}]]\n" + "".join(f"{key} = {value}\n" for key, value in of.items())
        for sort, of in entries
    ).encode()
    for read in (
        read_corrections(text, name="f"),
        read_statements(text, name="f"),
        read_marks(text, name="f", known={}),
        read_headings(text, name="f", categories=()),
    ):
        assert all(one.problem.remedy for one in read.invalid)


@given(st.binary(max_size=200), st.lists(st.lists(TEXTS, max_size=6), max_size=3))
def test_no_file_whatever_is_in_it_breaks_a_reader(content: bytes, rows: list[list[str]]) -> None:
    sheet = "\n".join([",".join(COLUMNS), *(",".join(row) for row in rows)]).encode()
    for one in (content, sheet):
        read_corrections(one, name="f")
        read_statements(one, name="f")
        read_marks(one, name="f", known={})
        read_headings(one, name="f", categories=())
        read_aliases(one, name="f")


def test_an_entry_says_who_why_and_when() -> None:
    assert toml_entry("note", {"because": "x", "by": "A", "on": ON}) == (
        '[[note]]\nbecause = "x"\nby = "A"\non = 2019-07-02\n'
    )
