%% Maps small and large; order of iteration.
-module(maps_bifs).
-export([main/0]).
-define(D(X), d(?LINE, fun() -> X end)).

main() -> maps_(), ok.

maps_() ->
  M = maps:from_list([{I,I}||I<-lists:seq(1,1000)]),
  ?D(maps:keys(M)),
  ?D(maps:values(M)),
  ?D(maps:to_list(M)),
  ?D(maps:size(M)),
  ?D(lists:sort(maps:keys(maps:filter(fun(K,_) -> K rem 100 =:= 0 end, M)))),
  ?D(maps:fold(fun(K,_,A) -> [K|A] end,[],M)),
  ?D(maps:map(fun(_,V) -> V+1 end, #{a=>1,b=>2})),
  K2 = [<<"key",(integer_to_binary(I))/binary>> || I <- lists:seq(1,100)], ?D(maps:keys(maps:from_list([{X,1}||X<-K2]))),
  K3 = [{I,"s"++integer_to_list(I)} || I <- lists:seq(1,100)], ?D(maps:keys(maps:from_list([{X,1}||X<-K3]))),
  K4 = [I*1.5 || I <- lists:seq(1,60)], ?D(maps:keys(maps:from_list([{X,1}||X<-K4]))),
  K5 = [I bsl 70 || I <- lists:seq(1,60)], ?D(maps:keys(maps:from_list([{X,1}||X<-K5]))),
  ?D(maps:keys(maps:from_list([{-X,1}||X<-K5]))),
  ?D(maps:keys(maps:from_list([{(1 bsl 59)-30+X,1}||X<-lists:seq(1,60)]))),
  K6 = [[I,a1,{}|x] || I <- lists:seq(200,300)], ?D(length(maps:keys(maps:from_list([{X,1}||X<-K6])))),
  ?D(lists:foldl(fun(I,A) -> maps:remove(I,A) end, M, lists:seq(1,960))),
  ?D(lists:foldl(fun(I,A) -> maps:remove(I,A) end, M, lists:seq(1,970))),
  ?D(lists:foldl(fun(I,A) -> maps:remove(I,A) end, M, lists:seq(1,1000))),
  ?D(lists:foldl(fun(I,A) -> A#{I=>I} end, #{}, lists:seq(1,40)) =:= maps:from_list([{I,I}||I<-lists:seq(40,1,-1)])),
  ?D(maps:merge(M,#{1=>x}) =:= M#{1=>x}), ?D(maps:get(1,maps:merge(#{1=>x},M))),
  ?D(maps:size(maps:merge(M,maps:from_list([{I,x}||I<-lists:seq(500,1500)])))),
  ?D(maps:find(a,#{a=>1})),
  ?D(maps:find(b,#{a=>1})),
  ?D(maps:get(b,#{a=>1})),
  ?D(maps:get(b,x)),
  ?D(maps:take(a,#{a=>1})),
  ?D(maps:take(b,#{a=>1})),
  ?D(maps:update(b,1,#{a=>1})),
  ?D((id(#{a=>1}))#{b:=1}), ?D((id(x))#{b=>1}), ?D(maps:from_list([{a,1},{b,2},{a,3}])),
  ?D(maps:from_list([a])),
  ?D(maps:from_keys([a,b,a],1)),
  ?D(maps:put(1.0,a,#{1=>b})),
  ?D(map_get(1,#{1.0=>2})),
  ?D(erts_internal:map_hashmap_children(maps:from_list([{I,I}||I<-lists:seq(1,40)]))),
  ?D(erts_internal:cmp_term(1,1.0)),
  ?D(maps:next(maps:iterator(#{a=>1,b=>2}))),
  ?D(M =:= maps:from_list(maps:to_list(M))),
  ?D(M == maps:map(fun(_,V) -> float(V) end,M)),
  ?D(M =:= maps:map(fun(_,V) -> float(V) end,M)).

d(Line, F) ->
    Result = try F() of V -> V catch C:E -> {C,E} end,
    erlang:display({Line,Result}).

id(X) -> X.
