"""Every kind of problem a person may be shown, each with the one line that explains it."""

from enum import StrEnum


class ProblemCode(StrEnum):
    """A problem's name. `EXPLAINED` gives each its line; a test holds the two together."""

    # A file that cannot be read
    DOCUMENT_MISSING = "document_missing"
    DOCUMENT_CHANGED = "document_changed"
    DOCUMENT_EMPTY = "document_empty"
    DOCUMENT_LOCKED = "document_locked"
    DOCUMENT_BROKEN = "document_broken"
    DOCUMENT_NOT_ITS_EXTENSION = "document_not_its_extension"
    DOCUMENT_UNSUPPORTED = "document_unsupported"
    DOCUMENT_HOSTILE = "document_hostile"
    DOCUMENT_SEALED = "document_sealed"
    DOCUMENT_UNLISTED = "document_unlisted"
    DOCUMENT_TWICE = "document_twice"
    READER_DIED = "reader_died"
    READER_TOO_SLOW = "reader_too_slow"
    HIDDEN_CELLS = "hidden_cells"
    TEXT_GUESSED = "text_guessed"
    READERS_DISAGREE = "readers_disagree"
    # A table that cannot be understood
    NO_TABLE = "no_table"
    NO_PERIOD = "no_period"
    PERIOD_AMBIGUOUS = "period_ambiguous"
    PERIOD_OUTSIDE_REQUEST = "period_outside_request"
    NO_FORCE = "no_force"
    FORCE_UNKNOWN = "force_unknown"
    FORCE_NOT_ASKED = "force_not_asked"
    FORCE_OTHER_THAN_SENDER = "force_other_than_sender"
    JOINT_FORCES = "joint_forces"
    LAYOUT_UNCLEAR = "layout_unclear"
    LAYOUT_STALE = "layout_stale"
    CELL_UNEXPLAINED = "cell_unexplained"
    MARK_UNEXPLAINED = "mark_unexplained"
    BLANK_UNEXPLAINED = "blank_unexplained"
    COUNT_UNREADABLE = "count_unreadable"
    COUNT_NEGATIVE = "count_negative"
    COUNT_FRACTIONAL = "count_fractional"
    COUNT_TWICE = "count_twice"
    TOTAL_MISMATCH = "total_mismatch"
    TOTAL_UNEXPLAINED = "total_unexplained"
    TABLES_DISAGREE = "tables_disagree"
    UNIT_DIFFERS = "unit_differs"
    CATEGORY_UNKNOWN = "category_unknown"
    HEADING_UNCLEAR = "heading_unclear"
    HEADING_OTHER = "heading_other"
    FIGURE_LEFT_OUT = "figure_left_out"
    LINE_LEFT_OUT = "line_left_out"
    # A sentence that a person should look at
    COUNT_PROPOSED = "count_proposed"
    REFUSAL_UNCLEAR = "refusal_unclear"
    # What a person declared, and what replaced what
    DECLARATION_INVALID = "declaration_invalid"
    CORRECTION_STALE = "correction_stale"
    FIGURE_REVISED = "figure_revised"
    SUPERSEDES_UNSAID = "supersedes_unsaid"
    # A request or a list of responses that is wrong
    REQUEST_INVALID = "request_invalid"
    RESPONSES_INVALID = "responses_invalid"
    RESPONSE_TWICE = "response_twice"
    SUPERSEDES_UNKNOWN = "supersedes_unknown"
    OUTCOME_CONTRADICTED = "outcome_contradicted"
    ANSWER_WITHOUT_COUNTS = "answer_without_counts"
    # A request that could not be built
    BUILD_FAILED = "build_failed"
    TABLES_REJECTED = "tables_rejected"


EXPLAINED: dict[ProblemCode, str] = {
    ProblemCode.DOCUMENT_MISSING: "A listed document is not in the documents folder.",
    ProblemCode.DOCUMENT_CHANGED: "A document is no longer the file that was received.",
    ProblemCode.DOCUMENT_EMPTY: "The file has no content.",
    ProblemCode.DOCUMENT_LOCKED: "The file is protected by a password.",
    ProblemCode.DOCUMENT_BROKEN: "The file is damaged or cut short.",
    ProblemCode.DOCUMENT_NOT_ITS_EXTENSION: "The content is of another kind than the name says.",
    ProblemCode.DOCUMENT_UNSUPPORTED: "There is no reader for this kind of file.",
    ProblemCode.DOCUMENT_HOSTILE: "The file is built as no honest sender's program builds one.",
    ProblemCode.DOCUMENT_SEALED: "The document has hidden content; it is sealed and was not read.",
    ProblemCode.DOCUMENT_UNLISTED: "A file lies in the documents folder that no response names.",
    ProblemCode.DOCUMENT_TWICE: "The same file stands under two responses.",
    ProblemCode.READER_DIED: "Reading the file ended the reading process.",
    ProblemCode.READER_TOO_SLOW: "Reading the file took longer than allowed.",
    ProblemCode.HIDDEN_CELLS: "The document has hidden cells with content; they were not read.",
    ProblemCode.TEXT_GUESSED: "The text's encoding is not stated and was taken to be cp1252.",
    ProblemCode.READERS_DISAGREE: "Two unrelated readers of the file differ on a cell.",
    ProblemCode.NO_TABLE: "No table of counts was found in the document.",
    ProblemCode.NO_PERIOD: "Nothing says which period these counts belong to.",
    ProblemCode.PERIOD_AMBIGUOUS: "The period as written can mean two things.",
    ProblemCode.PERIOD_OUTSIDE_REQUEST: "The counts belong to a period that was not asked for.",
    ProblemCode.NO_FORCE: "Nothing says which force these counts belong to.",
    ProblemCode.FORCE_UNKNOWN: "A name is not a force in the register.",
    ProblemCode.FORCE_NOT_ASKED: "A force replied, or is counted, that was not asked.",
    ProblemCode.FORCE_OTHER_THAN_SENDER: "The document names another force than its sender.",
    ProblemCode.JOINT_FORCES: "Counts stand under two forces together and are not divided.",
    ProblemCode.LAYOUT_UNCLEAR: "The table can be read in more than one way, or in none.",
    ProblemCode.LAYOUT_STALE: "A declared layout does not find what it expects in the document.",
    ProblemCode.CELL_UNEXPLAINED: "A cell of a table is neither count, heading, total nor note.",
    ProblemCode.MARK_UNEXPLAINED: "A mark stands for a count and nothing says what it means.",
    ProblemCode.BLANK_UNEXPLAINED: "A blank stands for a count and nothing shows that it is zero.",
    ProblemCode.COUNT_UNREADABLE: "A cell where a count belongs is not a count.",
    ProblemCode.COUNT_NEGATIVE: "A count is below zero.",
    ProblemCode.COUNT_FRACTIONAL: "A count is not a whole number.",
    ProblemCode.COUNT_TWICE: "The same count is given twice with different values.",
    ProblemCode.TOTAL_MISMATCH: "A printed total is not the sum of its parts.",
    ProblemCode.TOTAL_UNEXPLAINED: "A printed total cannot be checked: its parts are not clear.",
    ProblemCode.TABLES_DISAGREE: "Two tables of one reply give different sums for one period.",
    ProblemCode.UNIT_DIFFERS: "The reply counts something else than was asked.",
    ProblemCode.CATEGORY_UNKNOWN: "A category is not one of those that were asked for.",
    ProblemCode.HEADING_UNCLEAR: "A heading may be something else than was asked for.",
    ProblemCode.HEADING_OTHER: "Lines beside what was asked for are of something else.",
    ProblemCode.FIGURE_LEFT_OUT: "A figure is not counted: the reply doesn't settle what it is.",
    ProblemCode.LINE_LEFT_OUT: "A row or column is worked out from counts and is none itself.",
    ProblemCode.COUNT_PROPOSED: "A sentence seems to give a count, not surely enough to be taken.",
    ProblemCode.REFUSAL_UNCLEAR: "The reply seems to refuse something; what, it doesn't settle.",
    ProblemCode.DECLARATION_INVALID: "A file in which a person declared something can't be used.",
    ProblemCode.CORRECTION_STALE: "A correction doesn't find what it expects.",
    ProblemCode.FIGURE_REVISED: "A newer response gives another figure than the one it replaces.",
    ProblemCode.SUPERSEDES_UNSAID: "A reply says that it replaces another, which no line says.",
    ProblemCode.REQUEST_INVALID: "request.toml cannot be used as it stands.",
    ProblemCode.RESPONSES_INVALID: "A line of responses.csv cannot be used as it stands.",
    ProblemCode.RESPONSE_TWICE: "A force has two responses and neither supersedes the other.",
    ProblemCode.SUPERSEDES_UNKNOWN: "A response supersedes one that does not exist.",
    ProblemCode.OUTCOME_CONTRADICTED: "The outcome written down does not fit what was read.",
    ProblemCode.ANSWER_WITHOUT_COUNTS: "A response gave no count, and no certain refusal.",
    ProblemCode.BUILD_FAILED: "foistats itself failed on this request or reply: report it.",
    ProblemCode.TABLES_REJECTED: "The tables break their contract and were not written: report it.",
}


def in_words(code: str, found: str) -> str:
    """What a problem says, for every line and page that shows one: its code's sentence, and what.

    >>> in_words("document_locked", "an encrypted workbook")
    'The file is protected by a password: an encrypted workbook'
    """
    sentence = EXPLAINED[ProblemCode(code)].removesuffix(".")
    return f"{sentence}: {found}" if found else sentence


NEEDS_NO_ANSWER = frozenset(
    {ProblemCode.LINE_LEFT_OUT, ProblemCode.HEADING_OTHER, ProblemCode.HIDDEN_CELLS}
)
"""What is told for the record: it keeps no figure back, and nobody has to decide on it.

A document with hidden cells is sealed; it is read once a person has decided so, and signed that.
"""
