//===- MatchCompiler.cpp - Match specifications to nodes -------------------------------------------------------------===//
#include "runtime/code/BifTable.h"
#include "runtime/heap/Copy.h"
#include "runtime/term/Atom.h"
#include "runtime/term/Compare.h"
#include "runtime/term/List.h"
#include "runtime/term/Map.h"
#include "stdlib/ets/MatchSpec.h"
#include <algorithm>

namespace beamc::rt {
namespace {

/// N of $N, or -1.
int64_t variableNumber(Term t) {
  if (!t.isAtom())
    return -1;
  std::string_view s = atomText(t);
  if (s.size() < 2 || s.size() > 9 || s[0] != '$')
    return -1;
  int64_t n = 0;
  for (char c : s.substr(1)) {
    if (c < '0' || c > '9')
      return -1;
    n = n * 10 + (c - '0');
  }
  return n;
}

/// The guard BIF with this name, or null.
const BifInfo *guardBif(Term function, unsigned arity) {
  std::string_view name = atomText(function);
  unsigned low = 0, high = kBifCount;
  auto less = [&](const BifInfo &b) {
    if (int c = std::string_view(b.module).compare("erlang"))
      return c < 0;
    if (int c = std::string_view(b.function).compare(name))
      return c < 0;
    return b.entry->arity < arity;
  };
  while (low < high) {
    unsigned mid = (low + high) / 2;
    if (less(kBifTable[mid]))
      low = mid + 1;
    else
      high = mid;
  }
  if (low == kBifCount)
    return nullptr;
  const BifInfo &b = kBifTable[low];
  bool ok = std::string_view(b.module) == "erlang" && b.function == name &&
            b.entry->arity == arity && b.call &&
            ((b.attributes & abi::kBifGuard) || name == "node" || name == "self");
  return ok ? &b : nullptr;
}

} // namespace

/// How deep terms lie in \p t, counting heads of lists and elements; at most \p limit + 1.
unsigned nesting(Term t, unsigned limit) {
  struct Item {
    Term term;
    unsigned depth;
  };
  WorkStack<Item, 32> todo;
  todo.push({t, 0});
  unsigned deepest = 0;
  while (!todo.empty()) {
    Item i = todo.pop();
    deepest = std::max(deepest, i.depth);
    if (i.depth > limit)
      break;
    for (; i.term.isCons(); i.term = i.term.tail())
      if (!i.term.head().isImmediate())
        todo.push({i.term.head(), i.depth + 1});
    if (i.term.isTuple()) {
      for (uint32_t n = 0; n < i.term.arity(); n++)
        if (!i.term.element(n).isImmediate())
          todo.push({i.term.element(n), i.depth + 1});
    } else if (i.term.isMap()) {
      MapIterator it(i.term);
      Term k, v;
      while (it.next(k, v)) {
        todo.push({k, i.depth + 1});
        todo.push({v, i.depth + 1});
      }
    }
  }
  return deepest;
}

/// Deeper terms are not compiled, nor lists of more elements that are no constants: compiling and
/// running are recursive. (OTP's limits are of this order, except in heads and constants, where it
/// has none.)
constexpr unsigned kMaxNesting = 5000;

class MatchCompiler {
public:
  explicit MatchCompiler(MatchSpec &spec) : s_(spec) {}

  bool clauses(Term list) {
    if (nesting(list, kMaxNesting) > kMaxNesting) {
      s_.tooDeep_ = true;
      return false;
    }
    for (; list.isCons(); list = list.tail())
      if (!clause(list.head()))
        return false;
    return list.isNil();
  }

private:
  struct Var {
    int64_t number;
    uint32_t slot;
  };

  bool clause(Term t) {
    if (!t.isTuple(3) || listLength(t.element(1)) < 0 || listLength(t.element(2)) < 1)
      return false;
    vars_.clear();
    MatchClause c{};
    int64_t n = pattern(t.element(0));
    if (n < 0)
      return false;
    c.head = uint32_t(n);
    c.variables = uint32_t(vars_.size());
    s_.mostVariables_ = std::max(s_.mostVariables_, c.variables);
    std::sort(vars_.begin(), vars_.end(),
              [](const Var &x, const Var &y) { return x.number < y.number; });
    c.bindingOrder = uint32_t(s_.children_.size());
    for (const Var &v : vars_)
      s_.children_.push(v.slot);
    bool ok = expressions(t.element(1), c.guards, c.guardCount) &&
              expressions(t.element(2), c.body, c.bodyCount);
    s_.clauses_.push(c);
    return ok;
  }

  int64_t node(MatchNode::Op op, uint32_t slot = 0, Word value = 0) {
    s_.nodes_.push({op, 0, 0, 0, slot, value});
    return int64_t(s_.nodes_.size() - 1);
  }
  int64_t withChildren(MatchNode::Op op, const uint32_t *children, uint64_t n, Word value = 0) {
    int64_t i = node(op, 0, value);
    s_.nodes_[uint64_t(i)].count = uint32_t(n);
    s_.nodes_[uint64_t(i)].child = uint32_t(s_.children_.size());
    s_.children_.append(children, n);
    return i;
  }
  const Var *findVar(int64_t number) {
    for (const Var &v : vars_)
      if (v.number == number)
        return &v;
    return nullptr;
  }

  /// Whether there is nothing to bind or to ignore in \p t.
  static bool isGround(Term t) {
    if (t.isMap()) {
      MapIterator it(t);
      Term k, v;
      while (it.next(k, v))
        if (!isGround(k) || !isGround(v))
          return false;
      return true;
    }
    if (t.isTuple()) {
      for (uint32_t i = 0; i < t.arity(); i++)
        if (!isGround(t.element(i)))
          return false;
      return true;
    }
    for (; t.isCons(); t = t.tail())
      if (!isGround(t.head()))
        return false;
    return t.isMap() || t.isTuple() ? isGround(t) : isConstantPattern(t);
  }

  /// Whether \p t matches what equals it, and nothing else.
  static bool isConstantPattern(Term t) {
    for (;;) {
      if (t.isAtom())
        return t != atom::underscore && variableNumber(t) < 0;
      if (t.isCons()) {
        if (!isConstantPattern(t.head()))
          return false;
        t = t.tail();
        continue;
      }
      if (t.isTuple()) {
        for (uint32_t i = 0; i < t.arity(); i++)
          if (!isConstantPattern(t.element(i)))
            return false;
        return true;
      }
      return !t.isMap(); // a map pattern matches maps with more keys
    }
  }

  int64_t pattern(Term t) {
    if (isConstantPattern(t))
      return node(MatchNode::Constant, 0, t.bits);
    if (t == atom::underscore)
      return node(MatchNode::Any);
    if (int64_t n = variableNumber(t); n >= 0) {
      if (const Var *v = findVar(n))
        return node(MatchNode::Same, v->slot);
      uint32_t slot = uint32_t(vars_.size());
      vars_.push({n, slot});
      return node(MatchNode::Bind, slot);
    }
    // As a key, a pattern without variables is looked up, maps in it too.
    Word whole = isGround(t) ? t.bits : abi::kNonValue;
    WorkStack<uint32_t, 16> children;
    if (t.isTuple()) {
      for (uint32_t i = 0; i < t.arity(); i++)
        if (!subpattern(t.element(i), children))
          return -1;
      return withChildren(MatchNode::Tuple, children.data(), children.size(), whole);
    }
    if (t.isCons()) {
      if (++listDepth_ > kMaxNesting) {
        s_.tooDeep_ = true;
        return -1;
      }
      if (!subpattern(t.head(), children) || !subpattern(t.tail(), children))
        return -1;
      listDepth_--;
      return withChildren(MatchNode::Cons, children.data(), 2, whole);
    }
    MapIterator it(t); // keys are constants
    Term k, v;
    while (it.next(k, v)) {
      if (k == atom::underscore || variableNumber(k) >= 0) // deeper ones are constants
        return -1;
      children.push(uint32_t(node(MatchNode::Constant, 0, k.bits)));
      if (!subpattern(v, children))
        return -1;
    }
    int64_t m = withChildren(MatchNode::Map, children.data(), children.size(), whole);
    s_.nodes_[uint64_t(m)].count = uint32_t(children.size() / 2);
    return m;
  }

  bool subpattern(Term t, WorkStack<uint32_t, 16> &children) {
    int64_t n = pattern(t);
    if (n >= 0)
      children.push(uint32_t(n));
    return n >= 0;
  }

  bool expressions(Term list, uint32_t &first, uint32_t &count) {
    WorkStack<uint32_t, 8> indexes;
    for (; list.isCons(); list = list.tail()) {
      int64_t n = expression(list.head());
      if (n < 0)
        return false;
      indexes.push(uint32_t(n));
    }
    first = uint32_t(s_.children_.size());
    count = uint32_t(indexes.size());
    s_.children_.append(indexes.data(), indexes.size());
    return true;
  }

  int64_t each(MatchNode::Op op, const Term *terms, uint64_t n, Word value = 0) {
    WorkStack<uint32_t, 16> children;
    for (uint64_t i = 0; i < n; i++) {
      int64_t c = expression(terms[i]);
      if (c < 0)
        return -1;
      children.push(uint32_t(c));
    }
    return withChildren(op, children.data(), n, value);
  }

  int64_t expression(Term t) {
    if (t.isAtom()) {
      if (int64_t n = variableNumber(t); n >= 0) {
        const Var *v = findVar(n);
        if (!v) {
          s_.badVariable_ = uint32_t(n);
          s_.error_ = t;
          return -1;
        }
        return node(MatchNode::Variable, v->slot);
      }
      std::string_view s = atomText(t);
      if (s == "$_")
        return node(MatchNode::Whole);
      if (s == "$$")
        return node(MatchNode::Bindings);
      return node(MatchNode::Constant, 0, t.bits);
    }
    if (t.isCons()) {
      if (++listDepth_ > kMaxNesting) {
        s_.tooDeep_ = true;
        return -1;
      }
      Term parts[] = {t.head(), t.tail()};
      int64_t n = each(MatchNode::Cons, parts, 2);
      listDepth_--;
      return n < 0 ? n : folded(n, t);
    }
    if (t.isMap()) {
      WorkStack<Term, 16> parts;
      MapIterator it(t);
      Term k, v;
      while (it.next(k, v)) {
        parts.push(k);
        parts.push(v);
      }
      int64_t n = each(MatchNode::Map, parts.data(), parts.size());
      if (n >= 0)
        s_.nodes_[uint64_t(n)].count /= 2;
      return n;
    }
    if (!t.isTuple())
      return node(MatchNode::Constant, 0, t.bits);
    return tupleExpression(t);
  }

  /// A list of constants is a constant.
  int64_t folded(int64_t n, Term t) {
    const MatchNode &m = s_.nodes_[uint64_t(n)];
    for (uint32_t i = 0; i < m.count; i++)
      if (s_.nodes_[s_.children_[m.child + i]].op != MatchNode::Constant ||
          s_.nodes_[s_.children_[m.child + i]].value != (i ? t.tail() : t.head()).bits)
        return n;
    return node(MatchNode::Constant, 0, t.bits);
  }

  int64_t tupleExpression(Term t) {
    uint32_t n = t.arity();
    if (n == 1 && t.element(0).isTuple()) { // {{A, B}} is the tuple {A, B}
      Term inner = t.element(0);
      return each(MatchNode::Tuple, reinterpret_cast<const Term *>(inner.object() + 1),
                  inner.arity());
    }
    if (n == 0 || !t.element(0).isAtom())
      return -1;
    Term f = t.element(0);
    const Term *args = reinterpret_cast<const Term *>(t.object() + 2);
    uint32_t argc = n - 1;
    if (f == atom::const_)
      return argc == 1 ? node(MatchNode::Constant, 0, args[0].bits) : -1;
    if (f == atom::andalso)
      return argc ? each(MatchNode::AndAlso, args, argc) : -1;
    if (f == atom::orelse)
      return argc ? each(MatchNode::OrElse, args, argc) : -1;
    if (f == atom::is_record && argc != 3) // malformed, although there is is_record/2
      return -1;
    if ((f == atom::and_ || f == atom::or_) && argc > 2) { // variadic
      int64_t left = expression(args[0]);
      for (uint32_t i = 1; left >= 0 && i < argc; i++) {
        int64_t right = expression(args[i]);
        if (right < 0)
          return -1;
        left = call(f, uint32_t(left), uint32_t(right));
      }
      return left;
    }
    const BifInfo *bif = argc <= 3 ? guardBif(f, argc) : nullptr;
    if (!bif)
      return -1;
    int64_t m = each(MatchNode::Call, args, argc, Word(bif->call));
    if (m >= 0)
      s_.nodes_[uint64_t(m)].arity = uint8_t(argc);
    return m;
  }
  int64_t call(Term f, uint32_t a, uint32_t b) {
    uint32_t children[] = {a, b};
    int64_t m = withChildren(MatchNode::Call, children, 2, Word(guardBif(f, 2)->call));
    s_.nodes_[uint64_t(m)].arity = 2;
    return m;
  }

  MatchSpec &s_;
  WorkStack<Var, 16> vars_;
  unsigned listDepth_ = 0; ///< conses around the present pattern or expression
};

MatchSpec::~MatchSpec() {
  if (fragment_)
    freeFragment(fragment_);
}

bool MatchSpec::compile(Term spec) { return MatchCompiler(*this).clauses(spec); }

bool MatchSpec::compileCopy(Term spec) {
  if (!spec.isCons())
    return false;
  Term copy = spec;
  fragment_ = copyToFragment(spec, &copy);
  return compile(copy);
}

/// Whether the expression makes \p constant.
bool MatchSpec::builds(Term constant, uint32_t expression) const {
  const MatchNode &to = nodes_[expression];
  if (to.op == MatchNode::Constant)
    return exactEqual(constant, Term(to.value));
  if (to.op == MatchNode::Cons)
    return constant.isCons() && builds(constant.head(), children_[to.child]) &&
           builds(constant.tail(), children_[to.child + 1]);
  if (to.op != MatchNode::Tuple || !constant.isTuple() || constant.arity() != to.count)
    return false;
  for (uint32_t i = 0; i < to.count; i++)
    if (!builds(constant.element(i), children_[to.child + i]))
      return false;
  return true;
}

/// Whether the expression makes the term that the pattern has matched.
bool MatchSpec::buildsAgain(uint32_t pattern, uint32_t expression) const {
  const MatchNode &from = nodes_[pattern], &to = nodes_[expression];
  if (from.op == MatchNode::Constant)
    return builds(Term(from.value), expression);
  if (from.op == MatchNode::Bind || from.op == MatchNode::Same)
    return to.op == MatchNode::Variable && to.slot == from.slot;
  if ((from.op != MatchNode::Tuple && from.op != MatchNode::Cons) || to.op != from.op ||
      to.count != from.count)
    return false;
  for (uint32_t i = 0; i < from.count; i++)
    if (!buildsAgain(children_[from.child + i], children_[to.child + i]))
      return false;
  return true;
}

/// Whether \p head matches only tuples with this key.
bool MatchSpec::matchesOnly(const MatchNode &head, uint32_t keypos, Term key) const {
  if (head.op == MatchNode::Constant) {
    Term tuple(head.value);
    return tuple.isTuple() && tuple.arity() >= keypos && exactEqual(tuple.element(keypos - 1), key);
  }
  if (head.op != MatchNode::Tuple || head.count < keypos)
    return false;
  const MatchNode &part = nodes_[children_[head.child + keypos - 1]];
  return part.op == MatchNode::Constant && exactEqual(Term(part.value), key);
}

bool MatchSpec::keepsKey(uint32_t keypos) const {
  for (const MatchClause &c : clauses_) {
    const MatchNode &head = nodes_[c.head];
    const MatchNode &body = nodes_[children_[c.body + c.bodyCount - 1]];
    if (body.op == MatchNode::Whole)
      continue;
    // The whole body is a constant: so must be the key of the head.
    if (body.op == MatchNode::Constant) {
      Term row(body.value);
      if (!row.isTuple() || row.arity() < keypos ||
          !matchesOnly(head, keypos, row.element(keypos - 1)))
        return false;
      continue;
    }
    if (body.op != MatchNode::Tuple || body.count < keypos)
      return false;
    const MatchNode &key = nodes_[children_[body.child + keypos - 1]];
    // The body builds the key of the head again, or takes it by element(keypos, '$_').
    if (head.op == MatchNode::Constant && Term(head.value).isTuple() &&
        Term(head.value).arity() >= keypos &&
        builds(Term(head.value).element(keypos - 1), children_[body.child + keypos - 1]))
      continue;
    if (head.op == MatchNode::Tuple && head.count >= keypos) {
      if (buildsAgain(children_[head.child + keypos - 1], children_[body.child + keypos - 1]))
        continue;
    }
    if (key.op == MatchNode::Call && key.arity == 2 && guardBif(atom::element, 2) &&
        key.value == Word(guardBif(atom::element, 2)->call)) {
      const MatchNode &index = nodes_[children_[key.child]], &of = nodes_[children_[key.child + 1]];
      if (index.op == MatchNode::Constant && Term(index.value) == Term::small(keypos) &&
          of.op == MatchNode::Whole)
        continue;
    }
    return false;
  }
  return true;
}

static void destroySpec(MagicObject *o) {
  auto *c = reinterpret_cast<CompiledSpec *>(o);
  c->~CompiledSpec();
  free(c);
}
const MagicType kMatchSpecType{"match specification", destroySpec};

CompiledSpec *newCompiledSpec(Term spec, Term &failure) {
  auto *c = new (malloc(sizeof(CompiledSpec))) CompiledSpec;
  if (c->spec.compileCopy(spec)) {
    initMagic(&c->magic, &kMatchSpecType);
    return c;
  }
  failure = c->spec.failure();
  c->~CompiledSpec();
  free(c);
  return nullptr;
}

} // namespace beamc::rt
