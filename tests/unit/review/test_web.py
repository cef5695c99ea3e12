"""The review in a browser: who is let in, what an answer writes, and how it is taken back."""

import io
import re
import shutil
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

import pytest

from foistats.documents.answers import packed, unpacked
from foistats.reading.drawn import draw
from foistats.review.web.app import ReviewApp
from foistats.review.web.guard import Guard
from foistats.review.web.serving import serving
from foistats.workspace import Workspace
from tests.flows.folders import REQUEST, add_request, line, workbook
from tests.golden.review.desks import Here, figures, rebuild

HOST = "127.0.0.1:4711"
STARRED = [["Offence", "2016/17", "2017/18"], ["Rape <b>x</b>", 3, "*"], ["Grooming", 10, 20]]
BLANK = [["Offence", "2016/17", "2017/18"], ["Rape", 5, None], ["Grooming", 7, 9]]
OWN = {"HTTP_ORIGIN": f"http://{HOST}", "HTTP_SEC_FETCH_SITE": "same-origin"}


class Drawing:
    """What a worker draws, drawn in this process and sent as a worker sends it."""

    def run(self, args: tuple[Any, ...]) -> object:
        return unpacked(packed(1, draw(*args)))[1]


def two_questions(root: Path) -> Path:
    """A star in what Dorset sent and a blank in what Wiltshire sent."""
    folder = add_request(
        root,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx"),
        documents={"dorset.xlsx": workbook(*STARRED), "wiltshire.xlsx": workbook(*BLANK)},
    )
    rebuild(root)
    return folder


class Browser:
    """What a browser sends, without one, and what comes back."""

    def __init__(self, root: Path) -> None:
        self.app = ReviewApp(Workspace(root), ["r"], Guard(frozenset({HOST})), Here(), Drawing())
        self.base = f"/{self.app.guard.token}/r/"
        self.headers: Mapping[str, str] = {}
        self.page = ""

    def asks(self, method: str, path: str, body: bytes = b"", **headers: str) -> str:
        """The status of the answer; its page is kept."""
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path.partition("?")[0],
            "QUERY_STRING": path.partition("?")[2],
            "HTTP_HOST": HOST,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            **headers,
        }
        setup_testing_defaults(environ)
        said: list[Any] = []
        content = self.app(environ, lambda *one: said.append(one))  # type: ignore[arg-type,return-value]
        self.page = b"".join(content).decode()
        self.headers = dict(said[0][1])
        return str(said[0][0])[:3]

    def get(self, path: str, **headers: str) -> str:
        return self.asks("GET", path, **headers)

    def post(self, path: str, *, headers: Mapping[str, str] = OWN, **values: str) -> str:
        said = {"token": self.app.guard.token, "by": "A. Person"} | values
        return self.asks("POST", path, urlencode(said).encode(), **headers)

    def first(self) -> str:
        """The address of the first open question, opened."""
        assert self.get(self.base) == "303"
        where = self.headers["Location"]
        assert self.get(where) == "200"
        return where


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return two_questions(tmp_path)


@pytest.fixture
def browser(folder: Path, tmp_path: Path) -> Browser:
    assert folder.is_dir()
    return Browser(tmp_path)


def test_the_table_is_drawn_as_it_was_understood_with_the_cell_marked(browser: Browser) -> None:
    browser.first()
    page = browser.page
    assert "Dorset Police" in page
    assert "Question 1 of 2" in page
    assert "A mark stands for a count and nothing says what it means." in page
    marked = re.findall(r"<td class='[a-z]* asked'>(.*?)</td>", page)
    assert [unescape(re.sub("<[^>]*>", "", one)) for one in marked] == ["◆asked about: *"]
    # By hand: five headings (the corner, two years, two offences), three counts beside the star.
    assert len(re.findall(r"<td class='headings'>", page)) == 5
    assert len(re.findall(r"<td class='counts'>", page)) == 3
    assert "Rape &lt;b&gt;x&lt;/b&gt;" in page
    assert "<b>x" not in page
    assert "* stands for zero" in page


def test_an_answer_is_written_as_at_a_terminal_and_the_next_question_follows(
    browser: Browser, folder: Path, tmp_path: Path
) -> None:
    where = browser.first()
    assert browser.post(where, choice="fewer-than-5", because="they rang") == "303"
    second = browser.headers["Location"]
    assert second != where
    assert browser.get(second) == "200"
    assert "Written: raw/r/marks.toml" in browser.page
    assert "1 answered" in browser.page
    assert 'value="A. Person"' in browser.page
    assert (
        (folder / "marks.toml")
        .read_text("utf-8")
        .startswith(
            '[[mark]]\nmark = "*"\nmeaning = "fewer than 5"\ndocument = "dorset.xlsx"\n'
            'because = "they rang"\nby = "A. Person"\n'
        )
    )
    assert browser.post(second, choice="zero") == "303"
    assert browser.headers["Location"].endswith("/all")
    assert browser.get(browser.headers["Location"]) == "200"
    assert "Every question is answered." in browser.page
    rebuild(tmp_path)
    # By hand: 20 and a hidden 0 to 4; nothing and 9.
    assert figures(tmp_path)[2017] == (20, 24)
    assert figures(tmp_path, "wiltshire")[2017] == (9, 9)


def test_an_answer_is_taken_back_byte_for_byte(browser: Browser, folder: Path) -> None:
    (folder / "marks.toml").write_bytes(b"# ours\r\n")
    where = browser.first()
    browser.post(where, choice="zero")
    second = browser.headers["Location"]
    browser.post(second, choice="zero")
    assert browser.post(f"{browser.base}undo") == "303"
    assert browser.headers["Location"] == second
    assert b'"dorset.xlsx"' in (folder / "marks.toml").read_bytes()
    assert browser.post(f"{browser.base}undo") == "303"
    assert browser.headers["Location"] == where
    assert (folder / "marks.toml").read_bytes() == b"# ours\r\n"
    assert browser.post(f"{browser.base}undo") == "409"
    assert "nothing to take back" in browser.page


def test_a_file_that_was_not_there_is_gone_after_undo(browser: Browser, folder: Path) -> None:
    browser.post(browser.first(), choice="zero")
    assert (folder / "marks.toml").is_file()
    browser.post(f"{browser.base}undo")
    assert not (folder / "marks.toml").exists()


def test_what_somebody_changed_since_is_not_taken_back(browser: Browser, folder: Path) -> None:
    browser.post(browser.first(), choice="zero")
    with (folder / "marks.toml").open("a", encoding="utf-8") as file:
        file.write("# a note\n")
    assert browser.post(f"{browser.base}undo") == "409"
    assert "was changed since" in browser.page
    assert "# a note" in (folder / "marks.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"choice": "zero", "by": " "}, "nobody answers"),
        ({"choice": "no-such"}, "press the button"),
        ({"choice": "other"}, "needs a value"),
        ({"choice": "enter"}, "press the button"),
        ({"choice": "other", "value-other": "8"}, "no mark stands for one number"),
    ],
)
def test_an_unclear_answer_is_refused_and_what_was_typed_stays(
    browser: Browser, folder: Path, values: dict[str, str], said: str
) -> None:
    where = browser.first()
    assert browser.post(where, because="<they> rang", **values) == "422"
    assert said in unescape(browser.page)
    assert 'value="&lt;they&gt; rang"' in browser.page
    assert not (folder / "marks.toml").exists()


def test_enter_in_the_one_field_that_is_filled_means_its_answer(
    browser: Browser, folder: Path
) -> None:
    where = browser.first()
    assert browser.post(where, choice="enter", **{"value-other": "1 to 4"}) == "303"
    assert 'meaning = "1 to 4"' in (folder / "marks.toml").read_text("utf-8")


FOREIGN: list[tuple[str, Mapping[str, str]]] = [
    ("another site", {"HTTP_ORIGIN": "https://example.org"}),
    ("another port of this machine", {"HTTP_ORIGIN": "http://127.0.0.1:9"}),
    ("a page without an origin", {"HTTP_ORIGIN": "null"}),
    ("cross-site by its own word", {**OWN, "HTTP_SEC_FETCH_SITE": "cross-site"}),
    ("another port by its own word", {**OWN, "HTTP_SEC_FETCH_SITE": "same-site"}),
    ("nothing said", {}),
    ("another name of this machine", {**OWN, "HTTP_HOST": "evil.example:4711"}),
    ("another port", {**OWN, "HTTP_HOST": "127.0.0.1:80"}),
]


@pytest.mark.parametrize("headers", [one for _, one in FOREIGN], ids=[name for name, _ in FOREIGN])
def test_nothing_is_written_for_whoever_is_not_let_in(
    browser: Browser, folder: Path, headers: Mapping[str, str]
) -> None:
    where = browser.first()
    before = sorted(folder.rglob("*"))
    assert browser.post(where, choice="zero", headers=headers) == "403"
    assert sorted(folder.rglob("*")) == before
    assert "Dorset" not in browser.page


def test_without_the_token_there_is_nothing(browser: Browser, folder: Path) -> None:
    question = browser.first().rpartition("/")[2]
    for token in ("", "x", browser.app.guard.token[:-1], f"{browser.app.guard.token}é"):
        assert browser.get(f"/{token}/r/{question}") == "403"
        assert browser.post(f"/{token}/r/{question}", choice="zero") == "403"
    assert browser.post(f"{browser.base}{question}", choice="zero", token="x") == "403"
    assert browser.get("/") == "403"
    assert browser.get("/", HTTP_HOST="evil.example") == "403"
    assert not (folder / "marks.toml").exists()


def test_what_is_too_long_or_no_form_is_turned_away(browser: Browser, folder: Path) -> None:
    where = browser.first()
    assert browser.asks("POST", where, b"", **{**OWN, "CONTENT_LENGTH": "100001"}) == "413"
    assert browser.asks("POST", where, b"", **{**OWN, "CONTENT_LENGTH": "-1"}) == "413"
    assert browser.asks("POST", where, b"\xff&=", **OWN) == "400"
    assert browser.asks("DELETE", where, **OWN) == "405"
    assert browser.get(f"{browser.base}no-such") == "404"
    assert browser.get(f"/{browser.app.guard.token}/other/") == "404"
    assert not (folder / "marks.toml").exists()


def test_a_page_takes_nothing_from_elsewhere_and_is_kept_nowhere(browser: Browser) -> None:
    browser.first()
    policy = browser.headers["Content-Security-Policy"]
    nonce = re.search(r"script-src 'nonce-([^']+)'", policy)
    assert nonce is not None
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert browser.page.count(f'nonce="{nonce[1]}"') == 2
    assert browser.headers["Cache-Control"] == "no-store"
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', browser.page)
    assert " style=" not in browser.page
    assert " on" not in re.sub(r"<script.*?</script>", "", browser.page.partition("<form")[2])[:0]
    browser.get(browser.base)
    assert nonce[1] not in browser.headers["Content-Security-Policy"]


def asks_about_headings(root: Path) -> None:
    add_request(
        root,
        line("dorset", "dorset.xlsx"),
        documents={
            "dorset.xlsx": workbook(
                ["Offence", "2016/17", "2017/18"], ["Rape", 3, 4], ["Grooming", 10, 20]
            )
        },
        request=REQUEST.replace("How many offences did you record?", "How many burglaries?"),
    )
    rebuild(root)


def test_each_of_several_is_answered_from_its_own_menu(tmp_path: Path) -> None:
    asks_about_headings(tmp_path)
    browser = Browser(tmp_path)
    where = browser.first()
    marked = re.findall(r"<td class='[a-z]* asked'>(.*?)</td>", browser.page)
    assert [re.sub("<[^>]*>", "", one) for one in marked] == [
        "◆asked about: Rape",
        "◆asked about: Grooming",
    ]
    menus = re.findall(r'<label for="each-\d">\(\d\) (.*?)</label>', browser.page)
    assert [unescape(one) for one in menus] == ["'Rape'", "'Grooming'"]
    assert browser.post(where, choice="each", **{"each-1": "other", "each-2": ""}) == "422"
    assert "what is 'Grooming'?" in unescape(browser.page)
    assert '<option value="other" selected>' in browser.page
    assert browser.post(where, choice="each", **{"each-1": "other", "each-2": "asked"}) == "303"
    rebuild(tmp_path)
    # By hand: the second heading alone, 10 and 20.
    assert figures(tmp_path) == {2016: (10, 10), 2017: (20, 20)}


def test_of_a_long_sheet_the_heads_and_what_is_around_the_place_are_drawn(tmp_path: Path) -> None:
    rows: list[Any] = [["Offence", "2016/17", "2017/18"]]
    rows += [[f"Offence {n}", n, n + 1] for n in range(100)]
    rows[60][2] = "see note"
    add_request(tmp_path, line("dorset", "d.xlsx"), documents={"d.xlsx": workbook(*rows)})
    rebuild(tmp_path)
    browser = Browser(tmp_path)
    browser.first()
    numbers = re.findall(r'<tr><th scope="row">(\d+)</th>', browser.page)
    # The row of heads, and six rows on each side of row 61.
    assert numbers == ["1", *map(str, range(55, 68))]
    assert browser.page.count("rows left out") == 1
    assert "Not drawn here: 87 rows of the same table." in browser.page


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def test_a_person_answers_in_a_browser_and_sees_the_next_question(
    chromium: Any, tmp_path: Path
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    folder = two_questions(tmp_path)
    with serving(Workspace(tmp_path), ["r"], looker=Here(), drawer=Drawing()) as url:
        page = chromium.new_page()
        refused: list[str] = []
        page.on("console", lambda one: refused.append(one.text))
        page.goto(url)
        assert page.locator("td.asked").inner_text().endswith("*")
        for width in (320, 1400):
            for scheme in ("light", "dark"):
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                found = Axe().run(page)
                assert found.violations_count == 0, found.generate_report()
                assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.emulate_media(media="print")
        assert page.locator("h1").is_visible()
        assert not page.get_by_role("button", name="stands for zero").is_visible()
        page.emulate_media(media="screen")
        # Without a name the browser itself asks for it, and nothing is sent.
        page.get_by_role("button", name="stands for zero").click()
        assert not (folder / "marks.toml").exists()
        page.get_by_label("Who answers").fill("A. Person")
        page.get_by_label("What, such as: 1 to 4, not held").fill("1 to 3")
        page.keyboard.press("Enter")
        page.get_by_text("Question 2 of 2").wait_for()
        assert 'meaning = "1 to 3"' in (folder / "marks.toml").read_text("utf-8")
        page.get_by_role("button", name="Take the latest answer back").click()
        page.get_by_text("Question 1 of 2").wait_for()
        assert not (folder / "marks.toml").exists()
        page.locator("h1").click()
        page.keyboard.press("1")
        page.get_by_text("Question 2 of 2").wait_for()
        assert 'meaning = "0"' in (folder / "marks.toml").read_text("utf-8")
        page.keyboard.press("s")
        page.get_by_text("1 of 2 questions are open.").wait_for()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        # Another site that knows the address can't answer in the person's name.
        other = chromium.new_context(java_script_enabled=False).new_page()
        other.goto(url)
        assert other.locator("td.asked").inner_text().endswith("(blank)")
        assert not refused
        page.get_by_role("button", name="Finish").click()
        page.get_by_text("The review has ended").wait_for()
