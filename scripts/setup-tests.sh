#!/usr/bin/env bash
# Installs the other programs that the tests compare with (Debian or Ubuntu, as root; npm for the Parquet readers).
# Where that is not possible the tests that need them are skipped, visibly.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(gdal-bin python3-gdal proj-bin geographiclib-tools chromium fonts-noto-cjk nodejs npm)
commands=(ogrinfo cs2cs Planimeter chromium node npm)
missing=false
for command in "${commands[@]}"; do
  command -v "$command" >/dev/null || missing=true
done
if $missing; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -q
    # nodejs and npm only where there is no node yet: a newer one may be installed by other means.
    if command -v node >/dev/null && command -v npm >/dev/null; then
      packages=("${packages[@]/nodejs/}")
      packages=("${packages[@]/npm/}")
    fi
    # shellcheck disable=SC2068 # empty entries must vanish
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends ${packages[@]}
  else
    echo "setup-tests: not root or no apt-get: tests against GDAL, PROJ, GeographicLib and Chromium may be skipped" >&2
  fi
fi

if command -v npm >/dev/null; then
  (cd scripts/verify-outputs && npm install --no-save --no-audit --no-fund)
else
  echo "setup-tests: no npm: the report is not opened in Chromium" >&2
fi

if [ -f tests/readers/package-lock.json ]; then
  if command -v npm >/dev/null; then
    # Not `npm ci`: that needs the DuckDB bindings of every platform, which not every registry has. Versions are the lock file's all the same.
    (cd tests/readers && npm install --no-save --no-audit --no-fund)
  else
    echo "setup-tests: no npm: tests with other Parquet readers will be skipped" >&2
  fi
fi
