#!/usr/bin/env bash
# Uses the workbench in Chromium as a finance clerk would, leaves pictures to look at, and holds random edits against what allocate writes.
# Needs a build (scripts/test.sh or dotnet build -c Release), Debian's chromium, and npm ci in scripts/verify-outputs (playwright-core, axe-core).
#
# usage: scripts/try-workbench.sh [--edits N] [--policy POLICY --from OUT] [PICTURES]
#   --edits N      random edits whose amounts are held against allocation.parquet, read by DuckDB (default 0: some seconds each; npm ci in tests/readers)
#   --policy, --from   another policy and its results (default: the sample, run once into artifacts/workbench)
#   PICTURES       where pictures go (artifacts/workbench/pictures)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
edits=0 policy= from= pictures=
while [ $# -gt 0 ]; do
  case $1 in
    --edits) edits=$2; shift 2 ;;
    --policy) policy=$2; shift 2 ;;
    --from) from=$2; shift 2 ;;
    *) pictures=$1; shift ;;
  esac
done
program=${ZONECOMP_PROGRAM:-$root/src/ZoneComp.Cli/bin/Release/net10.0/zonecomp}
work=$root/artifacts/workbench
pictures=${pictures:-$work/pictures}
mkdir -p "$pictures"
if [ -z "$policy" ]; then
  mkdir -p "$work/sample"
  cp "$root"/sample-data/* "$work/sample/"
  policy=$work/sample/policy.yaml
  from=$work/sample/out-2025
  [ -f "$from/run.json" ] || "$program" run "$policy" -o "$from" --quiet
fi

# The clerk saves beside the policy: a copy of its folder is used.
exec node "$root/scripts/verify-outputs/try_workbench.mjs" --program "$program" --policy "$policy" --from "$from" --pictures "$pictures" --edits "$edits"
