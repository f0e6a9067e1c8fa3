%% zip, zip3, zipwith, unzip, flatten, flatlength, append and concat.
-module(lists_zip_flatten).
-export([main/0]).

main() ->
    p(lists:zip([1, 2, 3], [a, b, c])),
    p(lists:zip3([1, 2], [a, b], ["x", "y"])),
    p(lists:zipwith(fun(X, Y) -> X + Y end, [1, 2], [10, 20])),
    p({lists:unzip([{1, a}, {2, b}]), lists:unzip3([{1, a, x}, {2, b, y}])}),
    p(lists:flatten([1, [2, [3, [[]], 4]], [[[5]]]])),
    p(lists:flatlength([1, [2, [3]]])),
    p({lists:append([[1], [2, 3], []]), lists:append([1], [2]), lists:concat([a, 1, "b", 2.5])}),
    p(attempt(fun() -> lists:zip(id([1]), []) end)).

id(X) -> X.

%% The value of F(), or the class and reason of its exception.
attempt(F) ->
    try F()
    catch C:R -> {C, R}
    end.

p(X) -> io:format("~tp~n", [X]).
