//===- FrameOps.cpp - Calls, frames, exceptions, messages -----------------------------------===//
#include "compiler/support/Format.h"
#include "compiler/validator/FunctionCheck.h"

#include <algorithm>
#include <cinttypes>

namespace beamc::validator {
using namespace loader;

// --- Calls ----------------------------------------------------------------------------------

static Operand xRegister(int64_t number) {
  Operand o;
  o.kind = OperandKind::X;
  o.value = number;
  return o;
}

/// x0 … hold terms.
bool FunctionCheck::arguments(int64_t count) {
  for (int64_t i = 0; i < count; ++i)
    if (!readTerm(xRegister(i)))
      return false;
  return true;
}

/// Only a function of this module may get a match context.
bool FunctionCheck::localArguments(const Operand &count, const Operand &label) {
  // CodeCheck has seen that it is an entry label.
  size_t callee = module_.functionByLabel[size_t(label.value)] - 1;
  uint32_t arity = module_.functions[callee].arity;
  if (count.value != int64_t(arity))
    return expected(formatText("%u arguments", arity), formatText("%" PRId64, count.value));
  for (uint32_t i = 0; i != arity; ++i) {
    Value v;
    if (!read(xRegister(i), v))
      return false;
    if (v.kinds & ~(kTerm | kContext))
      return expected(formatText("a term in x%u", i), describe(v));
    passed_.pass(callee, i, v.kinds);
  }
  return true;
}

bool FunctionCheck::needFrame(int64_t size) {
  if (!definedFrame())
    return false;
  if (state_.frame == size)
    return true;
  auto name = [](int64_t n) {
    return n < 0 ? std::string("no frame") : formatText("a frame of %" PRId64, n);
  };
  return expected(name(size), name(state_.frame));
}

bool FunctionCheck::noTags(size_t count) {
  for (size_t i = 0; i != count; ++i)
    if (state_.y[i].isTag())
      return expected("every catch and try to have ended", formatText("the tag in y%zu", i));
  return true;
}

void FunctionCheck::afterCall(const Value &result) {
  std::fill(state_.x.begin(), state_.x.end(), Value());
  state_.x[0] = result;
  state_.floats.reset();
}

FunctionCheck::Flow FunctionCheck::body(bool arguments, bool needsFrame) {
  if (!arguments || !definedFrame())
    return Flow::Broken;
  if (needsFrame && state_.frame < 0) {
    expected("a frame", "none");
    return Flow::Broken;
  }
  if (!collectionPoint(0) || !mayRaise())
    return Flow::Broken;
  afterCall();
  return Flow::Next;
}

FunctionCheck::Flow FunctionCheck::tail(bool arguments, int64_t frameSize) {
  bool good = arguments && needFrame(frameSize) && noTags(state_.y.size()) && notReceiving();
  return good ? Flow::End : Flow::Broken;
}

/// Functions that never return: what follows the call is not reached.
bool FunctionCheck::isExit(const Import &import) const {
  std::string_view f = module_.atom(import.function);
  return module_.atom(import.module) == "erlang" &&
         ((f == "error" && import.arity >= 1 && import.arity <= 3) ||
          ((f == "exit" || f == "throw") && import.arity == 1));
}

bool FunctionCheck::callOp(const Op &op, Flow &flow) {
  auto a = op.args;
  auto local = [&] { return localArguments(a[0], a[1]); };
  auto external = [&] { return importArity(a[1], size_t(a[0].value)) && arguments(a[0].value); };
  switch (op.opcode) {
  case op_call: flow = body(local()); return true;
  case op_call_last: flow = tail(local(), a[2].value); return true;
  case op_call_only: flow = tail(local(), State::kNoFrame); return true;
  case op_call_ext: {
    const Import &import = module_.imports[size_t(a[1].value)];
    if (isExit(import)) {
      flow = external() && mayRaise() ? Flow::End : Flow::Broken;
      return true;
    }
    bool fresh = module_.atom(import.module) == "erlang" &&
                 module_.atom(import.function) == "setelement" && import.arity == 3;
    flow = body(external());
    if (fresh) {
      state_.x[0] = term(kTuple);
      state_.x[0].fresh = true;
    }
    return true;
  }
  case op_call_ext_last:
  case op_call_ext_only: {
    // Compilers share the code in front of a call that never returns, so its frame may be any.
    if (isExit(module_.imports[size_t(a[1].value)]))
      flow = external() && mayRaise() ? Flow::End : Flow::Broken;
    else
      flow = tail(external(), op.opcode == op_call_ext_last ? a[2].value : State::kNoFrame);
    return true;
  }
  case op_apply: flow = body(arguments(a[0].value + 2)); return true;
  case op_apply_last: flow = tail(arguments(a[0].value + 2), a[1].value); return true;
  case op_call_fun: flow = body(arguments(a[0].value + 1)); return true;
  case op_call_fun2: flow = body(readTerm(a[2]) && arguments(a[1].value)); return true;
  case op_return: flow = tail(arguments(1), State::kNoFrame); return true;
  case op_func_info: flow = tail(arguments(function_.arity), State::kNoFrame); return true;
  case op_bs_init_writable: flow = body(arguments(1), false); return true;
  default: return false;
  }
}

// --- Frames ---------------------------------------------------------------------------------

bool FunctionCheck::frameOp(const Op &op, Flow &flow) {
  auto a = op.args;
  auto allocate = [&](const Operand *heap, const Operand &live, bool zero) {
    if (!needFrame(State::kNoFrame) || !collectionPoint(live.value))
      return false;
    if (a[0].value > int64_t(kMaxY))
      return expected(formatText("a frame of at most %u", kMaxY),
                      formatText("%" PRId64, a[0].value));
    state_.frame = int32_t(a[0].value);
    state_.y.assign(size_t(a[0].value), zero ? term(kNil) : Value());
    if (heap)
      reserve(*heap);
    return true;
  };
  auto init = [&](std::span<const Operand> registers) {
    for (const Operand &y : registers)
      if (!write(y, term(kNil)))
        return false;
    return true;
  };
  bool good;
  switch (op.opcode) {
  case op_allocate: good = allocate(nullptr, a[1], false); break;
  case op_allocate_zero: good = allocate(nullptr, a[1], true); break;
  case op_allocate_heap: good = allocate(&a[1], a[2], false); break;
  case op_allocate_heap_zero: good = allocate(&a[1], a[2], true); break;
  case op_test_heap:
    good = collectionPoint(a[1].value);
    if (good)
      reserve(a[0]);
    break;
  case op_init: good = init(a.first(1)); break;
  case op_init_yregs: good = init(a[0].list); break;
  case op_deallocate:
    good = needFrame(a[0].value) && noTags(state_.y.size());
    state_.frame = State::kNoFrame;
    state_.y.clear();
    break;
  case op_trim:
    good = a[0].value >= 0 && a[1].value >= 0 && a[0].value <= int64_t(kMaxY) &&
           needFrame(a[0].value + a[1].value) && noTags(size_t(a[0].value));
    if (good) {
      state_.y.erase(state_.y.begin(), state_.y.begin() + a[0].value);
      state_.frame = int32_t(a[1].value);
    }
    break;
  default: return false;
  }
  flow = good ? Flow::Next : Flow::Broken;
  return true;
}

// --- Exceptions -----------------------------------------------------------------------------

/// Handlers are found from the frame's low end, so an inner one lies below the outer ones.
bool FunctionCheck::beginTag(const Op &op, bool isTry) {
  const Operand &y = op.args[0];
  if (!write(y, term(kNil)))
    return false;
  int outer = state_.innermostTag();
  if (outer >= 0 && outer < y.value)
    return expected(formatText("a y register below y%d, the tag around it", outer),
                    formatText("y%" PRId64, y.value));
  Value tag;
  tag.kinds = kTag;
  tag.isTry = isTry;
  tag.size = uint32_t(op.args[1].value);
  if (!labels_.count(op.args[1].value))
    return branch(op.args[1]); // reports it
  state_.y[size_t(y.value)] = tag;
  return true;
}

bool FunctionCheck::endTag(const Operand &y, bool isTry) {
  Value v;
  if (!read(y, v))
    return false;
  if (!v.isTag() || v.isTry != isTry)
    return expected(formatText("the tag of a %s in y%" PRId64, isTry ? "try" : "catch", y.value),
                    v.isTag() ? "that of another kind" : describe(v));
  if (state_.innermostTag() != y.value)
    return expected("the innermost catch or try to end first",
                    formatText("the tag in y%d", state_.innermostTag()));
  state_.y[size_t(y.value)] = term(kNil);
  return true;
}

bool FunctionCheck::exceptionOp(const Op &op, Flow &flow) {
  auto a = op.args;
  bool good, ends = false;
  switch (op.opcode) {
  case op_catch: good = beginTag(op, false); break;
  case op_try: good = beginTag(op, true); break;
  case op_try_end: good = endTag(a[0], true); break;
  case op_catch_end:
    if (state_.withoutX0 || (!state_.handler && !state_.x[0].defined()))
      good = expected("x0 to be initialised", "it is not on every path");
    else
      good = endTag(a[0], false);
    state_.handler = state_.plain = state_.withoutX0 = false;
    afterCall();
    break;
  case op_try_case:
    if (!state_.handler)
      good = expected("an exception to have come", "an ordinary path");
    else
      good = endTag(a[0], true);
    // A compiler that knows that a call never returns lets it run into a handler.
    if (state_.plain)
      facts_[at_] |= kUnproven;
    state_.handler = state_.plain = state_.withoutX0 = false;
    afterCall(term(kAtom));
    state_.x[1] = state_.x[2] = term();
    break;
  case op_badmatch:
  case op_case_end:
  case op_try_case_end:
  case op_badrecord: good = readTerm(a[0]) && mayRaise(), ends = true; break;
  case op_if_end: good = mayRaise(), ends = true; break;
  case op_raise: good = readTerm(a[0]) && readTerm(a[1]) && mayRaise(), ends = true; break;
  case op_raw_raise: flow = body(arguments(3), false); return true;
  case op_build_stacktrace: flow = body(arguments(1), false); return true;
  default: return false;
  }
  flow = !good ? Flow::Broken : ends ? Flow::End : Flow::Next;
  return true;
}

// --- Messages -------------------------------------------------------------------------------

/// Waits would look at other messages, and what ends the look then meets one of these. (Calls may
/// do so too, and OTP's prim_eval has one: the runtime does not mind that its message is gone.)
bool FunctionCheck::notReceiving() {
  return !(state_.receiving || state_.mixedReceiving) ||
         expected("'remove_message' or 'loop_rec_end' before this", "neither");
}

bool FunctionCheck::messageOp(const Op &op, Flow &flow) {
  auto a = op.args;
  bool good = true, ends = false;
  /// While it waits, a process keeps its frame only.
  auto sleeping = [&] {
    if (!notReceiving() || !collectionPoint(0))
      return false;
    state_.floats.reset();
    return true;
  };
  switch (op.opcode) {
  case op_send: flow = body(arguments(2), false); return true;
  case op_loop_rec: {
    if (state_.receiving || state_.mixedReceiving) {
      good = expected("the look at the last message to have ended", "another loop_rec");
      break;
    }
    loseReservation();
    good = branch(a[0]);
    Value message = term();
    message.fragile = true;
    state_.receiving = true;
    good = good && write(a[1], message);
    break;
  }
  case op_loop_rec_end:
  case op_remove_message:
    if (!state_.receiving || state_.mixedReceiving) {
      good = expected("a message that is being looked at", "none");
      break;
    }
    if (op.opcode == op_loop_rec_end) {
      state_.dropFragile();
      good = branch(a[0]);
      ends = true;
    } else {
      for (std::vector<Value> *registers : {&state_.x, &state_.y})
        for (Value &v : *registers)
          v.fragile = false;
      state_.receiving = false;
    }
    break;
  case op_wait: good = sleeping() && branch(a[0]), ends = true; break;
  case op_wait_timeout: {
    // While the timer runs the operand is not read again, so a wait that only goes back to itself
    // may name an x register, though these do not outlive the sleep.
    bool itself = at_ != 0 && function_.ops[at_ - 1].opcode == op_label &&
                  function_.ops[at_ - 1].args[0].value == a[0].value;
    good = readTerm(a[1]) && mayRaise() && sleeping() && (itself || branch(a[0]));
    break;
  }
  case op_timeout: good = notReceiving(); break;
  case op_recv_marker_reserve: good = notReceiving() && write(a[0], term()); break;
  case op_recv_marker_bind: good = readTerm(a[0]) && readTerm(a[1]); break;
  case op_recv_marker_clear: good = readTerm(a[0]); break;
  case op_recv_marker_use: good = notReceiving() && readTerm(a[0]); break;
  case op_recv_mark:
  case op_recv_set: break;
  default: return false;
  }
  flow = !good ? Flow::Broken : ends ? Flow::End : Flow::Next;
  return true;
}

} // namespace beamc::validator
