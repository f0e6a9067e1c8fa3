"""The text form of the SSA of modules of OTP, as built and after all passes.

usage: round-trip.py BEAMC-OPT ERL MODULE... | --all
"""
import glob, os, subprocess, sys

opt, erl, names = sys.argv[1], sys.argv[2], sys.argv[3:]
root = subprocess.run([erl, "-noshell", "-eval", "io:put_chars(code:root_dir()),halt()."],
                      capture_output=True, text=True, check=True).stdout
files = {os.path.basename(f)[:-5]: f
         for application in ("stdlib", "kernel", "erts")
         for f in glob.glob(f"{root}/lib/{application}-*/ebin/*.beam")}
chosen = sorted(files) if names == ["--all"] else names
beams = [files[name] for name in chosen if name in files]
assert beams and (len(beams) >= len(chosen) - 1), "modules are missing below " + root
bad = 0
for mode in ([], ["--pipeline"]):
    bad += subprocess.run([opt, "--verify-roundtrip", *mode, *beams]).returncode != 0
sys.exit(1 if bad else 0)
