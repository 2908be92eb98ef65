#!/usr/bin/python3
"""Holds the areas of a run against areas computed from the layers' own coordinates, by other means than the program's.

    scripts/check-areas.py OUT/coverage.parquet --regions counties.shp:code [--layer forest=forest.shp[:FIELD] ...]

An edge is straight in its layer's own CRS. Along it the area under the curve (longitude, authalic northing) is integrated in pieces of at most 10 km, each by the
polynomial through seven Gauss-Lobatto points, in double precision counted from the polygon: good to about 1e-12 of the area. No lattice, no tolerance, no plane of the program.
Zones are cut by the regions in the layer's own CRS (GEOS), so the regions and all layers must be in one CRS. FIELD holds the class where a layer has several.
Needs numpy, shapely (1.8 or 2), and GDAL and pyproj for Python. coverage.parquet is read by pyarrow or duckdb, else by DuckDB for Node in tests/readers.
Ends with 1 where a row lies outside its own area_bound_m2, or more than --share percent (0.5) of the rows outside max(1 m2, 2e-8).
"""
import argparse, collections, json, os, subprocess, sys
import numpy as np
import pyproj
import shapely.geometry, shapely.ops, shapely.strtree, shapely.wkb
from osgeo import ogr, osr

A, F = 6378137.0, 1 / 298.257222101
E2 = F * (2 - F)
E = E2 ** 0.5
LOBATTO = np.polynomial.legendre.Legendre.basis(6).deriv().roots()
NODES = np.concatenate([[-1.0], np.sort(LOBATTO.real), [1.0]])
WEIGHTS = 2 / (42 * np.polynomial.legendre.Legendre.basis(6)(NODES) ** 2)
SLOPES = np.array([[np.polynomial.Polynomial.fit(NODES, row, 6, domain=[-1, 1]).deriv()(node) for row in np.eye(7)] for node in NODES])
PIECE_M = 10_000.0


def authalic(lat):
    s = np.sin(lat)
    return A * (1 - E2) / 2 * (s / (1 - E2 * s * s) + np.arctanh(E * s) / E)


class Ground:
    """From a layer's coordinates to areas on the ellipsoid of CGCS2000, whatever the layer's datum is called."""

    def __init__(self, srs):
        crs = pyproj.CRS.from_wkt(srs.ExportToWkt())
        self.degrees = crs.is_geographic
        self.to_degrees = None if self.degrees else pyproj.Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True)

    def ring_m2(self, points):
        p = np.asarray(points, float)[:, :2]
        step = np.diff(p, axis=0)
        length = np.hypot(*step.T) * (111_320 if self.degrees else 1)
        count = np.maximum(1, np.ceil(length / PIECE_M)).astype(int)
        which = np.repeat(np.arange(len(step)), count)
        piece = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
        t = (piece[:, None] + (NODES[None] + 1) / 2) / count[which][:, None]
        x, y = p[which, 0][:, None] + step[which, 0][:, None] * t, p[which, 1][:, None] + step[which, 1][:, None] * t
        if not self.degrees:
            x, y = self.to_degrees.transform(x, y)
        east = A * np.radians(x - x[0, 0])
        north = authalic(np.radians(y)) - authalic(np.radians(y[0, 0]))
        return float(((east * (north @ SLOPES.T)) @ WEIGHTS).sum())

    def m2(self, shape):
        if shape.geom_type == "Polygon":
            return 0.0 if shape.is_empty else abs(self.ring_m2(shape.exterior.coords)) - sum(abs(self.ring_m2(hole.coords)) for hole in shape.interiors)
        return sum(self.m2(part) for part in getattr(shape, "geoms", []))


def read(path, field=None):
    """Shapes by value of the field; all under "" without one. What is not valid has no one area, and is told."""
    source = ogr.Open(path)  # kept: a layer is nothing without it
    layer = source.GetLayer()
    shapes, faulty = collections.defaultdict(list), []
    for feature in layer:
        try:
            shape = shapely.wkb.loads(bytes(feature.GetGeometryRef().ExportToWkb()))
        except Exception:  # a ring of two points: a bow-tie over its box stands for it
            west, east, south, north = feature.GetGeometryRef().GetEnvelope()
            shape = shapely.geometry.Polygon([(west, south), (east, north), (east, south), (west, north)])
        value = feature.GetFieldAsString(field) if field else ""
        shapes[value].append(shape)
        if not shape.is_valid:
            faulty.append(str(feature.GetFID()))
    if faulty:
        print(f"{path}: {len(faulty)} features are not valid (#{', #'.join(faulty[:5])}...); areas with them are not compared")
    return layer.GetSpatialRef().Clone(), shapes


def coverage(path):
    try:
        import pyarrow.parquet
        return pyarrow.parquet.read_table(path).to_pylist()
    except ImportError:
        pass
    query = f"SELECT * FROM '{path}'"
    try:
        import duckdb
        found = duckdb.sql(query)
        return [dict(zip(found.columns, row)) for row in found.fetchall()]
    except ImportError:
        pass
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "readers", "duckdb-run.mjs")
    answer = subprocess.run(["node", script, f"SELECT CAST(to_json(t) AS VARCHAR) FROM ({query}) t"], capture_output=True, text=True, check=True).stdout
    rows = json.loads(answer)
    return [json.loads(row[0] if isinstance(row, list) else next(iter(row.values()))) for row in (rows["rows"] if isinstance(rows, dict) else rows)]


def split(text):
    path, mark, field = text.rpartition(":")
    return (path, field) if mark and os.path.exists(path) else (text, None)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("coverage")
    parser.add_argument("--regions", required=True)
    parser.add_argument("--layer", action="append", default=[])
    parser.add_argument("--share", type=float, default=0.5, help="percent of the rows that may lie outside max(1 m2, 2e-8)")
    parser.add_argument("--no-fail", action="store_true")
    parser.add_argument("--tell", type=int, default=3, help="rows to tell, the worst first")
    options = parser.parse_args()
    rows = coverage(options.coverage)
    srs, regions = read(*split(options.regions))
    ground = Ground(srs)
    regions = {code: shapely.ops.unary_union(shapes) for code, shapes in regions.items() if all(shape.is_valid for shape in shapes)}
    checked = {}  # (region, layer, class): ours, true, bound
    for row in rows:
        if row["region_code"] in regions and row["region_area_m2"] is not None:
            checked.setdefault((row["region_code"], "", ""), [row["region_area_m2"], None, row.get("region_area_bound_m2")])
    for key in checked:
        checked[key][1] = ground.m2(regions[key[0]])
    for text in options.layer:
        name, _, source = text.partition("=")
        path, field = split(source)
        zone_srs, classes = read(path, field)
        if not zone_srs.IsSame(srs):
            sys.exit(f"{path}: not in the CRS of the regions")
        shapes = [(shape, value) for value, group in classes.items() for shape in group]
        tree = shapely.strtree.STRtree([shape for shape, _ in shapes])
        of_shape = {id(shape): value for shape, value in shapes}
        for code, region in regions.items():
            near = collections.defaultdict(list)
            for hit in tree.query(region):
                shape, value = shapes[hit] if isinstance(hit, (int, np.integer)) else (hit, of_shape[id(hit)])
                near[value].append(shape)
            for row in rows:
                if row["region_code"] == code and row["layer"] == name and (row["class"] is not None) == (field is not None or row["class"] is not None):
                    value = row["class"].partition(".")[2] if field else ""
                    if not all(shape.is_valid for shape in near.get(value, [])):
                        continue
                    # Each by itself and then together, so that a zone's far end cannot move a vertex here.
                    common = shapely.ops.unary_union([shape.intersection(region) for shape in near.get(value, [])])
                    checked[(code, name, value)] = [row["area_m2"], ground.m2(common), row.get("area_bound_m2")]
    off = {key: abs(float(ours) - true) for key, (ours, true, _) in checked.items()}
    allowed = {key: max(1.0, 2e-8 * true) for key, (_, true, _) in checked.items()}
    outside = [key for key in off if off[key] > allowed[key]]
    bounded = [key for key in off if checked[key][2] is not None]
    beyond = [key for key in bounded if off[key] > float(checked[key][2])]
    print(f"{len(off)} areas, {len(outside)} ({100 * len(outside) / max(1, len(off)):.2f} %) outside max(1 m2, 2e-8); worst {max(off.values()):.3f} m2")
    if bounded:
        shares = sorted(off[key] / float(checked[key][2]) for key in bounded if float(checked[key][2]) > 0)
        print(f"{len(beyond)} of {len(bounded)} outside their own bound; largest share of it {shares[-1]:.2f}, middle one {shares[len(shares) // 2]:.3f}")
    for key in sorted(off, key=lambda key: -off[key] / allowed[key])[: options.tell]:
        ours, true, bound = checked[key]
        print(f"  {' '.join(part for part in key if part)}: {float(ours):.4f}, by quadrature {true:.4f}, off {float(ours) - true:+.4f}" + (f", bound {float(bound):.2f}" if bound is not None else ""))
    if not options.no_fail and (beyond or len(outside) > options.share / 100 * len(off)):
        sys.exit(1)


if __name__ == "__main__":
    main()
