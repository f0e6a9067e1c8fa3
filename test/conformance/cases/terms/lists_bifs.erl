%% List operators and the BIFs of module lists.
-module(lists_bifs).
-export([main/0]).
-define(D(X), d(?LINE, fun() -> X end)).

main() -> lists_(), ok.

lists_() ->
  ?D([1,2]++3), ?D(id(a)++[1]), ?D(id([])++a), ?D([1,2,3,2]--[2]), ?D(lists:seq(1,100)--lists:seq(3,100,2)),
  ?D(id([1|2])--[1]), ?D([1,1.0,2]--[1.0]), ?D(length(id([1|2]))),
  ?D(hd(id([]))),
  ?D(tl(id([1]))),
  ?D(lists:member(1.0,[1,2])),
  ?D(lists:member(a,[b|a])),
  ?D(lists:reverse([1,2],[3])),
  ?D(lists:reverse([1|2],[3])),
  ?D(lists:keyfind(1,1,[{1.0,a}])),
  ?D(lists:keyfind(1,0,[])),
  ?D(lists:keymember(1,1,[a,{1}])),
  ?D(lists:keysearch(1,1,[{1}])),
  ?D(lists:keyfind(1,2,[{1}|x])).

d(Line, F) ->
    Result = try F() of V -> V catch C:E -> {C,E} end,
    erlang:display({Line,Result}).

id(X) -> X.
