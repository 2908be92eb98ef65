#!/usr/bin/env bash
# Cuts each input format at 50 places and changes 500 bytes, one at a time; prints the table of docs/formats-suite.md and what changed without a word.
#   scripts/damage-trials.sh
set -euo pipefail
cd "$(dirname "$0")/.."
export ZONECOMP_DAMAGE=1
[ -d /dev/shm ] && export TMPDIR=/dev/shm # thousands of small files
dotnet build tests/ZoneComp.Tests -c Release --nologo -v q
dotnet test tests/ZoneComp.Tests -c Release --no-build --nologo --filter FullyQualifiedName~DamageTrialTests --logger "console;verbosity=detailed" | sed -nE 's/^ *DAMAGE //p; /^ *(SILENT|Failed) /p; /^(Passed|Failed)!/p'
