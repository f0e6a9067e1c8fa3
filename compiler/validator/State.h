//===- State.h - What is known at one point of a function ----------------------------===//
//
// A lattice: meet() keeps what holds on both paths. Kinds only grow, initialised registers only
// get fewer, reservations only shrink, so the walk ends.
//===----------------------------------------------------------------------===//
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <vector>

namespace beamc::validator {

/// What a register may hold, one bit each.
enum Kind : uint16_t {
  kAtom = 1 << 0,
  kBits = 1 << 1,
  kCons = 1 << 2,
  kFloat = 1 << 3,
  kFun = 1 << 4,
  kInteger = 1 << 5,
  kMap = 1 << 6,
  kNil = 1 << 7,
  kPid = 1 << 8,
  kPort = 1 << 9,
  kReference = 1 << 10,
  kTuple = 1 << 11,
  kTerm = (1 << 12) - 1,
  kContext = 1 << 12,  ///< a match context: no term
  kPosition = 1 << 13, ///< made by bs_get_position
  kTag = 1 << 14,      ///< of a catch or try, in a y register
};

constexpr uint32_t kMaxX = 1024, kMaxY = 1024, kMaxFloats = 1024;

struct Value {
  uint16_t kinds = 0;   ///< none = not initialised
  bool fragile = false; ///< (part of) a message that is still in the mailbox
  bool exact = false;   ///< a tuple has size elements, not only at least
  bool isTry = false;   ///< kTag: of try, not catch
  bool fresh = false;   ///< a tuple that setelement/3 has just made: nothing else refers to it
  uint32_t size = 0;    ///< elements of a tuple; the label of a tag

  bool defined() const { return kinds != 0; }
  bool isTag() const { return kinds == kTag; }
  bool operator==(const Value &) const = default;
};

inline Value term(uint16_t kinds = kTerm) {
  Value v;
  v.kinds = kinds;
  return v;
}
inline Value tuple(uint32_t size) {
  Value v = term(kTuple);
  v.size = size;
  v.exact = true;
  return v;
}

/// "an integer or a float", "an uninitialised register".
std::string describe(const Value &v);

struct State {
  static constexpr int32_t kNoFrame = -1, kMixedFrame = -2;

  std::vector<Value> x, y;
  int32_t frame = kNoFrame; ///< y registers, or one of the two above
  std::bitset<kMaxFloats> floats;
  int64_t words = 0, floatWords = 0, funs = 0; ///< still free of the last reservation
  uint32_t tupleFields = 0;                    ///< 'put' instructions that must follow
  bool bitsOpen = false;                       ///< bs_put_… may follow
  bool receiving = false;                      ///< between loop_rec and what ends the look
  bool mixedReceiving = false;                 ///< on some paths
  bool handler = false;                        ///< an exception may have come here
  bool plain = false;                          ///< handler: something else than an exception, too
  bool withoutX0 = false;                      ///< plain: and left x0 undefined
  bool mixedTags = false; ///< on some paths a catch or try is active that is not on others

  /// What holds here and there. True when this changed.
  bool meet(const State &other);
  /// The lowest y register with a tag: that of the innermost handler. -1 = none.
  int innermostTag() const;
  void dropFragile();
};

} // namespace beamc::validator
