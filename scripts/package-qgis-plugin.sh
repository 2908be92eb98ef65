#!/usr/bin/env bash
# Makes the QGIS plugin's zip in artifacts/publish: unpack it into a profile's python/plugins, or install it in QGIS from the zip.
#
# usage: scripts/package-qgis-plugin.sh [PROGRAM_FOLDER NAME]    with a folder of the program: a zip that has it inside, in the plugin's folder bin
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
[ "$(sed -n 's/^version=//p' qgis/zonecomp/metadata.txt)" = "$version" ] || { echo "qgis/zonecomp/metadata.txt: version is not $version as in Directory.Build.props"; exit 1; }
target=$PWD/artifacts/publish
zip=$target/zonecomp-qgis-$version${2:+-$2}.zip
mkdir -p "$target"
rm -f "$zip"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r qgis/zonecomp LICENSE "$folder"
mv "$folder/LICENSE" "$folder/zonecomp"
find "$folder" -name __pycache__ -prune -exec rm -rf {} +
if [ $# -gt 0 ]; then
  mkdir "$folder/zonecomp/bin"
  find "$1" -maxdepth 1 -type f ! -name '*.pdb' ! -name '*.xml' ! -name '*.md' ! -name '*.cmd' -exec cp {} "$folder/zonecomp/bin/" \;
fi
(cd "$folder" && python3 -m zipfile -c "$zip" zonecomp)
echo "$zip"
