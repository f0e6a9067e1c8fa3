//===- Parser.cpp - The textual form of the SSA, read back --------------------------------===//
//
// One pass over the tokens; what is named before it is defined (values and blocks) is filled in
// at the end of its function. Mnemonics, attributes and results come from Insts.def.
//===----------------------------------------------------------------------===//
#include "compiler/ssa/Parser.h"
#include "compiler/loader/TextForm.h"
#include "compiler/loader/TextParser.h"
#include "llvm/ADT/StringMap.h"
#include <algorithm>
#include <set>

namespace beamc::ssa {
namespace {

using loader::Token;
using loader::TokenKind;

constexpr loader::TextStyle kStyle{';', "(){}[]<>,:/#|.-+=%@"};
/// Values and blocks are numbered by the user; tables are as long as the greatest number.
constexpr uint64_t kMaxId = 1 << 20;

const llvm::StringMap<Opcode> &opcodesByName() {
  static const llvm::StringMap<Opcode> map = [] {
    llvm::StringMap<Opcode> m;
#define INST(Name, mnemonic, ...) m[mnemonic] = Opcode::Name;
#define TERMINATOR(Name, mnemonic, ...) m[mnemonic] = Opcode::Name;
#include "compiler/ssa/Insts.def"
    return m;
  }();
  return map;
}

/// Parses one function.
class FunctionParser {
public:
  FunctionParser(loader::TextParser &p, Function &f, std::string_view fileName, Diagnostics &diag)
      : p_(p), f_(f), fileName_(fileName), diag_(diag) {}

  bool run() {
    f_.valueCount = highestValue() + 1;
    if (!header())
      return false;
    while (!p_.failed() && !failed_ && !p_.accept("}"))
      block();
    if (failed_)
      return false;
    p_.expectEndOfLine();
    return !p_.failed() && finish();
  }

private:
  /// A use of a value, or an edge, that is filled in at the end.
  struct ValueUse {
    Inst *inst;
    int edge; ///< -1 = an operand
    unsigned index;
    uint32_t id;
    Token at;
  };
  struct BlockUse {
    Inst *inst;
    unsigned edge;
    uint32_t id;
    Token at;
  };

  /// Of the function that begins here: constants and instructions without result are numbered
  /// from there on.
  uint32_t highestValue() {
    uint64_t highest = 0;
    for (size_t n = 0;; ++n) {
      const Token &t = p_.ahead(n);
      if (t.kind == TokenKind::EndOfText ||
          (n && t.isWord("function") && p_.ahead(n - 1).kind == TokenKind::EndOfLine))
        return uint32_t(highest);
      uint64_t id;
      if (t.is("%") && loader::splitNumbered("v" + p_.ahead(n + 1).text, "v", id) && id <= kMaxId)
        highest = std::max(highest, id);
    }
  }

  /// Always false.
  bool failAt(const Token &t, const std::string &text) {
    diag_.error(
        Place{.file = std::string(fileName_), .chunk = {}, .line = t.line, .column = t.column},
        text);
    return false;
  }

  uint32_t number(const char *what, uint64_t limit = UINT32_MAX) {
    return uint32_t(p_.number(what, limit));
  }

  Mfa mfa() {
    Mfa m;
    m.module = p_.atom("a module");
    p_.expect(":");
    m.function = p_.atom("a function");
    p_.expect("/");
    m.arity = number("an arity", 255);
    return m;
  }

  bool header() {
    Mfa m = mfa();
    f_.moduleName = m.module;
    f_.name = m.function;
    f_.arity = m.arity;
    Block *entry = f_.newBlock();
    p_.expect("(");
    args(entry);
    if (!p_.failed() && entry->args.size() != m.arity)
      p_.failHere("expected as many parameters as the arity says, found " +
                  std::to_string(entry->args.size()));
    if (p_.accept("@"))
      f_.line = number("an index into the line table");
    p_.expect("{");
    return p_.expectEndOfLine();
  }

  /// Up to and with the closing parenthesis.
  void args(Block *b) {
    if (p_.accept(")"))
      return;
    do {
      Token at = p_.token();
      uint32_t id = valueId();
      p_.expect(":");
      Arg *a = f_.addArg(b, rep());
      define(a, id, at);
      facts(a);
    } while (p_.accept(","));
    p_.expect(")");
  }

  Rep rep() {
    for (unsigned r = unsigned(Rep::Term); r != std::size(kRepNames); ++r)
      if (p_.acceptWord(kRepNames[r]))
        return Rep(r);
    p_.fail("'term', 'maybe', 'bool' or 'f64'");
    return Rep::Term;
  }

  uint32_t valueId() {
    p_.expect("%");
    return number("the number of a value", kMaxId);
  }

  void define(Value *v, uint32_t id, const Token &at) {
    if (p_.failed())
      return;
    v->id = id;
    --f_.valueCount; // the number that it was made with
    if (!values_.try_emplace(id, v).second)
      failed_ =
          !failAt(at, "expected each value to be defined once, found a second definition of %" +
                          std::to_string(id));
  }

  /// Type and slot of a value: [kinds [range] [arity N]] [yN].
  void facts(Value *v) {
    if (p_.failed() || p_.token().kind != TokenKind::Word)
      return;
    uint64_t slot;
    if (!loader::splitNumbered(p_.token().text, "y", slot)) {
      v->type = type();
      if (p_.failed() || p_.token().kind != TokenKind::Word)
        return;
    }
    if (!loader::splitNumbered(p_.token().text, "y", slot) || slot > INT16_MAX) {
      p_.fail("a frame slot (y0 to y32767)");
      return;
    }
    v->slotHint = int16_t(slot);
    p_.advance();
  }

  Type type() {
    Type t;
    if (p_.acceptWord("none")) {
      t.kinds = 0;
    } else if (!p_.acceptWord("any")) {
      t.kinds = 0;
      do
        t.kinds |= kind();
      while (p_.accept("|"));
    }
    if (p_.token().is("-") || p_.token().is(".") || p_.token().kind == TokenKind::Integer) {
      if (!p_.token().is("."))
        t.hasMin = true, t.min = integer();
      p_.expect(".");
      p_.expect(".");
      if (p_.token().is("-") || p_.token().kind == TokenKind::Integer)
        t.hasMax = true, t.max = integer();
    }
    if (p_.acceptWord("arity"))
      t.arity = int32_t(number("an arity", INT32_MAX));
    return t;
  }

  uint32_t kind() {
    for (unsigned k = 0; k != std::size(loader::kTypeKindNames); ++k)
      if (p_.acceptWord(loader::kTypeKindNames[k]))
        return 1u << k;
    p_.fail("a kind of term");
    return 0;
  }

  int64_t integer() {
    const loader::Literal *l = p_.integer();
    if (l && l->kind == loader::LiteralKind::Integer)
      return l->integer;
    p_.fail("an integer of 64 bits");
    return 0;
  }

  bool blockName(uint64_t &id) {
    return p_.token().kind == TokenKind::Word && loader::splitNumbered(p_.token().text, "b", id) &&
           id <= kMaxId;
  }

  void block() {
    uint64_t id;
    Token at = p_.token();
    if (!blockName(id)) {
      p_.fail(blocks_.empty() ? "a block" : "an instruction, a block or '}'");
      return;
    }
    p_.advance();
    bool entry = blocks_.empty();
    Block *b = entry ? f_.blocks[0] : f_.newBlock();
    if (!blocks_.try_emplace(uint32_t(id), b).second) {
      failed_ = !failAt(at, "expected each block once, found a second b" + std::to_string(id));
      return;
    }
    if (!entry && p_.accept("("))
      args(b);
    if (!entry && p_.acceptWord("continuation"))
      b->entry = Block::Entry::Continuation;
    else if (!entry && p_.acceptWord("handler"))
      b->entry = Block::Entry::Handler;
    b->cold = p_.acceptWord("cold");
    p_.expect(":");
    p_.expectEndOfLine();
    line_ = 0;
    while (!p_.failed() && !failed_ && !p_.token().is("}") && !(blockName(id) && !b->insts.empty()))
      inst(b);
    if (!p_.failed() && !failed_ && (b->insts.empty() || !b->terminator()->isTerminator()))
      failed_ = !failAt(at, "expected the block to end in a terminator, found " +
                                (b->insts.empty()
                                     ? std::string("no instruction")
                                     : "'" + std::string(b->terminator()->info().mnemonic) + "'"));
  }

  void inst(Block *b) {
    Token at = p_.token();
    bool named = p_.token().is("%");
    uint32_t id = 0;
    if (named) {
      id = valueId();
      p_.expect("=");
    }
    if (p_.failed())
      return;
    auto op = opcodesByName().find(p_.token().kind == TokenKind::Word ? p_.token().text : "");
    if (op == opcodesByName().end()) {
      p_.fail(b->insts.empty() || named ? "an instruction" : "an instruction, a block or '}'");
      return;
    }
    const OpcodeInfo &info = opcodeInfo(op->second);
    if (named != (info.result != Rep::None)) {
      p_.fail(named ? "an instruction with a result" : "'%' and a number for the result, then '='");
      return;
    }
    if (!b->insts.empty() && b->terminator()->isTerminator()) {
      p_.failHere("expected no instruction behind a terminator, found '" + p_.token().text + "'");
      return;
    }
    p_.advance();
    Inst *i = f_.newInst(op->second);
    i->block = b;
    i->line = line_;
    b->insts.push_back(i);
    if (named)
      define(i, id, at);
    bool first = true;
    auto separator = [&] {
      if (!first)
        p_.expect(",");
      first = false;
      return !p_.failed();
    };
    for (const char *a = info.attributes; *a && separator(); ++a)
      attribute(*a, *i);
    while (!p_.failed() && !atEnd() && separator())
      part(*i);
    if (named && p_.accept(":"))
      facts(i);
    if (p_.accept("@"))
      i->line = number("an index into the line table");
    line_ = i->line;
    p_.expectEndOfLine();
  }

  bool atEnd() {
    const Token &t = p_.token();
    return t.kind == TokenKind::EndOfLine || t.kind == TokenKind::EndOfText || t.is(":") ||
           t.is("@");
  }

  void attribute(char letter, Inst &i) {
    switch (letter) {
    case 'i':
    case 'j':
      p_.expect("#");
      (letter == 'i' ? i.imm : i.imm2) = integer();
      return;
    case 'm': i.mfa = mfa(); return;
    case 's': {
      std::string s;
      if (p_.hexBytes(s))
        i.text = f_.intern(std::move(s));
      return;
    }
    default: p_.expect("@"); i.line = number("an index into the line table");
    }
  }

  /// An operand, or an edge.
  void part(Inst &i) {
    uint64_t id;
    if (!blockName(id)) {
      if (!i.succs.empty())
        p_.fail("a block");
      else
        i.operands.push_back(operand(i, -1, i.operands.size()));
      return;
    }
    if (!i.isTerminator()) {
      p_.fail("a value");
      return;
    }
    blockUses_.push_back({&i, unsigned(i.succs.size()), uint32_t(id), p_.token()});
    p_.advance();
    Edge &e = i.succs.emplace_back();
    if (!p_.accept("("))
      return;
    do
      e.args.push_back(operand(i, int(i.succs.size() - 1), e.args.size()));
    while (p_.accept(","));
    p_.expect(")");
  }

  /// A constant, or null for a value, whose use is noted.
  Value *operand(Inst &i, int edge, unsigned index) {
    const Token &t = p_.token();
    if (t.is("%")) {
      Token at = t;
      valueUses_.push_back({&i, edge, index, valueId(), at});
      return nullptr;
    }
    if (t.kind == TokenKind::Quoted)
      return f_.atom(p_.atom("an atom"));
    if (p_.accept("[")) {
      p_.expect("]");
      return f_.nil();
    }
    if (p_.acceptWord("literal")) {
      p_.expect("(");
      const loader::Literal *l = p_.term();
      p_.expect(")");
      return l ? f_.constantOf(l) : nullptr;
    }
    if (t.is("-") || t.kind == TokenKind::Integer || t.kind == TokenKind::Float) {
      const loader::Literal *l = p_.term();
      if (!l)
        return nullptr;
      Const *c = f_.constantOf(l);
      if (l->kind == loader::LiteralKind::Float && p_.acceptWord("f"))
        c->rep = Rep::F64;
      return c;
    }
    p_.fail("a value (%1, 17, 'atom', [], 1.5, 1.5f, literal(…))");
    return nullptr;
  }

  bool finish() {
    if (blocks_.empty())
      return p_.failHere("expected at least one block, found none");
    for (BlockUse &u : blockUses_) {
      auto it = blocks_.find(u.id);
      if (it == blocks_.end())
        return failAt(u.at, "expected a block of this function, found b" + std::to_string(u.id));
      u.inst->succs[u.edge].to = it->second;
    }
    for (ValueUse &u : valueUses_) {
      auto it = values_.find(u.id);
      if (it == values_.end())
        return failAt(u.at, "expected a value of this function, found %" + std::to_string(u.id));
      (u.edge < 0 ? u.inst->operands[u.index] : u.inst->succs[u.edge].args[u.index]) = it->second;
    }
    return true;
  }

  loader::TextParser &p_;
  Function &f_;
  std::string_view fileName_;
  Diagnostics &diag_;
  llvm::DenseMap<uint32_t, Value *> values_;
  llvm::DenseMap<uint32_t, Block *> blocks_;
  std::vector<ValueUse> valueUses_;
  std::vector<BlockUse> blockUses_;
  uint32_t line_ = 0;
  bool failed_ = false; ///< by an error of which p_ does not know
};

/// What the text promised but for the verifier: every successor leads to a block that is there,
/// every block ends in a terminator.
bool check(Function &f, const Token &at, std::string_view fileName, Diagnostics &diag) {
  f.cleanCfg();
  std::string error = verify(f, {});
  if (!error.empty())
    diag.error(
        Place{.file = std::string(fileName), .chunk = {}, .line = at.line, .column = at.column},
        error);
  return error.empty();
}

} // namespace

std::unique_ptr<ParsedProgram> parseProgram(std::string_view text, std::string_view fileName,
                                            Diagnostics &diag) {
  auto out = std::make_unique<ParsedProgram>();
  out->module = std::make_unique<loader::Module>();
  loader::Module &module = *out->module;
  module.fileName = module.arena.copy(fileName);
  out->program.module = &module;
  std::vector<Token> tokens = loader::lexText(text, fileName, diag, kStyle);
  if (diag.hasErrors())
    return nullptr;
  loader::TextParser p(std::move(tokens), fileName, module.arena, diag);
  std::set<std::pair<std::string_view, uint32_t>> names;
  do {
    p.expectWord("function");
    Token at = p.token();
    auto f = std::make_unique<Function>();
    f->module = &module;
    if (p.failed() || !FunctionParser(p, *f, fileName, diag).run() ||
        !check(*f, at, fileName, diag))
      return nullptr;
    std::string name = loader::printAtom(f->name) + "/" + std::to_string(f->arity);
    auto fail = [&](const std::string &text) {
      diag.error(
          Place{.file = std::string(fileName), .chunk = {}, .line = at.line, .column = at.column},
          text);
      return nullptr;
    };
    if (module.name.empty())
      module.name = f->moduleName;
    if (f->moduleName != module.name)
      return fail("expected a function of module " + loader::printAtom(module.name) +
                  ", found one of " + loader::printAtom(f->moduleName));
    if (!names.insert({f->name, f->arity}).second)
      return fail("expected each function once, found a second " + name);
    out->program.functions.push_back(std::move(f));
  } while (p.token().kind != TokenKind::EndOfText);
  return out;
}

} // namespace beamc::ssa
