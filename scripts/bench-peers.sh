#!/usr/bin/env bash
# Runs the peers' job with ZoneComp's overlay and with the peers that are installed, in turns in one run, and prints one table.
#   scripts/bench-peers.sh [DATASET...]      20k 200k by default; 1M needs 8 GB to generate
# ONLY="postgis sf": these peers only, beside ours and GEOS.
# The program is measured as it is handed out on Linux x64 (zonecomp-overlay) and as dotnet build leaves it (zonecomp-overlay-plain). NATIVE: path of a native
# program that is built already, instead of building one.
# PEERS: folder of the peers' scripts and the data generator (../shared/peers). PEERS_RUN: where data and results go. REPS: runs of each (2).
set -euo pipefail
cd "$(dirname "$0")/.."
PEERS=$(cd "${PEERS:-../shared/peers}" && pwd)
export PEERS_RUN=${PEERS_RUN:-/var/tmp/zonecomp-peers}
REPS=${REPS:-2}
[ $# -gt 0 ] || set -- 20k 200k
dotnet build tests/ZoneComp.Benchmarks -c Release -v q --nologo
dotnet build src/ZoneComp.Cli -c Release -v q --nologo
OURS=$PWD/tests/ZoneComp.Benchmarks/bin/Release/net10.0/ZoneComp.Benchmarks
PLAIN=$PWD/src/ZoneComp.Cli/bin/Release/net10.0/zonecomp
if [ -z "${NATIVE:-}" ]; then
    if scripts/build-native.sh; then NATIVE=$PWD/artifacts/native/zonecomp; else echo "bench-peers: without the native program; the plain build alone is measured" >&2; fi
fi
RESULTS=$PEERS_RUN/bench.tsv
mkdir -p "$PEERS_RUN/out" "$PEERS_RUN/data"

timed() { # timed LOG command...: bash's own clock of children
    local log=$1; shift
    local TIMEFORMAT=$'%U\t%S\t%R'
    { time "$@" >/dev/null 2>&1; } 2>"$log.time"
}
# Prints user, system and wall seconds, and the peak of anonymous memory: pages of the mapped input files belong to the system.
run() { # run NAME DATASET command...
    local name=$1 dataset=$2; shift 2
    local log anon=0 now
    log=$(mktemp)
    timed "$log" "$@" &
    local shell=$!
    while kill -0 $shell 2>/dev/null; do
        now=$(cat /proc/$shell/task/*/children 2>/dev/null | tr ' ' '\n' | while read -r child; do
            [ -n "$child" ] && awk '/^RssAnon/{print $2}' "/proc/$child/status" 2>/dev/null; done | sort -n | tail -1 || true)
        [ "${now:-0}" -gt "$anon" ] && anon=$now
        sleep 0.05
    done
    wait $shell || { printf '%s\t%s\tfailed\n' "$name" "$dataset" | tee -a "$RESULTS"; return 0; }
    printf '%s\t%s\t%s\t%d\n' "$name" "$dataset" "$(cat "$log.time")" $((anon / 1024)) | tee -a "$RESULTS"
    rm -f "$log" "$log.time"
}

# The program itself, a policy in, tables of areas out. The peers' six columns come from those afterwards, not timed.
program() { # program NAME DATASET METHOD PROGRAM
    local name=$1 dataset=$2 method=$3 program=$4 policy=$PEERS_RUN/data/$2.$3.yaml out=$PEERS_RUN/work/$1.$2.$3
    cat >"$policy" <<POLICY
zonecomp: 1
title: bench
year: 2025
area: $method
regions: {source: $dataset/counties.shp, code: XZQDM}
layers:
  forest: {source: $dataset/forest.shp}
  redline: {source: $dataset/redline.shp}
  wetland: {source: $dataset/wetland.shp}
  funczone: {source: $dataset/funczone.shp}
indicators:
  a1: area(forest, m2)
  a2: area(redline, m2)
  a3: area(wetland, m2)
  a4: area(funczone, m2)
  a5: area(forest & redline, m2)
  a6: area(forest | redline | wetland | funczone, m2)
POLICY
    mkdir -p "$PEERS_RUN/work"
    run "$name" "$dataset" "$program" overlay "$policy" -o "$out" --threads 2
    "$program" allocate "$policy" --from "$out" -o "$out.columns" --quiet
    { echo county,forest,redline,wetland,funczone,forest_redline,all; tail -n +2 "$out.columns/csv/factors.csv" | tr -d '\r' | cut -d, -f1,3-8; } >"$PEERS_RUN/out/$name.$dataset.csv"
}

# A peer's run.sh notes its steps in results.tsv (wall, user, system seconds, resident MB, exit code; a server's own lines beside them): their sum, their
# largest memory, and a failure where one step failed or no result was written.
peer() { # peer NAME DATASET
    local name=$1 dataset=$2 before
    touch "$PEERS_RUN/results.tsv"
    before=$(wc -l <"$PEERS_RUN/results.tsv")
    rm -f "$PEERS_RUN/out/$name.$dataset.csv" "$PEERS_RUN/out/$name-"*".$dataset.csv"
    "$PEERS/$name/run.sh" "$dataset" 1 >/dev/null 2>&1 || true
    tail -n "+$((before + 1))" "$PEERS_RUN/results.tsv" | awk -F'\t' -v d="$dataset" -v name="$name" '
        {p=$1; sub(/-server$/,"",p); u[p]+=$6; s[p]+=$7; if($5!="-")w[p]+=$5; if($8>m[p])m[p]=$8; if($9!=0)bad[p]=1; n++}
        END{if(!n)printf "%s\t%s\tfailed\n",name,d; for(p in u){if(bad[p])printf "%s\t%s\tfailed\n",p,d; else printf "%s\t%s\t%.2f\t%.2f\t%.2f\t%d\n",p,d,u[p],s[p],w[p],m[p]}}' | tee -a "$RESULTS"
}

: >"$RESULTS"
for dataset in "$@"; do
    data=$PEERS_RUN/data/$dataset
    parcels=${dataset/k/000}; parcels=${parcels/M/000000}
    [ -e "$data/forest.shp" ] || python3 -W ignore "$PEERS/gen_province.py" --parcels "$parcels" --out "$data"
    if [ ! -x "$PEERS_RUN/geosbench" ] && command -v g++ >/dev/null && [ -e /usr/include/geos_c.h ]; then
        g++ -O3 -march=native -std=c++17 "$PEERS/geoscpp/geosbench.cpp" -o "$PEERS_RUN/geosbench" -lgeos_c -lpthread
    fi
    for _ in $(seq "$REPS"); do
        run zonecomp-1 "$dataset" "$OURS" overlay-shapefiles "$data" 1 "$PEERS_RUN/out/zonecomp.$dataset.csv"
        run zonecomp-2 "$dataset" "$OURS" overlay-shapefiles "$data" 2 "$PEERS_RUN/out/zonecomp2.$dataset.csv"
        cmp "$PEERS_RUN/out/zonecomp.$dataset.csv" "$PEERS_RUN/out/zonecomp2.$dataset.csv"
        [ -z "${NATIVE:-}" ] || program zonecomp-overlay "$dataset" planar "$NATIVE"
        program zonecomp-overlay-plain "$dataset" planar "$PLAIN"
        [ ! -x "$PEERS_RUN/geosbench" ] || run geoscpp-fast "$dataset" "$PEERS_RUN/geosbench" "$data" "$PEERS_RUN/out/geoscpp-fast.$dataset.csv" 2 fast
    done
    for peer in ${ONLY-mapshaper postgis spatialite sf geopandas qgis}; do
        case $peer in
            mapshaper) tool=$PEERS_RUN/mapshaper/node_modules/.bin/mapshaper ;;
            postgis) tool=/usr/lib/postgresql/15/bin/postgres ;;
            spatialite) tool=/usr/bin/spatialite ;;
            sf) tool=/usr/bin/Rscript ;;
            geopandas) tool=/usr/lib/python3/dist-packages/geopandas ;;
            qgis) tool=/usr/bin/qgis_process.bin ;;
        esac
        [ ! -e "$tool" ] || peer $peer "$dataset"
    done
done

echo
echo "peer, data, CPU s, wall s, MB: least of the runs; MB of anonymous memory for ours and GEOS, resident for the others; failed runs are not counted"
awk -F'\t' '$3=="failed"{bad[$1"\t"$2]=1; next} {k=$1"\t"$2; c=$3+$4; if(!(k in cpu)||c<cpu[k]){cpu[k]=c} if(!(k in wall)||$5<wall[k])wall[k]=$5; if($6>mem[k])mem[k]=$6; if(!(k in seen)){seen[k]=1; order[++n]=k}}
    END{for(i=1;i<=n;i++){k=order[i]; printf "%-28s %8.2f %8.2f %6d\n", k, cpu[k], wall[k], mem[k]} for(k in bad)printf "%-28s failed\n", k}' "$RESULTS"
python3 "$PEERS/compare.py" geoscpp-fast
# Agreement: 1e-9 of each total, 1 m2 in the worst county; 3e-9 and 15 m2 for the program itself, on its lattice of 1 mm (docs/performance.md derives it).
python3 - "$PEERS_RUN/out" "$@" <<'CHECK'
import csv, glob, os, sys
columns = ["forest", "redline", "wetland", "funczone", "forest_redline", "all"]
def read(path):
    with open(path, encoding="utf-8-sig") as file:
        return {row["county"].strip(): [float(row.get(c) or "nan") for c in columns] for row in csv.DictReader(file)}
bad = False
for dataset in sys.argv[2:]:
    reference = os.path.join(sys.argv[1], f"geoscpp-fast.{dataset}.csv")
    if not os.path.exists(reference):
        print(f"{dataset}: no result of geoscpp-fast to compare with")
        continue
    expected = read(reference)
    for path in sorted(glob.glob(os.path.join(sys.argv[1], f"*.{dataset}.csv"))):
        found = read(path)
        worst = max((abs(found[k][c] - expected[k][c]) for k in expected if k in found for c in range(6)), default=float("inf"))
        total = max(abs(sum(v[c] for v in found.values()) / sum(v[c] for v in expected.values()) - 1) for c in range(6))
        off, m2 = (3e-9, 15) if os.path.basename(path).startswith("zonecomp-overlay") else (1e-9, 1)
        agrees = len(found) == len(expected) and total <= off and worst <= m2
        ours = os.path.basename(path).startswith("zonecomp")
        bad |= ours and not agrees
        print(f"{'agrees   ' if agrees else 'DISAGREES'} {os.path.basename(path)}: {total:.1e} of the totals, {worst:.2g} m2 in the worst county")
sys.exit(1 if bad else 0)
CHECK
