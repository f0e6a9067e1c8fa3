%% The order and the equalities of terms of all kinds.
-module(term_order).
-export([main/0]).
main() -> cmps(), ok.

cmps() ->
  L = [1,1.0,2,0.0,-0.0,1 bsl 70,1.0e21,a,b,'λ',"a","b",[],{},{1},{a,b},#{},#{a=>1},#{a=>2},#{b=>1},#{1=>a},#{1.0=>a},<<>>,<<1>>,<<1:1>>,<<1,0:1>>,fun lists:map/2,fun lists:foldl/3,maps:from_list([{I,I}||I<-lists:seq(1,40)]),maps:from_list([{I,I}||I<-lists:seq(2,41)]),[1|2],[1,2],[1.0],<<2>>,self()],
  erlang:display(lists:sort(L)),
  erlang:display([[{X<Y,X==Y,X=:=Y} || X <- L] || Y <- L]).
