#!/usr/bin/env bash
# Holds the native program against the ordinary build: the sample and every policy of policies/ run with both, every file compared byte for byte
# (run.json but for its times and machine); then the end-to-end tests against the native program.
#
# usage: scripts/try-native.sh [NATIVE]   without it scripts/build-native.sh builds artifacts/native/zonecomp
set -euo pipefail
cd "$(dirname "$0")/.."

native=${1:-}
if [ -z "$native" ]; then
  scripts/build-native.sh
  native=artifacts/native/zonecomp
fi
dotnet build tests/ZoneComp.EndToEndTests -c Release --nologo -v quiet
ordinary=src/ZoneComp.Cli/bin/Release/net10.0/zonecomp
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for policy in sample-data/policy.yaml policies/*/policy.yaml; do
  for language in en zh; do
    for program in native ordinary; do
      out=$work/$program/$(dirname "$policy")-$language
      mkdir -p "$(dirname "$out")"
      code=0
      "${!program}" run "$policy" -o "$out" --lang "$language" >"$work/$program.out" 2>"$work/$program.err" || code=$?
      sed -i "s:$work/$program/:OUT/:g" "$work/$program.out" "$work/$program.err"
      echo "exit code $code" >>"$work/$program.out"
    done
    cmp "$work/native.out" "$work/ordinary.out"
    cmp "$work/native.err" "$work/ordinary.err"
    tail -1 "$work/native.out" | sed "s:^:$policy $language\: :"
  done
done

python3 - "$work/native" "$work/ordinary" <<'CHECK'
import json, pathlib, sys
native, ordinary = (pathlib.Path(path) for path in sys.argv[1:])
files = lambda folder: {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
ours, theirs = files(native), files(ordinary)
differ = sorted(ours.keys() ^ theirs.keys())
def content(path):
    if path.name == "run.json":
        record = json.loads(path.read_text(encoding="utf-8"))
        assert record["machine"]["runtime"].endswith(", native") == (native in path.parents), path
        return {name: value for name, value in record.items() if name not in ("timings", "machine")}
    if path.name == "SHA256SUMS":
        return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.endswith("  run.json")]
    return path.read_bytes()
differ += [name for name in sorted(ours.keys() & theirs.keys()) if content(ours[name]) != content(theirs[name])]
for name in differ:
    print(f"DIFFERS   {name}")
print(f"{len(ours)} files of the native program, {len(differ)} differ from those of the ordinary build")
sys.exit(1 if differ or len(ours) < 50 else 0)
CHECK

ZONECOMP_PROGRAM=$(realpath "$native") dotnet test tests/ZoneComp.EndToEndTests -c Release --no-build --nologo
