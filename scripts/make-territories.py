#!/usr/bin/python3
"""Makes territories for scripts/check-areas.sh: regions.shp and zone.shp in each folder below FOLDER.

    scripts/make-territories.py FOLDER

Cells of random sites with straight or ragged borders that neighbours share, in degrees at three latitudes and in five projections; boxes and sheets of a degree grid and of a
Gauss-Krueger grid; hexagons apart from one another. The same bytes of coordinates each time.
"""
import os, sys
import numpy as np
from osgeo import ogr, osr
from scipy.spatial import Voronoi
from shapely.geometry import Polygon

ogr.UseExceptions()
rng = np.random.default_rng(15)


def write(folder, name, crs, features):
    os.makedirs(folder, exist_ok=True)
    srs = osr.SpatialReference()
    srs.SetFromUserInput(crs)
    driver, path = ogr.GetDriverByName("ESRI Shapefile"), os.path.join(folder, name + ".shp")
    if os.path.exists(path):
        driver.DeleteDataSource(path)
    source = driver.CreateDataSource(path)
    layer = source.CreateLayer(name, srs, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("code", ogr.OFTString))
    for code, points in features:
        feature, ring, shape = ogr.Feature(layer.GetLayerDefn()), ogr.Geometry(ogr.wkbLinearRing), ogr.Geometry(ogr.wkbPolygon)
        for x, y in [*points, points[0]]:
            ring.AddPoint_2D(float(x), float(y))
        shape.AddGeometry(ring)
        feature.SetField(0, code)
        feature.SetGeometry(shape)
        layer.CreateFeature(feature)


def cells(box, count, halvings):
    """Cells of random sites that lie inside the box; each border halved and moved aside so often, the same for both neighbours."""
    x0, y0, x1, y1 = box
    voronoi, kept = Voronoi(np.c_[rng.uniform(x0, x1, count), rng.uniform(y0, y1, count)]), {}

    def border(i, j):
        if (j, i) in kept:
            return kept[(j, i)][::-1]
        if (i, j) not in kept:
            points = [voronoi.vertices[i], voronoi.vertices[j]]
            for _ in range(halvings):
                finer = points[:1]
                for a, b in zip(points, points[1:]):
                    finer += [(a + b) / 2 + rng.uniform(-0.18, 0.18) * np.array([a[1] - b[1], b[0] - a[0]]), b]
                points = finer
            kept[(i, j)] = points
        return kept[(i, j)]

    for site in range(count):
        corners = voronoi.regions[voronoi.point_region[site]]
        if not corners or -1 in corners:
            continue
        places = voronoi.vertices[corners]
        if (places < [x0, y0]).any() or (places > [x1, y1]).any():
            continue
        away = places - places.mean(0)
        corners = [corners[k] for k in np.argsort(-np.arctan2(away[:, 1], away[:, 0]))]
        ring = [point for a, b in zip(corners, corners[1:] + corners[:1]) for point in border(a, b)[:-1]]
        if Polygon(ring).is_valid:
            yield ring


def ragged(name, crs, box, regions, zones, halvings, zone_halvings, decimals):
    def rounded(ring):
        return [np.round(point, decimals) for point in ring]
    write(name, "regions", crs, [(f"R{k:04}", rounded(ring)) for k, ring in enumerate(cells(box, regions, halvings))])
    write(name, "zone", crs, [("z", rounded(ring)) for ring in cells(box, zones, zone_halvings) if rng.random() < 0.5])


def boxes(name, crs, x0, y0, width, height, across, up, decimals):
    def box(x, y, w, h):
        return [(round(a, decimals), round(b, decimals)) for a, b in [(x, y), (x, y + h), (x + w, y + h), (x + w, y)]]
    places = [(i, j) for i in range(across) for j in range(up)]
    write(name, "regions", crs, [(f"R{i:03}{j:03}", box(x0 + i * width, y0 + j * height, width, height)) for i, j in places])
    write(name, "zone", crs, [("z", box(x0 + (i + 0.31) * width, y0 + (j - 0.17) * height, 0.6 * width, 0.7 * height)) for i, j in places if (7 * i + 3 * j) % 5 < 3])


def hexagons(name, side, across):
    places = [(112 + 2 * side * i, 33 + 2 * side * j) for i in range(across) for j in range(across)]
    rings = [[(round(x + side * np.cos(k * np.pi / 3), 9), round(y - side * np.sin(k * np.pi / 3), 9)) for k in range(6)] for x, y in places]
    corner = (112 - side, 33 - side, 112 + 2 * side * across, 33 + 2 * side * across)
    write(name, "regions", "EPSG:4490", [("R", [(corner[0], corner[1]), (corner[0], corner[3]), (corner[2], corner[3]), (corner[2], corner[1])])])
    write(name, "zone", "EPSG:4490", [("z", ring) for ring in rings])


os.makedirs(sys.argv[1], exist_ok=True)
os.chdir(sys.argv[1])
ragged("deg33", "EPSG:4490", (100, 31, 106, 36), 300, 300, 0, 0, 12)
ragged("deg50", "EPSG:4490", (118, 47.5, 126, 53), 300, 300, 3, 2, 9)
ragged("deg22", "EPSG:4490", (105, 21, 106, 22), 700, 700, 4, 4, 9)
ragged("gk", "EPSG:4547", (400000, 3300000, 600000, 3500000), 400, 400, 1, 2, 3)
ragged("utm", "EPSG:32650", (400000, 4300000, 600000, 4500000), 700, 500, 4, 3, 3)
ragged("merc", "EPSG:3857", (11000000, 3900000, 11600000, 4500000), 400, 400, 1, 0, 3)
ragged("albers", "ESRI:102025", (-300000, 3000000, 300000, 3600000), 400, 400, 0, 1, 3)
ragged("lambert", "ESRI:102012", (-300000, 3000000, 300000, 3600000), 400, 400, 2, 0, 3)
boxes("fishnet", "EPSG:4490", 110.0, 34.0, 0.05, 0.03, 22, 22, 9)
boxes("sheets", "EPSG:4490", 110.0, 40.0, 0.25, 1 / 6, 10, 10, 9)
boxes("gkgrid", "EPSG:4547", 450000, 3400000, 5000, 4000, 20, 20, 3)
hexagons("hexagons", 0.001, 200)
hexagons("hexagons40", 0.0004, 200)
