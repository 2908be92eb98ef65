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

# Each .trx has one Counters element; what was not executed was skipped.
counters=$(grep -ho '<Counters [^>]*>' "$results"/*.trx)
echo "$counters" | awk '
  function value(name,   text) { match($0, " " name "=\"[0-9]+\""); text = substr($0, RSTART, RLENGTH); gsub(/[^0-9]/, "", text); return text + 0 }
  { total += value("total"); executed += value("executed"); passed += value("passed"); failed += value("failed") + value("error") + value("timeout") + value("aborted") }
  END { printf "%d passed, %d failed, %d skipped\n", passed, failed, total - executed }'
exit "$status"
