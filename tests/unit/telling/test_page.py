"""A request's page: no part is called the whole, nobody's text is markup, caps are told."""

from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from foistats.model.values import Count
from foistats.telling.page import key_of, page_of
from schemas.problem_codes import ProblemCode
from schemas.tables import CHANGES, COVERAGE, PROBLEMS, TOTALS
from schemas.vocabulary import Outcome, Status
from tests.unit.aggregation.replies import (
    SOUTH_WEST,
    Y1,
    Y2,
    Y3,
    count,
    refusal,
    refuses,
    reply,
    request,
    rows,
    tables,
)

OVERDUE_BY = date(2019, 9, 1)  # asked on 3 June, the law gives 20 working days


def page(found: Any, *, today: date = OVERDUE_BY, title: str = "Offences") -> str:
    named = {of.name: rows(of, found) for of in (TOTALS, CHANGES, COVERAGE, PROBLEMS)}
    return of_tables(named, today=today, title=title)


def of_tables(named: Any, *, today: date = OVERDUE_BY, title: str = "Offences") -> str:
    return page_of(
        title,
        named,
        request_id="r",
        folder=Path("/srv/foi/processed/r/current"),
        plausible="nothing is implausible",
        today=today,
    )


def lines(text: str) -> list[list[str]]:
    """The cells of each line of a table."""
    return [
        [cell.strip() for cell in line.strip("| ").split(" | ")]
        for line in text.splitlines()
        if line.startswith("|")
    ]


def of_area(text: str, name: str) -> list[list[str]]:
    return [line for line in lines(text) if line[0].endswith(name)]


def test_a_partial_total_is_never_called_the_areas() -> None:
    text = page(tables(reply(count(1204, Y1), count(7, Y2))))
    first, second, none, change = of_area(text, "South West")
    assert first[:5] == ["part of: South West", "2016/17", "1,204", "1 of 5", "no"]
    assert first[5] == "Avon and Somerset Police, Devon and Cornwall Police, 2 more"
    assert second[:5] == ["part of: South West", "2017/18", "7", "1 of 5", "no"]
    assert none[:5] == ["part of: South West", "2018/19", "no figure", "0 of 5", "no"]
    # 7 - 1,204
    assert change[:5] == ["part of: South West", "2016/17", "2017/18", "-1,197", "1 of 5"]
    assert not [line for line in lines(text) if line[0] == "South West"]


def test_a_complete_total_stands_under_the_areas_own_name() -> None:
    replies = [
        reply(count(n, Y1, forces=(force,)), force=force) for n, force in enumerate(SOUTH_WEST, 10)
    ]
    text = page(tables(*replies))
    # 10 + 11 + 12 + 13 + 14
    assert ["South West", "2016/17", "60", "5 of 5", "yes", ""] in [
        [*line, ""][:6] for line in lines(text)
    ]


def test_a_hidden_count_is_an_interval_in_every_sum() -> None:
    few = Count(0, 4, Status.SUPPRESSED)
    unknown = Count(0, None, Status.SUPPRESSED)
    asked = request(("dorset", "wiltshire"))
    ten = [count(10, year, forces=("wiltshire",)) for year in (Y1, Y2)]
    text = page(
        tables(
            reply(count(few, Y1), count(unknown, Y2)),
            reply(*ten, force="wiltshire"),
            of=asked,
        )
    )
    [first, second, *_] = of_area(text, "All forces asked")
    assert first[:5] == ["All forces asked", "2016/17", "10 to 14", "2 of 2", "yes"]
    assert second[2] == "10 or more"
    # Of the South West's five forces two were asked.
    assert of_area(text, "part of: South West")[0][3] == "2 of 5; 2 asked"


def test_only_the_latest_periods_are_shown_and_the_others_said_to_be_left_out() -> None:
    found = tables(reply(count(1, Y1), count(2, Y2), count(3, Y3)))
    named = {of.name: rows(of, found) for of in (TOTALS, CHANGES, COVERAGE, PROBLEMS)}
    before = [
        row | {"period_start": date(2015, 4, 1), "period_end": date(2016, 3, 31)}
        for row in named["totals"]
        if row["period_start"] == Y1.start
    ]
    named["totals"] += before
    text = of_tables(named)
    years = [line[1] for line in of_area(text, "Dorset Police")]
    assert years == ["2016/17", "2017/18", "2018/19"]
    assert "Not on this page: 1 earlier periods." in text


def test_who_answered_refused_is_overdue_and_gave_no_figure_is_told() -> None:
    found = tables(
        reply(count(1, Y1), force="dorset"),
        reply(force="wiltshire"),
        reply(force="gloucestershire", outcome=Outcome.REFUSED, refused=[refuses(section="12")]),
    )
    text = page(found)
    assert "Of 5 forces asked: 2 answered, 1 refused, 2 no reply yet; 2 overdue." in text
    assert "Overdue on 2019-09-01: Avon and Somerset Police, Devon and Cornwall Police." in text
    assert "Answered, and no figure could be taken: Wiltshire Police." in text
    assert "Refused at least in part: Gloucestershire Constabulary." in text
    assert "0 overdue" in page(found, today=date(2019, 6, 20))


def test_problems_are_capped_and_what_was_found_is_not_told() -> None:
    many = [refusal(ProblemCode.COUNT_UNREADABLE, f"Sheet1!C{n}") for n in range(60)]
    found = tables(reply(count(1, Y1), problems=many))
    total = len(rows(PROBLEMS, found))
    assert total >= 60
    text = page(found)
    told = [line for line in lines(text) if line[0] == "count\\_unreadable"]
    assert 0 < len(told) <= 25
    assert told[0][1:3] == ["Dorset Police", "dorset\\.xlsx"]
    assert told[0][4] == "z"
    assert f"{total - 25} more are in problems.csv." in text
    without = page(tables(reply(count(1, Y1), problems=[])))
    assert "more are in problems.csv" not in without


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, _: Sequence[tuple[str, str | None]]) -> None:
        self.found.add(tag)


HOSTILE = (
    "[a](http://a.example) ![b](x) <script>alert(1)</script> `c` **d** ~~e~~ a|b\\|c"
    " <http://f.example>\n\n# g\n\n| h |\n|---|\n\x1b[2J\u202e &lt;"
)


def test_nobodys_text_becomes_markup() -> None:
    found = tables(reply(count(1, Y1), problems=[refusal(ProblemCode.COUNT_UNREADABLE, HOSTILE)]))
    text = page(found, title=HOSTILE)
    tags = Tags()
    html = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(text)
    tags.feed(html)
    of_ours = {"h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "code"}
    assert tags.found == of_ours
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "http://a" not in text
    assert html.count("<h1>") == 1
    rows_told = html.split("<h2>What needs a person")[1].split("<tr>")[1:]
    assert {row.count("<td") + row.count("<th>") for row in rows_told} == {5}


def test_a_request_that_cannot_be_used_has_no_figure() -> None:
    text = page_of(
        "",
        {"totals": [], "changes": [], "coverage": [], "problems": []},
        request_id="r",
        folder=Path("/x"),
        plausible="nothing is implausible",
        today=OVERDUE_BY,
    )
    assert "# r: not read" in text
    assert "implausible" not in text


def test_no_two_requests_share_a_page() -> None:
    names = ["a-b", "a.b", "a_b", "A-b", "a-B"]
    keys = {key_of(name) for name in names}
    assert len(keys) == len(names)
    assert all(set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for key in keys)
