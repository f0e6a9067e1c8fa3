%% Messages with every type of term arrive as they were sent.
-module(receive_large_messages).
-export([main/0]).

main() ->
    T = {1, 1 bsl 100, 1.5, 1.0e-320, a, "str", <<"bin">>, <<5:3>>, binary:copy(<<"x">>, 1000), #{k => [v]}, maps:from_list([{I, I} || I <- lists:seq(1, 50)]), [a | b], {}, []},
    P = spawn(fun() -> receive {F, X} -> F ! X end end),
    P ! {self(), T},
    receive X -> p(X =:= T), p(X) end.

p(X) -> io:format("~tp~n", [X]).
