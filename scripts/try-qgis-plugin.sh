#!/usr/bin/env bash
# Tries the QGIS plugin: its plain Python, then inside QGIS without a window (every algorithm, files and layers of all kinds, a cancel,
# failing inputs, qgis_process with the plugin's zip installed, the model), and its dialog as a picture under Xvfb where that is installed.
# What cannot be tried here is skipped, and said. QGIS on Debian: apt-get install qgis python3-qgis xvfb
#
# usage: scripts/try-qgis-plugin.sh [TEST...]    such as Coverage.test_hostile_names_stay_names: these tests inside QGIS alone
#   ZONECOMP   the program (default: the Release build in src/ZoneComp.Cli)
#   PICTURES   where pictures of the dialog, its log and the project go (default: artifacts/qgis); PICTURES_LOCALE: such as zh_CN
set -euo pipefail
cd "$(dirname "$0")/.."

export ZONECOMP=${ZONECOMP:-$PWD/src/ZoneComp.Cli/bin/Release/net10.0/zonecomp}
[ -x "$ZONECOMP" ] || { echo "$ZONECOMP: build the program first (dotnet build src/ZoneComp.Cli -c Release)"; exit 1; }
share=${QGIS_PYTHON:-/usr/share/qgis/python}
python=/usr/bin/python3
process=$(command -v qgis_process.bin || command -v qgis_process || true)
PYTHONPATH=$share:$share/plugins:$PWD/qgis
if [ -z "$process" ] || ! PYTHONPATH=$PYTHONPATH "$python" -c 'import qgis.core' 2>/dev/null; then
  echo "SKIPPED: QGIS is not installed; the plugin was not tried inside it"
  exit 0
fi
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8 QGIS_PROCESS=$process
XDG_RUNTIME_DIR=$(mktemp -d)
profile=$(mktemp -d)
export XDG_RUNTIME_DIR QGIS_CUSTOM_CONFIG_PATH=$profile  # settings of their own, none of the user's
trap 'rm -rf "$XDG_RUNTIME_DIR" "$profile"' EXIT

PLUGIN_ZIP=$(scripts/package-qgis-plugin.sh)
export PLUGIN_ZIP
if [ $# -gt 0 ]; then
  QT_QPA_PLATFORM=offscreen "$python" -W ignore::DeprecationWarning qgis/tests/try_plugin.py "$@"
  exit
fi
QT_QPA_PLATFORM=offscreen "$python" -W ignore::DeprecationWarning qgis/tests/try_plugin.py
if command -v xvfb-run > /dev/null && command -v qgis > /dev/null; then
  pictures=${PICTURES:-$PWD/artifacts/qgis}
  rm -rf "$pictures"
  mkdir -p "$pictures" "$profile/profiles/default/QGIS"
  python3 -m zipfile -e "$PLUGIN_ZIP" "$profile/profiles/default/python/plugins"
  printf '[PythonPlugins]\nzonecomp=true\n[locale]\noverrideFlag=true\nuserLocale=%s\n' "${PICTURES_LOCALE:-en_US}" > "$profile/profiles/default/QGIS/QGIS3.ini"
  PICTURES=$pictures LAYERS=$PWD/sample-data timeout 300 xvfb-run -a -s '-screen 0 1400x1000x24' \
    qgis --noversioncheck --nologo --profiles-path "$profile" --code qgis/tests/picture.py > "$pictures/qgis.log" 2>&1 || true
  for picture in dialog log project; do
    [ -s "$pictures/$picture.png" ] || { cat "$pictures/error.txt" "$pictures/qgis.log"; echo "$picture.png was not made"; exit 1; }
  done
  echo "pictures to look at: $pictures"
else
  echo "SKIPPED: xvfb-run or qgis is not installed; the dialog was not pictured"
fi
