#!/usr/bin/env python3
"""Tries to lose the last good run: kills runs at random moments, and runs on disks that are too small.

usage: scripts/kill-runs.py [--kills N] [--disks N] [--policy FILE] [--zonecomp COMMAND]
Kills go in turns to the commands that replace a folder of results: allocate, run, run with a cache, merge --run. Small disks are tmpfs mounts and need root.
After every try the results folder must be whole: every file of run.json there with its hash, nothing else; and the next run must work.
"""
import argparse
import hashlib
import json
import os
import random
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
parser = argparse.ArgumentParser()
parser.add_argument("--kills", type=int, default=200)
parser.add_argument("--disks", type=int, default=50)
parser.add_argument("--policy", default=os.path.join(root, "sample-data", "policy.yaml"))
parser.add_argument("--zonecomp", default=f"dotnet {root}/src/ZoneComp.Cli/bin/Release/net10.0/zonecomp.dll")
options = parser.parse_args()
policy = os.path.abspath(options.policy)
random.seed(20251122)


def command(*arguments):
    return [*shlex.split(options.zonecomp), *arguments, "--quiet"]


def whole(out):
    """None when the folder is a whole run, else what is wrong with it."""
    try:
        manifest = json.load(open(os.path.join(out, "run.json"), encoding="utf-8"))
    except (OSError, ValueError) as error:
        return str(error)
    expected = {entry["path"]: entry["sha256"] for entry in manifest["outputs"]}
    found = {}
    for folder, _, names in os.walk(out):
        for name in names:
            path = os.path.join(folder, name)
            found[os.path.relpath(path, out).replace(os.sep, "/")] = hashlib.sha256(open(path, "rb").read()).hexdigest()
    found.pop("run.json")
    found.pop("SHA256SUMS", None)
    return None if found == expected else f"differs: {sorted(set(found.items()) ^ set(expected.items()))[:3]}"


def main():
    work = tempfile.mkdtemp(prefix="zonecomp-kill-")
    measured, out, parts, cache = (os.path.join(work, name) for name in ("measured", "out", "parts", "cache"))
    subprocess.run(command("run", policy, "-o", measured), check=True, stdout=subprocess.DEVNULL)
    subprocess.run(command("overlay", policy, "--shard", "1/1", "-o", parts), check=True, stdout=subprocess.DEVNULL)
    commands = {
        "allocate": command("allocate", policy, "--from", measured, "-o", out),
        "run": command("run", policy, "-o", out),
        "run --cache": command("run", policy, "-o", out, "--cache", cache),
        "merge --run": command("merge", parts, "-o", out, "--run"),
    }
    seconds = {}
    for name, arguments in commands.items():
        start = time.monotonic()
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
        seconds[name] = time.monotonic() - start
    counts = {name: dict.fromkeys(("kills", "ended", "swaps", "lost", "stuck"), 0) for name in commands}
    attempt = -1
    while sum(count["kills"] for count in counts.values()) < options.kills:
        attempt += 1
        name = list(commands)[attempt % len(commands)]
        count = counts[name]
        start = time.monotonic()
        if name == "run --cache" and attempt % 8 == 2:
            shutil.rmtree(cache, ignore_errors=True)  # half of them while they fill the cache
        # Half of the kills fall in the last third, where files are written and swapped.
        moment = seconds[name] * (random.uniform(0, 1.1) if attempt // len(commands) % 2 else random.uniform(0.66, 1.1))
        process = subprocess.Popen(commands[name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            if process.wait(timeout=moment) != 0:
                count["stuck"] += 1
                print(f"try {attempt} of {name}: exit {process.returncode} without a kill", flush=True)
            count["ended"] += 1
            seconds[name] += 0.5 * (time.monotonic() - start - seconds[name])  # the machine is quicker now
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            count["kills"] += 1
        if os.path.isdir(out):
            wrong = whole(out)
        else:  # between the two renames: the next start finishes or undoes it
            wrong = None
            count["swaps"] += 1
        if wrong:
            count["lost"] += 1
            print(f"kill {attempt} of {name} after {moment:.2f} s: {wrong}", flush=True)
        if attempt % 10 == 9 or not os.path.isdir(out):
            ended_with = subprocess.run(commands[name], stdout=subprocess.DEVNULL).returncode
            if ended_with != 0 or whole(out) or not {"measured", "out", "parts"} <= set(os.listdir(work)) <= {"measured", "out", "parts", "cache"}:
                count["stuck"] += 1
                print(f"kill {attempt} of {name}: the next run did not put things right: {os.listdir(work)} {whole(out)}", flush=True)
        if attempt % 10 == 9 and name.startswith("run"):
            # Whatever the kills left in the cache: the same tables as of the run that nobody killed.
            for table in ("combinations.parquet", "coverage.parquet", "allocation.parquet"):
                if os.path.exists(os.path.join(measured, table)) and open(os.path.join(measured, table), "rb").read() != open(os.path.join(out, table), "rb").read():
                    count["lost"] += 1
                    print(f"kill {attempt} of {name}: {table} has other bytes now", flush=True)
    for name, count in counts.items():
        print(f"{name}: kills {count['kills']}, ended before their kill {count['ended']}, swaps interrupted {count['swaps']}, good runs lost {count['lost']}, next runs failed {count['stuck']} (a run takes {seconds[name]:.1f} s)", flush=True)
    lost, stuck = (sum(count[what] for count in counts.values()) for what in ("lost", "stuck"))

    size = sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(out) for name in names)
    refused = written = 0
    for attempt in range(options.disks):
        disk = os.path.join(work, "disk")
        os.makedirs(disk, exist_ok=True)
        room = int(size * 1.15 + attempt * size * 1.3 / options.disks)  # the last good run fits, a second beside it not, or nearly, or just
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", disk], check=True)
        try:
            there = os.path.join(disk, "out")
            shutil.copytree(out, there)
            before = whole(there)
            ended_with = subprocess.run(command("run", policy, "-o", there), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            wrong = before or whole(there)
            if os.listdir(disk) != ["out"]:
                wrong = wrong or f"left behind: {os.listdir(disk)}"
            if ended_with.returncode == 0:
                written += 1
            elif ended_with.returncode == 2 and ("disk is full" in ended_with.stderr or "磁盘已满" in ended_with.stderr):
                refused += 1
            else:
                wrong = wrong or f"exit {ended_with.returncode}: {ended_with.stderr[-300:]}"
            if wrong:
                lost += 1
                print(f"disk of {room} bytes: {wrong}")
        finally:
            subprocess.run(["umount", disk], check=True)
    print(f"disks {options.disks}, told that the disk is full {refused}, written {written}, lost or unclear so far {lost}")
    shutil.rmtree(work)
    return 1 if lost or stuck else 0


sys.exit(main())
