#!/usr/bin/env bash
# Feeds the overlay wild inputs, much longer than the tests do: no crash, no hang, no broken conservation, the same integers however the work is cut.
#   scripts/fuzz-overlay.sh [MINUTES, 10] [SEED, from the clock]
# A failure names its seed and trial; with that seed it comes again.
set -euo pipefail
cd "$(dirname "$0")/.."
export ZONECOMP_FUZZ_SECONDS="$(( ${1:-10} * 60 ))"
export ZONECOMP_FUZZ_SEED="${2:-$(( $(date +%s) % 1000000000 ))}"
echo "seconds $ZONECOMP_FUZZ_SECONDS, seed $ZONECOMP_FUZZ_SEED"
dotnet build tests/ZoneComp.Tests -c Release -v q --nologo
# Ten minutes more than asked for is a hang.
timeout "$(( ZONECOMP_FUZZ_SECONDS + 600 ))" dotnet test tests/ZoneComp.Tests -c Release --no-build --nologo --filter FullyQualifiedName~WildInputTests
