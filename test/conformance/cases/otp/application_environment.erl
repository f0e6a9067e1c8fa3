%% Application environment: set, get, unset, and what is not loaded.
-module(application_environment).
-export([main/0]).

main() ->
    p(application:get_env(no_app, k)),
    p(application:set_env(my_app, k, v)),
    p([application:get_env(my_app, k), application:get_env(my_app, z, default), application:unset_env(my_app, k), application:get_env(my_app, k)]),
    p(application:get_application(lists)),
    p(lists:keymember(kernel, 1, application:which_applications())).

p(X) -> io:format("~tp~n", [X]).
