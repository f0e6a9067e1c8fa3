#!/usr/bin/env python3
"""Loads modules of OTP whose code was changed at random into a running program and calls their functions.

  loaded_code.py --beamc BIN [--lib-dir DIR] [--seeds N] [--first SEED] [--work DIR] [--debug SWITCHES]

The loader must refuse a module or run it without harm: a signal or a report of a sanitizer (--lib-dir of a build
with one) is a finding. It names the seed, which --first SEED --seeds 1 tries again. What a module does may be
anything else: exceptions, a process killed for its memory, a loop. The modules are compiled anew under other names, so
that the program's own stay whole. With a `jit` switch in --debug (jit=1,jitwait) it counts what the JIT has compiled, and fails
if that is nothing. A JIT with a sanitizer is that of --lib-dir, with the switch jitforeign too.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MODULES = ["lists", "maps", "queue", "gb_trees", "gb_sets", "orddict", "ordsets", "proplists", "string", "base64", "binary",
           "dict", "sets", "array", "digraph", "sofs", "rand", "calendar", "filename", "erl_scan", "json", "uri_string",
           "io_lib_format", "unicode", "gen"]
# Each module from its abstract code as fz_<name>; the exports into one file.
PREPARE = """
Exports = lists:flatmap(fun(M) ->
    case beam_lib:chunks(code:which(M), [abstract_code, exports]) of
        {ok, {_, [{abstract_code, {raw_abstract_v1, Forms}}, {exports, Es}]}} ->
            Name = list_to_atom("fz_" ++ atom_to_list(M)),
            Renamed = [case F of {attribute, A, module, _} -> {attribute, A, module, Name}; _ -> F end || F <- Forms],
            case compile:forms(Renamed, [deterministic, nowarn_unused_function]) of
                {ok, Name, Beam} ->
                    ok = file:write_file(filename:join(OUT, atom_to_list(Name) ++ ".beam"), Beam),
                    [{Name, Es -- [{module_info, 0}, {module_info, 1}]}];
                _ -> []
            end;
        _ -> []
    end end, MODULES),
file:write_file(filename:join(OUT, "exports"), [io_lib:format("~p.~n", [E]) || E <- Exports]),
halt().
"""


def prepare(args, work):
    seeds = work / "seeds"
    if not (seeds / "exports").exists():
        seeds.mkdir(parents=True, exist_ok=True)
        code = f'OUT = "{seeds}", MODULES = [{", ".join(MODULES)}],' + PREPARE
        subprocess.run(["erl", "-noshell", "-eval", code], check=True, timeout=300)
    subprocess.run(["erlc", "-o", str(work), str(HERE / "loaded_code.erl")], check=True, timeout=60)
    program = work / "loaded_code"
    command = [args.beamc, "build", "-O1", str(work / "loaded_code.beam"), "--main", "loaded_code:main",
               "-o", str(program)]
    if args.lib_dir:
        command += ["--lib-dir", args.lib_dir]
    subprocess.run(command, check=True, timeout=1800)
    return program, seeds


def attempt(program, seeds, first, last, args):
    """Status, output and errors of the seeds first … last; status None: no end in time."""
    env = dict(os.environ, ASAN_OPTIONS="detect_leaks=0:exitcode=99:allocator_may_return_null=1")
    if args.debug:
        env["BEAMC_DEBUG"] = args.debug + (",jitlog" if uses_jit(args) else "")
    try:
        r = subprocess.run([program, seeds, str(first), str(last)], env=env, capture_output=True, timeout=args.limit)
        return r.returncode, r.stdout.decode(errors="replace"), r.stderr.decode(errors="replace")
    except subprocess.TimeoutExpired:
        return None, "", ""


def uses_jit(args):
    return "jit" in args.debug and "jitlog" not in args.debug


def bad(status, errors):
    no_memory = "cannot allocate" in errors  # asked for, and refused as it should be
    return status is not None and (status < 0 or status == 99) and not no_memory


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beamc", required=True)
    parser.add_argument("--lib-dir", default="")
    parser.add_argument("--seeds", type=int, default=500)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--work", default="loaded-code-work")
    parser.add_argument("--debug", default="")
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--limit", type=float, default=120)
    args = parser.parse_args()
    work = pathlib.Path(args.work).resolve()
    program, seeds = prepare(args, work)
    loaded = loops = compiled = 0
    last_jit = "no module was hot"
    findings = []
    end = args.first + args.seeds
    for first in range(args.first, end, args.batch):
        last = min(first + args.batch, end) - 1
        status, out, errors = attempt(program, seeds, first, last, args)
        words = out.split()
        compiled += len(re.findall(r"^beamc: jit: .*: \d+ functions", errors, re.MULTILINE))
        last_jit = ([last_jit] + [line for line in errors.splitlines() if line.startswith("beamc: jit:")])[-1]
        if status == 0 and "loaded" in words:
            loaded += int(words[0])
            continue
        # A loop ends the batch; a finding is somebody's: one by one.
        for seed in range(first, last + 1) if first != last else [first]:
            status, out, errors = attempt(program, seeds, seed, seed, args)
            loops += status is None or "a loop" in out
            loaded += out.startswith("1 of 1")
            if bad(status, errors):
                findings.append(seed)
                print(f"FINDING: seed {seed}, status {status}\n{errors[-3000:]}", flush=True)
    print(f"{args.seeds} changed modules: {loaded} loaded and run, {loops} loops, {len(findings)} findings")
    if uses_jit(args):
        print(f"compiled by the JIT: {compiled}" + ("" if compiled else f" ({last_jit})"))
    return 1 if findings or (uses_jit(args) and not compiled) else 0


if __name__ == "__main__":
    sys.exit(main())
