#!/usr/bin/env python3
"""Tries to lose the last good run: kills runs at random moments, and runs on disks that are too small.

usage: scripts/kill-runs.py [--kills N] [--disks N] [--zonecomp COMMAND]
Needs results of `zonecomp run sample-data/policy.yaml`, which it makes; small disks are tmpfs mounts and need root.
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
parser.add_argument("--zonecomp", default=f"dotnet {root}/src/ZoneComp.Cli/bin/Release/net10.0/zonecomp.dll")
options = parser.parse_args()
policy = os.path.join(root, "sample-data", "policy.yaml")
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
    measured, out = os.path.join(work, "measured"), os.path.join(work, "out")
    subprocess.run(command("run", policy, "-o", measured), check=True, stdout=subprocess.DEVNULL)
    arguments = command("allocate", policy, "--from", measured, "-o", out)
    start = time.monotonic()
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    seconds = time.monotonic() - start
    lost = stuck = ended = repaired = 0
    for attempt in range(options.kills):
        # Half of the kills fall in the last third, where files are written and swapped.
        moment = seconds * (random.uniform(0, 1.1) if attempt % 2 else random.uniform(0.66, 1.1))
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            process.wait(timeout=moment)
            ended += 1
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if os.path.isdir(out):
            wrong = whole(out)
        else:  # between the two renames: the next start finishes or undoes it
            wrong = None
            repaired += 1
        if wrong:
            lost += 1
            print(f"kill {attempt} after {moment:.2f} s: {wrong}")
        if attempt % 10 == 9 or not os.path.isdir(out):
            if subprocess.run(arguments, stdout=subprocess.DEVNULL).returncode != 0 or whole(out) or sorted(os.listdir(work)) != ["measured", "out"]:
                stuck += 1
                print(f"kill {attempt}: the next run did not put things right: {os.listdir(work)} {whole(out)}")
    print(f"kills {options.kills}, runs that ended before their kill {ended}, swaps interrupted {repaired}, good runs lost {lost}, next runs failed {stuck} (a run takes {seconds:.1f} s)")

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
            ended_with = subprocess.run(command("allocate", policy, "--from", measured, "-o", there), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
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
