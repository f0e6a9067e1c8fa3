//===- ListBifs.cpp - hd, tl, length, ++, -- ---------------------------------------------------------------------===//
#include "runtime/term/Compare.h"
#include "runtime/term/Hash.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"
#include <algorithm>

BEAMC_BIF_NAMESPACE_BEGIN(erlang)
namespace {

/// Left minus right where right is long: its elements in sorted order with counts.
Term subtractSorted(Process &p, Term left, Term right, uint64_t n) {
  struct Entry {
    Term value;
    uint64_t count;
  };
  WorkStack<Entry, 32> entries;
  for (; right.isCons(); right = right.tail())
    entries.push({right.head(), 1});
  std::sort(entries.begin(), entries.end(),
            [](const Entry &x, const Entry &y) { return compareTermsExact(x.value, y.value) < 0; });
  uint64_t unique = 0;
  for (uint64_t i = 0; i < n; i++) {
    if (unique && exactEqual(entries[unique - 1].value, entries[i].value))
      entries[unique - 1].count++;
    else
      entries[unique++] = entries[i];
  }
  ListBuilder out(p);
  uint64_t remaining = n;
  for (; left.isCons() && remaining; left = left.tail()) {
    Entry *e =
        std::lower_bound(entries.data(), entries.data() + unique, left.head(),
                         [](const Entry &x, Term t) { return compareTermsExact(x.value, t) < 0; });
    if (e != entries.data() + unique && e->count && exactEqual(e->value, left.head())) {
      e->count--;
      remaining--;
    } else {
      out.add(left.head());
    }
  }
  return out.finish(left);
}

} // namespace

/// First element. badarg: not a list cell.
BIF(erlang, hd, 1, Guard, Pure, NoHeap)
Term hd_1(Process &p, Term list) { return list.isCons() ? list.head() : p.fail(atom::badarg); }

/// All but the first element.
BIF(erlang, tl, 1, Guard, Pure, NoHeap)
Term tl_1(Process &p, Term list) { return list.isCons() ? list.tail() : p.fail(atom::badarg); }

/// Number of elements. badarg: no proper list.
BIF(erlang, length, 1, Guard, Pure, Returns(Size))
Term length_1(Process &p, Term list) {
  int64_t n = listLength(list);
  return n < 0 ? p.fail(atom::badarg) : Term::small(n);
}

/// The elements of \p left, then \p right as tail. badarg: \p left is no proper list.
BIF_NAMED(erlang, "++", append_op, 2, Pure)
Term append_op_2(Process &p, Term left, Term right) {
  int64_t n = listLength(left);
  if (n < 0)
    return p.fail(atom::badarg);
  if (n == 0)
    return right;
  Word *c = allocWords(p, 2 * uint64_t(n)), *first = c;
  for (; left.isCons(); left = left.tail(), c += 2) {
    c[0] = left.head().bits;
    c[1] = Term::cons(c + 2).bits;
  }
  c[-1] = right.bits;
  return Term::cons(first);
}

/// As ++.
BIF(erlang, append, 2, Pure)
Term append_2(Process &p, Term left, Term right) { return append_op_2(p, left, right); }

/// \p left without the first occurrence of each element of \p right. badarg: not two proper lists.
BIF_NAMED(erlang, "--", subtract_op, 2, Pure, Returns(List))
Term subtract_op_2(Process &p, Term left, Term right) {
  int64_t n = listLength(left), m = listLength(right);
  if (n < 0 || m < 0)
    return p.fail(atom::badarg);
  if (n == 0 || m == 0)
    return left;
  charge(uint64_t(n + m) / 16); // elements are compared more than once
  if (m > 12)
    return subtractSorted(p, left, right, uint64_t(m));
  Term drop[12];
  unsigned count = 0;
  for (; right.isCons(); right = right.tail())
    drop[count++] = right.head();
  ListBuilder out(p);
  for (; left.isCons() && count; left = left.tail()) {
    unsigned i = 0;
    while (i < count && !exactEqual(drop[i], left.head()))
      i++;
    if (i == count) {
      out.add(left.head());
      continue;
    }
    std::copy(drop + i + 1, drop + count, drop + i);
    count--;
  }
  return out.finish(left);
}

/// As --.
BIF(erlang, subtract, 2, Pure, Returns(List))
Term subtract_2(Process &p, Term left, Term right) { return subtract_op_2(p, left, right); }

BEAMC_BIF_NAMESPACE_END
