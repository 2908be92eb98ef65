#!/usr/bin/env bash
# Uses the workbench in Chromium as a finance clerk would, leaves pictures to look at, turns strangers away, kills it while it saves, and holds
# random edits against what allocate writes. Needs a build (scripts/test.sh or dotnet build -c Release), Debian's chromium, and what
# scripts/setup-tests.sh installs (playwright-core, axe-core, DuckDB); where one of them is missing, it says so and ends with 3.
#
# usage: scripts/try-workbench.sh [--edits N] [--seed N] [--policies NAMES] [--times] [PICTURES]
#   --edits N      random edits over the policies of policies/ and the sample, as the page hands their amounts over, against allocation.parquet
#                  (default 0; 200 take some twenty minutes)
#   --seed N       other edits
#   --policies A,B only these policies ("sample" is the sample)
#   --times        how long answers take on the screen, for the sample and for 3,025 regions
#   PICTURES       where pictures go (artifacts/workbench/pictures)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
edits=0 seed=20261130 policies= times= pictures=
while [ $# -gt 0 ]; do
  case $1 in
    --edits) edits=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    --policies) policies=$2; shift 2 ;;
    --times) times=yes; shift ;;
    *) pictures=$1; shift ;;
  esac
done
missing() { echo "SKIPPED: $1; the workbench was not tried (scripts/setup-tests.sh)"; exit 3; }
command -v node > /dev/null || missing "node is not installed"
chromium=$(command -v chromium) || missing "chromium is not installed"
tools=$root/scripts/verify-outputs
[ -d "$tools/node_modules/playwright-core" ] && [ -d "$tools/node_modules/axe-core" ] || missing "playwright-core and axe-core are not installed"
program=${ZONECOMP_PROGRAM:-$root/src/ZoneComp.Cli/bin/Release/net10.0/zonecomp}
work=$root/artifacts/workbench
pictures=${pictures:-$work/pictures}
mkdir -p "$pictures" "$work/sample"
cp "$root"/sample-data/* "$work/sample/"
policy=$work/sample/policy.yaml
from=$work/sample/out-2025
[ -f "$from/run.json" ] || "$program" run "$policy" -o "$from" --quiet

if [ "$times" = yes ]; then
  exec node "$tools/time_workbench.mjs" --program "$program" --chromium "$chromium" --policy "$policy" --from "$from"
fi
if [ "$edits" -gt 0 ]; then
  [ -d "$root/tests/readers/node_modules/@duckdb" ] || missing "DuckDB's node bindings are not installed"
  exec node "$tools/random_edits.mjs" --program "$program" --chromium "$chromium" --from "$from" --edits "$edits" --seed "$seed" ${policies:+--policies "$policies"}
fi
exec node "$tools/try_workbench.mjs" --program "$program" --chromium "$chromium" --policy "$policy" --from "$from" --pictures "$pictures"
