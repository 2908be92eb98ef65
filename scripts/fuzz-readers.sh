#!/usr/bin/env bash
# Feeds the readers and the policy parser damaged files for longer than the tests do; prints what was tried, refused, read and failed, by kind and in all.
#   scripts/fuzz-readers.sh [ROUNDS per kind, 60000: a million in all] [SEED, from the clock]
# A failure names its seed: run again with that seed and ROUNDS 1.
set -euo pipefail
cd "$(dirname "$0")/.."
export ZONECOMP_FUZZ_ROUNDS="${1:-60000}"
export ZONECOMP_FUZZ_SEED="${2:-$(( $(date +%s) % 1000000000 ))}"
[ -d /dev/shm ] && export TMPDIR=/dev/shm # millions of small files
echo "rounds $ZONECOMP_FUZZ_ROUNDS, seed $ZONECOMP_FUZZ_SEED"
dotnet build tests/ZoneComp.Tests -c Release --nologo -v q
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet test tests/ZoneComp.Tests -c Release --no-build --nologo --filter FullyQualifiedName~ReaderFuzzTests --logger "console;verbosity=detailed" > "$log" || status=$?
grep -E '^ *FUZZ|seed [0-9]+:|Passed!|Failed!' "$log" | sed 's/^ *//' || true
grep -E '^ *FUZZ' "$log" | awk '
  { for (i = 1; i < NF; i++) { if ($i == "tried") tried += $(i + 1); if ($i == "refused") refused += $(i + 1); if ($i == "read") read += $(i + 1); if ($i == "failed") failed += $(i + 1) } }
  END { printf "in all: %d tried, %d refused with a message, %d read, %d failed\n", tried, refused, read, failed }'
exit "$status"
