%% Very small, very large and denormal floats pass through terms, lists and messages unchanged.
-module(floats_special_exponents).
-export([main/0]).

main() ->
    Fs = [5.0e-324, 1.0e-310, 2.2250738585072014e-308, 1.0e-80, 1.0e-77, 1.0e77, 1.0e78, 1.0e200, -5.0e-324, -1.0e78],
    self() ! Fs,
    receive L -> p(L), p(L =:= Fs) end,
    p([F * 2.0 || F <- Fs]),
    p(<< <<F/float>> || F <- Fs >>).

p(X) -> io:format("~tp~n", [X]).
