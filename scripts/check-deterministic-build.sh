#!/usr/bin/env bash
# Builds the program twice, from two copies of the committed sources in folders of other names, and compares the assemblies byte for byte.
#   scripts/check-deterministic-build.sh [dotnet build options...]
# The second build goes the way of continuous integration too: paths of the machine do not get into what is built.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for copy in one "another copy, with a longer name"; do
    git clone -q . "$work/$copy"
    dotnet build "$work/$copy/src/ZoneComp.Cli" -c Release --nologo -v quiet -p:ContinuousIntegrationBuild=true "$@"
done
same=0
for file in "$work/one/src/ZoneComp.Cli/bin/Release/net10.0"/{zonecomp,ZoneComp.*}.{dll,pdb}; do
    [ -e "$file" ] || continue
    other="$work/another copy, with a longer name${file#"$work/one"}"
    cmp "$file" "$other"
    sha256sum "$file" | sed "s#  .*/#  #"
    same=$((same + 1))
done
[ "$same" -gt 0 ]
echo "$same files, the same bytes from both builds"
