//===- FunctionCheck.h - One function under the validator -----------------------------===//
//
// The walk takes a label and the state there, follows instructions until one ends the path, and
// gives every label that it may go to the state at that moment. A label whose state changed is
// walked again.
//
// Helpers return false after they reported a breach; the walk then stops.
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/loader/OpInfo.h"
#include "compiler/validator/State.h"
#include "compiler/validator/Validator.h"

#include <functional>
#include <unordered_map>

namespace beamc::validator {

/// What the calls in a module pass to its functions: for each function and argument, whether it is
/// a term or a match context (Kind bits; none = no call seen). Match contexts come from calls in
/// the same module only.
struct PassedArguments {
  std::vector<std::vector<uint16_t>> kinds;
  bool changed = false;

  explicit PassedArguments(const loader::Module &module);
  void pass(size_t function, size_t argument, uint16_t what);
};

class FunctionCheck {
public:
  FunctionCheck(const loader::Module &module, const loader::FunctionInfo &function,
                PassedArguments &passed, Diagnostics &diag);
  bool run();
  /// Instructions that rely on a type which the code does not show.
  uint32_t unproven() const;
  const std::vector<uint8_t> &facts() const { return facts_; } ///< OpFact bits, by position

private:
  using Op = loader::Op;
  using Operand = loader::Operand;
  enum class Flow { Next, End, Broken };

  // FunctionCheck.cpp: the walk and what all families use.
  bool walk(size_t at);
  Flow step(const Op &op);
  bool reasonable(const Op &op);
  bool fail(std::string text);
  bool expected(const std::string &what, const std::string &found) {
    return fail("expected " + what + ", found " + found);
  }
  bool branch(const Operand &label) { return branch(label, state_); }
  bool branch(const Operand &label, const State &state);
  bool enter(size_t position, const State &state);
  /// The instruction may raise: what the innermost handler of this function then sees.
  bool mayRaise();
  /// To the label, or an exception where the label is 0.
  bool mayFail(const Operand &label) { return label.value ? branch(label) : mayRaise(); }

  bool read(const Operand &source, Value &value);
  /// \p allowed: kinds besides which there must be none on any path.
  bool readTerm(const Operand &source, Value &value, uint16_t allowed = kTerm);
  bool readTerm(const Operand &source) {
    Value v;
    return readTerm(source, v);
  }
  /// Terms that \p whole will hold.
  bool readParts(std::span<const Operand> sources, Value &whole, size_t from = 0,
                 size_t stride = 1);
  bool write(const Operand &destination, const Value &value);
  /// Writes are done after all reads; a register that is refined keeps its other facts.
  void refine(const Operand &source, const Value &value);
  /// \p source is known to hold only \p kinds; otherwise it is an error if it cannot, and counts as
  /// unproven if it may hold something else. Behind the instruction it is known.
  bool claim(const Operand &source, uint16_t kinds, const char *what);
  bool claimTuple(const Operand &source, uint32_t atLeast);

  /// x0 … x(live-1) are initialised, no y register is undefined; the other x registers die.
  bool collectionPoint(int64_t live);
  /// The runtime may take from the heap here: what was reserved need not be free any more.
  void loseReservation() { state_.words = state_.floatWords = state_.funs = 0; }
  void reserve(const Operand &need);
  bool definedFrame();
  bool takeWords(int64_t words);
  bool noTags(size_t count);
  /// After a call: only y registers live on, the result is in x0.
  void afterCall(const Value &result = term());

  // FrameOps.cpp: calls, frames, exceptions, messages. Each family says whether it knows the
  // instruction.
  bool frameOp(const Op &op, Flow &flow);
  bool callOp(const Op &op, Flow &flow);
  bool exceptionOp(const Op &op, Flow &flow);
  bool messageOp(const Op &op, Flow &flow);
  bool notReceiving();
  Flow body(bool arguments, bool needsFrame = true);
  Flow tail(bool arguments, int64_t frameSize);
  bool arguments(int64_t count);
  bool localArguments(const Operand &count, const Operand &label);
  bool needFrame(int64_t size);
  bool isExit(const loader::Import &import) const;
  bool beginTag(const Op &op, bool isTry);
  bool endTag(const Operand &y, bool isTry);

  // DataOps.cpp: moves, tests, data, floats, built-in functions.
  bool moveOp(const Op &op, Flow &flow);
  bool testOp(const Op &op, Flow &flow);
  bool dataOp(const Op &op, Flow &flow);
  bool mapOp(const Op &op, Flow &flow);
  bool floatOp(const Op &op, Flow &flow);
  bool bifOp(const Op &op, Flow &flow);
  bool typeTest(const Op &op, uint16_t kinds);
  bool tupleTest(const Op &op, uint32_t size, bool knownTuple);
  Flow select(const Op &op);
  bool refineArguments(std::string_view name, std::span<const Operand> arguments);
  bool importArity(const Operand &import, size_t arity);

  // BitOps.cpp: bit syntax.
  bool matchOp(const Op &op, Flow &flow);
  bool constructOp(const Op &op, Flow &flow);
  bool context(const Operand &source);
  bool startMatch(const Operand &label, const Operand &live, const Operand &source,
                  const Operand &destination);
  bool bsMatch(const Op &op);

  const loader::Module &module_;
  const loader::FunctionInfo &function_;
  PassedArguments &passed_;
  Diagnostics &diag_;
  std::unordered_map<int64_t, size_t> labels_; ///< label to position in function_.ops
  std::unordered_map<size_t, State> known_;    ///< states at labels, by position
  std::vector<size_t> work_;
  std::vector<uint8_t> facts_;
  size_t at_ = 0;
  State state_;
};

} // namespace beamc::validator
