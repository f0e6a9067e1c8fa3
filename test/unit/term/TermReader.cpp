//===- TermReader.cpp - Terms from Erlang syntax, for tests -----------------------------------===//
#include "test/unit/term/TermReader.h"
#include "runtime/heap/Build.h"
#include "runtime/term/Bits.h"
#include "runtime/term/Integer.h"
#include "runtime/term/Map.h"
#include "runtime/term/Print.h"
#include <vector>

using namespace beamc::rt;

namespace beamc::test {
namespace {

class Reader {
public:
  Reader(Process &p, const std::string &s) : p_(p), s_(s) {}

  Term term() {
    skip();
    char c = s_[at_];
    if (c == '[')
      return list();
    if (c == '{')
      return sequence('}');
    if (c == '#') {
      at_++;
      return map();
    }
    if (c == '<')
      return bits();
    if (c == '"')
      return makeStringUtf8(p_, quoted('"'));
    if (c == '\'')
      return internAtom(quoted('\''));
    if (isdigit(c) || c == '-')
      return number();
    size_t start = at_;
    while (at_ < s_.size() && (isalnum(s_[at_]) || s_[at_] == '_' || s_[at_] == '@'))
      at_++;
    return internAtom(s_.substr(start, at_ - start));
  }

private:
  void skip() {
    while (s_[at_] == ' ')
      at_++;
  }
  bool take(const char *what) {
    skip();
    if (s_.compare(at_, strlen(what), what) != 0)
      return false;
    at_ += strlen(what);
    return true;
  }
  std::string quoted(char end) {
    std::string r;
    for (at_++; s_[at_] != end; at_++)
      r += s_[at_];
    at_++;
    return r;
  }
  Term number() {
    size_t start = at_;
    bool real = false;
    for (at_++; at_ < s_.size() && (isdigit(s_[at_]) || s_[at_] == '.' || s_[at_] == 'e' ||
                                    (s_[at_] == '-' && s_[at_ - 1] == 'e'));
         at_++)
      real |= s_[at_] == '.';
    std::string text = s_.substr(start, at_ - start);
    if (real)
      return makeFloat(p_, strtod(text.c_str(), nullptr));
    bool tooBig;
    return integerFromText(p_, text, 10, &tooBig);
  }
  Term list() {
    at_++;
    std::vector<Term> items;
    Term tail = Term::nil();
    while (!take("]")) {
      items.push_back(term());
      if (take("|"))
        tail = term();
      take(",");
    }
    return makeList(p_, items, tail);
  }
  Term sequence(char) {
    at_++;
    std::vector<Term> items;
    while (!take("}")) {
      items.push_back(term());
      take(",");
    }
    return makeTuple(p_, items);
  }
  Term map() {
    at_++;
    std::vector<MapPair> pairs;
    while (!take("}")) {
      Term k = term();
      take("=>");
      pairs.push_back({k, term()});
      take(",");
    }
    return mapFromPairs(p_, pairs.data(), pairs.size());
  }
  Term bits() {
    at_ += 2;
    std::vector<uint8_t> bytes;
    uint64_t bits = 0;
    while (!take(">>")) {
      skip();
      if (s_[at_] == '"') {
        for (char c : quoted('"'))
          bytes.push_back(uint8_t(c));
        bits += 8 * (bytes.size() - bits / 8);
      } else {
        uint64_t v = uint64_t(number().smallValue()),
                 n = take(":") ? uint64_t(number().smallValue()) : 8;
        bytes.push_back(uint8_t(v << (8 - n)));
        bits += n;
      }
      take(",");
    }
    HeapTarget target(p_);
    return makeBits(target, BitsView(bytes.data(), 0, bits));
  }

  Process &p_;
  const std::string &s_;
  size_t at_ = 0;
};

} // namespace

Term readTerm(Process &p, const std::string &text) { return Reader(p, text).term(); }

std::string show(Term t) {
  Text text;
  printTerm(text, t);
  return {text.data(), text.size()};
}

} // namespace beamc::test
