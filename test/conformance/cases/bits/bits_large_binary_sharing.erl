%% Parts of a large binary survive while the whole is collected.
-module(bits_large_binary_sharing).
-export([main/0]).

main() ->
    Parts = parts(20),
    erlang:garbage_collect(),
    p([{byte_size(P), binary:first(P), binary:last(P)} || P <- Parts]).

parts(0) -> [];
parts(N) ->
    Big = binary:copy(<<N>>, 10000),
    <<_:100/binary, P:50/binary, _/binary>> = <<Big/binary, N>>,
    [P | parts(N - 1)].

p(X) -> io:format("~tp~n", [X]).
