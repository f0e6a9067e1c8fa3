//===- DecodePacketBif.cpp - erlang:decode_packet -------------------------------------------------===//
#include "runtime/term/Bits.h"
#include "runtime/term/Integer.h"
#include "stdlib/Bif.h"
#include "stdlib/erlang/HttpPacket.h"
#include "stdlib/erlang/PacketFrame.h"
#include <optional>

BEAMC_BIF_NAMESPACE_BEGIN(erlang)
namespace {

struct Atoms {
  Term more = internAtom("more"), invalid = internAtom("invalid"), sslTls = internAtom("ssl_tls"),
       httpRequest = internAtom("http_request"), httpResponse = internAtom("http_response"),
       httpHeader = internAtom("http_header"), httpEoh = internAtom("http_eoh"),
       httpError = internAtom("http_error"), absPath = internAtom("abs_path"),
       absoluteUri = internAtom("absoluteURI"), scheme = internAtom("scheme"),
       http = internAtom("http"), https = internAtom("https"), any = internAtom("*"),
       packetSize = internAtom("packet_size"), lineLength = internAtom("line_length"),
       lineDelimiter = internAtom("line_delimiter");
};
const Atoms &atoms() {
  static const Atoms a;
  return a;
}

/// Atoms of known names by number - 1: no text from outside makes an atom.
template <size_t N> struct NameAtoms {
  Term atoms[N];
  explicit NameAtoms(std::span<const std::string_view, N> names) {
    for (size_t i = 0; i < N; i++)
      atoms[i] = internAtom(names[i]);
  }
};
Term headerAtom(unsigned number) {
  static const NameAtoms names(httpHeaderNames());
  return names.atoms[number - 1];
}
Term methodAtom(unsigned number) {
  static const NameAtoms names(httpMethodNames());
  return names.atoms[number - 1];
}

struct NamedType {
  const char *name;
  PacketType type;
  bool binaries; ///< HTTP: texts are binaries, not strings
};

bool readType(Term t, NamedType &out) {
  if (t.isSmall()) {
    switch (t.smallValue()) {
    case 0: out = {nullptr, PacketType::Raw, false}; return true;
    case 1: out = {nullptr, PacketType::Size1, false}; return true;
    case 2: out = {nullptr, PacketType::Size2, false}; return true;
    case 4: out = {nullptr, PacketType::Size4, false}; return true;
    default: return false;
    }
  }
  static constexpr NamedType kTypes[] = {
      {"raw", PacketType::Raw, false},          {"line", PacketType::Line, false},
      {"asn1", PacketType::Asn1, false},        {"sunrm", PacketType::SunRpc, false},
      {"cdr", PacketType::Cdr, false},          {"fcgi", PacketType::FastCgi, false},
      {"tpkt", PacketType::Tpkt, false},        {"ssl_tls", PacketType::SslTls, false},
      {"http", PacketType::Http, false},        {"http_bin", PacketType::Http, true},
      {"httph", PacketType::HttpHeader, false}, {"httph_bin", PacketType::HttpHeader, true},
  };
  struct Names {
    Term atoms[std::size(kTypes)];
    Names() {
      for (size_t i = 0; i < std::size(kTypes); i++)
        atoms[i] = internAtom(kTypes[i].name);
    }
  };
  static const Names names;
  for (size_t i = 0; i < std::size(kTypes); i++)
    if (names.atoms[i] == t) {
      out = kTypes[i];
      return true;
    }
  return false;
}

bool readLimits(Term options, PacketType type, PacketLimits &out) {
  for (; options.isCons(); options = options.tail()) {
    Term t = options.head();
    uint64_t value;
    if (!t.isTuple(2) || !toUint64(t.element(1), value) || value > UINT32_MAX)
      return false;
    Term key = t.element(0);
    if (key == atoms().packetSize)
      out.body = uint32_t(value);
    else if (key == atoms().lineLength)
      out.line = uint32_t(value);
    else if (key == atoms().lineDelimiter && type == PacketType::Line && value <= UINT8_MAX)
      out.delimiter = uint8_t(value);
    else
      return false;
  }
  return options.isNil();
}

/// The bytes at the beginning of a bitstring that framing and HTTP look at. Those of a bitstring
/// between byte borders are copied, but no more of them than are looked at: a program that takes
/// packet after packet from a long one shall not copy all of it each time.
class Input {
public:
  explicit Input(Term bits) : whole_(bits) { load(whole_.byteAligned() ? size() : kFirst); }

  uint64_t size() const { return whole_.wholeBytes(); } ///< of all
  std::string_view view() const { return bytes_->view(); }

  PacketFrame frame(PacketType type, const PacketLimits &limits) {
    // A line that is too long for both limits differs from one that has just begun.
    if (type == PacketType::Raw || (type == PacketType::Line && limits.body && limits.line))
      load(size());
    for (;;) {
      PacketFrame f = framePacket(type, view(), limits);
      if (f.status != PacketFrame::Incomplete || view().size() == size())
        return f;
      load(view().size() * 2);
    }
  }
  /// Makes view() hold the first \p n bytes, or all.
  void load(uint64_t n) {
    n = n < size() ? n : size();
    if (!bytes_ || n > view().size())
      bytes_.emplace(BitsView(whole_.base, whole_.offset, n * 8));
  }

private:
  static constexpr uint64_t kFirst = 256;
  BitsView whole_;
  std::optional<BytesOf> bytes_;
};

/// Texts of an HTTP packet: views of \p input_ (or of constants) as the type wants them.
class HttpTerms {
public:
  HttpTerms(Process &p, Term bits, const Input &input, bool binaries)
      : p_(p), bits_(bits), input_(input), binaries_(binaries) {}

  Term packet(const HttpPacket &h, std::string_view line) {
    const Atoms &a = atoms();
    switch (h.kind) {
    case HttpPacket::Malformed: return makeTuple(p_, {a.httpError, text(line)});
    case HttpPacket::EndOfHeaders: return a.httpEoh;
    case HttpPacket::Request:
      return makeTuple(p_, {a.httpRequest, method(h.method), uri(h.uri), version(h)});
    case HttpPacket::Response:
      return makeTuple(p_, {a.httpResponse, version(h), Term::small(h.status), text(h.phrase)});
    case HttpPacket::Header: {
      unsigned number = httpHeaderNumber(h.name);
      Term name = number ? headerAtom(number) : capitalized(h.name);
      return makeTuple(p_, {a.httpHeader, Term::small(number), name, text(h.name), text(h.value)});
    }
    }
    __builtin_unreachable();
  }

private:
  Term text(std::string_view s) {
    if (!binaries_)
      return makeStringLatin1(p_, s);
    // Small ones do not keep the input; constants are small.
    constexpr size_t kShared = 65;
    if (s.size() < kShared)
      return makeBinary(p_, s);
    return makeSubBits(p_, bits_, uint64_t(s.data() - input_.view().data()) * 8, s.size() * 8);
  }
  Term capitalized(std::string_view name) {
    if (name.size() > kMaxCapitalizedHttpName)
      return text(name);
    char out[kMaxCapitalizedHttpName];
    capitalizeHttpName(name, out);
    return text({out, name.size()});
  }
  Term method(std::string_view name) {
    unsigned number = httpMethodNumber(name);
    return number ? methodAtom(number) : text(name);
  }
  Term version(const HttpPacket &h) {
    return makeTuple(p_, {Term::small(h.major), Term::small(h.minor)});
  }
  Term uri(const HttpUri &u) {
    const Atoms &a = atoms();
    switch (u.kind) {
    case HttpUri::Any: return a.any;
    case HttpUri::AbsPath: return makeTuple(p_, {a.absPath, text(u.text)});
    case HttpUri::Absolute:
      return makeTuple(p_, {a.absoluteUri, u.secure ? a.https : a.http, text(u.text),
                            u.port ? Term::small(u.port) : atom::undefined, text(u.rest)});
    case HttpUri::Scheme: return makeTuple(p_, {a.scheme, text(u.text), text(u.rest)});
    case HttpUri::Other: return text(u.text);
    }
    __builtin_unreachable();
  }

  Process &p_;
  Term bits_;
  const Input &input_;
  bool binaries_;
};

/// {ssl_tls, [], ContentType, {Major, Minor}, Content}; an SSL 2.0 hello comes as a handshake
/// message (RFC 5246, 7.4): type 1, a length of 3 bytes, version, the rest.
Term tlsRecord(Process &p, Term bits, std::string_view bytes) {
  constexpr uint64_t kHelloHeader = 6;
  TlsHeader h;
  readTlsHeader(bytes, h);
  Term content = makeSubBits(p, bits, uint64_t(TlsHeader::kSize) * 8, uint64_t(h.contentSize) * 8);
  if (h.isSsl2Hello) {
    BytesOf from(content);
    uint32_t size = h.contentSize + 2;
    uint8_t *out;
    content = makeBinaryUninit(p, kHelloHeader + from.size(), &out);
    const uint8_t header[kHelloHeader] = {
        1, uint8_t(size >> 16), uint8_t(size >> 8), uint8_t(size), h.major, h.minor};
    memcpy(out, header, kHelloHeader);
    if (from.size())
      memcpy(out + kHelloHeader, from.data(), from.size());
  }
  Term version = makeTuple(p, {Term::small(h.major), Term::small(h.minor)});
  return makeTuple(p, {atoms().sslTls, Term::nil(), Term::small(h.contentType), version, content});
}

} // namespace

/// The packet of \p type at the beginning of \p bits: {ok, Packet, Rest}, {more, Size | undefined}
/// when there is not all of it, {error, invalid}.
/// badarg: \p type (cause badopt), \p bits or an option is none.
BIF(erlang, decode_packet, 3, Pure, Returns(Tuple))
Term decode_packet_3(Process &p, Term type, Term bits, Term options) {
  NamedType t;
  if (!readType(type, t))
    return p.failInfo(atom::badarg, atom::badopt);
  PacketLimits limits;
  if (!bits.isBitstring() || !readLimits(options, t.type, limits))
    return p.fail(atom::badarg);
  Input input(bits);
  PacketFrame f = input.frame(t.type, limits);
  if (f.status == PacketFrame::Invalid)
    return makeTuple(p, {atom::error, atoms().invalid});
  if (f.status == PacketFrame::Incomplete)
    return makeTuple(p, {atoms().more, atom::undefined});
  if (f.size > input.size())
    return makeTuple(p, {atoms().more, Term::small(int64_t(f.size))});
  Term packet;
  if (t.type == PacketType::Http || t.type == PacketType::HttpHeader) {
    std::string_view line = input.view().substr(0, f.size);
    HttpPacket h = t.type == PacketType::Http ? parseHttpStart(line) : parseHttpHeader(line);
    packet = HttpTerms(p, bits, input, t.binaries).packet(h, line);
  } else if (t.type == PacketType::SslTls) {
    packet = tlsRecord(p, bits, input.view());
  } else {
    packet = makeSubBits(p, bits, f.bodyOffset * 8, f.bodySize * 8);
  }
  Term rest = makeSubBits(p, bits, f.size * 8, bits.bitSize() - f.size * 8);
  return makeTuple(p, {atom::ok, packet, rest});
}

BEAMC_BIF_NAMESPACE_END
