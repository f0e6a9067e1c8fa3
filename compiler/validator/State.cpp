//===- State.cpp ---------------------------------------------------------------------===//
#include "compiler/validator/State.h"

#include <algorithm>

namespace beamc::validator {

static Value meetValues(const Value &a, const Value &b) {
  if (a == b)
    return a;
  if (!a.defined() || !b.defined())
    return {};
  if (a.isTag() || b.isTag())
    return {}; // Two tags, or a tag and a term: of no use to anybody.
  Value v;
  v.kinds = a.kinds | b.kinds;
  v.fragile = a.fragile || b.fragile;
  v.fresh = a.fresh && b.fresh;
  bool aTuple = a.kinds & kTuple, bTuple = b.kinds & kTuple;
  v.size = aTuple && bTuple ? std::min(a.size, b.size) : aTuple ? a.size : b.size;
  v.exact = aTuple && bTuple ? a.exact && b.exact && a.size == b.size : aTuple ? a.exact : b.exact;
  return v;
}

static bool meetRegisters(std::vector<Value> &a, const std::vector<Value> &b) {
  bool changed = false;
  for (size_t i = 0; i != a.size(); ++i) {
    Value v = meetValues(a[i], i < b.size() ? b[i] : Value());
    changed |= !(v == a[i]);
    a[i] = v;
  }
  return changed;
}

template <typename T> static bool lower(T &a, T b) {
  if (b >= a)
    return false;
  a = b;
  return true;
}
static bool raise(bool &a, bool b) {
  if (a || !b)
    return false;
  a = true;
  return true;
}

bool State::meet(const State &other) {
  bool changed = false;
  for (const State *s : {static_cast<const State *>(this), &other}) {
    changed |= raise(plain, !s->handler || s->plain);
    changed |= raise(withoutX0, s->withoutX0 || (!s->handler && !s->x[0].defined()));
  }
  for (size_t i = 0; i != std::min(y.size(), other.y.size()); ++i)
    changed |= raise(mixedTags, (y[i].isTag() || other.y[i].isTag()) && !(y[i] == other.y[i]));
  changed |= raise(mixedTags, other.mixedTags);
  changed |= raise(mixedReceiving, other.mixedReceiving || receiving != other.receiving);
  changed |= meetRegisters(x, other.x);
  if (frame != other.frame || frame == kMixedFrame) {
    // Code that only raises may be shared by frames: what all of them have stays readable.
    changed |=
        raise(mixedTags, other.mixedTags || innermostTag() >= 0 || other.innermostTag() >= 0);
    changed |= frame != kMixedFrame || y.size() > other.y.size();
    frame = kMixedFrame;
    y.resize(std::min(y.size(), other.y.size()));
  }
  if (frame != kNoFrame)
    changed |= meetRegisters(y, other.y);
  auto both = floats & other.floats;
  changed |= both != floats;
  floats = both;
  changed |= lower(words, other.words);
  changed |= lower(floatWords, other.floatWords);
  changed |= lower(funs, other.funs);
  changed |= raise(handler, other.handler);
  return changed;
}

int State::innermostTag() const {
  for (size_t i = 0; i != y.size(); ++i)
    if (y[i].isTag())
      return int(i);
  return -1;
}

void State::dropFragile() {
  for (std::vector<Value> *registers : {&x, &y})
    for (Value &v : *registers)
      if (v.fragile)
        v = {};
  receiving = false;
}

std::string describe(const Value &v) {
  static constexpr struct {
    uint16_t kind;
    const char *name;
  } kNames[] = {{kAtom, "an atom"},
                {kBits, "a bitstring"},
                {kCons, "a list cell"},
                {kFloat, "a float"},
                {kFun, "a fun"},
                {kInteger, "an integer"},
                {kMap, "a map"},
                {kNil, "the empty list"},
                {kPid, "a pid"},
                {kPort, "a port"},
                {kReference, "a reference"},
                {kTuple, "a tuple"},
                {kContext, "a match context"},
                {kPosition, "a position"},
                {kTag, "a catch tag"}};
  if (!v.defined())
    return "an uninitialised register";
  if ((v.kinds & kTerm) == kTerm)
    return v.kinds & kContext ? "any term or a match context" : "any term";
  if (v.kinds == kTuple && v.exact)
    return "a tuple of " + std::to_string(v.size) + (v.size == 1 ? " element" : " elements");
  std::string text;
  for (const auto &n : kNames)
    if (v.kinds & n.kind)
      text += (text.empty() ? "" : " or ") + std::string(n.name);
  return text;
}

} // namespace beamc::validator
