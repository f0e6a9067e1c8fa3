%% Large constant terms of the program are shared, sent and compared.
-module(control_literals).
-export([main/0]).

main() ->
    T = table(),
    S = self(),
    spawn(fun() -> S ! {reply, T, table()} end),
    receive {reply, A, B} -> p({A =:= B, A =:= table()}) end,
    p(lists:keyfind(three, 1, T)),
    M = element(2, lists:keyfind(map, 1, T)),
    p(M#{new => 1}),
    p(setelement(2, hd(T), changed)),
    p(hd(table())).

table() ->
    [{one, 1}, {two, [2, "two", <<"zwei">>]}, {three, {3, 3.0, 36893488147419103232}}, {map, #{a => [1], "b" => {2}}}, {'fun', fun lists:sort/1}].

p(X) -> io:format("~tp~n", [X]).
