"""Compares two GeoPackages table by table: everything the same, but coordinates may differ by 1e-9 degrees (0.1 mm).

usage: compare_coordinates.py ONE.gpkg OTHER.gpkg
"""
import sqlite3
import struct
import sys

TOLERANCE = 1e-9
worst = 0.0


def same_geometry(one, other):
    """WKB of lines and polygons behind the GeoPackage's header: the same bytes but for the doubles of points and of the header's box."""
    global worst
    if len(one) != len(other) or one[:8] != other[:8]:
        return False
    at = 8
    doubles = (0, 4, 6, 6, 8)[one[3] >> 1 & 7]

    def numbers(count):
        nonlocal at
        global worst
        for a, b in zip(struct.unpack_from(f"<{count}d", one, at), struct.unpack_from(f"<{count}d", other, at)):
            worst = max(worst, abs(a - b))
        at += 8 * count

    def count():
        nonlocal at
        (value,) = struct.unpack_from("<I", one, at)
        at += 4
        return value

    def shape():
        nonlocal at
        at += 1
        kind = count() % 1000
        if kind == 1:
            numbers(2)
        elif kind == 2:
            numbers(2 * count())
        elif kind == 3:
            for _ in range(count()):
                numbers(2 * count())
        else:
            for _ in range(count()):
                shape()

    numbers(doubles)
    shape()
    return at == len(one) and worst <= TOLERANCE


one, other = (sqlite3.connect(f"file:{path}?mode=ro", uri=True) for path in sys.argv[1:])
names = [[name for (name,) in book.execute("select name from sqlite_master where type = 'table' and name not like 'rtree%' order by 1")] for book in (one, other)]
wrong = [] if names[0] == names[1] else ["other tables"]
for name in names[0]:
    if name == "gpkg_contents":
        continue  # the boxes of the layers: of the coordinates compared below
    rows, others = (book.execute(f'select * from "{name}"').fetchall() for book in (one, other))
    same = len(rows) == len(others) and all(
        a == b or isinstance(a, bytes) and isinstance(b, bytes) and same_geometry(a, b)
        for row, twin in zip(rows, others) for a, b in zip(row, twin))
    if not same:
        wrong.append(name)
print(f"{sys.argv[2]}: {len(names[0])} tables, coordinates at most {worst:.1e} apart" + (f", WRONG {wrong}" if wrong else ""))
sys.exit(1 if wrong else 0)
