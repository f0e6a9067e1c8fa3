%% Exceptions of every class from many depths are counted in one loop.
-module(exceptions_many_handlers_loop).
-export([main/0]).

main() ->
    p(lists:foldl(fun(N, M) ->
                      K = try nest(N rem 7, N rem 4)
                          catch throw:_ -> thrown; exit:_ -> exited; error:badarith -> badarith; error:_ -> failed
                          end,
                      maps:update_with(K, fun(X) -> X + 1 end, 1, M)
                  end, #{}, lists:seq(1, 5000))).

nest(0, 0) -> throw(x);
nest(0, 1) -> exit(x);
nest(0, 2) -> 1 div id(0);
nest(0, 3) -> hd(id([]));
nest(D, K) -> [nest(D - 1, K)].

id(X) -> X.

p(X) -> io:format("~tp~n", [X]).
