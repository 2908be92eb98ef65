#!/usr/bin/env bash
# Holds every code of the EPSG table against PROJ: nine points in each CRS's area of use. Needs python3-pyproj; skips visibly without it.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! /usr/bin/python3 -c 'import pyproj' 2> /dev/null; then
    echo "SKIPPED: pyproj is not installed (apt-get install python3-pyproj); nothing was checked"
    exit 0
fi
points=$(mktemp)
trap 'rm -f "$points"' EXIT
/usr/bin/python3 scripts/epsg-codes.py --points "$points"
echo "$(wc -l < "$points") codes, $(tr '\t' '\n' < "$points" | grep -c ' .* .* ') points of PROJ"
ZONECOMP_EPSG_POINTS=$points dotnet test tests/ZoneComp.Tests -c Release --nologo "$@" --filter "FullyQualifiedName~EpsgTableTests"
