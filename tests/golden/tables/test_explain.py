"""Each count says which reading it comes from, why it is believed, and what its headings are."""

from pathlib import Path

from foistats.model.layouts import Area, Layout
from foistats.naming.periods import read_period
from foistats.reading.explain import NOTHING_ASKED, explain_document
from foistats.reading.file import read_reply
from foistats.records import Asked, Declared, HeadingMeaning
from schemas.vocabulary import Concern
from tests.flows.folders import REQUEST, add_request
from tests.unit.cli.typed import typed

TABLE = "Offence,2016/17,2017/18\nRape,3,4\nTheft,10,20\nTotal,13,24\n"
ASKED = Asked(
    title="Rape",
    question="How many offences of rape did you record?",
    unit="offences",
    force_ids=("dorset",),
    headings={"theft": HeadingMeaning(Concern.PART)},
)


def lines(path: Path, text: str, asked: Asked = NOTHING_ASKED, **more: Declared) -> list[str]:
    path.write_text(text, encoding="utf-8")
    said = explain_document(path, asked=asked, **more)
    assert isinstance(said, str)
    return [line.strip() for line in said.splitlines()]


def test_each_count_has_a_line_with_reading_reason_and_headings(tmp_path: Path) -> None:
    said = lines(tmp_path / "a.csv", TABLE, ASKED)
    assert (
        "csv!B2: '3' in 2016/17, Rape: the likeliest reading; the printed totals prove it; its"
        " headings: what was asked, or nothing else"
    ) in said
    assert (
        "csv!C3: '20' in 2017/18, Theft: the likeliest reading; the printed totals prove it; its"
        " headings: a part of what was asked, so it isn't added"
    ) in said


def test_every_observation_of_the_reading_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    said = lines(path, TABLE, ASKED)
    for one in read_reply(path, ASKED).observations:
        assert sum(line.startswith(f"{one.place}: {one.as_written!r} in ") for line in said) == 1


def test_without_a_question_nothing_is_said_of_headings(tmp_path: Path) -> None:
    said = lines(tmp_path / "a.csv", TABLE)
    assert any(line.startswith("csv!B2: '3' in 2016/17, Rape: ") for line in said)
    assert not [line for line in said if "its headings" in line]


def test_another_reading_than_the_likeliest_is_named_at_each_of_its_counts(tmp_path: Path) -> None:
    rows = "2015,2016\nBurglary,2015,2017\nTheft,2016,2018\n"
    said = lines(tmp_path / "a.csv", rows)
    counts = [line for line in said if line.startswith("csv!") and " in 201" in line]
    departed = [line for line in said if line.startswith("read with ")]
    assert all(("the likeliest reading" in line) is not bool(departed) for line in counts)


def test_what_contradicts_a_count_is_said_at_the_count(tmp_path: Path) -> None:
    said = lines(tmp_path / "a.csv", TABLE.replace("Total,13", "Total,14"), ASKED)
    assert any(
        line.startswith("csv!B2:") and "contradicts it, so it isn't added" in line for line in said
    )


def test_a_layout_is_used_as_a_run_would(tmp_path: Path) -> None:
    layout = Layout("csv", Area(0, 0, 2, 1), headings=1, labels=(0,),
                    period=read_period("2018/19"), because="x", by="A")  # fmt: skip
    declared = Declared(layouts={"": (layout,)})
    said = lines(tmp_path / "a.csv", "Offence,Number\nRape,3\nTheft,10\n", ASKED, declared=declared)
    assert any("a person declared it" in line and "2018/19" in line for line in said)


def test_the_command_takes_the_request_it_is_held_against(tmp_path: Path) -> None:
    add_request(tmp_path, documents={}, request=REQUEST.replace("offences did", "rapes did"))
    path = tmp_path / "a.csv"
    path.write_text(TABLE, encoding="utf-8")
    words = ("read", path, "--explain", "--force", "dorset", "--request", "r", "--root", tmp_path)
    done = typed(*words)
    assert done.exit_code == 0
    assert "csv!B2: '3' in 2016/17, Rape" in done.stdout
    assert "its headings: something else than was asked" in done.stdout
    wrong = typed("read", path, "--explain", "--request", "no", "--root", tmp_path)
    assert (wrong.exit_code, "no raw/no/request.toml" in wrong.stderr) == (2, True)
