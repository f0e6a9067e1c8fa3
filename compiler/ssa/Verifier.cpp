//===- Verifier.cpp - Invariants of the SSA form ------------------------------------===//
//
// Checked:
//   structure   every block ends in its only terminator; successor counts fit the opcode;
//               preds are those of cleanCfg
//   edges       explicit arguments agree in number and representation with the target's;
//               only a call reaches a continuation block, only a call or raise a handler
//   operands    number and representation fit Insts.def; a switch is over constants; attributes
//               that describe operands or successors agree with their number
//   dominance   a use is dominated by its definition; on an edge, at the end of its source
//   calls       no Bool or F64 value lives across a call
//   heap        terms are built in words that a heap_test has reserved (Reservations.h)
// Not checked: claims about types.
//===----------------------------------------------------------------------===//
#include "compiler/ssa/Dominators.h"
#include "compiler/ssa/Function.h"
#include "compiler/ssa/Liveness.h"
#include "compiler/ssa/Reservations.h"
#include <cstring>

namespace beamc::ssa {
namespace {

class Verifier {
public:
  Verifier(const Function &f) : f_(f), dom_(f) {}

  std::string run() {
    definedIn_.assign(f_.valueCount, nullptr);
    position_.assign(f_.valueCount, 0);
    for (Block *b : f_.blocks) {
      for (Arg *a : b->args)
        definedIn_[a->id] = b;
      for (unsigned i = 0; i != b->insts.size(); ++i) {
        definedIn_[b->insts[i]->id] = b;
        position_[b->insts[i]->id] = i + 1;
      }
    }
    for (Block *b : f_.blocks)
      if (!checkBlock(b))
        return error_;
    checkCalls();
    if (error_.empty())
      checkHeap();
    return error_;
  }

private:
  bool fail(Block *b, const Inst *i, const std::string &text) {
    error_ = std::string(f_.moduleName) + ":" + std::string(f_.name) + "/" +
             std::to_string(f_.arity) + ": b" + std::to_string(b->id) + ": " +
             (i ? std::string(i->info().mnemonic) + " %" + std::to_string(i->id) + ": " : "") +
             text;
    return false;
  }

  bool checkBlock(Block *b) {
    if (b->args.size() < b->implicitArgs())
      return fail(b, nullptr, "result of the call, or class, reason and trace, are missing");
    for (uint32_t n = 0; n != b->implicitArgs(); ++n)
      if (b->args[n]->rep != Rep::Term)
        return fail(b, nullptr, "an implicit argument is no term");
    if (b->insts.empty() || !b->terminator()->isTerminator())
      return fail(b, nullptr, "block has no terminator");
    for (unsigned n = 0; n != b->insts.size(); ++n) {
      Inst *i = b->insts[n];
      if (i->isTerminator() && n + 1 != b->insts.size())
        return fail(b, i, "terminator inside the block");
      if (!checkOperands(b, i, n + 1))
        return false;
    }
    return checkEdges(b);
  }

  bool repFits(Rep r, char letter) {
    switch (letter) {
    case 'f': return r == Rep::F64;
    case 'b': return r == Rep::Bool;
    default: return r == Rep::Term || r == Rep::Maybe;
    }
  }

  bool checkOperands(Block *b, Inst *i, unsigned position) {
    const char *l = i->info().operands;
    unsigned n = 0;
    for (; *l && *l != '*'; ++l, ++n)
      if (n >= i->operands.size() || !repFits(i->operands[n]->rep, *l))
        return fail(b, i,
                    "operand " + std::to_string(n) + " is missing or of the wrong representation");
    if (!*l && n != i->operands.size())
      return fail(b, i, "too many operands");
    if (!attributesFit(i))
      return fail(b, i, "attributes do not fit the operands");
    for (Value *v : i->operands)
      if (!dominates(v, b, position))
        return fail(b, i,
                    "use of %" + std::to_string(v->id) + " is not dominated by its definition");
    return true;
  }

  static bool attributesFit(const Inst *i) {
    size_t operands = i->operands.size(), text = i->text.size();
    switch (i->op) {
    case Opcode::UpdateTuple:
      return text % 4 == 0 && operands == 1 + text / 4 && positionsBelow(i->text, i->imm);
    case Opcode::MapPut:
    case Opcode::MapUpdate: return operands % 2 == 1;
    case Opcode::BsCreate:
      return i->imm >= 0 && operands == 2 * size_t(i->imm) && text == 12 * size_t(i->imm);
    case Opcode::BsMatchString: return i->imm >= 0 && text >= (size_t(i->imm) + 7) / 8;
    case Opcode::Switch:
      for (size_t n = 1; n < operands; ++n)
        if (i->operands[n]->kind != Value::Kind::Const)
          return false;
      return i->succs.size() == operands;
    case Opcode::SwitchArity: return text % 4 == 0 && i->succs.size() == 1 + text / 4;
    case Opcode::Bif:
    case Opcode::GuardBif:
    case Opcode::RaiseBif:
    case Opcode::CallLocal:
    case Opcode::CallExt:
    case Opcode::TailLocal:
    case Opcode::TailExt: return operands == i->mfa.arity;
    default: return true;
    }
  }

  static bool positionsBelow(std::string_view text, int64_t limit) {
    for (size_t at = 0; at != text.size(); at += 4) {
      uint32_t position;
      memcpy(&position, text.data() + at, 4);
      if (position >= limit)
        return false;
    }
    return true;
  }

  bool dominates(Value *v, Block *b, unsigned position) {
    if (v->kind == Value::Kind::Const)
      return true;
    Block *d = definedIn_[v->id];
    if (!d)
      return false;
    return d == b ? position_[v->id] < position : dom_.dominates(d, b);
  }

  bool checkEdges(Block *b) {
    Inst *t = b->terminator();
    std::string_view kind = t->info().successors;
    size_t n = t->succs.size();
    bool ok = kind == ""     ? n == 0
              : kind == "j"  ? n == 1
              : kind == "jj" ? n == 2
              : kind == "c"  ? n == 1 || n == 2
              : kind == "h"  ? n <= 1
                             : n >= 1;
    if (!ok)
      return fail(b, t, "wrong number of successors");
    for (unsigned s = 0; s != n; ++s) {
      Edge &e = t->succs[s];
      if (e.to == f_.blocks[0])
        return fail(b, t, "edge to the entry block");
      Block::Entry want = t->isCall()
                              ? (s == 0 ? Block::Entry::Continuation : Block::Entry::Handler)
                          : kind == "h" ? Block::Entry::Handler
                                        : Block::Entry::Plain;
      if (e.to->entry != want)
        return fail(b, t, "edge to b" + std::to_string(e.to->id) + " of the wrong kind");
      if (e.args.size() + e.to->implicitArgs() != e.to->args.size())
        return fail(b, t,
                    "edge to b" + std::to_string(e.to->id) + " with the wrong number of arguments");
      for (unsigned k = 0; k != e.args.size(); ++k) {
        if (!dominates(e.args[k], b, b->insts.size() + 1))
          return fail(b, t,
                      "edge argument %" + std::to_string(e.args[k]->id) + " is not available");
        Rep from = e.args[k]->rep, to = e.to->args[k + e.to->implicitArgs()]->rep;
        if (from != to && !(from == Rep::Maybe && to == Rep::Term) &&
            !(from == Rep::Term && to == Rep::Maybe))
          return fail(b, t, "edge argument of the wrong representation");
      }
    }
    return true;
  }

  void checkCalls() {
    Liveness live(f_);
    for (Block *b : f_.blocks)
      if (b->entry != Block::Entry::Plain)
        live.forEachLiveIn(b, [&](const Value *v) {
          if (v->rep != Rep::Term && v->rep != Rep::Maybe)
            fail(b, nullptr, "%" + std::to_string(v->id) + " lives across a call unboxed");
        });
  }

  void checkHeap() {
    if (std::optional<Unreserved> u = findUnreserved(f_, dom_))
      fail(u->block, u->inst,
           "needs " + std::to_string(u->needed) + " words of the heap, " +
               std::to_string(u->reserved) + " are reserved");
  }

  const Function &f_;
  Dominators dom_;
  std::vector<Block *> definedIn_;
  std::vector<unsigned> position_;
  std::string error_;
};

} // namespace

std::string verify(const Function &f, std::string_view after) {
  std::string e = Verifier(f).run();
  return e.empty() || after.empty() ? e : "after " + std::string(after) + ": " + e;
}

} // namespace beamc::ssa
