%% erlang:display writes terms to standard output in its own form.
-module(io_display).
-export([main/0]).

main() ->
    [erlang:display(X) || X <- [1, -1, 1 bsl 70, 1.5, a, 'A b', "str", [1, 2], [a | b], {}, {x, {y}}, <<"bin">>, <<1:3>>, #{a => 1}, [], [[]], fun lists:map/2, true]].
