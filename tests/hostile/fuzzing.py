"""What hypothesis makes inputs of: text as replies have it, good files changed in odd places."""

import io
import zipfile

from hypothesis import strategies as st

from tests.hostile.seeds import SEEDS, zip_of

# Pieces of what is parsed; what a parser stumbles over mostly lies between two of them.
WORDS = (
    *("0", "1", "7", "12", "1,204", "1 204", "2016", "2016/17", "2016-2017", "16/17", "31/03/2017"),
    *(
        "April 2016",
        "Apr-16",
        "Q1",
        "to",
        "and",
        "-",
        "–",
        "—",
        "/",
        "*",
        "**",
        "<5",
        "≤",
        ">",
        "~",
    ),
    *("fewer than 5", "less than", "or fewer", "nil", "none", "n/a", "NULL", "not held", "#REF!"),
    *("Total", "total of", "%", "£", "(", ")", "[1]", "¹", ".", "..", "1.5", "1e5", "inf", "nan"),
    *("Dorset Police", "Heddlu Dyfed-Powys", "West Midlands", "PSNI", "the Met", "Police"),
    *("s.12", "section 40(2)", "section 1 (PACE)", "refused", "exempt", "no information held"),
    *("we recorded", "offences", "in", "between", "financial year", "calendar year", "year ending"),
    *(
        "twelve",
        "a hundred",
        "٣١٤",
        "１２",
        "½",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\xa0",
        "\x00",
        "\ud800",
    ),
    *("\n", "\r\n", "\t", '"', "'", ",", ";", "|", "=1+1", "<td>", "&amp;", "{", "}", "\\"),
)
LETTERS = st.characters(codec=None)

texts = st.one_of(
    st.text(LETTERS, max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=12).map("".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(LETTERS, max_size=3)), max_size=9).map(
        "".join
    ),
)

_edits = st.lists(
    st.tuples(
        st.integers(0, 10**6),
        st.integers(0, 40),
        st.one_of(
            st.binary(max_size=20),
            st.sampled_from(WORDS).map(lambda word: word.encode("utf-8", "surrogatepass")),
        ),
    ),
    min_size=1,
    max_size=4,
)


def _edited(content: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for at, length, middle in edits:
        start = at % (len(content) + 1)
        content = content[:start] + middle + content[start + length :]
    return content


@st.composite
def damaged(draw: st.DrawFn, kind: str) -> bytes:
    """A good file of a kind with a few stretches of it replaced by others."""
    return _edited(SEEDS[kind](), draw(_edits))


@st.composite
def repacked(draw: st.DrawFn, kind: str) -> bytes:
    """A good zip in which a part says something else, and every checksum is right."""
    with zipfile.ZipFile(io.BytesIO(SEEDS[kind]())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    return zip_of({**parts, name: _edited(parts[name], draw(_edits))})


@st.composite
def spoken(draw: st.DrawFn, kind: str) -> bytes:
    """A good zip of XML in which the texts and numbers are others: well-formed, and odd."""
    with zipfile.ZipFile(io.BytesIO(SEEDS[kind]())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from([n for n, part in sorted(parts.items()) if b">" in part]))
    pieces = parts[name].split(b">")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(pieces) - 1))
        tag = pieces[at][pieces[at].find(b"<") :]
        said = draw(st.sampled_from(WORDS)).encode("utf-8", "replace")
        pieces[at] = said.replace(b"&", b"").replace(b"<", b"&lt;").replace(b"\0", b"") + tag
    return zip_of({**parts, name: b">".join(pieces)})


ZIPS = tuple(kind for kind, seed in SEEDS.items() if seed().startswith(b"PK"))
# Only parts that are XML can be given other words.
MARKED_UP = tuple(kind for kind in ZIPS if kind != "zip")
