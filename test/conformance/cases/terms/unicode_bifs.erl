%% Conversion of character data and its errors.
-module(unicode_bifs).
-export([main/0]).
-define(D(X), d(?LINE, fun() -> X end)).

main() -> uni(), ok.

uni() ->
  [begin d({u,A,E},fun() -> unicode:characters_to_binary(A,E) end), d({l,A,E},fun() -> unicode:characters_to_list(A,E) end) end || {A,E} <- [{["a",<<255,1>>,"b"],unicode},{["a",[["x",<<255,1>>],"q"],"b"],unicode},{[16#d800,"x"],unicode},{["a",16#d800|<<"x">>],unicode},{[<<"a",195>>],unicode},{[<<"a",195>>,<<169>>],unicode},{[<<"a",195>>,[[<<169,98>>]]],unicode},{[<<"a",195>>,$b],unicode},{[<<"a",195>>,<<98>>],unicode},{<<"a",226,130>>,unicode},{[<<"a",226>>,<<130>>,<<172,"b">>],unicode},{<<"a",255>>,unicode},{[300],latin1},{[200,<<200>>],latin1},{a,unicode},{["x",a],unicode},{[-1],unicode},{[1 bsl 70],unicode},{<<1:3>>,unicode},{"abc",foo},{[["a",["b"|<<195>>]],"c"],unicode},{["",[],<<>>],unicode},{[["a",[300],"b"],"c"],latin1}]],
  ?D(unicode:bin_is_7bit(<<"abc">>)),
  ?D(unicode:bin_is_7bit(<<200>>)),
  ?D(unicode:characters_to_binary("aλ",unicode,{utf16,little})),
  ?D(unicode:characters_to_list(<<"aλ"/utf16>>,utf16)).

d(Line, F) ->
    Result = try F() of V -> V catch C:E -> {C,E} end,
    erlang:display({Line,Result}).
