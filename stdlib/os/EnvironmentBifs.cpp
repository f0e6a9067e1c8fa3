//===- EnvironmentBifs.cpp - os: environment, process number, signals ---------------------------===//
#include "runtime/heap/Build.h"
#include "runtime/term/Bits.h"
#include "runtime/term/List.h"
#include "runtime/term/WorkStack.h"
#include "stdlib/Bif.h"
#include "stdlib/os/Environment.h"
#include <cstdlib>
#include <mutex>
#include <unistd.h>

extern "C" char **environ;

BEAMC_BIF_NAMESPACE_BEGIN(os)

namespace {

std::mutex gEnvironmentLock; // for `environ`

/// A list of code points, or a binary, as UTF-8 with a zero byte behind. False when malformed or
/// with a zero inside.
bool text(Term t, Bytes &out) {
  if (t.isBinary()) {
    BytesOf b(t);
    for (uint64_t i = 0; i < b.size(); i++)
      out.push(b.data()[i]);
  } else {
    for (; t.isCons(); t = t.tail()) {
      Term c = t.head();
      uint8_t utf8[4];
      if (!c.isSmall() || c.smallValue() <= 0 || !isCodePoint(uint64_t(c.smallValue())))
        return false;
      unsigned n = encodeUtf8(uint32_t(c.smallValue()), utf8);
      for (unsigned i = 0; i < n; i++)
        out.push(utf8[i]);
    }
    if (!t.isNil())
      return false;
  }
  out.push(0);
  return true;
}

const char *cString(Bytes &b) { return reinterpret_cast<const char *>(b.data()); }

bool isName(const char *s) { return *s && !strchr(s + (*s == '='), '='); }

/// UTF-8 as code points; bytes that are none become characters of their number.
Term string(Process &p, std::string_view s) {
  ListBuilder out(p);
  auto *at = reinterpret_cast<const uint8_t *>(s.data()), *end = at + s.size();
  while (at < end) {
    uint32_t c;
    unsigned n = decodeUtf8(at, uint64_t(end - at), c);
    out.add(Term::small(n ? c : *at));
    at += n ? n : 1;
  }
  return out.finish();
}

} // namespace

/// os:getenv/1: the value as a string, or false.
BIF(os, getenv, 1)
Term getenv_1(Process &p, Term name) {
  Bytes key;
  if (!text(name, key))
    return p.fail(atom::badarg);
  std::lock_guard<std::mutex> guard(gEnvironmentLock);
  const char *value = getenv(cString(key));
  return value ? string(p, value) : atom::false_;
}

BIF(os, putenv, 2)
Term putenv_2(Process &p, Term name, Term value) {
  Bytes key, to;
  if (!text(name, key) || !text(value, to) || !isName(cString(key)))
    return p.fail(atom::badarg);
  std::lock_guard<std::mutex> guard(gEnvironmentLock);
  setenv(cString(key), cString(to), 1);
  return atom::true_;
}

BIF(os, unsetenv, 1)
Term unsetenv_1(Process &p, Term name) {
  Bytes key;
  if (!text(name, key) || !isName(cString(key)))
    return p.fail(atom::badarg);
  std::lock_guard<std::mutex> guard(gEnvironmentLock);
  unsetenv(cString(key));
  return atom::true_;
}

/// os:env/0: [{Name, Value}].
BIF(os, env, 0)
Term env_0(Process &p) {
  std::lock_guard<std::mutex> guard(gEnvironmentLock);
  Term list = Term::nil();
  for (char **e = environ; e && *e; e++) {
    std::string_view entry(*e);
    size_t equals = entry.find('=', 1);
    if (equals == std::string_view::npos)
      continue;
    Term name = string(p, entry.substr(0, equals)), value = string(p, entry.substr(equals + 1));
    list = makeCons(p, makeTuple(p, {name, value}), list);
  }
  return list;
}

/// os:getpid/0: as a string.
BIF(os, getpid, 0, Returns(List))
Term getpid_0(Process &p) {
  char digits[24];
  snprintf(digits, sizeof digits, "%d", int(::getpid()));
  return makeStringLatin1(p, digits);
}

BEAMC_BIF_NAMESPACE_END

void beamc::bif::copyEnvironment(rt::Bytes &out) {
  std::lock_guard<std::mutex> guard(os::gEnvironmentLock);
  for (char **e = environ; e && *e; e++)
    out.append(reinterpret_cast<const uint8_t *>(*e), strlen(*e) + 1);
}

BEAMC_BIF_NAMESPACE_BEGIN(file)
/// file:native_name_encoding/0.
BIF(file, native_name_encoding, 0)
Term native_name_encoding_0(Process &) { return atom::utf8; }
BEAMC_BIF_NAMESPACE_END
