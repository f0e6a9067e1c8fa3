//===- CompileError.h - Errors of PCRE2 as PCRE 8 reports them --------------------------------------===//
#pragma once
#include "stdlib/re/Pattern.h"

namespace beamc::bif {

/// What OTP says of an error of pcre2_compile in \p source.
void describeCompileError(int code, uint64_t offset, std::string_view source, CompileError &error);

} // namespace beamc::bif
