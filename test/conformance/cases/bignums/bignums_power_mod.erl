%% Modular powers by squaring agree with crypto-sized textbook values.
-module(bignums_power_mod).
-export([main/0]).

main() ->
    P = (1 bsl 127) - 1,
    p([pow(3, P - 1, P), pow(2, 127, P), pow(65537, 12345678901234567890, P)]).

pow(_, 0, _) -> 1;
pow(B, E, M) when E band 1 =:= 1 -> B * pow(B, E - 1, M) rem M;
pow(B, E, M) -> H = pow(B, E div 2, M), H * H rem M.

p(X) -> io:format("~tp~n", [X]).
