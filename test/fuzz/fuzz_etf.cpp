//===- fuzz_etf.cpp - Any bytes as the external term format -------------------------------===//
//
// Decoding stays within the words that etfHeapWords promises. A decoded term can be encoded,
// and decoding that gives an equal term with the same encoding. Decoding is safe, so that atoms
// of the inputs do not fill the atom table.
//===----------------------------------------------------------------------===//
#include "runtime/term/Compare.h"
#include "runtime/term/Etf.h"
#include "runtime/term/Print.h"
#include "test/fuzz/Fuzz.h"
#include "test/unit/process/TestProgram.h"

using namespace beamc;
using namespace beamc::rt;
using fuzz::require;

namespace {

/// Above this the decoder only allocates more of the same.
constexpr uint64_t kMaxWords = 1 << 20;

/// A decoded term and the fragment that it lives in.
struct Decoded {
  HeapFragment *fragment = nullptr;
  Term term = Term::nonValue();

  Decoded(const uint8_t *bytes, size_t size) {
    uint64_t words = etfHeapWords(bytes, size);
    if (words == 0 || words > kMaxWords)
      return;
    fragment = newFragment(words);
    HeapTarget target(fragment);
    size_t used = 0;
    term = decodeEtf(bytes, size, target, /*safe=*/true, &used);
    require(fragment->used <= fragment->size, "a decoded term fits the words counted for it");
    require(!term.isValue() || used <= size, "no more bytes are used than there are");
  }
  ~Decoded() {
    if (fragment)
      freeFragment(fragment);
  }
  Decoded(const Decoded &) = delete;
};

std::string show(Term t) {
  Text text;
  printTerm(text, t);
  return {text.data(), text.size()};
}

bool same(Bytes &a, Bytes &b) {
  return a.size() == b.size() && memcmp(a.data(), b.data(), a.size()) == 0;
}

void checkEncoding(Term term, const EtfOptions &options) {
  Bytes bytes;
  require(encodeEtf(term, options, bytes), "a decoded term is encoded");
  Decoded again(bytes.data(), bytes.size());
  require(again.term.isValue(), "what was encoded is decoded", show(term));
  require(exactEqual(term, again.term), "decoding what was encoded gives an equal term",
          show(term) + "\n" + show(again.term));
  Bytes second;
  require(encodeEtf(again.term, options, second), "it is encoded again");
  require(same(bytes, second), "equal terms of one history have one encoding", show(term));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  test::startProgram();
  Decoded first(bytes, size);
  if (!first.term.isValue())
    return 0;
  EtfOptions options;
  checkEncoding(first.term, options);
  options.minorVersion = 2;
  options.deterministic = true;
  checkEncoding(first.term, options);
  options.compression = 6;
  checkEncoding(first.term, options);
  return 0;
}
