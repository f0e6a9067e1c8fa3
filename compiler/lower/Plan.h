//===- Plan.h - Frames and splitting: how a function becomes pieces ---------------------===//
//
// Every call ends a piece of code; the blocks after it belong to the piece of its
// continuation. planFunction decides
//
//   frames     which values live across which call, and the frame slot of each. A value keeps
//              its slot for life, so it is stored once. All calls of a function use frames of
//              one size; slots that hold nothing at a call are nil, so the collector may scan
//              every frame word by word.
//   splitting  which blocks begin a piece: the entry, continuations, handlers, and blocks
//              reachable from several pieces ("joins").
//   contents   what each slot holds on entry of each block, so that stores are not repeated.
//
// docs/design/frames.md has the whole story.
//===----------------------------------------------------------------------===//
#pragma once
#include "compiler/ssa/Function.h"
#include "compiler/ssa/Liveness.h"

namespace beamc::lower {

struct FunctionPlan {
  /// What a slot is known to hold.
  struct Content {
    enum Kind : uint8_t { Unknown, Nil, Holds } kind = Unknown;
    ssa::Value *value = nullptr; ///< Holds
    bool operator==(const Content &) const = default;
  };

  explicit FunctionPlan(const ssa::Function &f) : live(f) {}

  ssa::Liveness live;
  uint32_t frameSize = 0;            ///< terms per frame, 0 if the function makes no frames
  std::vector<int> slot;             ///< by value id; -1 = none
  std::vector<uint8_t> framed;       ///< by block id: is the frame on the stack on entry?
  std::vector<uint8_t> pieceEntry;   ///< by block id
  std::vector<ssa::Block *> pieceOf; ///< by block id: entry block of its piece
  std::vector<std::vector<Content>> contents; ///< by block id, framed blocks only: on entry
  /// By block id, join pieces only: live-in values that are not in a slot on entry. They are
  /// passed after the block's own arguments.
  std::vector<std::vector<ssa::Value *>> joinParams;

  bool isJoin(const ssa::Block *b) const {
    return pieceEntry[b->id] && b->entry == ssa::Block::Entry::Plain && b->id != 0;
  }
  /// The contents of the frame while the call (or raise with handler) \p t is under way.
  std::vector<Content> contentsAt(const ssa::Inst *t) const;
  /// Is \p v in its slot on entry of \p b?
  bool resident(const ssa::Value *v, const ssa::Block *b) const;
};

/// Of a function after the pipeline, which must stay as it is for as long as the plan is used.
std::unique_ptr<FunctionPlan> planFunction(const ssa::Function &f);

} // namespace beamc::lower
