//===- RamFile.cpp - The port driver ram_file_drv: files in memory -----------------------------------===//
//
// What OTP's module ram_file (file:open/2 with the option ram) speaks with: a command is a byte for
// the operation and its arguments, 32-bit numbers with the highest byte first; a reply a byte for
// its kind, a number, and data. (kernel/src/ram_file.erl has the numbers.)
//===----------------------------------------------------------------------===//
#include "runtime/io/LinkedDriver.h"
#include <algorithm>
#include <new>
#include <string>

namespace beamc::rt {
namespace {

enum Operation : uint8_t {
  kOpen = 1,
  kRead = 2,
  kSeek = 3,
  kWrite = 4,
  kSync = 9,
  kTruncate = 14,
  kReadAt = 17,
  kWriteAt = 18,
  kSyncData = 19,
  kGet = 30,
  kSize = 37,
  kAdvise = 38,
  kAllocate = 39,
};
enum Reply : uint8_t { kOk = 0, kError = 1, kData = 2, kNumber = 3 };
enum Mode : uint32_t { kModeRead = 1, kModeWrite = 2 };

struct RamFile {
  std::string bytes;
  uint64_t position = 0;
  uint32_t mode = 0; ///< 0: not opened yet
};

/// The arguments of a command.
class Arguments {
public:
  Arguments(const uint8_t *bytes, uint64_t size) : at_(bytes), left_(size) {}
  bool number(int32_t &n) {
    if (left_ < 4)
      return false;
    n = int32_t(uint32_t(at_[0]) << 24 | uint32_t(at_[1]) << 16 | uint32_t(at_[2]) << 8 | at_[3]);
    at_ += 4;
    left_ -= 4;
    return true;
  }
  std::string_view rest() const { return {reinterpret_cast<const char *>(at_), left_}; }

private:
  const uint8_t *at_;
  uint64_t left_;
};

void reply(Port &port, Reply kind) {
  uint8_t head = kind;
  deliverReply(port, &head, 1, nullptr);
}
void replyError(Port &port, std::string_view name) {
  std::string head(1, char(kError));
  head += name;
  deliverReply(port, reinterpret_cast<const uint8_t *>(head.data()), head.size(), nullptr);
}
void replyNumber(Port &port, Reply kind, uint64_t n, const std::string_view *data = nullptr) {
  uint8_t head[5] = {kind, uint8_t(n >> 24), uint8_t(n >> 16), uint8_t(n >> 8), uint8_t(n)};
  deliverReply(port, head, sizeof head, data);
}

std::string_view piece(const RamFile &file, uint64_t position, uint64_t size) {
  position = std::min<uint64_t>(position, file.bytes.size());
  return std::string_view(file.bytes).substr(position, size);
}

void write(RamFile &file, uint64_t position, std::string_view data) {
  if (file.bytes.size() < position + data.size())
    file.bytes.resize(position + data.size());
  std::copy(data.begin(), data.end(), file.bytes.begin() + std::ptrdiff_t(position));
}

void seek(Port &port, RamFile &file, int64_t offset, int32_t whence) {
  constexpr int64_t kMost = INT32_MAX;
  int64_t from[] = {0, int64_t(file.position), int64_t(file.bytes.size())};
  if (whence < 0 || whence > 2 || from[whence] + offset < 0 || from[whence] + offset > kMost)
    return replyError(port, "einval");
  file.position = uint64_t(from[whence] + offset);
  replyNumber(port, kNumber, file.position);
}

void execute(Port &port, RamFile &file, uint8_t operation, Arguments arguments) {
  int32_t a = 0, b = 0;
  bool mayRead = file.mode & kModeRead, mayWrite = file.mode & kModeWrite;
  switch (operation) {
  case kOpen:
    if (!arguments.number(a))
      return replyError(port, "einval");
    file.bytes = arguments.rest();
    file.position = 0;
    file.mode = uint32_t(a);
    return replyNumber(port, kNumber, 0);
  case kRead: {
    if (!mayRead)
      return replyError(port, "ebadf");
    if (!arguments.number(a) || a < 0)
      return replyError(port, "einval");
    std::string_view data = piece(file, file.position, uint64_t(a));
    file.position += data.size();
    return replyNumber(port, kData, data.size(), &data);
  }
  case kReadAt: {
    if (!arguments.number(a) || !arguments.number(b) || a < 0 || b < 0)
      return replyError(port, "einval");
    if (!mayRead)
      return replyError(port, "ebadf");
    std::string_view data = piece(file, uint64_t(a), uint64_t(b));
    return replyNumber(port, kData, data.size(), &data);
  }
  case kSeek:
    return arguments.number(a) && arguments.number(b) ? seek(port, file, a, b)
                                                      : replyError(port, "einval");
  case kWrite:
    if (!mayWrite)
      return replyError(port, "ebadf");
    write(file, file.position, arguments.rest());
    file.position += arguments.rest().size();
    return replyNumber(port, kNumber, arguments.rest().size());
  case kWriteAt:
    if (!mayWrite)
      return replyError(port, "ebadf");
    if (!arguments.number(a) || a < 0)
      return replyError(port, "einval");
    write(file, uint64_t(a), arguments.rest());
    return replyNumber(port, kNumber, arguments.rest().size());
  case kTruncate:
    if (!mayWrite)
      return replyError(port, "eacces");
    file.bytes.resize(file.position);
    return reply(port, kOk);
  case kGet: {
    std::string_view data = file.bytes;
    return replyNumber(port, kData, data.size(), &data);
  }
  case kSize: return replyNumber(port, kNumber, file.bytes.size());
  case kSync:
  case kSyncData:
  case kAdvise:
  case kAllocate: return reply(port, kOk);
  default: return; // as OTP's: no reply
  }
}

void *start() { return new (std::nothrow) RamFile(); }

void output(Port &port, void *state, const uint8_t *bytes, uint64_t size) {
  if (size)
    execute(port, *static_cast<RamFile *>(state), bytes[0], Arguments(bytes + 1, size - 1));
}

void stop(void *state) { delete static_cast<RamFile *>(state); }

} // namespace

const LinkedDriver kRamFileDriver = {"ram_file_drv", start, output, stop};

} // namespace beamc::rt
