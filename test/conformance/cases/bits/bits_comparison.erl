%% Binaries are ordered as strings of bits, also when they do not start at a byte.
-module(bits_comparison).
-export([main/0]).

main() ->
    <<_:1, U/bits>> = id(<<1:1, "abc">>),
    p([U =:= <<"abc">>, U == id(<<"abc">>), U < <<"abd">>, U > <<"abb">>, <<"ab">> < U, #{U => 1} =:= #{<<"abc">> => 1}]),
    p(lists:sort([<<"b">>, <<"a">>, <<"ab">>, <<>>, U, <<"a", 0:1>>])),
    p(erlang:phash2(U) =:= erlang:phash2(<<"abc">>)).

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
