//===- TypeTestBifs.cpp - is_…/1 ---------------------------------------------------------------------------===//
#include "runtime/term/Compare.h"
#include "runtime/term/Integer.h"
#include "runtime/term/Map.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)

/// True for atoms.
BIF(erlang, is_atom, 1, Guard, Pure, Leaf, Returns(Boolean))
Term is_atom_1(Process &p, Term t) { return Term::boolean(t.isAtom()); }

/// True for bitstrings of whole bytes.
BIF(erlang, is_binary, 1, Guard, Pure, Leaf, Returns(Boolean))
Term is_binary_1(Process &p, Term t) { return Term::boolean(t.isBinary()); }

/// True for bitstrings.
BIF(erlang, is_bitstring, 1, Guard, Pure, Leaf, Returns(Boolean))
Term is_bitstring_1(Process &p, Term t) { return Term::boolean(t.isBitstring()); }

/// True for true and false.
BIF(erlang, is_boolean, 1, Guard, Pure, Leaf, Returns(Boolean))
Term is_boolean_1(Process &p, Term t) { return Term::boolean(t.isBoolean()); }

/// True for floats.
BIF(erlang, is_float, 1, Guard, Pure, Leaf, Returns(Boolean))
Term is_float_1(Process &p, Term t) { return Term::boolean(t.isFloat()); }

/// True for funs.
BIF(erlang, is_function, 1, Guard, Pure, Leaf, Returns(Boolean))
Term is_function_1(Process &p, Term t) { return Term::boolean(t.isFun()); }

/// True for funs of this arity. badarg: the arity is not an integer from 0.
BIF(erlang, is_function, 2, Guard, Pure, NoHeap, Returns(Boolean))
Term is_function_2(Process &p, Term t, Term arity) {
  if (!arity.isInteger() || IntegerView(arity).negative)
    return p.fail(atom::badarg);
  if (!t.isFun() || !arity.isSmall())
    return atom::false_;
  const Word *o = t.object();
  uint32_t have = t.kind() == Kind::Fun ? reinterpret_cast<const FunEntry *>(o[1])->arity
                                        : reinterpret_cast<const Export *>(o[1])->arity;
  return Term::boolean(arity.smallValue() == have);
}

/// True for integers.
BIF(erlang, is_integer, 1, Guard, Pure, Leaf, Returns(Boolean))
Term is_integer_1(Process &p, Term t) { return Term::boolean(t.isInteger()); }

/// Whether \p t is an integer in \p low … \p high. badarg: one of those is no integer.
BIF(erlang, is_integer, 3, Guard, Pure, NoHeap, Returns(Boolean))
Term is_integer_3(Process &p, Term t, Term low, Term high) {
  if (!low.isInteger() || !high.isInteger())
    return p.fail(atom::badarg);
  return Term::boolean(t.isInteger() && compareTerms(low, t) <= 0 && compareTerms(t, high) <= 0);
}

/// True for [] and list cells.
BIF(erlang, is_list, 1, Guard, Pure, Leaf, Returns(Boolean))
Term is_list_1(Process &p, Term t) { return Term::boolean(t.isList()); }

/// True for maps.
BIF(erlang, is_map, 1, Guard, Pure, Leaf, Returns(Boolean))
Term is_map_1(Process &p, Term t) { return Term::boolean(t.isMap()); }

/// True for integers and floats.
BIF(erlang, is_number, 1, Guard, Pure, Leaf, Returns(Boolean))
Term is_number_1(Process &p, Term t) { return Term::boolean(t.isNumber()); }

/// True for pids.
BIF(erlang, is_pid, 1, Guard, Pure, Leaf, Returns(Boolean))
Term is_pid_1(Process &p, Term t) { return Term::boolean(t.isPid()); }

/// True for ports.
BIF(erlang, is_port, 1, Guard, Pure, Leaf, Returns(Boolean))
Term is_port_1(Process &p, Term t) { return Term::boolean(t.isPort()); }

/// True for references.
BIF(erlang, is_reference, 1, Guard, Pure, Leaf, Returns(Boolean))
Term is_reference_1(Process &p, Term t) { return Term::boolean(t.isReference()); }

/// True for tuples.
BIF(erlang, is_tuple, 1, Guard, Pure, Leaf, Returns(Boolean))
Term is_tuple_1(Process &p, Term t) { return Term::boolean(t.isTuple()); }

/// True for tuples whose first element is this atom. badarg: the tag is no atom.
BIF(erlang, is_record, 2, Guard, Pure, Returns(Boolean))
Term is_record_2(Process &p, Term t, Term tag) {
  if (!tag.isAtom())
    return p.fail(atom::badarg);
  return Term::boolean(t.isTuple() && t.arity() > 0 && t.element(0) == tag);
}

/// As is_record/2, and of this size. badarg: the tag is no atom or the size no integer.
BIF(erlang, is_record, 3, Guard, Pure, Returns(Boolean))
Term is_record_3(Process &p, Term t, Term tag, Term size) {
  if (!tag.isAtom() || !size.isInteger() || IntegerView(size).negative)
    return p.fail(atom::badarg);
  return Term::boolean(t.isTuple() && t.arity() > 0 && size == Term::small(t.arity()) &&
                       t.element(0) == tag);
}

/// erlang:is_map_key/2. {badmap, M}: the second argument is no map.
BIF(erlang, is_map_key, 2, Guard, Pure, NoHeap, Returns(Boolean))
Term is_map_key_2(Process &p, Term key, Term map) {
  if (!map.isMap())
    return p.fail(makeTuple(p, {atom::badmap, map}));
  return Term::boolean(mapGet(map, key).isValue());
}

BEAMC_BIF_NAMESPACE_END
