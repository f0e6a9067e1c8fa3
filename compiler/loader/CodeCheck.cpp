//===- CodeCheck.cpp - what must hold between instructions and tables ---------===//
//
// Checked here: operands have the kinds that Opcodes.def allows; indices are in
// range; every label is defined once and every label that is used is defined; the
// code is a sequence of functions, each "label, lines, func_info, label, …";
// exports and lambdas name functions. Not checked: anything about the values in
// registers (initialised, of the right type, frames balanced); the compiler that
// made the file is trusted with that.
//===----------------------------------------------------------------------===//
#include "compiler/loader/Chunks.h"
#include "compiler/loader/OpInfo.h"

#include <cinttypes>

namespace beamc::loader {
namespace {

constexpr int64_t kMaxLive = 1024;

class CodeCheck {
public:
  CodeCheck(Module &module, Diagnostics &diag) : module_(module), diag_(diag) {}

  bool run() {
    if (!collectLabels())
      return false;
    for (const Op &op : module_.ops)
      if (!checkOp(op))
        return false;
    return splitFunctions() && checkTables();
  }

private:
  bool fail(std::string_view chunk, uint64_t offset, std::string text) {
    diag_.error(
        Place{.file = std::string(module_.fileName), .chunk = std::string(chunk), .offset = offset},
        std::move(text));
    return false;
  }
  bool failOp(const Op &op, const std::string &text) {
    return fail("Code", op.offset, text + formatText(" in '%s'", opInfo(op.opcode)->name));
  }

  bool collectLabels() {
    defined_.assign(module_.labelCount, false);
    for (const Op &op : module_.ops) {
      if (op.opcode != op_label)
        continue;
      const Operand &label = op.args[0];
      if (label.kind != OperandKind::Unsigned || label.value <= 0 ||
          label.value >= int64_t(module_.labelCount))
        return failOp(op, formatText("expected a label from 1 to %u, found %s %" PRId64,
                                     module_.labelCount - 1, describeOperandKind(label.kind),
                                     label.value));
      if (defined_[size_t(label.value)])
        return failOp(op,
                      formatText("expected each label once, found %" PRId64 " again", label.value));
      defined_[size_t(label.value)] = true;
    }
    return true;
  }

  bool checkIndex(const Op &op, const Operand &operand, size_t size, const char *what) {
    if (uint64_t(operand.value) < size)
      return true;
    return failOp(op, formatText("expected the index of %s below %zu, found %" PRId64, what, size,
                                 operand.value));
  }

  /// \p letter is one of Opcodes.def's.
  bool checkOperand(const Op &op, const Operand &operand, char letter) {
    if (!operandAllowed(letter, operand.kind))
      return failOp(op, formatText("expected %s, found %s", describeOperandLetter(letter),
                                   describeOperandKind(operand.kind)));
    if (operand.kind == OperandKind::Label && (operand.value != 0 || letter == 'J') &&
        !defined_[size_t(operand.value)])
      return failOp(op,
                    formatText("expected a label that is defined, found %" PRId64, operand.value));
    switch (letter) {
    case 'N':
      return operand.value <= kMaxLive ||
             failOp(op, formatText("expected at most %" PRId64 " live registers, found %" PRId64,
                                   kMaxLive, operand.value));
    case 'I': return checkIndex(op, operand, module_.imports.size(), "an import");
    case 'f': return checkIndex(op, operand, module_.lambdas.size(), "a fun");
    case 'T':
      return operand.kind != OperandKind::Unsigned ||
             checkIndex(op, operand, module_.lambdas.size(), "a fun");
    case 'l': // Without a Line chunk the index means nothing.
      return module_.lines.empty() || checkIndex(op, operand, module_.lines.size(), "a line");
    case 'e':
    case 'y':
    case 'v':
    case 't':
    case 'g':
    case 'u':
    case 'b':
    case 'm': return checkList(op, operand, letter);
    default: return true;
    }
  }

  /// The letters of one group of elements in a list of kind \p letter.
  static std::string_view groupLetters(char letter) {
    switch (letter) {
    case 'e': return "S";
    case 'y': return "Y";
    case 'v': return "SJ";
    case 't': return "UJ";
    case 'g': return "SD";
    case 'u': return "zS";
    case 'b': return "aUUSzz";
    default: return "?";
    }
  }

  bool checkList(const Op &op, const Operand &list, char letter) {
    std::string_view group = groupLetters(letter);
    if (list.list.size() % group.size() != 0)
      return failOp(op, formatText("expected a list whose length is a multiple of %zu, found %zu "
                                   "elements",
                                   group.size(), list.list.size()));
    for (size_t i = 0; i != list.list.size(); ++i)
      if (!checkOperand(op, list.list[i], group[i % group.size()]))
        return false;
    if (letter == 'b')
      return checkSegments(op, list.list);
    if (letter == 'v' || letter == 'u')
      return checkConstants(op, list.list, letter);
    return true;
  }

  /// select_val compares with constants only; positions in update_record are numbers.
  bool checkConstants(const Op &op, std::span<const Operand> list, char letter) {
    for (size_t i = 0; i < list.size(); i += 2) {
      bool number = list[i].kind == OperandKind::Unsigned || list[i].kind == OperandKind::Integer;
      if (letter == 'u' ? !number || list[i].value <= 0 : list[i].isRegister())
        return failOp(
            op, formatText("expected a constant, found %s", describeOperandKind(list[i].kind)));
    }
    return true;
  }

  bool checkStringRange(const Op &op, const Operand &offset, const Operand &size, uint64_t unit) {
    bool numbers = (size.kind == OperandKind::Unsigned || size.kind == OperandKind::Integer) &&
                   offset.kind == OperandKind::Unsigned && size.value >= 0 && offset.value >= 0;
    uint64_t total = module_.strings.size();
    // unit is 1 or 8 bits; the sum cannot overflow as both parts are below the chunk's size.
    if (numbers && uint64_t(size.value) <= total * 8 / unit && uint64_t(offset.value) <= total &&
        uint64_t(offset.value) + (uint64_t(size.value) * unit + 7) / 8 <= total)
      return true;
    return failOp(op,
                  formatText("expected a part of the %" PRIu64 " bytes of strings, found offset "
                             "%" PRId64 " and size %" PRId64,
                             total, offset.value, size.value));
  }

  /// A segment of type 'string' takes its bytes from the string chunk.
  bool checkSegments(const Op &op, std::span<const Operand> list) {
    for (size_t i = 0; i < list.size(); i += 6) {
      bool isString = module_.atom(uint32_t(list[i].value)) == "string";
      if (isString && !checkStringRange(op, list[i + 4], list[i + 5], 8))
        return false;
      bool number = list[i + 4].kind == OperandKind::Unsigned;
      if (!isString && number)
        return failOp(op, "expected a value in a segment, found a number");
    }
    return true;
  }

  bool checkOp(const Op &op) {
    const OpInfo &info = *opInfo(op.opcode);
    if (op.opcode == op_label)
      return true; // collectLabels has seen it.
    for (size_t i = 0; i != op.args.size(); ++i)
      if (!checkOperand(op, op.args[i], info.kinds[i]))
        return false;
    if (op.opcode == op_bs_put_string)
      return checkStringRange(op, op.args[1], op.args[0], 8);
    if (op.opcode == op_bs_match_string)
      return checkStringRange(op, op.args[3], op.args[2], 1);
    return true;
  }

  /// True when a function's head begins at ops[at]: a label, lines, func_info.
  bool headAt(size_t at, size_t &funcInfo) const {
    std::span<const Op> ops = module_.ops;
    if (ops[at].opcode != op_label)
      return false;
    size_t i = at + 1;
    while (i < ops.size() && (ops[i].opcode == op_line || ops[i].opcode == op_executable_line))
      ++i;
    funcInfo = i;
    return i < ops.size() && ops[i].opcode == op_func_info;
  }

  bool splitFunctions() {
    std::span<const Op> ops = module_.ops;
    std::vector<FunctionInfo> functions;
    std::vector<size_t> starts;
    std::span<uint32_t> byLabel = module_.arena.array<uint32_t>(module_.labelCount);
    size_t end = ops.size() - 1; // int_code_end
    for (size_t i = 0; i < end;) {
      size_t funcInfo = 0;
      if (!headAt(i, funcInfo)) {
        if (functions.empty() || ops[i].opcode == op_func_info)
          return failOp(ops[i], "expected a function to begin with a label and 'func_info', found "
                                "another instruction");
        ++i;
        continue;
      }
      const Op &head = ops[funcInfo];
      if (ops[funcInfo + 1].opcode != op_label)
        return failOp(ops[funcInfo + 1], "expected a label after 'func_info', found another "
                                         "instruction");
      if (head.args[2].value > 255)
        return failOp(head, formatText("expected an arity of at most 255, found %" PRId64,
                                       head.args[2].value));
      FunctionInfo info;
      info.name = uint32_t(head.args[1].value);
      info.arity = uint32_t(head.args[2].value);
      info.entryLabel = uint32_t(ops[funcInfo + 1].args[0].value);
      starts.push_back(i);
      functions.push_back(info);
      byLabel[info.entryLabel] = uint32_t(functions.size());
      i = funcInfo + 2;
    }
    for (size_t i = 0; i != functions.size(); ++i) {
      size_t stop = i + 1 == functions.size() ? end : starts[i + 1];
      functions[i].ops = ops.subspan(starts[i], stop - starts[i]);
    }
    if (functions.size() != module_.functionCount)
      return fail("Code", 16,
                  formatText("expected %u functions as the header says, found %zu",
                             module_.functionCount, functions.size()));
    module_.functions = module_.arena.copy(functions);
    module_.functionByLabel = byLabel;
    return checkCalls();
  }

  /// Local calls lead to entry labels.
  bool checkCalls() {
    for (const Op &op : module_.ops)
      if ((op.opcode == op_call || op.opcode == op_call_last || op.opcode == op_call_only) &&
          !module_.functionAt(uint32_t(op.args[1].value)))
        return failOp(op, formatText("expected a function's entry label, found label %" PRId64,
                                     op.args[1].value));
    return true;
  }

  bool checkTable(std::span<const Export> table, const char *chunk) {
    for (size_t i = 0; i != table.size(); ++i) {
      const FunctionInfo *function = module_.functionAt(table[i].label);
      if (!function || function->name != table[i].function || function->arity != table[i].arity)
        return fail(chunk, 4 + 12 * i,
                    formatText("expected the entry label of %s/%u, found label %u",
                               printAtom(module_.atom(table[i].function)).c_str(), table[i].arity,
                               table[i].label));
    }
    return true;
  }

  bool checkTables() {
    for (size_t i = 0; i != module_.lambdas.size(); ++i) {
      const Lambda &lambda = module_.lambdas[i];
      const FunctionInfo *function = module_.functionAt(lambda.label);
      if (!function || function->arity != lambda.arity)
        return fail("FunT", 4 + 24 * i,
                    formatText("expected the entry label of a function of arity %u, found label %u",
                               lambda.arity, lambda.label));
    }
    return checkTable(module_.exports, "ExpT") && checkTable(module_.locals, "LocT");
  }

  Module &module_;
  Diagnostics &diag_;
  std::vector<bool> defined_;
};

} // namespace

bool checkCode(Module &module, Diagnostics &diag) { return CodeCheck(module, diag).run(); }

} // namespace beamc::loader
