"""A small town for tests, written as a real OpenStreetMap file: nothing of a real city is kept here.

Seven streets run east, seven north, 200 m apart, around 35.70 N 51.40 E. The streets to the east are
named after flowers, those to the north after trees, in Persian and English; one has no English name.
Beyond a gate, where it is asked for, lies a street that is reached only over ground nobody may cross to
go elsewhere.
"""

from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Way

from kalantar.kernel.geometry import Point

FLOWERS = [
    ("خیابان نرگس", "Narges Street"), ("خیابان لاله", "Laleh Street"),
    ("خیابان یاس", "Yas Street"), ("خیابان سوسن", "Susan Street"),
    ("خیابان بنفشه", "Banafsheh Street"), ("خیابان شقایق", "Shaghayegh Street"),
    ("خیابان میخک", ""),
]  # fmt: skip
TREES = [
    ("خیابان سرو", "Sarv Street"), ("خیابان صنوبر", "Senobar Street"),
    ("خیابان بید", "Bid Street"), ("خیابان چنار", "Chenar Street"),
    ("خیابان کاج", "Kaj Street"), ("خیابان افرا", "Afra Street"), ("خیابان نارون", "Narvan Street"),
]  # fmt: skip
WEST, SOUTH = 51.40, 35.70
STEP_LON, STEP_LAT = 0.00222, 0.0018  # about 200 m
EAST, NORTH = WEST + 6 * STEP_LON, SOUTH + 6 * STEP_LAT


def corner(column: int, row: int) -> Point:
    """Where tree ``column`` crosses flower ``row``."""
    return Point(round(WEST + column * STEP_LON, 6), round(SOUTH + row * STEP_LAT, 6))


def _named(pair: tuple[str, str]) -> dict[str, str]:
    fa, en = pair
    return {"name": fa, "name:fa": fa} | ({"name:en": en} if en else {})


def _things() -> list[tuple[Point, dict[str, str]]]:
    def at(column: float, row: float) -> Point:
        return Point(round(WEST + column * STEP_LON, 6), round(SOUTH + row * STEP_LAT, 6))

    return [
        (at(1.1, 1.1), {"amenity": "police", "name": "کلانتری ۱۰۱", "name:en": "Station 101"}),
        (at(5.1, 5.1), {"amenity": "police", "name": "کلانتری ۱۰۲", "name:en": "Station 102"}),
        (at(1.1, 5.1), {"amenity": "police"}),
        (at(5.1, 1.1), {"amenity": "police"}),
        (at(3.05, 3.05), {"place": "square", "name": "میدان آزادی", "name:en": "Azadi Square"}),
        (
            at(4.5, 2.5),
            {"amenity": "hospital", "name": "بیمارستان امید", "name:en": "Omid Hospital"},
        ),
        (at(1.0, 5.0), {"place": "suburb", "name": "باغ شمالی", "name:en": "North Garden"}),
        (at(5.0, 1.0), {"place": "suburb", "name": "باغ جنوبی", "name:en": "South Garden"}),
        (at(2.5, 0.05), {"addr:street": FLOWERS[0][0], "addr:housenumber": "12"}),
        (at(2.7, 0.05), {"addr:street": FLOWERS[0][0], "addr:housenumber": "14;16"}),
    ]


def write_town(
    path: Path,
    *,
    highway: str = "residential",
    stretch: float = 1.0,
    east: float = 0.0,
    header: dict[str, str] | None = None,
    gated: bool = False,
    **more: str,
) -> Path:
    """Write the town; ``highway``, ``more``: tags of its streets; ``stretch``: times its width;
    ``east``: moved by so many degrees; ``header``: what the file says of itself; ``gated``: with the
    street beyond the gate, from (8, 3) to (8, 6)."""
    head = osmium.io.Header()
    for key, said in (header or {}).items():
        head.set(key, said)
    with osmium.SimpleWriter(str(path), header=head) as writer:
        ids: dict[tuple[int, int], int] = {}
        for row in range(7):
            for column in range(7):
                ids[column, row] = 1 + row * 7 + column
                lon, lat = corner(column, row)
                writer.add_node(
                    Node(id=ids[column, row], location=(WEST + (lon - WEST) * stretch + east, lat))
                )
        for number, (point, tags) in enumerate(_things(), start=100):
            writer.add_node(Node(id=number, location=(point.lon + east, point.lat), tags=tags))
        for row, pair in enumerate(FLOWERS):
            nodes = [ids[column, row] for column in range(7)]
            writer.add_way(
                Way(id=1 + row, nodes=nodes, tags={"highway": highway, **more} | _named(pair))
            )
        for column, pair in enumerate(TREES):
            nodes = [ids[column, row] for row in range(7)]
            tags = {"highway": highway, **more} | _named(pair)
            writer.add_way(Way(id=20 + column, nodes=nodes, tags=tags))
        if gated:
            _write_gated(writer, ids[6, 3], highway)
        block = [ids[0, 0], ids[1, 0], ids[1, 1], ids[0, 1], ids[0, 0]]
        writer.add_way(Way(id=50, nodes=block, tags={"leisure": "park", "name": "بوستان گل"}))
    return path


def _write_gated(writer: osmium.SimpleWriter, gate: int, highway: str) -> None:
    yard, *street = range(200, 205)
    for id, place in zip(
        (yard, *street), [(7, 3), *((8, row) for row in range(3, 7))], strict=True
    ):
        writer.add_node(Node(id=id, location=(corner(*place).lon, corner(*place).lat)))
    tags = {"highway": highway}
    only_to_here = tags | {"motor_vehicle": "destination"}
    writer.add_way(Way(id=60, nodes=[gate, yard, street[0]], tags=only_to_here))
    writer.add_way(Way(id=61, nodes=street, tags=tags))
