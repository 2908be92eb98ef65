#!/usr/bin/env bash
# Runs the Windows program under wine (Debian: wine wine64) on the starter that it writes itself, and compares every result with the Linux program's.
# wine 8.0 cannot map the assemblies inside an uncompressed single file, as scripts/publish.sh makes it ("Failed to load System.Private.CoreLib.dll"), so the same
# program is packed compressed here; on Windows itself nobody has tried either.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v wine > /dev/null || { echo "try-windows: wine is not installed; not tried"; exit 3; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for rid in win-x64 linux-x64; do
  dotnet publish src/ZoneComp.Cli -c Release -r "$rid" --nologo -v quiet -p:NuGetLockFilePath="obj/$rid.lock.json" -p:EnableCompressionInSingleFile=true -o "$work/$rid"
done
export WINEPREFIX=$work/wine WINEDEBUG=-all DISPLAY=
cd "$work"
wine win-x64/zonecomp.exe init province --quiet
wine win-x64/zonecomp.exe run province/policy.yaml -o by-windows --quiet
linux-x64/zonecomp run province/policy.yaml -o by-linux --quiet
different=0
while read -r file; do
  cmp -s "by-linux/$file" "by-windows/$file" || { echo "differs: $file"; different=$((different + 1)); }
done < <(cd by-linux && find . -type f ! -name run.json ! -name SHA256SUMS | sort)
echo "$(find by-linux -type f | wc -l) files, $different differ"
[ "$different" = 0 ]
