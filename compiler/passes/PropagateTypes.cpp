//===- PropagateTypes.cpp - Infer types, drop decided tests, unguard arithmetic --------------===//
//
//   b1: br_if is_integer(%x), b2, b9
//   b2: br_if is_integer(%x), b3, b9     =>   b2: br b3
//   b3: %y = band %x, 255                     (%y: 0 … 255)
//       %z = add %y, 1                        %z = add #7 …: small, cannot overflow
//       br_value %z, b4, b8              =>   br b4
//
// First a type for each value, joined over all edges, to a fixed point; ranges that keep growing
// are dropped. Then a walk over the dominator tree with what the branches on the way have proven:
// terms are immutable, so a fact holds in all that its edge dominates, calls or not.
//===----------------------------------------------------------------------===//
#include "compiler/passes/Pass.h"
#include "compiler/ssa/Bifs.h"
#include "compiler/ssa/Dominators.h"
#include "runtime/abi/TermLayout.h"
#include <algorithm>

namespace beamc::passes {
using namespace ssa;

namespace {

using namespace loader;

/// Kinds for which a test holds, and whether it fails for all others.
struct TestKinds {
  uint32_t kinds = 0;
  bool exact = false;
};

TestKinds testKinds(Opcode op) {
  switch (op) {
  case Opcode::IsAtom: return {kTypeAtom, true};
  case Opcode::IsBoolean: return {kTypeAtom, false};
  case Opcode::IsBinary: return {kTypeBitstring, false};
  case Opcode::IsBitstring: return {kTypeBitstring, true};
  case Opcode::IsFloat: return {kTypeFloat, true};
  case Opcode::IsFunction: return {kTypeFun, true};
  case Opcode::IsFunction2: return {kTypeFun, false};
  case Opcode::IsInteger: return {kTypeInteger, true};
  case Opcode::IsList: return {kTypeCons | kTypeNil, true};
  case Opcode::IsCons: return {kTypeCons, true};
  case Opcode::IsNil: return {kTypeNil, true};
  case Opcode::IsMap: return {kTypeMap, true};
  case Opcode::IsNumber: return {kTypeInteger | kTypeFloat, true};
  case Opcode::IsPid: return {kTypePid, true};
  case Opcode::IsPort: return {kTypePort, true};
  case Opcode::IsReference: return {kTypeReference, true};
  case Opcode::IsTuple: return {kTypeTuple, true};
  case Opcode::IsTupleAtLeast:
  case Opcode::IsTagged:
  case Opcode::TupleArityIs: return {kTypeTuple, false};
  default: return {};
  }
}

/// What the annotation of a built-in says of its result.
Type bifType(const Mfa &mfa) {
  const BifDecl *bif = findBif(mfa.module, mfa.function, mfa.arity);
  return bif ? bif->resultType() : Type();
}

bool hasRange(const Type &t) { return t.only(kTypeInteger) && t.kinds && t.hasMin && t.hasMax; }

Type arithmeticType(Opcode op, const Type &a, const Type &b) {
  if (!a.kinds || !b.kinds)
    return Type::of(0);
  bool ints = a.only(kTypeInteger) && b.only(kTypeInteger);
  if (op != Opcode::Add && op != Opcode::Sub && op != Opcode::Mul)
    ints = true; // they fail for all but integers
  if (!ints)
    return Type::of(a.only(kTypeFloat) || b.only(kTypeFloat) ? kTypeFloat
                                                             : kTypeInteger | kTypeFloat);
  Type t = Type::of(kTypeInteger);
  int64_t lo, hi;
  switch (op) {
  case Opcode::Add:
    if (hasRange(a) && hasRange(b) && !__builtin_add_overflow(a.min, b.min, &lo) &&
        !__builtin_add_overflow(a.max, b.max, &hi))
      return Type::integer(lo, hi);
    break;
  case Opcode::Sub:
    if (hasRange(a) && hasRange(b) && !__builtin_sub_overflow(a.min, b.max, &lo) &&
        !__builtin_sub_overflow(a.max, b.min, &hi))
      return Type::integer(lo, hi);
    break;
  case Opcode::Band:
    // A mask that is not negative bounds the result.
    if (hasRange(b) && b.min >= 0)
      return Type::integer(0, b.max);
    if (hasRange(a) && a.min >= 0)
      return Type::integer(0, a.max);
    break;
  case Opcode::IntRem:
    if (hasRange(b) && b.min == b.max && b.min > 0)
      return Type::integer(hasRange(a) && a.min >= 0 ? 0 : 1 - b.min, b.min - 1);
    break;
  default: break;
  }
  return t;
}

class TypePass {
public:
  explicit TypePass(Function &fn) : fn_(fn), dom_(fn) {}

  bool run() {
    infer();
    for (Block *b : fn_.blocks)
      for (Inst *i : b->insts)
        i->type = base_[i->id];
    for (Block *b : fn_.blocks)
      for (Arg *a : b->args)
        a->type = base_[a->id];
    walk(fn_.blocks[0]);
    if (changed_)
      fn_.cleanCfg();
    return changed_;
  }

private:
  Type baseOf(const Value *v) const {
    return v->kind == Value::Kind::Const ? v->type : base_[v->id];
  }

  // --- First phase.
  void infer() {
    base_.assign(fn_.valueCount, Type::of(0));
    for (Block *b : fn_.blocks)
      for (Arg *a : b->args)
        if (b == fn_.blocks[0] || a->index < b->implicitArgs())
          base_[a->id] = Type();
    for (unsigned round = 0;; ++round) {
      bool changed = false;
      auto update = [&](const Value *v, Type t) {
        if (t == base_[v->id])
          return;
        t = join(base_[v->id], t);
        if (round > 2) {
          // Widen: a bound that still moves is dropped.
          const Type &old = base_[v->id];
          if (old.kinds & kTypeInteger) {
            if (t.hasMin && (!old.hasMin || t.min != old.min))
              t.hasMin = false, t.min = 0;
            if (t.hasMax && (!old.hasMax || t.max != old.max))
              t.hasMax = false, t.max = 0;
          }
        }
        if (t == base_[v->id])
          return;
        base_[v->id] = t;
        changed = true;
      };
      for (Block *b : fn_.blocks) {
        if (b != fn_.blocks[0])
          for (Arg *a : b->args)
            if (a->index >= b->implicitArgs()) {
              Type t = Type::of(0);
              for (PredEdge &e : b->preds)
                t = join(
                    t,
                    baseOf(e.from->terminator()->succs[e.succ].args[a->index - b->implicitArgs()]));
              update(a, t);
            }
        for (Inst *i : b->insts)
          if (i->rep == Rep::Term || i->rep == Rep::Maybe)
            update(i, transfer(i, [&](const Value *v) { return baseOf(v); }));
      }
      if (!changed)
        return;
    }
  }

  template <typename F> Type transfer(const Inst *i, F typeOf) {
    auto in = [&](unsigned n) { return typeOf(i->operands[n]); };
    switch (i->op) {
    case Opcode::Cons: return Type::of(kTypeCons);
    case Opcode::Tuple: {
      Type t = Type::of(kTypeTuple);
      t.arity = int32_t(i->operands.size());
      return t;
    }
    case Opcode::UpdateTuple: {
      Type t = Type::of(kTypeTuple);
      t.arity = int32_t(i->imm);
      return t;
    }
    case Opcode::MakeFun: return Type::of(kTypeFun);
    case Opcode::BoolTerm: return Type::of(kTypeAtom);
    case Opcode::Box:
    case Opcode::ToFloat:
    case Opcode::BsGetFloat: return Type::of(kTypeFloat);
    case Opcode::MapPut:
    case Opcode::MapUpdate: return Type::of(kTypeMap);
    case Opcode::BsGetBinary:
    case Opcode::BsGetRest:
    case Opcode::BsGetTail:
    case Opcode::BsCreate: return Type::of(kTypeBitstring);
    case Opcode::BsGetUtf8:
    case Opcode::BsGetUtf16:
    case Opcode::BsGetUtf32: return Type::integer(0, 0x10ffff);
    case Opcode::BsGetInteger: {
      auto *c = i->operands[1]->kind == Value::Kind::Const
                    ? static_cast<const Const *>(i->operands[1])
                    : nullptr;
      if (c && c->form == Const::Form::Integer && c->integer >= 0 && c->integer <= 56 &&
          i->imm <= 56 && c->integer * i->imm <= 56 && !(i->imm2 & 4 /*signed*/))
        return Type::integer(0, (int64_t(1) << (c->integer * i->imm)) - 1);
      return Type::of(kTypeInteger);
    }
    case Opcode::Bif:
    case Opcode::GuardBif: return bifType(i->mfa);
    case Opcode::Add:
    case Opcode::Sub:
    case Opcode::Mul:
    case Opcode::IntDiv:
    case Opcode::IntRem:
    case Opcode::Band:
    case Opcode::Bor:
    case Opcode::Bxor:
    case Opcode::Bsl:
    case Opcode::Bsr: return arithmeticType(i->op, in(0), in(1));
    default: return {};
    }
  }

  // --- Second phase.
  Type current(const Value *v) const {
    if (auto it = facts_.find(v); it != facts_.end())
      return it->second;
    return baseOf(v);
  }

  void learn(const Value *v, const Type &t, std::vector<std::pair<const Value *, Type>> &undo) {
    if (v->kind == Value::Kind::Const)
      return;
    Type now = meet(current(v), t);
    if (now.kinds == 0) // the code is dead; say nothing about it
      return;
    undo.push_back({v, current(v)});
    facts_[v] = now;
  }

  void learnFrom(const Value *condition, bool holds,
                 std::vector<std::pair<const Value *, Type>> &undo) {
    if (condition->kind != Value::Kind::Inst)
      return;
    auto *c = static_cast<const Inst *>(condition);
    if (c->op == Opcode::Not)
      return learnFrom(c->operands[0], !holds, undo);
    TestKinds k = testKinds(c->op);
    if (k.kinds) {
      const Value *v = c->operands[0];
      if (holds) {
        Type t = Type::of(k.kinds);
        if (c->op == Opcode::IsTagged || c->op == Opcode::TupleArityIs)
          t.arity = int32_t(c->imm);
        learn(v, t, undo);
      } else if (k.exact) {
        Type t = current(v);
        t.kinds &= ~k.kinds;
        if (!t.may(kTypeInteger))
          t.hasMin = t.hasMax = false, t.min = t.max = 0;
        learn(v, t, undo);
      }
      return;
    }
    if (c->op == Opcode::ExactEq && holds) {
      learn(c->operands[0], current(c->operands[1]), undo);
      learn(c->operands[1], current(c->operands[0]), undo);
      return;
    }
    // v < n and v >= n bound an integer.
    if (c->op == Opcode::Less || c->op == Opcode::GreaterEq) {
      bool less = (c->op == Opcode::Less) == holds; // operands[0] < operands[1]
      bound(c->operands[0], c->operands[1], less, /*left=*/true, undo);
      bound(c->operands[1], c->operands[0], less, /*left=*/false, undo);
    }
  }

  /// \p v stands left (or right) in left < right, or in left >= right if not \p less.
  void bound(const Value *v, const Value *other, bool less, bool left,
             std::vector<std::pair<const Value *, Type>> &undo) {
    Type t = current(v), o = current(other);
    if (!t.only(kTypeInteger) || !hasRange(o) || o.min == INT64_MIN || o.max == INT64_MAX)
      return;
    Type r = Type::of(kTypeInteger);
    if (less == left) { // v < other, or v <= other
      r.hasMax = true;
      r.max = less ? o.max - 1 : o.max;
    } else { // v > other, or v >= other
      r.hasMin = true;
      r.min = less ? o.min + 1 : o.min;
    }
    learn(v, r, undo);
  }

  /// 1 or 0 when the test is decided, else -1.
  int decide(const Value *condition) const {
    if (condition->kind != Value::Kind::Inst)
      return -1;
    auto *c = static_cast<const Inst *>(condition);
    if (c->op == Opcode::Not) {
      int d = decide(c->operands[0]);
      return d < 0 ? d : !d;
    }
    if (TestKinds k = testKinds(c->op); k.kinds) {
      Type t = current(c->operands[0]);
      if (!t.kinds)
        return -1;
      if (!t.may(k.kinds))
        return 0;
      if (k.exact && t.only(k.kinds))
        return 1;
      if (c->op == Opcode::TupleArityIs && t.only(kTypeTuple) && t.arity >= 0)
        return t.arity == c->imm;
      if (c->op == Opcode::IsTupleAtLeast && t.only(kTypeTuple) && t.arity >= 0)
        return t.arity >= c->imm;
    }
    return -1;
  }

  void setFacts(Inst *i) {
    Type a = current(i->operands[0]), b = current(i->operands[1]);
    int64_t f = i->imm;
    f |= (a.isSmall() ? kLeftSmall : 0) | (b.isSmall() ? kRightSmall : 0);
    f |= (a.kinds && a.only(kTypeInteger) ? kLeftInt : 0) |
         (b.kinds && b.only(kTypeInteger) ? kRightInt : 0);
    f |= (a.kinds && a.only(kTypeFloat) ? kLeftFloat : 0) |
         (b.kinds && b.only(kTypeFloat) ? kRightFloat : 0);
    bool arithmetic = i->op >= Opcode::Add && i->op <= Opcode::Bsr; // ORDER Insts.def
    if (arithmetic) {
      Type t = arithmeticType(i->op, a, b);
      bool closed = i->op == Opcode::Band || i->op == Opcode::Bor || i->op == Opcode::Bxor;
      if ((f & kLeftSmall) && (f & kRightSmall) &&
          (closed || ((i->op == Opcode::Add || i->op == Opcode::Sub) && t.isSmall())))
        f |= kNoOverflow;
    }
    i->imm = f;
  }

  void visit(Block *b) {
    for (Inst *i : b->insts)
      switch (i->op) {
      case Opcode::Add:
      case Opcode::Sub:
      case Opcode::Mul:
      case Opcode::IntDiv:
      case Opcode::IntRem:
      case Opcode::Band:
      case Opcode::Bor:
      case Opcode::Bxor:
      case Opcode::Bsl:
      case Opcode::Bsr:
      case Opcode::ExactEq:
      case Opcode::Eq:
      case Opcode::Less:
      case Opcode::GreaterEq: setFacts(i); break;
      case Opcode::BrIf:
        if (int d = decide(i->operands[0]); d >= 0)
          becomeBranch(i, d ? 0 : 1);
        break;
      case Opcode::BrValue:
        if (i->operands[0]->kind == Value::Kind::Inst &&
            (static_cast<Inst *>(i->operands[0])->imm & kNoOverflow) &&
            isArithmetic(static_cast<Inst *>(i->operands[0])))
          becomeBranch(i, 0);
        break;
      default: break;
      }
  }

  static bool isArithmetic(const Inst *i) { return i->op >= Opcode::Add && i->op <= Opcode::Bsr; }

  void becomeBranch(Inst *t, unsigned keep) {
    Edge e = t->succs[keep];
    t->op = Opcode::Br;
    t->operands.clear();
    t->succs.clear();
    t->succs.push_back(e);
    changed_ = true;
  }

  void walk(Block *root) {
    // Explicit stack: functions may be thousands of blocks deep.
    struct Frame {
      Block *block;
      size_t next = 0;
      std::vector<std::pair<const Value *, Type>> undo;
    };
    std::vector<Frame> stack;
    auto enter = [&](Block *b) {
      stack.push_back({b, 0, {}});
      Frame &f = stack.back();
      if (b->preds.size() == 1) {
        Inst *t = b->preds[0].from->terminator();
        if (t->op == Opcode::BrIf)
          learnFrom(t->operands[0], b->preds[0].succ == 0, f.undo);
      }
      visit(b);
    };
    enter(root);
    while (!stack.empty()) {
      Frame &f = stack.back();
      auto children = dom_.children(f.block);
      if (f.next == children.size()) {
        for (size_t n = f.undo.size(); n-- > 0;)
          facts_[f.undo[n].first] = f.undo[n].second;
        stack.pop_back();
        continue;
      }
      enter(children[f.next++]);
    }
  }

  Function &fn_;
  Dominators dom_;
  std::vector<Type> base_;
  llvm::DenseMap<const Value *, Type> facts_;
  bool changed_ = false;
};

} // namespace

bool PropagateTypes::run(Function &fn) { return TypePass(fn).run(); }

} // namespace beamc::passes
