"""Which texts that a defined name holds say something, and which are a program's own settings."""

import re

# Numbers, codes, identifiers and words too short to tell anything.
_IDENTIFIER = re.compile(r"[{(]?[0-9A-Fa-f-]{8,}[})]?|[\w:]{1,2}|\w*\d\w*|[\W\d_]*")
# Settings that Excel, its solver and reporting programs keep as names; none is a person's words.
_OF_PROGRAMS = re.compile(
    r"_xl\w*\.|_?AMO_|_AMO|solver_|SAP|BEx|IQ_|CIQ|wrn\.|wvu\.|Pal_|EPM|_*FDS|_bdm|Risk|CB_|cb_|"
    r"TM1|HTML_|_DLX|Hs|ev\.|AccessDatabase|_Order\d|_Regression|_Fill|_Key|_Sort|_Parse|_Dist|"
    r"_Mat|_Table|XLS|Query"
)


def is_of_program(name: str) -> bool:
    """True for names that Excel, its add-ins and reporting programs keep their settings under.

    >>> is_of_program("solver_adj"), is_of_program("Witnesses")
    (True, False)
    """
    return _OF_PROGRAMS.match(name) is not None


def is_telling(name: str, text: str) -> bool:
    """True where a text that is kept under a name may be somebody's words.

    >>> is_telling("Note", "ask Mary"), is_telling("Who", "Ann"), is_telling("Version", "1.4.2")
    (True, True, False)
    """
    return not is_of_program(name) and _IDENTIFIER.fullmatch(text) is None
