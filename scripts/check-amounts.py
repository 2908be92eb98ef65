#!/usr/bin/env python3
"""Recomputes every amount of a made province with fractions, written from the text of docs/allocation.md and not from the program.

    scripts/check-amounts.py [--seed N] [zonecomp ...]      # the program as a command; by default the Release build of src/ZoneComp.Cli

Twelve square counties in four cities; zones are rectangles, so areas are whole square metres and need no geometry library.
Each seed gives other zones, tables and orders of rows. Ends with 1 and the amounts that differ, if any does.
"""
import csv
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from fractions import Fraction as F

FEN, YUAN, WAN, MU = F(1, 100), F(1), F(10_000), F(2000, 3)
X0, Y0, SIDE = 500_000, 3_780_000, 3_000  # metres in EPSG:4545

POLICY = """zonecomp: 1
title: 独立核算
year: 2025
area: {method: planar}
regions: {source: regions.geojson, code: code, name: name, code_list: none, parents: {city: {prefix: 4}}}
layers:
  redline: {source: redline.geojson}
  forest: {source: forest.geojson, class: kind, classes: {I: '1', II: '2', III: '3'}}
  wetland: {source: wetland.geojson}
tables:
  d:
    source: data.csv
    key: code
    columns: {people: number, last: {type: money wan_yuan, missing: 'null'}, spend: money wan_yuan, income: money wan_yuan, grade: text, poor: flag, score: number, q: number, cut: ratio, since: text}
  rates: {source: rates.csv, rows: parameters, key: name, from: since, columns: {value: money yuan}}
  use: {source: use.csv, key: code, columns: {used: {type: volume wan_m3, missing: 'null'}, cod: mass t, grid: energy MWh, living: persons person}}
  sections: {source: sections.csv, rows: free, columns: {section: text, month: text, up: text, down: text, over: number, late: flag}}
indicators:
  redline_ratio: ratio(redline)
  forest_mu: area(forest, mu)
  quality: {expr: 'weighted([forest.I: 1, forest.II: 0.6, forest.III: 0.31, redline: 0.5], overlap: best, unit: ha)'}
factors:
  provincial: {expr: 'round(rates.national * 1.237 / mu, 1, yuan/mu)', unit: yuan/mu}
  city_forest: sum(forest_mu) by city
  index: {total: 100, weights: {share(redline_ratio): 60, share(d.people): 25, 'share(max(0, 2 - (d.income / d.spend) / mean(d.income / d.spend)))': 15}}
schemes:
  highest:
    kind: rate
    overlap: highest
    items:
      inside: {ground: forest.I & redline, rate: 21.35 yuan / mu}
      outside: {ground: forest.I - redline, rate: 16 yuan / mu}
      second: {ground: forest.II, rate: 12.5 yuan / mu}
      wet: {ground: wetland, rate: 300 yuan / ha}
  piecewise:
    kind: rate
    unit: 0.01 wan_yuan
    items: {p: {amount: 'min(forest_mu, 1000 mu) * 20 yuan / mu + clamp(forest_mu - 1000 mu, 0 mu, 2000 mu) * 15 yuan / mu + max(forest_mu - 3000 mu, 0 mu) * 10.01 yuan / mu'}}
    bounds: [cap: 5.5 wan_yuan, floor: 0.34 wan_yuan]
  pool:
    kind: pool
    fund: 3000 wan_yuan - sum(paid.highest)
    share: index
    last_year: d.last else 0
    bounds:
      - {corridor: {low: 0.95, high: 1.2}, when: d.poor}
      - floor: 120 wan_yuan
    over_run: rescale
    rest: rescale
  gap:
    kind: gap
    expenditure: d.spend
    revenue: d.income
    coefficient: 'band(d.score, [0: 0.3, 75: 0.5, 90: 0.65], closed: left)'
    fund: 1234.5678 wan_yuan
    unit: yuan
  ranks: {kind: tiers, rank_by: d.score, ties: average, tiers: [{to: 3, amount: 100 wan_yuan}, {to: 7, amount: 50.55 wan_yuan}, {amount: 10 wan_yuan}]}
  cities: {kind: pool, fund: 1000 wan_yuan, share: d.people, to: city, members: sum, unit: wan_yuan}
  counties: {kind: pool, fund: paid.cities, within: city, share: area(redline) + 1 m2, unit: yuan}
  grown: {kind: increment, fund: 4000 wan_yuan, base: d.last else 0, share: quality + d.q * (1 ha)}
  parts:
    kind: pool
    fund: 500 wan_yuan
    parts:
      ground: {portion: 0.6, share: area(forest) + area(wetland) + 1 m2, cap: 60 wan_yuan}
      score: {portion: 0.4, share: 'max(d.score - 60, 0)', eligible: d.grade <> '差'}
  penalty: {kind: reward, of: [pool], ratio: "if(d.grade = '差', -0.05, if(d.grade = '优', 0.0333, 0))"}
  industry: {kind: linkage, of: [pool], deduction: d.cut, least: 0.5, reason: "'高耗能'"}
  settle: {kind: settlement, of: [pool], prepaid: d.income * 0.0123, too_much: next_year}
  halves: {kind: rate, items: {a: {amount: 'd.people / 9 * 0.045 yuan'}}}
  thirds: {kind: rate, items: {a: {ground: forest, rate: 0.01 yuan / mu, coefficient: d.score / 3}}}
  written: {kind: rate, items: {a: {ground: wetland, rate: 'round(d.q * 12.345 yuan/mu, 1)'}, b: {amount: 'floor(d.spend * 0.317, 100 yuan) + round(d.last else 0, -1)'}}}
  logic: {kind: rate, items: {a: {amount: 'if(d.last > 150 wan_yuan or d.last is null, 3, 1) * if(d.last is not null and not (d.last <= 120 wan_yuan), 5, 7) * 1 wan_yuan'}}}
  dated: {kind: rate, items: {a: {amount: "if(d.since <= '2023-06-30', 2, 1) * 1 wan_yuan"}}}
  below: {kind: rate, items: {a: {amount: (d.score - 80) * 1 wan_yuan}}}
  harm: {kind: linkage, of: [below], deduction: d.cut, least: 0.3, reason: "'高耗能'"}
  fine: {kind: reward, of: [below], ratio: -0.1}
  water: {kind: ledger, table: sections, section: section, period: month, payer: up, payee: down, amount: over * 1 wan_yuan, cap_per_item: 60 wan_yuan, late: late, late_surcharge: 0.1}
  linked: {kind: rate, items: {a: {ground: forest, rate: provincial}}}
  shared: {kind: ledger, table: sections, section: section, period: month, payer: up, payee: down, amount: 'over * rates.price * (1 + payee(d.q)) + payer(redline_ratio) * 3 wan_yuan'}
  living: {kind: points, points: use.living / person, value: 36.5 m3, unit: 1 m3}
  farms:
    kind: pool
    fund: 5000 wan_m3 - sum(paid.living)
    share: area(forest) + 1 ha
    unit: 10 m3
    last_year: use.used
    bounds: [{hold_harmless: 0.6}, {cap: 900 wan_m3}]
    over_run: rescale
    rest: rescale
  norm: {kind: rate, unit: 1 m3, items: {f: {ground: forest.I, rate: 312.5 m3 / mu, coefficient: d.q}}}
  cod: {kind: pool, fund: {state: 300 t, province: 203.07 t}, share: use.cod, unit: 0.01 t}
  cut: {kind: reward, of: [cod], ratio: "if(d.grade = '差', -0.1, 0)", unit: 0.01 t}
  grid: {kind: pool, fund: 1234.5 MWh, share: use.grid, unit: 1 kWh, to: city, members: sum}
  posts: {kind: pool, fund: 101 person, share: d.people, unit: 1 person}
  fee: {kind: rate, items: {a: {amount: paid.farms * 0.0317 yuan / m3 + paid.cod * 120 yuan / t}}}
  cofund: {kind: pool, fund: 1234567.89 yuan, share: d.people, payers: {'6101': 0.4, '610201': 0.35, province: 0.25}}
  joint: {kind: agreement, fund: 777.77 wan_yuan, pays_in: {'6101': city_forest + 1 mu, '6103': city_forest + 1 mu}, draws: {'610101': d.people, '610302': d.people, '610403': d.people}}
"""


QUOTAS = {"living", "farms", "norm", "cod", "cut", "grid", "posts"}


def half_up(x, unit):
    units = (abs(x) / unit * 2 + 1) // 2
    return units * unit if x >= 0 else -units * unit


def largest_remainder(parts, total, unit):
    units = {k: v // unit for k, v in parts.items()}
    left = total / unit - sum(units.values())
    order = sorted(parts, key=lambda k: (-(parts[k] / unit - units[k]), -parts[k], k))
    for k in order[:int(left)]:
        units[k] += 1
    return {k: n * unit for k, n in units.items()}


def by_city_first(parts, total, unit):
    sums = {}
    for code, part in parts.items():
        sums[code[:4]] = sums.get(code[:4], F(0)) + part
    result = {}
    for city, amount in largest_remainder(sums, total, unit).items():
        result.update(largest_remainder({c: p for c, p in parts.items() if c[:4] == city}, amount, unit))
    return result


def fill(computed, low, high, total):
    """The one factor f with sum of clamp(f x computed) = total, between the places where an amount leaves or meets a bound."""
    clamp = lambda k, v: min(max(v, low.get(k, F(0))), high[k]) if k in high else max(v, low.get(k, F(0)))
    places = sorted({b / computed[k] for k in computed if computed[k] > 0 for b in [low.get(k, F(0))] + ([high[k]] if k in high else [])})
    at = F(0)
    for place in places:
        if sum(clamp(k, computed[k] * place) for k in computed) >= total:
            break
        at = place
    free = [k for k in computed if computed[k] > 0 and computed[k] * at >= low.get(k, F(0)) and (k not in high or computed[k] * at < high[k])]
    held = sum(clamp(k, computed[k] * at) for k in computed if k not in free)
    factor = (total - held) / sum(computed[k] for k in free)
    return {k: clamp(k, computed[k] * factor) for k in computed}


class Province:
    cod_fund, posts_fund = F("503.07"), F(101)

    def __init__(self, seed):
        self.random = rnd = random.Random(seed)
        self.codes = [f"61{c + 1:02}{r + 1:02}" for c in range(4) for r in range(3)]
        self.squares = {code: (i // 3 * SIDE, i % 3 * SIDE, (i // 3 + 1) * SIDE, (i % 3 + 1) * SIDE) for i, code in enumerate(self.codes)}
        box = lambda: (lambda x, y: (x, y, x + rnd.randint(50, 7000), y + rnd.randint(50, 4000)))(rnd.randint(0, 11_000), rnd.randint(0, 8_000))
        self.zones = {"redline": [(box(), "") for _ in range(4)], "forest": [(box(), str(1 + i % 3)) for i in range(7)], "wetland": [(box(), "") for _ in range(3)]}
        self.rows = {code: {
            "code": code, "people": str(rnd.randint(20_000, 700_000)), "last": "" if i == 4 else f"{rnd.randint(3000, 30_000) / 100:.2f}",
            "spend": str(rnd.randint(5000, 9000)), "income": str(rnd.randint(1000, 4900)), "grade": rnd.choice("优良中差"), "poor": "是" if i % 4 == 1 else "否",
            "score": str(rnd.choice([61, 75, 75, 88.5, 90, 90])), "q": f"{rnd.randint(500, 1300) / 1000:.3f}", "cut": f"{rnd.randint(0, 100)}%", "since": self.date()} for i, code in enumerate(self.codes)}
        months = ["2025-01", "2025/2", "2025年3月", "202504", "５月"]
        self.sections = [{"section": f"S{i % 4}", "month": months[i // 4], "up": self.codes[i % 12], "down": self.codes[(i * 5 + 3) % 12],
                          "over": f"{rnd.randint(-9000, 9000) / 100:.2f}", "late": rnd.choice("是否")} for i in range(20) if i % 12 != (i * 5 + 3) % 12]
        self.use = {code: {"code": code, "used": "" if i == 7 else f"{rnd.randint(20_000, 60_000) / 100:.2f}", "cod": f"{rnd.randint(100, 9000) / 100:.2f}",
                           "grid": str(rnd.randint(50, 900)), "living": str(rnd.randint(9000, 70_000))} for i, code in enumerate(self.codes)}
        # The value of each name that holds all through 2025, others before and after it.
        self.held = {"national": F(rnd.randint(1000, 2500)) / 100, "price": F(rnd.randint(100, 90_000))}
        self.rates = [{"name": name, "since": rnd.choice(["2024-07-01", "2025", "2025年1月", "20240101"]), "value": f"{float(value):.2f}"} for name, value in self.held.items()]
        self.rates += [{"name": name, "since": since, "value": str(rnd.randint(1, 99))} for name in self.held for since in ("2019", "2023/12/31", "2026-01-01", "2030年5月2日")]
        rnd.shuffle(self.rates)
        self.pieces = self.cut()

    def date(self):
        year, month, day = self.random.randint(2022, 2024), self.random.randint(1, 12), self.random.randint(1, 28)
        return self.random.choice(["{}-{:02}-{:02}", "{}/{}/{}", "{}年{}月{}日", "{}.{}.{}", "{}{:02}{:02}"]).format(year, month, day)

    def early(self, code):
        """Until 30 June 2023, whatever the spelling."""
        text = self.rows[code]["since"]
        parts = [text[:4], text[4:6], text[6:]] if text.isdigit() else text.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-").split("-")
        return tuple(int(part) for part in parts) <= (2023, 6, 30)

    def cut(self):
        """Per county the area of each set of zones, on the grid of all edges."""
        boxes = [(b, layer + kind) for layer, zones in self.zones.items() for b, kind in zones]
        xs = sorted({v for b in [*self.squares.values(), *(b for b, _ in boxes)] for v in (b[0], b[2])})
        ys = sorted({v for b in [*self.squares.values(), *(b for b, _ in boxes)] for v in (b[1], b[3])})
        holds = lambda b, x, y: b[0] <= x < b[2] and b[1] <= y < b[3]
        pieces = {code: {} for code in self.codes}
        for x, right in zip(xs, xs[1:]):
            for y, top in zip(ys, ys[1:]):
                code = next((c for c, s in self.squares.items() if holds(s, x, y)), None)
                if code:
                    inside = frozenset(name for b, name in boxes if holds(b, x, y))
                    pieces[code][inside] = pieces[code].get(inside, 0) + (right - x) * (top - y)
        return pieces

    def area(self, code, wanted):
        return F(sum(area for inside, area in self.pieces[code].items() if wanted(inside)))

    def number(self, code, column):
        text = self.rows[code][column]
        return F(text[:-1]) / 100 if text.endswith("%") else F(text or 0)

    def write(self, folder):
        ring = lambda b: [[X0 + x, Y0 + y] for x, y in ((b[0], b[1]), (b[2], b[1]), (b[2], b[3]), (b[0], b[3]), (b[0], b[1]))]
        def layer(name, features):
            self.random.shuffle(features)
            body = [{"type": "Feature", "properties": p, "geometry": {"type": "Polygon", "coordinates": [ring(b)]}} for b, p in features]
            crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4545"}}
            (folder / f"{name}.geojson").write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": body}), "utf-8")
        layer("regions", [(s, {"code": c, "name": "县" + c}) for c, s in self.squares.items()])
        for name, zones in self.zones.items():
            layer(name, [(b, {"kind": kind}) for b, kind in zones])
        rows = list(self.rows.values())
        self.random.shuffle(rows)
        for name, table in (("data", rows), ("sections", self.sections), ("rates", self.rates), ("use", list(self.use.values()))):
            with open(folder / f"{name}.csv", "w", encoding="gb18030", newline="") as file:
                writer = csv.DictWriter(file, table[0])
                writer.writeheader()
                writer.writerows(table)
        (folder / "policy.yaml").write_text(POLICY, "utf-8")

    def amounts(self):
        codes, n = self.codes, self.number
        red, wet = (lambda s: "redline" in s), (lambda s: "wetland" in s)
        forest = lambda s: bool(s & {"forest1", "forest2", "forest3"})
        shared = lambda fund, x, unit=FEN: by_city_first({c: fund * x[c] / sum(x.values()) for c in x}, fund, unit)
        share = lambda x: {c: x[c] / sum(x.values()) for c in x}
        a = {}

        def rate(inside):
            rates = [F("21.35") / MU if red(inside) else 16 / MU] if "forest1" in inside else []
            return max(rates + [F("12.5") / MU] * ("forest2" in inside) + [F(300, 10_000)] * wet(inside), default=F(0))
        a["highest"] = {c: half_up(sum(area * rate(inside) for inside, area in self.pieces[c].items()), FEN) for c in codes}

        a["piecewise"] = {}
        for c in codes:
            mu = self.area(c, forest) / MU
            amount = min(mu, F(1000)) * 20 + min(max(mu - 1000, F(0)), F(2000)) * 15 + max(mu - 3000, F(0)) * F("10.01")
            a["piecewise"][c] = half_up(min(max(amount, F(3400)), F(55_000)), F(100))

        ratio = {c: n(c, "income") / n(c, "spend") for c in codes}
        need = {c: max(F(0), 2 - ratio[c] / (sum(ratio.values()) / 12)) for c in codes}
        terms = [(60, share({c: self.area(c, red) for c in codes})), (25, share({c: n(c, "people") for c in codes})), (15, share(need))]
        index = share({c: sum(weight * term[c] for weight, term in terms) for c in codes})
        fund = F(30_000_000) - sum(a["highest"].values())
        low, high = {c: F(1_200_000) for c in codes}, {}
        for c in codes:
            last = n(c, "last") * 10_000
            if self.rows[c]["poor"] == "是" and last > 0 and index[c] > 0:
                low[c] = max(low[c], -(-last * F("0.95") // FEN) * FEN)
                high[c] = max(last * F("1.2") // FEN * FEN, F(1_200_000))
        a["pool"] = by_city_first(fill({c: fund * index[c] for c in codes}, low, high, fund), fund, FEN)

        step = lambda score: F("0.65") if score >= 90 else F("0.5") if score >= 75 else F("0.3")
        a["gap"] = shared(F(12_345_678), {c: max(F(0), n(c, "spend") - n(c, "income")) * step(n(c, "score")) for c in codes}, YUAN)

        tier = lambda rank: 1_000_000 if rank <= 3 else 505_500 if rank <= 7 else 100_000
        a["ranks"] = {}
        for c in codes:
            better, equal = sum(n(o, "score") > n(c, "score") for o in codes), sum(n(o, "score") == n(c, "score") for o in codes)
            a["ranks"][c] = half_up(F(sum(tier(better + 1 + i) for i in range(equal)), equal), FEN)

        people = {}
        for c in codes:
            people[c[:4]] = people.get(c[:4], F(0)) + n(c, "people")
        a["cities"] = largest_remainder({k: WAN * 1000 * v / sum(people.values()) for k, v in people.items()}, WAN * 1000, WAN)
        a["counties"] = {}
        for city, amount in a["cities"].items():
            x = share({c: self.area(c, red) + 1 for c in codes if c[:4] == city})
            a["counties"].update(largest_remainder({c: amount * x[c] for c in x}, amount, YUAN))

        value = {"forest1": F(1), "forest2": F("0.6"), "forest3": F("0.31"), "redline": F("0.5"), "wetland": F(0)}
        quality = {c: sum(area * max((value[k] for k in inside), default=F(0)) for inside, area in self.pieces[c].items()) + n(c, "q") * 10_000 for c in codes}
        base = {c: n(c, "last") * 10_000 for c in codes}
        more = share(quality)
        a["grown"] = by_city_first({c: base[c] + (F(40_000_000) - sum(base.values())) * more[c] for c in codes}, F(40_000_000), FEN)

        ground = share({c: self.area(c, forest) + self.area(c, wet) + 1 for c in codes})
        first = fill({c: F(3_000_000) * ground[c] for c in codes}, {}, {c: F(600_000) for c in codes}, F(3_000_000))
        second = share({c: max(n(c, "score") - 60, F(0)) if self.rows[c]["grade"] != "差" else F(0) for c in codes})
        a["parts"] = by_city_first({c: first[c] + F(2_000_000) * second[c] for c in codes}, F(5_000_000), FEN)

        change = {"差": F("-0.05"), "优": F("0.0333")}
        a["penalty"] = {c: half_up(a["pool"][c] * change.get(self.rows[c]["grade"], F(0)), FEN) for c in codes}
        a["industry"] = {c: half_up(-a["pool"][c] * min(n(c, "cut"), F(1, 2)), FEN) for c in codes}
        a["settle"] = {c: half_up(-min(n(c, "income") * 123, a["pool"][c]), FEN) for c in codes}

        a["halves"] = {c: half_up(n(c, "people") / 9 * F("0.045"), FEN) for c in codes}
        a["thirds"] = {c: half_up(self.area(c, forest) / MU * F("0.01") * n(c, "score") / 3, FEN) for c in codes}
        a["written"] = {c: half_up(
            self.area(c, wet) / MU * half_up(n(c, "q") * F("12.345"), F(1, 10)) + n(c, "spend") * 3170 // 100 * 100 + half_up(base[c], 10 * WAN), FEN) for c in codes}
        known = lambda c: self.rows[c]["last"] != ""
        a["logic"] = {c: (3 if not known(c) or n(c, "last") > 150 else 1) * (5 if known(c) and n(c, "last") > 120 else 7) * WAN for c in codes}
        a["dated"] = {c: (2 if self.early(c) else 1) * WAN for c in codes}
        a["below"] = {c: (n(c, "score") - 80) * WAN for c in codes}
        a["harm"] = {c: half_up(-max(F(0), a["below"][c]) * min(n(c, "cut"), F("0.7")), FEN) for c in codes}
        a["fine"] = {c: half_up(-max(F(0), a["below"][c]) / 10, FEN) for c in codes}
        a["water"] = {c: F(0) for row in self.sections for c in (row["up"], row["down"])}
        for row in self.sections:
            over = F(row["over"])
            amount = half_up(min(abs(over) * WAN, 60 * WAN) * (F("1.1") if row["late"] == "是" else 1), FEN)
            a["water"][row["down"]] += amount if over > 0 else -amount
            a["water"][row["up"]] -= amount if over > 0 else -amount

        provincial = half_up(self.held["national"] * F("1.237"), F(1, 10)) / MU
        a["linked"] = {c: half_up(self.area(c, forest) * provincial, FEN) for c in codes}
        a["shared"] = {c: F(0) for row in self.sections for c in (row["up"], row["down"])}
        for row in self.sections:
            ground = sum(self.pieces[row["up"]].values())
            amount = half_up(F(row["over"]) * self.held["price"] * (1 + n(row["down"], "q")) + self.area(row["up"], red) / ground * 3 * WAN, FEN)
            a["shared"][row["down"]] += amount
            a["shared"][row["up"]] -= amount
        use = lambda c, column: F(self.use[c][column] or 0)
        a["living"] = {c: half_up(use(c, "living") * F("36.5"), F(1)) for c in codes}
        fund = (5000 * WAN - sum(a["living"].values())) // 10 * 10
        part = share({c: self.area(c, forest) + 10_000 for c in codes})
        low = {c: -(-use(c, "used") * 6000 // 10) * 10 for c in codes if self.use[c]["used"]}
        a["farms"] = by_city_first(fill({c: fund * part[c] for c in codes}, low, {c: 900 * WAN for c in codes}, fund), fund, F(10))
        a["norm"] = {c: half_up(self.area(c, lambda s: "forest1" in s) / MU * F("312.5") * n(c, "q"), F(1)) for c in codes}
        a["cod"] = shared(self.cod_fund, {c: use(c, "cod") for c in codes})
        a["cut"] = {c: half_up(-a["cod"][c] * (F("0.1") if self.rows[c]["grade"] == "差" else 0), FEN) for c in codes}
        grid = {}
        for c in codes:
            grid[c[:4]] = grid.get(c[:4], F(0)) + use(c, "grid")
        a["grid"] = largest_remainder({k: 1_234_500 * v / sum(grid.values()) for k, v in grid.items()}, F(1_234_500), F(1))
        a["posts"] = shared(self.posts_fund, {c: n(c, "people") for c in codes}, F(1))
        a["fee"] = {c: half_up(a["farms"][c] * F("0.0317") + a["cod"][c] * 120, FEN) for c in codes}
        a["cofund"] = shared(F("1234567.89"), {c: n(c, "people") for c in codes})
        self.debits = {"6101": F(0), "610201": F(0)}
        for c in codes:
            portions = {"6101": F("0.4"), "610201": F("0.35"), "province": F("0.25")}
            parts = largest_remainder({p: a["cofund"][c] * part for p, part in portions.items()}, a["cofund"][c], FEN)
            for payer in self.debits:
                self.debits[payer] += parts[payer] if payer != c else 0
        fund, a["joint"] = F("777.77") * WAN, {}
        for sign, ratio in ((-1, {city: sum(self.area(c, forest) for c in codes if c[:4] == city) + MU for city in ("6101", "6103")}),
                            (1, {c: n(c, "people") for c in ("610101", "610302", "610403")})):
            for party, amount in largest_remainder({p: fund * ratio[p] / sum(ratio.values()) for p in ratio}, fund, FEN).items():
                a["joint"][party] = a["joint"].get(party, F(0)) + sign * amount
        return a


def compared(province, command, folder):
    """What compare says that two quotas of another total changed, and what follows from them, beside both recomputed; all due to the funds."""
    before = province.amounts()
    text = (folder / "policy.yaml").read_text(encoding="utf-8")
    for old, new in (("{state: 300 t,", "{state: 351.5 t,"), ("fund: 101 person", "fund: 118 person")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    (folder / "second.yaml").write_text(text, encoding="utf-8")
    subprocess.run([*command, "run", str(folder / "second.yaml"), "-o", str(folder / "second"), "--quiet", "--lang", "en"], check=True, stderr=subprocess.DEVNULL)
    told = json.loads(subprocess.run([*command, "compare", str(folder / "out"), str(folder / "second"), "--json"], check=True, capture_output=True).stdout,
                      parse_float=F, parse_int=F)
    province.cod_fund, province.posts_fund = F("554.57"), F(118)
    after = province.amounts()
    del province.cod_fund, province.posts_fund
    fund = [cause["key"] for cause in told["causes"]].index("fund")
    found = {("change of " + each["scheme"], each["unit"]["code"]): each["parts_yuan"][fund] for each in told["changes"]}
    assert all(sum(each["parts_yuan"]) == each["parts_yuan"][fund] == each["new_yuan"] - each["old_yuan"] for each in told["changes"])
    expected = {("change of " + scheme, code): amount - before[scheme][code] for scheme, amounts in after.items() for code, amount in amounts.items()
                if amount != before[scheme][code]}
    assert {scheme.split()[-1] for scheme, _ in expected} >= {"cod", "posts", "fee"}
    measures = {scheme["name"]: scheme["measure"] for scheme in told["schemes"]}
    assert (measures["cod"], measures["posts"], measures["grid"], measures["fee"]) == ("t", "person", "kWh", "yuan")
    return expected, found


def main():
    arguments = sys.argv[1:]
    seed = int(arguments.pop(1)) if arguments[:1] == ["--seed"] else 1
    command = [a for a in arguments if a != "--seed"] or ["dotnet", str(pathlib.Path(__file__).parent.parent / "src/ZoneComp.Cli/bin/Release/net10.0/zonecomp.dll")]
    province = Province(seed)
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        province.write(folder)
        subprocess.run([*command, "run", str(folder / "policy.yaml"), "-o", str(folder / "out"), "--quiet", "--lang", "en"], check=True, stderr=subprocess.DEVNULL)
        with open(folder / "out/csv/allocation_detail.csv", encoding="utf-8-sig", newline="") as file:
            paid = {}
            for row in csv.DictReader(file):
                key = row["资金"], row["单位代码"]
                paid[key] = paid.get(key, F(0)) + F(row["下达额（元）"])
        with open(folder / "out/csv/allocation.csv", encoding="utf-8-sig", newline="") as file:
            listed = {row["单位代码"]: row for row in csv.DictReader(file)}
        with open(folder / "out/csv/quota_detail.csv", encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                key = row["项目"], row["单位代码"]
                paid[key] = paid.get(key, F(0)) + F(row["分配量"])
        changes, told = compared(province, command, folder)
        both = {row for row in QUOTAS if any(scheme == row for scheme, _ in paid)}
        assert both == QUOTAS, f"quotas missing: {QUOTAS - both}"
    expected = {(scheme, code): amount for scheme, amounts in province.amounts().items() for code, amount in amounts.items()}
    expected |= changes
    paid |= told
    for payer, debit in province.debits.items():
        expected["debited", payer], paid["debited", payer] = -debit, F(listed[payer]["作为出资方支付（元）"] or 0)
    for code, row in listed.items():
        expected["net", code], paid["net", code] = F(row["总额（元）"]) - province.debits.get(code, 0), F(row["净额（元）"])
    assert sum(bool(row["作为出资方支付（元）"]) for row in listed.values()) == len(province.debits)
    wrong = [key for key in expected | paid if expected.get(key) != paid.get(key)]
    for scheme, code in wrong:
        print(f"{scheme} {code}: {float(paid.get((scheme, code), 0)):.2f} paid, {float(expected.get((scheme, code), 0)):.2f} recomputed")
    print(f"seed {seed}: {len(expected)} amounts recomputed, {len(wrong)} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
