//===- NetKernelBifs.cpp - Built-in functions of module net_kernel --------------------===//
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(net_kernel)

/// net_kernel:dflag_unicode_io/1: does the node of \p pid understand io requests with an
/// encoding? Every node that can be connected does.
BIF(net_kernel, dflag_unicode_io, 1, Leaf)
Term dflag_unicode_io_1(Process &p, Term pid) {
  return pid.isPid() ? atom::true_ : p.fail(atom::badarg);
}

BEAMC_BIF_NAMESPACE_END
