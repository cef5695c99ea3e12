"""Sentences by which a reply says that it replaces another."""

import pytest

from foistats.letters.sentences import sentences_of
from foistats.letters.statements import replacing_among, statements_of
from tests.golden.refusals.letters import letter


@pytest.mark.parametrize(
    "text",
    [
        "This response supersedes our response of 3 June 2019.",
        "Please disregard our previous reply.",
        "Please find attached our amended response.",
        "I attach corrected figures for 2018/19.",
        "Our earlier response was sent in error and is withdrawn.",
        "The enclosed spreadsheet replaces the data sent to you in June.",
        "We have withdrawn our previous letter.",
        "An error was found in the original response.",
        "Please find attached a corrected copy of our response to your request.",
        "It replaces the one sent on 12 October 2026.",
        "This version supersedes the earlier one that was issued in June.",
    ],
)
def test_a_reply_that_replaces_another_says_so(text: str) -> None:
    assert [
        one.as_written for one in replacing_among(statements_of(sentences_of(letter(text))))
    ] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The figures may be revised.",
        "Recorded crime figures are revised quarterly and are subject to change.",
        "The policy supersedes the 2015 policy on information.",
        "Please disregard this email if you are not the person named.",
        "The victim withdrew.",
        "Did you replace your response?",
        "The updated copy of the policy is attached.",
        "The new system replaces the one we had.",
    ],
)
def test_what_is_merely_revised_or_replaced_is_no_such_word(text: str) -> None:
    assert replacing_among(statements_of(sentences_of(letter(text)))) == ()
