"""PDFium's functions as plain calls on addresses, so that one fact of many letters is one loop.

pypdfium2 builds an object for every pointer that it takes or gives, which costs more than what
PDFium does for the call. The calls here take and give addresses, and what PDFium writes goes
straight into a column of an array. They keep Python's lock: nothing else in a worker wants it.
"""

import ctypes
from collections import deque
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_TYPES = {
    "p": ctypes.c_void_p,
    "s": ctypes.c_char_p,
    "i": ctypes.c_int,
    "u": ctypes.c_uint,
    "l": ctypes.c_ulong,
    "d": ctypes.c_double,
}
# What each function gives, then what it takes: p is an address, s a name.
_SIGNATURES = {
    "FPDFPage_CountObjects": "i p",
    "FPDFPage_GetObject": "p pi",
    "FPDFFormObj_CountObjects": "i p",
    "FPDFFormObj_GetObject": "p pl",
    "FPDFPageObj_GetType": "i p",
    "FPDFPageObj_GetMatrix": "i pp",
    "FPDFPageObj_GetBounds": "i ppppp",
    "FPDFPageObj_GetFillColor": "i ppppp",
    "FPDFPageObj_GetStrokeWidth": "i pp",
    "FPDFPageObj_CountMarks": "i p",
    "FPDFPageObj_GetMark": "p pl",
    "FPDFPageObjMark_GetParamValueType": "i ps",
    "FPDFPageObj_SetIsActive": "i pi",
    "FPDFTextObj_GetTextRenderMode": "i p",
    "FPDFPath_GetDrawMode": "i ppp",
    "FPDFPath_CountSegments": "i p",
    "FPDFPath_GetPathSegment": "p pi",
    "FPDFPathSegment_GetPoint": "i ppp",
    "FPDFPathSegment_GetType": "i p",
    "FPDFPathSegment_GetClose": "i p",
    "FPDFText_GetText": "i piip",
    "FPDFText_GetUnicode": "u pi",
    "FPDFText_HasUnicodeMapError": "i pi",
    "FPDFText_IsGenerated": "i pi",
    "FPDFText_IsHyphen": "i pi",
    "FPDFText_GetTextObject": "p pi",
    "FPDFText_GetCharOrigin": "i pipp",
    "FPDFText_GetCharBox": "i pipppp",
    "FPDFText_GetLooseCharBox": "i pip",
    "FPDFText_GetMatrix": "i pip",
    "FPDFText_GetFontSize": "d pi",
}


@cache
def plain_calls() -> SimpleNamespace:
    """The functions above, each under its name without the prefix that all share."""
    from pypdfium2 import raw

    made = {}
    for name, signature in _SIGNATURES.items():
        given, _, taken = signature.partition(" ")
        kind = ctypes.PYFUNCTYPE(_TYPES[given], *(_TYPES[one] for one in taken))
        made[name.removeprefix("FPDF")] = kind(address_of(getattr(raw, name)))
    return SimpleNamespace(**made)


def address_of(handle: Any) -> int:
    """The address behind one of pypdfium2's pointers."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def page_object(address: int) -> Any:
    """A page object as pypdfium2's own functions take it, for what is asked seldom."""
    from pypdfium2 import raw

    return ctypes.cast(address, raw.FPDF_PAGEOBJECT)


def numbers(call: Any, handle: int, indexes: Sequence[int], kind: str) -> Array:
    """What a call gives for each index of one handle."""
    return np.fromiter(map(call, repeat(handle), indexes), kind, len(indexes))


def filled(
    call: Any, handles: Iterable[int], *asked: Iterable[int], shape: tuple[int, int], kind: str
) -> Array:
    """What a call writes for each handle, one row each; a row has one address for each number."""
    return filled_where(call, handles, *asked, shape=shape, kind=kind)[0]


def filled_where(
    call: Any, handles: Iterable[int], *asked: Iterable[int], shape: tuple[int, int], kind: str
) -> tuple[Array, Array]:
    """What a call writes for each handle, and where it says that it wrote something."""
    found = np.zeros(shape, kind)
    rows, width = shape
    start, step = found.ctypes.data, found.itemsize
    ends = start + rows * width * step
    outs = [range(start + at * step, ends + at * step, width * step) for at in range(width)]
    return found, np.fromiter(map(call, handles, *asked, *outs), "i4", rows) != 0


def filled_rows(
    call: Any, handles: Iterable[int], *asked: Iterable[int], shape: tuple[int, int], kind: str
) -> Array:
    """What a call writes for each handle, one row each, where it takes the address of the row."""
    found = np.zeros(shape, kind)
    start, step = found.ctypes.data, found.itemsize * shape[1]
    deque(map(call, handles, *asked, range(start, start + shape[0] * step, step)), maxlen=0)
    return found
