#!/usr/bin/env python3
"""Benchmarks beside erl, interleaved, medians and ratios.

  bench.py [--write] [--runs N] [--beamc BIN] [--no-compile-time] [--tiers] [NAME…]

--tiers also measures the programs interpreted, beside erl, and compiled at run time (after a second), beside
ahead of time.
--write puts the table into docs/benchmarks.md."""
import argparse
import glob
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))


def wall(cmd, cwd, debug=""):
    t = time.perf_counter()
    env = dict(os.environ, BEAMC_DEBUG=debug) if debug else None
    r = subprocess.run(cmd, cwd=cwd, capture_output=True, env=env)
    if r.returncode:
        sys.exit(f"bench: {cmd} failed\n{r.stdout.decode()}{r.stderr.decode()}")
    return (time.perf_counter() - t) * 1e3, r.stdout.decode()


def times(text):
    return [int(v) for v in re.findall(r"\d+", text.split(" ", 1)[1])]


def tiers(a, names, work, erl, out):
    """A table of interpreted / erl and compiled at run time / ahead of time."""
    for what in ("all", "own"):
        subprocess.run([a.beamc, "build", work, "--main", "bench_main:main", "--embed-beam=" + what, "-o",
                        os.path.join(work, "bench-" + what)], check=True, capture_output=True)
    out("| program | interpreted, ms | erl / interpreted | compiled at run time, ms | ahead of time / at run time |")
    out("|---|---:|---:|---:|---:|")
    ratios = []
    for n in names:
        interpreted, oracle, jit, native = [], [], [], []
        for _ in range(a.runs):
            interpreted += times(wall([os.path.join(work, "bench-all"), n, "3"], work, "tier=interp")[1])
            oracle += times(wall(erl + [f'bench_main:main(["{n}","3"]),halt().'], work)[1])
            jit += times(wall([os.path.join(work, "bench-own"), n, "3", "1000"], work, "tier=jit")[1])
            native += times(wall([os.path.join(work, "bench-own"), n, "3", "1000"], work)[1])
        i, o, j, m = (statistics.median(v) / 1e3 for v in (interpreted, oracle, jit, native))
        ratios.append((o / i, m / j))
        out(f"| {n} | {i:.1f} | {o / i:.2f} | {j:.1f} | {m / j:.2f} |")
    mean = [math.exp(sum(map(math.log, v)) / len(v)) for v in zip(*ratios)]
    out(f"| geometric mean | | {mean[0]:.2f} | | {mean[1]:.2f} |")
    out()


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--beamc", default=os.path.join(TOP, "build/release/bin/beamc"))
    ap.add_argument("--runs", type=int, default=3, help="rounds; each takes three measurements of both")
    ap.add_argument("--write", action="store_true")
    ap.add_argument("--tiers", action="store_true")
    ap.add_argument("--no-compile-time", action="store_true")
    ap.add_argument("names", nargs="*")
    a = ap.parse_args()
    a.beamc = os.path.abspath(a.beamc)  # it is run from other directories, too
    names = [os.path.basename(p)[6:-4] for p in sorted(glob.glob(os.path.join(HERE, "programs", "*.erl")))]
    if a.names:
        names = [n for n in names if n in a.names]
    lines = []

    def out(line=""):
        print(line, flush=True)
        lines.append(line)

    with tempfile.TemporaryDirectory() as work:
        sources = [os.path.join(HERE, "programs", f"bench_{n}.erl") for n in names]
        subprocess.run(["erlc", "-o", work, os.path.join(HERE, "bench_main.erl")] + sources, check=True)
        hello = os.path.join(work, "hello.erl")
        with open(hello, "w") as f:
            f.write('-module(hello).\n-export([main/0]).\nmain() -> io:format("hello~n").\n')
        subprocess.run(["erlc", "-o", work, hello], check=True)
        r = subprocess.run([a.beamc, "build", work, "--main", "bench_main:main", "-o", os.path.join(work, "bench")],
                           capture_output=True, text=True)
        if r.returncode:
            sys.exit(r.stdout + r.stderr)
        subprocess.run([a.beamc, "build", os.path.join(work, "hello.beam"), "--main", "hello:main", "-o",
                        os.path.join(work, "hello")], check=True, capture_output=True)
        erl = ["erl", "-noshell", "-pa", work, "-eval"]
        out("| program | beamc, ms | erl, ms | erl / beamc |")
        out("|---|---:|---:|---:|")
        ratios = []
        for n in names:
            native, oracle = [], []
            for _ in range(a.runs):
                _, x = wall([os.path.join(work, "bench"), n, "3"], work)
                _, y = wall(erl + [f'bench_main:main(["{n}","3"]),halt().'], work)
                hx, tx = x.split(" ", 1)
                hy, ty = y.split(" ", 1)
                if hx != hy:
                    sys.exit(f"bench: {n} gives another result than under erl")
                native += [int(v) for v in re.findall(r"\d+", tx)]
                oracle += [int(v) for v in re.findall(r"\d+", ty)]
            x, y = statistics.median(native) / 1e3, statistics.median(oracle) / 1e3
            ratios.append(y / x)
            out(f"| {n} | {x:.1f} | {y:.1f} | {y / x:.2f} |")
        if ratios:
            out(f"| geometric mean | | | {math.exp(sum(map(math.log, ratios)) / len(ratios)):.2f} |")
        out()
        if a.tiers:
            tiers(a, names, work, erl, out)
        start = [wall([os.path.join(work, "hello")], work)[0] for _ in range(21)]
        start_erl = [wall(["erl", "-noshell", "-eval", "hello:main(),halt()."], work)[0] for _ in range(7)]
        out(f"Start-up of a hello world (whole process, median): {statistics.median(start):.1f} ms; "
            f"under erl {statistics.median(start_erl):.0f} ms.")
        if not a.no_compile_time and not a.names:
            lib = subprocess.run(["erl", "-noshell", "-eval", 'io:put_chars(code:lib_dir(stdlib)),halt().'],
                                 capture_output=True, text=True).stdout
            beams = glob.glob(os.path.join(lib, "ebin", "*.beam"))
            t, _ = wall([a.beamc, "build", "--no-cache", "--emit=obj", "-o", os.path.join(work, "objects")] + beams, work)
            out()
            out(f"Compile time of OTP's stdlib ({len(beams)} modules, -O2, {os.cpu_count()} cores): {t / 1e3:.0f} s.")
    if a.write:
        with open(os.path.join(TOP, "docs", "benchmarks.md"), "w") as f:
            f.write("# Benchmarks\n\nWritten by `./dev bench --write`: medians of interleaved runs on one machine, each beside `erl`\n"
                    "(OTP 25 with its JIT) in the same run. A ratio above 1 means that the executable is faster.\n\n")
            f.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
