#!/bin/bash
# cluster-trial.sh CLUSTER_SCRIPTS ZONECOMP POLICY plain|crash|cut|failing|ctl|sortcrash|sortfailing
# One trial of `zonecomp cluster` on a real Slurm cluster that CLUSTER_SCRIPTS (up.sh, node.sh, down.sh) start on this machine in namespaces of its own.
# Exit 0: the trial's results are those of a run on one machine, byte for byte. Exit 77: no root, or no Slurm. Everything that was started is stopped.
set -euo pipefail
scripts="$1" zonecomp="$2" policy="$3" what="$4"
[ "$(id -u)" = 0 ] || { echo "needs root"; exit 77; }
for program in slurmctld slurmd sbatch munged ip unshare nsenter; do command -v $program >/dev/null || { echo "$program is not there"; exit 77; }; done
work="$(mktemp -d)"; chmod 755 "$work"  # munge wants its path open
ZCS_ID="z$(( $$ % 10000 ))" ZCS_NODES=3
export ZCS_ID ZCS_NODES ZCS_ROOT="$work/slurm" ZONECOMP_LANG=en DOTNET_NOLOGO=1
. "$scripts/env.sh"
trap '"$scripts/down.sh" >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
"$scripts/up.sh" >/dev/null
run="$work/run"
status() { on_ctl $zonecomp cluster status "$run"; }
await() { # SECONDS: until the results are there
  for _ in $(seq "$1"); do status >/dev/null && return; sleep 1; done
  status; tail -n 5 "$run"/log/*.txt; return 1; }
await_started() { # K [shard|sort]: until the task runs; says on which node
  for _ in $(seq 240); do grep -qs start "$run/log/${2:-shard}-$1.txt" && { sed -n 's/.* start on \([^,]*\),.*/\1/p' "$run/log/${2:-shard}-$1.txt" | head -1; return; }; sleep 0.5; done; return 1; }
slow() { sed -i "s/^for try/sleep $1\nfor try/" "$run/${2:-shards}.sbatch"; }  # an administrator's edit: tasks long enough to be hit
$zonecomp overlay "$policy" -o "$work/one" --quiet
$zonecomp cluster plan "$policy" -o "$run" --shards 4 --threads 1 --memory 1200MiB
case $what in
plain)
  on_ctl $zonecomp cluster submit "$run"; await 180 ;;
crash) # a node loses power while a shard runs on it; the shard starts again elsewhere
  slow 12; on_ctl $zonecomp cluster submit "$run"; node="$(await_started 2)"; "$scripts/node.sh" crash "$node"; echo "crashed $node"; await 240
  grep -l "restart 1" "$run"/log/shard-*.txt ;;
cut) # a cable is pulled: the shards of that node go on, and are started again elsewhere at the same time
  slow 35; on_ctl $zonecomp cluster submit "$run"; node="$(await_started 2)"; "$scripts/node.sh" cut "$node"; echo "cut $node"; await 300
  grep -l "restart 1" "$run"/log/shard-*.txt
  [ "$(grep -c start "$run/log/shard-2.txt")" -ge 2 ] ;;
failing) # one shard fails: no merge, a status that says so; mended and resumed, the rest is done
  cp "$run/shards.sbatch" "$run/good.sbatch"
  sed -i 's/^for try/[ "$SLURM_ARRAY_TASK_ID" != 3 ] || exit 1\nfor try/' "$run/shards.sbatch"
  on_ctl $zonecomp cluster submit "$run"
  for _ in $(seq 180); do [ "$(ls "$run"/parts/*.part 2>/dev/null | wc -l)" = 3 ] && break; sleep 1; done
  sleep 5
  if status; then echo "a shard failed, and the status says that all is well"; exit 1; fi
  if $zonecomp merge "$run/parts" --policy "$policy" -o "$work/early"; then echo "merged without shard 3"; exit 1; fi
  [ ! -e "$run/results" ]
  mv "$run/good.sbatch" "$run/shards.sbatch"; on_ctl $zonecomp cluster resume "$run"; await 180
  [ "$(grep -l start "$run"/log/shard-[124].txt | xargs grep -c start | grep -c ':1$')" = 3 ] ;;  # the others did not run again
ctl) # the controller is killed just after it took the jobs, and may forget some of them
  slow 5; on_ctl $zonecomp cluster submit "$run"; sleep 1; "$scripts/node.sh" kill-slurmd ctl; sleep 3; "$scripts/node.sh" restart-slurmd ctl; sleep 20
  on_ctl $zonecomp cluster resume "$run" || { sleep 10; on_ctl $zonecomp cluster resume "$run"; }
  await 240 ;;
sortcrash) # a node loses power while it sorts a piece
  slow 12 sort; on_ctl $zonecomp cluster submit "$run"; node="$(await_started 2 sort)"; "$scripts/node.sh" crash "$node"; echo "crashed $node"; await 240
  grep -l "restart 1" "$run"/log/sort-*.txt ;;
sortfailing) # one piece fails: no ground, no shard; whoever tries by hand is told which piece is missing; mended and resumed, the other pieces are left as they are
  cp "$run/sort.sbatch" "$run/good.sbatch"
  sed -i 's/^for try/[ "$SLURM_ARRAY_TASK_ID" != 3 ] || exit 1\nfor try/' "$run/sort.sbatch"
  on_ctl $zonecomp cluster submit "$run"
  for _ in $(seq 180); do [ "$(ls "$run"/parts/*.rows 2>/dev/null | wc -l)" = 3 ] && break; sleep 1; done
  sleep 5
  if status; then echo "a piece failed, and the status says that all is well"; exit 1; fi
  if $zonecomp overlay "$policy" --shard 1/4 -o "$run/parts" 2>"$work/refused"; then echo "a shard ran without piece 3"; exit 1; fi
  grep "of 4 pieces of the sorting these are missing: 3" "$work/refused"
  [ ! -e "$run/parts/ground" ] && [ -z "$(ls "$run"/parts/*.part 2>/dev/null)" ]
  mv "$run/good.sbatch" "$run/sort.sbatch"; on_ctl $zonecomp cluster resume "$run"; await 180
  [ "$(grep -l start "$run"/log/sort-[124].txt | xargs grep -c start | grep -c ':1$')" = 3 ] ;;  # the others did not run again
*) sed -n 2,4p "$0"; exit 2 ;;
esac
cd "$work/one"
find . -type f ! -name run.json ! -name SHA256SUMS | sort | while read -r file; do cmp "$file" "$run/results/$file"; done
echo "$what: the same bytes"
