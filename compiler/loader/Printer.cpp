//===- Printer.cpp --------------------------------------------------------===//
#include "compiler/loader/Printer.h"

#include "compiler/loader/OpInfo.h"
#include "compiler/loader/TextForm.h"
#include "compiler/loader/Utf8.h"
#include "compiler/support/Format.h"

#include <algorithm>
#include <cinttypes>

namespace beamc::loader {

/// Length from which a comment shows only the beginning of a term.
static constexpr size_t kCommentTerm = 60;

static std::string functionName(const Module &module, uint32_t name, uint32_t arity) {
  return printAtom(module.atom(name)) + formatText("/%u", arity);
}

static std::string importName(const Module &module, const Import &import) {
  return printAtom(module.atom(import.module)) + ":" +
         functionName(module, import.function, import.arity);
}

/// Atoms that look like registers, literals or keywords of operands are quoted.
static std::string atomOperand(std::string_view text) {
  std::string printed = printAtom(text);
  if (printed[0] != '\'' && isReservedOperandWord(text))
    return "'" + printed + "'";
  return printed;
}

static std::string printList(const Operand &operand, const Module &module) {
  std::string out = "{";
  for (const Operand &element : operand.list) {
    if (out.size() > 1)
      out += ", ";
    out += printOperand(element, '?', module);
  }
  return out + "}";
}

static std::string printAllocList(const Operand &operand) {
  std::string out = "alloc{";
  for (size_t i = 0; i + 1 < operand.list.size(); i += 2) {
    if (i != 0)
      out += ", ";
    appendFormat(out, "%s %" PRId64, kAllocNames[operand.list[i].value], operand.list[i + 1].value);
  }
  return out + "}";
}

static bool sameImport(const Import &a, const Import &b) {
  return a.module == b.module && a.function == b.function && a.arity == b.arity;
}

static std::string printImport(uint64_t index, const Module &module) {
  const Import &import = module.imports[index];
  // A table with the same function twice: only its first entry can be named.
  for (uint64_t i = 0; i != index; ++i)
    if (sameImport(module.imports[i], import))
      return formatText("#%" PRIu64, index);
  return importName(module, import);
}

std::string printOperand(const Operand &operand, char letter, const Module &module) {
  switch (operand.kind) {
  case OperandKind::Unsigned:
    if (letter == 'I')
      return printImport(uint64_t(operand.value), module);
    return formatText("#%" PRId64, operand.value);
  case OperandKind::Integer: return formatText("%" PRId64, operand.value);
  case OperandKind::BigInteger: return printLiteral(*module.bigIntegers[size_t(operand.value)]);
  case OperandKind::Nil: return "[]";
  case OperandKind::Atom: return atomOperand(module.atom(uint32_t(operand.value)));
  case OperandKind::X:
  case OperandKind::Y: {
    std::string out =
        formatText("%c%" PRId64, operand.kind == OperandKind::X ? 'x' : 'y', operand.value);
    if (operand.type >= 0)
      appendFormat(out, ":t%d", operand.type);
    return out;
  }
  case OperandKind::FloatReg: return formatText("fr%" PRId64, operand.value);
  case OperandKind::Label: return formatText("L%" PRId64, operand.value);
  case OperandKind::Char: return formatText("char %" PRId64, operand.value);
  case OperandKind::Literal: return formatText("lit%" PRId64, operand.value);
  case OperandKind::List: return printList(operand, module);
  case OperandKind::AllocList: return printAllocList(operand);
  }
  return {};
}

std::string printOp(const Op &op, const Module &module) {
  if (op.opcode == op_label)
    return formatText("L%" PRId64 ":", op.args[0].value);
  const OpInfo &info = *opInfo(op.opcode);
  std::string out = info.name;
  for (size_t i = 0; i != op.args.size(); ++i) {
    out += i == 0 ? " " : ", ";
    out += printOperand(op.args[i], info.kinds[i], module);
  }
  return out;
}

std::string printLocation(const Module &module, uint32_t line) {
  if (line == 0 || line >= module.lines.size())
    return {};
  const LineEntry &entry = module.lines[line];
  std::string file =
      entry.file == 0 ? std::string(module.name) + ".erl" : std::string(module.files[entry.file]);
  return file + formatText(":%u", entry.line);
}

std::string printType(const TypeEntry &type) {
  std::string out;
  if (type.kinds == kTypeAnyTerm)
    out = "any";
  else if (type.kinds == 0)
    out = "none";
  else
    for (size_t bit = 0; bit != std::size(kTypeKindNames); ++bit)
      if (type.kinds >> bit & 1)
        out += (out.empty() ? "" : "|") + std::string(kTypeKindNames[bit]);
  if (type.lower)
    appendFormat(out, " >= %" PRId64, *type.lower);
  if (type.upper)
    appendFormat(out, " <= %" PRId64, *type.upper);
  if (type.unit != 0)
    appendFormat(out, " unit %u", type.unit);
  return out;
}

namespace {

class ModulePrinter {
public:
  ModulePrinter(const Module &module, const PrintOptions &options)
      : module_(module), options_(options) {}

  std::string run() {
    if (!options_.codeOnly) {
      out_ += "module " + printAtom(module_.name) + "\n";
      appendFormat(out_, "limits max_opcode %u labels %u functions %u\n", module_.maxOpcode,
                   module_.labelCount, module_.functionCount);
      tables();
      rawChunks();
    }
    code();
    return std::move(out_);
  }

private:
  void section(const char *name) { out_ += std::string("\n") + name + "\n"; }

  /// Ends an entry; \p comment explains it.
  void entry(const std::string &text, const std::string &comment) {
    out_ += "  " + text;
    if (options_.comments && !comment.empty()) {
      if (text.size() < 40)
        out_.append(40 - text.size(), ' ');
      out_ += "  % " + comment;
    }
    out_ += '\n';
  }
  std::string index(size_t i) { return formatText("%zu", i); }

  void tables() {
    section("atoms");
    for (size_t i = 1; i < module_.atoms.size(); ++i)
      entry(printAtom(module_.atoms[i]), index(i));
    section("imports");
    for (size_t i = 0; i != module_.imports.size(); ++i)
      entry(importName(module_, module_.imports[i]), index(i));
    section("exports");
    for (const Export &item : module_.exports)
      entry(functionName(module_, item.function, item.arity) + formatText(" L%u", item.label), "");
    section("locals");
    for (const Export &item : module_.locals)
      entry(functionName(module_, item.function, item.arity) + formatText(" L%u", item.label), "");
    lambdas();
    literals();
    lines();
    types();
    terms();
  }

  void lambdas() {
    if (module_.lambdas.empty())
      return;
    section("funs");
    for (size_t i = 0; i != module_.lambdas.size(); ++i) {
      const Lambda &lambda = module_.lambdas[i];
      entry(functionName(module_, lambda.function, lambda.arity) +
                formatText(" L%u index %u free %u uniq %u", lambda.label, lambda.index,
                           lambda.numFree, lambda.oldUniq),
            index(i));
    }
  }

  void literals() {
    if (!module_.strings.empty()) {
      section("strings");
      Literal text;
      text.kind = LiteralKind::Bitstring;
      text.bytes = module_.strings;
      text.bitSize = module_.strings.size() * 8;
      entry(printLiteral(text), "");
    }
    if (module_.literals.empty())
      return;
    section("literals");
    for (size_t i = 0; i != module_.literals.size(); ++i)
      entry(printLiteral(*module_.literals[i]), index(i));
  }

  void lines() {
    if (module_.lines.empty())
      return;
    if (module_.files.size() > 1) {
      section("files");
      for (size_t i = 1; i != module_.files.size(); ++i)
        entry(quoteText(module_.files[i]), index(i));
    }
    section("lines");
    if (module_.executableLines || module_.forceLineCounters)
      entry(std::string("flags") + (module_.executableLines ? " executable_line" : "") +
                (module_.forceLineCounters ? " force_line_counters" : ""),
            "");
    for (size_t i = 1; i != module_.lines.size(); ++i)
      entry(formatText("%u:%u", module_.lines[i].file, module_.lines[i].line), index(i));
  }

  void types() {
    if (module_.typeVersion == 0)
      return;
    section(formatText("types version %u", module_.typeVersion).c_str());
    for (size_t i = 0; i != module_.types.size(); ++i)
      entry(printType(module_.types[i]), "t" + index(i));
  }

  void terms() {
    if (module_.attributes) {
      section("attributes");
      entry(printLiteral(*module_.attributes), "");
    }
    if (module_.compileInfo) {
      section("compile_info");
      entry(printLiteral(*module_.compileInfo), "");
    }
  }

  /// Every byte is a character, whatever it is.
  static std::string printChunkId(std::string_view id) {
    return quoteText(latin1ToUtf8({reinterpret_cast<const uint8_t *>(id.data()), id.size()}));
  }

  void rawChunks() {
    for (const RawChunk &chunk : module_.chunks) {
      if (isTextChunk(chunk.id))
        continue;
      bool needed = options_.allChunks ||
                    std::ranges::find(kUnneededChunks, chunk.id) == std::end(kUnneededChunks);
      if (!needed) {
        if (options_.comments)
          appendFormat(out_, "\n%% chunk %s: %zu bytes, left out\n", printChunkId(chunk.id).c_str(),
                       chunk.data.size());
        continue;
      }
      section(("chunk " + printChunkId(chunk.id)).c_str());
      for (size_t at = 0; at < chunk.data.size(); at += 32) {
        std::string row;
        for (uint8_t byte : chunk.data.subspan(at, std::min<size_t>(32, chunk.data.size() - at)))
          appendFormat(row, "%02x", byte);
        entry("\"" + row + "\"", "");
      }
    }
  }

  /// What the operands of \p op refer to.
  std::string comment(const Op &op) {
    std::string out;
    auto add = [&](const std::string &text) {
      if (!text.empty())
        out += (out.empty() ? "" : "; ") + text;
    };
    const OpInfo &info = *opInfo(op.opcode);
    for (size_t i = 0; i != op.args.size(); ++i) {
      const Operand &arg = op.args[i];
      if (info.kinds[i] == 'l' && arg.kind == OperandKind::Unsigned)
        add(printLocation(module_, uint32_t(arg.value)));
      bool isFun =
          info.kinds[i] == 'f' || (info.kinds[i] == 'T' && arg.kind == OperandKind::Unsigned);
      if (isFun)
        add(functionName(module_, module_.lambdas[size_t(arg.value)].function,
                         module_.lambdas[size_t(arg.value)].arity));
      if (info.kinds[i] == 'J' && isCall(op.opcode))
        if (const FunctionInfo *callee = module_.functionAt(uint32_t(arg.value)))
          add(functionName(module_, callee->name, callee->arity));
      addLiterals(arg, add);
    }
    return out;
  }
  static bool isCall(uint16_t opcode) {
    return opcode == op_call || opcode == op_call_last || opcode == op_call_only;
  }
  template <typename Add> void addLiterals(const Operand &arg, Add add) {
    if (arg.kind == OperandKind::Literal)
      add(printLiteral(*module_.literals[size_t(arg.value)], kCommentTerm));
    for (const Operand &element : arg.list)
      addLiterals(element, add);
  }

  bool selected(const FunctionInfo &function) {
    if (options_.onlyFunction.empty())
      return true;
    std::string_view name = module_.atom(function.name);
    return options_.onlyFunction == name ||
           options_.onlyFunction == std::string(name) + formatText("/%u", function.arity);
  }

  void code() {
    if (!options_.codeOnly)
      section("code");
    for (const FunctionInfo &function : module_.functions) {
      if (!selected(function))
        continue;
      if (options_.comments)
        out_ += "\n% " + functionName(module_, function.name, function.arity) + "\n";
      for (const Op &op : function.ops) {
        if (op.opcode == op_label)
          out_ += printOp(op, module_) + "\n";
        else
          entry(printOp(op, module_), options_.comments ? comment(op) : "");
      }
    }
  }

  const Module &module_;
  const PrintOptions &options_;
  std::string out_;
};

} // namespace

std::string printModule(const Module &module, const PrintOptions &options) {
  return ModulePrinter(module, options).run();
}

} // namespace beamc::loader
