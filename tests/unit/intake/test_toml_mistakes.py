"""Every key of every TOML file that people write: a mistake names file, line, key, value, remedy.

Each file stands here once with all its keys; the lines are counted from the text itself.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from foistats.documents.limits import Limits
from foistats.errors import WorkspaceError
from foistats.intake.corrections import read_corrections
from foistats.intake.entries import Invalid
from foistats.intake.headings import read_headings
from foistats.intake.marks import read_marks
from foistats.intake.requests import RequestInvalid, read_request
from foistats.intake.settings import read_limits
from foistats.intake.statements import read_statements
from foistats.messages.settings import read_messages
from foistats.quality.gate.allowances import read_allowances
from foistats.records import Problem
from foistats.tables.shape.layouts import layouts_in
from foistats.workspace import Workspace
from schemas.problem_codes import in_words

SIGNED = 'because = "they said so"\nby = "A. Person"\non = 2019-07-02\n'
REQUEST = """\
title = "Robberies"
question = "How many?"
unit = "offences"
sent_on = 2019-06-03
forces = ["dorset"]
offences = ["86"]
[periods]
kind = "financial_year"
first = "2014/15"
last = "2018/19"
[[categories]]
id = "robbery"
name = "Robbery"
also = ["Robberies"]
[marks]
"*" = "fewer than 5"
[release]
approved_by_second = true
"""
MESSAGES = """\
[messages]
when = "always"
about = ["overdue"]
[messages.email]
to = ["team@example.org"]
sender = "foistats@example.org"
host = "smtp.example.org"
port = 587
security = "starttls"
user = "foistats"
password_env = "SMTP_PASSWORD"
[messages.webhook]
url_env = "HOOK"
secret_env = "HOOK_SECRET"
"""
LAYOUT = """\
because = "the headings are merged"
by = "A. Person"
on = 2019-07-02
[[table]]
sheet = "Sheet1"
area = "A3:F9"
headings = 1
labels = ["A"]
period = "2018/19"
force = "dorset"
unit = "offences"
rows = "category"
columns = "period"
total_rows = [9]
total_columns = ["F"]
ignore = [{ area = "E3:E9", because = "percentages" }]
[table.expect]
A3 = "Offence"
[table.marks]
"*" = "fewer than 5"
"""
DECLARED = {
    "corrections.toml": (
        '[[correction]]\ndocument = "dorset.xlsx"\nplace = "Sheet1!C7"\nfound = "1,024"\n'
        f'use = "1,204"\n{SIGNED}'
    ),
    "statements.toml": (
        '[[statement]]\ndocument = "dorset.eml"\nplace = "lines 4-6"\nfound = "212 crimes"\n'
        'count = "212"\nperiod = "2021/22"\nlabels = ["Rape"]\nunit = "crimes"\nforce = "dorset"\n'
        f'{SIGNED}[[period]]\ndocument = "dorset.xlsx"\nplace = "Sheet1!A1:B9"\n'
        f'period = "2018/19"\n{SIGNED}[[note]]\ndocument = "dorset.eml"\nplace = "lines 9-10"\n'
        f'code = "count_proposed"\nfound = "18 hours"\n{SIGNED}'
    ),
    "marks.toml": (
        f'[[mark]]\nmark = "*"\nmeaning = "fewer than 5"\ndocument = "dorset.xlsx"\n{SIGNED}'
    ),
    "headings.toml": (
        f'[[heading]]\nwords = "Knives"\nis = "other"\n{SIGNED}[[heading]]\nwords = ["Robbery"]\n'
        f'category = "robbery"\n{SIGNED}'
    ),
}
QUALITY = (
    f'[[limit]]\nrule = "no_jump"\nmost = 4.0\n{SIGNED}'
    f'[[accept]]\nrule = "no_jump"\nsubject = "Dorset Police, 2014/15"\n{SIGNED}'
)
LIMITS = "[limits]\n" + "".join(f"{name} = 200_000_000\n" for name in Limits.__slots__)


def problem_lines(problems: list[Problem]) -> list[str]:
    assert all(one.expected and one.remedy for one in problems)
    return [
        f"{one.document} {one.place}: {in_words(one.code, one.found)}; expected {one.expected};"
        f" {one.remedy}"
        for one in problems
    ]


def of_request(root: Path, text: str) -> list[str]:
    (root / "raw" / "r").mkdir(parents=True, exist_ok=True)
    (root / "raw" / "r" / "request.toml").write_text(text, encoding="utf-8")
    try:
        read_request(Workspace(root), "r")
    except RequestInvalid as reason:
        return problem_lines(list(reason.problems))
    return []


def of_settings(read: Callable[[Workspace], object]) -> Callable[[Path, str], list[str]]:
    def wrong(root: Path, text: str) -> list[str]:
        (root / "raw").mkdir(exist_ok=True)
        (root / "foistats.toml").write_text(text, encoding="utf-8")
        return raised(lambda: read(Workspace(root)))

    return wrong


def of_layout(_root: Path, text: str) -> list[str]:
    return raised(lambda: layouts_in(text.encode(), name="layout.toml"))


def of_quality(root: Path, text: str) -> list[str]:
    (root / "quality.toml").write_text(text, encoding="utf-8")
    return raised(lambda: read_allowances(root / "quality.toml"))


def raised(read: Callable[[], object]) -> list[str]:
    try:
        read()
    except WorkspaceError as reason:
        return [str(reason)]
    return []


def of_declared(name: str) -> Callable[[Path, str], list[str]]:
    def wrong(_root: Path, text: str) -> list[str]:
        content = text.encode()
        found: tuple[Invalid, ...]
        if name == "corrections.toml":
            found = read_corrections(content, name=name).invalid
        elif name == "statements.toml":
            found = read_statements(content, name=name).invalid
        elif name == "marks.toml":
            found = read_marks(content, name=name, known={}).invalid
        else:
            categories = read_request_categories()
            found = read_headings(content, name=name, categories=categories).invalid
        return problem_lines([one.problem for one in found])

    return wrong


def read_request_categories() -> tuple:
    from foistats.records import Category

    return (Category("robbery", "Robbery", ()),)


class File(NamedTuple):
    """One file with all its keys, and the sentences that a text of it gives."""

    name: str
    text: str
    wrong: Callable[[Path, str], list[str]]


FILES = (
    File("request.toml", REQUEST, of_request),
    File("foistats.toml", MESSAGES, of_settings(read_messages)),
    File("foistats.toml", LIMITS, of_settings(read_limits)),
    File("layout.toml", LAYOUT, of_layout),
    File("quality.toml", QUALITY, of_quality),
    *(File(name, text, of_declared(name)) for name, text in DECLARED.items()),
)
# What stands at these may be secret, or is text that a message may not repeat.
UNQUOTED = ("url_env", "secret_env", "user", "password_env")


def _keys() -> Iterator[Any]:
    for file in FILES:
        for number, line in enumerate(file.text.splitlines(), 1):
            if match := re.match(r'"?([\w*]+)"? = ', line):
                title = f"{file.name}:{number}:{match[1]}"
                yield pytest.param(file, number, match[1], id=title)


KEYS = tuple(_keys())
LINES = tuple(pytest.param(*one.values[:2], id=one.id) for one in KEYS)


def test_each_file_is_right_as_it_stands(tmp_path: Path) -> None:
    for file in FILES:
        assert file.wrong(tmp_path, file.text) == []


@pytest.mark.parametrize(("file", "number", "key"), KEYS)
def test_a_value_that_cant_be_used_is_named(
    file: File, number: int, key: str, tmp_path: Path
) -> None:
    lines = file.text.splitlines()
    lines[number - 1] = re.sub(" = .*", ' = [{ odd = "value" }]', lines[number - 1])
    wrong = file.wrong(tmp_path, "\n".join(lines))
    named = [one for one in wrong if f"line {number}, " in one and key in one]
    assert named, wrong
    assert all(file.name in one and ";" in one for one in named)
    assert key in UNQUOTED or any("odd" in one and "value" in one for one in named), named


@pytest.mark.parametrize(("file", "number"), LINES)
def test_a_key_that_nobody_knows_is_named(file: File, number: int, tmp_path: Path) -> None:
    lines = file.text.splitlines()
    if lines[number - 1].startswith(('"*"', "A3")):
        pytest.skip("any mark and any cell may stand here")
    lines[number - 1] += "\nodd_key = 7"
    wrong = file.wrong(tmp_path, "\n".join(lines))
    named = [one for one in wrong if f"line {number + 1}, " in one and "odd_key" in one]
    assert named, wrong
    assert all(file.name in one and ";" in one for one in named)
