#!/usr/bin/env bash
# Builds the native program for Linux x64, artifacts/native/zonecomp: machine code alone, with neither .NET nor a compiler in it. What it computes and
# writes is that of the ordinary build, byte for byte (scripts/try-native.sh); it starts at once, and it is what scripts/publish.sh packs.
# SQLite's library lies beside it, and symbols for profilers (zonecomp.dbg). It runs on processors with AVX2 (2013 and later; it says so on others), and with
# the C library of the machine it is built on or a later one.
#
# Needs a C compiler to link with (gcc or clang, with the C library's files) and once NuGet, for .NET's own compiler (100 MB). 2 to 5 minutes of two processors.
#
# usage: scripts/build-native.sh [-o DIR] [-p:PROPERTY=VALUE...]
set -euo pipefail
cd "$(dirname "$0")/.."

target=artifacts/native
if [ "${1:-}" = -o ]; then
  target=$2
  shift 2
fi
missing() {
  echo "build-native: $*" >&2
  exit 2
}

[ "$(uname -sm)" = "Linux x86_64" ] || missing "this is $(uname -sm); the native program is built for Linux x64 on Linux x64 only"
linker=$(command -v clang || command -v gcc) || missing "no C compiler to link with: install gcc (apt-get install gcc libc6-dev) or clang"
probe=$(mktemp)
trap 'rm -f "$probe"' EXIT
echo 'int main(void) { return 0; }' | "$linker" -x c - -o "$probe" || missing "$linker makes no program: the C library's files are missing (apt-get install libc6-dev)"

# Folders and lock files of its own: the ordinary build's stay as they are. Package versions are central, so they are the same.
settings=(-r linux-x64 -p:NativeProgram=true -p:NuGetLockFilePath=obj/native.lock.json -p:RestoreLockedMode=false --artifacts-path "$PWD/artifacts/native-build")
rm -rf "$target"
dotnet publish src/ZoneComp.Cli -c Release --nologo -v quiet "${settings[@]}" "$@" -o "$target" \
  || missing "not built. Errors NU1101 and NU1301 above: .NET's own compiler could not be had (package runtime.linux-x64.Microsoft.DotNet.ILCompiler of NuGet). The ordinary build needs neither it nor a C compiler: dotnet build -c Release"
rm -f "$target"/*.pdb "$target"/*.xml
ls -lh "$target"
