%% Two modules that are loaded together. Many exports, so that installing takes its time.
-export([first/0, last/0, ?ONLY/0]).
-export([a1/0, a2/0, a3/0, a4/0, a5/0, a6/0, a7/0, a8/0, a9/0, b1/0, b2/0, b3/0, b4/0, b5/0, b6/0, b7/0, b8/0, b9/0,
         c1/0, c2/0, c3/0, c4/0, c5/0, c6/0, c7/0, c8/0, c9/0, d1/0, d2/0, d3/0, d4/0, d5/0, d6/0, d7/0, d8/0, d9/0]).

first() -> ?VERSION.
?ONLY() -> ?VERSION. % a function that one of the versions has
a1() -> 1. a2() -> 1. a3() -> 1. a4() -> 1. a5() -> 1. a6() -> 1. a7() -> 1. a8() -> 1. a9() -> 1.
b1() -> 1. b2() -> 1. b3() -> 1. b4() -> 1. b5() -> 1. b6() -> 1. b7() -> 1. b8() -> 1. b9() -> 1.
c1() -> 1. c2() -> 1. c3() -> 1. c4() -> 1. c5() -> 1. c6() -> 1. c7() -> 1. c8() -> 1. c9() -> 1.
d1() -> 1. d2() -> 1. d3() -> 1. d4() -> 1. d5() -> 1. d6() -> 1. d7() -> 1. d8() -> 1. d9() -> 1.
last() -> ?VERSION.
