//===- AtomBifs.cpp - Atoms to and from text ---------------------------------------------------------------------===//
#include "runtime/term/List.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(erlang)
namespace {

enum class Encoding { Latin1, Utf8, Bad };

Encoding encodingOf(Term t) {
  if (t == atom::latin1)
    return Encoding::Latin1;
  return t == atom::utf8 || t == atom::unicode ? Encoding::Utf8 : Encoding::Bad;
}

/// Valid UTF-8 of \p chars characters to an atom.
Term toAtom(Process &p, std::string_view utf8, uint64_t chars, bool existing) {
  if (chars > abi::kMaxAtomChars)
    return p.fail(existing ? atom::badarg : atom::system_limit);
  Term t = existing ? findAtom(utf8) : internAtom(utf8);
  return t.isValue() ? t : p.fail(existing ? atom::badarg : atom::system_limit);
}

Term listToAtom(Process &p, Term list, bool existing) {
  Text text;
  uint64_t chars = 0;
  bool valid = true;
  Term l = list;
  for (; l.isCons(); l = l.tail(), chars++) {
    Term c = l.head();
    if (!c.isSmall() || !isCodePoint(uint64_t(c.smallValue()))) {
      valid = false;
      break;
    }
    if (chars <= abi::kMaxAtomChars) {
      uint8_t bytes[4];
      unsigned n = encodeUtf8(uint32_t(c.smallValue()), bytes);
      text.append(reinterpret_cast<char *>(bytes), n);
    }
  }
  if (!valid || !l.isNil())
    return p.fail(atom::badarg);
  return toAtom(p, {text.data(), text.size()}, chars, existing);
}

Term binaryToAtom(Process &p, Term binary, Term encoding, bool existing) {
  Encoding e = encodingOf(encoding);
  if (!binary.isBinary() || e == Encoding::Bad)
    return p.fail(atom::badarg);
  BytesOf bytes(binary);
  if (e == Encoding::Utf8) {
    uint64_t chars = 0;
    // What comes behind the last character that fits is not looked at.
    bool tooLong = bytes.size() > abi::kMaxAtomChars * 4;
    for (uint64_t i = 0; i < bytes.size() && !tooLong; chars++) {
      uint32_t c;
      if (chars == abi::kMaxAtomChars) {
        tooLong = true;
        break;
      }
      unsigned n = decodeUtf8(bytes.data() + i, bytes.size() - i, c);
      if (!n)
        return p.fail(atom::badarg);
      i += n;
    }
    if (tooLong)
      return p.fail(existing ? atom::badarg : atom::system_limit);
    return toAtom(p, bytes.view(), chars, existing);
  }
  if (bytes.size() > abi::kMaxAtomChars)
    return p.fail(existing ? atom::badarg : atom::system_limit);
  Text text;
  for (char c : bytes.view()) {
    uint8_t utf8[4];
    text.append(reinterpret_cast<char *>(utf8), encodeUtf8(uint8_t(c), utf8));
  }
  return toAtom(p, {text.data(), text.size()}, bytes.size(), existing);
}

} // namespace

/// Text of an atom as a list of code points.
BIF(erlang, atom_to_list, 1, Pure, Returns(List))
Term atom_to_list_1(Process &p, Term t) {
  return t.isAtom() ? makeStringUtf8(p, atomText(t)) : p.fail(atom::badarg);
}

/// Text of an atom as a binary. badarg: unknown encoding, or the text has no Latin-1 form.
BIF(erlang, atom_to_binary, 2, Pure, Returns(Binary))
Term atom_to_binary_2(Process &p, Term t, Term encoding) {
  Encoding e = encodingOf(encoding);
  if (!t.isAtom() || e == Encoding::Bad)
    return p.fail(atom::badarg);
  std::string_view text = atomText(t);
  if (e == Encoding::Utf8)
    return makeBinary(p, text);
  Text latin1;
  for (size_t i = 0; i < text.size();) {
    uint32_t c;
    i += decodeUtf8(reinterpret_cast<const uint8_t *>(text.data()) + i, text.size() - i, c);
    if (c > 255)
      return p.fail(atom::badarg);
    latin1.push(char(c));
  }
  return makeBinary(p, latin1.data(), latin1.size());
}

/// Atom of a list of code points. system_limit: more than 255 characters.
BIF(erlang, list_to_atom, 1, Returns(Atom))
Term list_to_atom_1(Process &p, Term list) { return listToAtom(p, list, false); }

/// As list_to_atom/1. badarg: there is no such atom yet.
BIF(erlang, list_to_existing_atom, 1, Returns(Atom))
Term list_to_existing_atom_1(Process &p, Term list) { return listToAtom(p, list, true); }

/// Atom of an encoded text.
BIF(erlang, binary_to_atom, 2, Returns(Atom))
Term binary_to_atom_2(Process &p, Term binary, Term encoding) {
  return binaryToAtom(p, binary, encoding, false);
}

/// As binary_to_atom/2. badarg: there is no such atom yet.
BIF(erlang, binary_to_existing_atom, 2, Returns(Atom))
Term binary_to_existing_atom_2(Process &p, Term binary, Term encoding) {
  return binaryToAtom(p, binary, encoding, true);
}

BEAMC_BIF_NAMESPACE_END
