"""inspect | asm over all modules of some OTP applications.

usage: round-trip.py BEAMC ERL DIR APPLICATION...

For each module: the chunks of the file made by `beamc asm` from the text of `beamc inspect --all` are those
of the original (LitT, Attr and CInf hold terms that may be encoded differently), and `erl` can prepare the
module for loading.
"""
import glob, os, subprocess, sys

beamc, erl, directory, applications = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
EQUAL = ["AtU8", "Code", "StrT", "ImpT", "ExpT", "FunT", "LocT", "Line", "Type", "Meta"]


def chunks(path):
    data = open(path, "rb").read()
    assert data[:4] == b"FOR1" and data[8:12] == b"BEAM", path
    at, found = 12, {}
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4:at + 8], "big")
        found[data[at:at + 4].decode()] = data[at + 8:at + 8 + size]
        at += 8 + (size + 3) // 4 * 4
    return found


root = subprocess.run([erl, "-noshell", "-eval", "io:put_chars(code:root_dir()),halt()."],
                      capture_output=True, text=True, check=True).stdout
os.makedirs(directory, exist_ok=True)
modules = [beam for application in applications
           for beam in sorted(glob.glob(f"{root}/lib/{application}-*/ebin/*.beam"))]
assert modules, "no modules found below " + root
different = []
for original in modules:
    name = os.path.basename(original)[:-5]
    text, copy = f"{directory}/{name}.S", f"{directory}/{name}.beam"
    subprocess.run([beamc, "inspect", "--all", original, "-o", text], check=True)
    subprocess.run([beamc, "asm", text, "-o", copy], check=True)
    before, after = chunks(original), chunks(copy)
    different += [f"{name}: {chunk}" for chunk in EQUAL
                  if before.get(chunk, b"\0\0\0\0") != after.get(chunk, b"\0\0\0\0")]
prepare = ("[case erlang:prepare_loading(list_to_atom(filename:basename(F, \".beam\")),"
           " element(2, {ok,_} = file:read_file(F))) of"
           " {error,R} -> io:format(\"~ts: ~p~n\", [F,R]); _ -> ok end"
           f" || F <- filelib:wildcard(\"{directory}/*.beam\")], halt().")
refused = subprocess.run([erl, "-noshell", "-eval", prepare], capture_output=True, text=True).stdout
print("\n".join(different) + refused)
sys.exit(1 if different or refused.strip() else 0)
