%% Cases inside cases with variables bound in all branches.
-module(control_case_nesting).
-export([main/0]).

main() ->
    p([f(X, Y) || X <- [1, 2, 3], Y <- [a, b]]).

f(X, Y) ->
    R = case X of
            1 -> case Y of a -> Z = 10; b -> Z = 20 end, {one, Z};
            2 when Y =:= b -> Z = 30, two;
            _ -> Z = 40, other
        end,
    {R, Z}.

p(X) -> io:format("~tp~n", [X]).
