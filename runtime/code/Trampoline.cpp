//===- Trampoline.cpp - Entries made at run time ----------------------------------------------===//
#include "runtime/code/Trampoline.h"
#include "runtime/heap/OffHeap.h"
#include <cstring>
#include <mutex>
#include <sys/mman.h>

namespace beamc::rt {
namespace {

// One block: kBlock bytes of code, then kBlock bytes of data. Prefix and instructions take a
// stub's 32 bytes, as much as its data, so stub and data have one distance everywhere.
constexpr size_t kBlock = 64 * 1024, kStub = 32;
static_assert(sizeof(TrampolineData) == kStub);

TrampolineData *gFree; // linked through context
std::mutex gLock;

#if defined(__x86_64__)
/// preserve_none passes an eleventh argument in r11 (LLVM 19); a jump may use no other register.
void writeStub(char *stub) {
  constexpr int32_t location = int32_t(kBlock - 16 + offsetof(TrampolineData, location));
  const CodePrefix prefix = {location, 0, CodePrefix::kNotAContinuation, 0};
  memcpy(stub, &prefix, 16);
  auto relative = [](int end, size_t field) { return int32_t(kBlock + field) - (16 + end); };
  const int32_t context = relative(7, offsetof(TrampolineData, context));
  const int32_t target = relative(13, offsetof(TrampolineData, target));
  const unsigned char load[] = {0x4c, 0x8b, 0x1d}; // mov r11, [rip + context]
  const unsigned char jump[] = {0xff, 0x25};       // jmp [rip + target]
  memcpy(stub + 16, load, 3);
  memcpy(stub + 19, &context, 4);
  memcpy(stub + 23, jump, 2);
  memcpy(stub + 25, &target, 4);
  memset(stub + 29, 0xcc, 3);
}
#else
#error "write the stubs for this architecture"
#endif

void addBlock() {
  void *memory =
      mmap(nullptr, 2 * kBlock, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    outOfMemory(2 * kBlock);
  char *code = static_cast<char *>(memory);
  for (size_t i = 0; i < kBlock; i += kStub)
    writeStub(code + i);
  if (mprotect(code, kBlock, PROT_READ | PROT_EXEC) != 0)
    outOfMemory(kBlock);
  for (size_t i = kBlock; i; i -= kStub) {
    auto *d = reinterpret_cast<TrampolineData *>(code + kBlock + i - kStub);
    d->context = gFree;
    gFree = d;
  }
}

CodeFn *entryOf(TrampolineData *d) {
  return reinterpret_cast<CodeFn *>(reinterpret_cast<char *>(d) - kBlock + 16);
}

} // namespace

CodeFn *makeTrampoline(ContextCodeFn *target, void *context) {
  std::lock_guard<std::mutex> guard(gLock);
  if (!gFree)
    addBlock();
  TrampolineData *d = gFree;
  gFree = static_cast<TrampolineData *>(d->context);
  *d = {target, context, {}};
  return entryOf(d);
}

} // namespace beamc::rt
