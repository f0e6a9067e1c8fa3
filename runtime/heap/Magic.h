//===- Magic.h - Runtime objects owned by references ---------------------------------===//
//
// A MagicRef is a reference that keeps a C++ object alive: ETS table identifiers, atomics,
// files, compiled regular expressions … The object is shared between heaps by count.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/heap/Heap.h"

namespace beamc::rt {

struct MagicType {
  const char *name;
  void (*destroy)(struct MagicObject *o); ///< the last reference is gone: free it. Any thread.
};

/// Base of such objects; the subject's struct begins with it.
struct MagicObject {
  int64_t refs; ///< atomic
  const MagicType *type;
  uint64_t refHigh, refLow;    ///< number of the reference that names it
  bool remembered;             ///< atomic; in the table of MagicNames.cpp, whose lock protects it
  MagicObject *nextRemembered; ///< within the table
};

/// Words of a MagicRef.
inline constexpr uint64_t kMagicRefWords = 5;

/// Fills the header fields of \p o with one reference held by the caller, and a number of its own
/// for the Erlang reference.
void initMagic(MagicObject *o, const MagicType *type);
inline void retain(MagicObject *o) { __atomic_add_fetch(&o->refs, 1, __ATOMIC_RELAXED); }
/// The last release calls type->destroy.
void release(MagicObject *o);
/// A MagicRef term for \p o; takes a reference of its own.
Term makeMagicRef(HeapTarget target, MagicObject *o);
inline MagicObject *magicObject(Term ref) {
  return reinterpret_cast<MagicObject *>(ref.object()[4]);
}
/// From now on \p o is found by the number of its reference: the number goes into an external
/// format or a text. The caller holds a reference.
void rememberMagic(MagicObject *o);
/// The remembered object with that number and a reference for the caller, or null.
MagicObject *findRemembered(uint64_t high, uint64_t low);
/// Of a remembered object without references, before it is freed.
void forgetMagic(MagicObject *o);
/// The local reference with a number that comes from outside of a heap: a MagicRef when the number
/// is that of a remembered object.
Term makeLocalReference(HeapTarget &target, uint64_t high, uint64_t low);
/// The object of a MagicRef of type \p type, or null for any other term. No reference is taken: it
/// is there as long as the term is.
inline MagicObject *magicOfType(Term t, const MagicType *type) {
  if (!t.isKind(Kind::MagicRef))
    return nullptr;
  MagicObject *o = magicObject(t);
  return o->type == type ? o : nullptr;
}

} // namespace beamc::rt
