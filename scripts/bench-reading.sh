#!/usr/bin/env bash
# Reads shapefiles of three sizes with ZoneComp and with GDAL (ogrinfo) in turn: every vertex and one field, planar areas summed. Needs gdal-bin.
#   scripts/bench-reading.sh [FOLDER for the files, removed afterwards]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d "${1:-/tmp}/zonecomp-bench-XXXXXX")
trap 'rm -rf "$folder"' EXIT
dotnet build tests/ZoneComp.Benchmarks -c Release --nologo -v q
bench=tests/ZoneComp.Benchmarks/bin/Release/net10.0/ZoneComp.Benchmarks.dll
for features in 50000 100000 200000; do
    dotnet "$bench" make-layer "$folder/made$features.shp" "$features" 60
    cat "$folder/made$features".* > /dev/null # into the page cache, for both
    echo "== $features features, $(stat -c %s "$folder/made$features.shp") bytes of .shp"
    echo "ZoneComp: $(dotnet "$bench" read "$folder/made$features.shp" "" CODE | head -1)"
    if command -v ogrinfo > /dev/null; then
        TIMEFORMAT='%3R s (%3U s of CPU)'
        taken=$( { time ogrinfo -ro -q "$folder/made$features.shp" -sql "SELECT COUNT(CODE), SUM(OGR_GEOM_AREA) AS area FROM made$features" -dialect OGRSQL > "$folder/gdal.txt"; } 2>&1 )
        echo "GDAL:     $(grep -E 'area|SUM' "$folder/gdal.txt" | tail -1 | sed 's/^ *//'): $taken"
    fi
done
