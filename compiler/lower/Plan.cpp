//===- Plan.cpp - Pieces, slots and slot contents ---------------------------------------===//
#include "compiler/lower/Plan.h"
#include <algorithm>

namespace beamc::lower {
using namespace ssa;

namespace {

bool saves(const Inst *t) { return t->isCall() || t->hasHandler(); }

/// The values that must be in the frame while \p t is under way: those live into a successor,
/// and the handler's explicit arguments (as pairs of argument and value passed).
struct SavedSet {
  std::vector<Value *> values;
  std::vector<std::pair<Arg *, Value *>> handlerArgs;
};

SavedSet savedAt(const Inst *t, const Liveness &live) {
  SavedSet s;
  llvm::BitVector set(live.liveIn(t->block).size());
  for (const Edge &e : t->succs)
    set |= live.liveIn(e.to);
  for (unsigned id : set.set_bits())
    s.values.push_back(live.value(id));
  if (t->hasHandler()) {
    const Edge &e = t->succs.back();
    for (unsigned k = 0; k != e.args.size(); ++k)
      s.handlerArgs.push_back({e.to->args[k + e.to->implicitArgs()], e.args[k]});
  }
  return s;
}

class Planner {
public:
  Planner(const Function &f, FunctionPlan &plan) : f_(f), p_(plan) {}

  void run() {
    findSaves();
    assignSlots();
    findFramed();
    findPieces();
    findContents();
    findJoinParams();
  }

private:
  struct Node {
    Value *value;
    std::vector<unsigned> calls;
  };

  void findSaves() {
    for (Block *b : f_.blocks)
      if (saves(b->terminator())) {
        terminators_.push_back(b->terminator());
        saved_.push_back(savedAt(b->terminator(), p_.live));
      }
  }

  // Greedy colouring. Handler arguments come first, then values in order of definition; the
  // preferred slot is the Y register that erlc chose, which makes a handler's argument and the
  // values passed for it share one.
  void assignSlots() {
    p_.slot.assign(f_.valueCount, -1);
    llvm::MapVector<Value *, std::vector<unsigned>> handlerArgs, values;
    for (unsigned c = 0; c != saved_.size(); ++c) {
      for (auto &[a, v] : saved_[c].handlerArgs)
        handlerArgs[a].push_back(c);
      for (Value *v : saved_[c].values)
        values[v].push_back(c);
    }
    // A handler argument may also be live across later calls.
    for (auto &[a, calls] : handlerArgs) {
      auto it = values.find(a);
      if (it != values.end()) {
        calls.insert(calls.end(), it->second.begin(), it->second.end());
        std::sort(calls.begin(), calls.end());
        calls.erase(std::unique(calls.begin(), calls.end()), calls.end());
      }
    }
    for (auto &[v, calls] : handlerArgs)
      assign(v, calls);
    for (auto &[v, calls] : values)
      if (p_.slot[v->id] < 0)
        assign(v, calls);
    p_.frameSize = occupants_.size();
  }

  void assign(Value *v, const std::vector<unsigned> &calls) {
    if (v->slotHint >= 0 && fits(v, calls, v->slotHint)) {
      occupy(v, calls, v->slotHint);
      return;
    }
    unsigned s = 0;
    while (!fits(v, calls, s))
      ++s;
    occupy(v, calls, s);
  }

  bool fits(Value *v, const std::vector<unsigned> &calls, unsigned s) {
    if (s >= occupants_.size())
      return s < 1024;
    for (unsigned c : calls) {
      Value *o = occupants_[s][c];
      if (o && !sharesAt(o, v, c))
        return false;
    }
    return true;
  }

  /// May both have one slot at call \p c: is one the handler argument for which the other is
  /// passed?
  bool sharesAt(Value *o, Value *v, unsigned c) {
    for (auto &[a, passed] : saved_[c].handlerArgs)
      if ((a == o && passed == v) || (a == v && passed == o))
        return true;
    return false;
  }

  void occupy(Value *v, const std::vector<unsigned> &calls, unsigned s) {
    while (occupants_.size() <= s)
      occupants_.emplace_back(saved_.size(), nullptr);
    for (unsigned c : calls)
      if (!occupants_[s][c] || v->kind != Value::Kind::Arg)
        occupants_[s][c] = v;
    p_.slot[v->id] = int(s);
  }

  // A block has the frame on entry if it can be reached from a call's successor.
  void findFramed() {
    p_.framed.assign(f_.blocks.size(), 0);
    std::vector<Block *> work;
    auto mark = [&](Block *b) {
      if (!p_.framed[b->id]) {
        p_.framed[b->id] = 1;
        work.push_back(b);
      }
    };
    for (Inst *t : terminators_)
      for (Edge &e : t->succs)
        mark(e.to);
    while (!work.empty()) {
      Block *b = work.back();
      work.pop_back();
      for (Edge &e : b->terminator()->succs)
        mark(e.to);
    }
  }

  // A block belongs to the piece of its predecessors, unless these are of several pieces: then
  // it begins one. Making one piece more can only make more, so this ends.
  void findPieces() {
    size_t n = f_.blocks.size();
    p_.pieceEntry.assign(n, 0);
    p_.pieceEntry[0] = 1;
    for (Block *b : f_.blocks)
      if (b->entry != Block::Entry::Plain)
        p_.pieceEntry[b->id] = 1;
    for (bool again = true; again;) {
      again = false;
      p_.pieceOf.assign(n, nullptr);
      for (Block *b : f_.blocks)
        if (p_.pieceEntry[b->id])
          p_.pieceOf[b->id] = b;
      for (bool changed = true; changed;) {
        changed = false;
        for (Block *b : f_.blocks) {
          if (p_.pieceEntry[b->id])
            continue;
          Block *piece = nullptr;
          bool several = false;
          for (PredEdge &e : b->preds)
            if (Block *q = p_.pieceOf[e.from->id]) {
              several |= piece && piece != q;
              piece = q;
            }
          // The piece pops the frame in one way: both kinds of predecessors mean a piece too.
          if (!several && piece && p_.framed[b->id] != p_.framed[piece->id])
            several = true;
          if (several) {
            p_.pieceEntry[b->id] = 1;
            p_.pieceOf[b->id] = b;
            again = changed = true;
          } else if (piece && p_.pieceOf[b->id] != piece) {
            p_.pieceOf[b->id] = piece;
            changed = true;
          }
        }
        if (again)
          break;
      }
    }
  }

  // Forward data flow; Nil and Holds agree with themselves only.
  void findContents() {
    p_.contents.assign(f_.blocks.size(), {});
    std::vector<uint8_t> seen(f_.blocks.size(), 0);
    for (bool changed = true; changed;) {
      changed = false;
      for (Block *b : f_.blocks) {
        if (!p_.framed[b->id])
          continue;
        std::vector<FunctionPlan::Content> in;
        if (b->entry == Block::Entry::Handler) {
          in = handlerContents(b);
        } else {
          bool first = true;
          for (PredEdge &e : b->preds) {
            if (p_.framed[e.from->id] && !seen[e.from->id] && b->entry == Block::Entry::Plain)
              continue; // not known yet
            auto out = contentsOut(e.from, b);
            if (first) {
              in = std::move(out);
              first = false;
            } else {
              for (unsigned s = 0; s != p_.frameSize; ++s)
                if (in[s] != out[s])
                  in[s] = {};
            }
          }
          if (first)
            continue;
        }
        if (!seen[b->id] || in != p_.contents[b->id]) {
          seen[b->id] = 1;
          p_.contents[b->id] = std::move(in);
          changed = true;
        }
      }
    }
  }

  std::vector<FunctionPlan::Content> contentsOut(Block *from, Block *to) {
    if (to->entry == Block::Entry::Continuation)
      return p_.contentsAt(from->terminator());
    if (!p_.framed[from->id]) // the edge pushes the frame
      return std::vector<FunctionPlan::Content>(p_.frameSize,
                                                {FunctionPlan::Content::Nil, nullptr});
    return p_.contents[from->id];
  }

  std::vector<FunctionPlan::Content> handlerContents(Block *h) {
    std::vector<FunctionPlan::Content> in(p_.frameSize);
    p_.live.forEachLiveIn(
        h, [&](Value *v) { in[p_.slot[v->id]] = {FunctionPlan::Content::Holds, v}; });
    for (unsigned k = h->implicitArgs(); k != h->args.size(); ++k)
      in[p_.slot[h->args[k]->id]] = {FunctionPlan::Content::Holds, h->args[k]};
    return in;
  }

  void findJoinParams() {
    p_.joinParams.assign(f_.blocks.size(), {});
    for (Block *b : f_.blocks)
      if (p_.isJoin(b))
        p_.live.forEachLiveIn(b, [&](Value *v) {
          if (!p_.resident(v, b))
            p_.joinParams[b->id].push_back(v);
        });
  }

  const Function &f_;
  FunctionPlan &p_;
  std::vector<Inst *> terminators_;
  std::vector<SavedSet> saved_;
  std::vector<std::vector<Value *>> occupants_; ///< [slot][call]
};

} // namespace

std::vector<FunctionPlan::Content> FunctionPlan::contentsAt(const Inst *t) const {
  std::vector<Content> c(frameSize, {Content::Nil, nullptr});
  SavedSet s = savedAt(t, live);
  for (Value *v : s.values)
    c[slot[v->id]] = {Content::Holds, v};
  for (auto &[a, v] : s.handlerArgs)
    c[slot[a->id]] = {Content::Holds, v};
  return c;
}

bool FunctionPlan::resident(const Value *v, const Block *b) const {
  int s = v->kind == Value::Kind::Const ? -1 : slot[v->id];
  return s >= 0 && framed[b->id] && contents[b->id][s].kind == Content::Holds &&
         contents[b->id][s].value == v;
}

std::unique_ptr<FunctionPlan> planFunction(const Function &f) {
  auto p = std::make_unique<FunctionPlan>(f);
  Planner(f, *p).run();
  return p;
}

} // namespace beamc::lower
