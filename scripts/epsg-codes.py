#!/usr/bin/env python3
"""Writes the table of EPSG codes that src/ZoneComp reads by their number, from PROJ's database of the EPSG dataset; or points to hold it against PROJ.

    /usr/bin/python3 scripts/epsg-codes.py                 # writes src/ZoneComp/CoordinateSystems/epsg.txt from proj.db
    /usr/bin/python3 scripts/epsg-codes.py --points FILE   # by code of that table, points as PROJ computes them (pyproj); scripts/check-epsg.sh uses it

In the table stand geographic CRSs (G), conversions (C), projected CRSs (P) and the horizontal parts of compound and three-dimensional ones (H), wherever
the projection is one that ZoneComp has and the axes point east and north. Angles are in degrees, lengths in metres.
"""
import pathlib
import sqlite3
import sys
from decimal import Decimal, getcontext

getcontext().prec = 40
DATABASE = "/usr/share/proj/proj.db"
TABLE = pathlib.Path(__file__).parent.parent / "src/ZoneComp/CoordinateSystems/epsg.txt"
# EPSG codes of methods, and of their parameters in the order of the table: latitude and longitude of origin, parallels, scale, false easting, northing.
METHODS = {
    9807: ("Transverse_Mercator", (8801, 8802, 0, 0, 8805, 8806, 8807)),
    9822: ("Albers", (8821, 8822, 8823, 8824, 0, 8826, 8827)),
    9802: ("Lambert_Conformal_Conic_2SP", (8821, 8822, 8823, 8824, 0, 8826, 8827)),
    9801: ("Lambert_Conformal_Conic_1SP", (8801, 8802, 0, 0, 8805, 8806, 8807)),
    1024: ("Mercator_Auxiliary_Sphere", (0, 8802, 0, 0, 0, 8806, 8807)),
    9804: ("Mercator_1SP", (8801, 8802, 0, 0, 8805, 8806, 8807)),
    9805: ("Mercator_2SP", (0, 8802, 8823, 0, 0, 8806, 8807)),
    9820: ("Lambert_Azimuthal_Equal_Area", (8801, 8802, 0, 0, 0, 8806, 8807)),
    9835: ("Cylindrical_Equal_Area", (0, 8802, 8823, 0, 0, 8806, 8807)),
}


def plain(number):
    """As short as a double needs it."""
    text = repr(float(number))
    return text[:-2] if text.endswith(".0") else text


def in_base(value, unit, units):
    """Degrees, metres or 1."""
    kind, factor = units[unit]
    if unit == 9110:  # sexagesimal DDD.MMSSsss
        text = f"{abs(Decimal(repr(value))):.15f}"
        degrees, rest = text.split(".")
        angle = Decimal(degrees) + Decimal(rest[:2]) / 60 + Decimal(f"{rest[2:4]}.{rest[4:]}") / 3600
        return -angle if value < 0 else angle
    if kind == "angle":
        # The unit's factor is a rounded radian: the degree and the grad are exact.
        return Decimal(repr(value)) * {9102: Decimal(1), 9122: Decimal(1), 9105: Decimal("0.9")}.get(
            unit, Decimal(repr(factor)) * 180 / Decimal("3.14159265358979323846264338327950288"))
    return Decimal(repr(value)) * Decimal(repr(factor))


def write():
    db = sqlite3.connect(DATABASE)
    version = dict(db.execute("SELECT key, value FROM metadata")).get("EPSG.VERSION")
    units = {int(code): (kind, factor) for code, kind, factor in db.execute(
        "SELECT code, type, conv_factor FROM unit_of_measure WHERE auth_name = 'EPSG'") if str(code).isdigit()}
    axes = {}
    for system, direction, unit in db.execute(
            "SELECT coordinate_system_code, orientation, uom_code FROM axis WHERE coordinate_system_auth_name = 'EPSG' AND uom_code IS NOT NULL ORDER BY coordinate_system_order"):
        axes.setdefault(int(system), []).append((direction, int(unit)))
    flat = lambda system: sorted(d for d, _ in axes.get(system, [])[:2]) == ["east", "north"]
    lines, horizontal, known = [], [], set()

    for code, name, kind, system, datum, a, rf, b, a_unit, prime, prime_unit in db.execute("""
            SELECT g.code, g.name, g.type, g.coordinate_system_code, d.name, e.semi_major_axis, e.inv_flattening, e.semi_minor_axis, e.uom_code, p.longitude, p.uom_code
            FROM geodetic_crs g JOIN geodetic_datum d ON d.auth_name = g.datum_auth_name AND d.code = g.datum_code
            JOIN ellipsoid e ON e.auth_name = d.ellipsoid_auth_name AND e.code = d.ellipsoid_code
            JOIN prime_meridian p ON p.auth_name = d.prime_meridian_auth_name AND p.code = d.prime_meridian_code
            WHERE g.auth_name = 'EPSG' AND g.type LIKE 'geographic%' ORDER BY CAST(g.code AS INTEGER)"""):
        if not flat(int(system)):
            continue
        axis = in_base(a, int(a_unit), units)
        # A sphere has neither, or both radii alike.
        inverse = Decimal(repr(rf)) if rf else Decimal(0) if not b or b == a else Decimal(repr(a)) / (Decimal(repr(a)) - Decimal(repr(b)))
        own = axes[int(system)][0][1]
        unit = in_base(1.0, own, units) if units[own][1] and own != 9110 else Decimal(1)  # degrees written with minutes are degrees
        lines.append(("G", code, name, datum, plain(axis), plain(inverse), plain(in_base(prime, int(prime_unit), units)), plain(unit)))
        known.add(int(code))

    needed = {}
    projected = []
    for code, name, system, base, conversion in db.execute("""
            SELECT code, name, coordinate_system_code, geodetic_crs_code, conversion_code FROM projected_crs
            WHERE auth_name = 'EPSG' AND geodetic_crs_auth_name = 'EPSG' AND conversion_auth_name = 'EPSG' AND text_definition IS NULL ORDER BY CAST(code AS INTEGER)"""):
        if flat(int(system)) and int(base) in known:
            needed[int(conversion)] = None
            projected.append((code, name, int(base), int(conversion), plain(in_base(1.0, axes[int(system)][0][1], units))))
    columns = ", ".join(f"param{i}_code, param{i}_value, param{i}_uom_code" for i in range(1, 8))
    for row in db.execute(f"SELECT code, method_code, {columns} FROM conversion_table WHERE auth_name = 'EPSG' ORDER BY CAST(code AS INTEGER)"):
        code, method = int(row[0]), int(row[1])
        if code not in needed or method not in METHODS:
            continue
        given = {int(row[i]): in_base(row[i + 1], int(row[i + 2]), units) for i in range(2, 23, 3) if row[i] is not None}
        if method == 9804 and given.get(8801):
            continue  # a Mercator of another latitude than the equator (EPSG:3752): PROJ knows no such formula either
        title, parameters = METHODS[method]
        if set(given) - set(parameters):
            # A latitude of origin of a Mercator is zero.
            assert all(value == 0 for key, value in given.items() if key not in parameters), (code, given)
        needed[code] = ("C", code, title, *(plain(given[p]) if p in given else "" for p in parameters))
    lines += [line for line in needed.values() if line]
    for code, name, base, conversion, unit in projected:
        if needed[conversion]:
            lines.append(("P", code, name, base, conversion, unit))
            known.add(int(code))
    for code, part in db.execute("SELECT code, horiz_crs_code FROM compound_crs WHERE auth_name = 'EPSG' AND horiz_crs_auth_name = 'EPSG' ORDER BY CAST(code AS INTEGER)"):
        if int(part) in known:
            horizontal.append(("H", code, part))
    lines += horizontal
    head = [f"# EPSG dataset {version}, facts as PROJ's database (proj.db) has them; written by scripts/epsg-codes.py.",
            "# G code|name|datum|semi-major axis, m|inverse flattening, 0 for a sphere|prime meridian, degrees|degrees in a unit",
            "# C code|method|latitude of origin|longitude of origin|parallel 1|parallel 2|scale|false easting, m|false northing, m",
            "# P code|name|geographic CRS|conversion|metres in a unit", "# H code with heights|code of its horizontal part"]
    TABLE.write_text("\n".join(head + ["|".join(str(part) for part in line) for line in lines]) + "\n", "utf-8")
    print(f"{sum(line[0] == 'G' for line in lines)} geographic, {sum(line[0] == 'P' for line in lines)} projected of {len(projected)}, {len(horizontal)} with heights: EPSG {version}")


def points(path):
    """code, then lon lat x y of points inside the CRS's area of use, on its own datum, degrees of Greenwich."""
    import warnings
    import pyproj
    warnings.simplefilter("ignore")  # PROJ strings lose the datum, which is not asked here
    with open(path, "w", encoding="utf-8") as out:
        for line in TABLE.read_text("utf-8").splitlines():
            if line[0] != "P" and line[0] != "G":
                continue
            code = int(line[2:].split("|")[0])
            crs = pyproj.CRS.from_epsg(code)
            area = crs.area_of_use
            if area is None or area.west < -360:
                continue  # an area that nobody stated
            base = crs.geodetic_crs if line[0] == "P" else crs
            unit, prime = base.axis_info[0].unit_conversion_factor * 57.295779513082320876798, base.prime_meridian
            prime_degrees = prime.longitude * prime.unit_conversion_factor * 57.295779513082320876798
            east = area.east if area.east >= area.west else area.east + 360
            if line[0] == "P":
                # As a PROJ string a CRS has x to the east and longitudes of Greenwich, whatever its registry's axes.
                text = crs.to_proj4()
                if not text:
                    raise SystemExit(f"{code}: PROJ has no formula")
                # With its own ellipsoid: pyproj takes that of WGS 84 for some datums' names.
                figure = f"+a={base.ellipsoid.semi_major_metre!r} +rf={base.ellipsoid.inverse_flattening!r}" if base.ellipsoid.inverse_flattening else f"+R={base.ellipsoid.semi_major_metre!r}"
                dropped = ("+datum", "+ellps", "+a", "+b", "+rf", "+R", "+towgs84", "+type")
                web = "+nadgrids=@null" in text  # web maps' formula is that of a sphere
                project = pyproj.Proj(text if web else " ".join([*(p for p in text.split() if p.split("=")[0] not in dropped), figure]))
            found = []
            for u in (0.1, 0.5, 0.85):
                for v in (0.15, 0.5, 0.9):
                    lon, lat = area.west + u * (east - area.west), area.south + v * (area.north - area.south)
                    if line[0] == "P":
                        x, y = project(lon, lat)
                    else:
                        x, y = (lon - prime_degrees) / unit, lat / unit
                    found.append(f"{lon!r} {lat!r} {x!r} {y!r}")
            out.write(f"{code}\t{line[0]}\t{base.ellipsoid.semi_major_metre!r} {base.ellipsoid.inverse_flattening!r}\t" + "\t".join(found) + "\n")


if __name__ == "__main__":
    points(sys.argv[2]) if sys.argv[1:2] == ["--points"] else write()
