// What a tool that looks into programs would start from: terms, processes, built-ins.
#include "runtime/heap/Build.h"
#include "runtime/process/Table.h"
#include "runtime/term/Etf.h"
#include "stdlib/Bif.h"

using namespace beamc::rt;

BEAMC_BIF_NAMESPACE_BEGIN(installed)
BIF(installed, pair, 2)
Term pair_2(Process &p, Term a, Term b) { return makeTuple(p, {a, b}); }
BEAMC_BIF_NAMESPACE_END
