#!/usr/bin/env python3
"""clang-tidy over the sources below the folders given, with results kept.

    tidy.py BUILD FOLDER...

A file that was clean is not looked at again until it, a header of ours that it includes, its
compile command or .clang-tidy changes. What it includes is known from ninja's log of the last
build, so build first."""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
# Includes most of clang's headers, which makes each file many times as slow as the others.
LEFT_OUT = f"{TOP}/runtime/tools/gcsafe/"


def dependencies(build):
    """Files of ours by object file, as ninja recorded them."""
    out = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    deps, current = {}, None
    for line in out.splitlines():
        if line.startswith("    "):
            path = os.path.normpath(os.path.join(build, line.strip()))
            if path.startswith(f"{TOP}/"):
                current.append(path)
        elif ": #deps" in line:
            current = deps.setdefault(line.split(":")[0], [])
    return deps


def digest(path, known={}):
    if path not in known:
        known[path] = hashlib.sha256(pathlib.Path(path).read_bytes()).digest()
    return known[path]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    build = os.path.abspath(sys.argv[1])
    folders = tuple(str(TOP / f) + "/" for f in sys.argv[2:])
    cache = pathlib.Path(build) / "tidy"
    cache.mkdir(exist_ok=True)
    deps = dependencies(build)
    common = hashlib.sha256(digest(str(TOP / ".clang-tidy")))
    common.update(subprocess.run(["clang-tidy-19", "--version"], capture_output=True, check=True).stdout)
    todo, clean = [], 0
    for entry in json.loads((pathlib.Path(build) / "compile_commands.json").read_text()):
        source = os.path.normpath(os.path.join(entry["directory"], entry["file"]))
        if not source.startswith(folders) or source.startswith(LEFT_OUT):
            continue
        key = common.copy()
        key.update(entry["command"].replace(str(TOP), "").encode())
        words = entry["command"].split()
        files = deps.get(words[words.index("-o") + 1])
        for path in [source] + sorted(files or []):
            if os.path.exists(path):
                key.update(digest(path))
        stamp = cache / key.hexdigest()
        if files is not None and stamp.exists():
            clean += 1
        else:
            todo.append((source, stamp if files is not None else None))

    def check(job):
        source, stamp = job
        r = subprocess.run(["clang-tidy-19", "-p", build, "--quiet", source], capture_output=True, text=True)
        if r.returncode == 0 and stamp:
            stamp.touch()
        # Findings are on stdout; a crash or a file that cannot be read says why on stderr.
        return r.returncode, (r.stdout or r.stderr) if r.returncode else ""

    bad = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for code, text in pool.map(check, todo):
            bad += code != 0
            print(text, end="", flush=True)
    print(f"clang-tidy: {clean} files unchanged, {len(todo)} checked, {bad} with findings")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
