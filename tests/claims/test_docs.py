"""Each example on the page of conventions is as the page says."""

import re
from pathlib import Path

import pytest

from foistats.claims.checking import check
from foistats.claims.loading import load_worlds
from foistats.claims.reading.draft import read_draft
from foistats.workspace import Workspace

_PAGE = Path(__file__).parents[2] / "docs" / "claims.md"
_REQUESTS = {"offences": "child-sexual-offences-2019", "images": "child-abuse-images-2021"}
_ROW = re.compile(r"(?m)^\| (.+?) \| (.+?) \| (\w+) \| (offences|images) \|$")
_EXAMPLES = _ROW.findall(_PAGE.read_text(encoding="utf-8"))


def test_the_page_has_an_example_for_each_convention() -> None:
    text = _PAGE.read_text(encoding="utf-8")
    conventions = re.split(r"\n\*\*", text.partition("## Conventions")[2].partition("\n## ")[0])
    assert len(conventions) > 8
    assert [one for one in conventions[1:] if not _ROW.search(one)] == []


@pytest.mark.parametrize(("sentence", "number", "verdict", "of"), _EXAMPLES)
def test_an_example_is_as_the_page_says(
    built: Path, sentence: str, number: str, verdict: str, of: str
) -> None:
    worlds = load_worlds(Workspace(built), _REQUESTS[of])
    answers = check(read_draft(sentence, worlds.request), worlds)
    start = sentence.index(number)
    (answer,) = [a for a in answers if a.mention.start <= start < a.mention.end]
    assert (answer.verdict.value, answer.because) == (verdict, answer.because)
