//===- FileInfo.h - Names and attributes of files ---------------------------------------------------===//
#pragma once
#include "runtime/heap/Build.h"
#include <string_view>
#include <sys/stat.h>

namespace beamc::bif {

/// Paths arrive as binaries that end in a zero byte. 0, or EINVAL for others.
int checkPath(std::string_view path);
/// #file_info{} of a file; \p path serves for the access field (may be empty).
rt::Term fileInfo(rt::Process &p, const struct stat &st, const char *path);

} // namespace beamc::bif
