#!/usr/bin/env python3
"""Runs the libFuzzer targets of this folder, one line each.

  fuzzers.py --build DIR [--seconds S] [--target NAME]... [--beamc BIN]

DIR is a build with the address sanitizer (build/asan) in which `fuzzers` is built. The inputs to
begin with are made from files of the installed OTP; they and what a target adds to them stay in
DIR/fuzz/TARGET. The exit status is 1 if there was a finding; its input is in findings/, and
`DIR/bin/TARGET INPUT` shows it again.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import time

# The smallest modules of OTP, stripped and as they are.
BEAM_FILES = """
Files = lists:sublist(lists:sort([{filelib:file_size(F), F} ||
    F <- filelib:wildcard(filename:join([code:lib_dir(), "{stdlib,kernel,compiler}-*", "ebin", "*.beam"]))]), 40),
[begin
     {ok, Whole} = file:read_file(F),
     {ok, {_, Stripped}} = beam_lib:strip(Whole), % of the bytes: given a name, strip/1 writes to the file
     Base = filename:join(OUT, filename:basename(F)),
     Size < 6000 andalso file:write_file(Base, Whole),
     ok = file:write_file(Base ++ ".stripped", Stripped)
 end || {Size, F} <- Files],
halt().
"""
# Terms of many kinds, encoded.
TERMS = """
Terms = [0, -1, 255, 1 bsl 31, -(1 bsl 63), 1 bsl 64, -(1 bsl 2100), 0.0, -0.0, 1.5, 1.0e300, ok, error, 'EXIT', [],
         "text", [1, 300], [a | b], {}, {ok, {error, [badarg]}}, erlang:make_tuple(300, []), #{}, #{ok => 1, 1 => 2, 1.0 => 3},
         maps:from_list([{I, {I}} || I <- lists:seq(1, 40)]), <<>>, <<"binary">>, <<5:3>>, <<0:7>>, <<0:1000>>,
         self(), make_ref(), hd(erlang:ports()), fun erlang:apply/2, [[[[[[]]]]]], [1.0, 2, <<3>>, {4}, #{5 => [6]}]],
lists:foldl(fun({T, Options}, N) ->
                file:write_file(filename:join(OUT, integer_to_list(N)), term_to_binary(T, Options)), N + 1
            end, 0, [{T, O} || T <- [Terms | Terms], O <- [[], [{minor_version, 0}], [{minor_version, 2}], [compressed]]]),
halt().
"""


def erl(code, out):
    expression = f'OUT = "{out}",' + code
    subprocess.run(["erl", "-noshell", "-eval", expression], check=True, timeout=120)


def beam_seeds(out, args):
    erl(BEAM_FILES, out)


def term_seeds(out, args):
    erl(TERMS, out)


def ssa_seeds(out, args):
    """The smaller functions of some modules of OTP, one a file."""
    ebin = subprocess.run(["erl", "-noshell", "-eval", "io:put_chars(code:lib_dir(stdlib, ebin)), halt()."],
                          check=True, capture_output=True, text=True, timeout=60).stdout
    for module in ("lists", "binary", "base64", "gen_server", "maps", "unicode", "timer"):
        text = subprocess.run([args.beamc, "build", "--emit=ssa", "-o", "-", f"{ebin}/{module}.beam"], check=True,
                              capture_output=True, text=True, timeout=120).stdout
        functions = [f"function {rest}" for rest in re.split(r"(?m)^function ", text)[1:]]
        for i, function in enumerate(sorted(functions, key=len)[:30]):
            (out / f"{module}-{i}").write_text(function)


def no_seeds(out, args):
    """The target makes sense of any bytes."""


# Target: where its first inputs come from, the longest input.
TARGETS = {
    "fuzz_loader": (beam_seeds, 8192),
    "fuzz_validator": (beam_seeds, 8192),
    "fuzz_etf": (term_seeds, 4096),
    "fuzz_ssa": (ssa_seeds, 4096),
    "fuzz_terms": (no_seeds, 1024),
    "fuzz_bits": (no_seeds, 1024),
    "fuzz_packets": (no_seeds, 1024),
}


def run(target, args):
    """Runs one target and prints its line. True if there was no finding."""
    seeds, longest = TARGETS[target]
    work = pathlib.Path(args.build).resolve() / "fuzz" / target
    for folder in ("corpus", "findings"):
        (work / folder).mkdir(parents=True, exist_ok=True)
    if not (work / "seeds").exists():
        (work / "seeds.new").mkdir(exist_ok=True)
        seeds(work / "seeds.new", args)
        (work / "seeds.new").rename(work / "seeds")
    command = [pathlib.Path(args.build).resolve() / "bin" / target, f"-max_total_time={args.seconds}",
               f"-max_len={longest}", "-timeout=20", "-rss_limit_mb=3000", "-print_final_stats=1",
               f"-artifact_prefix={work}/findings/", work / "corpus", work / "seeds"]
    start = time.monotonic()
    # Leaks: the runtime keeps what lives as long as the program.
    env = dict(os.environ, ASAN_OPTIONS="detect_leaks=0", UBSAN_OPTIONS="print_stacktrace=1")
    log_file = work / "log"
    with open(log_file, "wb") as log:
        status = subprocess.run(command, env=env, stdout=log, stderr=log, cwd=work).returncode
    log = log_file.read_text(errors="replace")
    inputs = (re.findall(r"stat::number_of_executed_units:\s*(\d+)", log) or ["?"])[-1]
    edges = (re.findall(r"\bcov: (\d+)", log) or ["?"])[-1]
    figures = f"{inputs} inputs in {time.monotonic() - start:.0f} s, {edges} edges"
    if status == 0:
        print(f"{target}: {figures}, no finding", flush=True)
        return True
    why = re.search(r"property does not hold: .*|SUMMARY: .*|.*runtime error: .*", log)
    saved = re.search(r"Test unit written to (\S+)", log)
    print(f"{target}: {figures}, FINDING: {why.group(0) if why else f'exit status {status}'}; "
          f"input {saved.group(1) if saved else '?'}, log {log_file}", flush=True)
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--target", action="append", choices=TARGETS)
    parser.add_argument("--beamc", default="build/release/bin/beamc")
    args = parser.parse_args()
    results = [run(target, args) for target in args.target or TARGETS]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
