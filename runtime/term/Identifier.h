//===- Identifier.h - Numbers inside pids, ports and references -------------------------===//
//
// One view of local and external identifiers, as comparison, hashing, printing and the
// external term format need them. A local reference's number is 2 × 60 bits at most, which
// read as the three words that OTP shows: word 0 has 18 bits, words 1 and 2 have 32.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/process/Pid.h"
#include "runtime/term/Node.h"

namespace beamc::rt {

struct PidView {
  uint32_t number, serial;
  const Node *node;
};
inline PidView pidView(Term t) {
  if (t.isLocalPid())
    return {pidNumber(t), pidSerial(t), thisNode()};
  const Word *o = t.object();
  return {uint32_t(abi::smallValue(o[3])), uint32_t(abi::smallValue(o[4])), externalNode(t)};
}

/// A pid of this node from before it had its present creation: its process has ended.
inline bool isOfOldIncarnation(Term t) {
  return t.isKind(Kind::ExternalPid) && externalNode(t)->name == thisNode()->name;
}
/// \p pid, or for one of an old incarnation of this node a local pid that no process ever has.
inline Term localOrDead(Term pid) {
  return isOfOldIncarnation(pid) ? makeLocalPid((1u << kPidNumberBits) - 1, UINT32_MAX) : pid;
}

struct PortView {
  uint64_t number;
  const Node *node;
};
inline constexpr Term makeLocalPort(uint64_t number) {
  return Term((number << abi::kImmShift) | abi::kImmPort);
}
inline PortView portView(Term t) {
  if (t.isLocalPort())
    return {t.bits >> abi::kImmShift, thisNode()};
  return {uint64_t(abi::smallValue(t.object()[3])), externalNode(t)};
}

inline constexpr unsigned kRefWord0Bits = 18;
struct RefView {
  uint32_t words[5];
  uint32_t count;
  const Node *node;
};
/// Words of a Reference or MagicRef from its two smalls.
inline void refWordsOf(uint64_t high, uint64_t low, uint32_t *words) {
  words[0] = uint32_t(low & ((1u << kRefWord0Bits) - 1));
  words[1] = uint32_t(low >> kRefWord0Bits);
  words[2] = uint32_t(high);
}
inline RefView refView(Term t) {
  RefView v{};
  const Word *o = t.object();
  if (t.kind() == Kind::ExternalRef) {
    v.count = uint32_t(abi::smallValue(o[3]));
    for (uint32_t i = 0; i < v.count && i < 5; i++)
      v.words[i] = uint32_t(abi::smallValue(o[4 + i]));
    v.node = externalNode(t);
    return v;
  }
  const Word *number = t.kind() == Kind::MagicRef ? o + 2 : o + 1;
  refWordsOf(uint64_t(abi::smallValue(number[0])), uint64_t(abi::smallValue(number[1])), v.words);
  v.count = 3;
  v.node = thisNode();
  return v;
}

} // namespace beamc::rt
