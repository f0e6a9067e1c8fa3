//===- RemoveRedundantArgs.cpp - Drop block arguments with one value --------------------===//
//
//   b1: br b3(%x)
//   b2: br b3(%x)
//   b3(%a): ret %a      =>   b3: ret %x
//
// An argument is redundant if every edge passes the same value or the argument itself. Implicit
// arguments (results of calls, exceptions) are never redundant. Also removes arguments that
// nobody uses. Braun et al., "Simple and Efficient Construction of SSA Form" (2013), 3.1.
//===----------------------------------------------------------------------===//
#include "compiler/passes/Pass.h"

namespace beamc::passes {
using namespace ssa;

namespace {

/// The one value that all edges pass for explicit argument \p k of \p b, or null.
Value *commonValue(Block *b, unsigned k, const std::vector<Value *> &map) {
  Arg *self = b->args[k + b->implicitArgs()];
  Value *common = nullptr;
  for (PredEdge &p : b->preds) {
    Value *v = p.from->terminator()->succs[p.succ].args[k];
    while (v->kind != Value::Kind::Const && map[v->id])
      v = map[v->id];
    if (v == self || v == common)
      continue;
    if (common)
      return nullptr;
    common = v;
  }
  return common;
}

void eraseArg(Block *b, unsigned k) {
  for (PredEdge &p : b->preds) {
    auto &args = p.from->terminator()->succs[p.succ].args;
    args.erase(args.begin() + k);
  }
  b->args.erase(b->args.begin() + k + b->implicitArgs());
  for (unsigned i = 0; i != b->args.size(); ++i)
    b->args[i]->index = i;
}

/// Arguments that no instruction needs, directly or through other arguments.
bool removeUnused(Function &fn) {
  std::vector<uint8_t> needed(fn.valueCount, 0);
  std::vector<Arg *> work;
  auto need = [&](Value *v) {
    if (v->kind == Value::Kind::Arg && !needed[v->id]) {
      needed[v->id] = 1;
      work.push_back(static_cast<Arg *>(v));
    }
  };
  for (Block *b : fn.blocks)
    for (Inst *i : b->insts)
      for (Value *v : i->operands)
        need(v);
  while (!work.empty()) {
    Arg *a = work.back();
    work.pop_back();
    if (a->block == fn.blocks[0] || a->index < a->block->implicitArgs())
      continue;
    for (PredEdge &p : a->block->preds)
      need(p.from->terminator()->succs[p.succ].args[a->index - a->block->implicitArgs()]);
  }
  bool changed = false;
  for (Block *b : fn.blocks)
    if (b != fn.blocks[0])
      for (unsigned k = b->args.size() - b->implicitArgs(); k-- > 0;)
        if (!needed[b->args[k + b->implicitArgs()]->id]) {
          eraseArg(b, k);
          changed = true;
        }
  return changed;
}

} // namespace

bool RemoveRedundantArgs::run(Function &fn) {
  bool any = removeUnused(fn);
  std::vector<Value *> map(fn.valueCount, nullptr);
  for (bool changed = true; changed;) {
    changed = false;
    for (Block *b : fn.blocks) {
      if (b == fn.blocks[0])
        continue;
      for (unsigned k = b->args.size() - b->implicitArgs(); k-- > 0;) {
        Value *v = commonValue(b, k, map);
        if (!v)
          continue;
        Arg *a = b->args[k + b->implicitArgs()];
        map[a->id] = v;
        if (v->kind != Value::Kind::Const && v->slotHint < 0)
          v->slotHint = a->slotHint;
        eraseArg(b, k);
        any = changed = true;
      }
    }
  }
  replaceValues(fn, map);
  return any;
}

} // namespace beamc::passes
