"""Each line of the tables of English has an example that it explains, and that no other line does.

Of a table of wordings the example must be found by its own line and by no other line that means
the same: take the line out, and the example is no longer understood. Of a table of words and nouns
the example is a sentence: take the line out, and other counts are read from it.
"""

import re
from importlib import resources

import pytest

from foistats.letters import grammar, refusal_wording, series, statements, wording
from foistats.model.values import Count
from foistats.naming import lexicon, vocabulary
from foistats.naming.lexicon import Entry, entries, filled
from foistats.naming.spelling import plain
from foistats.question import heading_words, phrases, subject, wanted
from schemas.vocabulary import Status
from tests.golden.prose.case import read

OF_WORDINGS = (
    "asides",
    "doubts",
    "exemptions",
    "letters",
    "parts_of_letters",
    "refusals",
    "replacements",
    "understood",
)
OF_SENTENCES = ("nouns", "words")
CACHED = (
    lexicon.words,
    lexicon.pattern,
    lexicon.pattern_in_any_case,
    lexicon.joined,
    vocabulary.plurals,
    vocabulary.singulars,
    wanted._says_nothing,
    phrases.phrase_of,
    heading_words.nothing_in_headings,
    heading_words.counting,
    heading_words.names_of,
    heading_words.offence_words,
    subject.caption_phrase,
    subject.of_captions,
    subject._of_documents,
    grammar._speaks_of,
    series._compiled,
)


def named_heading(entry: Entry) -> str:
    return f"{entry.means}: {entry.example}"


def named(case: tuple[str, Entry]) -> str:
    return f"{case[0]}: {case[1].means}: {case[1].example}"


def of(tables: tuple[str, ...]) -> list[tuple[str, Entry]]:
    return [(table, entry) for table in tables for entry in entries(table)]


def explains(table: str, entry: Entry, example: str) -> bool:
    """True where a line finds an example; phrases that are left out must be all of it."""
    pattern = re.compile(filled(table, entry.wording))
    whole = table == "asides" and entry.means == "says_nothing"
    return (pattern.fullmatch if whole else pattern.search)(example) is not None


def as_looked_for(table: str, entry: Entry) -> str:
    """The example as the reader sees it: plain, and in small letters."""
    said = entry.example
    edges = said.startswith(" "), said.endswith(" ")
    said = " " * edges[0] + plain(said) + " " * edges[1]
    return said if (table, entry.means) == ("refusals", "legend") else said.casefold()


@pytest.mark.parametrize("case", of(OF_WORDINGS), ids=named)
def test_an_example_is_found_by_its_own_line_and_no_other(case: tuple[str, Entry]) -> None:
    table, entry = case
    example = as_looked_for(table, entry)
    assert explains(table, entry, example)
    others = [
        other.wording
        for other in entries(table)
        if other.means == entry.means and other is not entry and explains(table, other, example)
    ]
    assert others == []


@pytest.mark.parametrize("case", of(OF_SENTENCES), ids=named)
def test_a_sentence_is_read_otherwise_without_its_line(
    case: tuple[str, Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    table, entry = case
    said = set(re.findall(r"\w+", entry.example.casefold()))
    assert said & set(entry.wording.split())
    with_it = read(entry.example)
    kept = {name: entries(name) for name in (*OF_SENTENCES, *OF_WORDINGS, "headings")}
    kept[table] = tuple(one for one in kept[table] if one is not entry)
    try:
        monkeypatch.setattr(lexicon, "entries", kept.__getitem__)
        monkeypatch.setattr(vocabulary, "entries", kept.__getitem__)
        _forget()
        without = read(entry.example)
    finally:
        monkeypatch.undo()
        _forget()
    assert (with_it.observations, with_it.proposals) != (without.observations, without.proposals)


def _forget() -> None:
    for cached in CACHED:
        cached.cache_clear()


@pytest.mark.parametrize("case", of(("words",)), ids=named)
def test_a_sentence_of_words_that_say_nothing_gives_its_count(case: tuple[str, Entry]) -> None:
    counts = [one.count for one in read(case[1].example).observations]
    assert counts
    assert all(one.status is Status.REPORTED and one.exact for one in counts)


@pytest.mark.parametrize("case", of(("nouns",)), ids=named)
def test_a_noun_gives_its_unit(case: tuple[str, Entry]) -> None:
    found = read(case[1].example)
    if case[1].means == "no_unit":
        assert [one.count for one in found.proposals] == [Count(39, 39, Status.REPORTED)]
        assert "sure enough" in found.proposals[0].why
    else:
        assert [one.unit for one in found.observations] == [case[1].means]


def test_every_table_is_tested() -> None:
    files = resources.files("schemas").joinpath("lexicon").iterdir()
    names = {file.name.removesuffix(".csv") for file in files if file.name.endswith(".csv")}
    # They are tested where they are used: test_words_of_headings, test_understood and others.
    of_tables = {"figures", "label_titles", "marks", "months", "notes", "records", "table_headings"}
    of_tables |= {"years", "understood_words"}
    assert names == {*OF_WORDINGS, *OF_SENTENCES, "headings", *of_tables}


@pytest.mark.parametrize("entry", entries("headings"), ids=named_heading)
def test_a_heading_is_judged_otherwise_without_its_line(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judged() -> tuple[frozenset[str], frozenset[str]]:
        caption = entry.means in ("caption", "document")
        words = (wanted.speaks_of if caption else wanted.said_by)(entry.example)
        return words, wanted.offences_named(words)

    with_it = judged()
    kept = {name: entries(name) for name in ("headings", *OF_SENTENCES)}
    kept["headings"] = tuple(one for one in kept["headings"] if one is not entry)
    try:
        monkeypatch.setattr(lexicon, "entries", kept.__getitem__)
        monkeypatch.setattr(vocabulary, "entries", kept.__getitem__)
        _forget()
        without = judged()
    finally:
        monkeypatch.undo()
        _forget()
    assert (with_it[0] == frozenset()) == (entry.means not in ("offence", "says_something"))
    assert bool(with_it[1]) == (entry.means == "offence")
    assert with_it != without


def test_a_meaning_that_no_line_has_is_an_error() -> None:
    with pytest.raises(LookupError, match="no wording that means 'nothing'"):
        lexicon.pattern("doubts", "nothing")


@pytest.mark.parametrize(
    "entry",
    [
        one
        for one in entries("refusals")
        if one.means in ("withheld", "not_held", "neither", "cost", "cost_maybe", "unsure")
    ],
    ids=lambda one: one.example,
)
def test_what_is_looked_for_first_stands_in_every_refusal(entry: Entry) -> None:
    assert refusal_wording.may_refuse(plain(entry.example).casefold())


@pytest.mark.parametrize("entry", entries("replacements"), ids=lambda one: one.example)
def test_what_is_looked_for_first_stands_in_every_replacement(entry: Entry) -> None:
    if entry.means == "replaces":
        assert re.search(statements._MAY_REPLACE, plain(entry.example).casefold())


@pytest.mark.parametrize(
    "entry", [one for one in entries("asides") if one.means == "cost"], ids=lambda one: one.example
)
def test_what_is_looked_for_first_stands_in_every_cost(entry: Entry) -> None:
    assert any(hint in entry.example for hint in wording._COST_HINTS)
