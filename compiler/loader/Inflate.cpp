//===- Inflate.cpp --------------------------------------------------------===//
#include "compiler/loader/Inflate.h"

#include <algorithm>
#include <zlib.h>

namespace beamc::loader {

const char *inflateBytes(std::span<const uint8_t> bytes, Compression compression, size_t limit,
                         std::vector<uint8_t> &out) {
  z_stream stream{};
  int windowBits = compression == Compression::Gzip ? 15 + 16 : 15;
  if (inflateInit2(&stream, windowBits) != Z_OK)
    return "the decompressor could not be started";
  stream.next_in = const_cast<Bytef *>(bytes.data());
  stream.avail_in = uInt(bytes.size());
  const char *problem = nullptr;
  out.clear();
  for (;;) {
    size_t have = out.size();
    out.resize(have + std::max<size_t>(have, 64 << 10));
    stream.next_out = out.data() + have;
    stream.avail_out = uInt(out.size() - have);
    int status = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
    if (out.size() > limit) {
      problem = "the data is larger than announced";
      break;
    }
    if (status == Z_STREAM_END)
      break;
    if (status == Z_BUF_ERROR ||
        (status == Z_OK && stream.avail_in == 0 && stream.avail_out != 0)) {
      problem = "the data ends too early";
      break;
    }
    if (status != Z_OK) {
      problem = "the data is not valid";
      break;
    }
  }
  inflateEnd(&stream);
  return problem;
}

std::string deflateBytes(std::string_view bytes) {
  uLongf size = compressBound(uLong(bytes.size()));
  std::string out(size, '\0');
  compress2(reinterpret_cast<Bytef *>(out.data()), &size,
            reinterpret_cast<const Bytef *>(bytes.data()), uLong(bytes.size()), 9);
  out.resize(size);
  return out;
}

} // namespace beamc::loader
