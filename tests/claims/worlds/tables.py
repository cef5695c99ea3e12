"""The made-up tables that the drafts were written from, by request: what each force answered.

A row is a force, its values stand in the order of the request's years. None is a year for which the
force gave nothing; "<5" is 0 to 4. These are the numbers; the workspaces are built from them, and
the keys of the drafts are checked against them without going through a reply.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = int | str | None
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class World:
    """One made-up request: what was asked of whom, and what each force answered.

    `rows` holds the counts by category, then by force. `totals_only` holds one count over all
    the years for the forces that gave no more; `superseded` holds what a force sent before it sent
    a correction; `outcomes` says what the other forces did, as outcome and section.
    """

    request_id: str
    title: str
    question: str
    unit: str
    kind: str
    years: tuple[str, ...]
    rows: Mapping[str, Mapping[str, Row]]
    categories: Mapping[str, str] = field(default_factory=dict)
    totals_only: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    superseded: Mapping[str, Mapping[str, Row]] = field(default_factory=dict)
    outcomes: Mapping[str, tuple[str, str]] = field(default_factory=dict)


_YEARS = ("2018/19", "2019/20", "2020/21", "2021/22", "2022/23")

KNIFEPOINT = World(
    request_id="knifepoint-robbery-2023",
    title="Robberies at knifepoint, 2018/19 to 2022/23",
    question=(
        "How many robberies at knifepoint did you record in each of the years 2018/19 to 2022/23?"
    ),
    unit="offences",
    kind="financial_year",
    years=_YEARS,
    rows={
        "all": {
            "bedfordshire": (214, 231, 158, 187, 243),
            "cambridgeshire": (176, 188, 121, 139, 164),
            "essex": (402, 455, 310, 366, 481),
            "hertfordshire": (318, 342, 226, 251, 297),
            "norfolk": (64, 71, 52, 58, 83),
            "suffolk": (73, 69, 47, 55, 62),
        }
    },
)

# Humberside holds nothing before 2019, Cleveland refused, South Yorkshire never answered.
DOGS = World(
    request_id="dog-thefts-2022",
    title="Thefts of dogs, 2017 to 2021",
    question=("How many thefts of dogs did you record in each of the years 2017 to 2021?"),
    unit="offences",
    kind="calendar_year",
    years=("2017", "2018", "2019", "2020", "2021"),
    rows={
        "all": {
            "northumbria": (88, 97, 103, 121, 158),
            "durham": (12, 9, "<5", 14, 21),
            "north-yorkshire": (41, 38, 45, 57, 52),
            "west-yorkshire": (134, 129, 141, 176, 203),
            "humberside": (None, None, 36, 44, 61),
        }
    },
    outcomes={"cleveland": ("refused", "12"), "south-yorkshire": ("no_response", "")},
)

# Gwent gave one figure for the five years; Staffordshire corrected drink spiking in 2022/23.
SPIKING = World(
    request_id="spiking-2023",
    title="Spiking, 2018/19 to 2022/23",
    question=(
        "How many incidents of drink spiking, needle spiking and other spiking"
        " did you record in each of the years 2018/19 to 2022/23?"
    ),
    unit="incidents",
    kind="financial_year",
    years=_YEARS,
    categories={
        "drink-spiking": "Drink spiking",
        "needle-spiking": "Needle spiking",
        "other-spiking": "Other spiking",
    },
    rows={
        "drink-spiking": {
            "dyfed-powys": (14, 17, 6, 38, 45),
            "north-wales": (22, 26, 9, 71, 88),
            "south-wales": (48, 53, 21, 140, 171),
            "west-midlands": (96, 104, 37, 288, 342),
            "staffordshire": (31, 35, 14, 97, 131),
            "west-mercia": (27, 30, 11, 82, 105),
            "warwickshire": (15, 13, 8, 44, 52),
        },
        "needle-spiking": {
            "dyfed-powys": (0, 0, 1, 12, 7),
            "north-wales": (1, 0, 2, 31, 14),
            "south-wales": (2, 3, 1, 66, 29),
            "west-midlands": (5, 4, 3, 127, 58),
            "staffordshire": (1, 2, 0, 40, 18),
            "west-mercia": (0, 1, 1, 28, 16),
            "warwickshire": ("<5", 0, 0, 17, 9),
        },
        "other-spiking": {
            "dyfed-powys": (3, 2, 1, 5, 6),
            "north-wales": (4, 6, 3, 8, 9),
            "south-wales": (9, 7, 5, 16, 13),
            "west-midlands": (18, 21, 11, 33, 40),
            "staffordshire": (5, 4, 2, 9, 12),
            "west-mercia": (6, 5, 4, 10, 8),
            "warwickshire": ("<5", "<5", 0, 6, 5),
        },
    },
    totals_only={"gwent": {"drink-spiking": 187, "needle-spiking": 41, "other-spiking": 22}},
    superseded={
        "staffordshire": {
            "drink-spiking": (31, 35, 14, 97, 117),
            "needle-spiking": (1, 2, 0, 40, 18),
            "other-spiking": (5, 4, 2, 9, 12),
        }
    },
)

# 39 of the 43 forces of England and Wales answered.
CONVERTERS = World(
    request_id="catalytic-converters-2023",
    title="Thefts of catalytic converters, 2018/19 to 2022/23",
    question=(
        "How many thefts of catalytic converters"
        " did you record in each of the years 2018/19 to 2022/23?"
    ),
    unit="offences",
    kind="financial_year",
    years=_YEARS,
    rows={
        "all": {
            "metropolitan": (729, 2219, 4223, 4242, 2613),
            "cumbria": (15, 44, 70, 113, 48),
            "lancashire": (57, 160, 279, 330, 242),
            "merseyside": (87, 285, 418, 651, 447),
            "cheshire": (36, 103, 152, 180, 140),
            "northumbria": (55, 175, 311, 406, 136),
            "durham": (18, 57, 96, 144, 100),
            "north-yorkshire": (18, 54, 80, 111, 70),
            "west-yorkshire": (221, 645, 924, 1438, 743),
            "south-yorkshire": (104, 325, 594, 496, 438),
            "humberside": (42, 144, 193, 313, 191),
            "cleveland": (21, 67, 86, 165, 72),
            "west-midlands": (281, 752, 1400, 1146, 1002),
            "staffordshire": (38, 101, 178, 262, 75),
            "west-mercia": (29, 89, 113, 197, 103),
            "warwickshire": (22, 65, 136, 116, 109),
            "derbyshire": (15, 45, 50, 102, 60),
            "nottinghamshire": (74, 204, 287, 448, 320),
            "lincolnshire": (49, 140, 247, 303, 160),
            "leicestershire": (16, 57, 66, 118, 74),
            "northamptonshire": (21, 70, 108, 138, 108),
            "cambridgeshire": (70, 228, 335, 490, 267),
            "norfolk": (32, 96, 135, 221, 115),
            "suffolk": (23, 66, 122, 161, 60),
            "bedfordshire": (66, 223, 371, 375, 287),
            "hertfordshire": (160, 485, 573, 976, 570),
            "essex": (174, 473, 806, 1201, 599),
            "thames-valley": (179, 527, 803, 1217, 658),
            "hampshire": (98, 308, 541, 548, 386),
            "surrey": (127, 424, 594, 874, 563),
            "devon-and-cornwall": (17, 59, 75, 104, 78),
            "avon-and-somerset": (80, 238, 303, 495, 355),
            "gloucestershire": (30, 82, 165, 199, 84),
            "wiltshire": (39, 124, 152, 200, 132),
            "dorset": (28, 90, 116, 179, 100),
            "north-wales": (13, 36, 44, 68, 49),
            "gwent": (28, 91, 155, 178, 89),
            "south-wales": (49, 153, 202, 334, 185),
            "dyfed-powys": (9, 24, 31, 47, 29),
        }
    },
    outcomes={
        "greater-manchester": ("no_response", ""),
        "sussex": ("refused", "12"),
        "kent": ("refused", "12"),
        "city-of-london": ("not_held", ""),
    },
)

# Small numbers: Cheshire and Cumbria mark some as "<5"; Durham refused, Cleveland never answered.
ACID = World(
    request_id="acid-attacks-2023",
    title="Attacks with corrosive substances, 2018 to 2022",
    question=(
        "How many attacks with corrosive substances"
        " did you record in each of the years 2018 to 2022?"
    ),
    unit="offences",
    kind="calendar_year",
    years=("2018", "2019", "2020", "2021", "2022"),
    rows={
        "all": {
            "cumbria": ("<5", 0, "<5", 0, "<5"),
            "lancashire": (14, 9, 11, 17, 23),
            "merseyside": (38, 29, 33, 41, 52),
            "greater-manchester": (61, 47, 52, 70, 66),
            "cheshire": (7, "<5", 6, 8, 12),
            "northumbria": (25, 18, 22, 31, 27),
        }
    },
    outcomes={"durham": ("refused", "12"), "cleveland": ("no_response", "")},
)

# Kent has nothing before 2020/21, Surrey corrected common assault in 2022/23; the City of London
# refused.
SHOPS = World(
    request_id="shop-worker-assaults-2023",
    title="Assaults on shop workers, 2018/19 to 2022/23",
    question=(
        "How many offences of common assault, assault with injury and threats to kill"
        " against shop workers did you record in each of the years 2018/19 to 2022/23?"
    ),
    unit="offences",
    kind="financial_year",
    years=_YEARS,
    categories={
        "common-assault": "Common assault",
        "injury-assault": "Assault with injury",
        "threats-to-kill": "Threats to kill",
    },
    rows={
        "common-assault": {
            "thames-valley": (812, 640, 903, 1127, 1384),
            "hampshire": (745, 588, 801, 969, 1102),
            "surrey": (268, 190, 254, 331, 402),
            "sussex": (503, 377, 520, 648, 611),
            "kent": (None, None, 716, 842, 975),
            "metropolitan": (2310, 1655, 2488, 3071, 3726),
        },
        "injury-assault": {
            "thames-valley": (141, 118, 160, 187, 176),
            "hampshire": (133, 97, 129, 158, 181),
            "surrey": (44, 31, 40, 52, 63),
            "sussex": (87, 66, 92, 101, 119),
            "kent": (None, None, 118, 139, 128),
            "metropolitan": (402, 288, 419, 517, 640),
        },
        "threats-to-kill": {
            "thames-valley": (19, 14, 22, 27, 35),
            "hampshire": ("<5", "<5", 12, 15, 21),
            "surrey": ("<5", 0, "<5", 6, 9),
            "sussex": (11, 7, 10, 14, 13),
            "kent": (None, None, 17, 16, 24),
            "metropolitan": (58, 41, 66, 90, 104),
        },
    },
    superseded={
        "surrey": {
            "common-assault": (268, 190, 254, 331, 367),
            "injury-assault": (44, 31, 40, 52, 63),
            "threats-to-kill": ("<5", 0, "<5", 6, 9),
        }
    },
    outcomes={"city-of-london": ("refused", "12")},
)

# Leicestershire refused, South Yorkshire never answered, Humberside gave one figure for the five
# years, and Northamptonshire corrected 2022/23.
STALKING = World(
    request_id="stalking-2023",
    title="Stalking, 2018/19 to 2022/23",
    question=(
        "How many offences of stalking did you record in each of the years 2018/19 to 2022/23?"
    ),
    unit="offences",
    kind="financial_year",
    years=_YEARS,
    rows={
        "all": {
            "derbyshire": (418, 655, 902, 1187, 1246),
            "nottinghamshire": (731, 1014, 1402, 1688, 1571),
            "lincolnshire": (203, 288, 467, 590, 634),
            "northamptonshire": (356, 402, 588, 749, 812),
            "north-yorkshire": (187, 264, 391, 455, 502),
            "west-yorkshire": (1509, 2236, 3127, 3874, 4105),
        }
    },
    totals_only={"humberside": {"all": 3962}},
    superseded={"northamptonshire": {"all": (356, 402, 588, 749, 779)}},
    outcomes={"leicestershire": ("refused", "12"), "south-yorkshire": ("no_response", "")},
)

# Four years; North Yorkshire has nothing before 2020, South Wales never answered, Norfolk refused.
RURAL = World(
    request_id="rural-thefts-2022",
    title="Rural thefts, 2019 to 2022",
    question=(
        "How many thefts of quad bikes, tractors and livestock"
        " did you record in each of the years 2019 to 2022?"
    ),
    unit="offences",
    kind="calendar_year",
    years=("2019", "2020", "2021", "2022"),
    categories={"quad-bikes": "Quad bikes", "tractors": "Tractors", "livestock": "Livestock"},
    rows={
        "quad-bikes": {
            "cumbria": (64, 58, 83, 97),
            "lancashire": (112, 96, 131, 158),
            "north-yorkshire": (None, 71, 88, 104),
            "lincolnshire": (77, 69, 92, 85),
            "dyfed-powys": (31, 24, 40, 46),
            "north-wales": (28, 33, 37, 51),
            "gwent": (19, 14, 22, 27),
            "devon-and-cornwall": (86, 79, 101, 123),
        },
        "tractors": {
            "cumbria": (8, 6, 9, 14),
            "lancashire": (21, 17, 19, 26),
            "north-yorkshire": (None, 12, 15, 22),
            "lincolnshire": (35, 29, 33, 41),
            "dyfed-powys": (6, 5, 7, 9),
            "north-wales": (5, "<5", 6, 8),
            "gwent": ("<5", "<5", 5, "<5"),
            "devon-and-cornwall": (18, 15, 21, 24),
        },
        "livestock": {
            "cumbria": (41, 47, 52, 49),
            "lancashire": (38, 35, 44, 42),
            "north-yorkshire": (None, 63, 58, 55),
            "lincolnshire": (29, 24, 27, 22),
            "dyfed-powys": (36, 44, 39, 33),
            "north-wales": (48, 52, 61, 57),
            "gwent": (17, 12, 15, 11),
            "devon-and-cornwall": (92, 85, 97, 90),
        },
    },
    outcomes={"south-wales": ("no_response", ""), "norfolk": ("refused", "12")},
)

# West Yorkshire corrected 2022, the City of London marks small counts, Manchester never answered.
KNIVES = World(
    request_id="knife-assaults-2022",
    title="Assaults with a knife, 2018 to 2022",
    question="How many assaults with a knife did you record in each of the years 2018 to 2022?",
    unit="offences",
    kind="calendar_year",
    years=("2018", "2019", "2020", "2021", "2022"),
    rows={
        "all": {
            "metropolitan": (4712, 4890, 3624, 3951, 4403),
            "city-of-london": ("<5", 6, "<5", 5, 7),
            "west-midlands": (1263, 1418, 1187, 1495, 1602),
            "staffordshire": (214, 239, 181, 226, 251),
            "west-mercia": (158, 172, 133, 149, 167),
            "warwickshire": (97, 104, 78, 92, 88),
            "merseyside": (506, 487, 391, 452, 438),
            "south-wales": (231, 246, 198, 257, 283),
            "west-yorkshire": (742, 803, 655, 781, 846),
        }
    },
    superseded={"west-yorkshire": {"all": (742, 803, 655, 781, 816)}},
    outcomes={"greater-manchester": ("no_response", "")},
)

# The two bundled examples, so that keys can be checked against them in the same way.
SOUTH_WEST = World(
    request_id="child-sexual-offences-2019",
    title="Sexual offences against children, 2014/15 to 2018/19",
    question="",
    unit="offences",
    kind="financial_year",
    years=("2014/15", "2015/16", "2016/17", "2017/18", "2018/19"),
    rows={
        "all": {
            "avon-and-somerset": (1118, 1040, 1483, 1371, 1264),
            "devon-and-cornwall": (1358, 1498, 1885, 2367, 2463),
            "dorset": (332, 422, 354, 628, 768),
            "gloucestershire": (335, 381, 504, 489, 525),
            "wiltshire": (698, 556, 570, 536, 495),
        }
    },
)
IMAGES = World(
    request_id="child-abuse-images-2021",
    title="Child abuse image offences, 2016/17 to 2020/21",
    question="",
    unit="offences",
    kind="financial_year",
    years=("2016/17", "2017/18", "2018/19", "2019/20", "2020/21"),
    rows={
        "all": {
            "devon-and-cornwall": (511, 829, 686, 675, 931),
            "dorset": (185, 266, 265, 226, 212),
            "cheshire": (226, 348, 349, 403, 506),
        }
    },
    totals_only={"wiltshire": {"all": 1329}},
    outcomes={"avon-and-somerset": ("answered", ""), "gloucestershire": ("answered", "")},
)

MADE_UP = (KNIFEPOINT, DOGS, SPIKING, CONVERTERS)
# Only the drafts of heldout2 need these, so that the tests don't wait for them to be built.
MADE_UP_LATER = (ACID, SHOPS)
# And these only the drafts of heldout3.
MADE_UP_LAST = (STALKING, RURAL, KNIVES)
WORLDS = {
    world.request_id: world
    for world in (*MADE_UP, *MADE_UP_LATER, *MADE_UP_LAST, SOUTH_WEST, IMAGES)
}
