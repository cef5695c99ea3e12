"""Every way in which a document can carry what its page doesn't show, each with its one line."""

from enum import StrEnum


class Channel(StrEnum):
    """Where hidden content was found. `EXPLAINED` gives each its line, a test holds them together.

    What is found in one of `NOTED` is told and seals nothing; all else seals the document.
    """

    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_COLUMNS = "hidden_columns"
    MASKED_CELLS = "masked_cells"
    INVISIBLE_TEXT = "invisible_text"
    TINY_TEXT = "tiny_text"
    COVERED_TEXT = "covered_text"
    OFF_PAGE_TEXT = "off_page_text"
    HIDDEN_LAYER = "hidden_layer"
    VANISHED_TEXT = "vanished_text"
    TRACKED_CHANGES = "tracked_changes"
    COMMENTS = "comments"
    PIVOT_CACHE = "pivot_cache"
    DATA_MODEL = "data_model"
    EXTERNAL_LINK_CACHE = "external_link_cache"
    CONNECTION = "connection"
    CHART_CACHE = "chart_cache"
    HIDDEN_NAME = "hidden_name"
    EMBEDDED_OBJECT = "embedded_object"
    ATTACHED_FILE = "attached_file"
    ORPHAN_PART = "orphan_part"
    ORPHAN_TEXT = "orphan_text"
    OLD_REVISION = "old_revision"
    BYTES_BEYOND_THE_END = "bytes_beyond_the_end"
    QUOTED_MESSAGE = "quoted_message"
    ROW_PER_PERSON = "row_per_person"
    # Told, and no reason to seal anything
    DOCUMENT_PROPERTIES = "document_properties"
    ASIDE_TEXT = "aside_text"
    FORMULAS = "formulas"
    STATIONERY = "stationery"
    MACROS = "macros"


NOTED = frozenset(
    {
        Channel.DOCUMENT_PROPERTIES,
        Channel.ASIDE_TEXT,
        Channel.FORMULAS,
        Channel.STATIONERY,
        Channel.MACROS,
    }
)

EXPLAINED: dict[Channel, str] = {
    Channel.HIDDEN_SHEET: "A sheet with content is hidden, or very hidden.",
    Channel.HIDDEN_ROWS: "Rows with content are hidden, filtered out, collapsed or have no height.",
    Channel.HIDDEN_COLUMNS: "Columns with content are hidden, collapsed or have no width.",
    Channel.MASKED_CELLS: "Cells have content that their number format doesn't show.",
    Channel.INVISIBLE_TEXT: "Text has the colour of what it stands on, or is drawn invisibly.",
    Channel.TINY_TEXT: "Text is too small for anyone to see.",
    Channel.COVERED_TEXT: "Text lies under a box or picture and is still there.",
    Channel.OFF_PAGE_TEXT: "Text stands outside the page.",
    Channel.HIDDEN_LAYER: "A layer with content is switched off.",
    Channel.VANISHED_TEXT: "Text is marked as hidden.",
    Channel.TRACKED_CHANGES: "Deleted or changed text is kept as tracked changes.",
    Channel.COMMENTS: "There are comments or notes.",
    Channel.PIVOT_CACHE: "A pivot table keeps a copy of the records that it was made from.",
    Channel.DATA_MODEL: "A data model is kept inside the workbook.",
    Channel.EXTERNAL_LINK_CACHE: "Values of another workbook are kept inside this one.",
    Channel.CONNECTION: "A connection to a database or another file is kept, with what it asks.",
    Channel.CHART_CACHE: "A chart keeps values that no visible cell shows.",
    Channel.HIDDEN_NAME: "A defined name holds a value, or points to hidden cells.",
    Channel.EMBEDDED_OBJECT: "Another document is embedded.",
    Channel.ATTACHED_FILE: "A file is attached inside the PDF.",
    Channel.ORPHAN_PART: "A part with content belongs to nothing that is shown.",
    Channel.ORPHAN_TEXT: "Texts are kept that no cell or page shows.",
    Channel.OLD_REVISION: "An earlier version of the document is kept inside it.",
    Channel.BYTES_BEYOND_THE_END: "Something follows the file's end, or stands before its start.",
    Channel.QUOTED_MESSAGE: "An earlier message is quoted below the reply: more than the request.",
    Channel.ROW_PER_PERSON: "A table has a row for each person, by name, birth, address or number.",
    Channel.DOCUMENT_PROPERTIES: "The document's properties name people or describe it.",
    Channel.ASIDE_TEXT: "Text that programs show on demand stands beside the page; it isn't read.",
    Channel.FORMULAS: "Cells hold formulas; the values saved with them were read.",
    Channel.STATIONERY: "Text that nobody sees only repeats a visible line, or names a program.",
    Channel.MACROS: "The document has macros; they are never run.",
}
