#!/usr/bin/env python3
"""Doubles one thing at a time and says how fast the program's time grows with it: the exponent of CPU seconds over the stated work.

    scripts/growth.py [--only NAME,NAME] [--doublings N] [--runs N] [--work FOLDER] [zonecomp ...]

The program is a command; by default the Release build of src/ZoneComp.Cli. Each case is a made input, run as a user would, as a process of its
own; user and system seconds count, the least of the runs, less those of the same case at its smallest size, which are mostly the
program's start. An exponent of 1 is time in proportion to the work. Ends with 1 where one is above 1.1.
"""
import argparse
import array
import math
import os
import pathlib
import random
import shutil
import struct
import subprocess
import sys
import tempfile

X0, Y0 = 500_000.0, 3_780_000.0  # metres in EPSG:4545
PRJ = ('PROJCS["CGCS2000_3_Degree_GK_CM_108E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",'
       '6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],'
       'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",108.0],PARAMETER["Scale_Factor",1.0],'
       'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]')
HEAD = 'zonecomp: 1\ntitle: growth\nyear: 2025\n'
TABLE = 'tables: {d: {source: d.csv, key: code, columns: {people: number, last: money yuan}}}\n'


def shapefile(path, features, field, lines=False):
    """Writes (text, [ring, ...]) features; a ring is a flat list x, y, x, y, shells clockwise."""
    kind, width = (3 if lines else 5), 12
    low, high, at, index, records, rows = [math.inf] * 2, [-math.inf] * 2, 50, [], [], []
    for number, (text, rings) in enumerate(features):
        flat = array.array('d')
        starts = []
        for ring in rings:
            starts.append(len(flat) // 2)
            flat.extend(ring)
        xs, ys = flat[0::2], flat[1::2]
        box = min(xs), min(ys), max(xs), max(ys)
        low, high = [min(low[0], box[0]), min(low[1], box[1])], [max(high[0], box[2]), max(high[1], box[3])]
        content = (struct.pack('<i4d2i', kind, *box, len(starts), len(xs)) + array.array('i', starts).tobytes() + flat.tobytes())
        records.append(struct.pack('>2i', number + 1, len(content) // 2) + content)
        index.append(struct.pack('>2i', at, len(content) // 2))
        at += 4 + len(content) // 2
        rows.append(b' ' + text.encode().ljust(width))
    def head(words):
        return struct.pack('>7i', 9994, 0, 0, 0, 0, 0, words) + struct.pack('<2i8d', 1000, kind, *low, *high, 0, 0, 0, 0)
    path.with_suffix('.shp').write_bytes(head(at) + b''.join(records))
    path.with_suffix('.shx').write_bytes(head(50 + 4 * len(index)) + b''.join(index))
    path.with_suffix('.dbf').write_bytes(
        struct.pack('<4BIHH20x', 3, 125, 1, 1, len(rows), 65, width + 1) + field.encode().ljust(11, b'\0') + b'C' + bytes(4)
        + struct.pack('<BB14x', width, 0) + b'\r' + b''.join(rows) + b'\x1a')
    path.with_suffix('.prj').write_text(PRJ)
    path.with_suffix('.cpg').write_text('UTF-8')


def square(x, y, side, step=1):
    """A clockwise square with corners every side / step metres."""
    at = [side * i / step for i in range(step)]
    ring = [(x, y + t) for t in at] + [(x + t, y + side) for t in at] + [(x + side, y + side - t) for t in at] + [(x + side - t, y) for t in at]
    return [number for point in ring + ring[:1] for number in point]


def wavy(x, y, radius, corners, wave=0.2, waves=7, turn=-1):
    ring = []
    for i in range(corners):
        angle = turn * 2 * math.pi * i / corners
        r = radius * (1 + wave * math.sin(waves * angle))
        ring += [x + r * math.cos(angle), y + r * math.sin(angle)]
    return ring + ring[:2]


def regions(folder, count, side=10_000.0, step=8):
    """Squares side by side; returns their codes and the width of all."""
    across = math.ceil(math.sqrt(count))
    codes = [f'{100000 + i:06d}' for i in range(count)]
    shapefile(folder / 'regions', [(code, [square(X0 + side * (i % across), Y0 + side * (i // across), side, step)])
                                   for i, code in enumerate(codes)], 'code')
    return codes, across * side


def pool(count, share='d.people * ratio(zone)'):
    fund = sum(100 + i % 97 for i in range(count))
    return (f'{{kind: pool, fund: {fund} yuan, share: {share}, last_year: d.last, bounds: [corridor: {{low: 0.9, high: 1.2}}], '
            'over_run: rescale, rest: rescale}')


def table(folder, codes):
    (folder / 'd.csv').write_text('code,people,last\n' + ''.join(f'{code},{1000 + 7 * i % 90001},{100 + i % 97}\n' for i, code in enumerate(codes)))


def policy(folder, layers='', more=''):
    (folder / 'policy.yaml').write_text(
        HEAD + 'regions: {source: regions.shp, code: code, code_list: none}\n' + (f'layers: {{zone: {{source: zone.shp{layers}}}}}\n') + more)


def many_regions(folder, n):
    codes, _ = regions(folder, n)
    across = math.ceil(math.sqrt(n))
    shapefile(folder / 'zone', [('a', [wavy(X0 + 10_000 * (i % across), Y0 + 10_000 * (i // across) + 4000, 2500, 64)]) for i in range(n)], 'kind')
    table(folder, codes)
    policy(folder, more=TABLE + f'schemes: {{pay: {pool(n)}}}\n')


def many_classes(folder, n):
    _, width = regions(folder, 100)
    draw = random.Random(1)
    shapefile(folder / 'zone', [(f'k{i % n}', [wavy(X0 + draw.random() * width, Y0 + draw.random() * width, 400, 32)]) for i in range(8 * n)], 'kind')
    policy(folder, layers=', class: kind, classes: all')


def discs(folder, depth):
    regions(folder, 100)
    draw = random.Random(2)
    count, width = 20_000, 100_000.0
    radius = width * math.sqrt(depth / count / math.pi)
    shapefile(folder / 'zone', [('a', [wavy(X0 + draw.random() * width, Y0 + draw.random() * width, radius, 32, 0)]) for _ in range(count)], 'kind')
    policy(folder)


def circles(folder, n):
    regions(folder, 100, side=20_000.0)
    draw = random.Random(3)
    shapefile(folder / 'zone', [('a', [wavy(X0 + 1e6 / 10 + draw.uniform(-500, 500), Y0 + 1e5 + draw.uniform(-500, 500), 50_000, 360, 0)])
                                for _ in range(n)], 'kind')
    policy(folder)


def star(folder, n):
    regions(folder, 100, side=20_000.0)
    ring = []
    for i in range(2 * n):
        angle, r = -math.pi * i / n, (90_000 if i % 2 else 1_000)
        ring += [X0 + 1e5 + r * math.cos(angle), Y0 + 1e5 + r * math.sin(angle)]
    shapefile(folder / 'zone', [('a', [ring + ring[:2]])], 'kind')
    policy(folder)


def one_polygon(folder, n):
    _, width = regions(folder, 25)
    shapefile(folder / 'zone', [('a', [wavy(X0 + width / 2, Y0 + width / 2, width * 0.4, n, 0.2, n // 200)])], 'kind')
    policy(folder)


def one_line(folder, n):
    regions(folder, 25, side=100_000.0)
    ring, draw, x, y = [], random.Random(4), X0, Y0 + 250_000
    for i in range(n):
        ring += [x + 400_000 * i / n, y + 20_000 * math.sin(12 * i / n) + 300 * math.sin(i / 7) + draw.uniform(-20, 20)]
    shapefile(folder / 'zone', [('a', [ring])], 'kind', lines=True)
    policy(folder, layers=', geometry: lines, buffer: 200 m')


def holes_or_parts(folder, n, hole):
    _, width = regions(folder, 25)
    across = math.ceil(math.sqrt(n))
    cell = width / across
    small = [wavy(X0 + cell * (i % across + 0.5), Y0 + cell * (i // across + 0.5), cell * 0.3, 12, 0, turn=1 if hole else -1) for i in range(n)]
    shapefile(folder / 'zone', [('a', ([square(X0, Y0, width)] if hole else []) + small)], 'kind')
    policy(folder)


def payees(folder, n):
    table(folder, [f'{100000 + i:06d}' for i in range(n)])
    (folder / 'policy.yaml').write_text(
        HEAD + 'regions: {source: d.csv, geometry: none, code: code, code_list: none}\n' + TABLE
        + f'schemes: {{pay: {pool(n, "d.people")}}}\n')


def schemes(folder, n):
    table(folder, [f'{100000 + i:06d}' for i in range(500)])
    (folder / 'policy.yaml').write_text(
        HEAD + 'regions: {source: d.csv, geometry: none, code: code, code_list: none}\n' + TABLE
        + 'schemes:\n' + ''.join(f'  pay{i}: {pool(500, "d.people")}\n' for i in range(n)))


def rows(folder, n):
    codes = [f'{100000 + i:06d}' for i in range(500)]
    table(folder, codes)
    (folder / 'lots.csv').write_text('code,kind,value\n' + ''.join(f'{codes[i % 500]},k{i % 7},{i % 1000}\n' for i in range(n)))
    (folder / 'policy.yaml').write_text(
        HEAD + 'regions: {source: d.csv, geometry: none, code: code, code_list: none}\n'
        + TABLE.replace('tables: {', 'tables: {lots: {source: lots.csv, rows: many, key: code, columns: {kind: text, value: number}}, ')
        + "factors: {a: 'sum_rows(lots.value, where: kind = ''k3'')', b: 'd.people + d.last / 1 yuan'}\n"
        + 'schemes: {pay: {kind: pool, fund: 1000000 yuan, share: a}}\n')


def findings(folder, n):
    _, width = regions(folder, 25)
    across = math.ceil(math.sqrt(n))
    cell = width / across
    broken = []
    for i in range(n):
        x, y, s = X0 + cell * (i % across + 0.2), Y0 + cell * (i // across + 0.2), cell * 0.5
        broken.append(('a', [[x, y, x + s, y + s, x, y + s, x + s * 1.1, y, x, y]]))
    shapefile(folder / 'zone', broken, 'kind')
    policy(folder)


CASES = {  # name: (maker, verb, first size, what the work is)
    'regions': (many_regions, 'run', 3_000, 'regions, each with 32 edges, a zone, a payee, every output'),
    'classes': (many_classes, 'run', 125, 'classes, eight features each, 100 regions, every output'),
    'depth': (discs, 'overlay', 12, 'depth of 20,000 discs of one class over one another'),
    'circles': (circles, 'overlay', 125, 'circles of 50 km over one another'),
    'star': (star, 'overlay', 400, 'spikes of a star, 89 km long'),
    'polygon': (one_polygon, 'overlay', 500_000, 'vertices of one polygon'),
    'line': (one_line, 'overlay', 12_500, 'vertices of one line with a buffer'),
    'holes': (lambda f, n: holes_or_parts(f, n, True), 'overlay', 20_000, 'holes of one polygon'),
    'parts': (lambda f, n: holes_or_parts(f, n, False), 'overlay', 20_000, 'parts of one polygon'),
    'payees': (payees, 'run', 5_000, 'regions without a map, each a payee, every output'),
    'schemes': (schemes, 'run', 10, 'schemes of 500 payees, every output'),
    'rows': (rows, 'run', 100_000, 'rows of a table with many a region'),
    'findings': (findings, 'overlay', 2_000, 'features that cross themselves'),
}


def cpu(command, folder, out, limit):
    shutil.rmtree(out, ignore_errors=True)
    # A process of its own asks what its child took, so that nothing else is counted.
    script = ('import resource, subprocess, sys; resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv.pop(1)),) * 2); r = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=open("err", "w")); '
              'u = resource.getrusage(resource.RUSAGE_CHILDREN); print(r.returncode, u.ru_utime + u.ru_stime, u.ru_maxrss)')
    code, seconds, peak = subprocess.run([sys.executable, '-c', script, str(limit), *command], cwd=folder, capture_output=True, text=True).stdout.split()
    if code == '-9' and float(seconds) > limit - 5:
        return math.inf, int(peak) // 1024
    if code != '0':
        print((folder / 'err').read_text()[-2000:], file=sys.stderr)
        raise SystemExit(f'{" ".join(command)} ended with {code}')
    return float(seconds), int(peak) // 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--only', default='')
    parser.add_argument('--doublings', type=int, default=3)
    parser.add_argument('--runs', type=int, default=1)
    parser.add_argument('--limit', type=int, default=600, help='CPU seconds of a run, after which a case ends')
    parser.add_argument('--work', default=None)
    parser.add_argument('program', nargs='*')
    args = parser.parse_args()
    root = pathlib.Path(__file__).resolve().parent.parent
    program = args.program or [str(root / 'src/ZoneComp.Cli/bin/Release/net10.0/zonecomp')]
    program[0] = shutil.which(program[0]) or program[0]
    program[0] = str(pathlib.Path(program[0]).resolve())
    names = [name for name in CASES if not args.only or name in args.only.split(',')]
    worst = 0.0
    with tempfile.TemporaryDirectory(dir=args.work) as made:
        for name in names:
            make, verb, first, work = CASES[name]
            sizes = [max(5, first // 20)] + [first << i for i in range(args.doublings + 1)]
            seconds, peak = [], 0
            for size in sizes:
                folder = pathlib.Path(made) / f'{name}-{size}'
                folder.mkdir()
                make(folder, size)
                command = [*program, verb, 'policy.yaml', '-o', 'out', '--quiet']
                runs = [cpu(command, folder, folder / 'out', args.limit) for _ in range(args.runs)]
                seconds.append(min(run[0] for run in runs))
                peak = max(run[1] for run in runs)
                shutil.rmtree(folder)
                if seconds[-1] == math.inf:
                    break
            points = [(math.log(size), math.log(max(0.01, second - seconds[0]))) for size, second in zip(sizes[1:], seconds[1:]) if second < math.inf]
            mx, my = (sum(point[axis] for point in points) / max(1, len(points)) for axis in (0, 1))
            spread = sum((x - mx) ** 2 for x, _ in points)
            exponent = math.inf if seconds[-1] == math.inf else sum((x - mx) * (y - my) for x, y in points) / spread if spread else 0.0
            worst = max(worst, exponent)
            told = ', '.join(f'{size:,}: {second:.2f}' for size, second in zip(sizes, seconds))
            print(f'{name:10} exponent {exponent:5.2f}   CPU s by {work}: {told}   peak {peak} MB', flush=True)
    return 1 if worst > 1.1 else 0


if __name__ == '__main__':
    sys.exit(main())
