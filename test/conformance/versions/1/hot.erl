%% A module in several versions, for the cases under cases/code.
-module(hot).
-export([version/0, loop/0, make_fun/1, literal/0, tail/1, only_in_1/0, wait_in_fun/0, crash/1]).
-author(version_1).

version() -> 1.

%% Stays in its version until told to go to the newest.
loop() ->
    receive
        {From, version} -> From ! {self(), 1}, loop();
        {From, newest} -> From ! {self(), going}, ?MODULE:loop();
        stop -> ok
    end.

make_fun(X) -> fun(Y) -> {1, X, Y} end.

literal() -> {version, 1, [{"a list", <<"of version 1, a binary that is longer than sixty-four bytes and so counted">>}],
              #{key => 1, "other" => [1, 1.5, 123456789012345678901]}}.

tail(0) -> 1;
tail(N) -> ?MODULE:tail(N - 1).

only_in_1() -> yes.

wait_in_fun() ->
    F = make_fun(waiting),
    receive go -> F(0) end.

crash(X) ->
    {ok, Y} = X,
    Y.
