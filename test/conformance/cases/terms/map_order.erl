%% Keys of large maps come in the order of their hashes.
-module(map_order).
-export([main/0]).
main() ->
  K = fun(N,F) -> erlang:display({N,maps:keys(maps:from_list([{F(I),1}||I<-lists:seq(1,60)]))}) end,
  
  K(1,fun(I) -> {I} end), 
  K(2,fun(I) -> {I,[]} end), 
  K(3,fun(I) -> [I] end), 
  K(4,fun(I) -> [I+300] end), 
  K(5,fun(I) -> {I,"s"} end), 
  K(6,fun(I) -> [I|300] end), 
  K(7,fun(I) -> [I+300|300] end), 
  K(8,fun(I) -> {[],I} end), 
  K(9,fun(I) -> [[]|I] end),
  K(10,fun(I) -> {<<"abc">>,I} end),
  K(11,fun(I) -> <<0:7,I:8>> end),
  K(12,fun(I) -> {I*1.5,I bsl 70} end),
  K(13,fun(I) -> #{I=>[]} end),
  K(14,fun(I) -> {I,"abcd"} end),
  K(15,fun(I) -> [300,300,I] end),
  K(16,fun(I) -> "key" ++ integer_to_list(I) end),
  
  K(17,fun(I) -> maps:from_list([{J,I}||J<-lists:seq(1,40)]) end).
