//===- Printer.cpp - Textual form of the SSA -----------------------------------===//
//
//   function lists:reverse/2(%0: term, %1: term) {
//   b0:
//     %2 = is_cons %0
//     br_if %2, b1, b2
//   b1(%3: term):
//     …
//   }
//
// Constants: integers, 'atoms', [], floats, and literal(N) for entry N of the literal table of
// the function's text (printed below it).
//===----------------------------------------------------------------------===//
#include "compiler/ssa/Function.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

namespace beamc::ssa {
namespace {

const char *repName(Rep r) {
  switch (r) {
  case Rep::None: return "none";
  case Rep::Term: return "term";
  case Rep::Maybe: return "maybe";
  case Rep::Bool: return "bool";
  case Rep::F64: return "f64";
  }
  return "?";
}

class Printer {
public:
  Printer(const Function &f, llvm::raw_ostream &os) : f_(f), os_(os) {}

  void run() {
    os_ << "function ";
    mfa({f_.moduleName, f_.name, f_.arity});
    os_ << "(";
    args(f_.blocks[0]->args, 0);
    os_ << ") {\n";
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
      os_ << ": " << repName(list[i]->rep);
    }
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
    case Const::Form::Float: os_ << llvm::format("%.17g", c->real) << "f"; break;
    case Const::Form::Literal:
      os_ << "literal(" << loader::printLiteral(*c->literal, 120) << ")";
      break;
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
    os_ << "\n";
  }
  const Function &f_;
  llvm::raw_ostream &os_;
};

} // namespace

std::string print(const Function &f) {
  std::string s;
  llvm::raw_string_ostream os(s);
  Printer(f, os).run();
  return s;
}

} // namespace beamc::ssa
