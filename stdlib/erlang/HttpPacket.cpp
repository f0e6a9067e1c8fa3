//===- HttpPacket.cpp - What a line of an HTTP message says ---------------------------------------===//
#include "stdlib/erlang/HttpPacket.h"
#include <array>

namespace beamc::rt {
namespace {

/// token (RFC 2616, 2.2): ASCII without controls (but DEL counts here), blanks and separators.
consteval std::array<bool, 256> makeTokenTable() {
  std::array<bool, 256> table{};
  for (unsigned c = '!'; c < 0x80; c++)
    table[c] = true;
  for (char c : std::string_view("()<>@,;:\\\"/[]?={}"))
    table[uint8_t(c)] = false;
  return table;
}
constexpr std::array<bool, 256> kIsToken = makeTokenTable();

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isBlank(char c) { return c == ' ' || c == '\t'; }

/// Takes from the beginning of \p text while \p pred holds.
template <typename Pred> std::string_view take(std::string_view &text, Pred pred) {
  size_t n = 0;
  while (n < text.size() && pred(text[n]))
    n++;
  std::string_view taken = text.substr(0, n);
  text.remove_prefix(n);
  return taken;
}
std::string_view takeToken(std::string_view &text) {
  return take(text, [](char c) { return kIsToken[uint8_t(c)]; });
}
void skipBlanks(std::string_view &text) { take(text, isBlank); }

/// Value of digits; what does not fit 32 bits is lost.
int32_t number(std::string_view digits) {
  uint32_t v = 0;
  for (char c : digits)
    v = v * 10 + uint32_t(c - '0');
  return int32_t(v);
}

/// `HTTP/1.1`.
bool takeVersion(std::string_view &text, HttpPacket &out) {
  constexpr std::string_view kProtocol = "HTTP/";
  if (!text.starts_with(kProtocol))
    return false;
  text.remove_prefix(kProtocol.size());
  std::string_view major = take(text, isDigit);
  if (major.empty() || !text.starts_with('.'))
    return false;
  text.remove_prefix(1);
  std::string_view minor = take(text, isDigit);
  if (minor.empty())
    return false;
  out.major = number(major);
  out.minor = number(minor);
  return true;
}

/// \p prefix in small letters.
bool startsWithNoCase(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size())
    return false;
  for (size_t i = 0; i < prefix.size(); i++) {
    char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? char(c | 0x20) : c) != prefix[i])
      return false;
  }
  return true;
}

/// What is behind `http://`: host, port, path.
HttpUri parseAuthority(std::string_view text, bool secure) {
  HttpUri uri{HttpUri::Absolute, secure, 0, text, "/"};
  if (size_t slash = text.find('/'); slash != std::string_view::npos) {
    uri.text = text.substr(0, slash);
    uri.rest = text.substr(slash);
  }
  if (size_t colon = uri.text.find(':'); colon != std::string_view::npos) {
    std::string_view port = uri.text.substr(colon + 1);
    uri.text = uri.text.substr(0, colon);
    std::string_view digits = take(port, isDigit);
    if (port.empty())
      uri.port = number(digits);
  }
  return uri;
}

/// \p text is not empty.
HttpUri parseUri(std::string_view text) {
  constexpr std::string_view kHttp = "http://", kHttps = "https://";
  if (text == "*")
    return {HttpUri::Any, false, 0, {}, {}};
  if (text.size() == 1 || text[0] == '/') // OTP takes a single character as a path
    return {HttpUri::AbsPath, false, 0, text, {}};
  if (startsWithNoCase(text, kHttp))
    return parseAuthority(text.substr(kHttp.size()), /*secure=*/false);
  if (startsWithNoCase(text, kHttps))
    return parseAuthority(text.substr(kHttps.size()), /*secure=*/true);
  if (size_t colon = text.find(':'); colon != std::string_view::npos)
    return {HttpUri::Scheme, false, 0, text.substr(0, colon), text.substr(colon + 1)};
  return {HttpUri::Other, false, 0, text, {}};
}

/// `HTTP/1.1 200 OK`; status and phrase may be missing, the blank before them may not.
bool parseResponse(std::string_view text, HttpPacket &out) {
  if (!takeVersion(text, out) || text.empty() || !isBlank(text[0]))
    return false;
  skipBlanks(text);
  out.status = number(take(text, isDigit));
  if (!text.empty() && !isBlank(text[0]))
    return false;
  skipBlanks(text);
  out.phrase = text;
  return true;
}

/// `GET / HTTP/1.1`; what is behind the version is ignored, without one it is 0.9.
bool parseRequest(std::string_view text, HttpPacket &out) {
  out.method = takeToken(text);
  if (out.method.empty() || text.empty() || !isBlank(text[0]))
    return false;
  skipBlanks(text);
  std::string_view uri = take(text, [](char c) { return !isBlank(c); });
  if (uri.empty())
    return false;
  out.uri = parseUri(uri);
  skipBlanks(text);
  if (!text.empty())
    return takeVersion(text, out);
  out.major = 0;
  out.minor = 9;
  return true;
}

std::string_view withoutEnd(std::string_view line) {
  if (line.ends_with('\n'))
    line.remove_suffix(1);
  if (line.ends_with('\r'))
    line.remove_suffix(1);
  return line;
}

} // namespace

HttpPacket parseHttpStart(std::string_view line) {
  HttpPacket out{};
  std::string_view text = withoutEnd(line);
  bool response = text.starts_with("HTTP/");
  if (response ? parseResponse(text, out) : parseRequest(text, out))
    out.kind = response ? HttpPacket::Response : HttpPacket::Request;
  return out;
}

HttpPacket parseHttpHeader(std::string_view line) {
  HttpPacket out{};
  std::string_view text = withoutEnd(line);
  if (text.empty()) {
    out.kind = HttpPacket::EndOfHeaders;
    return out;
  }
  out.name = takeToken(text);
  if (!text.starts_with(':'))
    return out;
  text.remove_prefix(1);
  skipBlanks(text);
  out.value = text;
  out.kind = HttpPacket::Header;
  return out;
}

} // namespace beamc::rt
