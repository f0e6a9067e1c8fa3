//===- SampleModule.cpp ---------------------------------------------------===//
#include "SampleModule.h"

#include "compiler/loader/Assembler.h"

#include <gtest/gtest.h>

namespace beamc::loader {

const std::string_view kSampleText = R"(module sample

exports
  f/2 L2
  g/1 L6
locals
  '-f/2-fun-0-'/1 L9
funs
  '-f/2-fun-0-'/1 L9 index 0 free 1 uniq 12345
strings
  <<"hello world">>
files
  "sample.hrl"
lines
  0:3
  0:1000
  1:70000
types version 1
  any
  integer >= 0 <= 255
  cons|nil
attributes
  [{vsn,[16#DE4D9160F521B49542EBF8BC156A99BF]},{author,["someone"]}]
compile_info
  [{version,"8.2"},{options,[debug_info]}]
chunk "Meta"
  "836c000000016802640010656e61626c65645f66656174757265736a6a"

code
L1:
  line #1
  func_info sample, f, #2
L2:
  allocate_heap #2, alloc{words 4, floats 1, funs 1}, #2
  init_yregs {y0, y1}
  move x1, y0
  gc_bif2 L0, #2, erlang:'+'/2, x0:t1, 70000, x0
  gc_bif2 L0, #1, erlang:'*'/2, x0, 123456789012345678901234567890, x0
  gc_bif2 L0, #1, erlang:'-'/2, x0, -16#8000000000000000, x0
  select_val x0, L3, {1, L3, foo, L4, 'x0', L3}
L3:
  make_fun3 #0, x1, {y0}
  put_tuple2 x0, {x0, x1, lit({1.5,-0.0,"text",[a|b],#{k => <<1,2,3:4>>}}), [], 'hello world'}
  move lit(fun lists:map/2), x2
  fconv x0, fr0
  fadd L0, fr0, fr0, fr1
  fmove fr1, x3
L4:
  bs_create_bin L0, #0, #4, #8, x4, {string, #0, #8, [], #6, #5, integer, #2, #1, [], 300, 16}
  line #3
  call_ext_last #1, lists:reverse/1, #2
L5:
  line #2
  func_info sample, g, #1
L6:
  get_map_elements L7, x0, {a, x1, b, x2}
  is_lt L7, x1:t1, x2
  call_only #1, L6
L7:
  badmatch x0
L8:
  line #0
  func_info sample, '-f/2-fun-0-', #1
L9:
  return
)";

std::string sampleBeam() {
  Diagnostics diag;
  std::string bytes = assembleBeam(kSampleText, "sample.S", diag);
  EXPECT_EQ(diag.render(), "");
  return bytes;
}

} // namespace beamc::loader
