//===- Inline.cpp - Put small functions of the module in the place of calls to them ------------===//
//
//   function m:f/1(%0: term) {             function m:f/1(%0: term) {
//   b0:                                    b0:
//     call m:g/1, @5, %0, b1                 %3 = is_cons %0
//   b1(%1: term) continuation:        =>     br_if %3, b1, b2
//     ret %1                               b1:
//   }                                        %4 = head %0
//   function m:g/1(%0: term) {               ret %4
//   b0:                                    b2 cold:
//     %1 = is_cons %0                        call m:g/1, @5, %0, b3
//     br_if %1, b1, b2                     b3(%5: term) continuation:
//   b1:                                      unreachable
//     %2 = head %0                         }
//     ret %2
//   b2:
//     set_function_clause %0
//     raise @4
//   }
//
// Nothing that a program can see may change, stack traces least of all. So a copied body neither
// raises nor makes frames of its own:
//
//   - Where the callee raises, the copy calls the real callee with the same arguments. What the
//     copy has done until then depends on the arguments alone and nobody has seen it, so the
//     callee comes to the same place and raises there. Callees with effects are left alone.
//   - A tail call has given up the callee's frame, so in the copy it is a call by the caller,
//     with the line of the call that it replaces; in place of a tail call it is one itself.
//   - Calls that are not tail calls, waits, handlers: left alone.
//   - Each cycle still goes through a function entry, where reductions are counted: a callee
//     that calls itself is left alone, and what a copy calls is not expanded again.
//   - Modules that load native code may have any function replaced: left alone.
//
// The functions themselves stay. Callees come before callers, so that what has become small
// enough by inlining into it is inlined as well.
//===----------------------------------------------------------------------===//
#include "compiler/passes/Pass.h"
#include "compiler/ssa/Bifs.h"
#include <map>

namespace beamc::passes {
using namespace ssa;

namespace {

/// In instructions, about; see costOf.
constexpr unsigned kMaxCallee = 20;
/// A caller may take in as much as it has itself, or this if it is small.
constexpr unsigned kMinBudget = 120;

unsigned costOf(const Inst *i) {
  switch (i->op) {
  case Opcode::Br:
  case Opcode::Ret:
  case Opcode::Unreachable: return 0;
  case Opcode::HeapTest: return 4; // saves and restores what is live
  case Opcode::TailLocal:
  case Opcode::TailExt: return 2 + i->operands.size();
  case Opcode::Switch:
  case Opcode::SwitchArity: return unsigned(i->succs.size());
  default: return i->info().effects == Effects::Alloc ? 3 : 1; // a call of the runtime
  }
}

bool raises(const Inst *t) { return t->op == Opcode::Raise || t->op == Opcode::RaiseBif; }

struct Callee {
  bool usable = false;
  unsigned cost = 0, returns = 0, tailCalls = 0, raises = 0;
};

/// May the instruction be copied, and done twice without anybody noticing?
bool isRepeatable(const Inst *i, bool inRaisingBlock) {
  switch (i->op) {
  case Opcode::HeapTest:
  case Opcode::SetElement: return true; // of a tuple that the callee has just made
  case Opcode::SetError:
  case Opcode::SetErrorValue:
  case Opcode::SetFunctionClause:
  case Opcode::SetRaise: return inRaisingBlock;
  case Opcode::BuildStacktrace:
  case Opcode::CatchValue: return false; // say where they are
  case Opcode::GuardBif:
    return i->mfa.function != "node" || i->mfa.arity != 0; // others may change it
  default: return i->info().effects != Effects::Writes;
  }
}

Callee describe(const Function &f) {
  Callee c;
  for (const Block *b : f.blocks) {
    const Inst *t = b->terminator();
    bool raising = raises(t);
    if (b->entry != Block::Entry::Plain || t->isCall() || t->hasHandler())
      return {};
    switch (t->op) {
    case Opcode::TailFun:
    case Opcode::TailApply: return {}; // they may fail, and then it is the callee that does
    case Opcode::TailLocal:
      if (t->mfa.function == f.name && t->mfa.arity == f.arity)
        return {};
      [[fallthrough]];
    case Opcode::TailExt:
      if (tailCallShowsPlace(t->mfa))
        return {}; // as TailApply
      ++c.tailCalls;
      break;
    case Opcode::Ret: ++c.returns; break;
    default: c.raises += raising; break;
    }
    for (const Inst *i : b->insts) {
      if (!i->isTerminator() && !isRepeatable(i, raising))
        return {};
      if (!raising)
        c.cost += costOf(i);
    }
    if (c.cost > kMaxCallee)
      return {};
  }
  c.usable = c.returns + c.tailCalls != 0;
  return c;
}

/// Replaces one call by the callee's body.
class Expansion {
public:
  Expansion(Function &caller, const Function &callee, Inst *call)
      : f_(caller), callee_(callee), call_(call) {
    isTail_ = call->op == Opcode::TailLocal;
    if (!isTail_) {
      next_ = call->succs[0];
      if (call->hasHandler())
        handler_ = call->succs[1];
    }
  }

  void run(bool onlyTailCall) {
    keepsContinuation_ = onlyTailCall;
    for (unsigned n = 0; n != call_->operands.size(); ++n)
      values_[callee_.blocks[0]->args[n]] = call_->operands[n];
    for (const Block *b : callee_.blocks) {
      Block *copy = f_.newBlock();
      copy->cold = b->cold || call_->block->cold;
      blocks_[b] = copy;
      if (b != callee_.blocks[0])
        for (const Arg *a : b->args) {
          Arg *arg = f_.addArg(copy, a->rep);
          arg->type = a->type;
          values_[a] = arg;
        }
    }
    // Values first: in the order of blocks a use may come before its definition.
    for (const Block *b : callee_.blocks)
      for (const Inst *i : b->insts)
        if (!i->isTerminator() && !raises(b->terminator()))
          values_[i] = copyOf(i);
    for (const Block *b : callee_.blocks)
      body(b, blocks_[b]);
    if (!isTail_ && !keepsContinuation_)
      next_.to->entry = Block::Entry::Plain; // its first argument is supplied by edges now
    Inst *enter = f_.newInst(Opcode::Br);
    enter->line = call_->line;
    enter->succs.push_back({blocks_[callee_.blocks[0]], {}});
    call_->block->insts.back() = enter;
  }

private:
  Value *map(Value *v) {
    if (v->kind != Value::Kind::Const)
      return values_[v];
    auto *c = static_cast<Const *>(v);
    switch (c->form) {
    case Const::Form::Integer: return f_.integer(c->integer);
    case Const::Form::Atom: return f_.atom(c->atom);
    case Const::Form::Nil: return f_.nil();
    case Const::Form::Literal: return f_.literal(c->literal);
    case Const::Form::Float: break;
    }
    Const *r = f_.real(c->real);
    r->rep = c->rep;
    return r;
  }

  /// Without operands and successors.
  Inst *copyOf(const Inst *i) {
    Inst *c = f_.newInst(i->op);
    c->type = i->type;
    c->imm = i->imm;
    c->imm2 = i->imm2;
    c->mfa = i->mfa;
    c->text = i->text;
    c->line = i->line;
    return c;
  }

  void append(Block *b, Inst *i) { b->insts.push_back(i); }

  void body(const Block *from, Block *to) {
    const Inst *t = from->terminator();
    if (raises(t)) {
      to->cold = true;
      append(to, callAgain());
      return;
    }
    for (const Inst *i : from->insts) {
      if (i->isTerminator())
        break;
      Inst *c = static_cast<Inst *>(values_[i]);
      for (Value *v : i->operands)
        c->operands.push_back(map(v));
      append(to, c);
    }
    append(to, terminator(t));
  }

  Inst *terminator(const Inst *t) {
    if (t->op == Opcode::Ret && !isTail_)
      return branchToNext(map(t->operands[0]), t->line);
    Inst *c = copyOf(t);
    for (Value *v : t->operands)
      c->operands.push_back(map(v));
    for (const Edge &e : t->succs) {
      Edge &copy = c->succs.emplace_back();
      copy.to = blocks_[e.to];
      for (Value *v : e.args)
        copy.args.push_back(map(v));
    }
    if (!isTail_ && (t->op == Opcode::TailLocal || t->op == Opcode::TailExt)) {
      c->op = t->op == Opcode::TailLocal ? Opcode::CallLocal : Opcode::CallExt;
      c->line = call_->line;
      c->succs.push_back(next_);
      if (handler_.to)
        c->succs.push_back(handler_);
    }
    return c;
  }

  Inst *branchToNext(Value *result, uint32_t line) {
    Inst *br = f_.newInst(Opcode::Br);
    br->line = line;
    Edge &e = br->succs.emplace_back();
    e.to = next_.to;
    e.args.push_back(result);
    e.args.append(next_.args.begin(), next_.args.end());
    return br;
  }

  /// The call as it was, on a path from which the callee does not return.
  Inst *callAgain() {
    Inst *c = copyOf(call_);
    c->operands = call_->operands;
    if (!isTail_) {
      Block *never = f_.newBlock(Block::Entry::Continuation);
      never->cold = true;
      f_.addArg(never);
      append(never, f_.newInst(Opcode::Unreachable));
      c->succs.push_back({never, {}});
      if (handler_.to)
        c->succs.push_back(handler_);
    }
    return c;
  }

  Function &f_;
  const Function &callee_;
  Inst *call_;
  bool isTail_ = false, keepsContinuation_ = false;
  Edge next_, handler_;
  llvm::DenseMap<const Value *, Value *> values_;
  llvm::DenseMap<const Block *, Block *> blocks_;
};

class Inliner {
public:
  explicit Inliner(Program &program) : program_(program) {
    for (auto &f : program.functions)
      byName_[{f->name, f->arity}] = f.get();
  }

  bool run() {
    for (auto &f : program_.functions)
      if (loadsNativeCode(*f))
        return false;
    bool changed = false;
    for (Function *f : calleesFirst())
      changed |= expandIn(*f);
    return changed;
  }

private:
  static bool loadsNativeCode(const Function &f) {
    for (const Block *b : f.blocks)
      for (const Inst *i : b->insts)
        if (i->mfa.function == "load_nif" && i->mfa.module == "erlang")
          return true;
    return false;
  }

  static bool isLocalCall(const Inst *t) {
    return t->op == Opcode::CallLocal || t->op == Opcode::TailLocal;
  }

  Function *find(const Mfa &mfa) const {
    auto it = byName_.find({mfa.function, mfa.arity});
    return it == byName_.end() ? nullptr : it->second;
  }

  std::vector<Function *> calleesFirst() {
    std::vector<Function *> order;
    llvm::DenseMap<Function *, bool> seen;
    struct Frame {
      Function *f;
      size_t block;
    };
    std::vector<Frame> stack;
    for (auto &root : program_.functions) {
      if (seen[root.get()])
        continue;
      seen[root.get()] = true;
      stack.push_back({root.get(), 0});
      while (!stack.empty()) {
        Frame &top = stack.back();
        if (top.block == top.f->blocks.size()) {
          order.push_back(top.f);
          stack.pop_back();
          continue;
        }
        const Inst *t = top.f->blocks[top.block++]->terminator();
        Function *callee = isLocalCall(t) ? find(t->mfa) : nullptr;
        if (callee && !seen[callee]) {
          seen[callee] = true;
          stack.push_back({callee, 0});
        }
      }
    }
    return order;
  }

  const Callee &describeOnce(const Function *f) {
    auto [it, isNew] = callees_.try_emplace(f);
    if (isNew)
      it->second = describe(*f);
    return it->second;
  }

  bool expandIn(Function &caller) {
    llvm::SmallVector<Inst *, 16> calls;
    unsigned size = 0;
    for (Block *b : caller.blocks) {
      for (Inst *i : b->insts)
        size += costOf(i);
      if (isLocalCall(b->terminator()))
        calls.push_back(b->terminator());
    }
    unsigned budget = std::max(size, kMinBudget);
    bool changed = false;
    for (Inst *t : calls) {
      const Function *callee = find(t->mfa);
      if (!callee || callee == &caller)
        continue;
      const Callee &c = describeOnce(callee);
      bool isTail = t->op == Opcode::TailLocal;
      // In place of an ordinary call: either results, or one call that is as good as this one. A
      // mixture would split what follows into a piece of its own, and gain nothing.
      bool onlyTailCall = c.tailCalls == 1 && !c.returns;
      if (!c.usable || c.cost > budget || (!isTail && c.tailCalls && !onlyTailCall))
        continue;
      if (!isTail && t->succs[0].to->preds.size() != 1)
        continue;
      budget -= c.cost;
      Expansion(caller, *callee, t).run(onlyTailCall);
      changed = true;
    }
    if (changed) {
      caller.cleanCfg();
      callees_.erase(&caller);
    }
    return changed;
  }

  Program &program_;
  std::map<std::pair<std::string_view, uint32_t>, Function *> byName_;
  std::map<const Function *, Callee> callees_;
};

} // namespace

bool Inline::run(Program &program) { return Inliner(program).run(); }

} // namespace beamc::passes
