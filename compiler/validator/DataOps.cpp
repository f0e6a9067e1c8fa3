//===- DataOps.cpp - Moves, tests, data, floats, built-in functions ---------------------------===//
#include "compiler/support/Format.h"
#include "compiler/validator/FunctionCheck.h"

#include <algorithm>
#include <cinttypes>

namespace beamc::validator {
using namespace loader;

bool FunctionCheck::moveOp(const Op &op, Flow &flow) {
  auto a = op.args;
  bool good;
  Value v, w;
  auto copyable = [&](const Value &value) {
    return !value.isTag() || expected("a term", "the tag of a catch or try");
  };
  if (op.opcode == op_move)
    good = read(a[0], v) && copyable(v) && write(a[1], v);
  else if (op.opcode == op_swap)
    good = read(a[0], v) && read(a[1], w) && copyable(v) && copyable(w) && write(a[0], w) &&
           write(a[1], v);
  else
    return false;
  flow = good ? Flow::Next : Flow::Broken;
  return true;
}

// --- Tests ----------------------------------------------------------------------------------

/// The operand has one of \p kinds on this path, none of them at the label. A match context may be
/// asked, too, and is of no kind: erlc leaves such a test of a match that cannot succeed.
bool FunctionCheck::typeTest(const Op &op, uint16_t kinds) {
  Value v;
  if (!readTerm(op.args[1], v, kTerm | kContext))
    return false;
  State failed = state_;
  Value yes = v, no = v;
  yes.kinds &= kinds;
  // Where a test decides only some terms of a kind (booleans, binaries), the rest may be there.
  no.kinds &= uint16_t(~kinds);
  bool partial =
      op.opcode == op_is_boolean || op.opcode == op_is_binary || op.opcode == op_is_function2;
  if (partial)
    no = v;
  if (no.kinds) {
    refine(op.args[1], no);
    std::swap(state_, failed);
    if (!branch(op.args[0], failed))
      return false;
  } else if (!labels_.count(op.args[0].value)) {
    return branch(op.args[0]);
  }
  // A test that cannot succeed: what follows is not reached, but is checked as if it were.
  refine(op.args[1], yes.kinds ? yes : term(kinds));
  return true;
}

bool FunctionCheck::tupleTest(const Op &op, uint32_t size, bool knownTuple) {
  Value v;
  if (op.opcode == op_is_tagged_tuple && !size)
    return expected("the size of a tuple that has a tag", "0");
  if (!readTerm(op.args[1], v) || (knownTuple && !claim(op.args[1], kTuple, "a tuple")) ||
      !branch(op.args[0]))
    return false;
  refine(op.args[1], tuple(size));
  return true;
}

FunctionCheck::Flow FunctionCheck::select(const Op &op) {
  auto a = op.args;
  bool sizes = op.opcode == op_select_tuple_arity;
  if (!readTerm(a[0]) || (sizes && !claim(a[0], kTuple, "a tuple")) || !branch(a[1]))
    return Flow::Broken;
  for (size_t i = 0; i + 1 < a[2].list.size(); i += 2) {
    const Operand &what = a[2].list[i];
    State s = state_;
    if (sizes)
      refine(a[0], tuple(uint32_t(what.value)));
    std::swap(s, state_);
    if (!branch(a[2].list[i + 1], s))
      return Flow::Broken;
  }
  return Flow::End;
}

bool FunctionCheck::testOp(const Op &op, Flow &flow) {
  auto a = op.args;
  bool good;
  switch (op.opcode) {
  case op_is_lt:
  case op_is_ge:
  case op_is_eq:
  case op_is_ne:
  case op_is_eq_exact:
  case op_is_ne_exact: {
    Value v, w;
    good = readTerm(a[1], v) && readTerm(a[2], w) && branch(a[0]);
    // Equal to a constant: of the constant's kind.
    if (good && op.opcode == op_is_eq_exact && a[1].isRegister() && !a[2].isRegister() &&
        (v.kinds & w.kinds))
      refine(a[1], w);
    break;
  }
  case op_is_integer: good = typeTest(op, kInteger); break;
  case op_is_float: good = typeTest(op, kFloat); break;
  case op_is_number: good = typeTest(op, kInteger | kFloat); break;
  case op_is_atom: good = typeTest(op, kAtom); break;
  case op_is_boolean: good = typeTest(op, kAtom); break;
  case op_is_pid: good = typeTest(op, kPid); break;
  case op_is_reference: good = typeTest(op, kReference); break;
  case op_is_port: good = typeTest(op, kPort); break;
  case op_is_any_native_record:
  case op_is_record_accessible: good = readTerm(a[1]) && branch(a[0]); break;
  case op_is_native_record:
    good = readTerm(a[1]) && readTerm(a[2]) && readTerm(a[3]) && branch(a[0]);
    break;
  case op_is_nil: good = typeTest(op, kNil); break;
  case op_is_list: good = typeTest(op, kCons | kNil); break;
  case op_is_nonempty_list: good = typeTest(op, kCons); break;
  case op_is_tuple: good = typeTest(op, kTuple); break;
  case op_is_binary:
  case op_is_bitstr: good = typeTest(op, kBits); break;
  case op_is_function: good = typeTest(op, kFun); break;
  case op_is_function2: good = readTerm(a[2]) && typeTest(op, kFun); break;
  case op_is_map: good = typeTest(op, kMap); break;
  case op_test_arity: good = tupleTest(op, uint32_t(a[2].value), true); break;
  case op_is_tagged_tuple: good = tupleTest(op, uint32_t(a[2].value), false); break;
  case op_jump: flow = branch(a[0]) ? Flow::End : Flow::Broken; return true;
  case op_select_val:
  case op_select_tuple_arity: flow = select(op); return true;
  default: return false;
  }
  flow = good ? Flow::Next : Flow::Broken;
  return true;
}

// --- Lists, tuples, funs --------------------------------------------------------------------

bool FunctionCheck::dataOp(const Op &op, Flow &flow) {
  auto a = op.args;
  bool good = true;
  Value made;
  /// An element has the fragility of the term that it is taken from.
  auto part = [&](const Operand &source) {
    Value whole, v = term();
    read(source, whole);
    v.fragile = whole.fragile;
    return v;
  };
  switch (op.opcode) {
  case op_put_list:
    made = term(kCons);
    good = readParts(a.first(2), made) && takeWords(2) && write(a[2], made);
    break;
  case op_get_list: {
    good = claim(a[0], kCons, "a list cell");
    Value v = part(a[0]);
    good = good && write(a[1], v) && write(a[2], v);
    break;
  }
  case op_get_hd:
  case op_get_tl: good = claim(a[0], kCons, "a list cell") && write(a[1], part(a[0])); break;
  case op_put_tuple2:
    made = tuple(uint32_t(a[1].list.size()));
    good =
        readParts(a[1].list, made) && takeWords(int64_t(a[1].list.size()) + 1) && write(a[0], made);
    break;
  case op_put_tuple:
    good = takeWords(a[0].value + 1) && write(a[1], tuple(uint32_t(a[0].value)));
    state_.tupleFields = uint32_t(a[0].value);
    break;
  case op_put:
    good = state_.tupleFields ? readTerm(a[0]) : expected("a tuple that is being built", "none");
    if (good)
      --state_.tupleFields;
    break;
  case op_get_tuple_element:
    good = claimTuple(a[0], uint32_t(a[1].value) + 1) && write(a[2], part(a[0]));
    break;
  case op_set_tuple_element:
    good = readTerm(a[0]) && claimTuple(a[1], uint32_t(a[2].value) + 1) && read(a[1], made) &&
           (made.fresh || expected("setelement/3 to have made the tuple just before", "another"));
    break;
  case op_update_record: {
    int64_t size = a[1].value;
    made = tuple(uint32_t(size));
    good = claimTuple(a[2], uint32_t(size)) && readParts(a[4].list, made, 1, 2) &&
           readParts(a.subspan(2, 1), made) && takeWords(size + 1);
    for (size_t i = 0; good && i < a[4].list.size(); i += 2)
      if (a[4].list[i].value > size)
        good = expected(formatText("a position up to %" PRId64, size),
                        formatText("%" PRId64, a[4].list[i].value));
    good = good && write(a[3], made);
    break;
  }
  case op_make_fun3: {
    uint32_t numFree = module_.lambdas[size_t(a[0].value)].numFree;
    if (a[2].list.size() != numFree)
      good =
          expected(formatText("%u free variables", numFree), formatText("%zu", a[2].list.size()));
    else if (state_.funs < 1)
      good = expected("a reserved fun", "none");
    else
      made = term(kFun),
      good = readParts(a[2].list, made) && takeWords(numFree) && write(a[1], made);
    --state_.funs;
    break;
  }
  case op_make_fun2: {
    uint32_t numFree = module_.lambdas[size_t(a[0].value)].numFree;
    good = arguments(numFree) && collectionPoint(numFree);
    afterCall(term(kFun));
    break;
  }
  default: return false;
  }
  flow = good ? Flow::Next : Flow::Broken;
  return true;
}

bool FunctionCheck::mapOp(const Op &op, Flow &flow) {
  auto a = op.args;
  bool good;
  Value made = term(kMap);
  switch (op.opcode) {
  case op_put_map_assoc:
  case op_put_map_exact:
    good = claim(a[1], kMap, "a map") && readParts(a[4].list, made) &&
           readParts(a.subspan(1, 1), made) &&
           (!a[4].list.empty() || expected("keys and values", "none")) &&
           (a[4].list.size() % 2 == 0 || expected("pairs of keys and values", "an odd number")) &&
           collectionPoint(a[3].value) && mayFail(a[0]) && write(a[2], made);
    break;
  case op_has_map_fields:
    good = claim(a[1], kMap, "a map") && branch(a[0]);
    for (const Operand &key : a[2].list)
      good = good && readTerm(key);
    break;
  case op_get_map_elements: {
    good = claim(a[1], kMap, "a map");
    Value map, v = term();
    good = good && read(a[1], map);
    v.fragile = map.fragile;
    // At the label, all but the last destination may have been written.
    State failed = state_;
    for (size_t i = 0; good && i + 1 < a[2].list.size(); i += 2) {
      const Operand &destination = a[2].list[i + 1];
      good = readTerm(a[2].list[i]);
      if (destination.kind == OperandKind::X && i + 3 < a[2].list.size() &&
          destination.value < int64_t(failed.x.size()))
        failed.x[size_t(destination.value)] = {};
    }
    good = good && branch(a[0], failed);
    for (size_t i = 0; good && i + 1 < a[2].list.size(); i += 2)
      good = write(a[2].list[i + 1], v);
    break;
  }
  default: return false;
  }
  flow = good ? Flow::Next : Flow::Broken;
  return true;
}

// --- Floats ---------------------------------------------------------------------------------

bool FunctionCheck::floatOp(const Op &op, Flow &flow) {
  auto a = op.args;
  bool good = true;
  auto readFloat = [&](const Operand &f) {
    if (f.value < 0 || f.value >= int64_t(kMaxFloats) || !state_.floats[size_t(f.value)])
      return expected(formatText("fr%" PRId64 " to be initialised", f.value), "it is not");
    return true;
  };
  auto writeFloat = [&](const Operand &f) {
    if (f.value < 0 || f.value >= int64_t(kMaxFloats))
      return expected(formatText("a float register below %u", kMaxFloats),
                      formatText("fr%" PRId64, f.value));
    state_.floats.set(size_t(f.value));
    return true;
  };
  switch (op.opcode) {
  case op_fmove:
    if (a[0].kind == OperandKind::FloatReg) {
      good = readFloat(a[0]) && a[1].kind != OperandKind::FloatReg;
      if (good && state_.floatWords > 0)
        --state_.floatWords;
      else if (good)
        good = expected("a reserved float", "none");
      good = good && write(a[1], term(kFloat));
    } else {
      good = claim(a[0], kFloat, "a float") && writeFloat(a[1]);
    }
    break;
  case op_fconv: {
    Value v;
    good = a[0].kind == OperandKind::FloatReg ? readFloat(a[0]) : readTerm(a[0], v);
    good = good && mayRaise() && writeFloat(a[1]);
    break;
  }
  case op_fadd:
  case op_fsub:
  case op_fmul:
  case op_fdiv:
    good = readFloat(a[1]) && readFloat(a[2]) && mayFail(a[0]) && writeFloat(a[3]);
    break;
  case op_fnegate: good = readFloat(a[1]) && mayFail(a[0]) && writeFloat(a[2]); break;
  case op_fclearerror: break;
  case op_fcheckerror: good = mayFail(a[0]); break;
  default: return false;
  }
  flow = good ? Flow::Next : Flow::Broken;
  return true;
}

// --- Built-in functions ---------------------------------------------------------------------

bool FunctionCheck::importArity(const Operand &import, size_t arity) {
  uint32_t wanted = module_.imports[size_t(import.value)].arity;
  return wanted == arity || expected(formatText("%u arguments", wanted), formatText("%zu", arity));
}

/// What an argument has shown to be when the function has not failed.
bool FunctionCheck::refineArguments(std::string_view name, std::span<const Operand> arguments) {
  static constexpr struct {
    std::string_view name;
    size_t argument;
    uint16_t kinds;
  } kShown[] = {{"element", 1, kTuple},     {"tuple_size", 0, kTuple}, {"hd", 0, kCons},
                {"tl", 0, kCons},           {"map_get", 1, kMap},      {"is_map_key", 1, kMap},
                {"map_size", 0, kMap},      {"byte_size", 0, kBits},   {"bit_size", 0, kBits},
                {"length", 0, kCons | kNil}};
  for (const auto &s : kShown) {
    if (s.name != name || s.argument >= arguments.size())
      continue;
    Value v;
    read(arguments[s.argument], v);
    v.kinds &= s.kinds;
    if (!v.kinds)
      return false;
    if (name == "element" && arguments[0].kind == OperandKind::Integer && !v.exact)
      v.size = std::max<uint32_t>(v.size, uint32_t(std::min<int64_t>(arguments[0].value, 1 << 24)));
    refine(arguments[s.argument], v);
  }
  return true;
}

/// Built-ins that erlc uses between a heap test and what takes the words.
static bool allocatesNothing(std::string_view name) {
  static constexpr std::string_view kNames[] = {
      "=:=",     "=/=",        "==",   "/=",   "<",       "=<",  ">",  ">=",
      "and",     "or",         "xor",  "not",  "element", "hd",  "tl", "tuple_size",
      "map_get", "is_map_key", "self", "node", "get",     "min", "max"};
  return name.starts_with("is_") ||
         std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

bool FunctionCheck::bifOp(const Op &op, Flow &flow) {
  auto a = op.args;
  size_t count, import;
  bool collects = false;
  switch (op.opcode) {
  case op_bif0: count = 0, import = 0; break;
  case op_bif1: count = 1, import = 1; break;
  case op_bif2: count = 2, import = 1; break;
  case op_bif3: count = 3, import = 1; break;
  case op_gc_bif1: count = 1, import = 2, collects = true; break;
  case op_gc_bif2: count = 2, import = 2, collects = true; break;
  case op_gc_bif3: count = 3, import = 2, collects = true; break;
  default: return false;
  }
  const Import &function = module_.imports[size_t(a[import].value)];
  bool good = importArity(a[import], count) &&
              (module_.atom(function.module) == "erlang" ||
               expected("a function of module erlang",
                        "one of " + printAtom(module_.atom(function.module))));
  bool fragile = false, ofContext = false;
  std::string_view name = module_.atom(function.function);
  // Since OTP 26 a match context is asked for the size of what is left of it.
  bool mayBeContext = count == 1 && (name == "byte_size" || name == "bit_size");
  for (size_t i = 0; good && i != count; ++i) {
    Value v;
    good = mayBeContext ? readTerm(a[import + 1 + i], v, kTerm | kContext)
                        : readTerm(a[import + 1 + i], v);
    fragile |= v.fragile;
    ofContext |= (v.kinds & kContext) != 0;
  }
  good = good && (count == 0 || mayFail(a[0]));
  if (good && !ofContext && !refineArguments(name, a.subspan(import + 1, count))) {
    flow = Flow::End; // It always fails.
    return true;
  }
  good = good && (!collects || collectionPoint(a[1].value));
  if (!allocatesNothing(name))
    loseReservation();
  Value result = term();
  // element/2, hd/1, map_get/2 and the like give part of their argument.
  result.fragile = fragile && !collects;
  flow = good && write(a[import + 1 + count], result) ? Flow::Next : Flow::Broken;
  return true;
}

} // namespace beamc::validator
