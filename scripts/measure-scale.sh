#!/bin/bash
# Measures runs in bounded memory for docs/scale.md: CPU, wall time, share of the cores that was busy, peak resident memory, size of the ground on disk.
# usage: scripts/measure-scale.sh PROGRAM OUT POLICY...
#   PROGRAM  the built program, such as src/ZoneComp.Cli/bin/Release/net10.0/zonecomp
#   OUT      folder for results (replaced), for the ground meanwhile, and for OUT/scale.tsv with a line for each run
#   POLICY   policies over data of gen_province.py, or of scripts/make-shifted-province
# MEMORY=2GiB and THREADS=2 unless set. A machine with anything else to do gives wall times that say nothing.
set -eu
program=$1 out=$2
shift 2
memory=${MEMORY:-2GiB} threads=${THREADS:-2}
mkdir -p "$out"
printf 'policy\tvertices\tcpu_s\tsystem_s\twall_s\tbusy\tpeak_mib\tground_mib\n' | tee -a "$out/scale.tsv"
for policy in "$@"; do
  rm -rf "$out/results"
  { TIMEFORMAT='%U %S %R'; time "$program" overlay "$policy" -o "$out/results" --memory "$memory" --threads "$threads" --work "$out" --quiet > /dev/null; } 2> "$out/times" &
  shell=$!
  began=$EPOCHREALTIME ground=0 highest=0
  : > "$out/timeline.tsv"
  # What the kernel tells of a process is gone when it ends: the last look before that counts for the peak and the ground.
  while kill -0 $shell 2> /dev/null; do
    pid=$(cat /proc/$shell/task/$shell/children 2> /dev/null | cut -d' ' -f1)
    if [ -n "$pid" ]; then
      size=$(stat -L -c '%s' $(find /proc/$pid/fd -lname '*zonecomp-ground*' 2> /dev/null) /dev/null 2> /dev/null | sort -n | tail -1 || true)
      ground=$(( ${size:-0} > ground ? ${size:-0} : ground ))
      peak=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' /proc/$pid/status 2> /dev/null || true)
      highest=${peak:-$highest}
      echo "$(echo "$EPOCHREALTIME - $began" | bc) $(cut -d' ' -f14,15 /proc/$pid/stat 2> /dev/null)" >> "$out/timeline.tsv" # seconds, ticks of user and system time
    fi
    sleep 0.2
  done
  wait $shell
  vertices=$(tr -d ' \n' < "$out/results/run.json" | sed -n 's/.*"name":"vertices","value":"\([0-9]*\).*/\1/p')
  tail -1 "$out/times" | awk -v policy="$policy" -v vertices="$vertices" -v threads="$threads" -v peak="$highest" -v ground="$ground" \
    '{ cpu = $1 + $2; printf "%s\t%d\t%.2f\t%.2f\t%.2f\t%.3f\t%d\t%d\n", policy, vertices, cpu, $2, $3, cpu / (threads * $3), peak / 1024, ground / 1048576 }' | tee -a "$out/scale.tsv"
done
rm -rf "$out/results"
