%% What re:compile/1,2 says of patterns that are none.
-module(re_compile_errors).
-export([main/0]).

main() ->
    [io:format("~p ~p~n", [P, short(re:compile(P))]) || P <- patterns()],
    [io:format("~p ~p ~p~n", [P, O, try short(re:compile(P, O)) catch C:R -> {C, R} end])
     || {P, O} <- [{"a", foo}, {"a", [foo]}, {"a", [global]}, {"a", [{capture, none}]}, {"a", [{offset, 1}]}, {a, []},
                   {[a], []}, {[256], []}, {[256], [unicode]}, {<<255>>, [unicode]}, {[16#D800], [unicode]}, {"a", [notempty]},
                   {"(?<a>x)(?<a>y)", [dupnames]}, {"a", [{newline, x}]}, {"(*UTF8)a", [never_utf]}]].

short({ok, MP}) -> {ok, [element(I, MP) || I <- [1, 2, 3, 4]]};
short(Error) -> Error.

patterns() ->
    ["(", ")", "a)", "(a", "((a)", "[", "[a", "[]", "[^]", "[z-a]", "[a-\\d]", "[[:foo:]]", "[:alpha:]", "[[.a.]]", "[[=a=]]",
     "*", "+a", "a**", "a{2,1}", "a{70000}", "?", "a|*", "(*)", "(?", "(?<", "(?<>a)", "(?<1a>a)", "(?<a", "(?<a>x)(?<a>y)", "(?P",
     "(?P=a)", "(?P>a)", "(?z)", "(?#", "\\", "a\\", "\\1", "\\2(a)", "(?1)", "(?2)(a)", "(?R", "(?&x)", "\\k<x>", "\\k",
     "(?<=a*)b", "(?<=a|bc*)", "(?(1)a|b|c)", "(?(", "(?(x)a)", "(?(1", "\\p{Foo}", "\\p", "\\p{", "\\x{", "\\x{110000}", "\\x{zz}", "\\c", "\\cé",
     "\\u1234", "\\N{x}", "\\L", "(?C256)", "(?C1", "\\o{8}", "\\o", "(*FOO)", "a{1}{2}", "x{99999}", "[\\Q", "\\Q", "(?<n>a)(?(n)b|c|d)",
     "(?(DEFINE)a|b)", "(?:", "(?=", "(?!", "(?>", "(?|", "(?i", "a(?-)b", "[a-[:digit:]]", "[\\b-a]", "\\377", "(?-1)", "(?+1)", "(?+)"].
