#!/usr/bin/env python3
"""Fails on an #include that the layering of docs/hacking.md forbids.

A folder may include its own headers and those of the folders listed for it. Paths in includes
are relative to the top of the tree."""
import pathlib
import re
import sys

ALLOWED = {
    "runtime/abi": [],
    "compiler/support": [],
    "compiler/loader": ["compiler/support", "runtime/abi"],
    "compiler/validator": ["compiler/loader", "compiler/support", "runtime/abi"],
    "compiler/ssa": ["compiler/loader", "compiler/support", "runtime/abi", "generated"],
    "compiler/passes": ["compiler/ssa", "compiler/support", "runtime/abi"],
    "compiler/lower": ["compiler/ssa", "compiler/support", "runtime/abi"],
    "compiler/jit": ["compiler/codegen", "compiler/loader", "compiler/validator", "compiler/ssa", "compiler/support",
                     "runtime/abi"],
    "compiler/codegen": ["compiler/lower", "compiler/ssa", "compiler/passes", "compiler/loader", "compiler/support",
                         "runtime/abi"],
    # The parts of a running system know each other's functions; none knows the compiler but
    # for the loader and the validator.
    "runtime": ["runtime", "stdlib", "compiler/loader", "compiler/validator", "compiler/support", "generated"],
    "stdlib": ["runtime", "stdlib", "compiler/loader", "compiler/support", "generated"],
    "driver": ["driver", "compiler", "runtime/abi"],
}


def layer_of(path):
    best = None
    for layer in ALLOWED:
        if path == layer or path.startswith(layer + "/"):
            if best is None or len(layer) > len(best):
                best = layer
    return best


def main():
    top = pathlib.Path(__file__).resolve().parent.parent
    bad = 0
    for file in sorted(top.glob("**/*")):
        rel = file.relative_to(top).as_posix()
        if file.suffix not in (".h", ".cpp", ".def", ".inc") or rel.startswith("build/"):
            continue
        layer = layer_of(rel)
        if layer is None or rel.startswith("runtime/tools/"):
            continue
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), 1):
            m = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not m or "/" not in m.group(1):
                continue
            target = m.group(1)
            if target.split("/")[0] not in ("compiler", "runtime", "stdlib", "driver", "generated"):
                continue
            folder = layer_of(target) or target.split("/")[0]
            if folder == layer or any(target.startswith(a + "/") for a in ALLOWED[layer]):
                continue
            print(f"{rel}:{number}: {layer} may not include {target}")
            bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
