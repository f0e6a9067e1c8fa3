//===- PacketFrame.h - Where a packet of a byte stream ends ---------------------------------------===//
//
// The packet types of erlang:decode_packet/3 and of the option `packet` of sockets. Pure: looks at
// the bytes that there are and says how long the packet at their beginning is. Looks at each byte
// at most once, and for types with a length in their header at the header only, so the rest of the
// packet need not be there, nor contiguous with it.
//===----------------------------------------------------------------------------------------------===//
#pragma once
#include <cstdint>
#include <string_view>

namespace beamc::rt {

enum class PacketType : uint8_t {
  Raw,   ///< all that is there
  Size1, ///< a length of 1, 2, 4 bytes (big endian), then so many bytes
  Size2,
  Size4,
  Asn1,       ///< ASN.1 BER (X.690, 8.1): identifier octets, length octets, contents
  SunRpc,     ///< record marking (RFC 5531, 11): the top bit of the length is a flag
  Cdr,        ///< CORBA GIOP messages
  FastCgi,    ///< FastCGI 1.0, 3.3: padding behind the contents
  Line,       ///< up to a delimiter
  Tpkt,       ///< TPKT (RFC 1006, 6): the length counts the header
  Http,       ///< first line of an HTTP message
  HttpHeader, ///< header line of an HTTP message with the lines that continue it
  SslTls, ///< TLS record (RFC 5246, 6.2), or the SSL 2.0 hello that may come first (appendix E.2)
};

struct PacketLimits {
  uint32_t body = 0; ///< `packet_size`: most bytes without the header, 0: no limit
  uint32_t line = 0; ///< `line_length`: longer lines are cut (Line) or refused (HTTP), 0: no limit
  uint8_t delimiter = '\n'; ///< of Line
};

struct PacketFrame {
  enum Status : uint8_t {
    Found,
    Incomplete, ///< the end cannot be told yet
    Invalid,    ///< malformed or longer than a limit
  };
  Status status;
  /// Found: bytes of the whole packet with header and padding; for types with a length in the
  /// header it may be more than are there.
  uint64_t size = 0;
  /// Found: what of it counts as the packet.
  uint64_t bodyOffset = 0, bodySize = 0;
};

/// The packet at the beginning of \p bytes.
PacketFrame framePacket(PacketType type, std::string_view bytes, const PacketLimits &limits);

/// Header of a TLS record; of an SSL 2.0 hello as the record that it stands for.
struct TlsHeader {
  static constexpr unsigned kSize = 5;

  bool isSsl2Hello;
  uint8_t contentType; ///< handshake (22) for an SSL 2.0 hello
  uint8_t major, minor;
  uint32_t contentSize; ///< bytes that follow these kSize ones
};

/// \p bytes holds at least TlsHeader::kSize. False: an SSL 2.0 hello too short for its version.
bool readTlsHeader(std::string_view bytes, TlsHeader &out);

} // namespace beamc::rt
