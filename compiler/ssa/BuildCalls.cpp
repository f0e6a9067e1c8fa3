//===- BuildCalls.cpp - SSA of calls, exceptions and messages ------------------------===//
#include "compiler/ssa/Builder.h"

namespace beamc::ssa {

using namespace op;

llvm::SmallVector<Value *, 8> Builder::xArgs(int64_t n) {
  llvm::SmallVector<Value *, 8> v;
  for (int64_t i = 0; i != n; ++i)
    v.push_back(read(int(i)));
  return v;
}

/// \p plain is the non-tail form; the tail form of each lies at a fixed distance in Insts.def.
void Builder::call(Opcode plain, llvm::ArrayRef<Value *> operands, const Mfa &mfa, bool tail) {
  Opcode o = plain;
  if (tail)
    o = plain == Opcode::CallLocal ? Opcode::TailLocal
        : plain == Opcode::CallExt ? Opcode::TailExt
        : plain == Opcode::CallFun ? Opcode::TailFun
                                   : Opcode::TailApply;
  Inst *t = terminate(o, operands);
  t->mfa = mfa;
  if (tail) {
    cur_ = nullptr;
    return;
  }
  Block *next = sealedBlock(cur_, Block::Entry::Continuation);
  t->succs.push_back({next, {}});
  addHandlerEdge(t);
  startBlock(next);
  write(0, next->args[0]);
}

void Builder::callExternal(const Mfa &mfa, bool tail) {
  auto args = xArgs(mfa.arity);
  if (mfa.module == "erlang" && mfa.arity == 1 &&
      (mfa.function == "error" || mfa.function == "exit" || mfa.function == "throw")) {
    emit(Opcode::SetRaise, {f_.atom(mfa.function), args[0], f_.nil()});
    raise();
    return;
  }
  const BifDecl *bif = findBif(mfa.module, mfa.function, mfa.arity);
  if (!bif || !bif->isDirect()) {
    call(Opcode::CallExt, args, mfa, tail);
    return;
  }
  Inst *r = emit(Opcode::Bif, args);
  r->mfa = mfa;
  requireValue(r, 0, [&] { raiseBif(mfa, args); });
  if (tail) {
    terminate(Opcode::Ret, {r});
    cur_ = nullptr;
  } else {
    write(0, r);
  }
}

bool Builder::returnsNext(const Op &o) const {
  return state_.regions.empty() && loader::returnsNext(info_.ops, o);
}

bool Builder::translateCall(const Op &o) {
  auto a = o.args;
  switch (o.opcode) {
  case op_call:
  case op_call_last:
  case op_call_only: {
    const loader::FunctionInfo *callee = m_.functionAt(uint32_t(a[1].value));
    if (!callee) {
      diag_.error({.file = std::string(m_.fileName), .chunk = "Code", .offset = o.offset},
                  "expected a call of a function's entry label, found label " +
                      std::to_string(a[1].value));
      return true;
    }
    Mfa mfa{m_.name, m_.atom(callee->name), callee->arity};
    if (findBif(mfa.module, mfa.function, mfa.arity))
      callExternal(mfa, o.opcode != op_call); // the runtime replaces the function
    else
      call(Opcode::CallLocal, xArgs(mfa.arity), mfa, o.opcode != op_call);
    return true;
  }
  case op_call_ext:
  case op_call_ext_last:
  case op_call_ext_only: {
    const loader::Import &i = m_.imports[a[1].value];
    callExternal({m_.atom(i.module), m_.atom(i.function), i.arity}, o.opcode != op_call_ext);
    return true;
  }
  case op_apply:
  case op_apply_last: {
    auto args = xArgs(a[0].value);
    llvm::SmallVector<Value *, 8> all{read(int(a[0].value)), read(int(a[0].value) + 1)};
    all.append(args.begin(), args.end());
    call(Opcode::CallApply, all, {}, o.opcode == op_apply_last || returnsNext(o));
    return true;
  }
  case op_call_fun: {
    llvm::SmallVector<Value *, 8> all{read(int(a[0].value))};
    auto args = xArgs(a[0].value);
    all.append(args.begin(), args.end());
    call(Opcode::CallFun, all, {}, returnsNext(o));
    return true;
  }
  case op_call_fun2: {
    llvm::SmallVector<Value *, 8> all{source(a[2])};
    auto args = xArgs(a[1].value);
    all.append(args.begin(), args.end());
    call(Opcode::CallFun, all, {}, returnsNext(o));
    return true;
  }
  case op_return:
    terminate(Opcode::Ret, {read(0)});
    cur_ = nullptr;
    return true;
  default: return false;
  }
}

void Builder::beginRegion(const Op &o, bool isCatch) {
  int y = yVar(o.args[0].value) - kY;
  Block *handler = f_.newBlock(Block::Entry::Handler);
  for (int i = 0; i != 3; ++i)
    f_.addArg(handler);
  Block *before = cur_;
  // The landing label runs with the region still open: try_case or catch_end closes it.
  state_.regions.push_back({handler, y});
  startBlock(handler);
  if (isCatch) {
    write(0, emit(Opcode::CatchValue, {handler->args[0], handler->args[1], handler->args[2]}));
  } else {
    for (int i = 0; i != 3; ++i)
      write(i, handler->args[i]);
  }
  branchTo(handlerBlock(o.args[1].value));
  startBlock(before);
}

void Builder::endRegion(const Operand &y) {
  int slot = yVar(y.value) - kY;
  while (!state_.regions.empty()) {
    bool found = state_.regions.back().yreg == slot;
    state_.regions.pop_back();
    if (found)
      return;
  }
}

bool Builder::translateException(const Op &o) {
  auto a = o.args;
  switch (o.opcode) {
  case op_try: beginRegion(o, false); return true;
  case op_catch: beginRegion(o, true); return true;
  case op_try_end:
  case op_try_case:
  case op_catch_end: endRegion(a[0]); return true;
  case op_raise: {
    // The class is in the raw trace; runtime and compiler agree that a class of [] means that.
    emit(Opcode::SetRaise, {f_.nil(), source(a[1]), source(a[0])});
    raise();
    return true;
  }
  case op_raw_raise: {
    // A class that is none makes `erlang:raise/3` return badarg instead of raising.
    Value *cls = read(0), *reason = read(1), *trace = read(2);
    Block *bad = nullptr;
    for (const char *name : {"error", "exit", "throw"}) {
      Block *yes = sealedBlock(cur_), *no = sealedBlock(cur_);
      terminate(Opcode::BrIf, {emit(Opcode::ExactEq, {cls, f_.atom(name)})}, {yes, no});
      startBlock(yes);
      emit(Opcode::SetRaise, {cls, reason, trace});
      raise();
      startBlock(bad = no);
    }
    write(0, f_.atom("badarg"));
    return true;
  }
  case op_build_stacktrace: write(0, emit(Opcode::BuildStacktrace, {read(0)})); return true;
  case op_badmatch: raiseErrorValue("badmatch", source(a[0])); return true;
  case op_case_end: raiseErrorValue("case_clause", source(a[0])); return true;
  case op_try_case_end: raiseErrorValue("try_clause", source(a[0])); return true;
  case op_badrecord: raiseErrorValue("badrecord", source(a[0])); return true;
  case op_if_end: raiseError("if_clause"); return true;
  default: return false;
  }
}

bool Builder::translateMessage(const Op &o) {
  auto a = o.args;
  switch (o.opcode) {
  case op_send: {
    Value *to = read(0), *message = read(1);
    Inst *r = emit(Opcode::Send, {to, message});
    requireValue(r, 0, [&] { raiseBif({"erlang", "send", 2}, {to, message}); });
    write(0, r);
    return true;
  }
  case op_loop_rec: {
    Inst *r = emit(Opcode::RecvPeek, {});
    requireValue(r, a[0].value, [] {});
    define(a[1], r);
    return true;
  }
  case op_remove_message: emit(Opcode::RecvRemove, {}); return true;
  case op_loop_rec_end:
    emit(Opcode::RecvNext, {});
    branchTo(labelBlock(a[0].value));
    return true;
  case op_wait:
  case op_wait_timeout: {
    bool timed = o.opcode == op_wait_timeout;
    Inst *t = timed ? terminate(Opcode::WaitTimeout, {source(a[1])}) : terminate(Opcode::Wait, {});
    Block *next = sealedBlock(cur_, Block::Entry::Continuation);
    t->succs.push_back({next, {}});
    addHandlerEdge(t);
    startBlock(next);
    if (!timed) {
      branchTo(labelBlock(a[0].value));
      return true;
    }
    require(emit(Opcode::ExactEq, {next->args[0], f_.atom("true")}), a[0].value);
    return true;
  }
  case op_timeout: emit(Opcode::RecvTimeout, {}); return true;
  case op_recv_marker_reserve: define(a[0], emit(Opcode::RecvMarkerReserve, {})); return true;
  case op_recv_marker_bind: emit(Opcode::RecvMarkerBind, {source(a[0]), source(a[1])}); return true;
  case op_recv_marker_clear: emit(Opcode::RecvMarkerClear, {source(a[0])}); return true;
  case op_recv_marker_use: emit(Opcode::RecvMarkerUse, {source(a[0])}); return true;
  case op_recv_mark:
  case op_recv_set: return true; // hints only
  default: return false;
  }
}

} // namespace beamc::ssa
