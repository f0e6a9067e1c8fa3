//===- AssemblerTest.cpp - text and bytes are two forms of one module --------------===//
#include "compiler/loader/Assembler.h"
#include "SampleModule.h"
#include "compiler/loader/BeamWriter.h"
#include "compiler/loader/Printer.h"

#include <gtest/gtest.h>

using namespace beamc;
using namespace beamc::loader;

TEST(Assembler, PrintedTextGivesTheSameBytes) {
  std::string bytes = sampleBeam();
  Diagnostics diag;
  std::unique_ptr<Module> module = loadModule(bytesOf(bytes), "sample.beam", diag);
  ASSERT_NE(module, nullptr);
  EXPECT_EQ(writeBeam(*module), bytes);
  EXPECT_EQ(assembleBeam(printModule(*module), "again.S", diag), bytes) << diag.render();
}

// Ids of chunks are bytes, and names of files may be in Latin-1.
TEST(Assembler, BytesThatAreNoUtf8) {
  auto latin1 = [](std::string bytes) {
    for (char &c : bytes)
      if (c == '~')
        c = '\xe9';
    return bytes;
  };
  Diagnostics diag;
  std::string plain = assembleBeam(
      "module m\ncode\n\nfiles\n  \"f~\"\n\nlines\n  1:7\n\nchunk \"Me~~\"\n  \"00ff\"\n", "t.S",
      diag);
  std::unique_ptr<Module> module = loadModule(bytesOf(latin1(plain)), "t.beam", diag);
  ASSERT_NE(module, nullptr) << diag.render();
  EXPECT_EQ(module->files[1], "f\u00e9");
  EXPECT_EQ(module->chunk("Me\xe9\xe9").size(), 2u);
  std::string text = printModule(*module), again = assembleBeam(text, "again.S", diag);
  std::unique_ptr<Module> second = loadModule(bytesOf(again), "again.beam", diag);
  ASSERT_NE(second, nullptr) << diag.render() << text;
  EXPECT_EQ(printModule(*second), text);
}

static std::string errorOf(std::string_view text) {
  Diagnostics diag;
  EXPECT_EQ(assembleBeam(text, "t.S", diag), "");
  return diag.render();
}

TEST(Assembler, ErrorsNameLineAndColumn) {
  EXPECT_EQ(errorOf(""), "t.S:1:1: error: expected 'module', found the end of the text\n");
  EXPECT_EQ(errorOf("module m\ncode\n  frobnicate x0\n"),
            "t.S:3:3: error: expected the name of an instruction, found 'frobnicate'\n");
  EXPECT_EQ(errorOf("module m\ncode\n  move x0 x1\n"),
            "t.S:3:11: error: expected ',', found 'x1'\n");
  EXPECT_EQ(errorOf("module m\ncode\n  move 'x, x1\n"),
            "t.S:3:14: error: expected a closing ', found the end of the line\n");
  EXPECT_EQ(errorOf("module m\nnonsense\n"),
            "t.S:2:9: error: expected the name of a section, found 'nonsense'\n");
}

TEST(Assembler, ResultIsChecked) {
  EXPECT_NE(errorOf("module m\ncode\nL1:\n  func_info m, f, #0\nL2:\n  jump L7\n")
                .find("expected a label below 3, found 7"),
            std::string::npos);
  EXPECT_NE(errorOf("module m\ncode\nL1:\n  func_info m, f, #0\nL2:\n  move #1, x0\n")
                .find("expected a register or a constant, found a number in 'move'"),
            std::string::npos);
}
