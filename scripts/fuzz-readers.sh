#!/usr/bin/env bash
# Feeds the readers damaged files for longer than the tests do.
#   scripts/fuzz-readers.sh [ROUNDS per kind, 50000] [SEED, from the clock]
# A failure names its seed: run again with that seed and ROUNDS 1.
set -euo pipefail
cd "$(dirname "$0")/.."
export ZONECOMP_FUZZ_ROUNDS="${1:-50000}"
export ZONECOMP_FUZZ_SEED="${2:-$(( $(date +%s) % 1000000000 ))}"
echo "rounds $ZONECOMP_FUZZ_ROUNDS, seed $ZONECOMP_FUZZ_SEED"
dotnet test tests/ZoneComp.Tests -c Release --nologo --filter FullyQualifiedName~ReaderFuzzTests
