%% Comprehensions over a hundred thousand elements with accumulation in binaries and lists.
-module(comprehensions_large).
-export([main/0]).

main() ->
    L = [X || X <- lists:seq(1, 100000), X rem 3 =:= 0],
    p({length(L), lists:sum(L)}),
    B = << <<X:24>> || X <- L >>,
    p({byte_size(B), erlang:phash2(B)}),
    p(lists:sum([X || <<X:24>> <= B]) =:= lists:sum(L)),
    p(byte_size(<< <<(X bxor 255)>> || <<X>> <= B >>)).

p(X) -> io:format("~tp~n", [X]).
