//===- Dictionary.h - The process dictionary ------------------------------------------------===//
#pragma once
#include "runtime/process/ProcessCold.h"

namespace beamc::rt {

/// Each returns the old value, or `undefined`.
Term dictionaryPut(Process &p, Term key, Term value);
Term dictionaryGet(Process &p, Term key);
Term dictionaryErase(Process &p, Term key);
void dictionaryClear(Process &p);
/// [{Key, Value}].
Term dictionaryList(Process &p);
/// Keys, of \p value only when that is not the non-value.
Term dictionaryKeys(Process &p, Term value);

} // namespace beamc::rt
