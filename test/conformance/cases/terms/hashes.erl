%% phash2, phash, checksums, md5.
-module(hashes).
-export([main/0]).
-define(D(X), d(?LINE, fun() -> X end)).

main() -> hash(), ok.

hash() ->
  Ts = [0,1,-1,255,256,-256,1 bsl 27,-(1 bsl 27),(1 bsl 27)-1,1 bsl 40,-(1 bsl 40),1 bsl 59,1 bsl 60,-(1 bsl 60),1 bsl 64,-(1 bsl 64),1 bsl 200,a,'é','λ',[],"a","abc","abcd","abcde",[1,2,300],[a|b],"ab"++c,{},{a},{1,{2,"x"}},<<>>,<<1>>,<<1:3>>,<<"hello world, this is long">>,<<1,2:5>>,1.5,-0.0,0.0,1.0e300,#{},#{a=>1},#{1=>2,b=>c},maps:from_list([{I,I}||I<-lists:seq(1,50)]),fun lists:map/2,[[]],[[],[]],[a,[b,[c]]],{[],[]},[1.5,x],[256],[{},"abc",<<"d">>]],
  [erlang:display({T,erlang:phash2(T),erlang:phash2(T,1000),erlang:phash(T,1 bsl 32),erlang:phash(T,100)}) || T <- Ts],
  S = <<0:3,"hello",5:5>>, <<_:3,U:40/bits,_/bits>> = S, ?D(erlang:phash2(U)),
  ?D(erlang:phash2(<<"hello">>)),
  ?D(erlang:phash2(S)),
  ?D(erlang:phash2(a,0)),
  ?D(erlang:phash2(a,1 bsl 32)),
  ?D(erlang:phash2(a,(1 bsl 32)+1)),
  ?D(erlang:crc32("abc")),
  ?D(erlang:crc32(1,["abc"])),
  ?D(erlang:adler32("abc")),
  ?D(erlang:crc32_combine(1,2,3)),
  ?D(erlang:adler32_combine(1,2,3)),
  ?D(erlang:crc32(a)),
  ?D(erlang:md5("abc")),
  ?D(erlang:md5_final(erlang:md5_update(erlang:md5_init(),"abc"))).

d(Line, F) ->
    Result = try F() of V -> V catch C:E -> {C,E} end,
    erlang:display({Line,Result}).
