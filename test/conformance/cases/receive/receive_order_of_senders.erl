%% Messages of one sender keep their order, whatever others send.
-module(receive_order_of_senders).
-export([main/0]).

main() ->
    S = self(),
    [spawn(fun() -> [S ! {Id, N} || N <- lists:seq(1, 50)] end) || Id <- [a, b, c]],
    All = [receive M -> M end || _ <- lists:seq(1, 150)],
    p([[N || {I, N} <- All, I =:= Id] =:= lists:seq(1, 50) || Id <- [a, b, c]]).

p(X) -> io:format("~tp~n", [X]).
