//===- CodeChunk.cpp - Code: header and instructions ----------------------------===//
//
// header size:32, instruction set:32, max opcode:32, labels:32, functions:32, then
// opcode bytes, each followed by its operands.
//===----------------------------------------------------------------------===//
#include "compiler/loader/Chunks.h"
#include "compiler/loader/CompactTerm.h"
#include "compiler/loader/OpInfo.h"
#include "compiler/loader/Utf8.h"

namespace beamc::loader {

static constexpr uint32_t kSmallestHeader = 16;

bool readCodeHeader(Module &module, Diagnostics &diag) {
  if (!hasChunk(module, "Code")) {
    diag.error(module.fileName, "expected a 'Code' chunk, found none");
    return false;
  }
  ByteReader reader = chunkReader(module, "Code", diag);
  uint32_t size = reader.u32("a header size");
  if (!reader.failed() && (size < kSmallestHeader || size > reader.remaining()))
    reader.failAt(0, formatText("expected a header of %u to %zu bytes, found %u", kSmallestHeader,
                                reader.remaining(), size));
  module.codeHeaderSize = size;
  module.instructionSet = reader.u32("an instruction set");
  module.maxOpcode = reader.u32("a greatest opcode");
  module.labelCount = reader.u32("a number of labels");
  module.functionCount = reader.u32("a number of functions");
  if (reader.failed())
    return false;
  if (module.instructionSet != 0)
    return reader.failAt(4,
                         formatText("expected instruction set 0, found %u", module.instructionSet));
  if (module.maxOpcode > kMaxOpcode)
    return reader.failAt(8,
                         formatText("expected instructions up to %u (OTP 29), found %u; the file "
                                    "comes from a newer compiler",
                                    kMaxOpcode, module.maxOpcode));
  // A label takes two bytes of code at least.
  if (module.labelCount > reader.remaining() + 1 || module.functionCount > reader.remaining())
    return reader.failAt(12,
                         formatText("expected fewer labels and functions than the %zu bytes of "
                                    "code, found %u and %u",
                                    reader.remaining(), module.labelCount, module.functionCount));
  return true;
}

bool readCode(Module &module, Diagnostics &diag) {
  ByteReader reader = chunkReader(module, "Code", diag);
  reader.take(4 + size_t(module.codeHeaderSize), "a header");
  std::vector<const Literal *> bigIntegers(module.bigIntegers.begin(), module.bigIntegers.end());
  OperandReader operands(reader, module, bigIntegers);
  std::vector<Op> ops;
  bool ended = false;
  while (!ended && !reader.failed()) {
    size_t start = reader.position();
    uint8_t opcode = reader.u8("code; the code does not end with 'int_code_end'");
    const OpInfo *info = opInfo(opcode);
    if (reader.failed())
      break;
    if (!info || info->removed) {
      reader.failAt(start, formatText("expected an instruction, found %s %u",
                                      info ? "the one removed before OTP 24 with number"
                                           : "the unknown number",
                                      opcode));
      break;
    }
    std::span<Operand> args = module.arena.array<Operand>(info->arity);
    for (Operand &arg : args) {
      arg = operands.read();
      if (reader.failed())
        break;
    }
    ops.push_back(Op{opcode, uint32_t(start), args});
    ended = opcode == op_int_code_end;
  }
  if (!reader.failed() && !reader.atEnd())
    reader.fail(
        formatText("expected the end of the chunk after 'int_code_end', found %zu more bytes",
                   reader.remaining()));
  module.ops = module.arena.copy(ops);
  module.bigIntegers = module.arena.copy(bigIntegers);
  return !reader.failed();
}

} // namespace beamc::loader
