%% is_record in guards with static and computed names.
-module(guards_records).
-export([main/0]).
-record(point, {x, y}).
-record(line, {a, b}).

main() ->
    p([f(X) || X <- [#point{x = 1, y = 2}, #line{}, {point, 1}, {point, 0, 5}, point, {other, 1, 2}]]).

f(P) when is_record(P, point), P#point.x > 0 -> positive_point;
f(P) when P#point.y =:= 5 -> five;
f(L) when is_record(L, line) -> line;
f(T) when is_record(T, other, 3) -> other;
f(_) -> none.

p(X) -> io:format("~tp~n", [X]).
