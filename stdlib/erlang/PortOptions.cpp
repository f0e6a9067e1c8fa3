//===- PortOptions.cpp - Arguments of open_port/2 -------------------------------------------------===//
#include "stdlib/erlang/PortOptions.h"
#include "runtime/io/Port.h"
#include "runtime/term/Bits.h"
#include "runtime/term/Integer.h"
#include "stdlib/os/Environment.h"

namespace beamc::bif {
using namespace rt;
namespace {

/// Characters of a possibly deep list, without the zero behind.
bool appendCharacters(Term t, Bytes &out) {
  WorkStack<Term, 16> rest;
  for (;;) {
    if (t.isCons()) {
      Term head = t.head();
      if (head.isSmall()) {
        uint8_t utf8[4];
        int64_t c = head.smallValue();
        if (c <= 0 || !isCodePoint(uint64_t(c)))
          return false;
        out.append(utf8, encodeUtf8(uint32_t(c), utf8));
        t = t.tail();
      } else if (head.isList()) {
        rest.push(t.tail());
        t = head;
      } else {
        return false;
      }
      continue;
    }
    if (!t.isNil())
      return false;
    if (rest.empty())
      return true;
    t = rest.pop();
  }
}

/// A binary's bytes; zeros at its end do not count.
bool appendRaw(Term t, Bytes &out) {
  BytesOf bytes(t);
  uint64_t n = bytes.size();
  while (n && !bytes.data()[n - 1])
    n--;
  if (memchr(bytes.data(), 0, n))
    return false;
  out.append(bytes.data(), n);
  return true;
}

bool parseLimits(Term t, uint64_t *low, uint64_t *high) {
  static const Term disabled = internAtom("disabled");
  if (t == disabled) {
    *low = *high = UINT64_MAX;
    return true;
  }
  int64_t l, h;
  if (!t.isTuple(2) || !toInt64(t.element(0), l) || !toInt64(t.element(1), h) || l < 1 || h < 1)
    return false;
  *low = uint64_t(l < h ? l : h);
  *high = uint64_t(h);
  return true;
}

/// Takes the name before `=` out of the variables that a later one replaces.
void removeVariable(PortOptions &o, const char *entry, size_t nameLength) {
  uint64_t kept = 0;
  for (uint64_t at : o.environment) {
    const char *e = o.string(at);
    if (strncmp(e, entry, nameLength) != 0 || e[nameLength] != '=')
      o.environment[kept++] = at;
  }
  o.environment.resize(kept);
}

/// {env, [{Name, Value | false}]}: changes to the program's own environment.
bool parseEnvironment(Term list, PortOptions &o) {
  for (; list.isCons(); list = list.tail()) {
    Term t = list.head();
    uint64_t at = o.text.size();
    if (!t.isTuple(2) || !appendCharacters(t.element(0), o.text))
      return false;
    size_t length = o.text.size() - at;
    if (memchr(o.text.data() + at, '=', length))
      return false;
    o.text.push('=');
    bool remove = t.element(1) == atom::false_ || t.element(1).isNil();
    if (!remove && !appendCharacters(t.element(1), o.text))
      return false;
    o.text.push(0);
    removeVariable(o, o.string(at), length);
    if (!remove)
      o.environment.push(at);
  }
  return list.isNil();
}

void inheritEnvironment(PortOptions &o) {
  uint64_t at = o.text.size();
  copyEnvironment(o.text);
  for (; at < o.text.size(); at += strlen(o.string(at)) + 1)
    o.environment.push(at);
}

bool parseArgs(Term list, PortOptions &o) {
  o.args.clear();
  o.hasArgs = true;
  for (; list.isCons(); list = list.tail()) {
    o.args.push(o.text.size());
    if (!appendNativeName(list.head(), /*mayBeEmpty=*/true, o.text))
      return false;
  }
  return list.isNil();
}

/// An option with a value; \p env and \p cd are kept for later.
bool parsePair(Term key, Term value, PortOptions &o, Term &env, Term &cd) {
  static const Term busyLimitsQueue = internAtom("busy_limits_msgq");
  if (key == atom::packet) {
    if (value != Term::small(1) && value != Term::small(2) && value != Term::small(4))
      return false;
    o.packet = uint8_t(value.smallValue());
  } else if (key == atom::line) {
    if (!value.isSmall() || value.smallValue() <= 0)
      return false;
    o.lineLimit = value.smallValue() < INT32_MAX ? uint32_t(value.smallValue()) : INT32_MAX;
  } else if (key == atom::env) {
    env = value;
  } else if (key == atom::args) {
    return parseArgs(value, o);
  } else if (key == atom::arg0) {
    o.arg0 = o.text.size();
    return appendNativeName(value, /*mayBeEmpty=*/true, o.text);
  } else if (key == atom::cd) {
    cd = value;
  } else if (key == atom::parallelism) {
    if (!value.isBoolean())
      return false;
    o.flags = (o.flags & ~uint32_t(kPortParallelism)) | (value.isTrue() ? kPortParallelism : 0);
  } else if (key == atom::busy_limits_port) {
    return parseLimits(value, &o.lowWatermark, &o.highWatermark);
  } else if (key == busyLimitsQueue) { // commands take effect at once: there is no such queue
    uint64_t low, high;
    return parseLimits(value, &low, &high);
  } else {
    return false;
  }
  return true;
}

bool parseAtom(Term option, PortOptions &o) {
  if (option == atom::stream)
    o.packet = 0;
  else if (option == atom::use_stdio)
    o.useStdio = true;
  else if (option == atom::nouse_stdio)
    o.useStdio = false;
  else if (option == atom::stderr_to_stdout)
    o.stderrToStdout = true;
  else if (option == atom::line)
    o.lineLimit = 512;
  else if (option == atom::binary)
    o.flags |= kPortBinary;
  else if (option == atom::in)
    o.read = true;
  else if (option == atom::out)
    o.write = true;
  else if (option == atom::eof)
    o.flags |= kPortEof;
  else if (option == atom::exit_status)
    o.flags |= kPortExitStatus;
  else
    return option == atom::hide || option == atom::overlapped_io;
  return true;
}

bool parseName(Term name, PortOptions &o) {
  o.name = o.text.size();
  if (name.isAtom() || name.isCons()) {
    o.driver = PortDriver::File;
    return appendNativeName(name, /*mayBeEmpty=*/false, o.text);
  }
  static const Term spawnDriver = internAtom("spawn_driver");
  if (name.isTuple(2) && (name.element(0) == atom::spawn || name.element(0) == spawnDriver ||
                          name.element(0) == atom::spawn_executable)) {
    o.driver =
        name.element(0) == atom::spawn_executable ? PortDriver::SpawnExecutable : PortDriver::Spawn;
    if (!appendNativeName(name.element(1), /*mayBeEmpty=*/false, o.text))
      return false;
    if (o.driver == PortDriver::SpawnExecutable)
      return true;
    o.linked = findLinkedDriver(o.string(o.name));
    if (o.linked)
      o.driver = PortDriver::Linked;
    return o.linked ? o.linked->start != nullptr : name.element(0) == atom::spawn;
  }
  if (!name.isTuple(3) || name.element(0) != atom::fd || !name.element(1).isSmall() ||
      !name.element(2).isSmall())
    return false;
  o.driver = PortDriver::Fd;
  o.fdIn = name.element(1).smallValue();
  o.fdOut = name.element(2).smallValue();
  char text[64];
  snprintf(text, sizeof text, "%d/%d", int(o.fdIn), int(o.fdOut));
  o.text.append(reinterpret_cast<const uint8_t *>(text), strlen(text) + 1);
  return true;
}

} // namespace

bool appendNativeName(Term t, bool mayBeEmpty, Bytes &out) {
  uint64_t start = out.size();
  if (t.isAtom()) {
    std::string_view s = atomText(t);
    out.append(reinterpret_cast<const uint8_t *>(s.data()), s.size());
  } else if (!(t.isBinary() ? appendRaw(t, out) : appendCharacters(t, out))) {
    return false;
  }
  bool empty = out.size() == start;
  out.push(0);
  return mayBeEmpty || !empty;
}

bool parsePortOptions(Term name, Term settings, PortOptions &o) {
  Term env = Term::nil(), cd = Term::nil();
  for (; settings.isCons(); settings = settings.tail()) {
    Term t = settings.head();
    bool good = t.isTuple(2) ? parsePair(t.element(0), t.element(1), o, env, cd) : parseAtom(t, o);
    if (!good)
      return false;
  }
  if (!settings.isNil())
    return false;
  if (!o.read && !o.write)
    o.read = o.write = true;
  if ((o.lineLimit && o.packet) || (o.stderrToStdout && !o.useStdio) || !parseName(name, o))
    return false;
  bool program = o.driver == PortDriver::Spawn || o.driver == PortDriver::SpawnExecutable;
  if (((o.hasArgs || o.arg0 != PortOptions::kAbsent) && o.driver != PortDriver::SpawnExecutable) ||
      ((o.flags & kPortExitStatus) && !program))
    return false;
  if (!cd.isNil()) {
    o.workDir = o.text.size();
    if (!appendNativeName(cd, /*mayBeEmpty=*/false, o.text))
      return false;
  }
  inheritEnvironment(o);
  return parseEnvironment(env, o);
}

} // namespace beamc::bif
