//===- HttpPacket.h - What a line of an HTTP message says -----------------------------------------===//
//
// HTTP/1.1 (RFC 2616, 4 to 6) as erlang:decode_packet/3 and the packet types of sockets give it.
// Pure: the parts are views of the line (or of constants) and copied nowhere.
//===----------------------------------------------------------------------------------------------===//
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace beamc::rt {

struct HttpUri {
  enum Kind : uint8_t {
    Any,      ///< `*`
    AbsPath,  ///< `text` is the path
    Absolute, ///< http or https: `text` is the host, `rest` the path
    Scheme,   ///< another scheme: `text` is its name, `rest` what is behind the colon
    Other,    ///< `text` is all of it
  };
  Kind kind;
  bool secure;  ///< Absolute: https
  int32_t port; ///< Absolute: 0 if there is none, or if it is not all digits
  std::string_view text, rest;
};

struct HttpPacket {
  enum Kind : uint8_t { Malformed, Request, Response, Header, EndOfHeaders };
  Kind kind;
  /// Request, Response; like `status` and `port` what 32 bits keep of the digits.
  int32_t major, minor;
  int32_t status;          ///< Response
  std::string_view phrase; ///< Response
  std::string_view method; ///< Request
  HttpUri uri;             ///< Request
  std::string_view name;   ///< Header, as it was sent
  std::string_view value;  ///< Header, with the ends of lines inside
};

/// \p line as framePacket finds it (PacketType::Http): with the end of line.
HttpPacket parseHttpStart(std::string_view line);
/// The same for PacketType::HttpHeader: a header line with those that continue it.
HttpPacket parseHttpHeader(std::string_view line);

inline constexpr unsigned kHttpHeaders = 0
#define HTTP_HEADER(name) +1
#include "stdlib/erlang/HttpNames.def"
    ;
inline constexpr unsigned kHttpMethods = 0
#define HTTP_METHOD(name) +1
#include "stdlib/erlang/HttpNames.def"
    ;
/// Number from 1 of a header field in HttpNames.def, whatever its case; 0: not there.
unsigned httpHeaderNumber(std::string_view name);
/// Number from 1 of a method in HttpNames.def; 0: not there.
unsigned httpMethodNumber(std::string_view name);
/// Their names by number - 1.
std::span<const std::string_view, kHttpHeaders> httpHeaderNames();
std::span<const std::string_view, kHttpMethods> httpMethodNames();

/// Longer names of header fields stay as they were sent.
inline constexpr unsigned kMaxCapitalizedHttpName = 50;
/// \p name (at most kMaxCapitalizedHttpName bytes) with capitals where its parts begin, the
/// other letters small, into \p out.
void capitalizeHttpName(std::string_view name, char *out);

} // namespace beamc::rt
