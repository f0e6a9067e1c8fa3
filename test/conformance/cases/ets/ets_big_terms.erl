%% Objects with large binaries, bignums, floats, maps and funs come back whole, also from other processes.
-module(ets_big_terms).
-export([main/0]).

main() ->
    T = ets:new(t, [public]),
    Os = [{1, binary:copy(<<"abc">>, 1000)}, {2, 1 bsl 500}, {3, [1.0e-310, 2.5]}, {4, maps:from_list([{I, [I]} || I <- lists:seq(1, 60)])}, {5, fun(X) -> X + 1 end}, {6, <<1:3>>}],
    spawn(fun() -> ets:insert(T, Os), T end),
    timer:sleep(20),
    erlang:garbage_collect(),
    p([ets:lookup(T, element(1, O)) =:= [O] || O <- Os]),
    p((ets:lookup_element(T, 5, 2))(41)).

p(X) -> io:format("~tp~n", [X]).
