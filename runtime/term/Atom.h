//===- Atom.h - Well-known atoms and the atom table ----------------------------===//
//
// beamc::atom::<name> are the atoms of abi/Atoms.def as terms (constants). The table
// holds every atom of the executable (put in by the link object at start-up) and those
// made at run time. Atoms are never freed.
//===----------------------------------------------------------------------===//
#pragma once
#include "runtime/term/Term.h"
#include <string_view>

namespace beamc::atom {
enum Index : uint32_t {
#define ATOM(name, text) index_##name,
#include "runtime/abi/Atoms.def"
  kFixedCount
};
#define ATOM(name, text) inline constexpr rt::Term name = rt::Term(abi::makeAtom(index_##name));
#include "runtime/abi/Atoms.def"
} // namespace beamc::atom

namespace beamc::rt {

/// One atom as the link object lays it out; `text` is UTF-8, not terminated.
struct AtomEntry {
  const char *text;
  uint32_t bytes; ///< length of text in bytes
  uint32_t hash;  ///< hashAtomText(text); 0 = not computed yet
};

/// OTP's atom hash (PJW over the UTF-8 bytes, two-byte sequences of Latin-1 folded to one
/// byte): phash2 of an atom depends on it.
uint32_t hashAtomText(std::string_view utf8);

/// Installs the executable's atoms (fixed ones first). Called once, before any other use.
void initAtoms(const AtomEntry *entries, uint32_t count, uint32_t limit);
/// The atom with this text, made if need be. Non-value when the table is full (system_limit).
/// Thread-safe. \p utf8 must be valid UTF-8 of at most 255 characters.
Term internAtom(std::string_view utf8);
/// The atom with this text, or non-value if there is none. Thread-safe.
Term findAtom(std::string_view utf8);
/// Text of an atom (UTF-8); valid for ever. Lock-free.
std::string_view atomText(Term atom);
uint32_t atomHash(Term atom); ///< hashAtomText of its text
uint32_t atomCount();         ///< also counts those made meanwhile; lock-free
uint32_t atomLimit();
/// Order of two atoms by text (code points), <0, 0, >0.
int compareAtoms(Term a, Term b);

} // namespace beamc::rt
