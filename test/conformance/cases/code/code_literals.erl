-module(code_literals).
-export([main/0]).
-include("versions.hrl").

%% Literals of purged code stay with those who hold them.
main() ->
    {module, hot} = erlang:load_module(hot, beam(1, hot)),
    L = hot:literal(),
    put(kept, hot:literal()),
    T = ets:new(t, []),
    ets:insert(T, {1, hot:literal()}),
    Me = self(),
    Pid = spawn(fun() ->
                        X = hot:literal(),
                        #{key := K} = element(4, X),
                        M = (element(4, X))#{key := {changed, K}},
                        receive go -> Me ! {self(), {X, M}} end
                end),
    erlang:garbage_collect(),
    timer:sleep(50),
    [begin
         {module, hot} = erlang:load_module(hot, beam(V, hot)),
         hot:literal(),
         {true, false} = purge(hot)
     end || _ <- lists:seq(1, 20), V <- [2, 1]],
    erlang:garbage_collect(),
    p(L),
    p(get(kept) =:= L),
    p(ets:lookup(T, 1) =:= [{1, L}]),
    Pid ! go,
    receive {Pid, {X, M}} -> p({X =:= L, M}) after 1000 -> p(timeout) end.
