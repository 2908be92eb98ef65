#!/usr/bin/env bash
# Holds the areas of runs against scripts/check-areas.py on three real territories, where ../shared/data is beside the repository, and on made ones (scripts/make-territories.py).
#   scripts/check-areas.sh [WORK]      some minutes; WORK (a folder in /tmp) keeps layers, policies and results
# ZONECOMP: the program as a command, by default the Release build of src/ZoneComp.Cli. Ends with 1 where an area lies outside its bound, or more than 0.5 percent of all areas outside max(1 m2, 2e-8).
# Needs Debian's python3-numpy python3-shapely python3-pyproj python3-gdal python3-scipy, and a reader of Parquet (see check-areas.py).
set -uo pipefail
cd "$(dirname "$0")/.."
work=${1:-$(mktemp -d /tmp/check-areas.XXXXXX)}
program=${ZONECOMP:-dotnet src/ZoneComp.Cli/bin/Release/net10.0/zonecomp.dll}
data=../shared/data
wrong=0 all=0 off=0

territory() { # territory NAME REGIONS CODE [ZONE [SETTINGS]]
    local name=$1 regions=$2 code=$3 zone=${4:-} settings=${5:-} folder=$work/$1
    mkdir -p "$folder"
    for file in "$regions" $zone; do cp "${file%.shp}".* "$folder" 2>/dev/null; done
    zone=${zone:-$regions}
    cat >"$folder/policy.yaml" <<POLICY
zonecomp: 1
title: $name
year: 2026
regions: {source: $(basename "$regions"), code: $code, code_list: none, overlaps: count_in_each$settings}
layers: {zone: {source: $(basename "$zone")$settings}}
POLICY
    rm -rf "$folder/out"
    if ! $program overlay "$folder/policy.yaml" -o "$folder/out" --quiet >"$folder/log" 2>&1; then
        echo "$name: the run failed"; cat "$folder/log"; wrong=1; return
    fi
    echo "== $name"
    /usr/bin/python3 -W ignore scripts/check-areas.py "$folder/out/coverage.parquet" --regions "$folder/$(basename "$regions"):$code" --layer "zone=$folder/$(basename "$zone")" --share 100 --tell 1 >"$folder/checked" || wrong=1
    cat "$folder/checked"
    read -r areas outside < <(sed -nE 's/^([0-9]+) areas, ([0-9]+) .*/\1 \2/p' "$folder/checked") || wrong=1
    all=$((all + areas)) off=$((off + outside))
}

if [ -d "$data" ]; then
    territory missouri $data/us_missouri/shp/mo_counties.shp id $data/us_missouri/shp/mo_padus_conservation.shp
    territory xinjiang "$(ls $data/cn_county_shp_gary/shp/650000_*.shp)" adcode $data/cn_zone_layers/shp/ecoregions2017_cn.shp
    territory qinling "$(ls $data/cn_qinling_cgcs2000/original/*.shp)" PAC
else
    echo "check-areas: no $data; the made territories alone"
fi
/usr/bin/python3 -W ignore scripts/make-territories.py "$work"
for folder in deg33 deg50 deg22 gk utm merc albers lambert fishnet sheets gkgrid hexagons hexagons40; do
    [ -d "$work/$folder" ] || continue
    territory "$folder" "$work/$folder/regions.shp" code "$work/$folder/zone.shp"
done
echo "all: $all areas, $off outside max(1 m2, 2e-8)"
[ $((off * 200)) -le "$all" ] || wrong=1
exit $wrong
