#!/usr/bin/env bash
# Makes what is handed out, into artifacts/publish: archives that need no .NET, the .NET tool package,
# and the QGIS plugin (with win-x64 also one that has the program inside).
# Each archive is a folder to unpack anywhere: program, sample, policies, documentation (as Markdown, and as HTML in 文档/index.html);
# the Windows one has a file to double-click.
#   win-x64               the program as one file, .NET inside
#   linux-x64             the native program (scripts/build-native.sh says what that needs), SQLite's library beside it; processors with AVX2,
#                         and the C library of the machine it is built on or a later one
#   linux-x64-portable    the program as one file, .NET inside: any x64 processor, older Linux; starts more slowly, computes the same
#
# usage: scripts/publish.sh [ARCHIVE...]   (win-x64 linux-x64 linux-x64-portable)
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
target=artifacts/publish
rm -rf "$target"
mkdir -p "$target"
[ $# -gt 0 ] || set -- win-x64 linux-x64 linux-x64-portable

dotnet pack src/ZoneComp.Cli -c Release --nologo -v quiet -o "$target"

# What the program is made of, for each archive: a bill of materials in CycloneDX's form.
tools=artifacts/tools
[ -x $tools/dotnet-CycloneDX ] || dotnet tool install CycloneDX --tool-path $tools --version 6.3.1 > /dev/null
dotnet restore src/ZoneComp.Cli -v quiet
DOTNET_ROLL_FORWARD=Major $tools/dotnet-CycloneDX src/ZoneComp.Cli/ZoneComp.Cli.csproj -F Json -o "$target" -fn zonecomp-$version.cdx.json \
  --set-name ZoneComp --set-version "$version" --disable-package-restore > /dev/null
for archive in "$@"; do
  name=zonecomp-$version-$archive rid=${archive%-portable}
  if [ "$archive" = linux-x64 ]; then
    scripts/build-native.sh -o "$target/$name"
  else
    # A lock file of its own: the one in the repository knows nothing of runtime packs. Package versions are central, so they are the same.
    dotnet publish src/ZoneComp.Cli -c Release -r "$rid" --nologo -v quiet -p:NuGetLockFilePath="obj/$rid.lock.json" -o "$target/$name"
  fi
  rm -f "$target/$name"/*.pdb "$target/$name"/*.xml "$target/$name"/*.dbg
  cp LICENSE README.md README.zh-CN.md "$target/zonecomp-$version.cdx.json" "$target/$name/"
  cp -r docs policies sample-data "$target/$name/"
  # For offices without a network: the pages as HTML, the sample beside the program, and a file to double-click.
  dotnet run scripts/docs-pages.cs -- "$target/$name" "$target/$name/文档"
  case $archive in
    win-*) cp scripts/windows/*.cmd "$target/$name/"
           scripts/package-qgis-plugin.sh "$target/$name" "$archive"
           (cd "$target" && python3 -m zipfile -c "$name.zip" "$name") ;;
    *) tar -C "$target" --owner=0 --group=0 -czf "$target/$name.tar.gz" "$name" ;;
  esac
  rm -rf "${target:?}/$name"
done

scripts/package-qgis-plugin.sh

cd "$target"
sha256sum -- *.* | tee SHA256SUMS
ls -lh
