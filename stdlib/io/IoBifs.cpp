//===- IoBifs.cpp - Module io ----------------------------------------------------------------------------------------------===//
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(io)

/// Which characters ~p takes for printable: latin1, as without +pc unicode.
BIF(io, printable_range, 0, Pure)
Term printable_range_0(Process &p) { return atom::latin1; }

BEAMC_BIF_NAMESPACE_END
