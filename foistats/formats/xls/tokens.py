"""The formulas of old workbooks, from the tokens of a stack to text as it is typed.

Only what can be worked out again is turned into text: numbers, cells, areas, sums, signs.
"""

import struct

from foistats.documents.model import column_letters

_SIGNS = {0x03: "+", 0x04: "-", 0x05: "*", 0x06: "/"}
_LEADING = {0x12: "+", 0x13: "-"}
_PAREN, _ATTRIBUTE, _WHOLE, _NUMBER, _BOOLEAN, _STRING = 0x15, 0x19, 0x1E, 0x1F, 0x1D, 0x17
_REFERENCE, _AREA, _CALL = 0x24, 0x25, 0x22
_SUM, _OF_ONE, _CHOICE, _SPACE = 4, 0x10, 0x04, 0x40
_RELATIVE = 0x4000


def formula_text(tokens: bytes) -> str:
    """A formula as it is typed, empty where it is more than is worked out again."""
    try:
        return _text(tokens)
    except (struct.error, IndexError):
        return ""


def _text(tokens: bytes) -> str:
    stack: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        # Tokens of references come in three classes that differ in a bit or two.
        kind = token & 0x1F | 0x20 if token >= 0x20 else token
        at += 1
        if kind in _SIGNS:
            right, left = stack.pop(), stack.pop()
            stack.append(f"{left}{_SIGNS[kind]}{right}")
        elif kind in _LEADING:
            stack.append(f"({_LEADING[kind]}{stack.pop()})")
        elif kind == _PAREN:
            stack.append(f"({stack.pop()})")
        elif kind == _WHOLE:
            stack.append(str(struct.unpack_from("<H", tokens, at)[0]))
            at += 2
        elif kind == _NUMBER:
            stack.append(f"{struct.unpack_from('<d', tokens, at)[0]:.15g}")
            at += 8
        elif kind == _REFERENCE:
            row, col = struct.unpack_from("<HH", tokens, at)
            stack.append(_cell(row, col))
            at += 4
        elif kind == _AREA:
            top, bottom, left_col, right_col = struct.unpack_from("<4H", tokens, at)
            stack.append(f"{_cell(top, left_col)}:{_cell(bottom, right_col)}")
            at += 8
        elif kind == _ATTRIBUTE:
            flags = tokens[at]
            if flags & _CHOICE:
                return ""
            if flags & _OF_ONE:
                stack.append(f"SUM({stack.pop()})")
            at += 3
        elif kind == _CALL and struct.unpack_from("<H", tokens, at + 1)[0] == _SUM:
            count = tokens[at]
            arguments = [stack.pop() for _ in range(count)]
            stack.append(f"SUM({','.join(reversed(arguments))})")
            at += 3
        else:
            return ""
    return stack[0] if len(stack) == 1 else ""


def _cell(row: int, col: int) -> str:
    return f"${column_letters(col & 0xFF)}${row + 1}"


def constant(tokens: bytes) -> str | None:
    """A constant as a formula writes it: a number, a text in quotes, TRUE; None for all else."""
    try:
        kind = tokens[0]
        if kind == _WHOLE and len(tokens) == 3:
            return str(struct.unpack_from("<H", tokens, 1)[0])
        if kind == _NUMBER and len(tokens) == 9:
            return f"{struct.unpack_from('<d', tokens, 1)[0]:.15g}"
        if kind == _BOOLEAN and len(tokens) == 2:
            return "TRUE" if tokens[1] else "FALSE"
        if kind == _STRING:
            wide = tokens[2] & 1
            raw = tokens[3:]
            return '"' + raw.decode("utf-16-le" if wide else "latin-1", errors="replace") + '"'
    except (struct.error, IndexError):
        return None
    return None
