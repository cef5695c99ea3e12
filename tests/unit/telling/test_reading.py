"""A line of a log about what was read: numbers and names, on one line, no text out of a reply."""

from dataclasses import replace

from foistats.records import DocumentReading, ReadDocument, ReadResponse
from foistats.run.portions import Portion, Reply
from foistats.telling.log import line_of_portion
from schemas.problem_codes import ProblemCode
from tests.unit.aggregation.replies import Y1, Y2, count, refusal, reply

ONE = reply(count(1, Y1), count(2, Y2), problems=[refusal(ProblemCode.COUNT_UNREADABLE)])


def portion(*responses: ReadResponse, name: str = "read dorset 2019-06-20") -> Portion:
    replies = tuple(Reply("r", one.response, (), ()) for one in responses)
    return Portion("root", name, replies, 1, 1)


def test_a_reply_is_told_with_its_numbers_and_what_it_is() -> None:
    line, fields = line_of_portion(portion(ONE), [ONE])
    assert line == (
        "read dorset 2019-06-20: 2 counts, 1 problem"
        " [request=r response=dorset document=dorset.xlsx]"
    )
    assert fields == {"request": "r", "response": "dorset", "document": "dorset.xlsx"}


def test_a_document_inside_another_is_counted_too() -> None:
    [outer] = ONE.documents
    inside = ReadDocument("mail.eml/a.xlsx", "0" * 64, outer.reading)
    # A problem and two counts of each of the two.
    holding = ReadDocument("mail.eml", "0" * 64, DocumentReading(parts=(inside, inside)))
    line, _ = line_of_portion(portion(ONE), [replace(ONE, documents=(holding,))])
    assert "4 counts, 2 problems" in line


def test_many_replies_are_one_line() -> None:
    line, fields = line_of_portion(portion(ONE, ONE, name="read replies 1 to 2"), [ONE, ONE])
    assert (line, fields) == ("read replies 1 to 2: 4 counts, 2 problems", {})


def test_nothing_that_was_found_is_told() -> None:
    told = refusal(ProblemCode.COUNT_UNREADABLE)._replace(found="Mr Hidden", place="Mr Hidden")
    one = reply(count(1, Y1, "Mr Hidden"), problems=[told])
    assert "Hidden" not in repr(line_of_portion(portion(one), [one]))


def test_a_file_name_cannot_look_like_a_field_or_a_line() -> None:
    name = 'a response=kent\n12:00 | ERROR |"\u202e.xlsx'
    one = reply(count(1, Y1), path=name)
    line, _ = line_of_portion(portion(one), [one])
    assert line.isprintable()
    assert line.endswith('document="a response=kent\\n12:00 | ERROR |\\"\\u202e.xlsx"]')


def test_many_documents_are_named_up_to_five() -> None:
    names = tuple(f"{n}.pdf" for n in range(8))
    one = replace(ONE, response=replace(ONE.response, documents=names))
    line, _ = line_of_portion(portion(one), [one])
    assert 'document="0.pdf;1.pdf;2.pdf;3.pdf;4.pdf;3 more"' in line
