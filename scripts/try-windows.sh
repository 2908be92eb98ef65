#!/usr/bin/env bash
# Runs the published Windows program, the very file of the archive that scripts/publish.sh makes, under wine (Debian: wine wine64):
# --help, init, run of the starter; then compares every result with the Linux program's. On Windows itself nobody has tried it.
#
# wine 8.0 exports VirtualAlloc2 but refuses its MEM_RESERVE_PLACEHOLDER, with which the .NET runtime maps assemblies out of a single file
# ("Failed to load System.Private.CoreLib.dll"). Where the function does not exist, as on Windows before 10 version 1803, the runtime copies instead.
# So the wine prefix gets a kernelbase.dll that does not name the function; the program is left as it is.
#
# usage: scripts/try-windows.sh [ARTIFACTS]   (artifacts/publish; made first when it is not there)
set -euo pipefail
cd "$(dirname "$0")/.."
command -v wine > /dev/null || { echo "try-windows: wine is not installed; not tried"; exit 3; }

artifacts=${1:-artifacts/publish}
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
[ -f "$artifacts/zonecomp-$version-win-x64.zip" ] && [ -f "$artifacts/zonecomp-$version-linux-x64.tar.gz" ] || scripts/publish.sh > /dev/null
artifacts=$(cd "$artifacts" && pwd)
compare=$PWD/scripts/verify-outputs/compare_coordinates.py
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m zipfile -e "$artifacts/zonecomp-$version-win-x64.zip" .
tar -xzf "$artifacts/zonecomp-$version-linux-x64.tar.gz"

export WINEPREFIX=$work/wine WINEDEBUG=-all DISPLAY=
wineboot -i > wine.log 2>&1 || { cat wine.log; exit 1; }
python3 - "$WINEPREFIX/drive_c/windows/system32/kernelbase.dll" << 'PYTHON'
import sys
path = sys.argv[1]
library = open(path, "rb").read()
assert b"\0VirtualAlloc2\0" in library and b"Wine builtin DLL" in library, "another wine: try the program without this"
# The second name tells wine to load this file and not its own copy.
open(path, "wb").write(library.replace(b"\0VirtualAlloc2\0", b"\0VirtualAlloc1\0").replace(b"Wine builtin DLL", b"Wine changed DLL"))
PYTHON
export WINEDLLOVERRIDES=kernelbase=n

windows() { wine "zonecomp-$version-win-x64/zonecomp.exe" "$@" 2>> wine.log; }
windows --help | head -2
TIMEFORMAT="--help: %R s"
time windows --help > help.txt
windows init province --quiet
windows run province/policy.yaml -o by-windows --quiet
windows verify by-windows | tail -1
"zonecomp-$version-linux-x64/zonecomp" run province/policy.yaml -o by-linux --quiet

different=0
while read -r file; do
  cmp -s "by-linux/$file" "by-windows/$file" && continue
  case $file in
    # The C library's sine and cosine differ in the last bit between the systems, and so do coordinates that are projected back.
    ./zonecomp.gpkg) python3 "$compare" "by-linux/$file" "by-windows/$file" && continue ;;
    ./coverage.geo.parquet) echo "$file: not the same bytes; its coordinates are those of zonecomp.gpkg's regions" && continue ;;
  esac
  echo "differs: $file"
  different=$((different + 1))
done < <(cd by-linux && find . -type f ! -name run.json ! -name SHA256SUMS | sort)
echo "$(find by-linux -type f | wc -l) files, $different differ (run.json and SHA256SUMS, which name the machine, are not compared)"
[ "$different" = 0 ]
