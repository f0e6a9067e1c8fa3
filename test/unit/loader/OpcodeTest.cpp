//===- OpcodeTest.cpp - the opcode table -----------------------------------------===//
#include "compiler/loader/OpInfo.h"

#include <gtest/gtest.h>

using namespace beamc::loader;

TEST(Opcodes, EveryNumberHasAName) {
  for (uint32_t i = 1; i <= kMaxOpcode; ++i) {
    const OpInfo *info = opInfo(i);
    ASSERT_NE(info, nullptr);
    EXPECT_EQ(info->number, i);
    EXPECT_EQ(findOp(info->name), info);
  }
  EXPECT_EQ(opInfo(0), nullptr);
  EXPECT_EQ(opInfo(kMaxOpcode + 1), nullptr);
  EXPECT_EQ(findOp("no_such_op"), nullptr);
}

TEST(Opcodes, KnownNumbers) {
  EXPECT_EQ(op_label, 1);
  EXPECT_EQ(op_call_ext_only, 78);
  EXPECT_EQ(op_bs_create_bin, 177);
  EXPECT_EQ(op_badrecord, 180);
  EXPECT_EQ(op_get_record_field, 191);
}

TEST(Opcodes, LettersAreKnown) {
  for (uint32_t i = 1; i <= kMaxOpcode; ++i)
    for (const char *letter = opInfo(i)->kinds; *letter; ++letter)
      EXPECT_NE(std::string_view("SDYFrRz?LJUNHaIfloTqeyvtgubm").find(*letter),
                std::string_view::npos)
          << opInfo(i)->name << " has letter " << *letter;
}
