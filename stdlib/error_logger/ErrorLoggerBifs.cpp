//===- ErrorLoggerBifs.cpp - Module error_logger --------------------------------------------------===//
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(error_logger)

/// error_logger:warning_map/0: the level that warnings are logged with. There is no switch for
/// another one (+W of erl).
BIF(error_logger, warning_map, 0, Returns(Atom))
Term warning_map_0(Process &) {
  static const Term warning = internAtom("warning");
  return warning;
}

BEAMC_BIF_NAMESPACE_END
