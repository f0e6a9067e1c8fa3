%% Records in records, with nested updates and lists of records sorted by field.
-module(records_nested).
-export([main/0]).
-record(in, {v = 1}).
-record(out, {in = #in{}, tag}).

main() ->
    O = #out{tag = t},
    p(O#out.in#in.v),
    p(O#out{in = (O#out.in)#in{v = 2}}),
    L = [#out{in = #in{v = V}, tag = T} || {V, T} <- [{3, c}, {1, a}, {2, b}]],
    p([T || #out{tag = T} <- lists:keysort(#out.in, L)]).

p(X) -> io:format("~tp~n", [X]).
