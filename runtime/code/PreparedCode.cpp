//===- PreparedCode.cpp ---------------------------------------------------------------------------===//
#include "runtime/code/PreparedCode.h"
#include "runtime/heap/OffHeap.h"
#include <cstdlib>

namespace beamc::rt {

static const MagicType kPreparedType = {"prepared code", [](MagicObject *o) {
                                          auto *prepared = static_cast<PreparedCode *>(o);
                                          if (prepared->code)
                                            discardCode(prepared->code);
                                          free(prepared);
                                        }};

PreparedCode *newPreparedCode(ModuleCode *code) {
  auto *o = static_cast<PreparedCode *>(allocMemory(sizeof(PreparedCode)));
  initMagic(o, &kPreparedType);
  o->code = code;
  return o;
}

PreparedCode *preparedCode(Term ref) {
  auto *o = static_cast<PreparedCode *>(magicOfType(ref, &kPreparedType));
  return o && o->code ? o : nullptr;
}

} // namespace beamc::rt
