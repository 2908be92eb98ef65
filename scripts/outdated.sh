#!/usr/bin/env bash
# Lists packages for which the registry serves a later version, direct ones of every project; exit code 0 either way.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet restore ZoneComp.sln -v quiet
dotnet list ZoneComp.sln package --outdated --format json | python3 -c '
import json, sys
later = {(package["id"], package["resolvedVersion"], package["latestVersion"])
         for project in json.load(sys.stdin)["projects"] for framework in project.get("frameworks", []) for package in framework.get("topLevelPackages", [])}
for name, used, latest in sorted(later):
    print(f"{name}: {used}, the latest is {latest}")
print(f"{len(later)} packages have a later version")'
