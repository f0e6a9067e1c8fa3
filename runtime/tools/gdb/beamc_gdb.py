"""gdb commands and printers for programs made by beamc.

    (gdb) source PREFIX/lib/beamc/gdb/beamc_gdb.py
    (gdb) beamc processes            every process: pid, name, state, messages, heap, where it is
    (gdb) beamc process PID          more on one: its messages, dictionary and stack
    (gdb) beamc stack [PID]          the Erlang stack; without PID that of the compiled code that has stopped
    (gdb) beamc term EXPRESSION      a word (a register, say) as an Erlang term

PID is <0.N.S>, N, or a registered name. They read memory only, so they work on core files too. Values of C++ type
beamc::rt::Term and beamc::rt::Process are printed this way as well. A process that is running keeps its stack pointer in
a register, so what is shown of it from another thread is what it had when it was scheduled in.
"""
import os
import struct
import sys

import gdb

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import beamc_layout as L

MAX_ITEMS = 30
MAX_DEPTH = 8


def read(address, size):
    return bytes(gdb.selected_inferior().read_memory(address, size))


def word(address):
    return struct.unpack("<Q", read(address, 8))[0]


def half(address):
    return struct.unpack("<I", read(address, 4))[0]


def c_string(address):
    out = b""
    while len(out) < 4096:
        out += read(address + len(out), 1)
        if out.endswith(b"\0"):
            break
    return out.rstrip(b"\0").decode("utf-8", "replace")


def symbol(name):
    """The address of a variable of the runtime's unnamed namespaces."""
    return int(gdb.parse_and_eval("(unsigned long)&'beamc::rt::(anonymous namespace)::%s'" % name))


# Terms.


def atom_text(term):
    index = term >> L.kImmShift
    chunk = word(symbol("chunks") + 8 * (index >> L.kAtomChunkBits))
    slot = chunk + L.AtomSlot_size * (index & ((1 << L.kAtomChunkBits) - 1))
    return read(word(slot + L.AtomSlot_text), half(slot + L.AtomSlot_bytes)).decode("utf-8", "replace")


def atom(term):
    text = atom_text(term)
    plain = text and text[0].islower() and all(c.isalnum() or c in "_@" for c in text)
    return text if plain else "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def pid(term):
    payload = term >> L.kImmShift
    return "<0.%d.%d>" % (payload & ((1 << L.kPidNumberBits) - 1), payload >> L.kPidNumberBits)


def small(term):
    return (term - (1 << 64) if term >> 63 else term) >> L.kSmallShift


def bits_text(data, bits):
    whole = data[: bits // 8]
    try:
        text = whole.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if bits % 8 == 0 and text and text.isprintable():
        return '<<"%s">>' % text
    shown = [str(b) for b in whole[:MAX_ITEMS]]
    if len(whole) > MAX_ITEMS:
        shown.append("...")
    elif bits % 8:
        shown.append("%d:%d" % (data[bits // 8] >> (8 - bits % 8), bits % 8))
    return "<<%s>>" % ",".join(shown)


def bits_of(term, start, size):
    """The text of \p size bits from bit \p start of a HeapBits or RefcBits; the start is cut to a whole byte."""
    address = term & ~L.kTagMask
    if (word(address) >> L.kKindShift) & 31 == L.KindHeapBits:
        data = address + 16
    else:
        data = word(address + 16) + L.BinaryObject_data
    take = min((start % 8 + size + 7) // 8, 256)
    value = int.from_bytes(read(data + start // 8, take), "big") << (start % 8)
    raw = (value & ((1 << (8 * take)) - 1)).to_bytes(take, "big")
    return bits_text(raw, min(size, 8 * take)) if size <= 2048 else bits_text(raw, 2048)[:-2] + "...>>"


def text(term, depth=0):
    """A term in Erlang's notation."""
    if depth > MAX_DEPTH:
        return "..."
    tag = term & L.kTagMask
    if tag == L.kTagSmall:
        return str(small(term))
    if tag in (L.kTagFloatLow, L.kTagFloatHigh):
        return repr(struct.unpack("<d", struct.pack("<Q", ((term >> 4) | (term << 60)) & (2**64 - 1)))[0])
    if tag == L.kTagCons:
        return list_text(term, depth)
    if tag == L.kTagBoxed:
        return boxed_text(term, depth)
    kind = term & L.kImmMask
    if kind == L.kImmAtom:
        return atom(term)
    if kind == L.kImmPid:
        return pid(term)
    if kind == L.kImmPort:
        return "#Port<0.%d>" % (term >> L.kImmShift)
    if term == L.kNil:
        return "[]"
    return "<no value>" if term == L.kNonValue else "<bad term 0x%x>" % term


def list_text(term, depth):
    items = []
    while term & L.kTagMask == L.kTagCons and len(items) < 4 * MAX_ITEMS:
        items.append(word(term - L.kTagCons))
        term = word(term - L.kTagCons + 8)
    rest = term & L.kTagMask == L.kTagCons
    if term == L.kNil and all(i & L.kTagMask == L.kTagSmall and (32 <= small(i) < 127 or small(i) in (9, 10, 13)) for i in items):
        return '"%s"' % "".join(chr(small(i)) for i in items).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    shown = ",".join(text(i, depth + 1) for i in items[:MAX_ITEMS])
    if rest or len(items) > MAX_ITEMS:
        return "[%s,...]" % shown
    return "[%s]" % shown if term == L.kNil else "[%s|%s]" % (shown, text(term, depth + 1))


def boxed_text(term, depth):
    address = term & ~L.kTagMask
    header = word(address)
    kind, size = (header >> L.kKindShift) & 31, (header >> L.kSizeShift) & 0xFFFFFFFF

    def items(first, count):
        shown = [text(word(address + 8 * (first + i)), depth + 1) for i in range(min(count, MAX_ITEMS))]
        return shown + (["..."] if count > MAX_ITEMS else [])

    if kind == L.KindTuple:
        return "{%s}" % ",".join(items(1, size))
    if kind in (L.KindPosBignum, L.KindNegBignum):
        value = int.from_bytes(read(address + 8, 8 * size), "little")
        return str(-value if kind == L.KindNegBignum else value)
    if kind == L.KindFloat:
        return repr(struct.unpack("<d", read(address + 8, 8))[0])
    if kind == L.KindFlatMap:
        keys = word(address + 8) & ~L.kTagMask
        pairs = ["%s => %s" % (text(word(keys + 8 + 8 * i), depth + 1), text(word(address + 16 + 8 * i), depth + 1))
                 for i in range(min(size - 1, MAX_ITEMS))]
        return "#{%s}" % ",".join(pairs + (["..."] if size - 1 > MAX_ITEMS else []))
    if kind == L.KindHashMap:
        pairs = []
        leaves(term, pairs)
        count = small(word(address + 8))
        shown = ["%s => %s" % (text(k, depth + 1), text(v, depth + 1)) for k, v in pairs[:MAX_ITEMS]]
        return "#{%s}" % ",".join(shown + (["..."] if count > MAX_ITEMS else []))
    if kind == L.KindFun:
        entry = word(address + 8)
        return "#Fun<%s.%d/%d>" % (atom(word(entry + L.FunEntry_module)), half(entry + L.FunEntry_index), half(entry + L.FunEntry_arity))
    if kind == L.KindExportFun:
        return "fun " + mfa(word(address + 8), L.Export_module, L.Export_function, L.Export_arity)
    if kind in (L.KindReference, L.KindMagicRef):
        at = address + (8 if kind == L.KindReference else 16)
        high, low = small(word(at)), small(word(at + 8))
        return "#Ref<0.%d.%d.%d>" % (high, low >> L.kRefLowBits, low & ((1 << L.kRefLowBits) - 1))
    if kind == L.KindHeapBits:
        return bits_of(term, 0, word(address + 8))
    if kind == L.KindRefcBits:
        return bits_of(term, 0, small(word(address + 24)))
    if kind in (L.KindSubBits, L.KindMatchContext):
        first, second = small(word(address + 16)), small(word(address + 24))
        return bits_of(word(address + 8), first, second if kind == L.KindSubBits else second - first)
    names = {L.KindExternalPid: "pid", L.KindExternalPort: "port", L.KindExternalRef: "reference"}
    return "<%s of another node>" % names[kind] if kind in names else "<object of kind %d>" % kind


def leaves(term, pairs):
    """The pairs of a large map, in order, a few more than are shown."""
    if term & L.kTagMask == L.kTagCons:
        pairs.append((word(term - L.kTagCons), word(term - L.kTagCons + 8)))
        return
    address = term & ~L.kTagMask
    header = word(address)
    skip = 2 if (header >> L.kKindShift) & 31 == L.KindHashMap else 1
    for i in range(skip, ((header >> L.kSizeShift) & 0xFFFFFFFF) + 1):
        if len(pairs) <= MAX_ITEMS:
            leaves(word(address + 8 * i), pairs)


def mfa(address, module, function, arity):
    return "%s:%s/%d" % (atom(word(address + module)), atom(word(address + function)), half(address + arity))


# Processes and their stacks.


def place(code):
    """Function, file and line of the piece of compiled code at \p code, from the data in front of it."""
    offset = struct.unpack("<i", read(code - L.CodePrefix_size + L.CodePrefix_location, 4))[0]
    info = word(code + offset + L.CodeLocation_info) if offset else 0
    if not info:
        return None
    line, files = half(code + offset + L.CodeLocation_line), word(info + L.FunctionInfo_files)
    name = mfa(info, L.FunctionInfo_module, L.FunctionInfo_function, L.FunctionInfo_arity)
    if not line or not files:
        return name
    return "%s at %s:%d" % (name, c_string(word(files + 8 * half(code + offset + L.CodeLocation_file))), line)


def symbol_at(address):
    """The name of the symbol that \p address lies in, without the offset."""
    found = gdb.execute("info symbol 0x%x" % address, to_string=True)
    return "" if found.startswith("No symbol") else found.split(" in section")[0].split(" + ")[0].strip()


def is_compiled(name):
    return ":" in name and "/" in name and "::" not in name


def frames(sp, end):
    """(address, code, words) of each frame up to the bottom one, which belongs to the runtime."""
    while sp < end:
        code = word(sp)
        if symbol_at(code) == "beamc_rt_process_end":
            return
        size = half(code - L.CodePrefix_size + L.CodePrefix_frameSize)
        if size == L.kNotAContinuation:
            return
        yield sp, code, [word(sp + 8 * (i + 1)) for i in range(size)]
        sp += 8 * (1 + size)


def print_stack(sp, end, values=True):
    for i, (_, code, words) in enumerate(frames(sp, end)):
        print("#%-3d %s" % (i, place(code) or symbol_at(code) or hex(code)))
        if values:
            for y, value in enumerate(words):
                if value != L.kNil:
                    print("       y%d = %s" % (y, text(value)))


class Process:
    def __init__(self, address):
        self.address = address

    def __getattr__(self, name):
        return word(self.address + getattr(L, "Process_" + name))

    def flags32(self):
        return half(self.address + L.Process_flags)

    def state32(self):
        return half(self.address + L.Process_state)

    def name(self):
        return atom(self.registeredName) if self.registeredName != L.kNonValue else ""

    def status(self):
        if self.flags32() & L.kExiting:
            return "exiting"
        if self.state32() & L.kStateRunning:
            return "running"
        return "waiting" if self.flags32() & (L.kWaitsForMessage | L.kWaitsForReply) else "runnable"

    def where(self):
        if self.nativeCall:
            return mfa(self.nativeCall, L.Export_module, L.Export_function, L.Export_arity)
        for _, code, _ in frames(self.sp, self.stackEnd):
            found = place(code)
            if found:
                return found
        return mfa(self.address, L.Process_initialModule, L.Process_initialFunction, L.Process_initialArity)

    def messages(self):
        signal, out = word(self.address + L.Process_messages), []
        while signal:
            if half(signal + L.Signal_kind) == L.SignalMessage:
                out.append(word(signal + L.Signal_value))
            signal = word(signal + L.Signal_next)
        return out

    def line(self):
        count = half(self.address + L.Process_messageCount)
        return "%-12s %-20s %-9s %5d %8d  %s" % (pid(self.pid), self.name(), self.status(), count, (self.stackEnd - self.heap) // 8, self.where())


def processes():
    slots, mask = word(symbol("gSlots")), half(symbol("gSlotMask"))
    step = 1 << 16
    for first in range(0, mask + 1, step):
        count = min(step, mask + 1 - first)
        block = read(slots + 8 * first, 8 * count)
        for (address,) in struct.iter_unpack("<Q", block):
            if address:
                yield Process(address)


def find(argument):
    wanted = argument.strip()
    for p in processes():
        if wanted in (pid(p.pid), p.name()) or wanted == str(p.pid >> L.kImmShift & ((1 << L.kPidNumberBits) - 1)):
            return p
    raise gdb.GdbError("no process " + wanted)


class Beamc(gdb.Command):
    """Erlang processes, stacks and terms."""

    def __init__(self):
        super().__init__("beamc", gdb.COMMAND_USER, prefix=True)


class Processes(gdb.Command):
    """beamc processes: every process of the program."""

    def __init__(self):
        super().__init__("beamc processes", gdb.COMMAND_USER)

    def invoke(self, argument, tty):
        print("%-12s %-20s %-9s %5s %8s  %s" % ("pid", "name", "state", "msgs", "words", "where"))
        for p in processes():
            print(p.line())


class OneProcess(gdb.Command):
    """beamc process PID: messages, dictionary and stack of a process."""

    def __init__(self):
        super().__init__("beamc process", gdb.COMMAND_USER)

    def invoke(self, argument, tty):
        p = find(argument)
        print(p.line())
        for m in p.messages():
            print("message: " + text(m))
        if p.cold:
            entries = word(p.cold + L.ProcessCold_dictionary)
            for i in range(half(p.cold + L.ProcessCold_dictionaryCount)):
                print("dictionary: %s = %s" % (text(word(entries + 16 * i)), text(word(entries + 16 * i + 8))))
        print_stack(p.sp, p.stackEnd)


class Stack(gdb.Command):
    """beamc stack [PID]: the Erlang stack of a process, or of the compiled code in which the thread has stopped."""

    def __init__(self):
        super().__init__("beamc stack", gdb.COMMAND_USER)

    def invoke(self, argument, tty):
        if argument.strip():
            p = find(argument)
            return print_stack(p.sp, p.stackEnd)
        frame = gdb.newest_frame()
        name = symbol_at(int(frame.pc()))
        if not is_compiled(name):
            raise gdb.GdbError("the thread is not in compiled Erlang code; name a process")
        # preserve_none: process, heap top, stack pointer, reductions (runtime/code/Code.h).
        process, sp = (int(frame.read_register(r)) & (2**64 - 1) for r in ("r12", "r14"))
        print("process %s in %s" % (pid(Process(process).pid), name))
        print_stack(sp, Process(process).stackEnd)


class OneTerm(gdb.Command):
    """beamc term EXPRESSION: a word as an Erlang term."""

    def __init__(self):
        super().__init__("beamc term", gdb.COMMAND_USER)

    def invoke(self, argument, tty):
        print(text(int(gdb.parse_and_eval("(unsigned long)(%s)" % argument)) & (2**64 - 1)))


class TermPrinter:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        return text(int(self.value["bits"]))


class ProcessPrinter:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        return Process(int(self.value.address)).line()


def printer(value):
    kind = gdb.types.get_basic_type(value.type)
    return {"beamc::rt::Term": TermPrinter, "beamc::rt::Process": ProcessPrinter}.get(kind.tag, lambda v: None)(value)


import gdb.types

for command in (Beamc, Processes, OneProcess, Stack, OneTerm):
    command()
gdb.pretty_printers.append(printer)
