#!/usr/bin/env bash
# Opens real outputs with the programs that people will open them with, and leaves pictures to look at.
# Too heavy for every commit: needs about 2 GB of Debian packages (qgis python3-qgis python3-gdal libreoffice-calc
# python3-uno poppler-utils chromium fonts-noto-cjk) and npm. What is not installed is said and counted as not checked.
#
# usage: scripts/verify-outputs.sh [OUT [PICTURES]]
#   OUT       folder of results; by default one is written from real county shapes by the tests
#   PICTURES  where pictures go (artifacts/pictures)
# BUILT=Release takes the tests as they were built, where a build would take longer than all that is looked at.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-}
pictures=${2:-$root/artifacts/pictures}
mkdir -p "$pictures"
pictures=$(cd "$pictures" && pwd)
wrong=0
missing=0

if [ -z "$out" ]; then
  out=$root/artifacts/outputs-to-look-at
  ZONECOMP_OUTPUTS_TO=$out dotnet test "$root/tests/ZoneComp.Tests" --nologo -v q ${BUILT:+-c "$BUILT" --no-build} --filter Outputs_of_real_counties || exit 1
fi
out=$(cd "$out" && pwd)
hostile=$root/artifacts/outputs-with-hostile-names
rm -rf "$hostile"
ZONECOMP_HOSTILE_TO=$hostile dotnet test "$root/tests/ZoneComp.Tests" --nologo -v q ${BUILT:+-c "$BUILT" --no-build} --filter Outputs_with_hostile_names || exit 1

step() { # NAME PROGRAM COMMAND...
  local name=$1 program=$2
  shift 2
  if ! command -v "$program" > /dev/null; then
    echo "-- $name: not checked, $program is not installed"
    missing=$((missing + 1))
    return
  fi
  echo "-- $name"
  local began=$SECONDS
  "$@" || { echo "WRONG $name"; wrong=$((wrong + 1)); }
  echo "      $((SECONDS - began)) s"
}

valid_geopackage() {
  local said
  said=$(/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg "$out/zonecomp.gpkg" 2>&1)
  [ -z "$said" ] && echo "ok    validate_gpkg has nothing to say" || { echo "$said"; return 1; }
}

in_qgis() {
  # The project is opened as a copy: opening must not change the outputs.
  local copy
  copy=$(mktemp -d)
  cp -r "$out/." "$copy"
  /usr/bin/python3 "$root/scripts/verify-outputs/open_in_qgis.py" "$copy" "$pictures" 2> "$pictures/qgis.log"
  local result=$?
  cmp "$copy/zonecomp.gpkg" "$out/zonecomp.gpkg" && echo "ok    looking at it changed nothing"
  rm -r "$copy"
  return $result
}

maps_as_png() {
  for map in "$out"/maps/*.svg; do
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1000,1000 \
      --screenshot="$pictures/map-$(basename "$map" .svg).png" "file://$map" > "$pictures/chromium.log" 2>&1 || return 1
  done
  echo "ok    $(ls "$out"/maps/*.svg | wc -l) maps drawn"
}

png_maps() {
  for map in "$out"/maps/*.png; do
    local told
    told=$(gdalinfo -checksum "$map" 2>&1) || return 1
    [[ $told == *"Size is 2000"* ]] || return 1
  done
  echo "ok    $(ls "$out"/maps/*.png | wc -l) PNG maps read"
}

workbook_as_pdf() {
  soffice --headless --convert-to pdf --outdir "$pictures" "$out/zonecomp.xlsx" > "$pictures/soffice.log" 2>&1 || return 1
  pdftoppm -r 60 -png -l 20 "$pictures/zonecomp.pdf" "$pictures/workbook" || return 1
  echo "ok    $(pdfinfo "$pictures/zonecomp.pdf" | sed -n 's/^Pages: *//p') pages"
}

report_in_chromium() {
  local tools=$root/scripts/verify-outputs
  [ -d "$tools/node_modules" ] || (cd "$tools" && npm ci --no-audit --no-fund --silent) || return 1
  node "$tools/open_report.mjs" "$out/report.html" "$pictures" "$(command -v chromium)"
}

step "GeoPackage by GDAL" ogrinfo valid_geopackage
step "project in QGIS" qgis in_qgis
step "workbook in LibreOffice" soffice workbook_as_pdf
step "formulas of the workbook in LibreOffice" soffice /usr/bin/python3 "$root/scripts/verify-outputs/recalculate.py" "$out/zonecomp.xlsx"
step "sheets of the workbook sorted in LibreOffice" soffice /usr/bin/python3 "$root/scripts/verify-outputs/sort_sheets.py" "$out/zonecomp.xlsx"
step "hostile names in QGIS" qgis /usr/bin/python3 "$root/scripts/verify-outputs/hostile_in_qgis.py" "$hostile"
step "hostile names in LibreOffice" soffice /usr/bin/python3 "$root/scripts/verify-outputs/hostile_in_calc.py" "$hostile"
step "hostile names in Chromium" chromium "$root/scripts/verify-outputs/hostile_in_chromium.sh" "$hostile"
step "maps in Chromium" chromium maps_as_png
step "PNG maps by GDAL" gdalinfo png_maps

step "report in Chromium" chromium report_in_chromium

echo "pictures: $pictures"
echo "$wrong wrong, $missing not checked"
[ "$wrong" = 0 ]
