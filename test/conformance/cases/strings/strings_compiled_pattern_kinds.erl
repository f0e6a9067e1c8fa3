%% A compiled pattern is only one under its own name.
-module(strings_compiled_pattern_kinds).
-export([main/0]).

main() ->
    {bm, One} = binary:compile_pattern([<<1, 2, 3>>]),
    {bm, _} = binary:compile_pattern(<<1>>),
    {ac, Several} = binary:compile_pattern([<<1, 2, 3>>, <<4, 5>>]),
    [io:format("~p ~p~n", [Kind, result(fun() -> binary:F(<<0, 1, 2, 3, 4, 5>>, {Kind, Ref}) end)])
     || Ref <- [One, Several, make_ref()], Kind <- [bm, ac, other], F <- [match, matches, split]].

result(F) -> try F() catch C:R -> {C, R} end.
