%% A handler that does not match lets the exception pass to the outer one; after runs on the way.
-module(exceptions_nested).
-export([main/0]).

main() ->
    p(try
          try throw(inner)
          catch error:_ -> wrong
          after io:format("inner after~n")
          end
      catch throw:X -> {outer, X}
      after io:format("outer after~n")
      end),
    p(try
          try error(one) catch error:one -> throw(two) after io:format("cleanup~n") end
      catch C:R -> {C, R}
      end).

p(X) -> io:format("~tp~n", [X]).
