//===- BuildClaims.cpp - SSA of code of unknown origin ------------------------------------===//
//
// Compilers leave out tests of types that they have inferred; the file does not say why. In a
// module that nobody vouches for, what the validator could not prove is tested where it is relied
// on. The exception goes to the caller: for the validator the instruction cannot fail, so that a
// handler of this function may see registers that were never written on the way here.
//===----------------------------------------------------------------------===//
#include "compiler/ssa/Builder.h"

namespace beamc::ssa {

using namespace op;

void Builder::breakClaim() {
  emit(Opcode::SetError, {f_.atom("badarg")});
  terminate(Opcode::Raise, {});
  cur_ = nullptr;
}

void Builder::requireClaim(Value *condition) {
  Block *ok = sealedBlock(cur_), *bad = sealedBlock(cur_);
  terminate(Opcode::BrIf, {condition}, {ok, bad});
  bad->cold = true;
  startBlock(bad);
  breakClaim();
  startBlock(ok);
}

bool Builder::checkClaims(const Op &o) {
  auto a = o.args;
  auto kind = [&](Opcode test, const Operand &from) { requireClaim(emit(test, {source(from)})); };
  auto tuple = [&](const Operand &from, int64_t elements) {
    Inst *test = emit(Opcode::IsTupleAtLeast, {source(from)});
    test->imm = elements;
    requireClaim(test);
  };
  switch (o.opcode) {
  case op_get_list:
  case op_get_hd:
  case op_get_tl: kind(Opcode::IsCons, a[0]); return true;
  case op_get_tuple_element: tuple(a[0], a[1].value + 1); return true;
  case op_set_tuple_element: tuple(a[1], a[2].value + 1); return true;
  case op_update_record: tuple(a[2], a[1].value); return true;
  case op_test_arity: kind(Opcode::IsTuple, a[1]); return true;
  case op_select_tuple_arity: kind(Opcode::IsTuple, a[0]); return true;
  case op_put_map_assoc:
  case op_put_map_exact:
  case op_has_map_fields:
  case op_get_map_elements: kind(Opcode::IsMap, a[1]); return true;
  case op_fmove: kind(Opcode::IsFloat, a[0]); return true;
  case op_bs_start_match4: // translateBits: the instruction itself sees what is no bitstring
  case op_try_case:        // labelBlock
    return true;
  default: return unsupported(o);
  }
}

bool Builder::beginsHandler(int64_t label) const {
  size_t i = labelPosition_.lookup(label) + 1;
  while (i < info_.ops.size() && info_.ops[i].opcode == op_line)
    ++i;
  return i < info_.ops.size() && info_.ops[i].opcode == op_try_case;
}

/// For what runs into a handler: a call that the compiler knew never to return, and does.
Block *Builder::invalidEntry() {
  Block *before = cur_, *b = f_.newBlock();
  data(b);
  b->cold = true;
  startBlock(b);
  breakClaim();
  startBlock(before);
  return b;
}

} // namespace beamc::ssa
