#!/usr/bin/env bash
# Tries the published Windows archive, the very file that scripts/publish.sh makes, under wine (Debian: wine wine64), in a folder whose name
# has blanks and Chinese: --help, coverage (also with a pattern, which Windows' shells leave to the program), inspect, init --from, run,
# explain, verify, the workbench's page, and the starter with a policy dropped on it. Every result of the sample is compared with Linux'.
# On Windows itself nobody has tried it. What wine cannot show: the look of the console and its Chinese letters, a double click, browsers.
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
archive=zonecomp-$version-win-x64
[ -f "$artifacts/$archive.zip" ] || scripts/publish.sh win-x64 linux-x64-portable > /dev/null
artifacts=$(cd "$artifacts" && pwd)
compare=$PWD/scripts/verify-outputs/compare_coordinates.py
# What Linux computes: the program of an archive, or the one that is built here.
built=$PWD/src/ZoneComp.Cli/bin/Release/net10.0/zonecomp.dll
work=$(mktemp -d)
serving=
trap '[ -z "$serving" ] || kill "$serving" 2> /dev/null; WINEPREFIX=$work/wine wineserver -k 2> /dev/null; rm -rf "$work"' EXIT
mkdir "$work/生态 补偿"
cd "$work/生态 补偿"
python3 -m zipfile -e "$artifacts/$archive.zip" .
linux=$(ls "$artifacts/zonecomp-$version"-linux-x64*.tar.gz 2> /dev/null | head -1 || true)
if [ -n "$linux" ]; then
  tar -C "$work" -xzf "$linux"
  linux() { "$work/$(basename "$linux" .tar.gz)/zonecomp" "$@"; }
else
  linux() { dotnet "$built" "$@"; }
fi
cd "$archive"
ls zonecomp.exe 双击运行.cmd 文档/index.html sample-data/policy.yaml > /dev/null
echo "archive $(du -m "$artifacts/$archive.zip" | cut -f1) MB, unpacked $(du -sm . | cut -f1) MB, zonecomp.exe $(du -m zonecomp.exe | cut -f1) MB"

export WINEPREFIX=$work/wine WINEDEBUG=-all DISPLAY= LC_ALL=C.UTF-8
wineboot -i > "$work/wine.log" 2>&1 || { cat "$work/wine.log"; exit 1; }
python3 - "$WINEPREFIX/drive_c/windows/system32/kernelbase.dll" << 'PYTHON'
import sys
path = sys.argv[1]
library = open(path, "rb").read()
assert b"\0VirtualAlloc2\0" in library and b"Wine builtin DLL" in library, "another wine: try the program without this"
# The second name tells wine to load this file and not its own copy.
open(path, "wb").write(library.replace(b"\0VirtualAlloc2\0", b"\0VirtualAlloc1\0").replace(b"Wine builtin DLL", b"Wine changed DLL"))
PYTHON
export WINEDLLOVERRIDES=kernelbase=n

windows() { wine zonecomp.exe "$@" 2>> "$work/wine.log"; }
failed=0
# NAME TEXT COMMAND...: the command's answer holds the text
try() {
  local name=$1 text=$2
  shift 2
  if "$@" > "$work/said" && grep -qF "$text" "$work/said"; then
    echo "ok      $name"
  else
    echo "FAILED  $name"; tail -qn 5 "$work/said" "$work/wine.log"; failed=1
  fi
}
TIMEFORMAT="        %R s"
time try "--help" "coverage <REGIONS> <LAYER>" windows --help --lang en
time try "coverage" "540223" windows coverage 'sample-data\counties.shp' 'sample-data\redline.shp' --top 3 --lang zh
try "coverage of a pattern" "540223" windows coverage 'sample-data\count*.shp' 'sample-data\redline.shp' --top 3 --lang zh
try "inspect" "GJGYL_BHDJ" windows inspect 'sample-data\forest.shp' --lang zh
mkdir "../图 层"
cp sample-data/counties.* sample-data/forest.* "../图 层/"
try "init --from" "已通过 zonecomp check" windows init '..\我的 方案' --from '..\图 层' --lang zh
time try "run" "zonecomp.qgz" windows run 'sample-data\policy.yaml' -o '..\结果' --lang zh
try "explain" "540423" windows explain '..\结果' --region 540423 --lang zh
try "verify" "未改动" windows verify '..\结果' --lang zh
starter() { printf '0\r\n' | wine cmd /c 双击运行.cmd "$@" 2>> "$work/wine.log"; }
try "starter with a policy dropped on it" "zonecomp.qgz" starter "$(winepath -w "../我的 方案/policy.yaml" 2> /dev/null)"
[ -f "../我的 方案/out/report.html" ] || { echo "FAILED  the starter's results lie beside the policy"; failed=1; }
windows serve 'sample-data\policy.yaml' --from '..\结果' --no-open > "$work/serve" &
serving=$!
for _ in $(seq 60); do grep -q http "$work/serve" && break; sleep 1; done
page() { curl -sS --noproxy '*' "$(grep -o 'http[^[:space:]]*' "$work/serve" | head -1)"; }
try "workbench's page" "<html" page

linux run sample-data/policy.yaml -o "$work/by-linux" --quiet --lang zh
different=0
while read -r file; do
  cmp -s "$work/by-linux/$file" "../结果/$file" && continue
  case $file in
    # The C library's sine and cosine differ in the last bit between the systems, and so do coordinates that are projected back.
    ./zonecomp.gpkg) python3 "$compare" "$work/by-linux/$file" "../结果/$file" && continue ;;
    ./coverage.geo.parquet) echo "        $file: not the same bytes; its coordinates are those of zonecomp.gpkg's regions" && continue ;;
  esac
  echo "differs: $file"
  different=$((different + 1))
done < <(cd "$work/by-linux" && find . -type f ! -name run.json ! -name SHA256SUMS | sort)
echo "$(find "$work/by-linux" -type f | wc -l) files, $different differ (run.json and SHA256SUMS, which name the machine, are not compared)"
[ "$different" = 0 ] && [ "$failed" = 0 ]
