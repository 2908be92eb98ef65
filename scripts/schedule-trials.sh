#!/usr/bin/env bash
# Small runs under many orders of their threads, 1 to 8: the same findings, bytes and exit codes in each (docs/engine.md, "Who owns what when").
#   scripts/schedule-trials.sh [SCHEDULES] [CASE] [FIRST]     500 by default: as many for each case of errors, fewer for those that write
# results, but for a CASE named ("the sample"); FIRST is the seed of the first schedule
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/ZoneComp.Tests -c Release -v q --nologo
[ $# -lt 2 ] || export ZONECOMP_SCHEDULED_CASE=$2
export ZONECOMP_FIRST_SCHEDULE=${3:-1}
ZONECOMP_SCHEDULES=${1:-500} dotnet test tests/ZoneComp.Tests -c Release --no-build --nologo --filter "FullyQualifiedName~Schedules" --logger "console;verbosity=detailed"
