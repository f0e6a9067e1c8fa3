%% Module base64 for lists and binaries, with padding, white space and errors.
-module(stdlib_base64).
-export([main/0]).

main() ->
    p([base64:encode(B) || B <- [<<>>, <<"f">>, <<"fo">>, <<"foo">>, <<"foob">>, <<0, 255, 254>>, "list"]]),
    p([base64:decode(B) || B <- [<<>>, <<"Zg==">>, <<"Zm8=">>, <<"Zm9v">>, "Zm9v\nYmFy"]]),
    p([base64:encode_to_string("abc"), base64:decode_to_string("YWJj"), base64:mime_decode(<<"Zm9*v">>)]),
    p(attempt(fun() -> base64:decode(<<"Z">>) end) =/= ok),
    B = << <<I>> || I <- lists:seq(0, 255) >>,
    p(base64:decode(base64:encode(B)) =:= B).

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
