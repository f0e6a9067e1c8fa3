%% BOOT: full
%% A report handler of error_logger survives warnings; they are warnings.
-module(error_logger_warnings).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).

main() ->
    io:format("~p~n", [error_logger:warning_map()]),
    logger:remove_handler(default),
    ok = error_logger:add_report_handler(?MODULE, self()),
    error_logger:warning_msg("w ~p", [1]), got(),
    error_logger:warning_report([{a, 1}]), got(),
    error_logger:error_msg("e ~p", [2]), got(),
    error_logger:info_msg("i", []), got(),
    io:format("~p~n", [lists:member(?MODULE, gen_event:which_handlers(error_logger))]),
    error_logger:delete_report_handler(?MODULE).

got() -> receive {event, E} -> io:format("~p~n", [E]) after 5000 -> io:format("none~n") end.

init(Pid) -> {ok, Pid}.
handle_event({Kind, _, {_, What, Data}}, Pid) -> Pid ! {event, {Kind, What, Data}}, {ok, Pid};
handle_event(_, Pid) -> {ok, Pid}.
handle_call(_, Pid) -> {ok, ok, Pid}.
handle_info(_, Pid) -> {ok, Pid}.
terminate(_, _) -> ok.
