"""jitdump_names.py DIRECTORY: the functions whose code the jitdump files below DIRECTORY have, with its size.

The format: tools/perf/Documentation/jitdump-specification.txt of Linux."""
import pathlib
import struct
import sys

for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.dump")):
    data = path.read_bytes()
    magic, version, at = struct.unpack_from("<III", data)
    assert (magic, version) == (0x4A695444, 1), "no jitdump"
    while at < len(data):
        kind, size = struct.unpack_from("<II", data, at)
        if kind == 0:  # JIT_CODE_LOAD: after the record's header pid, tid, vma, address, size, index, name, code
            code_size, = struct.unpack_from("<Q", data, at + 40)
            name, _, rest = data[at + 56:at + size].partition(b"\0")
            assert len(rest) == code_size, "the code is not there"
            print(name.decode(), code_size)
        at += size
