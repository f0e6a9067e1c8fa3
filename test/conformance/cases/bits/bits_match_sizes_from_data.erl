%% Sizes of segments come from earlier segments of the same pattern.
-module(bits_match_sizes_from_data).
-export([main/0]).

main() ->
    p(parse(<<3, "abc", 2, "de", 0, 5, "fghij">>, [])),
    p(parse(<<3, "ab">>, [])),
    <<N, Bits:N, U:N/unit:2, _/bits>> = id(<<6, 2#10101011:8, 16#ffff:16>>),
    p({N, Bits, U}),
    S = 3,
    F = fun(<<X:S, _/bits>>) -> X; (_) -> no end,
    p([F(<<255>>), F(<<1:2>>)]).

parse(<<>>, Acc) -> lists:reverse(Acc);
parse(<<N, S:N/binary, R/binary>>, Acc) -> parse(R, [S | Acc]);
parse(Bad, Acc) -> {Bad, lists:reverse(Acc)}.

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
