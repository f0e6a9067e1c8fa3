#!/usr/bin/env python3
"""Upgrades the hot-counter example (docs/examples/hot-counter) to and fro while clients load it.

    upgrade.py --beamc BEAMC --work DIR [--upgrades N] [--every K] [--debug KEYS] [--system]

Each upgrade is a `beamc push --change-code`. After each K upgrades the program's own account is
read (beamc eval): as many numbers given as replies received, the version that was pushed, and memory
(erlang:memory after collecting, resident size) no larger than after the first K. --system pushes
lists and gen_server, unchanged, along with each upgrade."""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
EXAMPLE = TOP / "docs" / "examples" / "hot-counter"
# What a hundred upgrades may leave behind before it counts as a leak: pages that the allocator
# keeps, caches that fill slowly.
RESIDENT_SLACK, MEMORY_SLACK = 8 << 20, 1 << 20
# The JIT's compiler is opened once, and takes and returns memory while it works.
COMPILER = 64 << 20


def run(*command):
    done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=300)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\nexit {done.returncode}: {done.stdout}")
    return done.stdout


def compile_all(work, erlc):
    for folder, sources in (("ebin", ["1/hot_counter", "hot_counter_sup", "hot_load"]), ("1", ["1/hot_counter"]),
                            ("2", ["2/hot_counter"])):
        (work / folder).mkdir(parents=True, exist_ok=True)
        run(erlc, "-o", work / folder, *[EXAMPLE / f"{s}.erl" for s in sources])


def resident(pid):
    for line in open(f"/proc/{pid}/status", encoding="ascii"):
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) << 10
    raise SystemExit("the program has ended")


def system_modules(erl):
    out = run(erl, "-noshell", "-eval", 'io:format("~s ~s", [code:which(lists), code:which(gen_server)]), halt().')
    return out.split()


class Program:
    def __init__(self, options, work):
        self.options = options
        environment = dict(os.environ)
        if options.debug:
            environment["BEAMC_DEBUG"] = options.debug
        self.log = open(work / "log", "w+", encoding="utf-8")
        self.process = subprocess.Popen([str(work / "hot_counter")], stdout=subprocess.PIPE, stderr=self.log, text=True,
                                        env=environment)
        if self.process.stdout.readline() != "counting\n":
            self.fail("the program does not start")

    def fail(self, why):
        time.sleep(0.2)
        if self.process.poll() is not None:
            why += f"\nthe program has ended: {self.process.returncode}"
        self.process.kill()
        rest = self.process.communicate()[0]
        self.log.seek(0)
        raise SystemExit(f"FAILED: {why}\n{rest}{self.log.read()}")

    def ask(self, *arguments):
        command = [self.options.beamc, arguments[0], str(self.process.pid), "--timeout", "120", *map(str, arguments[1:])]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            self.fail(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def push(self, *files):
        answer = json.loads(self.ask("push", "--json", "--change-code", "--force", "--grace", "60", *files))
        for module in answer["modules"]:
            if module["status"] != "replaced" or not module["purged"] or module["killed"]:
                self.fail(f"after a push: {module}")
        if answer["modules"][0]["changed"] != 1:
            self.fail(f"the counter's state was not changed: {answer}")

    def account(self):
        text = json.loads(self.ask("eval", "--json", "hot_load:report()."))["value"]
        return tuple(int(n) for n in text.strip("{}").split(","))


def check(program, version, upgrades, base):
    found, given, got, memory = program.account()
    deadline = time.monotonic() + 20
    while base and memory > base[0] + MEMORY_SLACK and time.monotonic() < deadline:
        time.sleep(0.2)  # modules that have just been replaced are being compiled
        found, given, got, memory = program.account()
    size = resident(program.process.pid)
    print(f"{upgrades:6} upgrades: version {found}, {given} replies, memory {memory >> 10} KiB, "
          f"resident {size >> 10} KiB", flush=True)
    if found != version:
        program.fail(f"expected version {version}, found {found}")
    if given != got:
        program.fail(f"{given} numbers given, {got} replies received")
    if base and given <= base[2]:
        program.fail("the clients stand still")
    if base and memory > base[0] + MEMORY_SLACK:
        program.fail(f"memory grows: {base[0]} bytes before, {memory} now")
    if base and size > base[1] + RESIDENT_SLACK + COMPILER:
        program.fail(f"resident size grows: {base[1]} bytes before, {size} now")
    return (base[0], base[1], given) if base else (memory, size, given)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--beamc", required=True)
    parser.add_argument("--work", required=True, type=pathlib.Path)
    parser.add_argument("--upgrades", type=int, default=200)
    parser.add_argument("--every", type=int, default=100)
    parser.add_argument("--debug", default="")
    parser.add_argument("--system", action="store_true")
    parser.add_argument("--build-arg", action="append", default=[])
    options = parser.parse_args()
    work = options.work.resolve()
    compile_all(work, shutil.which("erlc"))
    run(options.beamc, "build", "-O1", work / "ebin", "--main", "hot_load:main", "--control", "--include", "erl_eval",
        "--include", "erl_parse", *options.build_arg, "-o", work / "hot_counter")
    more = system_modules(shutil.which("erl")) if options.system else []
    program = Program(options, work)
    base, start = None, time.time()
    for upgrade in range(1, options.upgrades + 1):
        version = 2 if upgrade % 2 else 1
        program.push(work / str(version) / "hot_counter.beam", *more)
        if upgrade % options.every == 0:
            base = check(program, version, upgrade, base)
    if program.process.poll() is not None:
        program.fail(f"the program has ended with {program.process.returncode}")
    program.process.kill()
    program.process.wait()
    print(f"passed: {options.upgrades} upgrades in {time.time() - start:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
