%% A receive inside the body of a clause of another one.
-module(receive_nested).
-export([main/0]).

main() ->
    S = self(),
    spawn(fun() -> S ! {inner, 2}, S ! {outer, 1} end),
    p(receive
          {outer, A} -> receive {inner, B} -> {A, B} end
      end).

p(X) -> io:format("~tp~n", [X]).
