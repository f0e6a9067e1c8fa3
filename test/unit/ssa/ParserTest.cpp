//===- ParserTest.cpp - SSA text: what is read, and what is refused ---------------------===//
//
// The round trip over real modules is a lit test (test/ssa/round_trip.test). Here: errors have a
// place and say what was expected, and damaged text never crashes parser, verifier or passes.
// Damage is repeatable: a fixed generator, no seeds from outside.
//===----------------------------------------------------------------------===//
#include "compiler/ssa/Parser.h"
#include "compiler/passes/Pipeline.h"

#include <gtest/gtest.h>

using namespace beamc;

namespace {

/// All forms of text: every kind of constant, block, edge, attribute and fact.
constexpr std::string_view kSample = R"(; a comment
function m:f/2(%0: term, %1: term integer 0..255 y1) @3 {
b0:
  heap_test #4 @4
  %2 = cons %0, literal(["abc",{x,1.5},<<1,2:3>>,#{a => 16#FFFFFFFFFFFFFFFFFF}]) : cons y0
  %3 = add #3, %1, -17 : integer -17..238
  br_value %3, b1, b7
b1:
  %4 = is_tagged #2, %0, 'a b'
  br_if %4, b2, b3(%3, [])
b2:
  %5 = element #1, %0
  switch_arity "0200000003000000", %5, b3(%5, %1), b3(%1, 'x'), b4 @9
b3(%6: term any arity 3, %7: term none):
  %8 = unbox %6
  %9 = fadd %8, 2.5f
  %10 = is_finite %9
  br_if %10, b4, b7
b4:
  call_ext 'M':g/2, @12, %0, %2, b5, b6(%0)
b5(%11: term) continuation:
  switch %11, 1, 'two', literal(16#20000000000000000), b4, b7, b7, b7
b6(%12: term, %13: term, %14: term, %15: term y3) handler:
  heap_test #6
  %16 = tuple %12, %13, %14, %15, -1.0e+300 : tuple arity 5
  ret %16
b7 cold:
  set_error 'badarg' @14
  raise @14
}
function m:function/0() {
b9:
  %0 = bs_create #1, "000000000100000000000000", 'x', 8 : bitstring
  %1 = is_value %0
  br_if %1, b7, b3
b3:
  raise_bif erlang:self/0, @0
b7:
  tail_call m:f/2, @0, 'function', %0
b8:
  br b8
}
)";

std::string errorOf(std::string_view text) {
  Diagnostics diag;
  EXPECT_EQ(ssa::parseProgram(text, "t.ssa", diag), nullptr);
  EXPECT_EQ(diag.errorCount(), 1u) << diag.render();
  return diag.render();
}

std::string inFunction(std::string_view body) {
  return "function m:f/1(%0: term) {\nb0:\n" + std::string(body) + "}\n";
}

class Random {
public:
  explicit Random(uint64_t seed) : state_(seed * 2 + 1) {}
  size_t below(size_t limit) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return size_t(state_ % limit);
  }

private:
  uint64_t state_;
};

/// Parses \p text; what is accepted must print, and print the same when read back.
void tryParse(const std::string &text, unsigned &accepted) {
  Diagnostics diag;
  auto p = ssa::parseProgram(text, "damaged.ssa", diag);
  if (!p) {
    ASSERT_TRUE(diag.hasErrors());
    ASSERT_NE(diag.all()[0].place.line, 0u);
    return;
  }
  ASSERT_FALSE(diag.hasErrors());
  ++accepted;
  std::string once;
  for (auto &f : p->program.functions)
    once += ssa::print(*f);
  auto q = ssa::parseProgram(once, "again.ssa", diag);
  ASSERT_TRUE(q) << diag.render() << once;
  std::string twice;
  for (auto &f : q->program.functions)
    twice += ssa::print(*f);
  ASSERT_EQ(once, twice);
  passes::PipelineOptions options;
  options.verifyEach = true;
  passes::PipelineOutput out;
  EXPECT_TRUE(passes::runPipeline(q->program, options, out)) << out.error << "\n" << once;
}

} // namespace

TEST(SsaParser, ReadsEveryForm) {
  Diagnostics diag;
  auto p = ssa::parseProgram(kSample, "t.ssa", diag);
  ASSERT_TRUE(p) << diag.render();
  ASSERT_EQ(p->program.functions.size(), 2u);
  std::string text = ssa::print(*p->program.functions[0]);
  // But for the comment, the first function is written as the printer writes it.
  EXPECT_EQ(text, kSample.substr(12, text.size()));
  const ssa::Function &g = *p->program.functions[1];
  // Unreachable blocks are gone, the others numbered in their order.
  EXPECT_EQ(g.blocks.size(), 3u);
  EXPECT_EQ(ssa::print(g).find("b8"), std::string::npos);
}

TEST(SsaParser, ErrorsNamePlaceAndExpectation) {
  EXPECT_EQ(errorOf(""), "t.ssa:1:1: error: expected 'function', found the end of the text\n");
  EXPECT_EQ(errorOf("function m:f/1() {\nb0:\n  unreachable\n}\n"),
            "t.ssa:1:18: error: expected as many parameters as the arity says, found 0\n");
  EXPECT_EQ(errorOf(inFunction("  ret %1\n")),
            "t.ssa:3:7: error: expected a value of this function, found %1\n");
  EXPECT_EQ(errorOf(inFunction("  br b7\n")),
            "t.ssa:3:6: error: expected a block of this function, found b7\n");
  EXPECT_EQ(errorOf(inFunction("  %0 = head %0\n  ret %0\n")),
            "t.ssa:3:3: error: expected each value to be defined once, found a second definition "
            "of %0\n");
  EXPECT_EQ(errorOf(inFunction("  head %0\n")),
            "t.ssa:3:3: error: expected '%' and a number for the result, then '=', found 'head'\n");
  EXPECT_EQ(errorOf(inFunction("  %1 = ret %0\n")),
            "t.ssa:3:8: error: expected an instruction with a result, found 'ret'\n");
  EXPECT_EQ(errorOf(inFunction("  frob %0\n")),
            "t.ssa:3:3: error: expected an instruction, found 'frob'\n");
  EXPECT_EQ(errorOf(inFunction("  %1 = head %0\n")),
            "t.ssa:2:1: error: expected the block to end in a terminator, found 'head'\n");
  EXPECT_EQ(errorOf(inFunction("  ret %0\n  ret %0\n")),
            "t.ssa:4:3: error: expected no instruction behind a terminator, found 'ret'\n");
  EXPECT_EQ(errorOf(inFunction("  ret atom\n")),
            "t.ssa:3:7: error: expected a value (%1, 17, 'atom', [], 1.5, 1.5f, literal(…)), found "
            "'atom'\n");
  EXPECT_EQ(errorOf(inFunction("  ret %0 %0\n")), "t.ssa:3:10: error: expected ',', found '%'\n");
  EXPECT_EQ(errorOf(inFunction("  ret 'x\n")),
            "t.ssa:3:9: error: expected a closing ', found the end of the line\n");
}

TEST(SsaParser, VerifierHasTheLastWord) {
  EXPECT_EQ(errorOf(inFunction("  ret %0, %0\n")),
            "t.ssa:1:10: error: m:f/1: b0: ret %1: too many operands\n");
  EXPECT_EQ(errorOf(inFunction("  br_if %0, b1, b1\nb1:\n  ret %0\n")),
            "t.ssa:1:10: error: m:f/1: b0: br_if %1: operand 0 is missing or of the wrong "
            "representation\n");
  EXPECT_EQ(errorOf(inFunction("  br b1\nb1:\n  br b0\n")),
            "t.ssa:1:10: error: m:f/1: b1: br %2: edge to the entry block\n");
  EXPECT_EQ(errorOf(inFunction("  br b1\nb1(%1: term):\n  ret %1\n")),
            "t.ssa:1:10: error: m:f/1: b0: br %2: edge to b1 with the wrong number of arguments\n");
  EXPECT_EQ(errorOf(inFunction("  br b1\nb1(%1: term) continuation:\n  ret %1\n")),
            "t.ssa:1:10: error: m:f/1: b0: br %2: edge to b1 of the wrong kind\n");
  EXPECT_EQ(errorOf(inFunction("  switch_arity \"02000000\", %0, b1\nb1:\n  ret %0\n")),
            "t.ssa:1:10: error: m:f/1: b0: switch_arity %1: attributes do not fit the operands\n");
}

TEST(SsaParser, ProgramsHoldOneModule) {
  std::string f = "function m:f/0() {\nb0:\n  ret []\n}\n";
  EXPECT_EQ(errorOf(f + f), "t.ssa:5:10: error: expected each function once, found a second f/0\n");
  EXPECT_EQ(errorOf(f + "function n:f/0() {\nb0:\n  ret []\n}\n"),
            "t.ssa:5:10: error: expected a function of module m, found one of n\n");
}

TEST(SsaParser, Truncations) {
  unsigned accepted = 0;
  for (size_t size = 0; size != kSample.size(); ++size)
    tryParse(std::string(kSample.substr(0, size)), accepted);
  EXPECT_EQ(accepted, 3u); // behind the first function and without the end of a line
}

TEST(SsaParser, DamagedBytes) {
  constexpr std::string_view kBytes = "%b0123456789(),:@#'\"[]{}.-+<>=| \n;fy\\\xff";
  unsigned accepted = 0;
  for (unsigned round = 0; round != 6000; ++round) {
    Random random(round);
    std::string text(kSample);
    for (size_t n = 1 + random.below(3); n-- > 0;) {
      size_t at = random.below(text.size());
      switch (random.below(3)) {
      case 0: text[at] = kBytes[random.below(kBytes.size())]; break;
      case 1: text.erase(at, 1 + random.below(3)); break;
      default: text.insert(at, 1, kBytes[random.below(kBytes.size())]);
      }
    }
    tryParse(text, accepted);
    if (HasFatalFailure())
      FAIL() << text;
  }
  EXPECT_GT(accepted, 50u);
}

TEST(SsaParser, ShuffledLines) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < kSample.size();) {
    size_t end = kSample.find('\n', at);
    lines.emplace_back(kSample.substr(at, end + 1 - at));
    at = end + 1;
  }
  unsigned accepted = 0;
  for (unsigned round = 0; round != 4000; ++round) {
    Random random(round);
    std::vector<std::string> damaged = lines;
    size_t a = random.below(lines.size()), b = random.below(lines.size());
    switch (random.below(3)) {
    case 0: std::swap(damaged[a], damaged[b]); break;
    case 1: damaged.erase(damaged.begin() + a); break;
    default: damaged.insert(damaged.begin() + a, lines[b]);
    }
    std::string text;
    for (const std::string &line : damaged)
      text += line;
    tryParse(text, accepted);
    if (HasFatalFailure())
      FAIL() << text;
  }
  EXPECT_GT(accepted, 10u);
}
