#!/usr/bin/env bash
# Makes what is handed out, into artifacts/publish: an archive for Windows x64 and one for Linux x64, each with the program
# as one self-contained file (no .NET needed), and the .NET tool package.
#
# usage: scripts/publish.sh [RID...]   (win-x64 linux-x64)
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
target=artifacts/publish
rm -rf "$target"
mkdir -p "$target"
[ $# -gt 0 ] || set -- win-x64 linux-x64

dotnet pack src/ZoneComp.Cli -c Release --nologo -v quiet -o "$target"
for rid in "$@"; do
  name=zonecomp-$version-$rid
  # A lock file of its own: the one in the repository knows nothing of runtime packs. Package versions are central, so they are the same.
  dotnet publish src/ZoneComp.Cli -c Release -r "$rid" --nologo -v quiet -p:NuGetLockFilePath="obj/$rid.lock.json" -o "$target/$name"
  rm -f "$target/$name"/*.pdb "$target/$name"/*.xml
  cp LICENSE README.md README.zh-CN.md "$target/$name/"
  cp -r docs policies "$target/$name/"
  case $rid in
    win-*) (cd "$target" && python3 -m zipfile -c "$name.zip" "$name") ;;
    *) tar -C "$target" --owner=0 --group=0 -czf "$target/$name.tar.gz" "$name" ;;
  esac
  rm -rf "${target:?}/$name"
done

cd "$target"
sha256sum -- *.* | tee SHA256SUMS
ls -lh
