%% Failures in small functions that a compiler may put in the place of their calls: each must be in the trace with its
%% own name, arguments and line, in and out of `try`, called last or not.
-module(exceptions_small_functions).
-export([main/0, first/1, tag/1, get_x/1, plus_one/1, only_atom/1, wrapped/1, twice/1, half/1]).

-record(r, {x, y}).

first([H | _]) -> H.
tag(T) -> element(1, T).
get_x(#r{x = X}) -> X.
plus_one(N) -> N + 1.
only_atom(A) when is_atom(A) -> {atom, A}.
wrapped(X) -> wrapped(X, []).
half(N) when N rem 2 =:= 0 -> N div 2;
half(_) -> error(odd).
lookup(K, M) -> map_get(K, M).
known(K) -> maps:get(K, #{a => 1}).
choose(1) -> one;
choose(2) -> plus_one(one);
choose(3) -> first([]).

wrapped(X, Acc) -> [hd(X) | Acc].

twice(X) ->
    A = plus_one(X),
    B = plus_one(A),
    {A, B}.

%% Called last, called first, both, inside try with values that the handler needs.
last(F, X) ->
    case F of
        first -> first(X);
        tag -> tag(X);
        get_x -> get_x(X);
        plus_one -> plus_one(X);
        only_atom -> only_atom(X);
        wrapped -> wrapped(X);
        half -> half(X);
        lookup -> lookup(X, #{b => 2});
        known -> known(X);
        choose -> choose(X);
        twice -> twice(X)
    end.

inner(F, X) ->
    R = case F of
        first -> first(X);
        tag -> tag(X);
        get_x -> get_x(X);
        plus_one -> plus_one(X);
        only_atom -> only_atom(X);
        wrapped -> wrapped(X);
        half -> half(X);
        lookup -> lookup(X, #{b => 2});
        known -> known(X);
        choose -> choose(X);
        twice -> twice(X)
    end,
    {result, R}.

protected(X, Y) ->
    Z = {X, Y},
    try plus_one(first(X)) of
        V -> {V, Z}
    catch
        error:E:S -> {caught, E, trace(S), X, Y, Z}
    after
        put(seen, Z)
    end.

main() ->
    Cases = [{first, [1]}, {first, []}, {first, x}, {tag, {a}}, {tag, {}}, {tag, 7}, {get_x, #r{x = 1}},
             {get_x, {r, 1}}, {plus_one, 1}, {plus_one, a}, {plus_one, (1 bsl 60) - 1}, {only_atom, a}, {only_atom, 1},
             {wrapped, [5]}, {wrapped, []}, {half, 4}, {half, 5}, {half, x}, {lookup, b}, {lookup, c}, {known, a},
             {known, z}, {choose, 1}, {choose, 2}, {choose, 3}, {choose, 4}, {twice, 3}, {twice, 2.5}, {twice, []}],
    [p({How, F, X, try run(How, F, X) catch C:R:S -> {C, R, trace(S)} end})
     || {F, X} <- Cases, How <- [last, inner]],
    [p({X, Y, protected(X, Y), erase(seen)}) || {X, Y} <- [{[1], b}, {[], b}, {[a], {b}}]],
    {'EXIT', {R, [Top | _]}} = (catch first(no_list)),
    p({R, Top}).

run(last, F, X) -> last(F, X);
run(inner, F, X) -> inner(F, X).

%% Of this module, without what main itself is called by.
trace(S) ->
    [{F, if is_list(A) -> A; true -> {arity, A} end, [I || {K, _} = I <- Info, K =:= line orelse K =:= file]}
     || {M, F, A, Info} <- S, M =:= ?MODULE, F =/= main].

p(X) -> io:format("~tp~n", [X]).
