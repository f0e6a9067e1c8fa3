//===- UnicodeBifs.cpp - Module unicode --------------------------------------------------------------------------------===//
//
// Character data is a deep list of code points and binaries. A UTF-8 sequence may be cut by
// the end of a binary and go on in the next one: too few bytes for what the first one announces
// are kept, and looked at when they are complete or the data ends. What could not be converted is
// given back as the rest of the data: the failing element consed onto the tails of all lists around
// it, behind the bytes that were kept.
//===----------------------------------------------------------------------===//
#include "runtime/code/ExportTable.h"
#include "runtime/term/Integer.h"
#include "runtime/term/List.h"
#include "stdlib/Bif.h"

BEAMC_BIF_NAMESPACE_BEGIN(unicode)
namespace {

enum class Outcome { Done, Error, Incomplete, BadArg };

class Converter {
public:
  Converter(Process &p, bool latin1) : p_(p), latin1_(latin1) {}

  Outcome run(Term data) {
    if (data.isBitstring()) {
      if (data.bitSize() & 7)
        return Outcome::BadArg;
      uint64_t stop;
      if (!binary(data, stop)) {
        rest_ = withPending(makeSubBits(p_, data, stop * 8, data.bitSize() - stop * 8));
        return Outcome::Error;
      }
      return end();
    }
    if (!data.isList())
      return Outcome::BadArg;
    return list(data);
  }

  Bytes &utf8() { return out_; }
  Term rest() const { return rest_; }

private:
  Outcome list(Term t) {
    for (;;) {
      while (t.isCons()) {
        Term head = t.head();
        if (head.isInteger()) {
          if (pendingSize_ || !codePoint(head))
            return failAt(t);
          t = t.tail();
        } else if (head.isCons()) {
          tails_.push(t.tail().bits);
          t = head;
        } else if (head.isBitstring()) {
          if (head.bitSize() & 7)
            return Outcome::BadArg;
          uint64_t stop;
          if (!binary(head, stop))
            return failAt(
                makeCons(p_, makeSubBits(p_, head, stop * 8, head.bitSize() - stop * 8), t.tail()));
          t = t.tail();
        } else if (head.isNil()) {
          t = t.tail();
        } else {
          return Outcome::BadArg;
        }
      }
      if (t.isBitstring()) { // an improper tail
        if (t.bitSize() & 7)
          return Outcome::BadArg;
        uint64_t stop;
        if (!binary(t, stop))
          return failAt(makeSubBits(p_, t, stop * 8, t.bitSize() - stop * 8));
      } else if (!t.isNil()) {
        return Outcome::BadArg;
      }
      if (tails_.empty())
        return end();
      t = Term(tails_.pop());
    }
  }

  Outcome end() {
    if (!pendingSize_)
      return Outcome::Done;
    rest_ = makeBinary(p_, pending_, pendingSize_);
    for (unsigned i = 1; i < pendingSize_; i++)
      if ((pending_[i] & 0xc0) != 0x80)
        return Outcome::Error;
    return Outcome::Incomplete;
  }

  Outcome failAt(Term rest) {
    while (!tails_.empty())
      rest = makeCons(p_, rest, Term(tails_.pop()));
    rest_ = withPending(rest);
    return Outcome::Error;
  }
  Term withPending(Term rest) {
    if (!pendingSize_)
      return rest;
    return makeCons(p_, makeBinary(p_, pending_, pendingSize_), makeCons(p_, rest, Term::nil()));
  }

  bool codePoint(Term t) {
    if (!t.isSmall() || t.smallValue() < 0)
      return false;
    uint64_t c = uint64_t(t.smallValue());
    if (latin1_ ? c > 255 : !isCodePoint(c))
      return false;
    put(uint32_t(c));
    return true;
  }
  void put(uint32_t c) {
    uint8_t bytes[4];
    out_.append(bytes, encodeUtf8(c, bytes));
  }

  /// False with the first unusable byte in \p stop.
  bool binary(Term t, uint64_t &stop) {
    BytesOf bytes(t);
    const uint8_t *s = bytes.data();
    uint64_t n = bytes.size(), i = 0;
    if (latin1_) {
      for (; i < n; i++)
        put(s[i]);
      return true;
    }
    if (pendingSize_) { // go on with the sequence that an earlier binary began
      unsigned length = sequenceLength(pending_[0]), size = pendingSize_;
      while (size < length && i < n)
        pending_[size++] = s[i++];
      uint32_t c;
      if (size < length) {
        pendingSize_ = size;
        return true;
      }
      if (!decodeUtf8(pending_, size, c)) {
        stop = 0;
        return false;
      }
      out_.append(pending_, size);
      pendingSize_ = 0;
    }
    uint64_t start = i;
    while (i < n) {
      if (s[i] < 0x80) {
        i++;
        continue;
      }
      uint32_t c;
      unsigned length = decodeUtf8(s + i, n - i, c);
      if (!length)
        break;
      i += length;
    }
    out_.append(s + start, i - start);
    if (i == n)
      return true;
    if (n - i < sequenceLength(s[i])) {
      pendingSize_ = unsigned(n - i);
      memcpy(pending_, s + i, pendingSize_);
      return true;
    }
    stop = i;
    return false;
  }

  /// What a first byte announces; 0 when it is none.
  static unsigned sequenceLength(uint8_t first) {
    return first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf8 ? 4 : 0;
  }

  Process &p_;
  bool latin1_;
  Bytes out_;
  WorkStack<Word, 32> tails_;
  Term rest_ = Term::nil();
  uint8_t pending_[4];
  unsigned pendingSize_ = 0;
};

/// \p other is the function of unicode.erl for all other encodings.
template <typename Finish>
Term convert(Process &p, Term data, Term encoding, const char *other, Finish finish) {
  bool latin1 = encoding == atom::latin1;
  if (!latin1 && encoding != atom::unicode && encoding != atom::utf8)
    return p.trap(ensureExport("unicode", other, 2), data, encoding);
  Converter c(p, latin1);
  Outcome outcome = c.run(data);
  chargeBytesRead(c.utf8().size());
  if (outcome == Outcome::BadArg)
    return p.fail(atom::badarg);
  Term result =
      finish(std::string_view(reinterpret_cast<char *>(c.utf8().data()), c.utf8().size()));
  if (outcome == Outcome::Done)
    return result;
  return makeTuple(p,
                   {outcome == Outcome::Error ? atom::error : atom::incomplete, result, c.rest()});
}

} // namespace

/// UTF-8 binary of character data whose binaries are in \p encoding (latin1, unicode, utf8), or
/// {error | incomplete, Converted, Rest}.
BIF(unicode, characters_to_binary, 2, MayTrap)
Term characters_to_binary_2(Process &p, Term data, Term encoding) {
  if (data.isCons() && data.tail().isNil() && data.head().isBitstring())
    data = data.head(); // as in OTP, which shows in the rest given back
  return convert(p, data, encoding, "characters_to_binary_int",
                 [&](std::string_view s) { return makeBinary(p, s); });
}

/// List of code points of character data.
BIF(unicode, characters_to_list, 2, MayTrap)
Term characters_to_list_2(Process &p, Term data, Term encoding) {
  return convert(p, data, encoding, "characters_to_list_int",
                 [&](std::string_view s) { return makeStringUtf8(p, s); });
}

/// Whether it is a binary of bytes below 128.
BIF(unicode, bin_is_7bit, 1, Pure)
Term bin_is_7bit_1(Process &p, Term t) {
  if (!t.isBinary())
    return atom::false_;
  BytesOf bytes(t);
  chargeBytesRead(bytes.size());
  for (char c : bytes.view())
    if (uint8_t(c) > 127)
      return atom::false_;
  return atom::true_;
}

BEAMC_BIF_NAMESPACE_END
