%% term_to_binary and binary_to_term, malformed input too.
-module(external_format).
-export([main/0]).
-define(D(X), d(?LINE, fun() -> X end)).

main() -> etf(), ok.

etf() ->
  Ts = [0,255,256,-1,1 bsl 31,-(1 bsl 31),1 bsl 64,-(1 bsl 2100),a,'é','λ',1.5,-0.0,[],[1],[1,2,300],"abc"++x,{},{1,{2}},list_to_tuple(lists:seq(1,300)),#{},#{a=>1,"b"=>[]},maps:from_list([{I,I}||I<-lists:seq(1,50)]),<<>>,<<1,2>>,<<1:3>>,<<0:8000>>,fun lists:map/2,lists:seq(1,70000)],
  [begin X = term_to_binary(T), d(1,fun() -> {erlang:md5(X),byte_size(X),binary_to_term(X)=:=T,erlang:external_size(T)} end) end || T <- Ts],
  [begin X = term_to_binary(T,O), d(2,fun() -> {O,byte_size(X),binary_to_term(X)=:=T} end) end || T <- Ts, O <- [[{minor_version,0}],[{minor_version,2}],[deterministic],[compressed],[{compressed,9}]]],
  ?D(term_to_binary(a,[foo])),
  ?D(binary_to_term(<<131,97>>)),
  ?D(binary_to_term(<<131,97,1,2>>)),
  ?D(binary_to_term(<<131,97,1,2>>,[used])),
  ?D(binary_to_term(<<131,100,0,3,"zzq">>,[safe])),
  ?D(binary_to_term(<<131,116,0,0,0,2,97,1,97,2,97,1,97,3>>)),
  ?D(binary_to_term(<<131,108,255,255,255,255,97,1>>)),
  ?D(binary_to_term(<<131,70,127,240,0,0,0,0,0,0>>)),
  ?D(binary_to_term(<<131,119,2,255,255>>)),
  ?D(binary_to_term(<<131,80,0,0,0,10,1,2,3>>)),
  ?D(binary_to_term(<<131,77,0,0,0,1,0,0>>)),
  ?D(binary_to_term(<<131,115,1,233>>)),
  ?D(binary_to_term(<<131,110,1,0,5>>)),
  ?D(binary_to_term(<<131,111,0,0,0,9,1,1,0,0,0,0,0,0,0,0>>)),
  ?D(binary_to_term(<<131,108,0,0,0,0,97,1>>)),
  ?D(lists:foldl(fun(_,A) -> [A] end,x,lists:seq(1,100000)) =:= binary_to_term(term_to_binary(lists:foldl(fun(_,A) -> [A] end,x,lists:seq(1,100000))))).

d(Line, F) ->
    Result = try F() of V -> V catch C:E -> {C,E} end,
    erlang:display({Line,Result}).
