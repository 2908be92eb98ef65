#!/usr/bin/env bash
# Sets up what is missing, builds, runs all tests, and ends with the line "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup-tests.sh
dotnet build ZoneComp.sln -c Release --nologo -v minimal

results=artifacts/test-results
rm -rf "$results"
status=0
dotnet test ZoneComp.sln -c Release --no-build --nologo --logger trx --results-directory "$results" "$@" || status=$?

# The QGIS plugin's plain Python; inside QGIS it is tried by scripts/try-qgis-plugin.sh.
plugin="0 0 0"
if command -v python3 > /dev/null; then
  plugin=$(python3 qgis/tests/run_plain.py) || status=1
else
  echo "SKIPPED: python3 is not installed; the QGIS plugin's plain tests did not run"
fi

# Inside QGIS, where it is installed; the script says when it is not.
scripts/try-qgis-plugin.sh || status=1

# Each .trx has one Counters element; what was not executed was skipped.
counters=$(grep -ho '<Counters [^>]*>' "$results"/*.trx)
{ echo "$counters"; echo "plugin $plugin"; } | awk '
  function value(name,   text) { match($0, " " name "=\"[0-9]+\""); text = substr($0, RSTART, RLENGTH); gsub(/[^0-9]/, "", text); return text + 0 }
  /^plugin/ { total += $2 + $3 + $4; executed += $2 + $3; passed += $2; failed += $3; next }
  { total += value("total"); executed += value("executed"); passed += value("passed"); failed += value("failed") + value("error") + value("timeout") + value("aborted") }
  END { printf "%d passed, %d failed, %d skipped\n", passed, failed, total - executed }'
exit "$status"
