#!/usr/bin/env bash
# Runs the peers' job with ZoneComp's overlay and with the peers that are installed, in turns in one run, and prints one table.
#   scripts/bench-peers.sh [DATASET...]      20k 200k by default; 1M needs 8 GB to generate
# PEERS: folder of the peers' scripts and the data generator (../shared/peers). PEERS_RUN: where data and results go. REPS: runs of each (2).
set -euo pipefail
cd "$(dirname "$0")/.."
PEERS=$(cd "${PEERS:-../shared/peers}" && pwd)
export PEERS_RUN=${PEERS_RUN:-/var/tmp/zonecomp-peers}
REPS=${REPS:-2}
[ $# -gt 0 ] || set -- 20k 200k
dotnet build tests/ZoneComp.Benchmarks -c Release -v q --nologo
OURS=$PWD/tests/ZoneComp.Benchmarks/bin/Release/net10.0/ZoneComp.Benchmarks
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
    wait $shell || { echo "$name on $dataset failed" >&2; return 0; }
    printf '%s\t%s\t%s\t%d\n' "$name" "$dataset" "$(cat "$log.time")" $((anon / 1024)) | tee -a "$RESULTS"
    rm -f "$log" "$log.time"
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
        [ ! -x "$PEERS_RUN/geosbench" ] || run geoscpp-fast "$dataset" "$PEERS_RUN/geosbench" "$data" "$PEERS_RUN/out/geoscpp-fast.$dataset.csv" 2 fast
    done
    for peer in mapshaper postgis spatialite sf geopandas qgis; do
        case $peer in
            mapshaper) tool=$PEERS_RUN/mapshaper/node_modules/.bin/mapshaper ;;
            postgis) tool=/usr/lib/postgresql/15/bin/postgres ;;
            spatialite) tool=/usr/bin/spatialite ;;
            sf) tool=/usr/bin/Rscript ;;
            geopandas) tool=/usr/lib/python3/dist-packages/geopandas ;;
            qgis) tool=/usr/bin/qgis_process.bin ;;
        esac
        [ ! -e "$tool" ] || run $peer "$dataset" "$PEERS/$peer/run.sh" "$dataset" 1
    done
done

echo
echo "peer, data, CPU s, wall s, MB of its own memory: least of the runs"
awk -F'\t' '{k=$1"\t"$2; c=$3+$4; if(!(k in cpu)||c<cpu[k]){cpu[k]=c} if(!(k in wall)||$5<wall[k])wall[k]=$5; if($6>mem[k])mem[k]=$6; if(!(k in seen)){seen[k]=1; order[++n]=k}}
    END{for(i=1;i<=n;i++){k=order[i]; printf "%-28s %8.2f %8.2f %6d\n", k, cpu[k], wall[k], mem[k]}}' "$RESULTS"
python3 "$PEERS/compare.py" geoscpp-fast
