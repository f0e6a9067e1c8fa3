//===- CopyTest.cpp - Copying terms between heaps -------------------------------------------------===//
#include "runtime/heap/Copy.h"
#include "runtime/heap/Build.h"
#include "runtime/heap/Magic.h"
#include "runtime/process/Table.h"
#include "runtime/term/Compare.h"
#include "test/unit/process/TestProgram.h"
#include <gtest/gtest.h>

using namespace beamc;
using namespace beamc::rt;

namespace {

struct CopyTest : testing::Test {
  void SetUp() override {
    test::startProgram();
    p = test::makeProcess(100000);
  }
  void TearDown() override { test::dropProcess(p); }
  Process *p;
};

// Size and copy agree for nested lists, tuples and raw objects; the copy is equal.
TEST_F(CopyTest, CopiesNestedTerms) {
  Term list = Term::nil();
  for (int i = 0; i < 50; i++) {
    Term entry = makeTuple(
        *p, {Term::small(i), makeStringLatin1(*p, "abc", makeCons(*p, Term::small(1), Term::nil())),
             makeBinary(*p, "binary"), makeFloat(*p, 1e300), makeBigFromUint(*p, ~uint64_t(0))});
    list = makeCons(*p, entry, list);
  }
  Term copy;
  HeapFragment *f = copyToFragment(list, &copy);
  ASSERT_NE(f, nullptr);
  EXPECT_EQ(f->used, f->size);
  EXPECT_EQ(copySize(list), f->size);
  EXPECT_TRUE(exactEqual(copy, list));
  const Word *cell = copy.cell();
  EXPECT_TRUE(cell >= f->words && cell < f->words + f->used);
  // Neighbouring cells of a list stay neighbours.
  EXPECT_EQ(copy.tail().cell(), cell + 2);
  freeFragment(f);
}

TEST_F(CopyTest, ImmediatesNeedNoFragment) {
  Term copy;
  EXPECT_EQ(copyToFragment(Term::small(1), &copy), nullptr);
  EXPECT_EQ(copy, Term::small(1));
}

// Immortal terms are literals: a later copy shares them.
TEST_F(CopyTest, LiteralsAreShared) {
  Term literal = copyImmortal(makeTuple(*p, {atom::ok, makeBinary(*p, "x")}));
  EXPECT_TRUE(isLiteral(literal.pointer()));
  EXPECT_EQ(copySize(literal), 0u);
  Term outer = makeTuple(*p, {literal, makeCons(*p, Term::small(1), literal)}), copy;
  HeapFragment *f = copyToFragment(outer, &copy);
  EXPECT_EQ(f->used, 3u + 2u);
  EXPECT_EQ(copy.element(0), literal);
  EXPECT_EQ(copy.element(1).tail(), literal);
  freeFragment(f);
}

int gDestroyed;
void destroy(MagicObject *o) {
  gDestroyed++;
  free(o);
}
const MagicType kType{"test", destroy};

// Each copy of a magic reference owns the object; the last one to go destroys it.
TEST_F(CopyTest, MagicReferences) {
  auto *o = static_cast<MagicObject *>(malloc(sizeof(MagicObject)));
  initMagic(o, &kType);
  HeapFragment *f = newFragment(kMagicRefWords);
  Term ref = makeMagicRef(HeapTarget(f), o), copy;
  release(o);
  HeapFragment *g = copyToFragment(ref, &copy);
  EXPECT_TRUE(exactEqual(ref, copy));
  EXPECT_EQ(magicOfType(copy, &kType), o);
  freeFragment(f);
  EXPECT_EQ(gDestroyed, 0);
  freeFragment(g);
  EXPECT_EQ(gDestroyed, 1);
}

} // namespace
