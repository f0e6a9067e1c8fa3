//===- TermReader.h - Terms from Erlang syntax, for tests -------------------------------------===//
#pragma once
#include "runtime/process/Process.h"
#include "test/unit/process/TestProgram.h"
#include <gtest/gtest.h>
#include <string>

namespace beamc::test {

/// The term of a text in Erlang syntax: numbers, atoms, strings, lists, tuples, maps, <<bytes>>,
/// <<"text">>, <<V:Bits>>. The text must be right.
rt::Term readTerm(rt::Process &p, const std::string &text);
/// As erlang:display/1 shows it.
std::string show(rt::Term t);

class TermTest : public ::testing::Test {
protected:
  TermTest() {
    startProgram();
    p_ = makeProcess(/*minHeapSize=*/1 << 20);
  }
  ~TermTest() override { dropProcess(p_); }
  rt::Term term(const std::string &text) { return readTerm(*p_, text); }
  rt::Process &p() { return *p_; }

private:
  rt::Process *p_;
};

} // namespace beamc::test
