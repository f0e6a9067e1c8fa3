%% The sign of a zero that is negated depends on what the compiler knows of it.
-module(floats_negated_zero).
-export([main/0, any/1, float/1, minus/2]).

any(X) -> -X.
float(X) when is_float(X) -> -X.
minus(X, Y) when is_float(X), is_float(Y) -> X - Y.

main() ->
    Zeros = [list_to_float(T) || T <- ["0.0", "-0.0", "1.5"]],
    [io:format("~w ~w ~w ~w~n", [?MODULE:any(Z), ?MODULE:float(Z), (fun erlang:'-'/1)(Z), ?MODULE:minus(0.0, Z)])
     || Z <- Zeros].
