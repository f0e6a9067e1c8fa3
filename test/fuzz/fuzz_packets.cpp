//===- fuzz_packets.cpp - Any bytes as packets of a stream --------------------------------===//
//
// Where a packet ends does not depend on what follows it: what the beginning of the bytes says
// is what all of them say. A packet's body, and all parts of an HTTP packet, lie inside the packet.
//===----------------------------------------------------------------------===//
#include "stdlib/erlang/HttpPacket.h"
#include "stdlib/erlang/PacketFrame.h"
#include "test/fuzz/Fuzz.h"

using namespace beamc::rt;
using beamc::fuzz::require;

namespace {

void checkInside(std::string_view part, std::string_view line) {
  if (part.empty() || part == "/") // the path of a URI without one is a constant
    return;
  require(part.data() >= line.data() && part.data() + part.size() <= line.data() + line.size(),
          "a part lies inside the line");
}

void checkHttp(const HttpPacket &h, std::string_view line) {
  for (std::string_view part : {h.phrase, h.method, h.uri.text, h.uri.rest, h.name, h.value})
    checkInside(part, line);
  if (h.kind == HttpPacket::Header && h.name.size() <= kMaxCapitalizedHttpName) {
    char out[kMaxCapitalizedHttpName];
    capitalizeHttpName(h.name, out);
    require(httpHeaderNumber(h.name) == httpHeaderNumber({out, h.name.size()}),
            "case does not change what a header is");
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  beamc::fuzz::Input input(bytes, size < 3 ? size : 3);
  auto type = PacketType(input.below(unsigned(PacketType::SslTls) + 1));
  PacketLimits limits;
  if (input.below(4) == 0) {
    limits.body = input.below(64);
    limits.line = input.below(64);
  }
  size_t used = size < 3 ? size : 3;
  std::string_view all(reinterpret_cast<const char *>(bytes) + used, size - used);
  PacketFrame f = framePacket(type, all, limits);
  if (f.status == PacketFrame::Found) {
    require(f.bodyOffset + f.bodySize <= f.size, "the body lies inside the packet");
    if (f.size <= all.size() && type == PacketType::Http)
      checkHttp(parseHttpStart(all.substr(0, f.size)), all);
    if (f.size <= all.size() && type == PacketType::HttpHeader)
      checkHttp(parseHttpHeader(all.substr(0, f.size)), all);
  }
  if (type == PacketType::Raw || limits.body || limits.line)
    return 0;
  for (size_t n = 0; n < all.size(); n++) {
    PacketFrame early = framePacket(type, all.substr(0, n), limits);
    if (early.status != PacketFrame::Incomplete)
      require(early.status == f.status && early.size == f.size && early.bodySize == f.bodySize,
              "what follows a packet does not change it");
  }
  return 0;
}
