//===- Printer.cpp - Textual form of the SSA -----------------------------------===//
//
//   function lists:reverse/2(%0: term, %1: term) @4 {
//   b0:
//     %2 = is_cons %0 @5
//     br_if %2, b1, b2
//   b1(%3: term integer 0..255 y2):
//     …
//   }
//
// Complete: Parser.cpp makes an equal function of it. docs/design/ssa.md describes the form.
//===----------------------------------------------------------------------===//
#include "compiler/loader/TextForm.h"
#include "compiler/ssa/Function.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace beamc::ssa {
namespace {

/// Types say something of terms only.
bool showsType(const Value *v) {
  return (v->rep == Rep::Term || v->rep == Rep::Maybe) && v->type != Type();
}

class Printer {
public:
  Printer(const Function &f, llvm::raw_ostream &os) : f_(f), os_(os) {}

  void run() {
    os_ << "function ";
    mfa({f_.moduleName, f_.name, f_.arity});
    os_ << "(";
    args(f_.blocks[0]->args, 0);
    os_ << ")";
    if (f_.line)
      os_ << " @" << f_.line;
    os_ << " {\n";
    for (const Block *b : f_.blocks)
      block(*b);
    os_ << "}\n";
  }

private:
  void mfa(const Mfa &m) {
    os_ << loader::printAtom(m.module) << ":" << loader::printAtom(m.function) << "/" << m.arity;
  }
  void args(llvm::ArrayRef<Arg *> list, unsigned from) {
    for (unsigned i = from; i < list.size(); ++i) {
      os_ << (i == from ? "" : ", ");
      value(list[i]);
      os_ << ": " << kRepNames[unsigned(list[i]->rep)];
      facts(list[i], " ");
    }
  }
  /// Type and preferred frame slot of a value, behind \p sep, if there is something to say.
  void facts(const Value *v, const char *sep) {
    if (showsType(v)) {
      os_ << sep;
      type(v->type);
      sep = " ";
    }
    if (v->slotHint >= 0)
      os_ << sep << "y" << v->slotHint;
  }
  void type(const Type &t) {
    if (t.isAny())
      os_ << "any";
    else if (!t.kinds)
      os_ << "none";
    const char *sep = "";
    for (unsigned k = 0; k != std::size(loader::kTypeKindNames) && !t.isAny(); ++k)
      if (t.kinds >> k & 1) {
        os_ << sep << loader::kTypeKindNames[k];
        sep = "|";
      }
    if (t.hasMin || t.hasMax) {
      os_ << " ";
      if (t.hasMin)
        os_ << t.min;
      os_ << "..";
      if (t.hasMax)
        os_ << t.max;
    }
    if (t.arity >= 0)
      os_ << " arity " << t.arity;
  }
  void value(const Value *v) {
    if (v->kind != Value::Kind::Const) {
      os_ << "%" << v->id;
      return;
    }
    auto *c = static_cast<const Const *>(v);
    switch (c->form) {
    case Const::Form::Integer: os_ << c->integer; break;
    case Const::Form::Atom: {
      std::string s = loader::printAtom(c->atom);
      os_ << (s.front() == '\'' ? s : "'" + s + "'");
      break;
    }
    case Const::Form::Nil: os_ << "[]"; break;
    case Const::Form::Float: {
      loader::Literal l;
      l.kind = loader::LiteralKind::Float;
      l.real = c->real;
      os_ << loader::printLiteral(l) << (c->rep == Rep::F64 ? "f" : "");
      break;
    }
    case Const::Form::Literal: os_ << "literal(" << loader::printLiteral(*c->literal) << ")"; break;
    }
  }
  void block(const Block &b) {
    os_ << "b" << b.id;
    bool entry = &b == f_.blocks[0];
    if (!entry && !b.args.empty()) {
      os_ << "(";
      args(b.args, 0);
      os_ << ")";
    }
    os_ << (b.entry == Block::Entry::Continuation ? " continuation"
            : b.entry == Block::Entry::Handler    ? " handler"
                                                  : "")
        << (b.cold ? " cold" : "") << ":\n";
    line_ = 0;
    for (const Inst *i : b.insts)
      inst(*i);
  }
  void inst(const Inst &i) {
    os_ << "  ";
    if (i.rep != Rep::None)
      os_ << "%" << i.id << " = ";
    os_ << i.info().mnemonic;
    const char *sep = " ";
    for (const char *a = i.info().attributes; *a; ++a) {
      os_ << sep;
      sep = ", ";
      if (*a == 'n')
        line_ = i.line;
      switch (*a) {
      case 'i': os_ << "#" << i.imm; break;
      case 'j': os_ << "#" << i.imm2; break;
      case 'm': mfa(i.mfa); break;
      case 's':
        os_ << "\"" << llvm::toHex(llvm::StringRef(i.text.data(), i.text.size())) << "\"";
        break;
      case 'n': os_ << "@" << i.line; break;
      }
    }
    for (const Value *v : i.operands) {
      os_ << sep;
      sep = ", ";
      value(v);
    }
    for (const Edge &e : i.succs) {
      os_ << sep << "b" << e.to->id;
      sep = ", ";
      if (!e.args.empty()) {
        os_ << "(";
        for (unsigned k = 0; k != e.args.size(); ++k) {
          os_ << (k ? ", " : "");
          value(e.args[k]);
        }
        os_ << ")";
      }
    }
    if (i.rep != Rep::None)
      facts(&i, " : ");
    if (i.line != line_)
      os_ << " @" << i.line;
    line_ = i.line;
    os_ << "\n";
  }
  const Function &f_;
  llvm::raw_ostream &os_;
  uint32_t line_ = 0; ///< of the instruction before, 0 at the start of a block
};

} // namespace

std::string print(const Function &f) {
  std::string s;
  llvm::raw_string_ostream os(s);
  Printer(f, os).run();
  return s;
}

} // namespace beamc::ssa
