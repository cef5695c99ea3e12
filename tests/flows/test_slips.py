"""Whatever a person writes into whatever key of whatever file: no exception, and no other request.

One request has every file that people edit. Each key of each file gets values that nobody meant,
or is renamed or deleted, and text is cut or put in anywhere. What comes of it is a problem with a
name, never a fault of foistats; the other request's tables are the same, byte for byte.
"""

import csv
import io
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foistats.cli.explain import explain_requests
from foistats.cli.status import show_status
from foistats.errors import WorkspaceError
from foistats.intake.settings import read_limits
from foistats.messages.settings import read_messages
from foistats.quality.gate.allowances import read_allowances
from foistats.release.not_current import read_not_current
from foistats.run import stages
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode as P
from tests.flows.disturbed import Here
from tests.flows.folders import add_good, add_request, bytes_of, contents, line, table, workbook
from tests.flows.test_sealed import hiding
from tests.unit.cli.typed import typed

SIGNED = 'because = "the force said so"\nby = "A. Person"\non = 2019-07-02\n'
REQUEST = """title = "Offences"
question = "How many offences did you record?"
unit = "offences"
sent_on = 2019-06-03
forces = ["dorset", "wiltshire", "gloucestershire", "kent"]
[periods]
kind = "financial_year"
first = "2016/17"
last = "2017/18"
[[categories]]
id = "rape"
name = "Rape"
also = ["Rape of a child"]
[[categories]]
id = "grooming"
name = "Grooming"
[marks]
"x" = "not held"
"""
FILES = {
    "request.toml": REQUEST,
    "responses.csv": "",
    "receipts.csv": "",
    "corrections.toml": '[[correction]]\ndocument = "dorset.xlsx"\nplace = "Sheet1!B4"\n'
    f'found = "1O"\nuse = "10"\n{SIGNED}',
    "statements.toml": '[[statement]]\ndocument = "letter.txt"\nplace = "lines 1-2"\n'
    'found = "In 2016/17 we recorded 212 rapes"\ncount = "212"\nperiod = "2016/17"\n'
    f'labels = ["Rape"]\nunit = "offences"\nforce = "wiltshire"\n{SIGNED}'
    f'[[period]]\ndocument = "table.csv"\nplace = "csv!A1:B3"\nperiod = "2017/18"\n{SIGNED}'
    '[[note]]\ndocument = "letter.txt"\nplace = "lines 1-2, line 2"\ncode = "count_proposed"\n'
    f'found = "some 40"\n{SIGNED}',
    "marks.toml": '[[mark]]\nmark = "*"\nmeaning = "fewer than 5"\ndocument = "dorset.xlsx"\n'
    f"{SIGNED}",
    "headings.toml": '[[heading]]\nwords = ["Rape of a man", "Rape of a woman"]\n'
    f'category = "rape"\n{SIGNED}[[heading]]\nwords = "Knives seized"\nis = "other"\n{SIGNED}',
    "aliases.csv": "name,force_id,because,by,on\n"
    "The County Lads,dorset,its name,A. Person,2019-07-02\n",
    "layouts/kent.xlsx.toml": f'{SIGNED}[[table]]\nsheet = "Sheet1"\narea = "A1:C4"\nheadings = 1\n'
    'labels = ["A"]\nexpect = { A1 = "Offence", B1 = "2016/17" }\nperiod = "2016/17"\n'
    'force = "kent"\nunit = "offences"\nrows = "category"\ncolumns = "period"\n'
    'total_rows = ["4"]\ntotal_columns = []\nmarks = { "-" = "0" }\n'
    'ignore = [{ area = "C4:C4", because = "a note" }]\n',
    "quality.toml": f'[[limit]]\nrule = "no_jump"\nmost = 4.0\n{SIGNED}[[accept]]\n'
    f'rule = "no_jump"\nsubject = "Dorset Police, 2016/17 to 2017/18: 13 to 24"\n{SIGNED}',
    "seal.toml": "",
    "release.toml": "",
    "foistats.toml": '[limits]\npages = 400\nwall_seconds = 60.0\n[messages]\nwhen = "always"\n'
    'about = ["overdue"]\n[messages.email]\nto = ["a@example.org"]\nsender = "b@example.org"\n'
    'host = "localhost"\nport = 587\nsecurity = "none"\n[messages.webhook]\n'
    'url = "https://example.org/x"\nsecret_env = "NONE"\n',
}
YEARS = ["Offence", "2016/17", "2017/18"]


class Base(NamedTuple):
    """A workspace that was run once; `good` has the tables of both requests."""

    root: Path
    good: dict[str, dict[str, bytes]]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    """Two requests, one with every file that people edit, and the tables of a first run."""
    root = tmp_path_factory.mktemp("slips")
    add_good(root, "s")
    folder = add_request(
        root,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "letter.txt;table.csv"),
        line("gloucestershire", "hiding.xlsx"),
        line("Kent Police", "kent.xlsx", response_id="kent"),
        documents={
            "dorset.xlsx": workbook(
                ["Force: The County Lads"], YEARS, ["Rape", 3, "*"], ["Grooming", "1O", 20]
            ),
            "letter.txt": bytes_of(
                b"In 2016/17 we recorded 212 rapes.\nThere were some 40 more rapes in 2017/18.\n"
            ),
            "table.csv": bytes_of(b"Offence,Count\nRape,5\nGrooming,6\n"),
            "kent.xlsx": workbook(
                YEARS, ["Rape", 1, 2], ["Grooming", 3, "-"], ["All", 4, "a note"]
            ),
            "hiding.xlsx": hiding,
        },
        request=REQUEST,
    )
    for name, text in FILES.items():
        if text:
            path = where(root, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    with in_this_process():
        stages.build(str(root), ["r", "s"])
        [sealed] = (folder / "quarantine").iterdir()
        words = ("quarantine", "release", sealed.name, "--because", "b", "--by", "A. Person")
        assert typed(*words, "--root", root).exit_code == 0
        stages.build(str(root), ["r", "s"])
        counted = {row["area_id"] for row in table(root, "totals") if row["count_low"] is not None}
        assert {"dorset", "wiltshire", "gloucestershire", "kent"} <= counted
        yield Base(root, {one: tables(root, one) for one in ("r", "s")})


@contextmanager
def in_this_process() -> Iterator[None]:
    """Documents are read here, so that an exception of a reader is one of this test."""

    @contextmanager
    def here(_: str) -> Iterator[Here]:
        yield Here()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stages, "reading_pool", here)
        yield


def tables(root: Path, request_id: str) -> dict[str, bytes]:
    return contents(root / "processed" / request_id / "current")


def where(root: Path, name: str) -> Path:
    folder = root / "raw" / "r"
    if name == "foistats.toml":
        return root / name
    if name in ("seal.toml", "release.toml"):
        [sealed] = (folder / "quarantine").iterdir()
        return sealed / name
    return folder / name


TEXTS = (
    "", " ", "\n", "\u202e", "\0", "x" * 3000, "9" * 30, "9" * 5000, "-1", "0", "1", "*", "-",
    "all", "offences", "dorset", "Kent Police", "2014/15", "2099/00", "0001", "9999-12-31",
    "21/06/3019",
    "3019-06-21", "0001-01-01", "2019-02-30", "fewer than 5", "1,204", "A1", "A0", "C9:A1",
    "A1:ZZZ9999999", "A99999999999999999999", "Sheet1!C7", "Sheet1!ZZZ9999999", "lines 1-2",
    "lines 9-1", "page 1, paragraph 4", "page 0, table 0, row 0, col 0", "../../etc/passwd",
    "/etc/passwd", "dorset.xlsx", "dorset.xlsx/a.xlsx", "a;b|c", "[", '"', "=1+1", "٣", "½",
    "1e400", "nan", "True", "None",
)  # fmt: skip
VALUES = (
    *TEXTS, 0, 1, -1, 3, 2**31, 2**63 - 1, 2**64, 10**4000, 0.5, -0.0, 1e308, float("nan"),
    float("inf"), True, False, [], [[]], [""], [1], ["offences"], ["dorset", "dorset"], [{}], {},
    {"a": {"b": [1]}}, {"kind": "financial_year"}, date.max, date.min, date(3019, 6, 21),
    datetime(9999, 12, 31, 23, 59), time(1, 2), [[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]],
)  # fmt: skip
Path_ = tuple[str | int, ...]


def paths(content: Any, at: Path_ = ()) -> Iterator[Path_]:
    """What leads to each value of a file: keys, and numbers in lists."""
    pairs: Any = ()
    if isinstance(content, dict):
        pairs = content.items()
    elif isinstance(content, list):
        pairs = enumerate(content)
    for key, value in pairs:
        yield (*at, key)
        yield from paths(value, (*at, key))


def slipped_toml(text: str, path: Path_, how: str, value: Any) -> str:
    """The file with one value changed, or one key renamed, deleted or added."""
    content = tomllib.loads(text)
    within: Any = content
    for key in path[:-1]:
        within = within[key]
    if how == "value":
        within[path[-1]] = value
    elif how == "wrapped":
        within[path[-1]] = [within[path[-1]]]
    elif how == "renamed" and isinstance(within, dict):
        within[f"{path[-1]}s"] = within.pop(path[-1])
    elif how == "added" and isinstance(within, dict):
        within["another"] = value
    else:
        del within[path[-1]]
    return tomli_w.dumps(content)


def slipped_csv(text: str, row: int, column: int, how: str, value: Any) -> str:
    """The file with one cell changed (the header's are its row 0), or a column or row less."""
    rows = list(csv.reader(io.StringIO(text)))
    cells = rows[row % len(rows)]
    if how == "deleted":
        for one in rows:
            del one[column % len(cells)]
    elif how == "added":
        cells.append(str(value))
    elif how == "renamed":
        rows[0][column % len(cells)] += "s"
    elif how == "wrapped":
        rows.append(list(cells))
    else:
        cells[column % len(cells)] = as_text(value)
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def as_text(value: Any) -> str:
    try:
        return str(value)
    except ValueError:  # Python refuses to print whole numbers of thousands of digits
        return "9" * 5000


def codes_of(root: Path) -> set[str]:
    """The codes of all problems that a person would be shown of request r."""
    kept = read_not_current(Workspace(root), "r")
    told = {problem.code.value for problem in kept.problems} if kept is not None else set()
    return told | {row["code"] for row in table(root, "problems")}


def assert_only_told(base: Base, name: str, text: str) -> None:
    """A run after the slip ends; what it costs is told, and the other request is built the same."""
    root = base.root.with_name(f"{base.root.name}-slip")
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(base.root, root, symlinks=True)
    where(root, name).write_text(text, encoding="utf-8", errors="replace", newline="")
    workspace = Workspace(root)
    if name == "quality.toml":
        with suppress(WorkspaceError):
            read_allowances(workspace.quality_file("r"))
    if name == "foistats.toml":
        try:
            read_limits(workspace)
            read_messages(workspace)
        except WorkspaceError:
            return
    written = {one.request_id: one for one in stages.build(str(root), ["r", "s"])}
    assert written["s"].not_current is None
    assert tables(root, "s") == base.good["s"]
    faults = {P.BUILD_FAILED, P.TABLES_REJECTED, P.READER_DIED, P.READER_TOO_SLOW}
    assert not codes_of(root) & faults
    if written["r"].not_current is not None:
        assert tables(root, "r") == base.good["r"]
    assert show_status("r", root=root) in {0, 1}
    assert explain_requests(["r"], root=root, forces=[], refresh=False) == 0


HOWS = ("value", "wrapped", "renamed", "deleted", "added")
# Each run takes a tenth of a second; more of them with `pytest --hypothesis-profile=search`.
SEARCHED = settings.get_current_profile_name() == "search"
PLAIN = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def ways_in(text: str, name: str) -> list[Any]:
    """Each place of a file that a value can be put into."""
    if name.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(text)))
        return [(row, column) for row in range(len(rows)) for column in range(len(rows[row]))]
    return list(paths(tomllib.loads(text)))


def slipped(text: str, name: str, way: Any, how: str, value: Any) -> str | None:
    """The file after one slip; None where no TOML can have it."""
    if name.endswith(".csv"):
        return slipped_csv(text, *way, how, value)
    try:
        return slipped_toml(text, way, how, value)
    except (TypeError, ValueError):
        return None


@pytest.mark.parametrize("name", FILES)
def test_each_key_of_each_file_may_have_a_value_that_nobody_meant(base: Base, name: str) -> None:
    text = where(base.root, name).read_text(encoding="utf-8")
    # Each key another value, so that the values are gone through file by file.
    for number, way in enumerate(ways_in(text, name)):
        how = "value" if number % 4 else HOWS[number // 4 % len(HOWS)]
        value = VALUES[(number * 7 + len(name)) % len(VALUES)]
        if (one := slipped(text, name, way, how, value)) is not None:
            assert_only_told(base, name, one)


@pytest.mark.parametrize("name", FILES)
@settings(PLAIN, max_examples=1000 if SEARCHED else 10)
@given(data=st.data())
def test_any_value_in_any_key_is_told_and_ends_nothing(
    base: Base, name: str, data: st.DataObject
) -> None:
    text = where(base.root, name).read_text(encoding="utf-8")
    how = data.draw(st.sampled_from(HOWS))
    value = data.draw(st.sampled_from(VALUES) | st.text(max_size=20))
    way = data.draw(st.sampled_from(ways_in(text, name)))
    if (one := slipped(text, name, way, how, value)) is not None:
        assert_only_told(base, name, one)


@pytest.mark.parametrize("name", FILES)
@settings(PLAIN, max_examples=1000 if SEARCHED else 5)
@given(data=st.data())
def test_text_cut_or_put_in_anywhere_is_told_and_ends_nothing(
    base: Base, name: str, data: st.DataObject
) -> None:
    text = where(base.root, name).read_text(encoding="utf-8")
    at, much = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 60))
    more = data.draw(st.sampled_from(["", "[" * 3000, '"', "\n[[", "=", "\0", "é", "\r", "#", ","]))
    assert_only_told(base, name, text[:at] + more + text[at + much :])


@pytest.mark.parametrize("room", ["requests", "responses", "entries"])
def test_a_fault_would_be_found_out(base: Base, monkeypatch: pytest.MonkeyPatch, room: str) -> None:
    def fails(*_: object) -> None:
        raise OverflowError

    name, old, new = {
        "requests": ("request.toml", '"offences"', '"offence"'),
        "responses": ("responses.csv", "answered", "answerd"),
        "entries": ("corrections.toml", "because", "becaus"),
    }[room]
    monkeypatch.setattr(f"foistats.intake.{room}.nearest", fails)
    text = where(base.root, name).read_text(encoding="utf-8")
    with pytest.raises(AssertionError):
        assert_only_told(base, name, text.replace(old, new))
