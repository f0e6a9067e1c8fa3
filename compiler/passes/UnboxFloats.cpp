//===- UnboxFloats.cpp - Arithmetic and comparison of known floats on machine doubles -------===//
//
//   %3 = box %1; %4 = unbox %3; … fmul %4, %4     =>   … fmul %1, %1
//
//   %3 = add %1, %2; br_value %3, b1, b2          =>   %4 = unbox %1; %5 = unbox %2; %6 = fadd %4,
//   %5
//                                                      %3 = box %6; %7 = is_finite %6; br_if %7,
//                                                      b1, b3
//                                                  b3: set_error 'badarith'; br b2
//   less %1, %2                                   =>   fless (unbox %1), (unbox %2)
//
// for operands that propagate-types found to be floats. A result that is not finite is boxed in
// vain, but only dead-code elimination has to know that.
//===----------------------------------------------------------------------===//
#include "compiler/passes/Pass.h"
#include "llvm/ADT/SetVector.h"
#include <algorithm>

namespace beamc::passes {
using namespace ssa;

namespace {

class Unboxing {
public:
  explicit Unboxing(Function &fn) : fn_(fn), map_(fn.valueCount) {}

  bool run() {
    // New blocks only leave for old ones: one round over the old blocks is enough.
    std::vector<Block *> blocks = fn_.blocks;
    for (Block *b : blocks)
      visit(b);
    if (!changed_)
      return false;
    forwardBoxes();
    replaceValues(fn_, map_);
    fn_.cleanCfg();
    return true;
  }

private:
  static bool bothFloats(const Inst *i) { return (i->imm & kLeftFloat) && (i->imm & kRightFloat); }

  Inst *make(Opcode op, Rep rep, std::initializer_list<Value *> operands) {
    Inst *i = fn_.newInst(op);
    i->rep = rep;
    i->operands.assign(operands.begin(), operands.end());
    out_.push_back(i);
    return i;
  }

  void visit(Block *b) {
    out_.clear();
    for (Inst *i : b->insts) {
      line_ = i->line;
      if (i->op == Opcode::Unbox)
        changed_ |= i->operands[0]->kind == Value::Kind::Inst &&
                    static_cast<Inst *>(i->operands[0])->op == Opcode::Box;
      if ((i->op == Opcode::Less || i->op == Opcode::GreaterEq) && bothFloats(i))
        compare(i);
      else if (i->op == Opcode::BrValue && isFloatArithmetic(i->operands[0]) && !out_.empty() &&
               out_.back() == i->operands[0])
        arithmetic(i);
      else
        out_.push_back(i);
    }
    b->insts = out_;
  }

  void compare(Inst *i) {
    Value *x = make(Opcode::Unbox, Rep::F64, {i->operands[0]}),
          *y = make(Opcode::Unbox, Rep::F64, {i->operands[1]});
    Inst *r = make(i->op == Opcode::Less ? Opcode::FLess : Opcode::FGreaterEq, Rep::Bool, {x, y});
    replace(i, r);
  }

  static bool isFloatArithmetic(const Value *v) {
    if (v->kind != Value::Kind::Inst)
      return false;
    auto *i = static_cast<const Inst *>(v);
    return (i->op == Opcode::Add || i->op == Opcode::Sub || i->op == Opcode::Mul) && bothFloats(i);
  }

  /// \p branch follows the arithmetic that it tests, which is the last of out_.
  void arithmetic(Inst *branch) {
    auto *i = static_cast<Inst *>(branch->operands[0]);
    out_.pop_back();
    Value *x = make(Opcode::Unbox, Rep::F64, {i->operands[0]}),
          *y = make(Opcode::Unbox, Rep::F64, {i->operands[1]});
    Opcode op = i->op == Opcode::Add   ? Opcode::FAdd
                : i->op == Opcode::Sub ? Opcode::FSub
                                       : Opcode::FMul;
    Inst *sum = make(op, Rep::F64, {x, y});
    Inst *boxed = make(Opcode::Box, Rep::Term, {sum});
    boxed->type = i->type;
    boxed->slotHint = i->slotHint;
    replace(i, boxed);
    Inst *finite = make(Opcode::IsFinite, Rep::Bool, {sum});
    Block *bad = fn_.newBlock();
    bad->cold = true;
    Inst *error = fn_.newInst(Opcode::SetError), *go = fn_.newInst(Opcode::Br);
    error->operands.push_back(fn_.atom("badarith"));
    go->succs.push_back(branch->succs[1]);
    for (Inst *n : {error, go}) {
      n->line = branch->line;
      bad->insts.push_back(n);
    }
    branch->op = Opcode::BrIf;
    branch->operands[0] = finite;
    branch->succs[1] = Edge{bad, {}};
    out_.push_back(branch);
  }

  void replace(Inst *old, Inst *now) {
    now->line = line_;
    map_[old->id] = now;
    changed_ = true;
  }

  /// Is there no call on any way from the definition of \p v to \p use, which it dominates? Frames
  /// hold terms only, so no double may live across a call. Gives up on far ones.
  static bool reachedWithoutCall(const Value *v, const Block *use) {
    constexpr unsigned kFar = 64;
    auto defines = [&](const Block *at) {
      return std::find(at->insts.begin(), at->insts.end(), v) != at->insts.end();
    };
    llvm::SmallSetVector<const Block *, 8> behind;
    behind.insert(use);
    for (unsigned n = 0; n != behind.size(); ++n) {
      const Block *b = behind[n];
      if (defines(b))
        continue;
      if (b->entry != Block::Entry::Plain || n == kFar)
        return false;
      for (const PredEdge &p : b->preds)
        behind.insert(p.from);
    }
    return true;
  }

  /// What is unboxed from a box is the number that was boxed.
  void forwardBoxes() {
    map_.resize(fn_.valueCount);
    for (Block *b : fn_.blocks)
      for (Inst *i : b->insts) {
        if (i->op != Opcode::Unbox)
          continue;
        Value *v = i->operands[0];
        while (v->kind != Value::Kind::Const && map_[v->id])
          v = map_[v->id];
        if (v->kind == Value::Kind::Inst && static_cast<Inst *>(v)->op == Opcode::Box &&
            reachedWithoutCall(v, b))
          map_[i->id] = static_cast<Inst *>(v)->operands[0];
      }
  }

  Function &fn_;
  std::vector<Value *> map_;
  std::vector<Inst *> out_;
  uint32_t line_ = 0;
  bool changed_ = false;
};

} // namespace

bool UnboxFloats::run(Function &fn) { return Unboxing(fn).run(); }

} // namespace beamc::passes
