//===- RecordChunk.cpp - Recs (native records, OTP 29) -------------------------===//
//
// version:32 (0), number of records:32, number of fields:32, then for each record a
// pseudo instruction call_last with three operands: name, exported ('true' or
// 'false'), and a list of keys and defaults; an unsigned operand stands for "no
// default".
//===----------------------------------------------------------------------===//
#include "compiler/loader/Chunks.h"
#include "compiler/loader/CompactTerm.h"
#include "compiler/loader/OpInfo.h"

namespace beamc::loader {

static bool readRecord(ByteReader &reader, Module &module, OperandReader &operands,
                       RecordInfo &record) {
  size_t start = reader.position();
  uint8_t opcode = reader.u8("a record");
  Operand name = operands.read();
  Operand exported = operands.read();
  Operand list = operands.read();
  if (reader.failed())
    return false;
  if (opcode != op_call_last || name.kind != OperandKind::Atom ||
      exported.kind != OperandKind::Atom || list.kind != OperandKind::List ||
      list.list.size() % 2 != 0)
    return reader.failAt(start,
                         "expected a record's name, 'true' or 'false', and a list of keys and "
                         "defaults, found something else");
  record.name = uint32_t(name.value);
  record.exported = module.atom(uint32_t(exported.value)) == "true";
  std::span<RecordField> fields = module.arena.array<RecordField>(list.list.size() / 2);
  for (size_t i = 0; i != fields.size(); ++i) {
    const Operand &key = list.list[2 * i], &value = list.list[2 * i + 1];
    if (key.kind != OperandKind::Atom)
      return reader.failAt(start, formatText("expected an atom as a field's name, found %s",
                                             describeOperandKind(key.kind)));
    bool hasDefault = value.kind != OperandKind::Unsigned;
    if (hasDefault && (value.isRegister() || !operandAllowed('S', value.kind)))
      return reader.failAt(start, formatText("expected a constant as a field's default, found %s",
                                             describeOperandKind(value.kind)));
    fields[i] = RecordField{uint32_t(key.value), hasDefault, value};
  }
  record.fields = fields;
  return true;
}

bool readRecords(Module &module, Diagnostics &diag) {
  if (!hasChunk(module, "Recs"))
    return true;
  ByteReader reader = chunkReader(module, "Recs", diag);
  uint32_t version = reader.u32("a version");
  if (!reader.failed() && version != 0)
    reader.failAt(0,
                  formatText("expected version 0 of the native records, found %u; the file comes "
                             "from a newer compiler",
                             version));
  uint32_t count = reader.u32("a number of records");
  reader.u32("a number of fields");
  if (!reader.failed() && count > reader.remaining())
    reader.fail(
        formatText("expected at most %zu records, found a count of %u", reader.remaining(), count));
  if (reader.failed())
    return false;
  std::vector<const Literal *> bigIntegers(module.bigIntegers.begin(), module.bigIntegers.end());
  OperandReader operands(reader, module, bigIntegers);
  std::span<RecordInfo> records = module.arena.array<RecordInfo>(count);
  for (RecordInfo &record : records)
    if (!readRecord(reader, module, operands, record))
      return false;
  module.records = records;
  module.bigIntegers = module.arena.copy(bigIntegers);
  return true;
}

} // namespace beamc::loader
