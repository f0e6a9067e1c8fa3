//===- ProgramBifs.cpp - what the executable carries beside code -------------------------------------===//
#include "runtime/code/Program.h"
#include "runtime/heap/Build.h"
#include "runtime/term/Bits.h"
#include "stdlib/Bif.h"
#include <algorithm>
#include <string_view>

BEAMC_BIF_NAMESPACE_BEGIN(beamc_program)

/// beamc_program:files/0: paths of the embedded files, as binaries, in order of their bytes.
BIF(beamc_program, files, 0, Returns(List))
Term files_0(Process &p) {
  Term list = Term::nil();
  for (uint32_t i = ::beamc_program.fileCount; i--;)
    list = makeCons(p, makeBinary(p, ::beamc_program.files[i].path), list);
  return list;
}

/// beamc_program:file/1: the contents of the embedded file whose path is the binary \p path;
/// `error` if there is none.
BIF(beamc_program, file, 1)
Term file_1(Process &p, Term path) {
  if (!path.isBinary())
    return p.fail(atom::badarg);
  BytesOf bytes(path);
  const EmbeddedFile *first = ::beamc_program.files, *last = first + ::beamc_program.fileCount;
  const EmbeddedFile *found = std::lower_bound(first, last, bytes.view(),
                                               [](const EmbeddedFile &file, std::string_view name) {
                                                 return std::string_view(file.path) < name;
                                               });
  if (found == last || found->path != bytes.view())
    return atom::error;
  return makeBinary(p, found->bytes, found->size);
}

BEAMC_BIF_NAMESPACE_END
