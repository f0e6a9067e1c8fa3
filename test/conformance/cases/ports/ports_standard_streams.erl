%% Ports on the standard streams: output on them arrives before the end.
-module(ports_standard_streams).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Out = open_port({fd, 0, 1}, [out, binary]),
    port_command(Out, "written by a port\n"),
    Out ! {self(), {command, [<<"and by">>, " a message\n"]}},
    Err = open_port({fd, 0, 2}, [out]),
    port_command(Err, "on standard error\n"),
    port_command(Out, io_lib:format("~p ~p~n", [erlang:port_info(Out, name), erlang:port_info(Err, name)])),
    {'EXIT', {badarg, _}} = (catch port_control(Out, 25889124, [])),
    port_command(Out, lists:duplicate(100000, $x)),
    port_command(Out, "\nend\n"),
    Out ! {self(), close},
    receive {Out, closed} -> ok end,
    erlang:halt(3).
