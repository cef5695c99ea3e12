"""What a web page's own program says in it hides nothing and breaks nothing off."""

import pytest

from foistats.errors import DocumentRefused
from foistats.formats.opening import Entered, enter
from schemas.channels import Channel

TABLE = "<table><tr><th>Year</th><th>Burglaries</th></tr><tr><td>2018/19</td><td>45</td></tr>"


def entered(head: str, body: str) -> Entered:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return enter(page.encode(), "reply.html")


@pytest.mark.parametrize(
    "more",
    [
        "<script>var shell = '<table class=\"display\"><thead>';</script>",
        "<!-- <table> of last year -->",
        '<div data-shell="<table><thead>">Burglaries</div>',
        "<textarea><table></textarea>",
        "</table>",
    ],
)
def test_a_table_that_is_no_markup_breaks_off_nothing(more: str) -> None:
    body = f"{TABLE}</table>{more}"
    assert entered("", body).kind == "html"


@pytest.mark.parametrize(
    "cut",
    [
        TABLE,
        f"{TABLE}<script>'</table>'</script>",
        f"{TABLE}<!-- </table> -->",
        f'{TABLE}<tr><td title="</table>">',
        f"</table>{TABLE}",
        f"{TABLE}<TABLE><tr><td>1</td></tr></TABLE>",
        f'{TABLE}<td class="',
    ],
)
def test_a_page_that_ends_in_a_table_is_cut_short_whatever_its_scripts_say(cut: str) -> None:
    with pytest.raises(DocumentRefused, match="breaks off inside a table"):
        enter(f"<!DOCTYPE html><html><body>{cut}".encode(), "reply.html")


def test_a_comment_that_names_a_script_is_told_and_seals_nothing() -> None:
    script = '<script src="https://example.org/jquery.js"></script>'
    seen = entered(f"<!-- Font Awesome icons -->\n {script}", f"{TABLE}</table>")
    assert seen.document is not None
    assert (Channel.ASIDE_TEXT, 1) in [(one.channel, one.amount) for one in seen.noted]


@pytest.mark.parametrize(
    "said",
    [
        "Burglaries 2019/20: 71",
        "Jane Quillfeather, 12 Acacia Avenue",
        "the officer was known to the family of the victim before",
    ],
)
def test_a_comment_that_says_more_than_a_label_seals_wherever_it_stands(said: str) -> None:
    seen = entered(f"<!-- {said} --><script></script>", f"{TABLE}</table>")
    assert [one.channel for one in seen.hidden] == [Channel.COMMENTS]
    assert seen.document is None


def test_a_comment_before_what_is_shown_is_no_label() -> None:
    seen = entered("", f"<!-- Quillfeather left -->{TABLE}</table>")
    assert [one.channel for one in seen.hidden] == [Channel.COMMENTS]
