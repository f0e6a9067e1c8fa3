%% Construction fails with badarg for values and sizes that do not fit the segment.
-module(bits_construct_errors).
-export([main/0]).

main() ->
    p(attempt(fun() -> <<(id(a))>> end)),
    p(attempt(fun() -> <<(id(1.0))>> end)),
    p(attempt(fun() -> <<(id(1)):(id(-1))>> end)),
    p(attempt(fun() -> <<(id(1)):(id(x))>> end)),
    p(attempt(fun() -> <<(id(x))/binary>> end)),
    p(attempt(fun() -> <<(id(<<1, 2>>)):3/binary>> end)),
    p(attempt(fun() -> <<(id(<<1:3>>))/binary>> end)),
    p(attempt(fun() -> <<(id(16#110000))/utf8>> end)),
    p(attempt(fun() -> <<(id(16#d800))/utf8>> end)),
    p(attempt(fun() -> <<(id(x))/float>> end)),
    p(attempt(fun() -> <<(id(1.0)):(id(17))/float>> end)),
    p(attempt(fun() -> <<(id(1 bsl 2000))/float>> end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
