%% A thousand timers all fire.
-module(timers_many).
-export([main/0]).

main() ->
    S = self(),
    [erlang:send_after(I rem 20, S, I) || I <- lists:seq(1, 1000)],
    p(lists:sort([receive M -> M end || _ <- lists:seq(1, 1000)]) =:= lists:seq(1, 1000)).

p(X) -> io:format("~tp~n", [X]).
