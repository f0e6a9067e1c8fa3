//===- UndefinedExport.cpp - Exports that nobody defines (yet) --------------------------------===//
//
// A call through an export jumps to Export::code, which does not learn through which export it
// was reached. So each undefined export made at run time gets a stub of its own, which stores
// the export in Process::excSite and goes to beamc_rt_undefined. The stubs are laid out here
// by the assembler; the link object has its own for those known when linking.
//===----------------------------------------------------------------------===//
#include "runtime/code/ExportTable.h"
#include "runtime/heap/OffHeap.h"
#include "runtime/process/Process.h"

#define BEAMC_STUBS 8192

extern "C" {
beamc::rt::Export *beamc_rt_stub_exports[BEAMC_STUBS];
beamc::rt::CodeFn beamc_rt_undefined;
extern const char beamc_rt_stubs[];
}

namespace beamc::rt {

static_assert(__builtin_offsetof(struct Process, excSite) == 8 * 22,
              "the stubs below know this offset");

#if defined(__x86_64__)
// preserve_none passes the process in r12 and leaves rax free.
asm(".text\n.p2align 4\n.globl beamc_rt_stubs\nbeamc_rt_stubs:\n"
    ".set stub_index, 0\n"
    ".rept 8192\n"
    "  .p2align 4\n"
    "  movq beamc_rt_stub_exports+8*stub_index(%rip), %rax\n"
    "  jmp beamc_rt_stub_common\n"
    "  .set stub_index, stub_index+1\n"
    ".endr\n"
    ".p2align 4\n"
    "beamc_rt_stub_common:\n"
    "  movq %rax, 8*22(%r12)\n"
    "  jmp beamc_rt_undefined\n");
#else
#error "write the stubs for this architecture"
#endif

/// Called with the export table's lock held.
Export *makeUndefinedExport(Term module, Term function, uint32_t arity) {
  static uint32_t used;
  auto *e = static_cast<Export *>(allocMemory(sizeof(Export)));
  // When the stubs are used up, later exports share the last one: the error names another
  // function, but is raised.
  uint32_t i = used < BEAMC_STUBS ? used++ : BEAMC_STUBS - 1;
  beamc_rt_stub_exports[i] = e;
  e->code = reinterpret_cast<CodeFn *>(const_cast<char *>(beamc_rt_stubs + 16 * i));
  e->module = module.bits;
  e->function = function.bits;
  e->arity = arity;
  e->flags = kExportUndefined;
  return e;
}

} // namespace beamc::rt
