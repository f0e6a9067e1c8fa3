# Configuration of lit for all tests but those in test/unit. See docs/hacking.md for the substitutions.
import os
import sys

import lit.formats
import lit.util

config.name = "beamc"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".test", ".erl", ".S", ".ssa", ".cpp"]
config.excludes = ["Inputs", "unit", "bench", "fuzz", "conformance"]
config.test_source_root = os.path.dirname(__file__)

# A site configuration (made by CMake) or the environment says where the build is.
build = getattr(config, "beamc_build_dir", None) or os.environ.get("BEAMC_BUILD_DIR")
if not build:
    lit_config.fatal("set BEAMC_BUILD_DIR, or run the 'check' target of a build directory")
config.test_exec_root = os.path.join(build, "test")
bin_dir = os.path.join(build, "bin")
llvm_bin = getattr(config, "llvm_bin_dir", "/usr/lib/llvm-19/bin")
config.environment["PATH"] = os.pathsep.join([bin_dir, llvm_bin, os.environ["PATH"]])
for name in ("HOME", "TERM", "XDG_CACHE_HOME", "BEAMC_CACHE_DIR", "BEAMC_DEBUG", "ASAN_OPTIONS", "UBSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
# What erl prints does not depend on the caller's locale.
config.environment["LC_ALL"] = "C.UTF-8"
config.environment["ERL_CRASH_DUMP_SECONDS"] = "0"


def tool(name):
    path = lit.util.which(name, os.environ["PATH"])
    return path or name


# --param build_args="--lib-dir DIR" (or --embed-beam=all) is for all programs that tests build.
build_args = lit_config.params.get("build_args", "")
config.substitutions += [
    ("%beamc build", " ".join([os.path.join(bin_dir, "beamc"), "build", build_args])),
    ("%beamc-opt", os.path.join(bin_dir, "beamc-opt")),
    ("%beamc", os.path.join(bin_dir, "beamc")),
    ("%gcsafe", os.path.join(bin_dir, "gcsafe")),
    ("%erlc", tool("erlc")),
    ("%erl", tool("erl")),
    ("%python", sys.executable),
    ("%builddir", build),
    # How a program's own modules run, as `beamc push` has it.
    ("%tier", "interpreted" if "tier=interp" in os.environ.get("BEAMC_DEBUG", "") else "compiled"),
]
# Tests that run what beamc made need the runtime.
if os.path.exists(os.path.join(build, "lib", "libbeamc_runtime.a")):
    config.available_features.add("runtime")

# Who is not root cannot become another user to be refused.
if os.geteuid() == 0:
    config.available_features.add("other-users")

if lit.util.which("gdb", os.environ["PATH"]):
    config.available_features.add("gdb")
# A program that aborts leaves a file called core… in its directory.
try:
    with open("/proc/sys/kernel/core_pattern") as f:
        if f.read().startswith("core"):
            config.available_features.add("core-files")
except OSError:
    pass

# Each folder may add to this (test/e2e has %same-as-erl, test/passes has %opt, …).
for extension in sorted(os.listdir(config.test_source_root)):
    path = os.path.join(config.test_source_root, extension, "lit.substitutions.py")
    if os.path.exists(path):
        exec(compile(open(path).read(), path, "exec"))
