%% A term nested a hundred thousand deep is compared, copied, sent and written.
-module(large_nested_term).
-export([main/0]).

main() ->
    T = nest(100000, []),
    p(T =:= nest(100000, [])),
    self() ! T,
    p(receive X -> X =:= T end),
    p(byte_size(term_to_binary(T))),
    p(binary_to_term(term_to_binary(T)) =:= T),
    p(erlang:phash2(T)),
    p(erts_debug:flat_size(T)).

nest(0, T) -> T;
nest(N, T) -> nest(N - 1, {T}).

p(X) -> io:format("~tp~n", [X]).
