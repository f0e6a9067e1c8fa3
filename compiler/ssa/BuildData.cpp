//===- BuildData.cpp - SSA of terms, tests, arithmetic, maps, floats ------------------===//
#include "compiler/ssa/Builder.h"

namespace beamc::ssa {

using namespace op;

static std::string packWords(llvm::ArrayRef<uint32_t> words) {
  return std::string(reinterpret_cast<const char *>(words.data()), words.size() * 4);
}

bool Builder::translateData(const Op &o) {
  auto a = o.args;
  switch (o.opcode) {
  case op_put_list: define(a[2], emit(Opcode::Cons, {source(a[0]), source(a[1])})); return true;
  case op_get_list: {
    Value *c = source(a[0]);
    Value *h = emit(Opcode::Head, {c}), *t = emit(Opcode::Tail, {c});
    define(a[1], h);
    define(a[2], t);
    return true;
  }
  case op_get_hd: define(a[1], emit(Opcode::Head, {source(a[0])})); return true;
  case op_get_tl: define(a[1], emit(Opcode::Tail, {source(a[0])})); return true;
  case op_put_tuple2: {
    llvm::SmallVector<Value *, 8> v;
    for (const Operand &e : a[1].list)
      v.push_back(source(e));
    define(a[0], v.empty() ? static_cast<Value *>(f_.emptyTuple()) : emit(Opcode::Tuple, v));
    return true;
  }
  case op_get_tuple_element: {
    Inst *e = emit(Opcode::Element, {source(a[0])});
    e->imm = a[1].value;
    define(a[2], e);
    return true;
  }
  case op_set_tuple_element:
    emit(Opcode::SetElement, {source(a[1]), source(a[0])})->imm = a[2].value;
    return true;
  case op_update_record: {
    llvm::SmallVector<Value *, 8> v{source(a[2])};
    llvm::SmallVector<uint32_t, 8> at;
    for (size_t i = 0; i + 1 < a[4].list.size(); i += 2) {
      at.push_back(uint32_t(a[4].list[i].value) - 1);
      v.push_back(source(a[4].list[i + 1]));
    }
    Inst *u = emit(Opcode::UpdateTuple, v);
    u->imm = a[1].value;
    u->text = f_.intern(packWords(at));
    define(a[3], u);
    return true;
  }
  case op_make_fun3: {
    llvm::SmallVector<Value *, 8> v;
    for (const Operand &e : a[2].list)
      v.push_back(source(e));
    Inst *fun = emit(Opcode::MakeFun, v);
    fun->imm = a[0].value;
    fun->type = Type::of(loader::kTypeFun);
    define(a[1], fun);
    return true;
  }
  case op_make_fun2: { // makes room itself
    uint32_t numFree = m_.lambdas[size_t(a[0].value)].numFree;
    testHeap(loader::kFunWords + numFree);
    llvm::SmallVector<Value *, 8> v;
    for (uint32_t i = 0; i != numFree; ++i)
      v.push_back(source({.kind = OperandKind::X, .value = i}));
    Inst *fun = emit(Opcode::MakeFun, v);
    fun->imm = a[0].value;
    fun->type = Type::of(loader::kTypeFun);
    define({.kind = OperandKind::X}, fun);
    return true;
  }
  case op_select_val:
  case op_select_tuple_arity: {
    Value *v = source(a[0]);
    llvm::SmallVector<Value *, 8> operands{v};
    llvm::SmallVector<uint32_t, 8> arities;
    llvm::SmallVector<Block *, 8> targets{labelBlock(a[1].value)};
    for (size_t i = 0; i + 1 < a[2].list.size(); i += 2) {
      if (o.opcode == op_select_val)
        operands.push_back(source(a[2].list[i]));
      else
        arities.push_back(uint32_t(a[2].list[i].value));
      targets.push_back(labelBlock(a[2].list[i + 1].value));
    }
    Inst *t = terminate(o.opcode == op_select_val ? Opcode::Switch : Opcode::SwitchArity, operands);
    t->text = f_.intern(packWords(arities));
    for (Block *b : targets)
      t->succs.push_back({b, {}});
    cur_ = nullptr;
    return true;
  }
  case op_bif0: {
    Inst *r = emit(Opcode::GuardBif, {});
    const loader::Import &i = m_.imports[a[0].value];
    r->mfa = {m_.atom(i.module), m_.atom(i.function), 0};
    Inst *value = r;
    requireValue(value, 0, [&] { raiseBif(r->mfa, {}); });
    define(a[1], r);
    return true;
  }
  case op_bif1: return guardBif(&a[0], a[1].value, a.subspan(2, 1), a[3]);
  case op_bif2: return guardBif(&a[0], a[1].value, a.subspan(2, 2), a[4]);
  case op_bif3: return guardBif(&a[0], a[1].value, a.subspan(2, 3), a[5]);
  case op_gc_bif1: return guardBif(&a[0], a[2].value, a.subspan(3, 1), a[4]);
  case op_gc_bif2: return guardBif(&a[0], a[2].value, a.subspan(3, 2), a[5]);
  case op_gc_bif3: return guardBif(&a[0], a[2].value, a.subspan(3, 3), a[6]);
  default: return false;
  }
}

static bool arithmeticOpcode(std::string_view name, Opcode &op) {
  static const std::pair<std::string_view, Opcode> table[] = {
      {"+", Opcode::Add},      {"-", Opcode::Sub},      {"*", Opcode::Mul},
      {"div", Opcode::IntDiv}, {"rem", Opcode::IntRem}, {"band", Opcode::Band},
      {"bor", Opcode::Bor},    {"bxor", Opcode::Bxor},  {"bsl", Opcode::Bsl},
      {"bsr", Opcode::Bsr}};
  for (auto &[n, o] : table)
    if (n == name) {
      op = o;
      return true;
    }
  return false;
}

static bool testOpcode(std::string_view name, Opcode &op) {
  static const std::pair<std::string_view, Opcode> table[] = {{"is_atom", Opcode::IsAtom},
                                                              {"is_boolean", Opcode::IsBoolean},
                                                              {"is_binary", Opcode::IsBinary},
                                                              {"is_bitstring", Opcode::IsBitstring},
                                                              {"is_float", Opcode::IsFloat},
                                                              {"is_function", Opcode::IsFunction},
                                                              {"is_integer", Opcode::IsInteger},
                                                              {"is_list", Opcode::IsList},
                                                              {"is_map", Opcode::IsMap},
                                                              {"is_number", Opcode::IsNumber},
                                                              {"is_pid", Opcode::IsPid},
                                                              {"is_port", Opcode::IsPort},
                                                              {"is_reference", Opcode::IsReference},
                                                              {"is_tuple", Opcode::IsTuple}};
  for (auto &[n, o] : table)
    if (n == name) {
      op = o;
      return true;
    }
  return false;
}

bool Builder::guardBif(const Operand *fail, int64_t import, std::span<const Operand> args,
                       const Operand &dst) {
  const loader::Import &i = m_.imports[import];
  Mfa mfa{m_.atom(i.module), m_.atom(i.function), uint32_t(args.size())};
  llvm::SmallVector<Value *, 3> values;
  for (const Operand &x : args)
    values.push_back(source(x));
  Opcode op;
  if (mfa.module == "erlang") {
    if (args.size() == 1 && testOpcode(mfa.function, op)) {
      define(dst, emit(Opcode::BoolTerm, {emit(op, values)}));
      return true;
    }
    if (args.size() == 2) {
      bool negate = mfa.function == "=/=" || mfa.function == "/=";
      bool swap = mfa.function == ">" || mfa.function == "=<";
      Opcode cmp = mfa.function == "=:=" || mfa.function == "=/=" ? Opcode::ExactEq
                   : mfa.function == "==" || mfa.function == "/=" ? Opcode::Eq
                   : mfa.function == "<" || mfa.function == ">"   ? Opcode::Less
                   : mfa.function == ">=" || mfa.function == "=<" ? Opcode::GreaterEq
                                                                  : Opcode::Br;
      if (cmp != Opcode::Br) {
        if (swap)
          std::swap(values[0], values[1]);
        Value *r = emit(cmp, values);
        if (negate)
          r = emit(Opcode::Not, {r});
        define(dst, emit(Opcode::BoolTerm, {r}));
        return true;
      }
      if (arithmeticOpcode(mfa.function, op)) {
        Value *r = arithmetic(op, args, values);
        // Adding or subtracting a constant fails in the function itself, as OTP's does.
        auto isSmallConst = [](Value *v) {
          return v->kind == Value::Kind::Const && v->type.isSmall();
        };
        bool increment =
            (op == Opcode::Add && (isSmallConst(values[0]) || isSmallConst(values[1]))) ||
            (op == Opcode::Sub && isSmallConst(values[1]));
        requireValue(r, fail->value, [&] { increment ? raise() : raiseBif(mfa, values); });
        define(dst, r);
        return true;
      }
    }
  }
  Inst *r = emit(Opcode::GuardBif, values);
  r->mfa = mfa;
  requireValue(r, fail->value, [&] { raiseBif(mfa, values); });
  define(dst, r);
  return true;
}

Value *Builder::arithmetic(Opcode op, std::span<const Operand> args,
                           llvm::ArrayRef<Value *> values) {
  Inst *r = emit(op, values);
  for (unsigned k = 0; k != 2; ++k) {
    Type t = typeOf(args[k], values[k]);
    if (t.isSmall())
      r->imm |= k ? kRightSmall : kLeftSmall;
    if (t.only(loader::kTypeInteger))
      r->imm |= k ? kRightInt : kLeftInt;
    if (t.only(loader::kTypeFloat))
      r->imm |= k ? kRightFloat : kLeftFloat;
  }
  return r;
}

bool Builder::translateTest(const Op &o) {
  auto a = o.args;
  auto unary = [&](Opcode op) {
    require(emit(op, {source(a[1])}), a[0].value);
    return true;
  };
  auto compare = [&](Opcode op, bool negate = false) {
    Value *c = emit(op, {source(a[1]), source(a[2])});
    if (negate)
      c = emit(Opcode::Not, {c});
    require(c, a[0].value);
    return true;
  };
  switch (o.opcode) {
  case op_is_lt: return compare(Opcode::Less);
  case op_is_ge: return compare(Opcode::GreaterEq);
  case op_is_eq: return compare(Opcode::Eq);
  case op_is_ne: return compare(Opcode::Eq, true);
  case op_is_eq_exact: return compare(Opcode::ExactEq);
  case op_is_ne_exact: return compare(Opcode::ExactEq, true);
  case op_is_integer: return unary(Opcode::IsInteger);
  case op_is_float: return unary(Opcode::IsFloat);
  case op_is_number: return unary(Opcode::IsNumber);
  case op_is_atom: return unary(Opcode::IsAtom);
  case op_is_boolean: return unary(Opcode::IsBoolean);
  case op_is_pid: return unary(Opcode::IsPid);
  case op_is_reference: return unary(Opcode::IsReference);
  case op_is_port: return unary(Opcode::IsPort);
  // Modules that make native records are refused, so no term is one.
  case op_is_any_native_record:
  case op_is_native_record:
  case op_is_record_accessible:
    require(emit(Opcode::ExactEq, {f_.atom("true"), f_.atom("false")}), a[0].value);
    return true;
  case op_is_nil: return unary(Opcode::IsNil);
  case op_is_list: return unary(Opcode::IsList);
  case op_is_nonempty_list: return unary(Opcode::IsCons);
  case op_is_tuple: return unary(Opcode::IsTuple);
  case op_is_binary: return unary(Opcode::IsBinary);
  case op_is_bitstr: return unary(Opcode::IsBitstring);
  case op_is_function: return unary(Opcode::IsFunction);
  case op_is_map: return unary(Opcode::IsMap);
  case op_is_function2:
    require(emit(Opcode::IsFunction2, {source(a[1]), source(a[2])}), a[0].value);
    return true;
  case op_test_arity: {
    Inst *t = emit(Opcode::TupleArityIs, {source(a[1])});
    t->imm = a[2].value;
    require(t, a[0].value);
    return true;
  }
  case op_is_tagged_tuple: {
    Inst *t = emit(Opcode::IsTagged, {source(a[1]), source(a[3])});
    t->imm = a[2].value;
    require(t, a[0].value);
    return true;
  }
  default: return false;
  }
}

bool Builder::translateFloat(const Op &o) {
  auto a = o.args;
  auto binary = [&](Opcode op) {
    Value *x = source(a[1]), *y = source(a[2]);
    Value *r = emit(op, {x, y});
    Block *ok = sealedBlock(cur_), *bad = sealedBlock(cur_);
    terminate(Opcode::BrIf, {emit(Opcode::IsFinite, {r})}, {ok, bad});
    bad->cold = true;
    startBlock(bad);
    raiseError("badarith");
    startBlock(ok);
    define(a[3], r);
    return true;
  };
  switch (o.opcode) {
  case op_fmove:
    if (a[0].kind == OperandKind::FloatReg)
      define(a[1], emit(Opcode::Box, {source(a[0])}));
    else
      define(a[1], emit(Opcode::Unbox, {source(a[0])}));
    return true;
  case op_fconv: {
    Value *v = source(a[0]);
    if (!typeOf(a[0], v).only(loader::kTypeFloat)) {
      Inst *r = emit(Opcode::ToFloat, {v});
      requireValue(r, 0, [&] { raiseError("badarith"); });
      v = r;
    }
    define(a[1], emit(Opcode::Unbox, {v}));
    return true;
  }
  case op_fadd: return binary(Opcode::FAdd);
  case op_fsub: return binary(Opcode::FSub);
  case op_fmul: return binary(Opcode::FMul);
  case op_fdiv: return binary(Opcode::FDiv);
  case op_fnegate: define(a[2], emit(Opcode::FNeg, {source(a[1])})); return true;
  default: return false;
  }
}

bool Builder::translateMap(const Op &o) {
  auto a = o.args;
  switch (o.opcode) {
  case op_put_map_assoc:
  case op_put_map_exact: {
    llvm::SmallVector<Value *, 8> v{source(a[1])};
    for (const Operand &e : a[4].list)
      v.push_back(source(e));
    Inst *r = emit(o.opcode == op_put_map_assoc ? Opcode::MapPut : Opcode::MapUpdate, v);
    requireValue(r, a[0].value, [&] { raise(); });
    define(a[2], r);
    return true;
  }
  case op_has_map_fields: {
    Value *map = source(a[1]);
    for (const Operand &k : a[2].list)
      requireValue(emit(Opcode::MapGet, {map, source(k)}), a[0].value, [] {});
    return true;
  }
  case op_get_map_elements: {
    // A destination may be the map's own register: write all of them last.
    Value *map = source(a[1]);
    llvm::SmallVector<std::pair<Operand, Value *>, 8> results;
    for (size_t i = 0; i + 1 < a[2].list.size(); i += 2) {
      Inst *r = emit(Opcode::MapGet, {map, source(a[2].list[i])});
      requireValue(r, a[0].value, [] {});
      results.push_back({a[2].list[i + 1], r});
    }
    for (auto &[dst, v] : results)
      define(dst, v);
    return true;
  }
  default: return false;
  }
}

} // namespace beamc::ssa
