%% Application environment: set, get, unset, and what is not loaded.
-module(application_environment).
-export([main/0]).

main() ->
    p(application:get_env(no_app, k)),
    p(application:set_env(my_app, k, v)),
    p([application:get_env(my_app, k), application:get_env(my_app, z, default), application:unset_env(my_app, k), application:get_env(my_app, k)]),
    p(application:set_env([{app_a, [{k, 1}, {l, 2}]}, {app_b, [{k, 3}]}])),
    p([application:get_env(app_a, l), application:get_env(app_b, k)]).

p(X) -> io:format("~tp~n", [X]).
