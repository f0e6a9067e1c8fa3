//===- PacketFrame.cpp - Where a packet of a byte stream ends -------------------------------------===//
#include "stdlib/erlang/PacketFrame.h"

namespace beamc::rt {
namespace {

constexpr PacketFrame kIncomplete{PacketFrame::Incomplete};
constexpr PacketFrame kInvalid{PacketFrame::Invalid};
/// No packet with its header is longer, whatever its type.
constexpr uint64_t kMaxSize = INT32_MAX;

/// Unsigned integer of \p n bytes.
uint32_t bigEndian(std::string_view bytes, uint64_t at, unsigned n) {
  uint32_t v = 0;
  for (unsigned i = 0; i < n; i++)
    v = v << 8 | uint8_t(bytes[at + i]);
  return v;
}

/// \p header bytes, then \p body bytes, of which the last \p padding do not count.
PacketFrame counted(uint64_t header, uint64_t body, const PacketLimits &limits, bool keepHeader,
                    uint64_t padding = 0) {
  if (header + body > kMaxSize || (limits.body && body > limits.body))
    return kInvalid;
  uint64_t from = keepHeader ? 0 : header;
  return {PacketFrame::Found, header + body, from, header + body - from - padding};
}

PacketFrame sized(std::string_view bytes, unsigned header, const PacketLimits &limits) {
  if (bytes.size() < header)
    return kIncomplete;
  return counted(header, bigEndian(bytes, 0, header), limits, /*keepHeader=*/false);
}

PacketFrame asn1(std::string_view bytes, const PacketLimits &limits) {
  if (bytes.size() < 2)
    return kIncomplete;
  uint64_t at = 1;
  if ((bytes[0] & 0x1f) == 0x1f) { // the tag's number is in the octets up to one without top bit
    while (at < bytes.size() && (bytes[at] & 0x80))
      at++;
    at++;
    if (at >= bytes.size())
      return kIncomplete;
  }
  uint8_t length = uint8_t(bytes[at++]);
  if (length < 0x80)
    return counted(at, length, limits, /*keepHeader=*/true);
  unsigned octets = length & 0x7f; // 0: the indefinite form, whose contents are packets themselves
  if (bytes.size() - at < octets)
    return kIncomplete;
  if (octets > 4)
    return kInvalid;
  return counted(at + octets, bigEndian(bytes, at, octets), limits, /*keepHeader=*/true);
}

PacketFrame sunRpc(std::string_view bytes, const PacketLimits &limits) {
  if (bytes.size() < 4)
    return kIncomplete;
  return counted(4, bigEndian(bytes, 0, 4) & 0x7fffffff, limits, /*keepHeader=*/true);
}

PacketFrame cdr(std::string_view bytes, const PacketLimits &limits) {
  constexpr uint64_t kHeader = 12, kFlags = 6, kLength = 8;
  if (bytes.size() < kHeader)
    return kIncomplete;
  if (!bytes.starts_with("GIOP"))
    return kInvalid;
  uint32_t body = bigEndian(bytes, kLength, 4);
  if (bytes[kFlags] & 1)
    body = __builtin_bswap32(body);
  return counted(kHeader, body, limits, /*keepHeader=*/true);
}

PacketFrame fastCgi(std::string_view bytes, const PacketLimits &limits) {
  constexpr uint64_t kHeader = 8, kContentLength = 4, kPaddingLength = 6;
  constexpr char kVersion = 1;
  if (bytes.size() < kHeader)
    return kIncomplete;
  if (bytes[0] != kVersion)
    return kInvalid;
  uint32_t padding = bigEndian(bytes, kPaddingLength, 1);
  return counted(kHeader, bigEndian(bytes, kContentLength, 2) + padding, limits,
                 /*keepHeader=*/true, padding);
}

PacketFrame tpkt(std::string_view bytes, const PacketLimits &limits) {
  constexpr uint64_t kHeader = 4, kLength = 2;
  constexpr char kVersion = 3;
  if (bytes.size() < kHeader)
    return kIncomplete;
  uint32_t size = bigEndian(bytes, kLength, 2);
  if (bytes[0] != kVersion || size < kHeader)
    return kInvalid;
  return counted(kHeader, size - kHeader, limits, /*keepHeader=*/true);
}

PacketFrame sslTls(std::string_view bytes, const PacketLimits &limits) {
  TlsHeader header;
  if (bytes.size() < TlsHeader::kSize)
    return kIncomplete;
  if (!readTlsHeader(bytes, header))
    return kInvalid;
  return counted(TlsHeader::kSize, header.contentSize, limits, /*keepHeader=*/true);
}

PacketFrame whole(uint64_t size) { return {PacketFrame::Found, size, 0, size}; }

PacketFrame line(std::string_view bytes, const PacketLimits &limits) {
  uint64_t at = bytes.find(char(limits.delimiter));
  bool found = at != std::string_view::npos;
  uint64_t size = found ? at + 1 : bytes.size();
  if (limits.body && size > limits.body)
    return kInvalid;
  if (limits.line && size >= limits.line)
    return whole(limits.line);
  return found ? whole(size) : kIncomplete;
}

/// HTTP: `packet_size`, else `line_length`, limits the line with those that continue it. As OTP
/// has it, a limit of one byte does not refuse the end of the headers when nothing follows it yet,
/// and nothing continues a line of one character or none.
PacketFrame httpLine(std::string_view bytes, const PacketLimits &limits, bool mayContinue) {
  constexpr uint64_t kNeverContinued = 2;
  uint64_t limit = limits.body ? limits.body : limits.line;
  if (bytes == "\r\n" || bytes == "\n")
    return whole(bytes.size());
  for (uint64_t size = 0;;) {
    uint64_t at = bytes.find('\n', size);
    if (at == std::string_view::npos)
      return limit && !bytes.empty() && bytes.size() >= limit ? kInvalid : kIncomplete;
    size = at + 1;
    if (limit && size > limit)
      return kInvalid;
    if (!mayContinue)
      return whole(size);
    if (size == bytes.size())
      return kIncomplete;
    if (size <= kNeverContinued || (bytes[size] != ' ' && bytes[size] != '\t'))
      return whole(size);
  }
}

} // namespace

PacketFrame framePacket(PacketType type, std::string_view bytes, const PacketLimits &limits) {
  switch (type) {
  case PacketType::Raw: return bytes.empty() ? kIncomplete : whole(bytes.size());
  case PacketType::Size1: return sized(bytes, 1, limits);
  case PacketType::Size2: return sized(bytes, 2, limits);
  case PacketType::Size4: return sized(bytes, 4, limits);
  case PacketType::Asn1: return asn1(bytes, limits);
  case PacketType::SunRpc: return sunRpc(bytes, limits);
  case PacketType::Cdr: return cdr(bytes, limits);
  case PacketType::FastCgi: return fastCgi(bytes, limits);
  case PacketType::Line: return line(bytes, limits);
  case PacketType::Tpkt: return tpkt(bytes, limits);
  case PacketType::Http: return httpLine(bytes, limits, /*mayContinue=*/false);
  case PacketType::HttpHeader: return httpLine(bytes, limits, /*mayContinue=*/true);
  case PacketType::SslTls: return sslTls(bytes, limits);
  }
  __builtin_unreachable();
}

bool readTlsHeader(std::string_view bytes, TlsHeader &out) {
  constexpr uint8_t kClientHello = 1, kHandshake = 22;
  // SSL 2.0: length of what follows it (top bit set), message type, version.
  out.isSsl2Hello = (bytes[0] & 0x80) && bytes[2] == kClientHello;
  if (out.isSsl2Hello) {
    constexpr uint32_t kBeforeContent = 3;
    uint32_t size = bigEndian(bytes, 0, 2) & 0x7fff;
    if (size < kBeforeContent)
      return false;
    out.contentType = kHandshake;
    out.major = uint8_t(bytes[3]);
    out.minor = uint8_t(bytes[4]);
    out.contentSize = size - kBeforeContent;
    return true;
  }
  out.contentType = uint8_t(bytes[0]);
  out.major = uint8_t(bytes[1]);
  out.minor = uint8_t(bytes[2]);
  out.contentSize = bigEndian(bytes, 3, 2);
  return true;
}

} // namespace beamc::rt
