//===- Assembler.cpp ------------------------------------------------------===//
//
// One function per section. An unindented word begins a section; indented lines
// (and labels) are its entries.
//===----------------------------------------------------------------------===//
#include "compiler/loader/Assembler.h"

#include "compiler/loader/BeamWriter.h"
#include "compiler/loader/ModuleBuilder.h"
#include "compiler/loader/OperandParser.h"
#include "compiler/loader/Utf8.h"
#include "compiler/support/Format.h"

#include <algorithm>
#include <cinttypes>
#include <optional>

namespace beamc::loader {
namespace {

class Assembler {
public:
  Assembler(std::vector<Token> tokens, std::string_view fileName, Diagnostics &diag)
      : in_(std::move(tokens), fileName, builder_.arena(), diag), operands_(in_, builder_) {}

  std::unique_ptr<Module> run() {
    moduleLine();
    while (!in_.failed() && in_.token().kind != TokenKind::EndOfText)
      section();
    if (in_.failed())
      return nullptr;
    completeLimits();
    return builder_.finish();
  }

private:
  void moduleLine() {
    in_.expectWord("module");
    std::string_view name = in_.atom("a module's name");
    in_.expectEndOfLine();
    builder_.module().name = name;
    name_ = name;
    // A printed text lists its atoms, beginning with the module's name; otherwise it is added here.
    size_t ahead = 0;
    while (in_.ahead(ahead).kind != TokenKind::EndOfText && !in_.ahead(ahead).isWord("atoms"))
      ++ahead;
    bool listed = in_.ahead(ahead).isWord("atoms");
    if (!listed && !in_.failed())
      builder_.addAtom(name);
  }

  void section() {
    if (in_.token().indented || in_.token().kind != TokenKind::Word) {
      in_.fail("the beginning of a section");
      return;
    }
    std::string name = in_.token().text;
    using Entry = void (Assembler::*)();
    static constexpr std::pair<std::string_view, Entry> kSections[] = {
        {"atoms", &Assembler::atomEntry},
        {"imports", &Assembler::importEntry},
        {"exports", &Assembler::exportEntry},
        {"locals", &Assembler::localEntry},
        {"funs", &Assembler::funEntry},
        {"strings", &Assembler::stringEntry},
        {"literals", &Assembler::literalEntry},
        {"files", &Assembler::fileEntry},
        {"lines", &Assembler::lineEntry},
        {"types", &Assembler::typeEntry},
        {"attributes", &Assembler::attributeEntry},
        {"compile_info", &Assembler::compileInfoEntry},
        {"chunk", &Assembler::chunkEntry},
        {"code", &Assembler::codeEntry}};
    in_.advance();
    if (name == "limits")
      return limits();
    for (auto [known, entry] : kSections) {
      if (known != name)
        continue;
      sectionHead(name);
      in_.expectEndOfLine();
      while (!in_.failed() && isEntry(name)) {
        (this->*entry)();
        in_.expectEndOfLine();
      }
      return finishSection(name);
    }
    in_.failHere("expected the name of a section, found '" + name + "'");
  }

  bool isEntry(std::string_view section) const {
    if (in_.token().kind == TokenKind::EndOfText)
      return false;
    uint64_t label;
    bool isLabel = section == "code" && in_.token().kind == TokenKind::Word &&
                   splitNumbered(in_.token().text, "L", label);
    return in_.token().indented || isLabel;
  }

  void sectionHead(std::string_view name) {
    if (name == "types") {
      in_.expectWord("version");
      builder_.module().typeVersion = uint32_t(in_.number("a version", 4));
    } else if (name == "lines" && builder_.lines.empty()) {
      builder_.lines.push_back(LineEntry{});
    } else if (name == "chunk") {
      std::string id;
      bool bytes = utf8ToLatin1(in_.string("a chunk's id"), id);
      chunkId_ = builder_.module().arena.copy(id);
      if (!in_.failed() && (!bytes || id.size() != 4))
        in_.failHere("expected a chunk's id of four characters below 256, found another text");
      chunkBytes_.clear();
    }
  }

  void finishSection(std::string_view name) {
    if (in_.failed() || name != "chunk")
      return;
    std::string_view bytes = builder_.arena().copy(chunkBytes_);
    builder_.chunks.push_back(
        RawChunk{chunkId_, {reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()}});
  }

  void limits() {
    while (!in_.failed() && in_.token().kind == TokenKind::Word) {
      if (in_.acceptWord("max_opcode"))
        maxOpcode_ = in_.number("an opcode", 255);
      else if (in_.acceptWord("labels"))
        labels_ = in_.number("a number of labels", UINT32_MAX);
      else if (in_.acceptWord("functions"))
        functions_ = in_.number("a number of functions", UINT32_MAX);
      else
        in_.fail("'max_opcode', 'labels' or 'functions'");
    }
    in_.expectEndOfLine();
  }

  void atomEntry() { builder_.addAtom(in_.atom("an atom")); }

  void importEntry() { builder_.addImport(operands_.import()); }

  /// name/arity L5
  Export function() {
    Export out;
    out.function = builder_.atom(in_.atom("a function's name"));
    in_.expect("/");
    out.arity = uint32_t(in_.number("an arity", 255));
    out.label = operands_.label();
    return out;
  }
  void exportEntry() { builder_.exports.push_back(function()); }
  void localEntry() { builder_.locals.push_back(function()); }

  void funEntry() {
    Export head = function();
    Lambda lambda{.function = head.function,
                  .arity = head.arity,
                  .label = head.label,
                  .index = uint32_t(builder_.lambdas.size())};
    while (!in_.failed() && in_.token().kind == TokenKind::Word) {
      if (in_.acceptWord("index"))
        lambda.index = uint32_t(in_.number("an index", UINT32_MAX));
      else if (in_.acceptWord("free"))
        lambda.numFree = uint32_t(in_.number("a number of variables", 255));
      else if (in_.acceptWord("uniq"))
        lambda.oldUniq = uint32_t(in_.number("a number", UINT32_MAX));
      else
        in_.fail("'index', 'free' or 'uniq'");
    }
    builder_.lambdas.push_back(lambda);
  }

  void stringEntry() {
    const Literal *text = in_.term();
    if (in_.failed())
      return;
    if (text->kind != LiteralKind::Bitstring || text->bitSize % 8 != 0)
      in_.failHere("expected a binary, found another term");
    else
      builder_.module().strings = text->bytes;
  }

  void literalEntry() {
    const Literal *term = in_.term();
    if (!in_.failed())
      builder_.literals.push_back(term);
  }

  void fileEntry() { builder_.files.push_back(in_.string("a file's name")); }

  void lineEntry() {
    if (in_.acceptWord("flags")) {
      builder_.module().executableLines = in_.acceptWord("executable_line");
      builder_.module().forceLineCounters = in_.acceptWord("force_line_counters");
      return;
    }
    LineEntry entry;
    entry.file = uint32_t(in_.number("a file's index", builder_.files.size() - 1));
    in_.expect(":");
    entry.line = uint32_t(in_.number("a line number", INT32_MAX));
    builder_.lines.push_back(entry);
  }

  std::optional<int64_t> bound() {
    const Literal *value = in_.integer();
    if (in_.failed())
      return std::nullopt;
    if (value->kind != LiteralKind::Integer)
      in_.failHere("expected a bound that fits 64 bits, found a greater one");
    return value->integer;
  }

  uint32_t typeKind() {
    for (size_t bit = 0; bit != std::size(kTypeKindNames); ++bit)
      if (in_.acceptWord(kTypeKindNames[bit]))
        return 1u << bit;
    in_.fail("the name of a type");
    return 0;
  }

  void typeEntry() {
    TypeEntry type;
    if (in_.acceptWord("none")) {
      type.kinds = 0;
    } else if (!in_.acceptWord("any")) {
      type.kinds = 0;
      do
        type.kinds |= typeKind();
      while (in_.accept("|"));
    }
    if (in_.accept(">="))
      type.lower = bound();
    if (in_.accept("<="))
      type.upper = bound();
    if (in_.acceptWord("unit"))
      type.unit = uint16_t(in_.number("a unit", 256));
    builder_.types.push_back(type);
  }

  void attributeEntry() { builder_.module().attributes = in_.term(); }
  void compileInfoEntry() { builder_.module().compileInfo = in_.term(); }
  void chunkEntry() { in_.hexBytes(chunkBytes_); }

  void codeEntry() { builder_.ops.push_back(operands_.instruction()); }

  /// Counts what the text left out.
  void completeLimits() {
    Module &module = builder_.module();
    if (builder_.ops.empty() || builder_.ops.back().opcode != op_int_code_end)
      builder_.ops.push_back(Op{.opcode = op_int_code_end, .args = {}});
    uint64_t maxOpcode = 0, labels = 1, functions = 0;
    for (const Op &op : builder_.ops) {
      maxOpcode = std::max<uint64_t>(maxOpcode, op.opcode);
      functions += op.opcode == op_func_info;
      if (op.opcode == op_label)
        labels = std::max(labels, uint64_t(op.args[0].value) + 1);
    }
    module.maxOpcode = uint32_t(maxOpcode_.value_or(maxOpcode));
    module.labelCount = uint32_t(labels_.value_or(labels));
    module.functionCount = uint32_t(functions_.value_or(functions));
  }

  ModuleBuilder builder_;
  TextParser in_;
  OperandParser operands_;
  std::string_view name_;
  std::string_view chunkId_;
  std::string chunkBytes_;
  std::optional<uint64_t> maxOpcode_, labels_, functions_;
};

} // namespace

std::string assembleBeam(std::string_view text, std::string_view fileName, Diagnostics &diag) {
  size_t before = diag.errorCount();
  std::vector<Token> tokens = lexText(text, fileName, diag);
  if (diag.errorCount() != before)
    return {};
  std::unique_ptr<Module> draft = Assembler(std::move(tokens), fileName, diag).run();
  if (!draft)
    return {};
  std::string bytes = writeBeam(*draft);
  if (!loadModule({reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()}, fileName, diag))
    return {};
  return bytes;
}

} // namespace beamc::loader
