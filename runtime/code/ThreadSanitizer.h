//===- ThreadSanitizer.h - What the thread sanitizer cannot see -----------------------------------===//
//
// Loaded code is published by a release store to export entries and fun entries, which compiled
// code reads: it is not instrumented, so the sanitizer misses the other half. These say it: what
// was written before codePublished() is seen after codeEntered(). In other builds they are nothing.
//===----------------------------------------------------------------------===//
#pragma once

#if __has_feature(thread_sanitizer)
extern "C" void
__tsan_acquire(void *address); // NOLINT(bugprone-reserved-identifier): its interface
extern "C" void
__tsan_release(void *address); // NOLINT(bugprone-reserved-identifier): its interface

namespace beamc::rt {
inline char gPublishedCode;
inline void codePublished() { __tsan_release(&gPublishedCode); }
inline void codeEntered() { __tsan_acquire(&gPublishedCode); }
} // namespace beamc::rt
#else
namespace beamc::rt {
inline void codePublished() {}
inline void codeEntered() {}
} // namespace beamc::rt
#endif
