"""Spreadsheets (.ods) in which a count can't be seen, and such as only look like that."""

from schemas.channels import Channel
from tests.golden.screening import ods_cases
from tests.golden.screening.hidden_count import COUNT, HiddenCount


def _number(value: int, style: str = "", inside: str = "") -> str:
    named = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell{named} office:value-type="float" office:value="{value}">{inside}'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


_CALCEXT = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def _ods(
    name: str, channel: Channel, row: str, *, styles: str = "", behind: str = "", common: str = ""
) -> HiddenCount:
    """A sheet of which the third row hides the count; `behind` are its conditional formats.

    `common` are the styles that those may apply: programs pass over any other.
    """
    kept = (
        f"<office:document-styles {ods_cases.SPACES}><office:styles>{common}</office:styles>"
        "</office:document-styles>"
    )
    formats = f"<calcext:conditional-formats{_CALCEXT}>{behind}</calcext:conditional-formats>"
    body = ods_cases.table(ods_cases.SHOWN, row, formats if behind else "")
    return HiddenCount(
        f"ods_{name}",
        channel,
        lambda folder: ods_cases.ods(folder, body, styles=styles, parts={"styles.xml": kept}),
    )


def _cells(style: str = "", inside: str = "", written: str = "") -> str:
    return ods_cases.row(ods_cases.cell("Surrey"), _number(COUNT, style, inside), written=written)


def _style(properties: str, *, family: str = "table-cell", name: str = "s", more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}"{more}>{properties}</style:style>'
    )


def _behind(inside: str) -> str:
    return (
        '<calcext:conditional-format calcext:target-range-address="Reply.B3:Reply.B3">'
        f"{inside}</calcext:conditional-format>"
    )


_WHITE_STYLE = '<style:text-properties fo:color="#ffffff"/>'
_WHITE_GROUND = '<style:table-cell-properties fo:background-color="#ffffff"/>'
_BLUE_GROUND = '<style:table-cell-properties fo:background-color="#1f497d"/>'
_IMAGE = (
    '<draw:frame svg:x="-1cm" svg:y="-0.2cm" svg:width="9cm" svg:height="2cm">'
    '<draw:image xlink:href="Pictures/a.png"/></draw:frame>'
)
_SCALE = (
    '<calcext:color-scale><calcext:color-scale-entry calcext:color="#ffffff"/>'
    '<calcext:color-scale-entry calcext:color="#ffffff"/></calcext:color-scale>'
)
_STAR = '<number:number-style style:name="N1"><number:text>*</number:text></number:number-style>'

_ABOUT = (
    '<number:number-style style:name="N1"><number:text>c. </number:text><number:number/>'
    "</number:number-style>"
)

HIDDEN: tuple[HiddenCount, ...] = (
    _ods("white", Channel.INVISIBLE_TEXT, _cells("s"), styles=_style(_WHITE_STYLE)),
    _ods(
        "white_by_a_rule_behind_the_rows",
        Channel.INVISIBLE_TEXT,
        _cells(),
        common=_style(_WHITE_STYLE, name="w"),
        behind=_behind('<calcext:condition calcext:apply-style-name="w" calcext:value="&gt;100"/>'),
    ),
    _ods(
        "white_on_white_by_a_rule",
        Channel.INVISIBLE_TEXT,
        _cells("s"),
        common=_style(_WHITE_GROUND, name="w"),
        styles=_style(
            _WHITE_STYLE
            + '<style:map style:condition="cell-content()&gt;5" style:apply-style-name="w"/>'
        ),
    ),
    _ods(
        "white_on_a_white_scale",
        Channel.INVISIBLE_TEXT,
        _cells("s"),
        styles=_style(_WHITE_STYLE + _BLUE_GROUND),
        behind=_behind(_SCALE),
    ),
    _ods(
        "a_bar_in_place_of_it",
        Channel.MASKED_CELLS,
        _cells(),
        behind=_behind('<calcext:data-bar calcext:show-value="false"/>'),
    ),
    _ods(
        "a_bar_in_place_of_what_its_format_draws",
        Channel.MASKED_CELLS,
        _cells("s"),
        styles=_ABOUT + _style("", more=' style:data-style-name="N1"'),
        behind=_behind('<calcext:data-bar calcext:show-value="false"/>'),
    ),
    _ods(
        "letters_of_2_points_and_a_half",
        Channel.TINY_TEXT,
        _cells("s"),
        styles=_style('<style:text-properties fo:font-size="2.5pt"/>'),
    ),
    _ods(
        "a_star_in_place_of_it",
        Channel.MASKED_CELLS,
        _cells("s"),
        styles=_STAR + _style("", more=' style:data-style-name="N1"'),
    ),
    _ods(
        "a_row_of_a_millimetre",
        Channel.HIDDEN_ROWS,
        _cells(written=' table:style-name="r"'),
        styles=_style(
            '<style:table-row-properties style:row-height="0.1cm"/>', family="table-row", name="r"
        ),
    ),
    _ods(
        "a_cell_under_a_merged_one",
        Channel.COVERED_TEXT,
        ods_cases.row(
            '<table:table-cell table:number-columns-spanned="2" office:value-type="string">'
            "<text:p>Surrey</text:p></table:table-cell>",
            _number(COUNT).replace("table:table-cell", "table:covered-table-cell"),
        ),
    ),
    _ods("a_picture_over_it", Channel.COVERED_TEXT, _cells(inside=_IMAGE)),
    _ods(
        "white_beside_a_fill_that_no_program_applies",
        Channel.INVISIBLE_TEXT,
        _cells("s"),
        styles=_style(_BLUE_GROUND, name="w")
        + _style(
            _WHITE_STYLE
            + '<style:map style:condition="cell-content()&gt;5" style:apply-style-name="w"/>'
        ),
    ),
)

SEEN: tuple[HiddenCount, ...] = (
    _ods(
        "a_rule_that_does_not_hold",
        Channel.INVISIBLE_TEXT,
        _cells(),
        common=_style(_WHITE_STYLE, name="w"),
        behind=_behind('<calcext:condition calcext:apply-style-name="w" calcext:value="&lt;5"/>'),
    ),
    _ods(
        "a_fill_that_holds",
        Channel.INVISIBLE_TEXT,
        _cells("s"),
        common=_style(_BLUE_GROUND, name="w"),
        styles=_style(
            _WHITE_STYLE
            + '<style:map style:condition="cell-content()&gt;5" style:apply-style-name="w"/>'
        ),
    ),
    _ods(
        "a_bar_behind_it",
        Channel.MASKED_CELLS,
        _cells(),
        behind=_behind("<calcext:data-bar/>"),
    ),
)
