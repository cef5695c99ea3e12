"""Laws about forces: each figure is of one force."""

from foistats.tables.laws.draft import Draft, Law
from foistats.tables.shape.levels import LevelKind


def _half_areas(draft: Draft) -> str:
    for level in [*draft.rows.levels, *draft.cols.levels]:
        if level.unclear:
            known = sorted({level.texts[line] for line in level.areas})[:2]
            other = sorted({level.texts[line] for line in level.unknown})[:2]
            return f"{' and '.join(known)} could be forces, {' and '.join(other)} can't"
    return ""


def _two_forces(draft: Draft) -> str:
    for axis in (draft.rows, draft.cols):
        named = [level for level in axis.levels if level.kind is LevelKind.AREA]
        for index in axis.lines:
            areas = [level.areas[index] for level in named if index in level.areas]
            held = {frozenset(area.force_ids) for area in areas if area.force_ids}
            smallest = min(held, key=len, default=frozenset())
            if any(not smallest <= other for other in held):
                return "two levels of headings name forces, and not the same"
    return ""


def _forces_on_both(draft: Draft) -> str:
    if draft.rows.has(LevelKind.AREA) and draft.cols.has(LevelKind.AREA):
        return "forces stand over the columns and beside the rows"
    return ""


FORCES: tuple[Law, ...] = (
    Law(
        "areas_are_forces",
        "Where some headings of a level are forces, the others are forces or regions, too.",
        "Derby beside Derbyshire is a youth offending team.",
        """
        Team | 2018/19
        Derbyshire | 12
        Dorset | 13
        Derby | 4
        """,
        _half_areas,
    ),
    Law(
        "one_force_a_line",
        "Two levels of headings that name forces name the same ones, or a region and its forces.",
        "Else each figure would belong to two forces.",
        """
        Sent by | About | 2018/19
        Kent Police | Dorset Police | 12
        Kent Police | Surrey Police | 14
        """,
        _two_forces,
    ),
    Law(
        "forces_along_one_axis",
        "Forces stand over the columns or beside the rows, not both.",
        "Else each figure would belong to two forces.",
        """
        2018/19 | Kent Police | Surrey Police
        Dorset Police | 12 | 13
        Wiltshire Police | 14 | 15
        """,
        _forces_on_both,
    ),
)
