%% A module in several versions, for the cases under cases/code.
-module(hot).
-export([version/0, loop/0, make_fun/1, literal/0, tail/1, only_in_2/0, wait_in_fun/0, crash/1]).
-author(version_2).

version() -> 2.

%% Stays in its version until told to go to the newest.
loop() ->
    receive
        {From, version} -> From ! {self(), 2}, loop();
        {From, newest} -> From ! {self(), going}, ?MODULE:loop();
        stop -> ok
    end.

make_fun(X) -> fun(Y) -> {2, X, Y} end.

literal() -> {version, 2, [{"a list", <<"of version 2, a binary that is longer than sixty-four bytes and so counted">>}],
              #{key => 2, "other" => [2, 2.5, 123456789012345678902]}}.

tail(0) -> 2;
tail(N) -> ?MODULE:tail(N - 1).

only_in_2() -> yes.

wait_in_fun() ->
    F = make_fun(waiting),
    receive go -> F(0) end.

crash(X) ->
    {ok, Y} = X,
    Y.
