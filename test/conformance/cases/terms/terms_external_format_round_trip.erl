%% binary_to_term gives back what term_to_binary took, compressed too.
-module(terms_external_format_round_trip).
-export([main/0]).

main() ->
    L = [0, -1, 1 bsl 200, 1.0e-300, 'atom with space', "text", lists:seq(1, 1000), {a, {b, [c]}}, #{x => #{y => z}}, self(), make_ref(),
         fun erlang:abs/1, <<1:7>>, binary:copy(<<"ab">>, 5000), maps:from_list([{I, {I}} || I <- lists:seq(1, 100)]), list_to_tuple(lists:seq(1, 300))],
    p([binary_to_term(term_to_binary(X)) =:= X || X <- L]),
    p([binary_to_term(term_to_binary(X, [compressed])) =:= X || X <- L]),
    p(byte_size(term_to_binary(L, [{compressed, 9}])) < byte_size(term_to_binary(L))),
    p(binary_to_term(term_to_binary(L)) =:= L),
    p([erlang:external_size(X) || X <- [a, 1, "abc", {x, y}]]),
    F = fun(X) -> {X, L} end,
    p((binary_to_term(term_to_binary(F)))(1) =:= {1, L}).

p(X) -> io:format("~tp~n", [X]).
