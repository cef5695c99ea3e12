"""What the letter of a reply says of the figures in the documents that came with it.

`The attached data excludes attempted robberies` stands in one file and the robberies in another: a
sentence that would be asked about beside a table is asked about here, and until it is answered the
tables that came with the letter aren't counted.
"""

from collections.abc import Iterable, Sequence

from foistats.documents.model import Document
from foistats.letters.reading import said_by_sender
from foistats.letters.statements import says_it_replaces
from foistats.naming.periods.extents import extents_in
from foistats.naming.spelling import fold, regex
from foistats.question.harmless import is_known_as_harmless
from foistats.question.notes import Stands, restricting
from foistats.question.statements import is_aside
from foistats.question.understood import changes_counts, is_understood
from foistats.question.wanted import Wanted
from foistats.records import Asked, Observation, Problem, ReadDocument, Remark, heading_of
from foistats.tables.around.limits import limited_by
from foistats.tables.problems import advice
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Concern, Source

# What came with a letter is meant by these words, or by the pronoun that a sentence opens with.
_POINTS = (
    r"(?i)\b(?:attach\w*|enclos\w*|spreadsheets?|workbooks?|figures?|numbers?|values?|data|totals?"
    r"|left out|kept|incomplete|sample)\b|^\W*(?:they|these|it|both|all of)\b"
)
_COUNTED = (Concern.ASKED, Concern.BREAKDOWN)


def remarks_of(document: Document, asked: Asked) -> tuple[Remark, ...]:
    """The sentences of a letter by which figures may not be all of what was asked, or of a year.

    What a person has said of a sentence settles it: it changes nothing, or all that it speaks of
    is left out.
    """
    wanted = Wanted(asked)
    if not document.passages or not wanted.known:
        return ()
    found: dict[str, Remark] = {}
    for sentence in said_by_sender(document):
        if says_it_replaces(sentence):
            continue
        said = [
            one
            for one in restricting(sentence, wanted, Stands.ANSWER)
            if not is_understood(one, wanted, asked)
        ]
        if not said and _changes_them(sentence, wanted, asked):
            said = [sentence.rstrip(".")]
        some_time = () if is_aside(sentence) or said else tuple(extents_in(sentence))
        for one in said or ([sentence] if some_time else ()):
            meaning = asked.meaning_of(fold(one))
            if meaning is None or meaning.concern not in _COUNTED:
                found[one] = Remark(one, of_time=bool(some_time), left_out=meaning is not None)
    return tuple(found.values())


def _changes_them(sentence: str, wanted: Wanted, asked: Asked) -> bool:
    """True for a sentence that points at figures, and says of them what isn't known as harmless."""
    points = regex(_POINTS).search(sentence) is not None
    return (
        points
        and not is_known_as_harmless(sentence, wanted)
        and not wanted.is_the_question(sentence)
        and changes_counts(sentence, wanted, asked, known=frozenset())
    )


def held_by_letters(documents: Sequence[ReadDocument]) -> list[ReadDocument]:
    """The documents of one reply, without the tables that a letter among them narrows.

    The remarks of one letter are one problem, which the letter has. What a person declared stays.
    """
    told: dict[int, dict[Problem, None]] = {}
    held = []
    for at, document in enumerate(documents):
        remarks = [
            (by, remark)
            for by, other in enumerate(documents)
            for remark in other.reading.remarks
            if by != at
        ]
        observations = document.reading.observations
        for by, remark in remarks:
            touched = {
                id(observation) for observation in observations if _is_touched(observation, remark)
            }
            if not touched:
                continue
            concern = Concern.PART if remark.left_out else Concern.UNCLEAR
            observations = tuple(
                observation._replace(concern=concern) if id(observation) in touched else observation
                for observation in observations
            )
            told.setdefault(by, {})[_problem(documents[by], remark)] = None
        reading = document.reading._replace(observations=observations)
        held.append(document._replace(reading=reading) if remarks else document)
    return [
        document._replace(reading=document.reading._replace(problems=_with(document, told[at])))
        if at in told
        else document
        for at, document in enumerate(held)
    ]


def _is_touched(observation: Observation, remark: Remark) -> bool:
    """True for a count of a table that a remark speaks of: of all, or of one that it cuts short.

    A layout says that a person has looked at the table. What a person said of a heading doesn't:
    it holds for each document of the request that has the heading.
    """
    of_layout = Source.LAYOUT in (observation.period_from, observation.force_from)
    if observation.concern not in _COUNTED or of_layout:
        return False
    if observation.period_from is Source.SENTENCE:
        return False
    period = observation.period
    return not remark.of_time or limited_by(period, [remark.said]) != (period, "")


def _problem(document: ReadDocument, remark: Remark) -> Problem:
    asked = heading_of(document.reading.remarks)
    if remark.left_out or asked is None:
        code, found = ProblemCode.HEADING_OTHER, repr(remark.said)
    else:
        code, found = ProblemCode.HEADING_UNCLEAR, asked.said
    expected, remedy = advice(code)
    return Problem(code, document.path, "", found, expected, remedy)


def _with(document: ReadDocument, told: Iterable[Problem]) -> tuple[Problem, ...]:
    known = document.reading.problems
    return (*known, *(one for one in told if one not in known))
