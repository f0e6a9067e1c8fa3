//===- TranslateCalls.cpp - Calls, exceptions, messages -------------------------------------------===//
#include "runtime/code/BifTable.h"
#include "runtime/code/ExportTable.h"
#include "runtime/interp/Translator.h"

namespace beamc::rt::interp {

using namespace loader;

/// Built-ins that a call in the middle of code may use as a C++ function.
static bool isDirect(const BifInfo *bif, uint32_t arity) {
  return bif && bif->call && arity <= kMaxBifArguments && abi::isDirectBif(bif->attributes);
}

void Translator::callExternal(Word m, Word f, uint32_t arity, bool tail) {
  rt::Export *e = ensureExport(Term(m), Term(f), arity);
  Term function(f);
  if (Term(m) == atom::erlang && arity == 1 &&
      (function == atom::error || function == atom::exit || function == atom::throw_)) {
    op(opRaiseClass);
    word(f);
    where();
    return;
  }
  const BifInfo *bif = findBif(m, f, arity);
  if (isDirect(bif, arity)) {
    op(callBifOp(arity));
    pointer(bif->call);
    pointer(e);
    where();
    if (tail && state_.frame >= 0) {
      op(opReturnFrame);
      word(frameBytes());
    } else if (tail) {
      op(opReturn);
    }
  } else if (Term(m) == atom::erlang && function == atom::apply && arity == 2) {
    if (tail) {
      op(opTailApplyFun);
      word(state_.frame >= 0 ? frameBytes() : 0);
      location(locationHere(), 0);
    } else {
      uint32_t site = callSite();
      op(opApplyFun);
      stub(site);
      location(locationHere(), 0);
      setSiteContext(site);
    }
  } else if (tail) {
    if (state_.frame >= 0) {
      op(opDeallocate);
      word(frameBytes());
    }
    if (bif && !(bif->attributes & abi::kBifFunction)) {
      op(opTailBif);
      pointer(e);
      location(locationHere(), 0);
    } else {
      op(opTailExport);
      pointer(e);
    }
  } else {
    uint32_t site = callSite();
    op(opCallExport);
    stub(site);
    pointer(e);
    setSiteContext(site);
  }
}

bool Translator::returnsNext(const Op &o) const {
  return state_.frame >= 0 && state_.regions.empty() && loader::returnsNext(f_->ops, o);
}

bool Translator::translateCall(const Op &o) {
  auto a = o.args;
  switch (o.opcode) {
  case op_call:
  case op_call_last:
  case op_call_only: {
    const loader::FunctionInfo *callee = m_.functionAt(uint32_t(a[1].value));
    if (!callee)
      return bad(o, "expected a function's entry label"), true;
    bool tail = o.opcode != op_call;
    if (!tail && state_.frame < 0)
      return bad(o, "expected a frame"), true;
    if (findBif(atomWord(1), atomWord(callee->name), callee->arity)) {
      callExternal(atomWord(1), atomWord(callee->name), callee->arity, tail);
    } else if (!tail) {
      uint32_t site = callSite();
      op(opCall);
      stub(site);
      entryTarget(a[1].value);
      setSiteContext(site);
    } else if (state_.frame >= 0) {
      op(opTailFrame);
      word(frameBytes());
      entryTarget(a[1].value);
    } else {
      op(opTail);
      entryTarget(a[1].value);
    }
    return true;
  }
  case op_call_ext:
  case op_call_ext_last:
  case op_call_ext_only: {
    const Import &i = m_.imports[size_t(a[1].value)];
    bool tail = o.opcode != op_call_ext;
    bool raises = i.arity == 1 && atomWord(i.module) == atom::erlang.bits;
    if (!tail && state_.frame < 0 && !raises &&
        !isDirect(findBif(atomWord(i.module), atomWord(i.function), i.arity), i.arity))
      return bad(o, "expected a frame"), true;
    callExternal(atomWord(i.module), atomWord(i.function), i.arity, tail);
    return true;
  }
  case op_call_fun:
  case op_call_fun2: {
    Operand fun = o.opcode == op_call_fun2 ? a[2] : Operand{OperandKind::X, -1, a[0].value, {}};
    int64_t arity = o.opcode == op_call_fun2 ? a[1].value : a[0].value;
    if (state_.frame < 0)
      return bad(o, "expected a frame"), true;
    if (returnsNext(o)) {
      op(opTailFun);
      word(frameBytes());
      word(Word(arity));
      any(fun);
      location(locationHere(), 0);
    } else {
      uint32_t site = callSite();
      op(opCallFun);
      stub(site);
      word(Word(arity));
      any(fun);
      location(locationHere(), 0);
      setSiteContext(site);
    }
    return true;
  }
  case op_apply: {
    if (state_.frame < 0)
      return bad(o, "expected a frame"), true;
    uint32_t site = callSite();
    op(opApply);
    stub(site);
    word(Word(a[0].value));
    setSiteContext(site);
    return true;
  }
  case op_apply_last:
    op(opTailApply);
    word(frameBytes());
    word(Word(a[0].value));
    location(locationHere(), 0);
    return true;
  case op_return: op(opReturn); return true;
  default: return false;
  }
}

bool Translator::translateException(const Op &o) {
  auto a = o.args;
  auto errorValue = [&](Term tag) {
    op(opRaiseErrorValue);
    word(tag.bits);
    any(a[0]);
    where();
    return true;
  };
  switch (o.opcode) {
  case op_func_info:
    op(opFunctionClause);
    word(f_->arity);
    where();
    return true;
  // The slot holds a term that keeps nothing alive; handlers are known from the stubs.
  case op_try:
  case op_catch:
  case op_try_end:
  case op_try_case:
  case op_catch_end:
    if (state_.frame < 0)
      return bad(o, "expected a frame"), true;
    op(opInit);
    word(1);
    sourceWord(a[0]);
    return true;
  case op_raise:
    op(opRaiseAgain);
    any(a[0]);
    any(a[1]);
    where();
    return true;
  case op_raw_raise:
    op(opRawRaise);
    where();
    return true;
  case op_build_stacktrace: op(opBuildStacktrace); return true;
  case op_badmatch: return errorValue(atom::badmatch);
  case op_case_end: return errorValue(atom::case_clause);
  case op_try_case_end: return errorValue(atom::try_clause);
  case op_badrecord: return errorValue(atom::badrecord);
  case op_if_end:
    op(opRaiseError);
    word(atom::if_clause.bits);
    where();
    return true;
  default: return false;
  }
}

bool Translator::translateMessage(const Op &o) {
  auto a = o.args;
  switch (o.opcode) {
  case op_send: {
    static rt::Export *const send = ensureExport("erlang", "send", 2);
    op(opSend);
    pointer(send);
    where();
    return true;
  }
  case op_loop_rec:
    op(opReceivePeek);
    target(a[0].value);
    any(a[1]);
    return true;
  case op_remove_message: op(opReceiveRemove); return true;
  case op_loop_rec_end:
    op(opReceiveNext);
    target(a[0].value);
    return true;
  case op_wait:
  case op_wait_timeout: {
    Word frame = state_.frame < 0; // a return address needs a frame, if only for itself
    uint32_t site = callSite();
    bool timed = o.opcode == op_wait_timeout;
    op(timed ? opWaitTimeout : opWait);
    word(frame);
    stub(site);
    if (timed)
      any(a[1]);
    setSiteContext(site);
    op(timed ? opWaitResult : opPopFrame);
    word(frame);
    target(a[0].value);
    return true;
  }
  case op_timeout: op(opReceiveTimeout); return true;
  case op_recv_marker_reserve:
    op(opMarkerReserve);
    any(a[0]);
    return true;
  case op_recv_marker_bind:
    op(opMarkerBind);
    any(a[0]);
    any(a[1]);
    return true;
  case op_recv_marker_clear:
    op(opMarkerClear);
    any(a[0]);
    return true;
  case op_recv_marker_use:
    op(opMarkerUse);
    any(a[0]);
    return true;
  case op_recv_mark:
  case op_recv_set: return true; // hints only
  default: return false;
  }
}

} // namespace beamc::rt::interp
