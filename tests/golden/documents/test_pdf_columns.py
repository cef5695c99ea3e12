"""What is taken of a page in columns is what PDFium says of each letter, asked one by one."""

import ctypes
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from pypdfium2 import raw
from reportlab.pdfgen.canvas import Canvas

from foistats.formats.pdf.drawn import drawn_on
from foistats.formats.pdf.letters import NO_BLANK, SPACE, Letters
from foistats.formats.pdf.painted import Painting, placing
from foistats.formats.pdf.pieces import Pieces
from foistats.formats.pdf.rules import Rule
from foistats.formats.pdf.straight import joined, rules_of
from foistats.formats.pdf.twice import drawn_once

FONT = "Helvetica"


def page_of(path: Path, draw: Callable[[Canvas], None]) -> Any:
    """A page of 300 by 200 points as pypdfium2 opens it."""
    canvas = Canvas(str(path / "page.pdf"), pagesize=(300, 200), invariant=1)
    canvas.setFont(FONT, 10)
    draw(canvas)
    canvas.save()
    return pypdfium2.PdfDocument(path / "page.pdf")[0]


def drawn(page: Any) -> Any:
    return drawn_on(page, placing(page, page.get_size()))


def turned_and_spaced(canvas: Canvas) -> None:
    canvas.drawString(20, 150, "Robbery 12")
    canvas.drawString(150, 150, "1\u00a0204")
    spaced = canvas.beginText(20, 130)
    spaced.setCharSpace(4)
    spaced.textOut("345")
    canvas.drawText(spaced)
    canvas.saveState()
    canvas.translate(250, 40)
    canvas.rotate(90)
    canvas.drawString(0, 0, "up 7")
    canvas.restoreState()
    canvas.rotate(10)
    canvas.drawString(60, 30, "lean")


def test_each_letter_has_the_sign_place_and_run_that_pdfium_gives_it(tmp_path: Path) -> None:
    page = page_of(tmp_path, turned_and_spaced)
    letters = drawn(page).letters
    text = page.get_textpage()
    assert letters.text == "Robbery121204345up7lean"
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    inks = letters.inks(np.arange(len(letters)))
    for row, index in enumerate(letters.index.tolist()):
        assert raw.FPDFText_GetUnicode(text, index) == ord(letters.text[row])
        owner = ctypes.addressof(raw.FPDFText_GetTextObject(text, index).contents)
        assert letters.runs[letters.run[row]].objects[-1] == owner
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        assert inks[row].tolist() == [left.value, bottom.value, right.value, top.value]
        if letters.text[row] in "Robbery12345":
            # A level line: the room begins where the letter does, from the page's top downwards.
            assert letters.box[row, 0] == pytest.approx(x.value, abs=0.01)
            assert letters.box[row, 3] == pytest.approx(200 - y.value + 2.1, abs=0.01)


def test_blanks_are_told_apart_and_pieces_end_at_them(tmp_path: Path) -> None:
    letters = drawn(page_of(tmp_path, turned_and_spaced)).letters
    before = dict(zip(letters.text, letters.blank.tolist(), strict=True))
    assert letters.blank[letters.text.index("12")] == SPACE
    # This font has one sign for both blanks: PDFium gives a plain one.
    assert letters.blank[letters.text.index("204")] == SPACE
    assert letters.thin == {}
    assert before["R"] == NO_BLANK
    pieces = Pieces(letters)
    said = [pieces[number].text for number in range(len(pieces))]
    assert said[:4] == ["Robbery", "12", "1", "204"]
    assert said[-3:] == ["up", "7", "lean"]


def test_a_letter_that_leaves_no_trace_is_found_among_those_that_do(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(20, 150, "seen")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(20, 100, "white")

    page = page_of(tmp_path, draw)
    found = drawn(page)
    pieces = Pieces(found.letters)
    look = Painting(page, found)
    boxes = np.array([pieces[0].box, pieces[1].box])
    assert look.leave_traces(boxes).tolist() == [True, False]
    assert [look.leaves_trace(pieces[number].box) for number in (0, 1)] == [True, False]
    beyond = np.array([(-50.0, -50.0, -40.0, -40.0), (20.0, 150.0, 400.0, 400.0)])
    assert look.leave_traces(beyond).tolist() == [False, True]


def letters_at(text: str, places: Sequence[tuple[float, float]], runs: Sequence[int]) -> Letters:
    """Letters of 10 points, all upright, each at its place and of its run."""
    many = np.zeros(len(text), "i8")
    box = np.array([(x, y, x + 5, y + 10) for x, y in places], float)
    size = np.full(len(text), 10.0)
    run = np.array(runs)
    return Letters(text, many, run, box, box, size, many, many, {}, many, [], None)


def test_letters_drawn_twice_a_hair_apart_are_taken_once() -> None:
    places = [(20.0, 50.0), (20.9, 50.4), (20.9, 50.4), (21.5, 50.0), (20.0, 50.0), (22.0, 52.0)]
    letters = letters_at("aabaaa", places, [0, 1, 1, 2, 0, 3])
    # The second is the first again; the third is another letter; the fourth lies too far from the
    # first, and the second doesn't count; the fifth is of the first's own run; the last is too low.
    assert drawn_once(letters, letters.run).tolist() == [True, False, True, True, True, True]


def test_letters_drawn_twice_are_found_wherever_they_stand() -> None:
    chance = random.Random(4)
    for _ in range(20):
        places = [(chance.uniform(0, 12), chance.uniform(0, 12)) for _ in range(60)]
        runs = [chance.randrange(6) for _ in places]
        text = "".join(chance.choice("ab") for _ in places)
        kept: list[int] = []
        for one, (x, y) in enumerate(places):
            if not any(
                text[one] == text[other]
                and runs[one] != runs[other]
                and max(abs(x - places[other][0]), abs(y - places[other][1])) <= 1
                for other in kept
            ):
                kept.append(one)
        letters = letters_at(text, places, runs)
        assert np.flatnonzero(drawn_once(letters, letters.run)).tolist() == kept


@pytest.mark.parametrize(
    ("draw", "across", "down"),
    [
        # A box of which each side is stroked.
        (
            lambda canvas: canvas.rect(10, 20, 100, 50),
            [Rule(130, 10, 110), Rule(180, 10, 110)],
            [Rule(10, 130, 180), Rule(110, 130, 180)],
        ),
        # A thin filled box is one line, a thick one none.
        (
            lambda canvas: canvas.rect(10, 100, 100, 1, stroke=0, fill=1),
            [Rule(99.5, 10, 110)],
            [],
        ),
        (lambda canvas: canvas.rect(10, 100, 100, 20, stroke=0, fill=1), [], []),
        # Neither a leaning line nor a curve is a rule.
        (lambda canvas: canvas.line(10, 10, 100, 30), [], []),
        (lambda canvas: canvas.circle(100, 100, 30), [], []),
    ],
)
def test_lines_of_a_path_are_its_straight_sides(
    draw: Callable[[Canvas], None], across: list[Rule], down: list[Rule], tmp_path: Path
) -> None:
    found = rules_of(drawn(page_of(tmp_path, draw)).lines.boxes)
    for rules, expected in zip(found, (across, down), strict=True):
        assert np.array(rules) == pytest.approx(np.array(expected), abs=0.01)


def test_rules_in_line_are_one_across_small_gaps_and_other_heights_are_not_mixed() -> None:
    rules = [(30.0, 0.0, 50.0), (10.0, 0.0, 50.0), (10.4, 51.0, 90.0), (10.2, 200.0, 210.0)]
    assert joined(np.array(rules)) == [Rule(10, 0, 90), Rule(10, 200, 210), Rule(30, 0, 50)]
    assert joined(np.zeros((0, 3))) == []
