%% A module that is loaded at run time, in two versions.
-module(victim).
-export([f/1, version/0, data/0]).

-ifndef(VERSION).
-define(VERSION, 1).
-endif.

version() -> ?VERSION.

data() -> {?VERSION, [a, "a literal", <<"another literal">>], #{version => ?VERSION}}.

f(N) -> lists:sum([g(X) || X <- lists:seq(1, N)]).

g(X) ->
    H = fun(Y) -> X + Y * ?VERSION end,
    H(X).
