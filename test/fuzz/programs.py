#!/usr/bin/env python3
"""Random programs, the same under erl and natively, at -O0 and -O2, with and without GC stress.

  programs.py --beamc BIN [--programs N] [--seed S] [--work DIR] [--jobs N]

Programs are made from seeds S … S+N-1 (program_generator.py) and run in batches. A difference is
printed with the seed that makes the program again; the exit status is 1 if there was any.
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


def batch(a, seeds):
    work = os.path.join(a.work, f"batch-{seeds[0]}")
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(os.path.join(work, "ebin"))
    ebin = os.path.join(work, "ebin")
    sources = []
    for s in seeds:
        sources.append(os.path.join(work, f"pg_{s}.erl"))
        with open(sources[-1], "w", encoding="utf-8") as f:
            f.write(generate(s))
    sources.append(os.path.join(work, "pg_run.erl"))
    with open(sources[-1], "w") as f:
        f.write(RUNNER)
    r = subprocess.run(["erlc", "+nowarn_unused_vars", "+deterministic", "-o", ebin] + sources, capture_output=True,
                       text=True)
    made = [s for s in seeds if os.path.exists(os.path.join(ebin, f"pg_{s}.beam"))]
    problems = []
    if len(made) != len(seeds):
        bad = sorted(set(seeds) - set(made))
        problems.append(f"programs {bad} do not compile:\n" +
                        "\n".join(l for l in r.stdout.splitlines() if ".erl:" in l and "Warning" not in l)[:2000])
    names = [str(s) for s in made]
    env = dict(os.environ, LC_ALL="C.UTF-8", ERL_FLAGS="-pa " + ebin, ERL_CRASH_DUMP_SECONDS="0")
    env.pop("BEAMC_DEBUG", None)
    expected = split(run(["escript", os.path.join(ebin, "pg_run.beam")] + names, env)[0])
    for level in a.levels:
        exe = os.path.join(work, "run-O" + level)
        r = subprocess.run([a.beamc, "build", ebin, "--main", "pg_run:main", "-O" + level, "-o", exe] +
                           ([] if a.cache else ["--no-cache"]), capture_output=True, text=True)
        if r.returncode:
            problems.append(f"batch {seeds[0]} at -O{level} cannot be built:\n{r.stdout}{r.stderr}"[:3000])
            continue
        for stress in ("", "gcstress"):
            output, status, errors = run([exe] + names, dict(env, BEAMC_DEBUG=stress) if stress else env)
            got = split(output)
            for s in names:
                if s not in expected:
                    problems.append(f"program {s}: erl printed nothing")
                    continue
                if got.get(s) == expected[s]:
                    continue
                lines = [(e, g) for e, g in zip((expected.get(s) or b"").splitlines(), (got.get(s) or b"").splitlines())
                         if e != g]
                problems.append(f"program {s} at -O{level} {stress}: " +
                                (f"erl {lines[0][0][:600]!r}, natively {lines[0][1][:600]!r}" if lines else
                                 f"erl printed {len(expected.get(s) or b'')} bytes, the executable "
                                 f"{len(got.get(s) or b'')}; status {status} {errors[-300:]!r}"))
    if not problems:
        shutil.rmtree(work)
    return len(made), problems


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--beamc", required=True)
    ap.add_argument("--programs", type=int, default=200)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--batch", type=int, default=50)
    ap.add_argument("--work", default="fuzz-work")
    ap.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    ap.add_argument("--levels", nargs="*", default=["0", "2"])
    ap.add_argument("--cache", action="store_true", help="keep the programs' objects in the object cache")
    a = ap.parse_args()
    a.work = os.path.abspath(a.work)
    a.beamc = os.path.abspath(a.beamc)
    seeds = list(range(a.seed, a.seed + a.programs))
    batches = [seeds[i:i + a.batch] for i in range(0, len(seeds), a.batch)]
    total = failures = 0
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        for made, problems in pool.map(lambda b: batch(a, b), batches):
            total += made
            failures += len(problems)
            for text in problems:
                print(text, flush=True)
    print(f"programs: {total} run from seed {a.seed}, {failures} differences")
    return 1 if failures or total == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
