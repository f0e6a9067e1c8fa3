%% Patterns with literal integers and strings of several sizes choose the clause.
-module(bits_match_literals).
-export([main/0]).

main() ->
    p([f(B) || B <- [<<"GET /">>, <<"POST /x">>, <<16#cafe:16, 1>>, <<0:32>>, <<1.5/float>>, <<1:1, 0:7>>, <<>>, <<"PUT">>]]).

f(<<"GET ", R/binary>>) -> {get, R};
f(<<"POST ", R/binary>>) -> {post, R};
f(<<16#cafe:16, X>>) -> {cafe, X};
f(<<0:32>>) -> zeros;
f(<<1.5/float>>) -> one_and_half;
f(<<1:1, _:7>>) -> high_bit;
f(<<>>) -> empty;
f(_) -> other.

p(X) -> io:format("~tp~n", [X]).
