//===- Stubs.cpp ----------------------------------------------------------------------------===//
#include "runtime/interp/Stubs.h"
#include <cstring>
#include <sys/mman.h>

namespace beamc::rt::interp {

// Order in the mapping: stubs, locations, targets (one word for each stub's jump).

StubArea::~StubArea() {
  if (memory_)
    munmap(memory_, bytes_);
}

bool StubArea::reserve(size_t stubs, size_t locations) {
  locations_ = stubs * kStubBytes;
  targets_ = locations_ + locations * sizeof(CodeLocation);
  bytes_ = targets_ + stubs * sizeof(Word);
  void *m = mmap(nullptr, bytes_ + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (m == MAP_FAILED)
    return false;
  bytes_ += 1;
  memory_ = static_cast<char *>(m);
  return true;
}

bool StubArea::finish(const std::vector<StubSpec> &stubs,
                      const std::vector<CodeLocation> &locations) {
  if (!locations.empty())
    memcpy(memory_ + locations_, locations.data(), locations.size() * sizeof(CodeLocation));
  auto *targets = reinterpret_cast<Word *>(memory_ + targets_);
  for (size_t i = 0; i != stubs.size(); i++) {
    const StubSpec &s = stubs[i];
    char *at = memory_ + i * kStubBytes, *entry = at + sizeof(CodePrefix);
    CodePrefix prefix = {0, 0, s.frameSize, 0};
    if (s.location != kNone)
      prefix.location = int32_t(reinterpret_cast<const char *>(location(s.location)) - entry);
    if (s.handler != kNone)
      prefix.handler = int32_t(
          reinterpret_cast<const char *>(reinterpret_cast<const void *>(stub(s.handler))) - entry);
    memcpy(at, &prefix, sizeof prefix);
    targets[i] = reinterpret_cast<Word>(s.target);
#if defined(__x86_64__)
    // movabs r11, context; jmp [rip + target]. (Trampoline.cpp says why r11.)
    const int32_t distance = int32_t(reinterpret_cast<char *>(&targets[i]) - (entry + 16));
    const unsigned char load[] = {0x49, 0xbb}, jump[] = {0xff, 0x25};
    memcpy(entry, load, 2);
    memcpy(entry + 2, &s.context, 8);
    memcpy(entry + 10, jump, 2);
    memcpy(entry + 12, &distance, 4);
#else
#error "write the stubs for this architecture"
#endif
  }
  return mprotect(memory_, bytes_, PROT_READ | PROT_EXEC) == 0;
}

} // namespace beamc::rt::interp
