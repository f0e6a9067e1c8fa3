//===- HashTest.cpp - Hash values that programs see ----------------------------------------------------===//
#include "runtime/term/Hash.h"
#include "test/unit/term/TermReader.h"

using namespace beamc::rt;
using HashTest = beamc::test::TermTest;

namespace {
struct Vector {
  const char *term;
  uint32_t hash2; ///< erlang:phash2(T, 1 bsl 32)
  uint32_t hash;  ///< erlang:phash(T, 1 bsl 32) - 1
};
constexpr Vector kVectors[] = {
#include "test/unit/term/HashVectors.inc"
};
} // namespace

// From OTP 25.2.3; HashVectors.inc says how.
TEST_F(HashTest, PortableHashesAreOtps) {
  for (const Vector &v : kVectors) {
    Term t = term(v.term);
    EXPECT_EQ(portableHash2(t), v.hash2) << v.term;
    EXPECT_EQ(portableHash(t), v.hash) << v.term;
  }
}
