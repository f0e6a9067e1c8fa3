//===- Reservations.cpp ----------------------------------------------------------------===//
#include "compiler/ssa/Reservations.h"
#include "compiler/ssa/Bifs.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

namespace beamc::ssa {
namespace {

/// A float that does not fit into a word (runtime/abi/TermLayout.h): header and value.
constexpr int64_t kFloatWords = 2;

/// What is left of \p words after an instruction other than heap_test that builds nothing itself.
int64_t leftAfter(const Inst *i, int64_t words) {
  switch (i->op) {
  case Opcode::Box:
  case Opcode::ToFloat: return std::max<int64_t>(0, words - kFloatWords);
  case Opcode::SetElement:
  case Opcode::RecvRemove: // the message's terms come in a heap fragment
  case Opcode::RecvMarkerBind:
  case Opcode::RecvMarkerClear:
  case Opcode::RecvMarkerUse: return words;
  case Opcode::GuardBif:
  case Opcode::Bif: {
    const BifDecl *bif = findBif(i->mfa.module, i->mfa.function, i->mfa.arity);
    return bif && (bif->attributes & (abi::kBifLeaf | abi::kBifNoHeap)) ? words : 0;
  }
  default: break;
  }
  Effects e = i->info().effects;
  return e == Effects::Alloc || e == Effects::Writes ? 0 : words;
}

/// A block that was not visited (\p words negative) comes back from below. An instruction that has
/// failed may have taken memory for its reason.
int64_t alongEdge(const PredEdge &e, int64_t words) {
  const Inst *t = e.from->terminator();
  bool failed = t->op == Opcode::BrValue && e.succ == 1;
  if (failed && t->operands[0]->kind == Value::Kind::Inst) {
    const auto *i = static_cast<const Inst *>(t->operands[0]);
    const BifDecl *bif = i->op == Opcode::GuardBif || i->op == Opcode::Bif
                             ? findBif(i->mfa.module, i->mfa.function, i->mfa.arity)
                             : nullptr;
    if (bif && !(bif->attributes & abi::kBifLeaf))
      return 0;
  }
  return std::max<int64_t>(words, 0);
}

} // namespace

int64_t heapWords(const Inst *i) {
  switch (i->op) {
  case Opcode::Cons: return 2;
  case Opcode::Tuple: return 1 + int64_t(i->operands.size());
  case Opcode::MakeFun: return 3 + int64_t(i->operands.size()); // header, entry, creator
  case Opcode::UpdateTuple: return 1 + i->imm;
  default: return 0;
  }
}

std::optional<Unreserved> findUnreserved(const Function &f, const Dominators &dom) {
  constexpr int64_t kNotVisited = -1;
  std::vector<int64_t> atEnd(f.blocks.size(), kNotVisited);
  for (Block *b : llvm::reverse(dom.postOrder())) {
    int64_t words = 0;
    if (b->entry == Block::Entry::Plain && !b->preds.empty()) {
      words = INT64_MAX;
      for (const PredEdge &p : b->preds)
        words = std::min(words, alongEdge(p, atEnd[p.from->id]));
    }
    for (Inst *i : b->insts) {
      if (i->isTerminator())
        break;
      if (i->op == Opcode::HeapTest) {
        words = std::max(words, i->imm);
      } else if (i->info().effects == Effects::Heap) {
        int64_t needed = heapWords(i);
        if (needed > words)
          return Unreserved{b, i, needed, words};
        words -= needed;
      } else {
        words = leftAfter(i, words);
      }
    }
    atEnd[b->id] = words;
  }
  return std::nullopt;
}

} // namespace beamc::ssa
