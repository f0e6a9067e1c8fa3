%% Environment variables are set, read and removed.
-module(os_environment).
-export([main/0]).

main() ->
    p(os:getenv("BEAMC_SURELY_NOT_SET")),
    p(os:putenv("BEAMC_CONF_VAR", "valüe")),
    p([os:getenv("BEAMC_CONF_VAR"), os:getenv("BEAMC_NOT_SET", "default")]),
    p(os:unsetenv("BEAMC_CONF_VAR")),
    p(os:getenv("BEAMC_CONF_VAR")),
    p(os:type()),
    p(is_list(os:getpid())).

p(X) -> io:format("~tp~n", [X]).
