#!/usr/bin/env bash
# Checks every Gauss-Krueger zone of China and the usual conics against PROJ's cs2cs on a grid. Needs Debian's proj-bin; skips visibly without it.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v cs2cs > /dev/null; then
    echo "SKIPPED: cs2cs is not installed (apt-get install proj-bin); nothing was checked"
    exit 0
fi
dotnet test tests/ZoneComp.Tests --nologo --filter "FullyQualifiedName~Cs2csGridTests" --logger "console;verbosity=detailed" | grep -E 'forward|Passed!|Failed|error|Total|SKIP'
