#!/usr/bin/env python3
"""Random programs, the same under erl, natively at -O0 and -O2, and interpreted; each with and without GC stress.

  programs.py --beamc BIN [--programs N] [--seed S] [--work DIR] [--jobs N]

Programs are made from seeds S … S+N-1 (program_generator.py) and run in batches: one erlc, one erl
and one executable for each level, which the interpreter runs from the code that it carries. Modules that erlc itself crashes on are left out and counted. A
difference is printed with the seed that makes the program again; the exit status is 1 if there was
any.

The objects of OTP's modules are compiled once, by the first batch, and kept in DIR/objects; each
batch works on a copy made of hard links, so that the programs' own objects go with it.
"""
import argparse
import concurrent.futures
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program_generator import generate

RUNNER = """-module(pg_run).
-export([main/1]).
main(Seeds) ->
    [begin
         io:format("== ~s~n", [S]),
         M = list_to_atom("pg_" ++ S),
         {P, R} = spawn_monitor(fun() -> M:main() end),
         receive
             {'DOWN', R, process, P, normal} -> ok;
             {'DOWN', R, process, P, Why} -> io:format("ended: ~tw~n", [Why])
         after 20000 -> exit(P, kill), io:format("too slow~n")
         end
     end || S <- Seeds].
"""


def run(command, env, limit=300):
    try:
        r = subprocess.run(command, env=env, capture_output=True, timeout=limit)
        return r.stdout, r.returncode, r.stderr
    except subprocess.TimeoutExpired as e:
        return e.stdout or b"", "timeout", e.stderr or b""


def split(output):
    """Seed to what its program printed."""
    programs = {}
    for part in output.split(b"== ")[1:]:
        seed, _, rest = part.partition(b"\n")
        programs[seed.decode()] = rest
    return programs


def compile_all(sources, ebin):
    """Compiles with erlc, which stops at the first file that it cannot compile. Returns the names of
    those that crash erlc, and the messages about those that it refuses."""
    crashed, refused = [], ""
    rest = list(sources)
    while rest:
        r = subprocess.run(["erlc", "+nowarn_unused_vars", "+deterministic", "-o", ebin] + rest, capture_output=True,
                           text=True, errors="replace")  # crash messages are Latin-1
        if r.returncode == 0:
            break
        missing = [s for s in rest if not os.path.exists(os.path.join(ebin, os.path.basename(s)[:-4] + ".beam"))]
        if not missing:
            break
        if "internal error in" in r.stdout + r.stderr:
            crashed.append(os.path.basename(missing[0]))
        else:
            refused += "\n".join(l for l in r.stdout.splitlines() if ".erl:" in l and "Warning" not in l)[:2000]
        rest = missing[1:]
    return crashed, refused


def build(a, ebin, level, exe, objects):
    return subprocess.run([a.beamc, "build", ebin, "--main", "pg_run:main", "-O" + level, "--embed-beam", "-o", exe,
                           "-j", str(max(1, (os.cpu_count() or 1) // a.jobs)), "--cache-dir", objects], capture_output=True, text=True)


def keep_objects(a):
    """Compiles what every batch needs besides its programs: the modules that some programs reach. Objects of
    another beamc are of no use."""
    if os.path.exists(a.objects) and os.path.getmtime(a.objects) < os.path.getmtime(a.beamc):
        shutil.rmtree(a.objects)
    work = os.path.join(a.work, "first")
    ebin = os.path.join(work, "ebin")
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(ebin)
    sources = [os.path.join(work, "pg_run.erl")]
    with open(sources[0], "w") as f:
        f.write(RUNNER)
    for s in range(1, 11):
        sources.append(os.path.join(work, f"pg_{s}.erl"))
        with open(sources[-1], "w", encoding="utf-8") as f:
            f.write(generate(s))
    compile_all(sources, ebin)
    for level in a.levels:
        r = build(a, ebin, level, os.path.join(work, "run"), a.objects)
        if r.returncode:
            sys.exit(f"the first programs cannot be built:\n{r.stdout}{r.stderr}"[:3000])
    shutil.rmtree(work)


def batch(a, seeds):
    work = os.path.join(a.work, f"batch-{seeds[0]}")
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(os.path.join(work, "ebin"))
    ebin = os.path.join(work, "ebin")
    objects = os.path.join(work, "objects")
    shutil.copytree(a.objects, objects, copy_function=os.link)
    sources = []
    for s in seeds:
        sources.append(os.path.join(work, f"pg_{s}.erl"))
        with open(sources[-1], "w", encoding="utf-8") as f:
            f.write(generate(s))
    sources.append(os.path.join(work, "pg_run.erl"))
    with open(sources[-1], "w") as f:
        f.write(RUNNER)
    crashed, refused = compile_all(sources, ebin)
    made = [s for s in seeds if os.path.exists(os.path.join(ebin, f"pg_{s}.beam"))]
    problems = []
    if refused:
        problems.append(f"programs that do not compile:\n{refused}")
    names = [str(s) for s in made]
    env = dict(os.environ, LC_ALL="C.UTF-8", ERL_FLAGS="-pa " + ebin, ERL_CRASH_DUMP_SECONDS="0")
    env.pop("BEAMC_DEBUG", None)
    expected = split(run(["escript", os.path.join(ebin, "pg_run.beam")] + names, env)[0])
    for level in a.levels:
        exe = os.path.join(work, "run-O" + level)
        r = build(a, ebin, level, exe, objects)
        if r.returncode:
            problems.append(f"batch {seeds[0]} at -O{level} cannot be built:\n{r.stdout}{r.stderr}"[:3000])
            continue
        # The interpreter runs the same code whatever the level, so the last executable is enough.
        interpreted = ("tier=interp", "tier=interp,gcstress") if level == a.levels[-1] else ()
        for switches in ("", "gcstress") + interpreted:
            output, status, errors = run([exe] + names, dict(env, BEAMC_DEBUG=switches) if switches else env)
            got = split(output)
            for s in names:
                if s not in expected:
                    problems.append(f"program {s}: erl printed nothing")
                    continue
                if got.get(s) == expected[s]:
                    continue
                lines = [(e, g) for e, g in zip((expected.get(s) or b"").splitlines(), (got.get(s) or b"").splitlines())
                         if e != g]
                problems.append(f"program {s} at -O{level} {switches}: " +
                                (f"erl {lines[0][0][:600]!r}, natively {lines[0][1][:600]!r}" if lines else
                                 f"erl printed {len(expected.get(s) or b'')} bytes, the executable "
                                 f"{len(got.get(s) or b'')}; status {status} {errors[-300:]!r}"))
    shutil.rmtree(objects)
    if not problems:
        shutil.rmtree(work)
    return len(made), crashed, problems


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--beamc", required=True)
    ap.add_argument("--programs", type=int, default=200)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--batch", type=int, default=50)
    ap.add_argument("--work", default="fuzz-work")
    ap.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    ap.add_argument("--levels", nargs="*", default=["0", "2"])
    a = ap.parse_args()
    a.work = os.path.abspath(a.work)
    a.beamc = os.path.abspath(a.beamc)
    a.objects = os.path.join(a.work, "objects")
    keep_objects(a)
    seeds = list(range(a.seed, a.seed + a.programs))
    batches = [seeds[i:i + a.batch] for i in range(0, len(seeds), a.batch)]
    total = failures = crashes = 0
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        for made, crashed, problems in pool.map(lambda b: batch(a, b), batches):
            total += made
            crashes += len(crashed)
            failures += len(problems)
            for text in problems:
                print(text, flush=True)
    left_out = f", {crashes} left out that crash erlc" if crashes else ""
    print(f"programs: {total} run from seed {a.seed}, {failures} differences{left_out}")
    return 1 if failures or total == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
