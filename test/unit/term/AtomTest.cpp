//===- AtomTest.cpp - The atom table ---------------------------------------------------------------===//
#include "runtime/term/Atom.h"
#include "test/unit/term/TermReader.h"

using namespace beamc;
using namespace beamc::rt;
using AtomTest = test::TermTest;

TEST_F(AtomTest, SameTextIsSameAtom) {
  Term a = internAtom("some_new_atom");
  EXPECT_EQ(a.bits, internAtom("some_new_atom").bits);
  EXPECT_EQ(atomText(a), "some_new_atom");
  EXPECT_EQ(findAtom("some_new_atom").bits, a.bits);
  EXPECT_FALSE(findAtom("nobody made this atom").isValue());
}

TEST_F(AtomTest, FixedAtomsKeepTheirNumbers) {
  EXPECT_EQ(internAtom("false").bits, Term::boolean(false).bits);
  EXPECT_EQ(internAtom("true").bits, Term::boolean(true).bits);
  EXPECT_EQ(internAtom("badarg").bits, atom::badarg.bits);
}

// erlang:phash2 of an atom is its hash (27 bits of it).
TEST_F(AtomTest, HashFoldsLatin1) {
  EXPECT_EQ(hashAtomText("a"), 97u);
  EXPECT_EQ(hashAtomText("λ"), 3483u);
  EXPECT_EQ(hashAtomText("é"), 233u);
}

TEST_F(AtomTest, OrderIsThatOfCodePoints) {
  EXPECT_LT(compareAtoms(internAtom("ab"), internAtom("b")), 0);
  EXPECT_LT(compareAtoms(internAtom("a"), internAtom("ab")), 0);
  EXPECT_GT(compareAtoms(internAtom("λ"), internAtom("é")), 0);
}
