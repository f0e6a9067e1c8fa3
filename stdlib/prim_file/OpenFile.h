//===- OpenFile.h - An open file as a term -------------------------------------------------------===//
#pragma once
#include "runtime/heap/Magic.h"

namespace beamc::bif {

/// Closed when its last reference is gone, if not before.
struct OpenFile {
  rt::MagicObject base;
  int fd;      ///< -1 once closed; atomic
  bool append; ///< opened for appending
};
extern const rt::MagicType kFileType;

/// The open file of a handle; null (badarg) when \p t is none or it is closed.
OpenFile *openFile(rt::Term t);
rt::Term makeFile(rt::Process &p, int fd, bool append);

} // namespace beamc::bif
