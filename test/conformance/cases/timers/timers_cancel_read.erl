%% Cancelled timers are silent; read_timer tells the time left.
-module(timers_cancel_read).
-export([main/0]).

main() ->
    R = erlang:send_after(10000, self(), never),
    T = erlang:read_timer(R),
    p(T > 5000 andalso T =< 10000),
    p(erlang:cancel_timer(R) > 5000),
    p([erlang:cancel_timer(R), erlang:read_timer(R)]),
    p(receive never -> wrong after 5 -> silent end),
    R2 = erlang:start_timer(10000, self(), x),
    p(erlang:cancel_timer(R2, [{async, true}, {info, true}])),
    p(receive {cancel_timer, R2, L} -> L > 5000 end),
    p(erlang:cancel_timer(R2, [{info, false}])),
    p(attempt(fun() -> erlang:send_after(id(-1), self(), x) end)),
    p(attempt(fun() -> erlang:cancel_timer(id(x)) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
