%% References of tables, atomics, counters, open files and compiled patterns name what they named after they have been bytes
%% or text; when it is gone, they are references like others.
-module(terms_references_from_outside).
-export([main/0]).

main() ->
    T = ets:new(t, [public]), ets:insert(T, {1, one}), A = atomics:new(1, []), atomics:put(A, 1, 7), C = counters:new(2, [atomics]), counters:add(C, 2, 5),
    W = counters:new(1, [write_concurrency]), counters:add(W, 1, 3),
    [begin
         p(ets:lookup(F(T), 1)), p(ets:info(F(T), size)), p(F(T) =:= T), p(atomics:get(F(A), 1)), p(F(A) == A),
         p(ets:insert(F(T), {F(T), x})), p(ets:lookup(T, T) =:= [{F(T), x}]), ets:delete(T, F(T)),
         p(erlang:phash2(F(T)) =:= erlang:phash2(T)), p(maps:get(F(T), #{T => here}))
     end || F <- [fun bytes/1, fun text/1, fun deflated/1, fun vector/1]],
    p(counters:get(bytes(C), 2)), p(counters:get(bytes(W), 1)),
    {B, _} = spawn_monitor(fun() -> receive Bin -> ets:insert(binary_to_term(Bin), {2, by_other}) end end),
    B ! term_to_binary(T), receive {'DOWN', _, _, B, R} -> p(R) end, p(ets:lookup(T, 2)),
    persistent_term:put(?MODULE, bytes(T)), p(ets:lookup(persistent_term:get(?MODULE), 1)),
    %% Only bytes are left of it while the table lives.
    {Tab, Text} = make(), p(ets:lookup(binary_to_term(Tab), k)), p(ets:lookup(list_to_ref(Text), k)), p(ets:delete(binary_to_term(Tab))),
    p(catch_(fun() -> ets:lookup(binary_to_term(Tab), k) end)), p(is_reference(binary_to_term(Tab))),
    %% The object ends with its last reference.
    Bytes = dead(), erlang:garbage_collect(), p(catch_(fun() -> atomics:get(binary_to_term(Bytes), 1) end)),
    p(is_reference(binary_to_term(Bytes))), p(binary_to_term(Bytes) =:= binary_to_term(Bytes)),
    %% Many at once, half of them let go.
    Many = [atomics:new(1, []) || _ <- lists:seq(1, 1000)], [atomics:put(X, 1, I) || {I, X} <- lists:zip(lists:seq(1, 1000), Many)],
    Kept = [X || {I, X} <- lists:zip(lists:seq(1, 1000), Many), I rem 2 =:= 0], All = [term_to_binary(X) || X <- Many],
    p(lists:sum([atomics:get(binary_to_term(X), 1) || X <- All])), p(length(Many)), half(Kept, All).

half(Kept, All) ->
    erlang:garbage_collect(),
    p(lists:sum([try atomics:get(binary_to_term(X), 1) catch error:badarg -> 0 end || X <- All])),
    p(length(Kept)).

make() -> T = ets:new(t, []), ets:insert(T, {k, v}), {term_to_binary(T), ref_to_list(T)}.
dead() -> term_to_binary(atomics:new(1, [])).
bytes(X) -> binary_to_term(term_to_binary(X)).
deflated(X) -> element(1, binary_to_term(term_to_binary({X, lists:duplicate(1000, $a)}, [compressed]))).
vector(X) -> binary_to_term(iolist_to_binary(erlang:term_to_iovec(X))).
text(X) -> list_to_ref(ref_to_list(X)).
catch_(F) -> try F() catch C:R -> {C, R} end.
p(X) -> io:format("~p~n", [X]).
