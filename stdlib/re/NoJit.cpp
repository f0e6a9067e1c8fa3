//===- NoJit.cpp - PCRE2 without its compiler to machine code ---------------------------------------===//
//
// Debian's libpcre2 has the compiler, a quarter of a megabyte that matching refers to. No pattern
// is given to it here, so these definitions, which the linker finds first, keep it out of programs.
//===----------------------------------------------------------------------===//
#define PCRE2_CODE_UNIT_WIDTH 8
#include <cstdint>
#include <pcre2.h>

extern "C" {

/// Only called for code that was compiled to machine code.
int pcre2_jit_match_8(const pcre2_code_8 *, PCRE2_SPTR8, PCRE2_SIZE, PCRE2_SIZE, uint32_t,
                      pcre2_match_data_8 *, pcre2_match_context_8 *) {
  return PCRE2_ERROR_JIT_BADOPTION;
}

void beamcNoJitFree(void *, void *) __asm__("_pcre2_jit_free_8");
void beamcNoJitFree(void *, void *) {}

size_t beamcNoJitSize(void *) __asm__("_pcre2_jit_get_size_8");
size_t beamcNoJitSize(void *) { return 0; }

const char *beamcNoJitTarget() __asm__("_pcre2_jit_get_target_8");
const char *beamcNoJitTarget() { return "none"; }

int beamcNoJitCheck(const void *) __asm__("_pcre2_jit_check_exec_8");
int beamcNoJitCheck(const void *) { return 0; }
}
