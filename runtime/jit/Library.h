//===- Library.h - The JIT library, opened when it is first needed ------------------------------===//
#pragma once
#include "runtime/abi/JitInterface.h"
#include <memory>
#include <string_view>

namespace beamc::rt {

class JitLibrary {
public:
  /// Does the program have a JIT, or name a library? ($BEAMC_JIT_LIBRARY, which comes first, or
  /// what the driver wrote into it.)
  static bool isNamed();
  /// Null when there is none that fits. BEAMC_DEBUG=jitlog says why.
  static std::unique_ptr<JitLibrary> open();
  /// Sets the request's flags. False after an error, which BEAMC_DEBUG=jitlog shows. One thread at
  /// a time; \p out is the caller's (free).
  bool compile(const abi::JitHost &host, abi::JitRequest request, abi::JitCode &out) const;
  /// \p code is empty afterwards. No thread is in it any more.
  static void free(abi::JitCode &code);

private:
  abi::JitCompileFn *compile_;
  abi::JitFreeTextFn *freeText_;
  uint32_t flags_ = 0;
  static abi::JitFreeFn *gFree; ///< of the library that made the code: there is one only
};

} // namespace beamc::rt
