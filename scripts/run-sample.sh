#!/usr/bin/env bash
# Builds the program and runs the main job on the sample data; results in out/sample.
set -euo pipefail
cd "$(dirname "$0")/.."

dotnet build src/ZoneComp.Cli -c Release --nologo -v quiet
dotnet src/ZoneComp.Cli/bin/Release/net10.0/zonecomp.dll run sample-data/policy.yaml -o out/sample "$@"
