%% A loop of tries neither leaks nor loses values bound before.
-module(exceptions_try_in_loop).
-export([main/0]).

main() ->
    p(loop(100000, 0, 0)).

loop(0, Ok, Bad) -> {Ok, Bad};
loop(N, Ok, Bad) ->
    try check(N rem 3) of
        true -> loop(N - 1, Ok + 1, Bad)
    catch
        throw:no -> loop(N - 1, Ok, Bad + 1)
    end.

check(0) -> throw(no);
check(_) -> true.

p(X) -> io:format("~tp~n", [X]).
