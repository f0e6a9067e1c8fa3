//===- CoverageBifs.cpp - Module code: native coverage and debug information (OTP 27, 28) -----------===//
//
// Modules are not compiled with counters for coverage: the answers are those of a system without
// the support, for which OTP's `cover` falls back to modules that it instruments itself.
//===----------------------------------------------------------------------===//
#include "runtime/code/ModuleTable.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(code)

/// Whether modules can be loaded with counters.
BIF(code, coverage_support, 0, Returns(Boolean))
Term coverage_support_0(Process &) { return atom::false_; }

/// The mode for modules that are loaded from now on.
BIF(code, get_coverage_mode, 0, Returns(Atom))
Term get_coverage_mode_0(Process &) { return atom::none; }

/// The mode in which \p module was loaded. badarg: there is no such module.
BIF(code, get_coverage_mode, 1, Returns(Atom))
Term get_coverage_mode_1(Process &p, Term module) {
  return module.isAtom() && findModule(module) ? atom::none : p.fail(atom::badarg);
}

/// badarg: no mode can be set without support.
BIF(code, set_coverage_mode, 1)
Term set_coverage_mode_1(Process &p, Term) { return p.fail(atom::badarg); }

/// badarg: no module has been loaded with counters.
BIF(code, get_coverage, 2)
Term get_coverage_2(Process &p, Term, Term) { return p.fail(atom::badarg); }

/// badarg: no module has been loaded with counters.
BIF(code, reset_coverage, 1)
Term reset_coverage_1(Process &p, Term) { return p.fail(atom::badarg); }

/// What the instructions debug_line of \p module say; none is kept. badarg: there is no such
/// module.
BIF(code, get_debug_info, 1, Returns(Atom))
Term get_debug_info_1(Process &p, Term module) {
  return module.isAtom() && findModule(module) ? atom::none : p.fail(atom::badarg);
}

BEAMC_BIF_NAMESPACE_END
