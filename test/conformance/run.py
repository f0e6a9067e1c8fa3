#!/usr/bin/env python3
"""Conformance: every program under cases/ runs under erl and natively; output and exit status
must agree.

All cases are linked into one executable whose main module picks one by name; under erl the
same main module runs with escript. Where only the order of lines differs, both run again, three times at most:
nobody promises an order between two processes' output. Cases with a line `%% BOOT: full` are in an executable with the
full boot, the others in one with the lean boot (--boot full: all with the full one). A line
`%% RELEASES: 27 29` names the releases of OTP that a case is for. Pids,
references and times of day are normalised.

  run.py --beamc BIN [--work DIR] [--jobs N] [--debug SWITCHES] [--lib-dir DIR] [--sample N] [--boot full] [FILTER…]

--interpret runs every module in the interpreter; --jit starts there and compiles each case's module at run time; --debug is the value of BEAMC_DEBUG (gcstress, chaos=SEED…); --lib-dir chooses the runtime (a sanitized one, say); --sample N takes every Nth case.
"""
import argparse
import concurrent.futures
import difflib
import glob
import hashlib
import itertools
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def normalise(text):
    text = re.sub(rb"^beamc: BEAMC_DEBUG=chaos=\d+\n", b"", text, flags=re.M)
    text = re.sub(rb"<\d+\.\d+\.\d+>", b"<PID>", text)
    text = re.sub(rb"#Ref<[0-9.]+>", b"#Ref<R>", text)
    text = re.sub(rb"#Port<[0-9.]+>", b"#Port<P>", text)
    text = re.sub(rb"\d{1,2}-[A-Z][a-z]{2}-\d{4}::\d\d:\d\d:\d\d\.\d+", b"TIME", text)
    # Sizes in crash reports.
    text = re.sub(rb"^(    (?:heap_size|stack_size|reductions): )\d+", rb"\1N", text, flags=re.M)
    # The frames of what started main: escript there, the boot module here.
    text = re.sub(rb"^  in (function|call from)  ?(escript|init|conf_main|beamc_boot|beamc_main):.*\n", b"", text, flags=re.M)
    return text


def run(command, env, cwd, limit, stdin=b""):
    try:
        r = subprocess.run(command, env=env, cwd=cwd, input=stdin, capture_output=True, timeout=limit)
        return r.returncode, normalise(r.stdout), normalise(r.stderr)
    except subprocess.TimeoutExpired as e:
        return "timeout", normalise(e.stdout or b""), normalise(e.stderr or b"")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--beamc", required=True)
    ap.add_argument("--work", default="conformance-work")
    ap.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    ap.add_argument("--debug", default="")
    ap.add_argument("--level", default="2")
    ap.add_argument("--jit", action="store_true",
                    help="start with the cases' modules interpreted; each is compiled when first called")
    ap.add_argument("--interpret", action="store_true", help="run every module in the interpreter")
    ap.add_argument("--lib-dir", default="")
    ap.add_argument("--no-large", action="store_true", help="without the cases of many megabytes or many seconds")
    ap.add_argument("--boot", default="", choices=["", "full"])
    ap.add_argument("--otp", default="", metavar="DIR",
                    help="the OTP (its root folder) that compiles the cases, runs them and gives the libraries; "
                         "default: the installed one")
    ap.add_argument("--sample", type=int, default=1)
    ap.add_argument("--limit", type=float, default=60)
    ap.add_argument("--verbose", action="store_true")
    ap.add_argument("filters", nargs="*")
    a = ap.parse_args()
    work = os.path.abspath(a.work)
    otp = os.path.abspath(a.otp) if a.otp else ""
    if otp:
        # Everything that a run leaves behind belongs to one release.
        os.environ["PATH"] = os.path.join(otp, "bin") + os.pathsep + os.environ["PATH"]
        work = os.path.join(work, "otp-" + hashlib.sha256(otp.encode()).hexdigest()[:8])
    erlc, escript = (os.path.join(otp, "bin", tool) if otp else tool for tool in ("erlc", "escript"))
    ebin, oracle = os.path.join(work, "ebin"), os.path.join(work, "oracle")
    os.makedirs(ebin, exist_ok=True)
    os.makedirs(oracle, exist_ok=True)

    release = subprocess.run(["erl", "-noshell", "-eval", "io:put_chars(erlang:system_info(otp_release)),halt()."],
                             capture_output=True, text=True, check=True).stdout

    def wanted(source):
        m = re.search(r"^%% RELEASES: (.*)$", open(source, encoding="utf-8", errors="replace").read(), re.M)
        return not m or release in m.group(1).split()

    sources = [s for s in sorted(glob.glob(os.path.join(HERE, "cases", "**", "*.erl"), recursive=True)) if wanted(s)]
    names = {os.path.basename(s)[:-4]: s for s in sources}
    if len(names) != len(sources):
        sys.exit("conformance: two cases have one name")
    stale = [s for s in sources + [os.path.join(HERE, "conf_main.erl")]
             if not os.path.exists(b := os.path.join(ebin, os.path.basename(s)[:-4] + ".beam"))
             or os.path.getmtime(b) < os.path.getmtime(s)]
    for i in range(0, len(stale), 50):
        r = subprocess.run([erlc, "+nowarn_unused_vars", "+deterministic", "-o", ebin] + stale[i:i + 50],
                           capture_output=True, text=True)
        if r.returncode:
            sys.exit(r.stdout + r.stderr)
    for old in glob.glob(os.path.join(ebin, "*.beam")):
        base = os.path.basename(old)[:-5]
        if base not in names and base != "conf_main":
            os.remove(old)

    # Modules that cases load at run time, each version in its own directory.
    for source in glob.glob(os.path.join(HERE, "versions", "*", "*.erl")):
        directory = os.path.join(work, "versions", os.path.basename(os.path.dirname(source)))
        beam = os.path.join(directory, os.path.basename(source)[:-4] + ".beam")
        if os.path.exists(beam) and os.path.getmtime(beam) >= os.path.getmtime(source):
            continue
        os.makedirs(directory, exist_ok=True)
        r = subprocess.run([erlc, "+deterministic", "-o", directory, source], capture_output=True, text=True)
        if r.returncode:
            sys.exit(r.stdout + r.stderr)

    env = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC")
    env.pop("BEAMC_DEBUG", None)
    sources_text = {n: open(names[n], "rb").read() for n in names}
    boot_of = {n: "full" if a.boot or re.search(rb"^%% BOOT: full$", t, re.M) else "lean"
               for n, t in sources_text.items()}

    if a.interpret:
        a.debug = ",".join(filter(None, ["tier=interp", a.debug]))

    if a.jit:
        a.debug = ",".join(filter(None, ["tier=jit,jit=1,jitwait", a.debug]))

    def build(boot):
        exe = os.path.join(work, "conf-" + boot + ("-jit" if a.jit else ""))
        modules = [os.path.join(ebin, n + ".beam") for n in sorted(names) if boot_of[n] == boot]
        command = [a.beamc, "build", os.path.join(ebin, "conf_main.beam"), *modules, "--main", "conf_main:main",
                   "--boot=" + boot, "-O" + a.level, "--embed-beam=" + ("own" if a.jit else "all"), "-o", exe]
        if a.lib_dir:
            command += ["--lib-dir", a.lib_dir]
        if otp:
            command += ["--otp", otp]
        r = subprocess.run(command, capture_output=True, text=True, env=env)
        if r.returncode:
            sys.exit("conformance: the executable cannot be built\n" + r.stdout + r.stderr)
        return exe

    erl_env = dict(env, ERL_FLAGS="-pa " + ebin, ERL_CRASH_DUMP_SECONDS="0")
    # What a sanitizer reports goes to stderr and so fails the case. Memory that processes and
    # tables still hold at the end is no leak.
    native_env = dict(env, ASAN_OPTIONS="detect_leaks=0:exitcode=99", UBSAN_OPTIONS="print_stacktrace=1",
                      TSAN_OPTIONS=os.environ.get("TSAN_OPTIONS", "exitcode=99"))
    if a.debug:
        native_env["BEAMC_DEBUG"] = a.debug
    picked = [n for n in sorted(names) if not a.filters or any(f in n for f in a.filters)]

    if "gcstress" in a.debug.split(",") or a.no_large:
        # A collection at every heap test, of a heap of many megabytes, would take hours.
        picked = [n for n in picked if os.sep + "large" + os.sep not in names[n]]

    picked = picked[::a.sample]
    exes = {boot: build(boot) for boot in sorted({boot_of[n] for n in picked})}

    def reordered(expected, got):
        """Nobody promises an order between the lines that two processes print."""
        return expected[0] == got[0] and all(sorted(e.splitlines()) == sorted(g.splitlines())
                                             for e, g in zip(expected[1:], got[1:]))

    def one(name):
        name, expected, got = attempt(name)
        for _ in range(3):
            if expected == got or not reordered(expected, got):
                break
            name, expected, got = attempt(name, again=True)
        return name, expected, got

    def attempt(name, again=False):
        source = sources_text[name]
        stdin = b""
        m = re.search(rb'^%% STDIN: (.*)$', source, re.M)
        if m:
            stdin = m.group(1).decode().encode().decode("unicode_escape").encode("latin1")
        key = hashlib.sha256(source).hexdigest()[:16]
        kept = os.path.join(oracle, name + "-" + key)
        if os.path.exists(kept) and not again:
            expected = tuple(normalise(t) if isinstance(t, bytes) else t for t in eval(open(kept).read()))
        else:
            expected = run([escript, os.path.join(ebin, "conf_main.beam"), name], erl_env, work, a.limit, stdin)
            if expected[0] != "timeout":
                with open(kept, "w") as f:
                    f.write(repr(expected))
        got = run([exes[boot_of[name]], name], native_env, work, a.limit, stdin)
        return name, expected, got

    # Differences that are known for that release: neither passed nor failed.
    listed = os.path.join(HERE, f"open-{release}.txt")
    known = set()
    if os.path.exists(listed):
        known = {line.strip() for line in open(listed) if line.strip() and not line.startswith("#")}
    open_cases = []
    failed = []
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        for name, expected, got in pool.map(one, picked):
            if expected == got and got[0] != "timeout":
                if name in known:
                    print(f"{name} agrees: take it off {os.path.basename(listed)}")
                elif a.verbose:
                    print("ok", name)
                continue
            if name in known and not a.verbose:
                open_cases.append(name)
                continue
            failed.append(name)
            print(f"FAIL {name}")
            for what, e, g in zip(("status", "stdout", "stderr"), expected, got):
                if e != g and isinstance(e, bytes):
                    lines = difflib.unified_diff(*(t.decode(errors="backslashreplace").splitlines() for t in (e, g)),
                                                 f"{what} of erl", f"{what} natively", lineterm="", n=1)
                    print("\n".join("  " + line[:300] for line in itertools.islice(lines, 30)))
                elif e != g:
                    print(f"  {what} of erl: {e!r}, natively: {g!r}")
    print(f"conformance{' with ' + a.debug if a.debug else ''}: "
          f"{len(picked) - len(failed) - len(open_cases)} passed, {len(failed)} failed"
          + (f", {len(open_cases)} open" if open_cases else ""))
    return 1 if failed or not picked else 0


if __name__ == "__main__":
    sys.exit(main())
