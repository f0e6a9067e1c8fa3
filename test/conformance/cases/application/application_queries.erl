%% BOOT: full
%% What runs when nothing was started: kernel and stdlib, with their specifications.
-module(application_queries).
-export([main/0]).

main() ->
    p(lists:sort([{N, D} || {N, D, _} <- application:which_applications()])),
    p(lists:sort([N || {N, _, _} <- application:loaded_applications()])),
    p([{V, is_list(W)} || {V, _, W} <- application:which_applications()]),
    p(application:get_application()),
    p(application:get_application(lists)),
    p(application:get_application(application_controller)),
    p(application:get_application(whereis(kernel_sup))),
    p(application:get_application(nosuch)),
    p(application:get_key(kernel, description)),
    p(application:get_key(stdlib, applications)),
    p(application:get_key(kernel, mod)),
    p(application:get_key(kernel, nosuch)),
    p(application:get_key(nosuch, vsn)),
    {ok, Keys} = application:get_all_key(stdlib),
    p([K || {K, _} <- Keys]),
    {ok, Modules} = application:get_key(stdlib, modules),
    p(lists:member(gen_server, Modules)),
    p(lists:sort(application:get_all_env(kernel))),
    p(application:get_env(kernel, net_ticktime)),
    p(application:start_type()),
    p([{K, whereis(K) =/= undefined}
       || K <- [application_controller, code_server, erl_prim_loader, erl_signal_server,
                file_server_2, global_group, global_name_server, inet_db, init, kernel_refc,
                kernel_safe_sup, kernel_sup, logger, logger_proxy, logger_std_h_default,
                logger_sup, rex, standard_error, standard_error_sup, user, erts_code_purger]]),
    p(lists:sort([{Id, Type, Modules1}
                  || {Id, _, Type, Modules1} <- supervisor:which_children(kernel_sup)])),
    p(supervisor:count_children(kernel_sup)).

p(T) ->
    io:format("~p~n", [T]).
