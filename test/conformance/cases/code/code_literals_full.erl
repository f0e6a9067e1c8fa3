%% BOOT: full
%% Literals of a module that the code server purges stay with those who hold them.
-module(code_literals_full).
-export([main/0]).
-include("versions.hrl").

main() ->
    {module, hot} = code:load_binary(hot, "1", beam(1, hot)),
    L = hot:literal(),
    Copy = binary_to_term(term_to_binary(L)),
    Me = self(),
    T = ets:new(t, [public]),
    persistent_term:put(?MODULE, hot:literal()),
    put(kept, element(3, L)),
    Fun = fun() -> element(4, L) end,
    Holders = [spawn_link(fun() ->
                                  Held = hot:literal(),
                                  ets:insert(T, {N, Held}),
                                  Me ! {self(), holds},
                                  receive go -> Me ! {self(), {Held, ets:lookup_element(T, N, 2)}} end
                          end) || N <- lists:seq(1, 10)],
    [receive {P, holds} -> ok end || P <- Holders],
    [begin
         {module, hot} = code:load_binary(hot, "x", beam(V, hot)),
         soft(1000),
         hot:literal()
     end || _ <- lists:seq(1, 10), V <- [2, 1]],
    true = code:delete(hot),
    soft(1000),
    p(code:is_loaded(hot)),
    erlang:garbage_collect(),
    p([L =:= Copy, get(kept) =:= element(3, Copy), Fun() =:= element(4, Copy), persistent_term:get(?MODULE) =:= Copy]),
    [P ! go || P <- Holders],
    p(lists:usort([receive {P, {A, B}} -> {A =:= Copy, B =:= Copy} after 5000 -> lost end || P <- Holders])),
    p(L).

%% Nobody stays in the old code, but somebody may be on the way out.
soft(N) when N > 0 -> code:soft_purge(hot) orelse soft(N - 1).
