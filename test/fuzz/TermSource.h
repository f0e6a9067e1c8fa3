//===- TermSource.h - Terms from the input of a fuzz target -----------------------------===//
#pragma once
#include "runtime/process/Process.h"
#include "test/fuzz/Fuzz.h"
#include <vector>

namespace beamc::fuzz {

/// Makes terms on the heap of a process as the input's bytes say. Different bytes often give equal
/// terms, and numbers near the borders of their representations, on purpose.
class TermSource {
public:
  TermSource(rt::Process &p, Input &in) : p_(p), in_(in) {}

  /// Any term. The number of parts of all terms together is limited; after that all are [].
  rt::Term term(unsigned depth = 0);
  rt::Term integer();
  rt::Term number();
  /// A bitstring in one of its forms: inline, counted, or a part of either at any bit.
  rt::Term bits();

private:
  rt::Term compound(unsigned kind, unsigned depth);
  std::vector<rt::Term> terms(unsigned count, unsigned depth);

  rt::Process &p_;
  Input &in_;
  unsigned parts_ = 0;
};

std::string show(rt::Term t);

} // namespace beamc::fuzz
