//===- TranslateData.cpp - Terms, tests, arithmetic, maps, floats ------------------------------------===//
#include "runtime/code/BifTable.h"
#include "runtime/code/ExportTable.h"
#include "runtime/interp/Translator.h"
#include <algorithm>

namespace beamc::rt::interp {

using namespace loader;

/// Tests what the validator could not prove.
void Translator::checkClaims(const Op &o) {
  auto a = o.args;
  switch (o.opcode) {
  case op_get_list:
  case op_get_hd:
  case op_get_tl: requireKind(a[0], Require::Cons); break;
  case op_get_tuple_element: requireKind(a[0], Require::Tuple, a[1].value + 1); break;
  case op_set_tuple_element: requireKind(a[1], Require::Tuple, a[2].value + 1); break;
  case op_update_record: requireKind(a[2], Require::Tuple, a[1].value); break;
  case op_test_arity: requireKind(a[1], Require::Tuple); break;
  case op_select_tuple_arity: requireKind(a[0], Require::Tuple); break;
  case op_put_map_assoc:
  case op_put_map_exact:
  case op_has_map_fields:
  case op_get_map_elements: requireKind(a[1], Require::Map); break;
  case op_fmove: requireKind(a[0], Require::Float); break;
  case op_bs_start_match4: // itself raises what is no bitstring
  case op_try_case:        // beginLabel
    break;
  default: bad(o, "relies on a type that cannot be tested");
  }
}

void Translator::requireKind(const Operand &source, Require kind, int64_t size) {
  op(requireOp(kind));
  any(source);
  word(Word(size));
  whereInvalid();
}

bool Translator::translateData(const Op &o) {
  auto a = o.args;
  switch (o.opcode) {
  case op_move:
    op(moveOp(kindOf(a[0]), kindOf(a[1])));
    sourceWord(a[0]);
    destinationWord(a[1]);
    return true;
  case op_swap:
    op(opSwap);
    any(a[0]);
    any(a[1]);
    return true;
  case op_put_list:
    op(putListOp(kindOf(a[0]), kindOf(a[1]), kindOf(a[2])));
    sourceWord(a[0]);
    sourceWord(a[1]);
    destinationWord(a[2]);
    return true;
  case op_get_list:
    op(getListOp(kindOf(a[0]), kindOf(a[1]), kindOf(a[2])));
    sourceWord(a[0]);
    destinationWord(a[1]);
    destinationWord(a[2]);
    return true;
  case op_get_hd:
  case op_get_tl:
    op(o.opcode == op_get_hd ? getHeadOp(kindOf(a[0]), kindOf(a[1]))
                             : getTailOp(kindOf(a[0]), kindOf(a[1])));
    sourceWord(a[0]);
    destinationWord(a[1]);
    return true;
  case op_get_tuple_element:
    op(getElementOp(kindOf(a[0]), kindOf(a[2])));
    sourceWord(a[0]);
    word(Word(a[1].value + 1) * sizeof(Word));
    destinationWord(a[2]);
    return true;
  case op_put_tuple2:
    op(opPutTuple);
    word(a[1].list.size());
    any(a[0]);
    for (const Operand &e : a[1].list)
      any(e);
    return true;
  case op_set_tuple_element:
    op(opSetElement);
    any(a[0]);
    any(a[1]);
    word(Word(a[2].value));
    return true;
  case op_update_record:
    op(opUpdateRecord);
    word(Word(a[1].value));
    any(a[2]);
    any(a[3]);
    word(a[4].list.size() / 2);
    for (size_t i = 0; i + 1 < a[4].list.size(); i += 2) {
      word(Word(a[4].list[i].value - 1));
      any(a[4].list[i + 1]);
    }
    return true;
  case op_make_fun3:
    op(opMakeFun);
    pointer(out_.funs[size_t(a[0].value)].fun);
    any(a[1]);
    word(a[2].list.size());
    for (const Operand &e : a[2].list)
      any(e);
    return true;
  case op_make_fun2: { // makes room itself
    uint32_t numFree = m_.lambdas[size_t(a[0].value)].numFree;
    op(opTestHeap);
    word(loader::kFunWords + numFree);
    word(numFree);
    op(opMakeFun);
    pointer(out_.funs[size_t(a[0].value)].fun);
    any({.kind = OperandKind::X});
    word(numFree);
    for (uint32_t i = 0; i != numFree; ++i)
      any({.kind = OperandKind::X, .value = i});
    return true;
  }
  default: return false;
  }
}

bool Translator::translateTest(const Op &o) {
  auto a = o.args;
  auto test = [&](Test t) {
    op(testOp(t, kindOf(a[1])));
    target(a[0].value);
    sourceWord(a[1]);
    return true;
  };
  auto compare = [&](Compare c) {
    op(compareOp(c, kindOf(a[1]), kindOf(a[2])));
    target(a[0].value);
    sourceWord(a[1]);
    sourceWord(a[2]);
    return true;
  };
  switch (o.opcode) {
  case op_is_lt: return compare(Compare::Less);
  case op_is_ge: return compare(Compare::GreaterEq);
  case op_is_eq: return compare(Compare::Eq);
  case op_is_ne: return compare(Compare::Ne);
  case op_is_eq_exact: return compare(Compare::ExactEq);
  case op_is_ne_exact: return compare(Compare::ExactNe);
  case op_is_integer: return test(Test::IsInteger);
  case op_is_float: return test(Test::IsFloat);
  case op_is_number: return test(Test::IsNumber);
  case op_is_atom: return test(Test::IsAtom);
  case op_is_boolean: return test(Test::IsBoolean);
  case op_is_pid: return test(Test::IsPid);
  case op_is_reference: return test(Test::IsReference);
  case op_is_port: return test(Test::IsPort);
  case op_is_any_native_record: // no term is one
  case op_is_native_record:
  case op_is_record_accessible:
    op(opJump);
    target(a[0].value);
    return true;
  case op_is_nil: return test(Test::IsNil);
  case op_is_list: return test(Test::IsList);
  case op_is_nonempty_list: return test(Test::IsCons);
  case op_is_tuple: return test(Test::IsTuple);
  case op_is_binary: return test(Test::IsBinary);
  case op_is_bitstr: return test(Test::IsBitstring);
  case op_is_function: return test(Test::IsFunction);
  case op_is_map: return test(Test::IsMap);
  case op_is_function2:
    op(opIsFunction2);
    target(a[0].value);
    any(a[1]);
    any(a[2]);
    return true;
  case op_test_arity:
    op(testArityOp(kindOf(a[1])));
    target(a[0].value);
    sourceWord(a[1]);
    word(abi::makeHeader(abi::Kind::Tuple, Word(a[2].value)));
    return true;
  case op_is_tagged_tuple:
    op(isTaggedOp(kindOf(a[1])));
    target(a[0].value);
    sourceWord(a[1]);
    word(abi::makeHeader(abi::Kind::Tuple, Word(a[2].value)));
    word(immediate(a[3]));
    return true;
  case op_jump:
    op(opJump);
    target(a[0].value);
    return true;
  case op_select_tuple_arity:
    op(opSelectArity);
    any(a[0]);
    target(a[1].value);
    word(a[2].list.size() / 2);
    for (size_t i = 0; i + 1 < a[2].list.size(); i += 2) {
      word(abi::makeHeader(abi::Kind::Tuple, Word(a[2].list[i].value)));
      target(a[2].list[i + 1].value);
    }
    return true;
  case op_select_val: {
    std::vector<std::pair<Word, int64_t>> pairs;
    bool words = true;
    for (size_t i = 0; i + 1 < a[2].list.size(); i += 2) {
      Word w = immediate(a[2].list[i]);
      words &= Term(w).isAtom() || Term(w).isSmall() || Term(w).isNil();
      pairs.push_back({w, a[2].list[i + 1].value});
    }
    if (words)
      std::sort(pairs.begin(), pairs.end(), [](auto &x, auto &y) { return x.first < y.first; });
    op(words ? opSelectWord : opSelectTerm);
    any(a[0]);
    target(a[1].value);
    word(pairs.size());
    for (auto &[w, label] : pairs) {
      if (words)
        word(w);
      else
        constant(w);
      target(label);
    }
    return true;
  }
  default: return false;
  }
}

static bool findArithmetic(std::string_view name, Arithmetic &op) {
  static constexpr std::pair<std::string_view, Arithmetic> table[] = {
      {"+", Arithmetic::Add},      {"-", Arithmetic::Sub},      {"*", Arithmetic::Mul},
      {"div", Arithmetic::IntDiv}, {"rem", Arithmetic::IntRem}, {"band", Arithmetic::Band},
      {"bor", Arithmetic::Bor},    {"bxor", Arithmetic::Bxor},  {"bsl", Arithmetic::Bsl},
      {"bsr", Arithmetic::Bsr}};
  for (auto &[n, o] : table)
    if (n == name) {
      op = o;
      return true;
    }
  return false;
}

bool Translator::guardBif(const Operand &label, int64_t import, std::span<const Operand> args,
                          const Operand &dst) {
  const Import &i = m_.imports[size_t(import)];
  Word m = atomWord(i.module), f = atomWord(i.function);
  const BifInfo *bif = findBif(m, f, uint32_t(args.size()));
  rt::Export *e = ensureExport(Term(m), Term(f), uint32_t(args.size()));
  Arithmetic arithmetic;
  if (Term(m) == atom::erlang && args.size() == 2 &&
      findArithmetic(m_.atom(i.function), arithmetic)) {
    // Adding or subtracting a constant fails in the function itself, as OTP's does.
    auto isSmall = [&](const Operand &x) { return isConstant(x) && Term(immediate(x)).isSmall(); };
    bool increment = (arithmetic == Arithmetic::Add && (isSmall(args[0]) || isSmall(args[1]))) ||
                     (arithmetic == Arithmetic::Sub && isSmall(args[1]));
    op(arithmeticOp(arithmetic, kindOf(args[0]), kindOf(args[1]), kindOf(dst)));
    sourceWord(args[0]);
    sourceWord(args[1]);
    destinationWord(dst);
    fail(label);
    pointer(increment ? nullptr : e);
    any(dst);
    return true;
  }
  constexpr uint32_t kNeedsCaller =
      abi::kBifMayTrap | abi::kBifSched | abi::kBifDirty | abi::kBifCode;
  if (!bif || !bif->call || bif->attributes & kNeedsCaller) {
    diag_.error(m_.fileName,
                "call of a guard built-in that does not exist: " + std::string(m_.atom(i.module)) +
                    ":" + std::string(m_.atom(i.function)) + "/" + std::to_string(args.size()));
    return true;
  }
  op(guardBifOp(unsigned(args.size())));
  pointer(bif->call);
  pointer(e);
  fail(label);
  any(dst);
  for (const Operand &x : args)
    any(x);
  return true;
}

bool Translator::translateArithmetic(const Op &o) {
  auto a = o.args;
  auto binary = [&](Float f) {
    op(floatOp(f));
    where();
    word(Word(a[1].value));
    word(Word(a[2].value));
    word(Word(a[3].value));
    return true;
  };
  static constexpr Operand noLabel = {OperandKind::Label, -1, 0, {}};
  switch (o.opcode) {
  case op_bif0: return guardBif(noLabel, a[0].value, {}, a[1]);
  case op_bif1: return guardBif(a[0], a[1].value, a.subspan(2, 1), a[3]);
  case op_bif2: return guardBif(a[0], a[1].value, a.subspan(2, 2), a[4]);
  case op_bif3: return guardBif(a[0], a[1].value, a.subspan(2, 3), a[5]);
  case op_gc_bif1: return guardBif(a[0], a[2].value, a.subspan(3, 1), a[4]);
  case op_gc_bif2: return guardBif(a[0], a[2].value, a.subspan(3, 2), a[5]);
  case op_gc_bif3: return guardBif(a[0], a[2].value, a.subspan(3, 3), a[6]);
  case op_fmove:
    if (a[0].kind == OperandKind::FloatReg && a[1].kind == OperandKind::FloatReg) {
      op(opFloatMove);
      word(Word(a[0].value));
      word(Word(a[1].value));
    } else if (a[0].kind == OperandKind::FloatReg) {
      op(opFloatStore);
      word(Word(a[0].value));
      any(a[1]);
    } else {
      op(opFloatLoad);
      any(a[0]);
      word(Word(a[1].value));
    }
    return true;
  case op_fconv:
    op(opFloatConvert);
    any(a[0]);
    word(Word(a[1].value));
    where();
    return true;
  case op_fadd: return binary(Float::Add);
  case op_fsub: return binary(Float::Sub);
  case op_fmul: return binary(Float::Mul);
  case op_fdiv: return binary(Float::Div);
  case op_fnegate:
    op(opFloatNegate);
    word(Word(a[1].value));
    word(Word(a[2].value));
    return true;
  default: return false;
  }
}

bool Translator::translateMap(const Op &o) {
  auto a = o.args;
  switch (o.opcode) {
  case op_put_map_assoc:
  case op_put_map_exact:
    if (a[4].list.size() / 2 > kMaxParts)
      return bad(o, "too many keys"), true;
    op(o.opcode == op_put_map_assoc ? opMapPut : opMapUpdate);
    fail(a[0]);
    any(a[1]);
    any(a[2]);
    word(a[4].list.size() / 2);
    for (const Operand &e : a[4].list)
      any(e);
    return true;
  case op_has_map_fields:
    op(opHasMapFields);
    target(a[0].value);
    any(a[1]);
    word(a[2].list.size());
    for (const Operand &e : a[2].list)
      any(e);
    return true;
  case op_get_map_elements:
    op(opGetMapElements);
    target(a[0].value);
    any(a[1]);
    word(a[2].list.size() / 2);
    for (const Operand &e : a[2].list)
      any(e);
    return true;
  default: return false;
  }
}

} // namespace beamc::rt::interp
