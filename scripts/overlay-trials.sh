#!/usr/bin/env bash
# Many random overlays on tiny grids against NTS, every combination, repeat, piece and overlap; the test suite does 5,000 of them.
#   scripts/overlay-trials.sh [TRIALS]     100,000 by default, about twenty minutes on one core
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/ZoneComp.Tests -c Release -v q --nologo
ZONECOMP_OVERLAY_TRIALS=${1:-100000} dotnet test tests/ZoneComp.Tests -c Release --no-build --nologo --filter "FullyQualifiedName~Overlay.RandomTrialTests|FullyQualifiedName~Overlay.OpposedEdgesTests|FullyQualifiedName~Overlay.GroundOutlinesTests"
